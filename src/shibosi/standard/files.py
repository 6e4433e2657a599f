"""Reading the register's CSV files: a `#` line saying whence and when, a header, then rows."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from shibosi.standard import errors

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: `row` as a spreadsheet counts it, `cells` by column name."""

    file: str
    row: int
    cells: dict[str, str]

    def filled(self, *columns: str) -> None:
        """Refuse the row when one of these columns is empty."""
        for column in columns:
            if not self.cells[column]:
                raise errors.EmptyCell(file=self.file, row=self.row, column=column)

    def one_of(self, column: str, words: Iterable[str]) -> str:
        """The cell, which has to be one of these words."""
        found = self.cells[column]
        if found not in words:
            raise errors.UnknownWord(
                file=self.file, row=self.row, column=column, found=found, expected=", ".join(w or "''" for w in words)
            )
        return found

    def number(self, column: str) -> Decimal:
        """The cell as an exact number."""
        found = self.cells[column]
        try:
            number = Decimal(found)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise errors.NotANumber(file=self.file, row=self.row, column=column, found=found)
        return number

    def day(self, column: str) -> date:
        """The cell as a day, written as 2024-12-15. Raises BadDate."""
        found = self.cells[column]
        try:
            day = date.fromisoformat(found)
        except ValueError as mistake:
            raise errors.BadDate(file=self.file, row=self.row, column=column, found=found) from mistake
        if day.isoformat() != found:
            raise errors.BadDate(file=self.file, row=self.row, column=column, found=found)
        return day


class Sheet(NamedTuple):
    """A file as read: what its `#` line says, its columns, its rows."""

    origin: str
    columns: tuple[str, ...]
    lines: list[Line]


def read(path: Path, columns: Sequence[str] = ()) -> Sheet:
    """Read a file of the register; `columns`, when given, are exactly the columns it has to have.

    Raises a `RegisterError` naming file and row for anything that is not such a file.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as mistake:
        raise errors.NotText(file=path.name, row=raw.count(b"\n", 0, mistake.start) + 1) from mistake
    origin, _, body = text.partition("\n")
    if not origin.startswith("#"):
        raise errors.NoOrigin(file=path.name)
    reader = csv.reader(StringIO(body), strict=True)
    header: tuple[str, ...] = ()
    lines: list[Line] = []
    try:
        header = tuple(next(reader, ()))
        if columns and header != tuple(columns):
            raise errors.WrongColumns(
                file=path.name, row=2, found=", ".join(header) or "''", expected=", ".join(columns)
            )
        for cells in reader:
            lines.append(_line(path.name, reader.line_num + 1, header, cells))
    except csv.Error as mistake:
        raise errors.NotText(file=path.name, row=reader.line_num + 1) from mistake
    return Sheet(origin.lstrip("# ").rstrip(), header, lines)


def unrepeated(lines: Iterable[Line], column: str) -> None:
    """Refuse a second row with the same cell in this column."""
    seen: dict[str, int] = {}
    for line in lines:
        found = line.cells[column]
        if found in seen:
            raise errors.RepeatedId(file=line.file, row=line.row, found=found, before=seen[found])
        seen[found] = line.row


def _line(file: str, row: int, header: tuple[str, ...], cells: list[str]) -> Line:
    if len(cells) != len(header):
        raise errors.WrongWidth(file=file, row=row, found=len(cells), expected=len(header))
    for column, cell in zip(header, cells, strict=True):
        if cell != cell.strip():
            raise errors.StrayBlank(file=file, row=row, column=column)
    return Line(file, row, dict(zip(header, cells, strict=True)))
