"""Folding the rows of a member into one value per dossier, for a whole batch.

Rows come with the number of their dossier; results are one value per dossier, null where there are no rows.
"""

from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ids = NDArray[np.int64]
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
        self.longest = int(np.diff(np.append(self.starts, self.rows)).max()) if self.rows else 0

    def fold(self, op: str, value: pl.Series, where: pl.Series | None) -> pl.Series:
        """One aggregate: a value per row to a value per dossier.

        `every` and `some` follow Kleene logic; the others are null when a row that counts is null.
        """
        value, where = self._sorted(value), None if where is None else self._sorted(where)
        unsure = np.zeros(self.rows, dtype=bool)
        inside = np.ones(self.rows, dtype=bool)
        if where is not None:
            unsure = where.is_null().to_numpy()
            inside = where.fill_null(False).to_numpy()
        if self.rows == 0:
            return pl.Series([None] * self.size, dtype=_result_type(op, value.dtype))
        if op in ("every", "some"):
            return self._truth(op, value, inside, unsure)
        unsure = unsure | (inside & value.is_null().to_numpy())
        known = self._reduce(np.logical_or, inside) & ~self._reduce(np.logical_or, unsure)
        if op == "common":
            return self._common(value, inside, known)
        if op == "distinct":
            return self._distinct(value, inside, known)
        return self._number(op, value, inside & ~unsure, known)

    def _sorted(self, series: pl.Series) -> pl.Series:
        return series if self.order is None else series.gather(self.order)

    def _reduce(self, function: np.ufunc, values: NDArray[N]) -> NDArray[N]:
        found: NDArray[N] = function.reduceat(values, self.starts)
        return found

    def _spread(self, values: pl.Series) -> pl.Series:
        """One value per group as one per dossier."""
        if len(self.heads) == self.size:
            return values
        at = np.full(self.size, -1, dtype=np.int64)
        at[self.heads] = np.arange(len(self.heads))
        return values.gather(pl.Series(at).replace(-1, None))

    def _truth(self, op: str, value: pl.Series, inside: NDArray[np.bool_], unsure: NDArray[np.bool_]) -> pl.Series:
        """2 decides (a false for every, a true for some), 1 is null, 0 goes along."""
        decides = (value == (op == "some")).fill_null(False).to_numpy() & inside
        null = (value.is_null().to_numpy() & inside) | unsure
        code = np.where(decides, 2, np.where(null, 1, 0)).astype(np.uint8)
        worst = self._reduce(np.maximum, code)
        none = self._reduce(np.add, inside.astype(np.int64)) == 0
        answer = np.full(len(worst), op == "every")
        answer[worst == 2] = op == "some"
        known = (worst == 2) | ((worst == 0) & ~none)
        return self._spread(pl.select(pl.when(pl.Series(known)).then(pl.Series(answer))).to_series())

    def _number(self, op: str, value: pl.Series, inside: NDArray[np.bool_], known: NDArray[np.bool_]) -> pl.Series:
        if value.dtype == pl.Boolean:
            value = value.cast(pl.Int64)
        neutral = {"sum": 0, "countif": 0, "min": 2**63 - 1, "max": -(2**63)}[op]
        if value.dtype == pl.Int128 or (op == "sum" and self._may_wrap(value)):
            return self._wide(op, value, inside, known)
        filled = np.where(inside, value.fill_null(0).to_numpy(), neutral)
        function = {"sum": np.add, "countif": np.add, "min": np.minimum, "max": np.maximum}[op]
        result = pl.Series(self._reduce(function, filled))
        return self._spread(_where(known, result))

    def _may_wrap(self, value: pl.Series) -> bool:
        low, high = value.min(), value.max()
        assert isinstance(low, int | None) and isinstance(high, int | None)
        return max(abs(low or 0), abs(high or 0)) * max(self.longest, 1) >= 1 << 62

    def _wide(self, op: str, value: pl.Series, inside: NDArray[np.bool_], known: NDArray[np.bool_]) -> pl.Series:
        """128-bit numbers, which numpy has not got: grouped by Polars."""
        group = np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, self.rows)))
        frame = pl.DataFrame({"group": group, "value": value.cast(pl.Int128)}).filter(pl.Series(inside))
        column = pl.col("value")
        how = {"sum": column.sum(), "countif": column.sum(), "min": column.min(), "max": column.max()}[op]
        found = frame.group_by("group").agg(how)
        every = pl.DataFrame({"group": np.arange(len(self.starts))}).join(
            found, on="group", how="left", maintain_order="left"
        )
        return self._spread(_where(known, every["value"]))

    def _common(self, value: pl.Series, inside: NDArray[np.bool_], known: NDArray[np.bool_]) -> pl.Series:
        if not inside.all():
            group = np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, self.rows)))
            found = (
                pl.DataFrame({"group": group, "value": value})
                .filter(pl.Series(inside))
                .group_by("group")
                .agg(pl.col("value").first(), pl.col("value").n_unique().alias("kinds"))
            )
            every = pl.DataFrame({"group": np.arange(len(self.starts))}).join(
                found, on="group", how="left", maintain_order="left"
            )
            return self._spread(_where(known & (every["kinds"] == 1).fill_null(False).to_numpy(), every["value"]))
        head = np.zeros(self.rows, dtype=bool)
        head[self.starts] = True
        alike = (value == value.shift()).fill_null(False).to_numpy() | head
        same = self._reduce(np.logical_and, alike)
        return self._spread(_where(known & same.astype(bool), value.gather(self.starts)))

    def _distinct(self, value: pl.Series, inside: NDArray[np.bool_], known: NDArray[np.bool_]) -> pl.Series:
        lengths = np.diff(np.append(self.starts, self.rows))
        if inside.all() and (self.longest <= 1 or self._rising(value)):
            return self._spread(_where(known, pl.Series(lengths)))
        group = np.repeat(np.arange(len(self.starts)), lengths)
        codes = value.to_numpy() if value.dtype == pl.Int64 and not value.has_nulls() else _codes(value)
        frame = pl.DataFrame({"group": group[inside], "value": codes[inside]}).unique()
        found = np.bincount(frame["group"].to_numpy(), minlength=len(self.starts))
        return self._spread(_where(known, pl.Series(found.astype(np.int64))))

    def _rising(self, value: pl.Series) -> bool:
        """Whether whole numbers rise within every group: then all of them differ."""
        if value.dtype != pl.Int64 or value.has_nulls():
            return False
        numbers = value.to_numpy()
        rises = np.concatenate([[True], numbers[1:] > numbers[:-1]])
        rises[self.starts] = True
        return bool(rises.all())


def _codes(value: pl.Series) -> NDArray[np.int64]:
    return value.rank("dense").fill_null(0).to_numpy().astype(np.int64)


def _where(known: NDArray[np.bool_], values: pl.Series) -> pl.Series:
    if known.all():
        return values
    return pl.select(pl.when(pl.Series(known)).then(values)).to_series()


def _result_type(op: str, dtype: pl.DataType) -> pl.DataType:
    if op in ("every", "some"):
        return pl.Boolean()
    if op == "common":
        return pl.String()
    return pl.Int128() if dtype == pl.Int128 else pl.Int64()
