"""Writing the state of a run: while everything is judged, or from the state of the run before and what changed."""

import json
from collections.abc import Mapping
from pathlib import Path
from secrets import randbits
from typing import Any

import numpy as np
import polars as pl

from shibosi.batch.inputs import Stamps, stamp
from shibosi.batch.kept import link
from shibosi.batch.state import (
    COUNTS,
    FINDINGS,
    FOLDER,
    FORMAT,
    WAITING,
    Digests,
    Frame,
    Layer,
    State,
    digests_of,
    every_dossier,
    logic,
    probe,
    write_digests,
)  # fmt: skip
from shibosi.kernel import controls as registry
from shibosi.kernel.controls import Outcome
from shibosi.kernel.engines.plan import Question, circumstances, columns_read, order_of_work
from shibosi.kernel.judging import Judge, Judged
from shibosi.kernel.patience import waits
from shibosi.kernel.runs import file_digest
from shibosi.kernel.sources import ROW, Sources

PARTS = ("digests", "superseded", "derived", "withdrawn")


class Keeping:
    """Told by the engine what passes through it. Where there is one layer, rows lie as its files have them."""

    def __init__(self, folder: Path, sources: Sources, layers: int = 1) -> None:
        self.folder = made_folder(folder)
        self.sources = sources
        self.frames = frames_of(sources) if layers == 1 else None
        self.layers: list[Layer] = [self.frames] if self.frames is not None else [{} for _ in range(layers)]
        self.columns: dict[str, list[str]] = {}
        self.waiting: list[pl.DataFrame] = []
        self.written = 0
        self.seed = randbits(64)

    def loaded(self, kind: str, rows: pl.DataFrame) -> None:
        """Note the digests of all rows of a kind."""
        if kind not in self.sources.frames:
            return
        self.columns[kind] = [name for name in rows.columns if name != ROW]
        self._write(kind, rows[ROW].to_numpy(), digests_of(rows, self.columns[kind], self.seed))

    def judged(self, judged: Judged) -> None:
        """Note the dossiers that wait."""
        self.waiting.append(waiting_of(judged))

    def derived(self, kind: str, rows: pl.DataFrame) -> None:
        """Keep records made from dossiers."""
        write_derived(self.folder / "derived", kind, rows, self.written)
        self.written += 1

    def finish(self, question: Question, stamps: Stamps) -> None:
        """Write what is left. Kinds that were not read at once are read once more."""
        at = circumstances(question, self.sources)
        work = order_of_work(question, self.sources)
        columns = columns_read(Judge(dossier, question.of(dossier), question.values, at) for dossier in work)
        for kind in sorted(set(columns) & self.sources.kinds() - set(self.columns)):
            numbers, digests = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.uint64)]
            for rows in self.sources.scan(kind, columns[kind], numbered=True).collect_batches(engine="streaming"):
                numbers.append(rows[ROW].to_numpy())
                digests.append(digests_of(rows, columns[kind], self.seed))
            self._write(kind, np.concatenate(numbers), np.concatenate(digests))
        marks = {kind: made for name in self.sources.kinds() for kind, made in self.sources.marks(name).items()}
        write_rest(self.folder, marks, pl.concat([pl.DataFrame(schema=WAITING), *self.waiting]))
        write_about(self.folder, question, self.sources, columns, self.layers, stamps, self.seed)

    def _write(self, kind: str, numbers: np.ndarray[Any, Any], digests: Digests) -> None:
        if self.frames is None:
            write_digests(self.folder / "digests" / f"more-{kind}.u64", digests)
            return
        every = np.zeros(sum(frame.rows for frame in self.frames[kind]), dtype=np.uint64)
        every[numbers] = digests
        write_digests(self.folder / "digests" / f"0-{kind}.u64", every)


def made_folder(run: Path) -> Path:
    """An empty folder for the state of a run."""
    folder = run / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for name in PARTS:
        (folder / name).mkdir(exist_ok=True)
    return folder


def waiting_of(judged: Judged) -> pl.DataFrame:
    """Dossiers in which a control that waits could not decide: dossier, key."""
    open_ = np.zeros(judged.assembled.size, dtype=bool)
    for name, outcomes in judged.outcomes.items():
        if waits(registry.named(name)):
            open_ |= outcomes == Outcome.UNDETERMINED
    keys = judged.assembled.key_texts(np.flatnonzero(open_))
    return keys.to_frame().select(pl.lit(judged.assembled.dossier.name).alias("dossier"), "key")


def frames_of(sources: Sources) -> Layer:
    """How many rows each frame holds, and the digest of its file where it holds one file."""
    digests = {file.path: file.sha256 for file in sources.files}
    lengths = {kind: [frame.select(pl.len()) for frame in frames] for kind, frames in sorted(sources.frames.items())}
    return {
        kind: [
            Frame(int(length.item()), digests.get(sources.apart.get((kind, number), "")))
            for number, length in enumerate(pl.collect_all(lengths[kind]))
        ]
        for kind in lengths
    }


def stamps_of(sources: Sources, started: int) -> Stamps:
    """Stamps of the inputs that nobody touched since `started` (nanoseconds since 1970)."""
    found = {file.path: stamp(Path(file.path)) for file in sources.files}
    return {path: seen for path, seen in found.items() if seen[1] < started}


def write_derived(folder: Path, kind: str, rows: pl.DataFrame, number: int) -> None:
    """Keep records of a kind that is made from dossiers, in one of several files."""
    rows.write_ipc(folder / f"{kind}.{number}.arrow")


def carry_derived(before: State, folder: Path, kind: str, gone: pl.DataFrame, come: pl.DataFrame) -> None:
    """Take records that are made from dossiers over from an earlier state, and say which went and came."""
    for part, rows in (("derived", come), ("withdrawn", gone)):
        paths = sorted((before.folder / part).glob(f"{kind}.*.arrow"))
        for path in paths:
            link(path, folder / part / path.name)
        if rows.height:
            number = max((int(path.stem.rpartition(".")[2]) for path in paths), default=-1) + 1
            write_derived(folder / part, kind, rows, number)


def write_rest(folder: Path, marks: Mapping[str, pl.DataFrame], waiting: pl.DataFrame) -> None:
    """Keep documents out of force, and the dossiers that wait."""
    for kind, found in marks.items():
        found.write_parquet(folder / "superseded" / f"{kind}.parquet")
    waiting.write_parquet(folder / "waiting.parquet")


def write_about(
    folder: Path, question: Question, sources: Sources, columns: Mapping[str, list[str]], layers: list[Layer],
    stamps: Stamps, seed: int, digests: bool = True, before: State | None = None,
) -> None:  # fmt: skip
    """Say what the state was made with, and whether it has digests; a state without this file is none.

    Files that were taken over from the state before have the digest they had there, and its logic is that of now.
    """
    at = circumstances(question, sources)
    paths = sorted(path for name in PARTS for path in (folder / name).rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths] + ["waiting.parquet", FINDINGS, COUNTS]
    known = {} if before is None else {
        name: digest for name, digest in before.files.items()
        if name in names and (folder / name).samefile(before.folder / name)
    }  # fmt: skip
    about = {
        "files": {name: known.get(name) or file_digest(folder / name) for name in names},
        "format": FORMAT, "logic": logic(every_dossier()) if before is None else before.about["logic"],
        "digests": digests, "seed": seed, "probe": probe(seed), "columns": columns,
        "layers": [
            {kind: [{"rows": frame.rows, "sha256": frame.sha256} for frame in frames] for kind, frames in layer.items()}
            for layer in layers
        ],
        "absent": sorted(at.absent), "uncertain": sorted(at.uncertain), "stamps": stamps,
    }  # fmt: skip
    (folder / "state.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
