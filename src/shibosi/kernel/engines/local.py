"""The engine on one machine: dossiers in parts by key, so that memory does not grow with the number of orders.

A part is judged piece by piece: what a piece needs beside the rows handed in is small and soon free again. Pieces are
judged side by side, as many as there are cores; they are put together in their order.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import polars as pl

from shibosi.kernel.alone import apart
from shibosi.kernel.controls import Outcome
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.engines.memory import available
from shibosi.kernel.engines.plan import (
    Keeper,
    Part,
    Question,
    Result,
    circumstances,
    columns_read,
    finished,
    order_of_work,
    together,
)  # fmt: skip
from shibosi.kernel.findings import Findings, Noted
from shibosi.kernel.judging import Judge, Judged
from shibosi.kernel.numbering import SEED, Frames, key_hash
from shibosi.kernel.records import record
from shibosi.kernel.sources import Sources

CELL, ROW = 18, 150
"""Bytes that a loaded cell and a loaded row take in the end, with what is made of them."""
AT_ONCE = 4 << 30
"""Bytes up to which everything is judged at once, if the machine has twice as many to spare."""
PART = 500 << 20
"""Bytes of a part, where not everything is judged at once."""
PIECE = 1 << 16
"""Dossiers of a piece."""
SIDE_BY_SIDE = 4
"""Most pieces at a time."""
SLICE = 400_000
"""Rows split at a time."""
DIGEST = "#digest"
Progress = Callable[[str, int, int], None]


def run(
    sources: Sources, question: Question, progress: Progress | None = None, keeper: Keeper | None = None,
    part_rows: int | None = None, piece: int | None = None,
) -> Result:  # fmt: skip
    """Judge everything that was handed in. `progress(dossier, part, parts)` is told before each part.

    Parts are of so many rows (`part_rows`) of the largest single-row member, and judged so many dossiers (`piece`) at a
    time; unless said, all is one part where memory allows. A `keeper` is told what passes; of kinds that are read part
    by part it hears nothing.
    """
    at = circumstances(question, sources)
    made = Sources(dict(sources.frames), dict(sources.rows), work=sources.work)
    cache: Frames = {}
    parts: dict[str, Part] = {}
    work = order_of_work(question, sources)
    judges = {dossier.name: Judge(dossier, question.of(dossier), question.values, at) for dossier in work}
    wanted = columns_read(judges.values())
    at_once = _bytes(made, wanted) <= min(AT_ONCE, available() // 2)
    with (
        ThreadPoolExecutor(min(SIDE_BY_SIDE, pl.thread_pool_size())) as pool,
        tempfile.TemporaryDirectory(dir=sources.work) as folder,
    ):
        for place, dossier in enumerate(work):
            judge = judges[dossier.name]
            if part_rows is None:
                count, whole = _parts(_bytes(made, judge.columns()), PART), at_once
            else:
                count = _parts(_height(dossier, made), part_rows)
                whole = count == 1
            count = 1 if whole else min(count, _height(dossier, made))
            tell = partial(progress or _silent, dossier.name)
            part = _alike(judge, made, wanted, tell, keeper) if judge.steps.only_counts() else None
            if part is None:
                loads = (
                    _whole(dossier, made, wanted, cache, keeper)
                    if whole
                    else _split(judge, made, wanted, count, Path(folder), pool)
                )
                found: list[Part] = []
                for number, frames in enumerate(loads):
                    tell(number + 1, count)
                    found.append(_judged(judge, frames, pool, keeper, piece or PIECE))
                    del frames
                    if keeper is not None:
                        for kind, frame in found[-1].derived.items():
                            keeper.derived(kind, frame)
                    if not whole:
                        _lay_down(found[-1], made, Path(folder), number)
                part = together(found)
            parts[dossier.name] = part
            for kind, frame in part.derived.items():
                made.add(kind, frame.lazy(), frame.height)
            _forget(cache, columns_read(judges[later.name] for later in work[place + 1 :]))
    return finished(parts, at.absent)


def _silent(dossier: str, number: int, of: int) -> None:
    """Tell nobody."""


def _write(frame: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_ipc(path, compression="lz4")


def _lay_down(part: Part, made: Sources, folder: Path, number: int) -> None:
    """Put what one of many parts derived on disk, to be read when its turn comes."""
    for kind, frame in part.derived.items():
        path = folder / f"{kind}-{number}.ipc"
        _write(frame, path)
        made.add(kind, pl.scan_ipc(path), frame.height)
    part.derived = {}


def _judged(judge: Judge, frames: Frames, pool: ThreadPoolExecutor, keeper: Keeper | None, piece: int) -> Part:
    """Judge the dossiers of one part."""
    findings = Findings(judge.controls)
    batch = judge.batch(frames)
    derived: dict[str, list[pl.DataFrame]] = {}

    def work(bounds: tuple[int, int]) -> tuple[Noted, dict[str, pl.DataFrame], Judged | None]:
        judged = judge.judge_piece(batch, *bounds)
        return findings.note(judged), judged.derived, None if keeper is None else judged

    for noted, made, judged in pool.map(work, batch.bounds(piece)):
        findings.take(noted)
        for kind, frame in made.items():
            derived.setdefault(kind, []).append(frame)
        if keeper is not None and judged is not None:
            keeper.judged(judged)
    found = findings.found()
    every = {kind: pl.concat(some) for kind, some in derived.items()}
    return Part(found.findings, found.counts, batch.size, every)


def _alike(
    judge: Judge, sources: Sources, wanted: dict[str, list[str]], tell: Callable[[int, int], None],
    keeper: Keeper | None,
) -> Part | None:  # fmt: skip
    """Dossiers of which only the rows are counted: one that stands alone is judged for all of them.

    None where something is told of those as well; so a keeper hears of the others only.
    """
    tell(1, 1)
    kinds = [member.record.kind() for member in judge.dossier.members]
    alone = apart(judge.dossier, {kind: sources.scan(kind, wanted[kind]) for kind in kinds if kind in sources.frames})
    findings = Findings(judge.controls)
    for kind, row in alone.one.items():
        noted = findings.note(judge.judge({kind: row}))
        if any(int(number[Outcome.BROKEN :].sum()) for number in noted.numbers.values()):
            return None
        findings.take(noted, alone.times[kind])
    judged = judge.judge(alone.rest)
    findings.add(judged)
    if keeper is not None:
        keeper.judged(judged)
    found = findings.found()
    return Part(found.findings, found.counts, judged.assembled.size + sum(alone.times.values()))


def _bytes(sources: Sources, columns: dict[str, list[str]]) -> int:
    """What some columns take in memory, judged all at once."""
    return sum(sources.rows.get(kind, 0) * (CELL * len(names) + ROW) for kind, names in columns.items())


def _parts(size: int, most: int) -> int:
    return max(1, -(-size // most))


def _height(dossier: Dossier, sources: Sources) -> int:
    single = [sources.rows.get(member.record.kind(), 0) for member in dossier.members if not member.many]
    every = [sources.rows.get(member.record.kind(), 0) for member in dossier.members]
    return max(1, *(single or every))


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
            rows = sources.scan(kind, wanted[kind], keeper is not None).collect(engine="streaming")
            if keeper is not None:
                keeper.loaded(kind, rows)
            cache[kind] = rows.select(wanted[kind])
        frames[kind] = cache[kind]
    yield frames


def _forget(cache: Frames, wanted: dict[str, list[str]]) -> None:
    """Free what no later dossier reads. Copies are still told by all columns: a digest stands for those that go."""
    for kind, frame in list(cache.items()):
        if kind not in wanted:
            del cache[kind]
        elif set(frame.columns) - {DIGEST} != set(wanted[kind]):
            if DIGEST not in frame.columns:
                frame = frame.with_columns(pl.struct(pl.all()).hash(SEED).alias(DIGEST))
            cache[kind] = frame.select(*wanted[kind], DIGEST)


def _split(
    judge: Judge, sources: Sources, wanted: dict[str, list[str]], count: int, folder: Path, pool: ThreadPoolExecutor
) -> Iterator[Frames]:  # fmt: skip
    """Rows by part: each kind is written once, split by a hash of the key, then read part by part.

    Copies are told by every column that any dossier reads; a digest stands for those this one does not read.
    """
    columns = judge.columns()
    kinds = [member for member in judge.dossier.members if member.record.kind() in sources.frames]
    for member in kinds:
        kind = member.record.kind()
        part = (key_hash(member) % count).cast(pl.UInt32).alias("#part")
        unread = sorted({*wanted[kind]} - {*columns[kind]})
        digest = [pl.struct(unread).hash(SEED).alias(DIGEST)] if unread else []
        for number, rows in enumerate(sources.slices(kind, wanted[kind], SLICE)):
            keyed = rows.drop_nulls(list(member.by)).with_columns(part, *digest).drop(unread)
            taken = keyed.collect(engine="streaming").partition_by("#part", as_dict=True, include_key=False)
            places = [folder / kind / str(own) / f"{number:06}.ipc" for (own,) in taken]
            list(pool.map(_write, taken.values(), places))
    for number in range(count):
        frames: Frames = {}
        for member in kinds:
            kind = member.record.kind()
            files = sorted((folder / kind / str(number)).glob("*"))
            schema = {name: record(kind).schema()[name] for name in columns[kind]}
            frames[kind] = pl.scan_ipc(files).collect() if files else pl.DataFrame(schema=schema)
            shutil.rmtree(folder / kind / str(number), ignore_errors=True)
        yield frames
