"""Cells of a column of the sheet, read."""

from typing import Any

import polars as pl

from shibosi.kernel.reading import read_column
from shibosi.kernel.tests.builders import Sheet

UNREADABLE = "unreadable"
BLANK = None


def read(column: str, *cells: Any, dtype: pl.DataType | None = None, zone: str | None = None) -> list[Any]:
    """Cells of a column of the sheet as stored; UNREADABLE where something stands that cannot be read."""
    found = read_column(Sheet.columns[column], pl.Series("raw", list(cells), dtype=dtype), zone)
    assert found.values.dtype == Sheet.columns[column].dtype
    assert found.values.name == column
    pairs = zip(found.values.to_list(), found.unreadable.to_list(), strict=True)
    return [UNREADABLE if bad else value for value, bad in pairs]


def one(column: str, cell: Any, **how: Any) -> Any:
    """One cell."""
    return read(column, cell, **how)[0]
