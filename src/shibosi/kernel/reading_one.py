"""Reading one row in memory, in plain Python: the twin of `reading` and `intake` for a document that has just come in.

Cells are what JSON has: text, whole numbers, decimals, floats, truths, nothing. A cell is read as a column of a file
with that one cell would be. Only text with characters that are younger than this Python is handed to Polars, which may
know how they are normalised.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import polars as pl

from shibosi.kernel.columns import Column
from shibosi.kernel.expressions.kinds import AMOUNT_SCALE
from shibosi.kernel.intake import (
    IGNORED,
    column_twice,
    folded,
    headings,
    joining,
    no_key,
    no_key_column,
    unknown_column,
    unreadable_cell,
)
from shibosi.kernel.problems import Problem
from shibosi.kernel.reading import (
    AMOUNT_FORM,
    AMOUNT_LIMIT,
    FALSE_WORDS,
    GROUPED_FORM,
    SMALL_FLOAT,
    TRUE_WORDS,
    WHOLE_FLOATS,
    WHOLE_FORM,
    WHOLE_LIMIT,
    folds_width,
)
from shibosi.kernel.reading_times import read_day, read_moment
from shibosi.kernel.records import Record

BLANKS = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""White space as Unicode has it; Python's `strip` takes more."""
ODD = re.compile("[^\x00-\u052f\u2000-\u206f\u3000-\u312f\u4e00-\u9fa5\uff01-\uff5e\uffe5]")
"""What is not common text, and looked at more closely."""
LONE = re.compile("[\ud800-\udfff]")
GROUPED, AMOUNT, WHOLE = (re.compile(form) for form in (GROUPED_FORM, AMOUNT_FORM, WHOLE_FORM))
TRUTHS = {**dict.fromkeys(TRUE_WORDS, True), **dict.fromkeys(FALSE_WORDS, False)}
UNIT: int = 10**AMOUNT_SCALE
LONGEST, LARGEST = 38, 127
"""Digits of the longest decimal and bits of the largest whole number that are read."""


class _Unreadable:
    """Stands for a cell that cannot be read."""


UNREADABLE = _Unreadable()
Cell = Callable[[Any], Any]
"""A cell to its stored value, None where it is blank, UNREADABLE where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: stored values in column order, what could not be read, and whether it says where it belongs."""

    values: list[Any]
    problems: list[Problem]
    belongs: bool


class RowReader:
    """Reads rows of one kind of record. Made once per record and zone; `zone` is that of times without one."""

    def __init__(self, record: type[Record], zone: str | None = None) -> None:
        self.record = record
        self.meaning = headings(record)
        self.exact = {name: self.meaning[folded(name)] for name in record.columns}
        self.cells = {name: cell_reader(column, zone) for name, column in record.columns.items()}
        self.columns = [(name, column.position) for name, column in record.columns.items()]
        self.otherwise = [
            (column.position, record.columns[column.otherwise].position)
            for column in record.columns.values()
            if column.otherwise
        ]
        self.needed = record.columns[record.needs].position

    def read(
        self, cells: Mapping[str, Any], file: str, row: int = 0, number: int = 1, strict: bool = True
    ) -> Row:  # fmt: skip
        """Read a row given as heading to cell. `file` is what was sent, `number` how a person counts the row in it.

        Headings are understood as in a file; with `strict` one that means nothing is a problem.
        """
        problems: list[Problem] = []
        sources: dict[str, str] = {}
        for heading in cells:
            name = self.exact.get(heading) or self.meaning.get(folded(heading))
            if name is not None and name not in sources and not heading.startswith(IGNORED):
                sources[name] = heading
            elif not heading.startswith(IGNORED):
                problems += self._odd_heading(heading, name, file, strict)
        values: list[Any] = [None] * len(self.columns)
        for name, position in self.columns:
            if name in sources:
                cell = cells[sources[name]]
                value = self.cells[name](cell)
                if value is UNREADABLE:
                    problems.append(self._unreadable(name, sources[name], cell, file, row, number))
                else:
                    values[position] = value
        said = values.copy() if self.otherwise else values
        for position, serving in self.otherwise:
            if values[position] is None:
                values[position] = said[serving]
        belongs = values[self.needed] is not None
        if not belongs:
            problems.append(self._keyless(sources, file, row, number))
        return Row(values, problems, belongs)

    def _odd_heading(self, heading: str, name: str | None, file: str, strict: bool) -> list[Problem]:
        if name is not None:
            return [column_twice(self.record, file, heading, name)]
        return [unknown_column(self.record, file, heading)] if strict else []

    def _unreadable(self, name: str, heading: str, cell: Any, file: str, row: int, number: int) -> Problem:
        key_lost = name in joining(self.record)
        return unreadable_cell(self.record, name, heading, _shown(cell), file, row, number, key_lost)

    def _keyless(self, sources: dict[str, str], file: str, row: int, number: int) -> Problem:
        needs = self.record.needs
        if needs not in sources:
            return no_key_column(self.record, file)
        return no_key(self.record, sources[needs], file, row, number)


def cell_reader(column: Column[Any, Any], zone: str | None = None) -> Cell:
    """How a cell of a column is read."""
    if column.kind in ("text", "code"):
        return partial(_text, folds_width(column))
    if column.kind in ("money", "decimal"):
        return _amount_cell
    if column.kind == "whole":
        return _whole_cell
    if column.kind == "truth":
        return _truth_cell
    parse = read_day if column.kind == "day" else partial(read_moment, zone or column.zone)
    return partial(_parsed, parse)


def _text(fold: bool, cell: Any) -> Any:
    """Text without surrounding blanks, None where blank; with `fold` normalised (NFKC)."""
    if not isinstance(cell, str):
        cell = _written(cell)
        if not isinstance(cell, str):
            return cell
    if not cell.isascii():
        if LONE.search(cell):
            return UNREADABLE
        if fold:
            cell = _normal(cell)
    return cell.strip(BLANKS) or None


def _normal(text: str) -> str:
    if ODD.search(text) and any(unicodedata.category(letter) == "Cn" for letter in text):
        found: str = pl.Series([text]).str.normalize("NFKC").item()
        return found
    return unicodedata.normalize("NFKC", text)


def _parsed(parse: Callable[[str], Any], cell: Any) -> Any:
    text = _text(True, cell)
    if not isinstance(text, str):
        return text
    found = parse(text)
    return UNREADABLE if found is None else found


def _amount_cell(cell: Any) -> Any:
    if isinstance(cell, str):
        return _parsed(_amount, cell)
    if cell is None:
        return None
    found = None
    if isinstance(cell, float):
        found = _float_amount(cell)
    elif isinstance(cell, Decimal):
        found = _decimal_amount(cell)
    elif isinstance(cell, int) and not isinstance(cell, bool):
        found = cell * UNIT
    return UNREADABLE if found is None or abs(found) >= AMOUNT_LIMIT else found


def _amount(text: str) -> int | None:
    if "," in text and GROUPED.fullmatch(text):
        text = text.replace(",", "")
    found = AMOUNT.fullmatch(text)
    if found is None:
        return None
    size = int(found[2]) * UNIT
    if size >= AMOUNT_LIMIT:
        return None
    size += int((found[3] or "").ljust(AMOUNT_SCALE, "0"))
    return -size if found[1] == "-" else size


def _float_amount(number: float) -> int | None:
    """A float is taken where five decimals write it back unchanged."""
    if not abs(number) < SMALL_FLOAT:
        return None
    scaled = _rounded(number * UNIT)
    return scaled if scaled / UNIT == number else None


def _rounded(number: float) -> int:
    """The nearest whole number, halves away from zero."""
    whole = math.trunc(number)
    return whole + (1 if number > 0 else -1) if abs(number - whole) >= 0.5 else whole


def _decimal_amount(number: Decimal) -> int | None:
    """A decimal is taken where five decimals write it exactly."""
    if not number.is_finite() or abs(number.adjusted()) > LONGEST:
        return 0 if number == 0 else None
    top, bottom = number.as_integer_ratio()
    found, rest = divmod(top * UNIT, bottom)
    return None if rest else found


def _whole_cell(cell: Any) -> Any:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell if abs(cell) <= WHOLE_LIMIT else UNREADABLE
    return _parsed(_whole, cell)


def _whole(text: str) -> int | None:
    found = WHOLE.fullmatch(text)
    return None if found is None else int(found[1])


def _truth_cell(cell: Any) -> Any:
    return cell if isinstance(cell, bool) else _parsed(_truth, cell)


def _truth(text: str) -> bool | None:
    return TRUTHS.get(text.lower())


def _shown(cell: Any) -> Any:
    """A cell that could not be read, as a problem shows it."""
    if isinstance(cell, str):
        return LONE.sub("\ufffd", cell)
    if isinstance(cell, int) and cell.bit_length() > LARGEST:
        return hex(cell)
    if isinstance(cell, Decimal) and cell.is_finite() and 0 < cell.adjusted() <= LONGEST:
        return f"{cell:f}"
    return cell


def _written(cell: Any) -> Any:
    """A cell that is no text as text, as a batch writes it."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell) if cell.bit_length() <= LARGEST else UNREADABLE
    if isinstance(cell, float):
        return _float_text(cell)
    if isinstance(cell, Decimal) and cell.is_finite() and abs(cell.adjusted()) <= LONGEST:
        return f"{cell.copy_abs() if cell == 0 else cell:f}"
    return UNREADABLE


def _float_text(number: float) -> Any:
    if not abs(number) < WHOLE_FLOATS:
        return UNREADABLE
    if number == int(number):
        return str(int(number))
    digits, _, power = repr(number).partition("e")
    if not power:
        return digits
    return f"{Decimal(repr(number)):f}" if int(power) == -5 else f"{digits}e{int(power)}"
