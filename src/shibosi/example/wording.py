"""The rows of a kind as files hold them: exact types, or the words people type."""

import polars as pl

from shibosi.kernel.expressions.kinds import AMOUNT_SCALE
from shibosi.kernel.expressions.times import CHINA
from shibosi.kernel.records import record

AMOUNT = pl.Decimal(18, AMOUNT_SCALE)
AMOUNT_KINDS = ("money", "decimal")


def typed(kind: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Amounts as decimals with five places, times in UTC, columns in the record's order."""
    columns = record(kind).columns
    return frame.select(
        pl.col(name).cast(pl.Int128).reinterpret(dtype=AMOUNT) if column.kind in AMOUNT_KINDS else pl.col(name)
        for name, column in columns.items()
    )


def worded(kind: str, frame: pl.DataFrame, time: str = "%Y-%m-%d %H:%M:%S", day: str = "%Y-%m-%d") -> pl.DataFrame:
    """Amounts without idle noughts, times and days as text in Beijing time."""
    amounts = pl.col(AMOUNT).cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
    times = pl.col(pl.Datetime("us", "UTC")).dt.convert_time_zone(CHINA).dt.to_string(time)
    return typed(kind, frame).with_columns(amounts, times, pl.col(pl.Date).dt.to_string(day))
