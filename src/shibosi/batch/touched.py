"""Touched dossiers: those in which a row came or went, by their keys as findings write them ("firm/number").

Two keys that are written alike are touched together, so that a finding always belongs to what was judged again.
"""

from collections.abc import Iterable
from functools import reduce
from itertools import combinations, pairwise
from operator import or_

import polars as pl

from shibosi.kernel.dossiers import Dossier, Member
from shibosi.kernel.numbering import SEED

BETWEEN = "/"


def key_of(member: Member) -> pl.Expr:
    """The written key of a row, null where a part of it is missing."""
    return pl.concat_str([pl.col(name).cast(pl.String) for name in member.by], separator=BETWEEN).alias("key")


def one_of(name: str, values: pl.Series) -> pl.Expr:
    """True where a column has one of some texts, null being one as any other. By their hashes, which is quicker."""
    return pl.col(name).cast(pl.String).hash(SEED).is_in(values.hash(SEED).unique().implode())


Near = tuple[str, pl.Series]
"""A column, and some of its values as texts: a row is near that has one of them there."""


def near(parts: Iterable[Near]) -> pl.Expr:
    """True for every row that is near by one part at least; never null. Each column is looked at once."""
    columns: dict[str, list[pl.Series]] = {}
    for name, values in parts:
        columns.setdefault(name, []).append(values.cast(pl.String).alias(name))
    return either([one_of(name, pl.concat(values)) for name, values in columns.items()])


def either(parts: list[pl.Expr]) -> pl.Expr:
    """At least one of some conditions; never null where none of them is."""
    return reduce(or_, parts, pl.lit(False))


class Touched:
    """Some dossiers of one kind."""

    def __init__(self, dossier: Dossier, keys: Iterable[pl.Series]) -> None:
        self.dossier = dossier
        every = [found.alias("key").cast(pl.String) for found in keys]
        self.keys = pl.concat([pl.Series("key", [], dtype=pl.String), *every]).drop_nulls().unique()
        self._parts: list[pl.Series] | None = None

    def beyond(self, others: "Touched") -> "Touched":
        """Those that are not among others."""
        return Touched(self.dossier, [self.keys.filter(~self.keys.is_in(others.keys.implode()))])

    def near(self, member: Member) -> Near:
        """By what every row of theirs is near, and few others: one part of the key."""
        parts = self._split()
        texts = [at for at, name in enumerate(member.by) if member.record.schema()[name] == pl.String]
        at = max(texts or range(len(parts)), key=lambda at: parts[at].n_unique())
        return member.by[at], parts[at]

    def rows(self, member: Member, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows of theirs."""
        return rows.filter(rows.select(key_of(member)).to_series().is_in(self.keys.implode()).fill_null(False))

    def _split(self) -> list[pl.Series]:
        """All that each part of the keys may be. A part may hold the sign that stands between parts."""
        if self._parts is None:
            count = len(self.dossier.parts)
            plain = self.keys.str.count_matches(BETWEEN, literal=True) == count - 1
            fields = self.keys.filter(plain).str.split_exact(BETWEEN, count - 1).struct.unnest().get_columns()
            other = [split for key in self.keys.filter(~plain).to_list() for split in _splits(key, count)]
            self._parts = [
                pl.concat([field.alias("part"), pl.Series("part", [split[at] for split in other], dtype=pl.String)])
                for at, field in enumerate(fields)
            ]
        return self._parts


def _splits(key: str, count: int) -> Iterable[list[str]]:
    """Every way in which a written key can be cut into so many parts."""
    pieces = key.split(BETWEEN)
    for cuts in combinations(range(1, len(pieces)), count - 1):
        edges = [0, *cuts, len(pieces)]
        yield [BETWEEN.join(pieces[first:last]) for first, last in pairwise(edges)]
