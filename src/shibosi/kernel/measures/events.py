"""What happens to a party: violations, orders carried out, measures, appeals and rulings. Plain values, in any order.

`day` is the day it counts from, where the party is; `recorded` the instant it became known here. Asked with an earlier
`known`, a fold says what was believed then.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from shibosi.kernel.controls import Severity
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate

KINDS = {
    "warn": "Warning",
    "takedown": "Listing taken down",
    "limit-listing": "No new listings",
    "demote": "Lower in search",
    "ban-ads": "No advertising",
    "freeze-funds": "Funds frozen",
    "hold-orders": "Orders held",
    "downgrade-shop": "Shop downgraded",
    "suspend-shop": "Shop suspended",
    "close-shop": "Shop closed",
    "suspend-account": "Account suspended",
    "close-account": "Account closed",
    "end-contract": "Contract ended",
}
"""What a measure does, with its label."""


class Unreasoned(ShibosiError):
    """A measure or violation that does not say what it must."""

    code = "unreasoned-measure"
    message = "{what} {id} cannot stand: {reason}."

    def sentence(self, language: str | None = None) -> str:
        """What is lacking, in a language."""
        what, reason = (translate(self.facts[name], language) for name in ("what", "reason"))
        return translate(self.message, language).format(what=what, reason=reason, id=self.facts["id"])


class TwoEvents(ShibosiError):
    """Two different events under one id."""

    code = "two-events-of-one-id"
    message = "Two different events have the id '{id}'."


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: clauses, and the finding or case they were broken in; `rule` is the id of a platform's own rule."""

    clauses: tuple[str, ...] = ()
    finding: str = ""
    case: str = ""
    rule: str = ""
    text: str = ""

    def lacks(self) -> str:
        """What is missing of a reason; empty where nothing is."""
        if not self.clauses and not self.rule:
            return "it names neither a clause nor a rule"
        return "" if self.finding or self.case else "it names neither a finding nor a case"


@dataclass(frozen=True, slots=True)
class Event:
    """Base: an id, whom it is about, when it counts from, when it was known."""

    id: str
    party: str
    day: date
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Violation(Event):
    """A violation that was found. Raises Unreasoned without its reason."""

    severity: Severity
    reason: Reason
    thing: str = ""

    def __post_init__(self) -> None:
        if lacks := self.reason.lacks():
            raise Unreasoned(what="Violation", id=self.id, reason=lacks)


@dataclass(frozen=True, slots=True)
class Orders(Event):
    """Orders carried out without complaint: what wins points back, where a pack says so."""

    count: int


@dataclass(frozen=True, slots=True)
class Measure(Event):
    """What is done, from `day` to `last` (None: until it is lifted).

    `because` names the violations it rests on: without any of them it falls. `tier` is the tier of the pack `pack` that
    brought it: without that tier it falls. `route` says where and `appeal_by` until when an appeal can be filed;
    `automatic` that no person decided.
    """

    kind: str
    reason: Reason
    by: str
    route: str
    last: date | None = None
    appeal_by: date | None = None
    thing: str = ""
    because: tuple[str, ...] = ()
    tier: str = ""
    automatic: bool = False
    pack: str = ""

    def __post_init__(self) -> None:
        lacks = self.reason.lacks()
        if self.kind not in KINDS:
            lacks = "its kind is not known"
        elif not self.by:
            lacks = "it does not say who imposed it"
        elif not self.route:
            lacks = "it does not say where an appeal can be filed"
        elif self.last is not None and self.last < self.day:
            lacks = "it ends before it begins"
        if lacks:
            raise Unreasoned(what="Measure", id=self.id, reason=lacks)


@dataclass(frozen=True, slots=True)
class Contest(Event):
    """An appeal against the event `about`, open from `day` until a ruling."""

    about: str


@dataclass(frozen=True, slots=True)
class Suspension(Event):
    """The event `about` is suspended from `day` until a ruling, whatever the pack says."""

    about: str


@dataclass(frozen=True, slots=True)
class Ruling(Event):
    """The end of an appeal: where `overturned`, the event `about` never was; else it stands (also if withdrawn)."""

    about: str
    overturned: bool
    by: str


@dataclass(frozen=True, slots=True)
class Lift(Event):
    """The measure `about` ends early: the day before `day` is its last."""

    about: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """The events that still count, and which of them an appeal or a suspension keeps from counting on the day asked."""

    events: tuple[Event, ...]
    contested: frozenset[str] = field(default_factory=frozenset)
    suspended: frozenset[str] = field(default_factory=frozenset)
