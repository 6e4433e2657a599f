"""Solemn days 庄重时段: days on which a market minds loud promotion, as the table of culture has them."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from shibosi.standard.law.book import book
from shibosi.standard.law.needs import members


@dataclass(frozen=True, slots=True)
class SolemnDays:
    """A period by its first and last day, and the markets that mind it."""

    id: str
    markets: frozenset[str]
    first: date
    last: date


@cache
def solemn() -> tuple[SolemnDays, ...]:
    """Every period of the calendar that warns and whose days are known."""
    return tuple(
        SolemnDays(one.id, members(one.places), one.start, one.end)
        for one in book().current
        if one.table == "culture" and one["topic"] == "calendar" and one["severity"] != "info"
        and one.start is not None and one.end is not None
    )  # fmt: skip
