"""One worksheet: its cells as rows, the heading row found, the rest under it as a RawTable."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from shibosi.kernel.words import Phrase
from shibosi.methods.formats.cells import Bad, cell_text
from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.ooxml import Package
from shibosi.methods.formats.raw import NOTES_HEADING, RESULT_HEADING, RawTable, Rows, unique_headings
from shibosi.methods.formats.unreadable import Place, Problems, UnreadableError
from shibosi.methods.formats.workbook import Sheet, Workbook

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
LAST_ROW = 1_048_576
WIDE_ENOUGH = 0.8
"""Share of the widest stretch of cells in the top rows that a heading row fills at least."""


@dataclass(slots=True)
class Row:
    """The filled cells of one row by column (1 is A)."""

    number: int
    cells: dict[int, str] = field(default_factory=dict)
    bad: dict[int, Bad] = field(default_factory=dict)
    texts: int = 0


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The table of a sheet, the row its headings stand in, and the column (1 is A) of every heading."""

    table: RawTable
    heading_row: int
    columns: dict[str, int]


@cache
def column_number(letters: str) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class _Cells:
    """Handlers for the XML of a sheet; finished rows wait in `rows`."""

    def __init__(self, part: str, book: Workbook, limits: Limits) -> None:
        self.rows: list[Row] = []
        self.merges: list[str] = []
        self.too_wide = False
        self._part = part
        self._book = book
        self._limits = limits
        self._row: Row | None = None
        self._last = 0
        self._column = 0
        self._cell: tuple[str, str] | None = None
        self._value: list[str] | None = None
        self._size = 0
        self._inside = False
        self._reading = False
        self._formula = False

    def start(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "c":
            found = REFERENCE.fullmatch(marks.get("r", ""))
            self._column = column_number(found.group(1)) if found else self._column + 1
            self._cell = (marks.get("t", "n"), marks.get("s", "0"))
            self._value, self._size, self._formula = None, 0, False
        elif tag in ("v", "t") and self._cell and not self._reading:
            self._inside = True
            self._value = self._value if self._value is not None else []
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._begin(marks.get("r", ""))
        elif tag == "rPh":
            self._reading = True
        elif tag == "mergeCell" and len(self.merges) < self._limits.problems:
            self.merges.append(marks.get("ref", ""))

    def text(self, found: str) -> None:
        if self._inside and self._value is not None:
            self._size += len(found)
            if self._size <= self._limits.cell_bytes:
                self._value.append(found)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._inside = False
        elif tag == "rPh":
            self._reading = False
        elif tag == "c":
            self._finish()
        elif tag == "row" and self._row is not None:
            if self._row.cells or self._row.bad:
                self.rows.append(self._row)
            self._row = None

    def _begin(self, stated: str) -> None:
        number = int(stated) if stated.isdecimal() and len(stated) < 9 else self._last + 1
        if not self._last < number <= LAST_ROW:
            raise UnreadableError(
                "broken-part",
                part=self._part,
                reason=Phrase("row {number} follows row {last}", number=number, last=self._last),
            )
        self._row = Row(number)
        self._last = number
        self._column = 0

    def _finish(self) -> None:
        if self._row is None or self._cell is None:
            return
        kind, style = self._cell
        self._cell = None
        if self._column > self._limits.columns:
            self.too_wide = True
            return
        value = None if self._value is None else "".join(self._value)
        text = cell_text(kind, style, value, self._formula, self._book)
        if self._size > self._limits.cell_bytes or (isinstance(text, str) and self._too_long(text)):
            text = Bad("cell-too-long", "")
        if isinstance(text, Bad):
            self._row.bad[self._column] = text
        elif text is not None and text.strip():
            self._row.cells[self._column] = text
            self._row.texts += kind in ("s", "str", "inlineStr")

    def _too_long(self, text: str) -> bool:
        return len(text) * 4 > self._limits.cell_bytes and len(text.encode()) > self._limits.cell_bytes


def read_sheet(package: Package, sheet: Sheet, book: Workbook, limits: Limits, problems: Problems) -> SheetTable | None:
    """The table of a sheet; None for an empty one. Where the sheet breaks off, what came before is kept."""
    cells = _Cells(sheet.part, book, limits)
    builder = _Builder(sheet.name, limits, problems)
    try:
        for row in _rows(package, sheet, cells):
            builder.row(row)
    except UnreadableError as error:
        problems.stop(error, Place(sheet.name))
    if cells.too_wide:
        problems.add("too-many-columns", Place(sheet.name), limit=limits.columns)
    made = builder.finish()
    if made is not None:
        for merge in cells.merges:
            _tell_merged(merge, made, problems)
    return made


def _rows(package: Package, sheet: Sheet, cells: _Cells) -> Iterator[Row]:
    for _ in package.events(sheet.part, cells.start, cells.end, cells.text):
        yield from cells.rows
        cells.rows.clear()


def _tell_merged(merge: str, made: SheetTable, problems: Problems) -> None:
    found = [REFERENCE.fullmatch(corner) for corner in merge.split(":")]
    if len(found) == 2 and found[1] and int(found[1].group(2)) > made.heading_row:
        problems.add("merged-cells", Place(made.table.sheet), range=merge)


def heading_of(rows: list[Row]) -> Row:
    """Which of the top rows holds the headings: the first nearly full one with nothing but different texts in it.

    How wide the table is, is judged by cells side by side: a remark beyond an empty column does not count.
    """
    widest = max(longest_run(sorted(row.cells)) for row in rows)
    for row in rows:
        different = len(set(row.cells.values())) == len(row.cells)
        if different and not row.bad and row.texts == len(row.cells) >= widest * WIDE_ENOUGH:
            return row
    return max(rows, key=lambda row: (row.texts, -row.number))


def longest_run(columns: list[int]) -> int:
    """How many of these (ascending) columns stand side by side at most."""
    longest = run = 0
    for place, column in enumerate(columns):
        run = run + 1 if place and columns[place - 1] == column - 1 else 1
        longest = max(longest, run)
    return longest


class _Builder:
    """Takes rows from the top, finds the headings, collects the table."""

    def __init__(self, sheet: str, limits: Limits, problems: Problems) -> None:
        self._sheet = sheet
        self._limits = limits
        self._problems = problems
        self._top: list[Row] = []
        self._rows: Rows | None = None
        self._first = self._last = self._heading_row = 0
        self._unnamed: list[str] = []

    def row(self, row: Row) -> None:
        if self._rows is None:
            self._top.append(row)
            if len(self._top) >= self._limits.heading_rows:
                self._settle()
        else:
            self._data(self._rows, row)

    def finish(self) -> SheetTable | None:
        if self._rows is None and self._top:
            self._settle()
        if self._rows is None:
            return None
        table = self._rows.table()
        unused = [name for name in self._unnamed if table.frame[name].null_count() == table.frame.height]
        unused += [name for name in (RESULT_HEADING, NOTES_HEADING) if name in table.frame.columns]
        places = {name: self._first + index for index, name in enumerate(self._rows.headings)}
        first = table.first_row if table.frame.height else self._heading_row + 1
        made = RawTable(table.frame.drop(unused), table.source, self._sheet, first, numbers=table.numbers)
        return SheetTable(made, self._heading_row, places)

    def _settle(self) -> None:
        heading = heading_of(self._top)
        filled = sorted(heading.cells) or [1]
        self._first, self._last, self._heading_row = filled[0], filled[-1], heading.number
        found = [heading.cells.get(column, "") for column in range(self._first, self._last + 1)]
        names, repeated = unique_headings(found, self._first)
        place = Place(self._sheet, row=heading.number)
        for name in repeated:
            self._problems.add("duplicate-heading", place, heading=name)
        for column, bad in heading.bad.items():
            self._tell(bad, heading.number, f"column {column}", None)
        self._unnamed = [name for name, cell in zip(names, found, strict=True) if not cell]
        self._rows = Rows(names, self._problems.file, self._sheet)
        for row in self._top:
            if row.number > heading.number:
                self._data(self._rows, row)

    def _data(self, rows: Rows, row: Row) -> None:
        inside = range(self._first, self._last + 1)
        cells = [row.cells.get(column) for column in inside]
        index = None
        if any(cells) or any(column in row.bad for column in inside):
            if (rows.total + 1) * len(cells) > self._limits.sheet_cells:
                last = row.number - 1
                raise UnreadableError("sheet-too-large", limit=self._limits.sheet_cells, last=last)
            index = rows.add(cells, row.number)
        for column, bad in row.bad.items():
            name = rows.headings[column - self._first] if column in inside else f"column {column}"
            self._tell(bad, row.number, name, index)
        for column in row.cells.keys() - inside:
            place = Place(self._sheet, row=row.number, column=f"column {column}")
            self._problems.add("cell-outside-table", place, row=index)

    def _tell(self, bad: Bad, number: int, name: str, index: int | None) -> None:
        place = Place(self._sheet, row=number, column=name)
        self._problems.add(bad.code, place, row=index, value=bad.value, limit=self._limits.cell_bytes)
