"""The engine on a cluster: the parts of the plan, read and judged by the workers of Spark.

Rows travel in bales, Spark rows of (group, at, kind, rows): a group is one part of one kind of dossier, `rows` a Polars
frame in bytes. Spark moves bales and never takes one apart, so the code that reads and judges is that of one machine.

    cut     a slice of what was handed in is read by a worker and cut into one bale for each group
    judge   all bales of a group meet in one worker and are judged
    cut     records derived from dossiers stay with Spark and are cut again, for the dossiers made of them

A slice of a file travels as the plan of reading it: files, and the folder `Sources.work`, must lie where every worker
sees them under the same path. Findings, counts and nothing else come back to the driver.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from shibosi import __version__
from shibosi.kernel.assembly import SEED
from shibosi.kernel.dossiers import Dossier, Member, dossier
from shibosi.kernel.engines import plan
from shibosi.kernel.engines.plan import Part, Question, Result
from shibosi.kernel.engines.sparksession import session_on
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.judging import Judge
from shibosi.kernel.sources import Marks, Sources, standing

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

PART_ROWS = 100_000
"""Rows of the largest single-row member in one part: what one worker holds at a time."""
SLICE = 1 << 18
"""Rows of a file that are read at a time."""
SMALL = 50_000
"""Rows in memory that travel as they are; more are put aside in a file."""
BALES = "group int, at int, kind string, rows binary"
FAILED = -1
DAMAGED, UNSEEN, DIFFERS = "#damaged", "#unseen", "#differs"
FINDINGS, COUNTS, SIZES = "#findings", "#counts", "#sizes"
Progress = Callable[[str, int, int], None]
Bale = tuple[int, int, str, bytes]


class UnseenByWorker(ShibosiError):
    """A file that the driver sees and a worker does not."""

    code = "unseen-by-worker"
    message = "A worker of Spark cannot read a file ({reason}); put files and --out where every machine sees them."


class WorkerDiffers(ShibosiError):
    """A worker that runs other software than the driver could find something else."""

    code = "worker-differs"
    message = "A worker of Spark runs {there}, the driver {here}; both need the same."


@dataclass(frozen=True)
class Share:
    """One kind of dossier in a wave: its groups are numbered from `first`, one for each of its parts."""

    dossier: str
    first: int
    parts: int
    columns: dict[str, list[str]]


@dataclass(frozen=True)
class Labour:
    """What workers do in one wave, and all they must know for it. `wanted`: every column that any dossier reads."""

    question: Question
    at: Circumstances
    load: Callable[[], None]
    shares: list[Share]
    wanted: dict[str, list[str]]
    marks: Marks
    software: str

    def cut(self, batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """Plans of reading become bales, one for each group that has rows of them."""
        self.load()
        for batch in batches:
            for _, at, kind, reading in _bales(batch):
                if software() != self.software:
                    yield _batch([(FAILED, at, DIFFERS, software().encode())])
                    continue
                try:
                    rows = pl.LazyFrame.deserialize(BytesIO(reading))
                    frame = standing(kind, rows, self.marks).select(self.wanted[kind]).collect(engine="streaming")
                except OSError as mistake:
                    yield _batch([(FAILED, at, UNSEEN, str(mistake).encode())])
                except pl.exceptions.ComputeError as mistake:
                    yield _batch([(FAILED, at, DAMAGED, str(mistake).encode())])
                else:
                    for share in self.shares:
                        if (member := dossier(share.dossier).member(kind)) is not None:
                            yield _batch(list(_cut(share, member, frame, at)))

    def judge(self, bales: "pa.Table") -> "pa.Table":
        """What the dossiers of one group gave: findings, counts, how many they were, records derived."""
        import pyarrow as pa

        group = int(bales["group"][0].as_py())
        if group == FAILED:
            return bales
        self.load()
        share = next(share for share in self.shares if share.first <= group < share.first + share.parts)
        found: dict[str, list[pl.DataFrame]] = defaultdict(list)
        for _, _, kind, rows in sorted(_bales(bales), key=lambda bale: bale[1]):
            found[kind].append(pl.DataFrame.deserialize(BytesIO(rows)))
        told = dossier(share.dossier)
        judge = Judge(told, self.question.of(told), self.question.values, self.at)
        part = plan.judge_part(judge, {kind: pl.concat(frames) for kind, frames in found.items()})
        sizes = {"": part.dossiers, **{kind: frame.height for kind, frame in part.derived.items()}}
        frames = {FINDINGS: part.findings, COUNTS: part.counts, SIZES: pl.DataFrame(sizes)}
        made = [(group, group, kind, frame.serialize()) for kind, frame in frames.items()]
        made += [(group, group, kind, frame.lazy().serialize()) for kind, frame in part.derived.items()]
        return pa.Table.from_batches([_batch(made)])


def run(
    sources: Sources, question: Question, progress: Progress | None = None, *,
    load: Callable[[], None], parts: int | None = None, master: str = "local[*]",
) -> Result:  # fmt: skip
    """Judge everything that was handed in; the findings are those of `local.run`, byte for byte.

    `load` fills the registries of a worker with records, dossiers and controls; it must be picklable and may be called
    again. `parts` is the number of parts of each kind of dossier (by default as many as its rows need). A session that
    is open serves, whatever `master` says; one that is made here stays open for the next run. `progress(dossier, part,
    parts)` is told once before a kind of dossier is judged. Raises NoSpark, NoJava, UnseenByWorker, WorkerDiffers, and
    polars' ComputeError for a damaged file, as the local engine does.
    """
    session = session_on(master)
    at = plan.circumstances(question, sources)
    work = plan.order_of_work(question, sources)
    judges = {told.name: Judge(told, question.of(told), question.values, at) for told in work}
    wanted = _columns(judges.values())
    rows = dict(sources.rows)
    found = {name: [Part(part.findings, part.counts, 0)] for name, judge in judges.items() for part in [plan.judge_part(judge, {})]}
    kept: list[DataFrame] = []
    try:
        with tempfile.TemporaryDirectory(dir=sources.work) as folder:
            for wave in _waves(work):
                shares = _shares([judges[told.name] for told in wave], rows, parts)
                kinds = sorted({kind for share in shares for kind in share.columns})
                marks = {name: out for kind in kinds if kind in sources.frames for name, out in sources.marks(kind).items()}
                labour = Labour(question, at, load, shares, wanted, marks, software())
                if progress is not None:
                    for share in shares:
                        progress(share.dossier, 1, share.parts)
                judged = _judged(session, labour, list(_plans(sources, kinds, Path(folder))), kept)
                if any(told.derivations for told in wave):
                    kept.append(judged.persist())
                for share, part, sizes in _gathered(judged, labour):
                    found[share.dossier].append(part)
                    for kind, height in sizes.items():
                        rows[kind] = rows.get(kind, 0) + height
    finally:
        for frame in kept:
            frame.unpersist()
    return plan.finished({name: plan.together(every) for name, every in found.items()}, at.absent)


def software() -> str:
    """What decides what is found, apart from the data."""
    return f"Shibosi {__version__}, Polars {pl.__version__}"


# -- the driver


def _columns(judges: Iterable[Judge]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for judge in judges:
        for kind, names in judge.columns().items():
            found[kind].update(names)
    return {kind: sorted(names) for kind, names in found.items()}


def _waves(work: list[Dossier]) -> list[list[Dossier]]:
    """Dossiers that can be judged side by side: none reads what another of its wave derives."""
    waves: list[list[Dossier]] = []
    made: set[str] = set()
    for told in work:
        if not waves or made & {member.record.kind() for member in told.members}:
            waves.append([])
            made = set()
        waves[-1].append(told)
        made |= {derivation.record.kind() for derivation in told.derivations}
    return waves


def _shares(judges: list[Judge], rows: dict[str, int], parts: int | None) -> list[Share]:
    shares: list[Share] = []
    for judge in judges:
        heights = [(member.many, rows.get(member.record.kind(), 0)) for member in judge.dossier.members]
        largest = max([height for many, height in heights if not many] or [height for _, height in heights])
        first = shares[-1].first + shares[-1].parts if shares else 0
        shares.append(Share(judge.dossier.name, first, parts or max(1, -(-largest // PART_ROWS)), judge.columns()))
    return shares


def _plans(sources: Sources, kinds: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
    """For each slice of what was handed in its kind and the plan of reading it."""
    for kind in kinds:
        for number, frame in enumerate(sources.frames.get(kind, [])):
            apart = (kind, number) in sources.apart
            if not apart:
                aside = folder / f"{kind}-{number}.arrow"
                frame.sink_ipc(aside, compression="uncompressed")
                frame = pl.scan_ipc(aside)
            height = int(frame.select(pl.len()).collect().item())
            if not apart and height <= SMALL:
                yield kind, frame.collect().lazy().serialize()
                continue
            for start in range(0, height, SLICE):
                yield kind, frame.slice(start, SLICE).serialize()


def _judged(session: "SparkSession", labour: Labour, plans: list[tuple[str, bytes]], kept: "list[DataFrame]") -> "DataFrame":
    """The bales that judging gives; nothing has run yet."""
    import pyarrow as pa

    table = pa.Table.from_batches([_batch([(0, at, kind, reading) for at, (kind, reading) in enumerate(plans)])])
    handed = session.createDataFrame(table, BALES)
    handed = handed.repartition(max(1, min(len(plans), 4 * session.sparkContext.defaultParallelism)))
    for made in kept:
        handed = handed.union(made.filter(made["kind"].isin(list(labour.wanted))))
    groups = sum(share.parts for share in labour.shares)
    cut = handed.mapInArrow(labour.cut, BALES).repartition(groups, "group")
    # Spark counts the arguments of what it calls, and would count the self of a method.
    return cut.groupBy("group").applyInArrow(lambda bales: labour.judge(bales), BALES)


def _gathered(judged: "DataFrame", labour: Labour) -> Iterator[tuple[Share, Part, dict[str, int]]]:
    """Run it: for each group its share, what was found, and how many records of each kind were derived."""
    groups: dict[int, dict[str, bytes]] = defaultdict(dict)
    for group, _, kind, rows in _bales(judged.filter(judged["kind"].startswith("#")).toArrow()):
        groups[group][kind] = rows
    for kind, reason in groups.pop(FAILED, {}).items():
        if kind == DIFFERS:
            raise WorkerDiffers(there=reason.decode(), here=labour.software)
        raise UnseenByWorker(reason=reason.decode()) if kind == UNSEEN else pl.exceptions.ComputeError(reason.decode())
    for share in labour.shares:
        for group in range(share.first, share.first + share.parts):
            if group in groups:
                frames = {kind: pl.DataFrame.deserialize(BytesIO(rows)) for kind, rows in groups[group].items()}
                sizes: dict[str, int] = frames[SIZES].row(0, named=True)
                yield share, Part(frames[FINDINGS], frames[COUNTS], sizes.pop("")), sizes


# -- bales


def _cut(share: Share, member: Member, frame: pl.DataFrame, at: int) -> Iterator[Bale]:
    """Rows of one kind for one kind of dossier, by group. Rows without a key belong to none."""
    columns = [pl.col(name) for name in share.columns[member.record.kind()]]
    if len(columns) < frame.width:
        # Copies are told by every column that is read, also by those that this dossier does not read.
        columns.append(pl.struct(pl.all()).hash(SEED).alias("#copy"))
    key = pl.concat_str([pl.col(name).cast(pl.String) for name in member.by], separator="\x1f")
    group = (key.hash(SEED) % share.parts).cast(pl.Int32) + share.first
    rows = frame.select(*columns, group.alias("#group")).filter(pl.col("#group").is_not_null())
    by_group = rows.partition_by("#group", as_dict=True, include_key=False, maintain_order=True)
    for (number,), part in by_group.items():
        yield int(number), at, member.record.kind(), part.serialize()


def _batch(bales: list[Bale]) -> "pa.RecordBatch":
    import pyarrow as pa

    names = {"group": pa.int32(), "at": pa.int32(), "kind": pa.string(), "rows": pa.binary()}
    columns = zip(*bales, strict=True) if bales else [[] for _ in names]
    arrays = [pa.array(column, kind) for column, kind in zip(columns, names.values(), strict=True)]
    return pa.RecordBatch.from_arrays(arrays, list(names))


def _bales(table: "pa.Table | pa.RecordBatch") -> Iterator[Bale]:
    return zip(*(table.column(at).to_pylist() for at in range(4)), strict=True)
