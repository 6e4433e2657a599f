"""Parquet files of our own: they say of which record their rows are, and are taken as they lie there."""

from pathlib import Path

import polars as pl

from shibosi.kernel.expressions.plain import FIRST_YEAR, LAST_YEAR
from shibosi.kernel.intake import completed
from shibosi.kernel.records import Record
from shibosi.methods.formats.parquet import DAMAGE, check_footer
from shibosi.methods.formats.unreadable import UnreadableError

MARK = "shibosi.record"
"""Key in a Parquet file's metadata: written by us, texts already clean."""


def marked(path: Path) -> str | None:
    """The kind of record that a Parquet file of our own says it holds; damage further inside is found on reading."""
    try:
        check_footer(path)
        kind = pl.read_parquet_metadata(path).get(MARK)
    except (UnreadableError, *DAMAGE):
        return None
    return kind if kind in Record.known else None


def in_our_time(scan: pl.LazyFrame) -> bool:
    """Whether all days and instants lie in the years that are read. Damaged pages are found where they are read."""
    timed = [name for name, kind in scan.collect_schema().items() if kind.is_temporal()]
    if not timed:
        return True
    bounds = [each.dt.year().name.suffix(end) for end, each in (("<", pl.col(timed).min()), (">", pl.col(timed).max()))]
    try:
        years = scan.select(bounds).collect(engine="streaming").row(0)
    except DAMAGE:
        return True
    return all(year is None or FIRST_YEAR <= year <= LAST_YEAR for year in years)


def as_stored(made: type[Record], scan: pl.LazyFrame, numbered: str = "") -> pl.LazyFrame | None:
    """The columns of the record as they are kept, where every type already fits.

    `numbered` is a column more, in which rows are counted as they are read, so that single ones can be picked.
    """
    schema = scan.collect_schema()
    columns: list[pl.Expr] = [pl.col(numbered)] if numbered else []
    for name, column in made.columns.items():
        given = schema.get(name)
        if given is None or given == pl.Null:
            columns.append(pl.lit(None, dtype=column.dtype).alias(name))
        elif given == column.dtype and column.kind not in ("money", "decimal"):
            columns.append(pl.col(name))
        elif (
            column.kind in ("money", "decimal")
            and isinstance(given, pl.Decimal)
            and given.scale == 5
            and (given.precision or 38) <= 18
        ):
            columns.append(pl.col(name).to_physical().cast(pl.Int64))
        else:
            return None
    if not set(schema.names()) <= set(made.columns):
        return None
    return completed(made, (scan.with_row_index(numbered) if numbered else scan).select(columns))
