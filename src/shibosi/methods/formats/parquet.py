"""Parquet files: their footer is looked at before anything trusts them; damage inside is a Problem, not a crash."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.raw import RawTable, unique_headings
from shibosi.methods.formats.unreadable import Place, Problems, UnreadableError

MAGIC = b"PAR1"
SMALLEST = 12
"""Bytes of the magic at both ends and the length of the footer."""
DAMAGE = (PolarsError, PanicException, OSError)


def check_footer(path: Path) -> None:
    """Raise UnreadableError unless both ends are those of a Parquet file and the footer fits between them."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4)
        if size < SMALLEST or head != MAGIC:
            raise UnreadableError("torn-parquet", reason="it does not begin as one")
        file.seek(-8, 2)
        length, tail = int.from_bytes(file.read(4), "little"), file.read(4)
    if tail != MAGIC or length > size - SMALLEST:
        raise UnreadableError("torn-parquet", reason="it does not end as one")


def scan(path: Path, limits: Limits, problems: Problems) -> pl.LazyFrame:
    """The file as a lazy frame under cleaned headings. Raises UnreadableError where the footer is damaged."""
    check_footer(path)
    try:
        lazy = pl.scan_parquet(path, glob=False)
        columns = lazy.collect_schema().names()
    except DAMAGE as error:
        raise UnreadableError("torn-parquet", reason=_first_line(error)) from error
    if len(columns) > limits.columns:
        raise UnreadableError("too-many-columns", limit=limits.columns)
    names, repeated = unique_headings(columns)
    for heading in repeated:
        problems.add("duplicate-heading", heading=heading)
    renamed = dict(zip(columns, names, strict=True))
    return lazy.rename(renamed) if columns != names else lazy


def read_parquet(path: Path, limits: Limits, problems: Problems) -> Iterator[RawTable]:
    """The rows in chunks; damage inside ends them with a problem."""
    lazy = scan(path, limits, problems)
    offset = 0
    try:
        total = lazy.select(pl.len()).collect().item()
        rows = max(1, min(limits.chunk_rows, limits.chunk_cells // max(1, len(lazy.collect_schema()))))
        while offset < total or not offset:
            frame = lazy.slice(offset, rows).collect()
            if not frame.height and offset:
                break
            frame = _without_long_cells(frame, offset, limits, problems)
            yield RawTable(frame, path.name, first_row=offset + 1, typed=True, offset=offset)
            offset += max(frame.height, 1)
    except DAMAGE as error:
        problems.add("torn-parquet", key_lost=True, reason=_first_line(error))


def _without_long_cells(frame: pl.DataFrame, offset: int, limits: Limits, problems: Problems) -> pl.DataFrame:
    """The frame with texts that are longer than a cell may be left empty."""
    for name in frame.select(pl.col(pl.String)).columns:
        long = (frame[name].str.len_bytes() > limits.cell_bytes).fill_null(False)
        if not long.any():
            continue
        for row in long.arg_true().to_list():
            place = Place(row=offset + row + 1, column=name)
            problems.add("cell-too-long", place, row=offset + row, limit=limits.cell_bytes)
        frame = frame.with_columns(pl.when(~long).then(pl.col(name)).alias(name))
    return frame


def _first_line(error: BaseException) -> str:
    return str(error).split("\n", 1)[0][:200] or type(error).__name__
