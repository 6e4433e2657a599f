"""Values of law with place, first and last day, source and confidence: the tables a parameter points to.

A table is `tables/<name>.csv`: `place`, then the columns that tell rows of one place apart (none in most tables), then
`from`, `to`, the values, `source`, `confidence`, `note_en`, `note_zh`. `from` is a day or `unknown`; an empty `to` is
open; both days are included. A row whose values all say `repealed` states that the place has no such value in that
time, so that the general place `all` does not step in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import language
from shibosi.standard import errors
from shibosi.standard.codes import Code, codes, whole
from shibosi.standard.files import HERE, Line, Sheet, read
from shibosi.standard.vocabulary import CONFIDENCES

__all__ = ["EVERYWHERE", "Code", "Row", "Table", "codes", "in_force", "names", "read_table", "table", "whole"]

EVERYWHERE = "all"
REPEALED = "repealed"
TAIL = ("source", "confidence", "note_en", "note_zh")


@dataclass(frozen=True, slots=True)
class Row:
    """One value (or several that belong together) in one place for one stretch of days.

    `start` is None when the first day is unknown: the value is used, and has to be shown as undated. `end` is None
    while open. `file` and `row` say where it stands.
    """

    file: str
    row: int
    place: str
    keys: Mapping[str, str]
    start: date | None
    end: date | None
    values: Mapping[str, str]
    source: str
    confidence: str
    note_en: str
    note_zh: str

    @property
    def note(self) -> str:
        """The remark, in the language in use."""
        return self.note_zh if language() == "zh" else self.note_en

    @property
    def repealed(self) -> bool:
        """Whether the row says that there is no such value here and now."""
        return all(value == REPEALED for value in self.values.values())

    def covers(self, day: date) -> bool:
        """Whether the day lies between first and last day, both included."""
        return (self.start or date.min) <= day <= (self.end or date.max)

    def value(self, column: str) -> str:
        """A value as written. Raises UnknownColumn."""
        if column not in self.values:
            raise errors.UnknownColumn(table=self.file, column=column, hint=nearest(column, list(self.values)))
        return self.values[column]

    def number(self, column: str) -> Decimal:
        """A value as an exact number. Raises UnknownColumn, or NotANumber naming file and row."""
        return Line(self.file, self.row, {column: self.value(column)}).number(column)

    def members(self, column: str) -> tuple[str, ...]:
        """A value that is a list, its members separated by blanks. Raises UnknownColumn."""
        return tuple(self.value(column).split())


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read. `keys` are the columns that tell rows of one place apart, `columns` those with values."""

    name: str
    origin: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def in_force(self, day: date, place: str, **keys: str) -> Row | None:
        """The row for a place on a day, or None: nothing known, or repealed there.

        Where the place has no row for the day, that of the place `all` serves. Raises WrongKeys when the question
        does not name exactly the key columns of the table.
        """
        if set(keys) != set(self.keys):
            raise errors.WrongKeys(
                table=self.name, expected=", ".join(self.keys) or "-", found=", ".join(sorted(keys)) or "-"
            )
        for where in (place, EVERYWHERE):
            for row in self.rows:
                if row.place == where and row.keys == keys and row.covers(day):
                    return None if row.repealed else row
        return None


@cache
def table(name: str) -> Table:
    """A table by name. Raises UnknownTable with the nearest name, RegisterError for a wrong row."""
    if name not in names():
        raise errors.UnknownTable(name=name, hint=nearest(name, list(names())))
    return read_table(HERE / "tables" / f"{name}.csv")


@cache
def names() -> tuple[str, ...]:
    """The names of all tables. Those beginning with `ceb_` or `dec_` describe messages, not values by place."""
    stems = (path.stem for path in (HERE / "tables").glob("*.csv"))
    return tuple(sorted(stem for stem in stems if not stem.startswith(("ceb_", "dec_"))))


def in_force(name: str, day: date, place: str, **keys: str) -> Row | None:
    """The row of a table for a place on a day; see `Table.in_force`."""
    return table(name).in_force(day, place, **keys)


def read_table(path: Path) -> Table:
    """A table from a file. Raises RegisterError naming file and row."""
    sheet = read(path)
    keys, columns = _shape(path, sheet)
    rows = tuple(_row(line, keys, columns) for line in sheet.lines)
    _no_overlap(rows)
    return Table(path.stem, sheet.origin, keys, columns, rows)


def _shape(path: Path, sheet: Sheet) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Key columns and value columns, told from the header."""
    head = sheet.columns
    if head[:1] == ("place",) and "from" in head and head[-4:] == TAIL and len(set(head)) == len(head):
        start = head.index("from")
        keys, columns = head[1:start], head[start + 2 : -4]
        if head[start + 1] == "to" and columns:
            return keys, columns
    expected = "place, ..., from, to, ..., " + ", ".join(TAIL)
    raise errors.WrongColumns(file=path.name, row=2, found=", ".join(head) or "''", expected=expected)


def _row(line: Line, keys: tuple[str, ...], columns: tuple[str, ...]) -> Row:
    cells = line.cells
    line.filled("place", *keys, "from", *columns, "source")
    start = None if cells["from"] == "unknown" else line.day("from")
    end = line.day("to") if cells["to"] else None
    if start and end and end < start:
        raise errors.PeriodReversed(file=line.file, row=line.row, start=start, end=end)
    if bool(cells["note_en"]) != bool(cells["note_zh"]):
        line.filled("note_en", "note_zh")
    return Row(
        file=line.file,
        row=line.row,
        place=cells["place"],
        keys={key: cells[key] for key in keys},
        start=start,
        end=end,
        values={column: cells[column] for column in columns},
        source=cells["source"],
        confidence=line.one_of("confidence", CONFIDENCES),
        note_en=cells["note_en"],
        note_zh=cells["note_zh"],
    )


def _no_overlap(rows: tuple[Row, ...]) -> None:
    for before, row in _pairs(rows):
        if row.covers(before.start or date.min) or before.covers(row.start or date.min):
            raise errors.PeriodsOverlap(file=row.file, row=row.row, before=before.row)


def _pairs(rows: tuple[Row, ...]) -> Iterator[tuple[Row, Row]]:
    """Every two rows of one place and one set of keys, the earlier of the file first."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        group = groups.setdefault((row.place, *row.keys.values()), [])
        for before in group:
            yield before, row
        group.append(row)
