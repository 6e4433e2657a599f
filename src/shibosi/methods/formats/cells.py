"""Cells of a sheet as text: numbers without floating noise, dates as ISO text, errors as what they are."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from shibosi.methods.formats.workbook import Workbook, unescape

DIGITS = 15
"""Digits Excel keeps of a number."""
PLAIN = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"[+-]?([0-9]{1,400}(\.[0-9]{0,400})?|\.[0-9]{1,400})([eE][+-]?[0-9]{1,3})?")
LAST_DAY = 2_958_465
"""31 December 9999."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be read: the code of its problem and the value it shows."""

    code: str
    value: str


def cell_text(kind: str, style: str, value: str | None, formula: bool, book: Workbook) -> str | Bad | None:
    """The text of a cell. `kind` and `style` are the marks of the cell, `value` what stands in it."""
    text = _text(kind, style, value, formula, book)
    return Bad("nul-byte", "") if isinstance(text, str) and "\0" in text else text


def _text(kind: str, style: str, value: str | None, formula: bool, book: Workbook) -> str | Bad | None:
    if value is None or (not value and kind != "s"):
        return Bad("formula-without-value", "") if formula and kind != "str" else None
    if kind == "s":
        number = int(value) if value.isdecimal() and len(value) < 10 else len(book.texts)
        return book.texts[number] if number < len(book.texts) else Bad("broken-cell", value[:40])
    if kind in ("str", "inlineStr", "d"):
        return unescape(value)
    if kind == "b":
        return {"1": "true", "0": "false"}.get(value) or Bad("broken-cell", value[:40])
    if kind == "e":
        return Bad("error-cell", value[:40])
    if kind != "n":
        return Bad("broken-cell", value[:40])
    return _number(value.strip(), _style(style, book), book)


def _style(style: str, book: Workbook) -> str:
    number = int(style) if style.isdecimal() and len(style) < 9 else 0
    return book.styles[number] if number < len(book.styles) else ""


def _number(value: str, style: str, book: Workbook) -> str | Bad:
    if not style and PLAIN.fullmatch(value):
        return value
    if not NUMBER.fullmatch(value):
        return Bad("broken-cell", value[:40])
    exact = Decimal(value)
    if style.startswith("0"):
        whole = exact == exact.to_integral_value() and abs(exact) < 10**DIGITS
        return f"{int(exact):0{len(style)}d}" if whole else _plain(exact, value)
    return moment(exact, style, book.from_1904) if style else _plain(exact, value)


def _plain(exact: Decimal, value: str) -> str | Bad:
    """At most 15 digits, as Excel shows and keeps them; whole numbers with more have lost their last ones."""
    if abs(exact) >= 10**DIGITS:
        return Bad("number-lost-digits", value[:40])
    rounded = Decimal(f"{exact:.{DIGITS - 1}e}")
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def moment(serial: Decimal, style: str, from_1904: bool) -> str | Bad:
    """A date number as ISO text: "2024-01-05", "2024-01-05T10:20:30", "10:20:30", spans as "26:30:00"."""
    shown = format(serial, "f")[:40]
    if not 0 <= serial < LAST_DAY + 1:
        return Bad("date-out-of-range", shown)
    milliseconds = int((serial * 86_400_000).to_integral_value())
    if style == "span" or (style == "time" and serial < 1):
        return _clock(milliseconds)
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if serial < 60 else 30)
    if serial < 1 and not from_1904:
        return Bad("date-out-of-range", shown)
    if not from_1904 and 60 <= serial < 61:
        return Bad("date-out-of-range", shown)
    try:
        when = first + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return Bad("date-out-of-range", shown)
    if style == "date" and not milliseconds % 86_400_000:
        return when.date().isoformat()
    return when.isoformat(timespec="milliseconds" if when.microsecond else "seconds")


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{text}.{rest:03d}" if rest else text
