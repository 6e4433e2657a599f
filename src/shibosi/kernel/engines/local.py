"""The engine on one machine: dossiers in parts by key, so that memory does not grow with the number of orders."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from shibosi.kernel.assembly import SEED, Frames
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.engines.plan import (
    Keeper,
    Part,
    Question,
    Result,
    circumstances,
    columns_read,
    finished,
    order_of_work,
    part_of,
    together,
)  # fmt: skip
from shibosi.kernel.judging import Judge
from shibosi.kernel.records import record
from shibosi.kernel.sources import Sources

PART_ROWS = 1_200_000
"""Rows of the largest single-row member judged at a time; more are split by key."""
DIGEST = "#digest"
Progress = Callable[[str, int, int], None]


def run(
    sources: Sources, question: Question, progress: Progress | None = None, keeper: Keeper | None = None,
    part_rows: int = PART_ROWS,
) -> Result:  # fmt: skip
    """Judge everything that was handed in. `progress(dossier, part, parts)` is told before each part.

    A `keeper` is told what passes; of kinds that are read part by part it hears nothing.
    """
    at = circumstances(question, sources)
    made = Sources(dict(sources.frames), dict(sources.rows), work=sources.work)
    cache: Frames = {}
    parts: dict[str, Part] = {}
    work = order_of_work(question, sources)
    judges = {dossier.name: Judge(dossier, question.of(dossier), question.values, at) for dossier in work}
    wanted = columns_read(judges.values())
    for dossier in work:
        judge = judges[dossier.name]
        count = max(1, -(-_height(dossier, made) // part_rows))
        with tempfile.TemporaryDirectory(dir=sources.work) as folder:
            whole = count == 1
            loads = (
                _whole(dossier, made, wanted, cache, keeper)
                if whole
                else _split(judge, made, wanted, count, Path(folder))
            )
            found: list[Part] = []
            for number, frames in enumerate(loads):
                if progress is not None:
                    progress(dossier.name, number + 1, count)
                judged = judge.judge(frames)
                found.append(part_of(judge, judged))
                if keeper is not None:
                    keeper.judged(judged)
        parts[dossier.name] = together(found)
        for kind, frame in parts[dossier.name].derived.items():
            made.add(kind, frame.lazy(), frame.height)
            if keeper is not None:
                keeper.derived(kind, frame)
    return finished(parts, at.absent)


def _height(dossier: Dossier, sources: Sources) -> int:
    single = [sources.rows.get(member.record.kind(), 0) for member in dossier.members if not member.many]
    every = [sources.rows.get(member.record.kind(), 0) for member in dossier.members]
    return max(single or every)


def _whole(
    dossier: Dossier, sources: Sources, wanted: dict[str, list[str]], cache: Frames, keeper: Keeper | None
) -> Iterator[Frames]:  # fmt: skip
    """All rows at once; each kind is loaded once for all dossiers."""
    frames: Frames = {}
    for member in dossier.members:
        kind = member.record.kind()
        if kind not in sources.frames:
            continue
        if kind not in cache:
            rows = sources.scan(kind, wanted[kind], keeper is not None).collect(engine="streaming").rechunk()
            if keeper is not None:
                keeper.loaded(kind, rows)
            cache[kind] = rows.select(wanted[kind])
        frames[kind] = cache[kind]
    yield frames


def _split(
    judge: Judge, sources: Sources, wanted: dict[str, list[str]], count: int, folder: Path
) -> Iterator[Frames]:  # fmt: skip
    """Rows by part: each kind is written once, split by a hash of the key, then read part by part.

    Copies are told by every column that any dossier reads; a digest stands for those this one does not read.
    """
    columns = judge.columns()
    kinds = [member for member in judge.dossier.members if member.record.kind() in sources.frames]
    for member in kinds:
        kind = member.record.kind()
        keys = [pl.col(name).cast(pl.String) for name in member.by]
        part = pl.concat_str(keys, separator="\x1f").hash(SEED) % count if len(keys) > 1 else keys[0].hash(SEED) % count
        target = pl.PartitionBy(folder / kind, key=part.cast(pl.UInt32).alias("#part"), include_key=False)
        digest = pl.struct(wanted[kind]).hash(SEED).alias(DIGEST)
        rows = sources.scan(kind, wanted[kind]).drop_nulls(list(member.by))
        rows.with_columns(digest).select(*columns[kind], DIGEST).sink_ipc(
            target, compression="lz4", mkdir=True, maintain_order=True
        )
    for number in range(count):
        frames: Frames = {}
        for member in kinds:
            kind = member.record.kind()
            files = sorted((folder / kind / f"#part={number}").glob("*"))
            schema = {name: record(kind).schema()[name] for name in columns[kind]} | {DIGEST: pl.UInt64()}
            frames[kind] = pl.concat([pl.read_ipc(path) for path in files]) if files else pl.DataFrame(schema=schema)
            shutil.rmtree(folder / kind / f"#part={number}", ignore_errors=True)
        yield frames
