"""Which days of a place are worked, and counting them.

Two tables decide how a year is known (`standard`: known_years): announced, where every day off and every weekend day
worked stands in public_days; or computed, where the holidays library knows the rules. Other years are not known.

A place is a country ("DE") or one of its parts ("DE-BY"), as in ISO 3166; a part without tables of its own has those of
its country.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows.clock import UnknownDay
from shibosi.standard import tables

MOST = 3660
"""Working days that can be added at most."""
ANNOUNCED, COMPUTED = "announced", "computed"
ONE_DAY = timedelta(days=1)
ESTIMATED = "estimated"
"""What the library says of holidays that follow the sight of the moon; the day before and after are as uncertain."""


class BadCount(ShibosiError):
    """Days that cannot be counted: below zero, or too many."""

    code = "bad-day-count"
    message = "{count} working days cannot be counted; there are 0 to {most}."


class NoZone(ShibosiError):
    """An instant without a time zone, or a zone nobody knows."""

    code = "no-time-zone"
    message = "'{found}' says no time zone that is known."


@dataclass(frozen=True, slots=True)
class Ground:
    """How it is known whether the days of a year are worked."""

    basis: str
    source: str
    confidence: str


def ground(day: date, place: str) -> Ground | None:
    """On what ground the working days of that time are known; None where they are not."""
    for where in (place, place.partition("-")[0]):
        own = [row for row in tables.table("known_years").rows if row.place == where]
        if own or where == place.partition("-")[0]:
            row = tables.in_force("known_years", day, where)
            known = row is not None and row.value("basis") in (ANNOUNCED, COMPUTED)
            return Ground(row.value("basis"), row.source, row.confidence) if row is not None and known else None
    return None


@lru_cache(maxsize=20_000)
def works(day: date, place: str) -> bool | None:
    """Whether the day is a working day in the place; None where that is not known."""
    found = ground(day, place)
    if found is None:
        return None
    if found.basis == ANNOUNCED:
        kind = _announced(place.partition("-")[0]).get(day)
        return day.weekday() < 5 if kind is None else kind == "work"
    return _computed(day, place)


def add_working_days(start: datetime, days: int, place: str, zone: str) -> datetime | UnknownDay:
    """The end of the n-th working day after the day an instant falls on: the first instant of the day that follows.

    The day of the instant itself does not count; with 0 it is the end of that day if it is worked, else of the next
    that is. The instant has a zone; the answer is in UTC. Where it comes to a day of which it is not known whether it
    is worked, that day is the answer. Raises BadCount, NoZone.
    """
    if not 0 <= days <= MOST:
        raise BadCount(count=days, most=MOST)
    if start.tzinfo is None:
        raise NoZone(found=start.isoformat())
    try:
        local = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as mistake:
        raise NoZone(found=zone) from mistake
    day = start.astimezone(local).date()
    left = days
    if left == 0:
        day, left = day - ONE_DAY, 1
    while left:
        day += ONE_DAY
        worked = works(day, place)
        if worked is None:
            return UnknownDay(place, day)
        left -= worked
    return datetime.combine(day + ONE_DAY, time(), local).astimezone(ZoneInfo("UTC"))


def working_days_between(first: date, last: date, place: str) -> int | UnknownDay:
    """How many days from `first` on and before `last` are worked; or the first of them that is not known."""
    count, day = 0, first
    while day < last:
        worked = works(day, place)
        if worked is None:
            return UnknownDay(place, day)
        count += worked
        day += ONE_DAY
    return count


class WorkingDays:
    """The calendar flows count with: see `shibosi.kernel.flows.clock.Calendar`."""

    def add_working_days(self, start: datetime, days: int, place: str, zone: str) -> datetime | UnknownDay:
        """As the function of this name."""
        return add_working_days(start, days, place, zone)


@cache
def _announced(place: str) -> dict[date, str]:
    """Every day a notice speaks of: "off" or "work"."""
    found: dict[date, str] = {}
    for row in tables.table("public_days").rows:
        if row.place == place and row.start is not None and row.end is not None:
            span = (row.end - row.start).days + 1
            found |= {row.start + timedelta(days=offset): row.value("kind") for offset in range(span)}
    return found


@lru_cache(maxsize=1_000)
def _of_year(place: str, year: int) -> "holidays.HolidayBase | None":
    """The public holidays of a place around a year, named in English where the library can; None: no such place."""
    country, _, part = place.partition("-")
    years = range(year - 1, year + 2)
    try:
        plain = holidays.country_holidays(country, subdiv=part or None, years=year)
    except NotImplementedError:
        return None
    languages: tuple[str, ...] = getattr(plain, "supported_languages", ())
    english = next((one for one in ("en_US", "en_GB", "en") if one in languages), None)
    return holidays.country_holidays(country, subdiv=part or None, years=years, language=english, expand=False)


def _computed(day: date, place: str) -> bool | None:
    known = _of_year(place, day.year)
    if known is None:
        return None
    near = (day - ONE_DAY, day, day + ONE_DAY)
    if any(ESTIMATED in (known.get(one) or "").lower() for one in near):
        return None
    return bool(known.is_working_day(day))
