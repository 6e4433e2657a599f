"""What a derived column can hold: a value at the column's scale, null where the column cannot hold it.

Totals may be larger than any stored number. Such a value is null, never wrapped, and no reason to stop: `within` says
so of a batch, `held` of one dossier.
"""

import polars as pl

from shibosi.kernel.dossiers import Derivation
from shibosi.kernel.expressions.bounds import COLUMN_LIMIT
from shibosi.kernel.expressions.plain import DAY, EARLIEST, LATEST

Reach = tuple[int, int]
"""The smallest and the largest number."""
REACH: dict[str, Reach] = {
    **dict.fromkeys(["money", "decimal", "whole"], (1 - COLUMN_LIMIT, COLUMN_LIMIT - 1)),
    "day": (EARLIEST, LATEST), "instant": (EARLIEST * DAY, LATEST * DAY),
}  # fmt: skip


def fit(derivation: Derivation, name: str) -> tuple[int, Reach | None]:
    """By how many decimals a value is finer than its column, and what the column holds (None: it has no numbers)."""
    return derivation.shifts.get(name, 0), REACH.get(derivation.record.columns[name].kind)


def within(value: pl.Expr, derivation: Derivation, name: str) -> pl.Expr:
    """The value of a derived column, for a batch."""
    shift, reach = fit(derivation, name)
    if reach is None:
        return value
    if shift < 0:
        small = pl.when(value.abs() <= reach[1] // 10**-shift).then(value)
        value = small * pl.lit(10**-shift, dtype=pl.Int64)
    elif shift > 0:
        step = pl.lit(10**shift, dtype=pl.Int64)
        half = pl.lit(10**shift // 2, dtype=pl.Int64)
        value = value // step + (value % step >= half).cast(pl.Int64)
    return pl.when(value.is_between(*reach)).then(value)


def held(value: int, shift: int, reach: Reach) -> int | None:
    """The value of a derived column, for one dossier."""
    if shift > 0:
        value = (value + 10**shift // 2) // 10**shift
    elif shift < 0:
        value *= 10**-shift
    return value if reach[0] <= value <= reach[1] else None
