"""The engine on a cluster: the parts of the plan, read and judged by the workers of Spark.

Spark moves bales (`sparkwork`) and never takes one apart, so the code that reads and judges is that of one machine.

    cut     a slice of what was handed in is read by a worker and cut into one bale for each group
    judge   all bales of a group meet in one worker and are judged
    cut     records derived from dossiers stay with Spark and are cut again, for the dossiers made of them

A slice of a file travels as the plan of reading it: files, and the folder `Sources.work`, must lie where every worker
sees them under the same path. Only findings and counts come back to the driver.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.engines import plan, sparkwork
from shibosi.kernel.engines.plan import Part, Question, Result
from shibosi.kernel.engines.sparksession import session_on
from shibosi.kernel.engines.sparkwork import BALE, Errand, Share, WorkerDiffers, opened, packed, read, written
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.judging import Judge
from shibosi.kernel.sources import Marks, Sources

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PART_ROWS = 100_000
"""Rows of the largest single-row member in one part, which one worker holds at a time."""
SLICE = 1 << 18
"""Rows of a file that are read at a time."""
SMALL = 50_000
"""Rows in memory that travel as they are; more are put aside in a file."""
Progress = Callable[[str, int, int], None]


class UnseenByWorker(ShibosiError):
    """A file that the driver sees and a worker does not."""

    code = "unseen-by-worker"
    message = "A worker of Spark cannot read a file ({reason}); put files and --out where every machine sees them."


def run(
    sources: Sources, question: Question, progress: Progress | None = None, *,
    load: Callable[[], None], parts: int | None = None, master: str = "local[*]",
) -> Result:  # fmt: skip
    """Judge everything that was handed in; the result is that of `local.run`, byte for byte.

    `load` fills the registries of a worker with records, dossiers and controls; it is pickled, and called many times.
    `parts` is the number of parts of each kind of dossier (by default as many as its rows need). An open session of
    Spark serves, whatever `master` says; one that is made here stays open for the next run. `progress(dossier, 1,
    parts)` is told before each kind of dossier. Raises NoSpark, NoJava, UnseenByWorker, WorkerDiffers and, for a
    damaged file, the ComputeError of Polars, as the local engine does.
    """
    session = session_on(master)
    at = plan.circumstances(question, sources)
    work = plan.order_of_work(question, sources)
    judges = {dossier.name: Judge(dossier, question.of(dossier), question.values, at) for dossier in work}
    found = {name: [_nothing(judge)] for name, judge in judges.items()}
    wanted = plan.columns_read(judges.values())
    rows = dict(sources.rows)
    kept: list[DataFrame] = []
    try:
        with tempfile.TemporaryDirectory(dir=sources.work) as folder:
            for wave in _waves(work):
                shares = _shares([judges[dossier.name] for dossier in wave], rows, parts)
                errand = Errand(question, at, load, shares, wanted, _marks(sources, shares), sparkwork.software())
                if progress is not None:
                    for share in shares:
                        progress(share.dossier, 1, share.parts)
                judged = _judged(session, errand, list(_readings(sources, errand.kinds(), Path(folder))), kept)
                if any(dossier.derivations for dossier in wave):
                    kept.append(judged.persist())
                for name, part, derived in _gathered(judged, errand):
                    found[name].append(part)
                    for kind, height in derived.items():
                        rows[kind] = rows.get(kind, 0) + height
    finally:
        for frame in kept:
            frame.unpersist()
    return plan.finished({name: plan.together(every) for name, every in found.items()}, at.absent)


def _nothing(judge: Judge) -> Part:
    """What a kind of dossier gives where there is none of it: its controls, counted 0 times."""
    part = plan.judge_part(judge, {})
    return Part(part.findings, part.counts, part.dossiers)


def _waves(work: list[Dossier]) -> list[list[Dossier]]:
    """Dossiers that can be judged side by side: none reads what another of its wave derives."""
    waves: list[list[Dossier]] = []
    made: set[str] = set()
    for dossier in work:
        if not waves or made & {member.record.kind() for member in dossier.members}:
            waves.append([])
            made = set()
        waves[-1].append(dossier)
        made |= {derivation.record.kind() for derivation in dossier.derivations}
    return waves


def _shares(judges: list[Judge], rows: dict[str, int], parts: int | None) -> list[Share]:
    shares: list[Share] = []
    for judge in judges:
        heights = [(member.many, rows.get(member.record.kind(), 0)) for member in judge.dossier.members]
        largest = max([height for many, height in heights if not many] or [height for _, height in heights])
        first = shares[-1].first + shares[-1].parts if shares else 0
        shares.append(Share(judge.dossier.name, first, parts or max(1, -(-largest // PART_ROWS)), judge.columns()))
    return shares


def _marks(sources: Sources, shares: list[Share]) -> Marks:
    kinds = {kind for share in shares for kind in share.columns} & sources.kinds()
    return {name: marks for kind in sorted(kinds) for name, marks in sources.marks(kind).items()}


def _readings(sources: Sources, kinds: list[str], folder: Path) -> Iterator[tuple[str, bytes]]:
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
                yield kind, written(frame.collect())
                continue
            for start in range(0, height, SLICE):
                yield kind, written(frame.slice(start, SLICE))


def _judged(
    session: "SparkSession", errand: Errand, readings: list[tuple[str, bytes]], kept: "list[DataFrame]"
) -> "DataFrame":
    """The bales that judging gives; nothing has run yet. `kept` are those of earlier waves."""
    import pyarrow as pa

    bales = packed([(0, at, *reading) for at, reading in enumerate(readings)])
    tasks = max(1, min(len(readings), 4 * session.sparkContext.defaultParallelism))
    handed = session.createDataFrame(pa.Table.from_batches([bales]), BALE).repartition(tasks)
    for made in kept:
        handed = handed.union(made.filter(made["kind"].isin(errand.kinds())))
    groups = sum(share.parts for share in errand.shares)
    cut = handed.mapInArrow(errand.cut, BALE).repartition(groups, "group")
    # Spark counts the arguments of what it is to call, and would count the self of a method.
    return cut.groupBy("group").applyInArrow(lambda group: errand.judge(group), BALE)


def _gathered(judged: "DataFrame", errand: Errand) -> Iterator[tuple[str, Part, dict[str, int]]]:
    """Run it: for each group its kind of dossier, what was found, and how many records of each kind were derived."""
    groups: dict[int, dict[str, bytes]] = defaultdict(dict)
    for group, _, kind, rows in opened(judged.filter(judged["kind"].startswith("#")).toArrow()):
        groups[group][kind] = rows
    for kind, told in sorted(groups.pop(sparkwork.FAILED, {}).items()):
        raise _failure(kind, told.decode(), errand)
    for share in errand.shares:
        for group in range(share.first, share.first + share.parts):
            if group in groups:
                frames = {kind: read(rows).collect() for kind, rows in groups[group].items()}
                sizes: dict[str, int] = frames[sparkwork.SIZES].row(0, named=True)
                yield share.dossier, Part(frames[sparkwork.FINDINGS], frames[sparkwork.COUNTS], sizes.pop("")), sizes


def _failure(kind: str, told: str, errand: Errand) -> ShibosiError | pl.exceptions.ComputeError:
    if kind == sparkwork.DIFFERS:
        return WorkerDiffers(there=told, here=errand.software)
    return UnseenByWorker(reason=told) if kind == sparkwork.UNSEEN else pl.exceptions.ComputeError(told)
