"""Small operations that all readings share: plain text, local day, calendar year, months later."""

import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_ZERO = date(1970, 1, 1)
QUARTER_HOUR = 900_000_000
DAY = 86_400_000_000
FIRST_YEAR, LAST_YEAR = 1901, 2099
FIRST_DAY = (date(FIRST_YEAR, 1, 1) - DAY_ZERO).days
LAST_DAY = (date(LAST_YEAR, 12, 31) - DAY_ZERO).days
MOST_MONTHS = 1200
"""So many months are reckoned with at most, either way."""
EARLIEST, LATEST = (date.min - DAY_ZERO).days, (date.max - DAY_ZERO).days
"""The days a calendar has; a reckoned day beyond them is null."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text without what people vary in writing: width and compatibility forms (NFKC), case, blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def same(left: str, right: str) -> bool:
    """Whether two texts are the same once width, case and blanks are forgiven."""
    return left == right or plain(left) == plain(right)


@lru_cache(maxsize=65536)
def _offset(zone: str, quarter: int) -> int:
    moment = EPOCH + timedelta(microseconds=quarter * QUARTER_HOUR)
    shift = moment.astimezone(ZoneInfo(zone)).utcoffset()
    assert shift is not None
    return shift // timedelta(microseconds=1)


def local_day(instant: int, zone: str) -> int | None:
    """The local day (days since 1970) of an instant (microseconds); null outside 1901 to 2099."""
    if not FIRST_DAY * DAY <= instant <= LAST_DAY * DAY:
        return None
    if instant >= 0:
        return (instant + _offset(zone, instant // QUARTER_HOUR)) // DAY
    moment = (EPOCH + timedelta(microseconds=instant)).astimezone(ZoneInfo(zone))
    return (moment.date() - DAY_ZERO).days


def year(day: int) -> int | None:
    """The calendar year of a day; null outside 1901 to 2099."""
    if not FIRST_DAY <= day <= LAST_DAY:
        return None
    return (DAY_ZERO + timedelta(days=day)).year


def months_later(day: int, months: int) -> int | None:
    """The same day of a month so many later (earlier), or its last day; null outside 1901 to 2099 and a century."""
    if not FIRST_DAY <= day <= LAST_DAY or abs(months) > MOST_MONTHS:
        return None
    start = DAY_ZERO + timedelta(days=day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    found = (date(year, month + 1, min(start.day, last)) - DAY_ZERO).days
    return found if FIRST_DAY <= found <= LAST_DAY else None
