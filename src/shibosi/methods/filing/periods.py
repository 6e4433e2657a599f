"""The calendar of obligations: the periods of a registration and the last day of each, from the rows of law.

A market and scheme without a row has periods with no last day, and says why. Weekends and holidays are not counted in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shibosi.kernel.words import translate
from shibosi.standard import tables
from shibosi.standard.law.places import chain
from shibosi.standard.law.policies import months_later

MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAY = timedelta(days=1)
NO_ROW = "No row of filing_periods says when this is due."
NO_FREQUENCY = "How often a return is due was not said, and the law leaves it open."


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration: whose, where, for what, since and until when (both included); `frequency` "" is not known."""

    party: str
    market: str
    scheme: str
    since: date
    until: date | None = None
    frequency: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One period and its last day for return and payment; `due` None where that is not known, and `because` why."""

    party: str
    market: str
    scheme: str
    period: str
    frequency: str
    starts: date
    ends: date
    due: date | None
    source: str = ""
    confidence: str = ""
    because: str = ""

    def as_record(self) -> dict[str, Any]:
        """The columns of a record `tax_obligation`."""
        return {
            "party_code": self.party, "market": self.market, "scheme": self.scheme, "period": self.period,
            "frequency": self.frequency, "starts_on": self.starts, "ends_on": self.ends, "due_on": self.due,
        }  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        """All of it as plain data, in the language in use."""
        return self.as_record() | {
            "source": self.source, "confidence": self.confidence, "because": translate(self.because),
        }  # fmt: skip


def calendar(one: Registered, first: date, last: date) -> list[Due]:
    """The periods of a registration that end from `first` to `last`, both included, in their order."""
    frequency = one.frequency if one.frequency in MONTHS else _only(one, last)
    return [] if not frequency else list(_periods(one, frequency, first, last))


def undetermined(one: Registered, last: date) -> str:
    """Why nothing can be said of a registration; "" where it can."""
    if one.frequency in MONTHS or _only(one, last):
        return ""
    return NO_ROW if _row(one, last) is None else NO_FREQUENCY


def name(starts: date, frequency: str) -> str:
    """How a period is called: 2026-03, 2026-Q1, 2026."""
    if frequency == "quarter":
        return f"{starts.year}-Q{(starts.month + 2) // 3}"
    return f"{starts:%Y-%m}" if frequency == "month" else str(starts.year)


def _periods(one: Registered, frequency: str, first: date, last: date) -> Iterator[Due]:
    months = MONTHS[frequency]
    begins = max(one.since, date(first.year, 1, 1))
    starts = date(begins.year, (begins.month - 1) // months * months + 1, 1)
    while True:
        after = months_later(starts, months)
        ends = after - DAY
        if ends > last or (one.until is not None and starts > one.until):
            return
        if ends >= first:
            yield _due(one, frequency, starts, ends)
        starts = after


def _due(one: Registered, frequency: str, starts: date, ends: date) -> Due:
    row = _row(one, ends)
    told = (one.party, one.market, one.scheme, name(starts, frequency), frequency, starts, ends)
    if row is None or frequency not in row.members("frequencies"):
        return Due(*told, None, because=NO_ROW)
    months, days = int(row.number("months")), int(row.number("days"))
    due = months_later(ends + DAY, months) + days * DAY
    return Due(*told, due, row.source, row.confidence)


def _row(one: Registered, day: date) -> tables.Row | None:
    rows = (tables.in_force("filing_periods", day, place, scheme=one.scheme) for place in chain(one.market))
    return next((row for row in rows if row is not None), None)


def _only(one: Registered, day: date) -> str:
    """The frequency the law gives where it gives one only."""
    row = _row(one, day)
    known = () if row is None else row.members("frequencies")
    return known[0] if len(known) == 1 else ""
