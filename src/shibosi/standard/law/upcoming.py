"""What changes in the next days."""

from datetime import date, timedelta
from typing import Any

from shibosi.standard.law.book import Book, Change, book
from shibosi.standard.law.places import chain

HORIZON = 90


def upcoming(day: date, days: int = HORIZON, place: str = "", law: Book | None = None) -> list[Change]:
    """What begins or ends in the days after a day, in their order; for a place also what it lies within.

    Raises UnknownMarket.
    """
    end = date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
    if end == day:
        return []
    changes = (law or book()).changes(day + timedelta(days=1), end)
    wanted = set(chain(place)) if place else None
    return [one for one in changes if wanted is None or wanted & set(_places(one))]


def change_data(change: Change) -> dict[str, Any]:
    """A change as plain data."""
    return {
        "day": change.day.isoformat(), "series": change.series,
        "before": change.before.as_data() if change.before else None,
        "after": change.after.as_data() if change.after else None,
    }  # fmt: skip


def _places(change: Change) -> tuple[str, ...]:
    fact = change.after or change.before
    return fact.places if fact else ()
