"""The exact form in which tables lie in files of our own: amounts as decimals with five places, times in UTC."""

import polars as pl

from shibosi.kernel.expressions.kinds import AMOUNT_SCALE
from shibosi.kernel.records import Record

AMOUNT = pl.Decimal(18, AMOUNT_SCALE)
AMOUNT_KINDS = ("money", "decimal")


def exact(made: type[Record], frame: pl.DataFrame) -> pl.DataFrame:
    """A frame of kept values in that form, columns in the record's order; `owntables.as_stored` is the way back."""
    return frame.select(
        pl.col(name).cast(pl.Int128).reinterpret(dtype=AMOUNT) if column.kind in AMOUNT_KINDS else pl.col(name)
        for name, column in made.columns.items()
    )
