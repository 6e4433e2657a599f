"""Which rows have to be read so that a few controls come to what they would come to among all of them.

Columns that these controls do not read are left alone, and kinds of which they read nothing. Where rows are alike in
what is read, they may be copies or not: their dossiers are read with every column. Dossiers whose day and place lie
where no value differs are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from shibosi.batch.impact.moved import Touching
from shibosi.kernel.dossiers import Member
from shibosi.kernel.engines.local import AT_ONCE, CELL
from shibosi.kernel.engines.local import ROW as ROW_BYTES
from shibosi.kernel.engines.memory import available
from shibosi.kernel.expressions.nodes import AGGREGATES, Node
from shibosi.kernel.expressions.vector import Vector
from shibosi.kernel.judging import Judge
from shibosi.kernel.numbering import SEED, Frames, key_hash
from shibosi.kernel.sources import Sources

Columns = Mapping[str, Sequence[str]]


@dataclass
class Narrow:
    """The rows of one kind of dossier for one judge. `every` are the columns that tell copies apart, by kind."""

    sources: Sources
    judge: Judge
    every: Columns
    spared: int = 0
    """Dossiers left out because no value differs on their day in their place."""
    touching: Touching | None = None
    parameters: Sequence[Node] = field(default_factory=tuple)

    def parts(self) -> Iterator[Frames]:
        """Frames to judge one after the other; the rows of a dossier are together in one of them."""
        dossier, columns = self.judge.dossier, self.judge.columns()
        members = [member for member in dossier.members if member.record.kind() in self._kinds()]
        size = sum(
            self.sources.rows.get(kind, 0) * (CELL * len(columns[kind]) + ROW_BYTES)
            for kind in (member.record.kind() for member in members)
        )
        count = max(1, -(-size // min(AT_ONCE, available() // 2 or AT_ONCE)))
        for number in range(count):
            frames = {member.record.kind(): self._read(member, columns, number, count) for member in members}
            frames = self._without_spared(members, frames)
            alike = [_alike(member, frames[member.record.kind()]) for member in members]
            keys = pl.concat(alike).unique() if alike else pl.DataFrame()
            if keys.height:
                yield {member.record.kind(): self._whole(member, keys) for member in members}
                frames = {member.record.kind(): _without(member, frames[member.record.kind()], keys)
                          for member in members}  # fmt: skip
            yield frames

    def _kinds(self) -> set[str]:
        """Kinds that are read, and those of which a row by itself makes a difference."""
        kinds = self.judge.steps.kinds() & self.sources.kinds()
        for member in self.judge.dossier.members:
            kind = member.record.kind()
            if kind in self.sources.kinds() - kinds and self._speaks(member):
                kinds.add(kind)
        return kinds

    def _speaks(self, member: Member) -> bool:
        """Whether a dossier of nothing but a row of which nothing is read comes to something."""
        schema = {name: member.record.schema()[name] for name in self.judge.columns()[member.record.kind()]}
        row = pl.DataFrame({name: [""] if name in member.by else [None] for name in schema}).cast(schema)  # type: ignore[arg-type]
        judged = self.judge.judge({member.record.kind(): row})
        names = [control.name for control in self.judge.controls]
        pairs = zip(names[::2], names[1::2], strict=True)
        differ = any(judged.outcomes[was][0] != judged.outcomes[is_][0] for was, is_ in pairs)
        return differ or any(frame.height for frame in judged.derived.values())

    def _read(self, member: Member, columns: Columns, number: int, count: int) -> pl.DataFrame:
        kind = member.record.kind()
        rows = self.sources.scan(kind, list(columns[kind])).drop_nulls(list(member.by))
        if count > 1:
            rows = rows.filter(key_hash(member) % count == number)
        return rows.collect(engine="streaming")

    def _whole(self, member: Member, keys: pl.DataFrame) -> pl.DataFrame:
        """The rows of some dossiers, with all columns that tell copies apart."""
        kind = member.record.kind()
        near = pl.col(member.by[-1]).is_in(keys[keys.columns[-1]].implode())
        rows = self.sources.scan(kind, list(self.every[kind])).filter(near).collect(engine="streaming")
        return rows.join(_named(member, keys), on=list(member.by), how="semi", maintain_order="left")

    def _without_spared(self, members: Sequence[Member], frames: Frames) -> Frames:
        deciding = self._deciding(members)
        if deciding is None or self.touching is None:
            return frames
        kind, rows = deciding.record.kind(), frames[deciding.record.kind()]
        touched = pl.any_horizontal(self.touching.rows(node, self._vector(kind)) for node in self.parameters)
        stored = rows.select(
            pl.col(*deciding.by),
            *(pl.col(name).to_physical().cast(pl.Int64).alias(f"{kind}.{name}") if rows.schema[name].is_temporal()
              else pl.col(name).alias(f"{kind}.{name}") for name in rows.columns),
        )  # fmt: skip
        keys = list(deciding.by)
        spared = stored.select(*keys, touched.alias("#")).filter(~pl.col("#") & ~pl.struct(keys).is_duplicated())
        if spared.is_empty():
            return frames
        self.spared += spared.height
        left = spared.select(keys)
        return {member.record.kind(): _without(member, frames[member.record.kind()], left) for member in members}

    def _deciding(self, members: Sequence[Member]) -> Member | None:
        """The member that occurs once and has all columns by which day and place are known; None where none is it."""
        kinds = set()
        for node in (part for parameter in self.parameters for arg in parameter.args for part in arg.walk()):
            if node.op in AGGREGATES or node.op in ("count", "param"):
                return None
            if node.op == "col":
                kinds.add(node.meta[0])
        found = [member for member in members if member.record.kind() in kinds and not member.many]
        return found[0] if len(kinds) == len(found) == 1 else None

    def _vector(self, kind: str) -> Vector:
        vector = Vector(self.judge.values, self.judge.at.as_of, {})
        columns = self.judge.dossier.member(kind)
        assert columns is not None
        return vector.within({
            column.node(columns.record): f"{kind}.{name}" for name, column in columns.record.columns.items()
        })  # fmt: skip


def _alike(member: Member, rows: pl.DataFrame) -> pl.DataFrame:
    """The keys of rows that are equal in everything that was read."""
    keys = rows.filter(rows.hash_rows(SEED).is_duplicated()).select(member.by)
    return keys.rename({name: str(at) for at, name in enumerate(member.by)})


def _named(member: Member, keys: pl.DataFrame) -> pl.DataFrame:
    return keys.rename(dict(zip(keys.columns, member.by, strict=True)))


def _without(member: Member, rows: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    return rows.join(_named(member, keys), on=list(member.by), how="anti", maintain_order="left")
