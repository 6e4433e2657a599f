"""What a text says that fields of a paper want: numbers of registers, days however they are written, given values.

Nothing is guessed: a number is found where its check digit is right, a day where it can be read in one way only.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from shibosi.methods.registers import compact, registers
from shibosi.methods.text.folding import fold

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST, LAST = 1900, 2200
"""Years that days of papers have."""
CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
BIG_ENDIAN = re.compile(r"(?<!\d)(\d{4})\s*(?:[-./]|年)\s*(\d{1,2})\s*(?:[-./]|月)\s*(\d{1,2})(?!\d)")
SPELT = re.compile(r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
LITTLE_ENDIAN = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s.-]{1,3}([a-z]{3,9})[\s.,-]{1,3}(\d{4})(?!\d)")
NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\d)")
NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z][0-9A-Z-]{6,24}(?![0-9A-Za-z])")
LONG = 18
"""Digits of a number that has no letter in it, and is looked at."""
MOST = 40
"""Things of a kind that are found."""


def plain(text: str) -> str:
    """A text as it is compared: folded, without blanks."""
    return "".join(fold(text).split())


def stands(value: str, text: str) -> bool:
    """Whether a value stands in a text, however it is spaced, in whatever width and case."""
    wanted = plain(value)
    return bool(wanted) and wanted in plain(text)


def days(text: str) -> list[date]:
    """The days that stand in a text, each once, as they come.

    Of 03.04.2026 nobody can tell which is the month: only 13.04.2026, or 03.03.2026, is a day.
    """
    found = dict.fromkeys(one for one in _days(text) if one is not None)
    return list(islice(found, MOST))


def read_day(text: str) -> date | None:
    """The day that a text is, in any of these ways; None where it is none, or may be two."""
    found = days(text)
    return found[0] if len(found) == 1 else None


def numbers(text: str) -> list[tuple[str, str]]:
    """Numbers with a check digit that is right, with the register that may have issued them: (register, number)."""
    checked = [one for one in registers().values() if not one.form]
    found: dict[tuple[str, str], None] = {}
    for written in dict.fromkeys(match.group() for match in NUMBER.finditer(fold(text).upper())):
        if written.isalpha() or (written.isdigit() and len(written) < LONG):
            continue  # nine digits fit somebody's check digit by chance
        fitting = next((one.register for one in checked if one.fits(written)), None)
        if fitting is not None and len(found) < MOST:
            found[fitting, compact(written)] = None
    return list(found)


def _days(text: str) -> Iterator[date | None]:
    # the text as it is written keeps the signs by which dates are told apart; only width and case are made one
    told = fold(text)
    for year, month, day in BIG_ENDIAN.findall(told):
        yield _day(int(year), int(month), int(day))
    for year, month, day in SPELT.findall(told):
        yield _day(int(year.translate(CHINESE_DIGITS)), _spelt(month), _spelt(day))
    for first, _, second, year in LITTLE_ENDIAN.findall(told):
        one, other = int(first), int(second)
        if one > len(MONTHS) or one == other:
            yield _day(int(year), other, one)
        elif other > len(MONTHS):
            yield _day(int(year), one, other)
    for day, month, year in NAMED.findall(told):
        yield _day(int(year), _month(month), int(day))
    for month, day, year in NAMED_FIRST.findall(told):
        yield _day(int(year), _month(month), int(day))


def _spelt(text: str) -> int:
    """A number of a month or day in Chinese: 十二 is 12, 三十一 is 31."""
    tens, ten, ones = text.rpartition("十")
    units = int((ones or "0").translate(CHINESE_DIGITS))
    return (int(tens.translate(CHINESE_DIGITS)) if tens else 1) * 10 + units if ten else units


def _month(name: str) -> int:
    found = [at for at, one in enumerate(MONTHS, 1) if name.startswith(one)]
    return found[0] if found else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST <= year <= LAST else None
    except ValueError:
        return None
