"""Frames as the sheets of an xlsx: texts stay texts, headings stay in sight, columns are as wide as what they hold."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path

import polars as pl
import xlsxwriter

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.methods.formats.atomic import atomic
from shibosi.methods.formats.flat import flattened

Headings = Mapping[str, tuple[str, str]]
"""Column to its Chinese and its English heading."""
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
LONGEST_CELL = 32_767
LONGEST_NAME = 31
DIGITS = 15
"""Digits a number in Excel keeps."""
SAMPLE = 200
"""Rows looked at for the width of a column."""
NARROWEST, WIDEST = 8, 60
CUT = "… (cut; {length} characters)"
FIRST_DAY = date(1900, 3, 1)
"""Before it Excel counts a day that never was."""


class TooWideError(ShibosiError):
    """More columns than a sheet has."""

    code = "too-wide"
    message = "A sheet holds {limit} columns, the table has {found}."


def write_xlsx(frames: Mapping[str, pl.DataFrame], path: Path, *, headings: Headings | None = None) -> None:
    """Write each frame as a sheet of that name; what passes the last row of a sheet goes on in the next.

    Texts are written as texts (an order number keeps its digits, "=1+1" is no formula), exact decimals and whole
    numbers as numbers where Excel keeps all their digits, else as text; times with a zone as ISO text. `headings`
    puts both languages above a column. Raises TooWideError.
    """
    for frame in frames.values():
        if frame.width > LAST_COLUMN:
            raise TooWideError(limit=LAST_COLUMN, found=frame.width)
    with atomic(path) as file:
        options = {
            "constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False,
            "strings_to_urls": False, "tmpdir": str(path.parent),
        }  # fmt: skip
        with xlsxwriter.Workbook(str(file), options) as book:
            writer = _Writer(book)
            taken: set[str] = set()
            for name, frame in frames.items():
                for start in range(0, max(frame.height, 1), LAST_ROW - 1):
                    sheet = sheet_name(name, taken)
                    taken.add(sheet.casefold())
                    writer.sheet(sheet, flattened(frame.slice(start, LAST_ROW - 1)), headings)


def heading_text(name: str, headings: Headings | None) -> str:
    """What stands above a column: both languages, one under the other, or its name."""
    both = (headings or {}).get(name)
    return name if both is None else "\n".join(dict.fromkeys(part for part in both if part))


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name Excel allows that is not taken (`taken` casefolded)."""
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip(" '") or "1"
    used = set(taken)
    name, count = clean[:LONGEST_NAME], 2
    while name.casefold() in used or name.casefold() == "history":
        ending = f" ({count})"
        name, count = clean[: LONGEST_NAME - len(ending)] + ending, count + 1
    return name


def cut_text(text: str) -> str:
    """A text as long as a cell holds; what is cut says so."""
    if len(text) <= LONGEST_CELL:
        return text
    ending = translate(CUT).format(length=len(text))
    return text[: LONGEST_CELL - len(ending)] + ending


def display_width(text: str) -> int:
    """Columns a text takes on screen: Chinese signs take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class _Writer:
    """Writes sheets with the formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._text = book.add_format({"num_format": "@"})
        self._heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6F0"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._decimals: dict[int, object] = {}

    def sheet(self, name: str, frame: pl.DataFrame, headings: Headings | None) -> None:
        sheet = self._book.add_worksheet(name)
        titles = [heading_text(column, headings) for column in frame.columns]
        for position, title in enumerate(titles):
            kind = self._text if frame.dtypes[position] == pl.String else None
            sheet.set_column(position, position, _width(title, frame.to_series(position)), kind)
        sheet.freeze_panes(1, 0)
        if titles:
            sheet.autofilter(0, 0, frame.height, len(titles) - 1)
        for position, title in enumerate(titles):
            sheet.write_string(0, position, cut_text(title), self._heading)
        for number, row in enumerate(frame.iter_rows(), start=1):
            for position, value in enumerate(row):
                self._cell(sheet, number, position, value)

    def _cell(self, sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, Decimal) and len(value.as_tuple().digits) <= DIGITS and value.is_finite():
            sheet.write_number(row, column, value, self._decimal(value))
        elif (isinstance(value, int) and abs(value) < 10**DIGITS) or (isinstance(value, float) and isfinite(value)):
            sheet.write_number(row, column, value)
        elif isinstance(value, datetime) and value.tzinfo is None and value.date() >= FIRST_DAY:
            sheet.write_datetime(row, column, value, self._moment)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DAY:
            sheet.write_datetime(row, column, value, self._day)
        else:
            sheet.write_string(row, column, cut_text(_as_text(value)), self._text)

    def _decimal(self, value: Decimal) -> object:
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        if places not in self._decimals:
            shown = "0." + "0" * places if places else "0"
            self._decimals[places] = self._book.add_format({"num_format": shown})
        return self._decimals[places]


def _as_text(value: object) -> str:
    if isinstance(value, datetime | time | date):
        return value.isoformat()
    return str(value)


def _width(title: str, column: pl.Series) -> int:
    shown = [*title.split("\n"), *(str(value) for value in column.head(SAMPLE) if value is not None)]
    return min(WIDEST, max(NARROWEST, 2 + max(display_width(text[:WIDEST]) for text in shown)))
