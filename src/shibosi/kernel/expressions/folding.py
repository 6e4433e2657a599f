"""Folding the rows of a member into one value per dossier, for a whole batch.

Rows come with the number of their dossier; results are one value per dossier, null where there are no rows.
"""

from functools import cached_property
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]
N = TypeVar("N", bound=np.generic)


class Groups:
    """Rows grouped by dossier. Rows already in order are not moved."""

    def __init__(self, ids: Ids, size: int) -> None:
        self.size = size
        self.order: Ids | None = None
        if len(ids) > 1 and bool(np.any(ids[1:] < ids[:-1])):
            self.order = np.argsort(ids, kind="stable")
            ids = ids[self.order]
        changes = np.flatnonzero(ids[1:] != ids[:-1]) + 1 if len(ids) else np.zeros(0, dtype=np.int64)
        self.starts = np.concatenate([np.zeros(min(1, len(ids)), dtype=np.int64), changes]).astype(np.int64)
        self.heads = ids[self.starts]
        self.rows = len(ids)
        self.lengths = np.diff(self.starts, append=self.rows)
        self.longest = int(self.lengths.max()) if self.rows else 0

    @cached_property
    def group(self) -> Ids:
        """The group of each row."""
        return np.repeat(np.arange(len(self.starts)), self.lengths)

    def fold(self, op: str, value: pl.Series, where: pl.Series | None) -> pl.Series:
        """One aggregate: a value per row to a value per dossier.

        `every` and `some` follow Kleene logic; the others are null when a row that counts is null.
        """
        if self.rows == 0:
            return pl.Series([None] * self.size, dtype=_result_type(op, value.dtype))
        value, where = self._sorted(value), None if where is None else self._sorted(where)
        null = _nulls(value)
        inside: Mask | None = None
        unsure: Mask | None = None
        if where is not None:
            inside, unsure = where.fill_null(False).to_numpy(), _nulls(where)
            null = inside & null if null is not None else None
        doubt = null if unsure is None else unsure if null is None else unsure | null
        if op in ("every", "some"):
            return self._truth(op, value, inside, doubt)
        known = np.ones(len(self.starts), dtype=bool) if inside is None else self._any(inside)
        if doubt is not None:
            known[self.group[doubt]] = False
        if op == "common":
            return self._common(value, inside, known)
        if op == "distinct":
            return self._distinct(value, inside, known)
        counted = inside if doubt is None else ~doubt if inside is None else inside & ~doubt
        return self._number(op, value, counted, known)

    def _sorted(self, series: pl.Series) -> pl.Series:
        return series if self.order is None else series.gather(self.order)

    def _reduce(self, function: np.ufunc, values: NDArray[N]) -> NDArray[N]:
        found: NDArray[N] = function.reduceat(values, self.starts)
        return found

    def _any(self, rows: Mask) -> Mask:
        """Which groups have a row marked."""
        found = np.zeros(len(self.starts), dtype=bool)
        found[self.group[rows]] = True
        return found

    def _spread(self, values: pl.Series) -> pl.Series:
        """One value per group as one per dossier."""
        if len(self.heads) == self.size:
            return values
        at = np.full(self.size, len(self.heads), dtype=np.int64)
        at[self.heads] = np.arange(len(self.heads))
        return values.extend_constant(None, 1).gather(at)

    def _truth(self, op: str, value: pl.Series, inside: Mask | None, doubt: Mask | None) -> pl.Series:
        """One row decides (a false for every, a true for some); else one that is null leaves it open."""
        usual = op == "every"
        decides = (~value if usual else value).fill_null(False).to_numpy()
        if inside is not None:
            decides = decides & inside
        answer = np.full(len(self.starts), usual)
        known = np.ones(len(self.starts), dtype=bool) if inside is None else self._any(inside)
        if doubt is not None:
            known[self.group[doubt]] = False
        decided = self.group[decides]
        answer[decided] = not usual
        known[decided] = True
        return self._spread(_where(known, pl.Series(answer)))

    def _number(self, op: str, value: pl.Series, inside: Mask | None, known: Mask) -> pl.Series:
        if value.dtype == pl.Boolean:
            value = value.cast(pl.Int64)
        neutral = {"sum": 0, "countif": 0, "min": 2**63 - 1, "max": -(2**63)}[op]
        if value.dtype == pl.Int128 or (op == "sum" and self._may_wrap(value)):
            return self._wide(op, value, inside, known)
        filled = value.to_numpy() if inside is None else np.where(inside, value.fill_null(0).to_numpy(), neutral)
        function = {"sum": np.add, "countif": np.add, "min": np.minimum, "max": np.maximum}[op]
        result = pl.Series(filled[self.starts] if self.longest == 1 else self._reduce(function, filled))
        return self._spread(_where(known, result))

    def _may_wrap(self, value: pl.Series) -> bool:
        low, high = value.min(), value.max()
        assert isinstance(low, int | None) and isinstance(high, int | None)
        return max(abs(low or 0), abs(high or 0)) * max(self.longest, 1) >= 1 << 62

    def _wide(self, op: str, value: pl.Series, inside: Mask | None, known: Mask) -> pl.Series:
        """128-bit numbers, which numpy has not got: grouped by Polars."""
        frame = pl.DataFrame({"group": self.group, "value": value.cast(pl.Int128)})
        if inside is not None:
            frame = frame.filter(pl.Series(inside))
        column = pl.col("value")
        how = {"sum": column.sum(), "countif": column.sum(), "min": column.min(), "max": column.max()}[op]
        found = frame.group_by("group").agg(how)
        return self._spread(_where(known, self._per_group(found)["value"]))

    def _per_group(self, found: pl.DataFrame) -> pl.DataFrame:
        """A row for every group, null where nothing was found."""
        every = pl.DataFrame({"group": np.arange(len(self.starts))})
        return every.join(found, on="group", how="left", maintain_order="left")

    def _common(self, value: pl.Series, inside: Mask | None, known: Mask) -> pl.Series:
        if inside is not None and not inside.all():
            frame = pl.DataFrame({"group": self.group, "value": value}).filter(pl.Series(inside))
            found = frame.group_by("group").agg(pl.col("value").first(), pl.col("value").n_unique().alias("kinds"))
            every = self._per_group(found)
            return self._spread(_where(known & (every["kinds"] == 1).fill_null(False).to_numpy(), every["value"]))
        firsts = value.gather(self.starts)
        if self.longest == 1:
            return self._spread(_where(known, firsts))
        differ = (value != value.shift()).fill_null(True).to_numpy().copy()
        differ[self.starts] = False
        return self._spread(_where(known & ~self._any(differ), firsts))

    def _distinct(self, value: pl.Series, inside: Mask | None, known: Mask) -> pl.Series:
        if (inside is None or inside.all()) and (self.longest <= 1 or self._rising(value)):
            return self._spread(_where(known, pl.Series(self.lengths)))
        rows = inside if inside is not None else np.ones(self.rows, dtype=bool)
        found = self._any(rows).astype(np.int64)
        several = np.flatnonzero(rows & (self.lengths > 1)[self.group])
        frame = pl.DataFrame({"group": self.group[several], "value": value.gather(several)}).unique()
        more = np.bincount(frame["group"].to_numpy(), minlength=len(self.starts))
        return self._spread(_where(known, pl.Series(np.maximum(found, more))))

    def _rising(self, value: pl.Series) -> bool:
        """Whether whole numbers rise within every group: then all of them differ."""
        if value.dtype != pl.Int64 or value.has_nulls():
            return False
        numbers = value.to_numpy()
        rises = np.concatenate([[True], numbers[1:] > numbers[:-1]])
        rises[self.starts] = True
        return bool(rises.all())


def _nulls(series: pl.Series) -> Mask | None:
    """Which values are null; None where none is."""
    return series.is_null().to_numpy() if series.has_nulls() else None


def _where(known: Mask, values: pl.Series) -> pl.Series:
    if known.all():
        return values
    return pl.select(pl.when(pl.Series(known)).then(values)).to_series()


def _result_type(op: str, dtype: pl.DataType) -> pl.DataType:
    if op in ("every", "some"):
        return pl.Boolean()
    if op == "common":
        return pl.String()
    return pl.Int128() if dtype == pl.Int128 else pl.Int64()
