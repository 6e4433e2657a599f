"""The rows of a kind in the words people type."""

import polars as pl

from shibosi.kernel.expressions.times import CHINA
from shibosi.kernel.records import record
from shibosi.methods.formats.exact import AMOUNT, exact


def worded(kind: str, frame: pl.DataFrame, time: str = "%Y-%m-%d %H:%M:%S", day: str = "%Y-%m-%d") -> pl.DataFrame:
    """Amounts without idle noughts, times and days as text in Beijing time."""
    amounts = pl.col(AMOUNT).cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
    times = pl.col(pl.Datetime("us", "UTC")).dt.convert_time_zone(CHINA).dt.to_string(time)
    return exact(record(kind), frame).with_columns(amounts, times, pl.col(pl.Date).dt.to_string(day))
