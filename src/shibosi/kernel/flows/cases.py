"""A case 案件 as it stands, and the events that brought it there: plain values for the store to keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Fact = str | int | date | datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who wants to move a case: the person, the person's roles, the parties the person may act for.

    `shown` says that the person showed who it is; at the command line of a server nobody does.
    """

    person: str
    roles: frozenset[str] = frozenset()
    acts_for: frozenset[str] = frozenset()
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One move that was made. `role` is the one it was made in; `deadline` and `value` say why the clock made it."""

    at: datetime
    move: str
    source: str
    target: str
    person: str
    role: str
    reason: str = ""
    given: Mapping[str, Fact] = field(default_factory=dict)
    effects: tuple[str, ...] = ()
    deadline: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a flow. `parties` says which party is what in it, `place` and `zone` whose working days count.

    `entered` is when it came to its state. All instants carry a zone.
    """

    flow: str
    number: str
    place: str
    zone: str
    opened: datetime
    opened_by: str
    state: str
    entered: datetime
    parties: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    history: tuple[Event, ...] = ()

    @property
    def last(self) -> datetime:
        """When something last happened to it."""
        return self.history[-1].at if self.history else self.opened

    def after(self, event: Event) -> "Case":
        """The case once an event has happened."""
        moved: dict[str, Any] = {} if event.target == self.state else {"state": event.target, "entered": event.at}
        facts = {**self.facts, **event.given}
        return replace(self, facts=facts, history=(*self.history, event), **moved)

    def replayed(self, events: Iterable[Event]) -> "Case":
        """The case after events."""
        found = self
        for event in events:
            found = found.after(event)
        return found

    def day(self, at: datetime) -> date:
        """The day of an instant where the case is."""
        return at.astimezone(ZoneInfo(self.zone)).date()
