"""What moves effect, what bars them, and how cases of a flow are opened: rooms of the store register it here.

    @carries_out(WAIVE)
    def waive(case: Case, event: CaseEvent, now: datetime) -> None: ...

    @opens("waiver", "waivers.ask", asks=("because", "until"))
    def ask(viewer: Viewer, asked: Asked) -> Opening: ...

    @bars("correction", "submit")
    def refused(case: Case) -> ShibosiError | None: ...

All stand in a module or package `flows` of a room of the store: `store/cases/flows/`, `store/measures/flows.py`. It is
found without a list. An effect runs in the transaction of its move: if it raises, nothing has happened.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import shibosi.store
from shibosi.domains import registry
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows.declared import EFFECTS, BadFlow
from shibosi.store.models import Case, CaseEvent, Document, DossierState, Finding
from shibosi.store.viewers import Viewer

Carry = Callable[[Case, CaseEvent, datetime], None]
Bar = Callable[[Case], ShibosiError | None]
CarryMany = Callable[[Sequence[tuple[Case, CaseEvent]], datetime], None]


class NotOpenedByPeople(ShibosiError):
    """A flow whose cases nobody opens by hand."""

    code = "not-opened-by-people"
    message = "Cases of the flow '{flow}' are opened by what happens, not by people."


@dataclass(frozen=True)
class Asked:
    """What somebody asks a case to be opened about. `facts` as they come: texts, whole numbers, days as ISO texts."""

    finding: int | None = None
    document: int | None = None
    subject: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Opening:
    """What a case is opened with. `about`: of this there is one open case at a time."""

    parties: Mapping[str, str]
    facts: Mapping[str, Any]
    about: str | None = None
    dossier: DossierState | None = None
    document: Document | None = None
    finding: Finding | None = None
    control: str = ""
    priority: int = 1


LONGEST = 120
"""Letters of what a case is about."""


def about(flow: str, told: Iterable[str]) -> str:
    """What a case of a flow is about, from what tells it from others: there is one open case about it at a time."""
    return ":".join([flow, *told])[:LONGEST]


Opener = Callable[[Viewer, Asked], Opening]


@dataclass(frozen=True)
class Door:
    """How people open cases of a flow: the permission it takes, what makes an opening of what was asked, and the facts
    that are asked for; the others follow from what the case is about.
    """

    verb: str
    opener: Opener
    asks: tuple[str, ...]


_CARRIED: dict[str, Carry] = {}
_TOGETHER: dict[str, CarryMany] = {}
_BARS: dict[tuple[str, str], Bar] = {}
_DOORS: dict[str, Door] = {}


def carries_out(effect: str) -> Callable[[Carry], Carry]:
    """Register what carries an effect out. Raises BadFlow where it is not declared or carried out elsewhere."""

    def declare(function: Carry) -> Carry:
        if effect not in EFFECTS:
            raise BadFlow(flow=effect, reason="there is no such effect")
        if _CARRIED.setdefault(effect, function) is not function:
            raise BadFlow(flow=effect, reason="this effect is carried out elsewhere")
        return function

    return declare


def carries_out_together(effect: str) -> Callable[[CarryMany], CarryMany]:
    """Register what carries an effect out for many cases at once, and so for one. Raises as `carries_out` does."""

    def declare(function: CarryMany) -> CarryMany:
        carries_out(effect)(lambda case, event, now: function([(case, event)], now))
        _TOGETHER[effect] = function
        return function

    return declare


def bars(flow: str, move: str) -> Callable[[Bar], Bar]:
    """Register what may stand against a move of a flow for what its case is about: who sees the case is told of it."""

    def declare(function: Bar) -> Bar:
        if _BARS.setdefault((flow, move), function) is not function:
            raise BadFlow(flow=flow, reason="this move is barred elsewhere")
        return function

    return declare


def barred(case: Case, move: str) -> ShibosiError | None:
    """What stands against a move for what the case is about; None: nothing."""
    _load()
    bar = _BARS.get((case.flow, move))
    return bar(case) if bar is not None else None


def not_barred(case: Case, move: str) -> None:
    """Raises what stands against a move for what the case is about."""
    if (why := barred(case, move)) is not None:
        raise why


def opens(flow: str, verb: str, asks: tuple[str, ...] = ()) -> Callable[[Opener], Opener]:
    """Register how people open cases of a flow, the permission (`store.permissions`) it takes, and the facts asked.

    Without `asks` all that the flow opens with are asked for.
    """

    def declare(function: Opener) -> Opener:
        if _DOORS.setdefault(flow, Door(verb, function, asks)).opener is not function:
            raise BadFlow(flow=flow, reason="its cases are opened elsewhere")
        return function

    return declare


def carried_together() -> dict[str, CarryMany]:
    """Effects that are carried out for many cases at once."""
    _load()
    return _TOGETHER


def carried() -> dict[str, Carry]:
    """Effects with what carries them out."""
    _load()
    return _CARRIED


def door(flow: str) -> Door:
    """How people open cases of a flow. Raises NotOpenedByPeople."""
    _load()
    if flow not in _DOORS:
        raise NotOpenedByPeople(flow=flow)
    return _DOORS[flow]


def opened_by_people() -> dict[str, Door]:
    """Flows whose cases people open."""
    _load()
    return _DOORS


@cache
def _load() -> None:
    """Import what every room of the store registers."""
    registry.load()
    for room in pkgutil.iter_modules(shibosi.store.__path__, "shibosi.store."):
        if room.ispkg and importlib.util.find_spec(f"{room.name}.flows") is not None:
            module = importlib.import_module(f"{room.name}.flows")
            for part in pkgutil.iter_modules(getattr(module, "__path__", []), f"{module.__name__}."):
                importlib.import_module(part.name)
