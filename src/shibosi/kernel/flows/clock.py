"""The clock: what is due when, and what lapses. Running it twice, or late, changes nothing.

A lapse happens at the instant the deadline ran out, whenever the clock is run; so one long jump and many short ones
leave the same history. What cannot be reckoned (no value in force, no such fact, working days not announced) is never
guessed: the case waits, and `deadlines` says why.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from shibosi.kernel.flows.cases import Case, Event
from shibosi.kernel.flows.declared import OPENED, Deadline, Flow, Length
from shibosi.kernel.flows.roles import CLOCK
from shibosi.kernel.parameters import Values, Version
from shibosi.kernel.words import translate

NO_VALUE = "No value of {parameter} is in force."
NO_FACT = "It is not known from when to count."
NO_COUNT = "{value} {unit} cannot be counted; see {parameter}."
MOST = {"hours": 87_600, "days": 3_660, "working days": 3_660}
"""How much can be counted at most: ten years."""
NO_CALENDAR = "The working days of {place} are not known from {day} on."


@dataclass(frozen=True, slots=True)
class UnknownDay:
    """The first day of which it is not known whether people work on it."""

    place: str
    day: date


class Calendar(Protocol):
    """Who knows the working days of places: see `methods.calendar`."""

    def add_working_days(self, start: datetime, days: int, place: str, zone: str) -> datetime | UnknownDay:
        """The end of the n-th working day after the day of an instant."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What the engine asks: the values of parameters, and the working days of places."""

    values: Values
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Reckoned:
    """When something that was counted ends. `at` None: it cannot be said, and `missing` says why (with `facts`)."""

    at: datetime | None
    value: Version | None = None
    missing: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def why(self, language: str | None = None) -> str:
        """Why it cannot be said; empty where it can."""
        said = {name: translate(fact, language) if name == "unit" else fact for name, fact in self.facts}
        return translate(self.missing, language).format(**said) if self.missing else ""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline of a case, with when it ends."""

    deadline: Deadline
    reckoned: Reckoned

    @property
    def at(self) -> datetime | None:
        """When it lapses; None where that cannot be said."""
        return self.reckoned.at


def reckon(start: datetime, length: Length, case: Case, rules: Rules) -> Reckoned:
    """When a length ends that begins at an instant, by the value in force on that day in the place of the case."""
    version = rules.values.in_force(length.id, case.day(start), case.place)
    if version is None or version.value is None:
        return Reckoned(None, None, NO_VALUE, (("parameter", length.id),))
    count = int(length.seen(version.value))
    if not 0 <= count <= MOST[length.unit]:
        facts = (("value", str(count)), ("unit", length.unit), ("parameter", length.id))
        return Reckoned(None, version, NO_COUNT, facts)
    if length.unit == "hours":
        return Reckoned(start + timedelta(hours=count), version)
    if length.unit == "days":
        return Reckoned(day_end(case.day(start) + timedelta(days=count), case.zone), version)
    found = rules.calendar.add_working_days(start, count, case.place, case.zone)
    if isinstance(found, UnknownDay):
        unknown = (("place", found.place), ("day", found.day.isoformat()))
        return Reckoned(None, version, NO_CALENDAR, unknown)
    return Reckoned(found, version)


def day_end(day: date, zone: str) -> datetime:
    """The instant a day ends in a zone; where midnight does not exist, the first instant after it."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return midnight.astimezone(ZoneInfo("UTC"))


def deadlines(flow: Flow, case: Case, rules: Rules) -> list[Due]:
    """The deadlines that run in the state of a case: the earliest first, those that cannot be reckoned last."""
    found = [Due(one, _ends(one, case, rules)) for one in flow.deadlines if case.state in one.states]
    return sorted(found, key=lambda one: (one.at is None, one.at.timestamp() if one.at else 0.0))


def due(flow: Flow, case: Case, now: datetime, rules: Rules) -> Due | None:
    """The deadline of a case that has lapsed by now, the earliest where there are several."""
    first = next(iter(deadlines(flow, case, rules)), None)
    return first if first is not None and first.at is not None and first.at <= now else None


def advance(flow: Flow, case: Case, now: datetime, rules: Rules) -> tuple[Case, tuple[Event, ...]]:
    """Make every move that is due by now. Lapses alone never lead in a circle, so this ends."""
    made: list[Event] = []
    while (lapsed := due(flow, case, now, rules)) is not None:
        event = _lapse(flow, case, lapsed)
        case = case.after(event)
        made.append(event)
    return case, tuple(made)


def _ends(deadline: Deadline, case: Case, rules: Rules) -> Reckoned:
    usual = {"": case.entered, OPENED: case.opened}
    fact = usual.get(deadline.since) or case.facts.get(deadline.since)
    if not isinstance(fact, date):
        return Reckoned(None, None, NO_FACT)
    start = fact if isinstance(fact, datetime) else day_end(fact, case.zone)
    if deadline.within is None:
        return Reckoned(start)
    if not isinstance(fact, datetime) and deadline.within.unit != "hours":
        start -= timedelta(microseconds=1)  # days are counted from the day itself, hours from its end
    return reckon(start, deadline.within, case, rules)


def _lapse(flow: Flow, case: Case, lapsed: Due) -> Event:
    move = flow.moves[lapsed.deadline.lapse]
    assert lapsed.at is not None
    version = lapsed.reckoned.value
    return Event(
        at=max(lapsed.at, case.last), move=move.name, source=case.state, target=move.target, person=CLOCK, role=CLOCK,
        effects=move.effects, deadline=lapsed.deadline.name, value=version.label() if version else "",
    )  # fmt: skip
