"""What the workers of Spark do: read rows, cut them into bales by group, judge the bales of a group.

A bale is a Spark row (group, at, kind, rows): a group is one part of one kind of dossier, `at` puts the bales of a
group in order, `rows` is a frame, or the plan of reading one, in bytes. What a worker tells the driver has a kind that
begins with "#".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from shibosi import __version__
from shibosi.kernel.dossiers import Member, dossier
from shibosi.kernel.engines.plan import Question, judge_part
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.judging import Judge
from shibosi.kernel.numbering import SEED, key_hash
from shibosi.kernel.sources import Marks, standing

if TYPE_CHECKING:
    import pyarrow as pa

BALE = "group int, at int, kind string, rows binary"
Bale = tuple[int, int, str, bytes]
ARROW = b"ARROW1"
"""How a file of Arrow begins."""
FAILED = -1
"""The group of what could not be read."""
DAMAGED, UNSEEN, DIFFERS = "#damaged", "#unseen", "#differs"
FINDINGS, COUNTS, SIZES = "#findings", "#counts", "#sizes"


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
class Errand:
    """What workers do in one wave, with all they must know. It travels to them pickled.

    `load` fills their registries, `wanted` are the columns that any dossier of the run reads, `marks` the documents out
    of force, `software` is that of the driver.
    """

    question: Question
    at: Circumstances
    load: Callable[[], None]
    shares: list[Share]
    wanted: dict[str, list[str]]
    marks: Marks
    software: str

    def kinds(self) -> list[str]:
        """The kinds of record that are read."""
        return sorted({kind for share in self.shares for kind in share.columns})

    def cut(self, batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """Bales in any order become bales of the rows in force, one for each group that has some."""
        self.load()
        for batch in batches:
            for _, at, kind, reading in opened(batch):
                try:
                    bales = list(self._read(at, kind, reading))
                except WorkerDiffers as mistake:
                    bales = [(FAILED, at, DIFFERS, mistake.facts["there"].encode())]
                except pl.exceptions.ComputeError as mistake:
                    bales = [(FAILED, at, DAMAGED, str(mistake).encode())]
                except OSError as mistake:
                    bales = [(FAILED, at, UNSEEN, str(mistake).encode())]
                yield packed(bales)

    def _read(self, at: int, kind: str, reading: bytes) -> Iterator[Bale]:
        if software() != self.software:
            raise WorkerDiffers(there=software(), here=self.software)
        rows = standing(kind, read(reading), self.marks)
        frame = rows.select(self.wanted[kind]).collect(engine="streaming")
        for share in self.shares:
            member = dossier(share.dossier).member(kind)
            if member is not None:
                for group, part in by_group(share, member, frame):
                    yield group, at, kind, written(part)

    def judge(self, bales: "pa.Table") -> "pa.Table":
        """What the dossiers of one group gave: findings, counts, how many they were, records derived."""
        import pyarrow as pa

        group = int(bales["group"][0].as_py())
        if group == FAILED:
            return bales
        self.load()
        share = next(share for share in self.shares if share.first <= group < share.first + share.parts)
        pieces: dict[str, list[pl.DataFrame]] = defaultdict(list)
        for _, _, kind, rows in sorted(opened(bales), key=lambda bale: bale[1]):
            pieces[kind].append(read(rows).collect())
        judged = dossier(share.dossier)
        judge = Judge(judged, self.question.of(judged), self.question.values, self.at)
        part = judge_part(judge, {kind: pl.concat(frames) for kind, frames in pieces.items()})
        sizes = {"": part.dossiers, **{kind: frame.height for kind, frame in part.derived.items()}}
        made = {FINDINGS: part.findings, COUNTS: part.counts, SIZES: pl.DataFrame(sizes), **part.derived}
        return pa.Table.from_batches([packed([(group, group, kind, written(frame)) for kind, frame in made.items()])])


def software() -> str:
    """What decides, apart from the data, what is found."""
    return f"Shibosi {__version__}, Polars {pl.__version__}"


def by_group(share: Share, member: Member, frame: pl.DataFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    """Rows of one kind for one kind of dossier, by group. Rows without a key belong to none.

    Copies are told by every column that is read. A digest stands for those that this kind of dossier does not read.
    """
    columns = [pl.col(name) for name in share.columns[member.record.kind()]]
    if len(columns) < frame.width:
        columns.append(pl.struct(pl.all()).hash(SEED).alias("#copy"))
    group = (key_hash(member) % share.parts).cast(pl.Int32) + share.first
    rows = frame.drop_nulls(list(member.by)).select(*columns, group.alias("#group"))
    for (number,), part in rows.partition_by("#group", as_dict=True, include_key=False, maintain_order=True).items():
        yield int(number), part


def written(rows: pl.DataFrame | pl.LazyFrame) -> bytes:
    """A frame in Arrow, or a plan of reading."""
    if isinstance(rows, pl.LazyFrame):
        return rows.serialize()
    out = BytesIO()
    rows.write_ipc(out, compression="lz4")
    return out.getvalue()


def read(rows: bytes) -> pl.LazyFrame:
    """The frame, or the plan, that was written."""
    return pl.read_ipc(rows).lazy() if rows.startswith(ARROW) else pl.LazyFrame.deserialize(BytesIO(rows))


def packed(bales: list[Bale]) -> "pa.RecordBatch":
    """Bales as Spark takes them."""
    import pyarrow as pa

    names = {"group": pa.int32(), "at": pa.int32(), "kind": pa.string(), "rows": pa.binary()}
    columns = zip(*bales, strict=True) if bales else [[] for _ in names]
    arrays = [pa.array(column, kind) for column, kind in zip(columns, names.values(), strict=True)]
    return pa.RecordBatch.from_arrays(arrays, list(names))


def opened(table: "pa.Table | pa.RecordBatch") -> Iterator[Bale]:
    """Bales as Spark gives them."""
    return zip(*(table.column(name).to_pylist() for name in ("group", "at", "kind", "rows")), strict=True)
