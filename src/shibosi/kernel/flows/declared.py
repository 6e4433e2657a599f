"""How a room declares a flow.

    WAIVER = flow(
        "waiver", "Waiver of a finding", clauses=["4.2.1.4-c"], parties=("subject",), theme=__name__,
        opening=(Field("finding", "Finding to be waived"),),
        states=(State("asked", "Asked for"), State("granted", "Granted"), State("over", "Over", final=True), ...),
        moves=(Move("grant", "Grant", ("asked",), "granted", by=(OFFICER,), second_to=(OPENED,)), ...),
        deadlines=(Deadline("expiry", "The waiver ends", ("granted",), lapse="expire", since="until"), ...),
    )

The first state is the one a case begins in. How long a deadline is says a parameter whose unit is how it counts: hours,
days or working days. Everything is checked when it is declared: see `checks`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.flows.roles import CLOCK
from shibosi.kernel.parameters import Value

OPENED = "opened"
"""Names the opening of a case where a move, a fact or a person is asked for."""
TEXT, DAY, INSTANT, WHOLE, MONEY, CHOICE, PERSON = "text", "day", "instant", "whole", "money", "choice", "person"
KINDS = (TEXT, DAY, INSTANT, WHOLE, MONEY, CHOICE, PERSON)
UNITS = ("hours", "days", "working days")


class BadFlow(ShibosiError):
    """A flow that is not declared as a flow must be."""

    code = "bad-flow"
    message = "Flow {flow}: {reason}."


class UnknownFlow(ShibosiError):
    """A name that is no flow."""

    code = "unknown-flow"
    message = "There is no flow '{flow}'."


class Length(Protocol):
    """A parameter that counts hours, days or working days, as `whole("...", unit="working days")` makes it."""

    id: str
    unit: str

    def seen(self, value: Value) -> Any:
        """A kept value as a person reads it."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """Something a case is opened with or a move asks for; it becomes a fact of the case under its name.

    `later`: a day or instant that must lie ahead, at most as far as the parameter `within` says. `choices` are codes
    with their labels. Money is written with its currency: "1200.50 CNY".
    """

    name: str
    label: str
    kind: str = TEXT
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    later: bool = False
    within: Length | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can stand. A final state is left by no move."""

    name: str
    label: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A way from states to a state.

    A move that ends where it began does not enter the state again: its deadlines run on.

    `by` are roles; CLOCK alone for a move made by a lapse. `second_to` names moves (or OPENED) whose makers may not
    make this one: four eyes. `apart_from` names facts of the case that hold a person who may not make it. `effects`
    are names of what the store carries out.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    by: tuple[str, ...]
    reason: bool = False
    asks: tuple[Field, ...] = ()
    second_to: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()

    @property
    def by_clock(self) -> bool:
        """Whether a lapse makes the move and nobody else can."""
        return self.by == (CLOCK,)


@dataclass(frozen=True, slots=True)
class Deadline:
    """How long a case may stand in states before the clock moves it by the move `lapse`.

    Counted from entering the state, or from the fact `since` (OPENED: from the opening of the case). Without `within`
    it is the fact itself: the instant, or the end of the day.
    """

    name: str
    label: str
    states: tuple[str, ...]
    lapse: str
    within: Length | None = None
    since: str = ""


@dataclass(frozen=True)
class Flow:
    """A declared flow. `theme` is the module that declares it."""

    name: str
    label: str
    clauses: tuple[str, ...]
    parties: tuple[str, ...]
    opening: tuple[Field, ...]
    states: Mapping[str, State]
    moves: Mapping[str, Move]
    deadlines: tuple[Deadline, ...]
    theme: str

    @property
    def start(self) -> State:
        """The state a case begins in: the first declared."""
        return next(iter(self.states.values()))

    @property
    def effects(self) -> tuple[str, ...]:
        """What its moves effect, sorted."""
        return tuple(sorted({effect for move in self.moves.values() for effect in move.effects}))

    def fields(self) -> dict[str, Field]:
        """Every fact a case of this flow can have, by name."""
        asked = (field for move in self.moves.values() for field in move.asks)
        return {field.name: field for field in (*self.opening, *asked)}

    def parameters(self) -> list[str]:
        """The parameters its deadlines and fields read, sorted."""
        lengths = [one.within for one in self.deadlines] + [one.within for one in self.fields().values()]
        return sorted({length.id for length in lengths if length is not None})


KNOWN: dict[str, Flow] = {}
EFFECTS: dict[str, str] = {}
"""What moves can effect: name to what the store then does, in words."""


def effect(name: str, meaning: str) -> str:
    """Declare something a move can effect. The same name with another meaning is refused."""
    if EFFECTS.setdefault(name, meaning) != meaning:
        raise BadFlow(flow=name, reason="an effect of this name has another meaning")
    return name


def flow(
    name: str,
    label: str,
    *,
    clauses: Iterable[str],
    states: Iterable[State],
    moves: Iterable[Move],
    theme: str,
    deadlines: Iterable[Deadline] = (),
    parties: Iterable[str] = (),
    opening: Iterable[Field] = (),
) -> Flow:
    """Declare a flow. Raises BadFlow where it contradicts itself."""
    from shibosi.kernel.flows.checks import check

    listed, made_moves = tuple(states), tuple(moves)
    for kind, names in (("state", [one.name for one in listed]), ("move", [one.name for one in made_moves])):
        if twice := next((one for one in names if names.count(one) > 1), None):
            raise BadFlow(flow=name, reason=f"{kind} '{twice}' is declared twice")
    if name in KNOWN and KNOWN[name].theme != theme:
        raise BadFlow(flow=name, reason="another flow has this name")
    made = Flow(
        name, label, tuple(clauses), tuple(parties), tuple(opening), {one.name: one for one in listed},
        {one.name: one for one in made_moves}, tuple(deadlines), theme,
    )  # fmt: skip
    check(made)
    KNOWN[name] = made
    return made


def named(name: str) -> Flow:
    """The flow of that name. Raises UnknownFlow with the nearest one."""
    if name not in KNOWN:
        raise UnknownFlow(flow=name, hint=nearest(name, list(KNOWN)))
    return KNOWN[name]


NOTIFY = effect("notify-party", "The party concerned is told, with the reason.")
REMIND = effect("remind-officers", "Those who answer for the queue are told that the case is late.")
