"""The engine on one machine: dossiers in parts by key, so that memory does not grow with the number of orders."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from shibosi.kernel.assembly import SEED, Frames
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.engines.plan import Part, Question, Result, circumstances, finished, judge_part, order_of_work, together
from shibosi.kernel.judging import Judge
from shibosi.kernel.records import record
from shibosi.kernel.sources import Sources

PART_ROWS = 1_200_000
"""Rows of the largest single-row member judged at a time; more are split by key."""
Progress = Callable[[str, int, int], None]


def run(sources: Sources, question: Question, progress: Progress | None = None, part_rows: int = PART_ROWS) -> Result:
    """Judge everything that was handed in. `progress(dossier, part, parts)` is told before each part."""
    at = circumstances(question, sources)
    made = Sources(dict(sources.frames), dict(sources.rows), work=sources.work)
    cache: Frames = {}
    parts: dict[str, Part] = {}
    work = order_of_work(question, sources)
    judges = {dossier.name: Judge(dossier, question.of(dossier), question.values, at) for dossier in work}
    wanted = _columns(list(judges.values()))
    for dossier in work:
        judge = judges[dossier.name]
        count = max(1, -(-_height(dossier, made) // part_rows))
        with tempfile.TemporaryDirectory(dir=sources.work) as folder:
            loads = _whole(dossier, made, wanted, cache) if count == 1 else _split(judge, made, count, Path(folder))
            found: list[Part] = []
            for number, frames in enumerate(loads):
                if progress is not None:
                    progress(dossier.name, number + 1, count)
                found.append(judge_part(judge, frames))
        parts[dossier.name] = together(found)
        for kind, frame in parts[dossier.name].derived.items():
            made.add(kind, frame.lazy(), frame.height)
    return finished(parts, at.absent)


def _height(dossier: Dossier, sources: Sources) -> int:
    single = [sources.rows.get(member.record.kind(), 0) for member in dossier.members if not member.many]
    every = [sources.rows.get(member.record.kind(), 0) for member in dossier.members]
    return max(single or every)


def _columns(judges: list[Judge]) -> dict[str, list[str]]:
    """All columns of each kind that any dossier reads."""
    found: dict[str, set[str]] = {}
    for judge in judges:
        for kind, names in judge.columns().items():
            found.setdefault(kind, set()).update(names)
    return {kind: sorted(names) for kind, names in found.items()}


def _whole(dossier: Dossier, sources: Sources, wanted: dict[str, list[str]], cache: Frames) -> Iterator[Frames]:
    """All rows at once; each kind is loaded once for all dossiers."""
    frames: Frames = {}
    for member in dossier.members:
        kind = member.record.kind()
        if kind not in sources.frames:
            continue
        if kind not in cache:
            cache[kind] = sources.scan(kind, wanted[kind]).collect(engine="streaming").rechunk()
        frames[kind] = cache[kind]
    yield frames


def _split(judge: Judge, sources: Sources, count: int, folder: Path) -> Iterator[Frames]:
    """Rows by part: each kind is written once, split by a hash of the key, then read part by part."""
    columns = judge.columns()
    kinds = [member for member in judge.dossier.members if member.record.kind() in sources.frames]
    for member in kinds:
        kind = member.record.kind()
        keys = [pl.col(name).cast(pl.String) for name in member.by]
        part = pl.concat_str(keys, separator="\x1f").hash(SEED) % count if len(keys) > 1 else keys[0].hash(SEED) % count
        target = pl.PartitionBy(folder / kind, key=part.cast(pl.UInt32).alias("#part"), include_key=False)
        sources.scan(kind, columns[kind]).drop_nulls(list(member.by)).sink_ipc(
            target, compression="lz4", mkdir=True, maintain_order=True
        )
    for number in range(count):
        frames: Frames = {}
        for member in kinds:
            kind = member.record.kind()
            files = sorted((folder / kind / f"#part={number}").glob("*"))
            schema = {name: record(kind).schema()[name] for name in columns[kind]}
            frames[kind] = pl.concat([pl.read_ipc(path) for path in files]) if files else pl.DataFrame(schema=schema)
            shutil.rmtree(folder / kind / f"#part={number}", ignore_errors=True)
        yield frames
