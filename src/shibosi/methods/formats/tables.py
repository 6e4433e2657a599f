"""The door for tables: any file in, RawTables and Problems out; nothing a file holds raises.

What the words mean is said at RawTable (raw.py); what is bounded, in limits.py.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.bytesource import TextSource
from shibosi.methods.formats.delimited import read_delimited
from shibosi.methods.formats.jsonlines import read_json
from shibosi.methods.formats.kinds import is_html, sniff
from shibosi.methods.formats.limits import DEFAULT_LIMITS, Limits
from shibosi.methods.formats.ooxml import refuse_old_office
from shibosi.methods.formats.parquet import read_parquet, scan
from shibosi.methods.formats.raw import PARENT, RawTable
from shibosi.methods.formats.unreadable import NOTICES, Problems, UnreadableError
from shibosi.methods.formats.xlsx import read_xlsx

__all__ = ["NOTICES", "PARENT", "Limits", "RawTable", "iter_tables", "read_tables", "scan_parquet"]


def read_tables(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> tuple[list[RawTable], list[Problem]]:
    """All tables of a file, whole: one for CSV and Parquet, one a sheet for xlsx, the main and the nested for JSON."""
    chunks: dict[str | None, list[RawTable]] = {}
    problems: list[Problem] = []
    cells = 0
    for tables, found in iter_tables(path, limits=limits):
        problems.extend(found)
        cells += sum(table.frame.height * table.frame.width for table in tables)
        if cells > limits.whole_cells:
            last = Problems(path.name, 1)
            last.add("too-large-to-hold", key_lost=True, limit=limits.whole_cells)
            problems.extend(last.close())
            break
        for table in tables:
            chunks.setdefault(table.sheet, []).append(table)
    return [_joined(parts) for parts in chunks.values()], problems


def iter_tables(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[tuple[list[RawTable], list[Problem]]]:
    """The same in chunks of about `limits.chunk_rows` rows; what each step gives is all that is held.

    `RawTable.offset` counts on over the chunks of a table, and so do `Problem.row` and the column `#parent`. The
    columns of a JSON file may grow from chunk to chunk. A workbook comes sheet by sheet.
    """
    problems = Problems(path.name, limits.problems)
    try:
        for tables in _tables(path, limits, problems):
            yield tables, problems.take()
    except UnreadableError as error:
        problems.stop(error)
    except OSError as error:
        problems.add("cannot-open", key_lost=True, reason=error.strerror or type(error).__name__)
    last = problems.close()
    if last:
        yield [], last


def scan_parquet(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> pl.LazyFrame | Problem:
    """A Parquet file to be read lazily, or what is wrong with its footer.

    Only the footer is looked at: damage further inside raises where the frame is collected.
    """
    problems = Problems(path.name, limits.problems)
    try:
        return scan(path, limits, problems)
    except UnreadableError as error:
        problems.stop(error)
    except OSError as error:
        problems.add("cannot-open", key_lost=True, reason=error.strerror or type(error).__name__)
    return problems.close()[0]


def _tables(path: Path, limits: Limits, problems: Problems) -> Iterator[list[RawTable]]:
    kind = sniff(path)
    if kind in ("parquet", "xlsx") and not path.stat().st_size:
        raise UnreadableError("empty-file")
    if kind == "parquet":
        for table in read_parquet(path, limits, problems):
            yield [table]
    elif kind == "xlsx":
        for sheet in read_xlsx(path, limits, problems):
            yield [sheet.table]
    elif kind == "jsonl":
        yield from read_json(TextSource(path, limits), problems)
    elif kind == "csv":
        for table in read_delimited(TextSource(path, limits), problems):
            yield [table]
    else:
        _refuse(path, kind)


def _refuse(path: Path, kind: str) -> None:
    """Raise UnreadableError with what the file is instead of a table."""
    if kind == "xml":
        raise UnreadableError("xml-not-a-table")
    with path.open("rb") as file:
        head = file.read(8)
    refuse_old_office(path, head)
    if is_html(path):
        raise UnreadableError("html-not-a-table")
    raise UnreadableError("unknown-kind" if head else "empty-file")


def _joined(parts: list[RawTable]) -> RawTable:
    """The chunks of one table as one."""
    first = parts[0]
    if len(parts) == 1:
        return first
    frame = pl.concat([part.frame for part in parts], how="diagonal")
    numbers = pl.concat([part.row_numbers() for part in parts])
    plain = numbers.len() == 0 or bool((numbers.diff().drop_nulls() == 1).all())
    unread = frozenset(part.offset - first.offset + row for part in parts for row in part.unread)
    return replace(first, frame=frame, numbers=None if plain else numbers, unread=unread)
