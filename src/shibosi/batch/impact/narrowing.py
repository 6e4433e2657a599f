"""Which rows have to be read so that a few controls come to what they would come to among all of them.

Columns that these controls do not read are left alone, and kinds of which they read nothing. Where rows are alike in
what is read, they may be copies or not: a digest of the other columns tells. Dossiers whose day and place lie where no
value differs are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from shibosi.batch.impact.moved import Touching
from shibosi.kernel.dossiers import Member
from shibosi.kernel.engines.local import AT_ONCE, CELL, DIGEST
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
    touching: Touching | None
    """Where values differ; None: no dossier is left out."""
    parameters: Sequence[Node]
    spared: int = field(default=0, init=False)
    """Dossiers left out because no value differs on their day in their place."""

    def parts(self) -> Iterator[Frames]:
        """Frames to judge one after the other; the rows of a dossier are together in one of them."""
        dossier, columns = self.judge.dossier, self.judge.columns()
        members = [member for member in dossier.members if member.record.kind() in self.kinds]
        size = sum(
            self.sources.rows.get(kind, 0) * (CELL * len(columns[kind]) + ROW_BYTES)
            for kind in (member.record.kind() for member in members)
        )
        count = max(1, -(-size // min(AT_ONCE, available() // 2 or AT_ONCE)))
        for number in range(count):
            frames = {member.record.kind(): self._read(member, columns, number, count) for member in members}
            frames = self._without_spared(members, frames)
            yield {member.record.kind(): self._told_apart(member, frames[member.record.kind()]) for member in members}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds that are read, and those of which a row by itself makes a difference."""
        read = self.judge.steps.kinds() & self.sources.kinds()
        unread = [
            member for member in self.judge.dossier.members if member.record.kind() in self.sources.kinds() - read
        ]
        return frozenset(read | self._speaking(unread))

    def _speaking(self, members: Sequence[Member]) -> set[str]:
        """The kinds among these of which a row, alone in its dossier, comes to something."""
        columns = self.judge.columns()
        rows = {
            member.record.kind(): _bare(member, columns[member.record.kind()], number)
            for number, member in enumerate(members)
        }
        judged = self.judge.judge(rows)
        names = [control.name for control in self.judge.controls]
        differ = np.zeros(judged.assembled.size, dtype=bool)
        for was, is_ in zip(names[::2], names[1::2], strict=True):
            differ |= judged.outcomes[was] != judged.outcomes[is_]
        for makers in judged.makers.values():
            differ[makers] = True
        return {kind for kind in rows if differ[judged.assembled.ids[kind]].any()}

    def _read(self, member: Member, columns: Columns, number: int, count: int) -> pl.DataFrame:
        kind = member.record.kind()
        rows = self.sources.scan(kind, list(columns[kind])).drop_nulls(list(member.by))
        if count > 1:
            rows = rows.filter(key_hash(member) % count == number)
        return rows.collect(engine="streaming")

    def _told_apart(self, member: Member, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows; beside those that are alike in what was read a digest of all columns that tell copies apart."""
        kind, key = member.record.kind(), list(member.by)
        unread = sorted({*self.every[kind]} - {*rows.columns})
        keys = rows.filter(rows.hash_rows(SEED).is_duplicated()).select(key).unique() if unread else pl.DataFrame()
        if keys.is_empty():
            return rows
        near = pl.col(key[-1]).is_in(keys[key[-1]].implode())
        whole = self.sources.scan(kind, [*unread, *key]).filter(near).collect(engine="streaming")
        digests = whole.join(keys, on=key, how="semi", maintain_order="left").select(pl.struct(unread).hash(SEED))
        at = rows.select(key).with_row_index("#").join(keys, on=key, how="semi", maintain_order="left")["#"]
        none = pl.repeat(None, rows.height, dtype=pl.UInt64, eager=True)
        return rows.with_columns(none.scatter(at, digests.to_series()).alias(DIGEST))

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


def _bare(member: Member, columns: Sequence[str], number: int) -> pl.DataFrame:
    """A row of which nothing is known but its key, made of a number."""
    schema = {name: member.record.schema()[name] for name in columns}
    return pl.select(
        pl.lit(number if name in member.by else None).cast(kind).alias(name) for name, kind in schema.items()
    )


def _without(member: Member, rows: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The rows of other dossiers than some; the columns of `keys` are the parts of the key."""
    named = keys.rename(dict(zip(keys.columns, member.by, strict=True)))
    return rows.join(named, on=list(member.by), how="anti", maintain_order="left")
