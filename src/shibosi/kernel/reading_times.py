"""Days and moments of one cell, in plain Python; how they may be written stands in `reading`."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from shibosi.kernel.expressions.plain import DAY_ZERO, FIRST_YEAR, LAST_YEAR, QUARTER_HOUR
from shibosi.kernel.reading import (
    COMPACT_FORM,
    DAY_END,
    DAY_FORM,
    DAY_MARKS,
    FARTHEST,
    MOMENT_FORM,
    SHORT_HOUR_FORM,
    TIME_MARKS,
)

DAY, MOMENT, COMPACT, SHORT_HOUR = (
    re.compile(form) for form in (DAY_FORM, MOMENT_FORM, COMPACT_FORM, SHORT_HOUR_FORM)
)  # fmt: skip
IN_DAYS = str.maketrans(dict.fromkeys(DAY_MARKS, "-"))
IN_TIMES = str.maketrans(dict.fromkeys(TIME_MARKS, "-"))
ZERO = datetime(1970, 1, 1)
MICROSECOND, MINUTE = timedelta(microseconds=1), 60_000_000
REGULAR = (datetime(1973, 1, 1) - ZERO) // MICROSECOND
"""Since then every zone changes its clocks on a quarter of an hour."""


def read_day(cell: str) -> int | None:
    """A day counted from 1970; None where it is not written as one or lies outside 1901 to 2099."""
    found = DAY.fullmatch(cell.translate(IN_DAYS).removesuffix(DAY_END))
    if found is None:
        return None
    written = found[1]
    parts = written.split("-") if "-" in written else (written[:4], written[4:6], written[6:])
    year, month, day = map(int, parts)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return (date(year, month, day) - DAY_ZERO).days
    except ValueError:
        return None


def read_moment(zone: str, cell: str) -> int | None:
    """Microseconds since 1970 (UTC). A time without an offset is one of the zone, the earlier where there are two."""
    found = MOMENT.fullmatch(cell) or MOMENT.fullmatch(_shaped(cell))
    if found is None:
        return None
    year, month, day, hour, minute, second, part, offset = found.groups("")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    micro = int(part.ljust(6, "0")[:6])
    try:
        naive = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro)
    except ValueError:
        return None
    local = (naive - ZERO) // MICROSECOND
    shift = _written_offset(offset) if offset else _offset_at(zone, local)
    return None if shift is None else local - shift


def _shaped(cell: str) -> str:
    """The many ways to write a moment as the one that is read."""
    cell = cell.translate(IN_TIMES).replace(DAY_END, " ", 1)
    return SHORT_HOUR.sub(r" 0\1:", COMPACT.sub(r"\1-\2-\3 ", cell, count=1), count=1)


def _written_offset(offset: str) -> int | None:
    """Microseconds of an offset such as +08:00, None where no clock is so far from Greenwich."""
    if offset == "Z":
        return 0
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    if minutes > FARTHEST:
        return None
    return -minutes * MINUTE if offset[0] == "-" else minutes * MINUTE


def _offset_at(zone: str, local: int) -> int | None:
    """Microseconds a zone is before UTC at a local time, None where its clocks skip that time."""
    return _offset(zone, local) if local < REGULAR else _regular(zone, local // QUARTER_HOUR)


@lru_cache(maxsize=65536)
def _regular(zone: str, quarter: int) -> int | None:
    return _offset(zone, quarter * QUARTER_HOUR)


def _offset(zone: str, local: int) -> int | None:
    place = ZoneInfo(zone)
    naive = ZERO + timedelta(microseconds=local)
    aware = naive.replace(tzinfo=place)
    if aware.astimezone(UTC).astimezone(place).replace(tzinfo=None) != naive:
        return None
    shift = aware.utcoffset()
    assert shift is not None
    return shift // MICROSECOND
