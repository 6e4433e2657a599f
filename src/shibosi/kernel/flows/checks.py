"""What is refused when a flow is declared: what nobody could ever reach, leave or carry out."""

from collections.abc import Iterable, Iterator

from shibosi.kernel.flows.declared import (
    CHOICE,
    DAY,
    EFFECTS,
    INSTANT,
    KINDS,
    OPENED,
    PERSON,
    UNITS,
    BadFlow,
    Deadline,
    Field,
    Flow,
    Move,
)  # fmt: skip
from shibosi.kernel.flows.roles import AUDITOR, CLOCK, PARTIES, ROLES, party_of


def check(flow: Flow) -> None:
    """Raise BadFlow with the first fault."""
    for reason in faults(flow):
        raise BadFlow(flow=flow.name, reason=reason)


def faults(flow: Flow) -> Iterator[str]:
    """Everything wrong with a flow; later faults assume that there are no earlier ones."""
    yield from _names(flow)
    for move in flow.moves.values():
        yield from _move(flow, move)
    for deadline in flow.deadlines:
        yield from _deadline(flow, deadline)
    yield from _fields(flow)
    yield from _paths(flow)


def reached(flow: Flow, without: Iterable[str] = ()) -> set[str]:
    """The states a case can come to, moves of some names left out."""
    left_out = set(without)
    found, edge = {flow.start.name}, [flow.start.name]
    while edge:
        here = edge.pop()
        for move in flow.moves.values():
            if here in move.sources and move.name not in left_out and move.target not in found:
                found.add(move.target)
                edge.append(move.target)
    return found


def _names(flow: Flow) -> Iterator[str]:
    if not flow.states:
        yield "it has no states"
        return
    for name in flow.parties:
        if name not in PARTIES:
            yield f"'{name}' is no party of a case; there are {', '.join(sorted(PARTIES))}"
    names = [deadline.name for deadline in flow.deadlines]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"deadline '{name}' is declared twice"


def _move(flow: Flow, move: Move) -> Iterator[str]:
    for name in (*move.sources, move.target):
        if name not in flow.states:
            yield f"move '{move.name}' names state '{name}', which is not declared"
        elif name in move.sources and flow.states[name].final:
            yield f"move '{move.name}' leaves '{name}', which is final"
    if not move.sources:
        yield f"move '{move.name}' begins nowhere"
    if not move.by:
        yield f"nobody may make move '{move.name}'"
    for role in move.by:
        concerned = party_of(role)
        if concerned is not None and concerned not in flow.parties:
            yield f"move '{move.name}' is made by party '{concerned}', which the flow does not have"
        if concerned is None and role not in ROLES:
            yield f"move '{move.name}' is made by '{role}', which is no role"
    if AUDITOR in move.by:
        yield f"move '{move.name}' is made by an auditor, who only looks"
    if CLOCK in move.by and (not move.by_clock or move.reason or move.asks or move.second_to or move.apart_from):
        yield f"move '{move.name}' is made by the clock, which gives no reason, fills no field and is no person"
    for name in move.effects:
        if name not in EFFECTS:
            yield f"move '{move.name}' has effect '{name}', which is not declared"
    yield from _four_eyes(flow, move)


def _four_eyes(flow: Flow, move: Move) -> Iterator[str]:
    fields = flow.fields()
    for name in move.apart_from:
        if name not in fields or fields[name].kind != PERSON:
            yield f"move '{move.name}' is apart from '{name}', which is no fact that holds a person"
    for name in move.second_to:
        if name not in flow.moves and name != OPENED:
            yield f"move '{move.name}' is second to '{name}', which is no move"
    if move.second_to and OPENED not in move.second_to and reached(flow, move.second_to) & set(move.sources):
        yield f"move '{move.name}' can be made before there was a first pair of eyes"


def _deadline(flow: Flow, deadline: Deadline) -> Iterator[str]:
    where = f"deadline '{deadline.name}'"
    lapse = flow.moves.get(deadline.lapse)
    if lapse is None:
        yield f"{where} lapses into '{deadline.lapse}', which is no move"
        return
    if not lapse.by_clock:
        yield f"{where} lapses into '{lapse.name}', which is not made by the clock"
    if not deadline.states:
        yield f"{where} runs in no state"
    for name in deadline.states:
        if name not in flow.states:
            yield f"{where} runs in state '{name}', which is not declared"
        elif name not in lapse.sources:
            yield f"{where} runs in state '{name}', which '{lapse.name}' does not leave"
        elif name == lapse.target:
            yield f"{where} lapses from '{name}' into itself"
    if deadline.within is None and not deadline.since:
        yield f"{where} has neither a length nor a fact"
    if deadline.within is not None and deadline.within.unit not in UNITS:
        yield f"{where} counts in '{deadline.within.unit}'; there are {', '.join(UNITS)}"
    if deadline.since not in ("", OPENED):
        field = flow.fields().get(deadline.since)
        if field is None or field.kind not in (DAY, INSTANT):
            yield f"{where} counts from '{deadline.since}', which is no day or instant of the case"


def _fields(flow: Flow) -> Iterator[str]:
    seen: dict[str, Field] = {}
    for field in (*flow.opening, *(one for move in flow.moves.values() for one in move.asks)):
        where = f"field '{field.name}'"
        if seen.setdefault(field.name, field) != field:
            yield f"{where} is declared twice and differently"
        if field.name == OPENED:
            yield f"{where} has the name of the opening"
        if field.kind not in KINDS:
            yield f"{where} is of kind '{field.kind}'; there are {', '.join(KINDS)}"
        if (field.kind == CHOICE) != bool(field.choices):
            yield f"{where} must have choices if it is one, and none otherwise"
        if (field.later or field.within is not None) and field.kind not in (DAY, INSTANT):
            yield f"{where} is no day or instant and cannot lie ahead"
        if field.within is not None and (not field.later or field.within.unit not in UNITS):
            yield f"{where} is limited by something that does not count hours, days or working days ahead"


def _paths(flow: Flow) -> Iterator[str]:
    there = reached(flow)
    lapses = {deadline.lapse for deadline in flow.deadlines}
    for state in flow.states.values():
        if state.name not in there:
            yield f"state '{state.name}' cannot be reached"
        leaving = [move for move in flow.moves.values() if state.name in move.sources and move.target != state.name]
        if not state.final and not leaving:
            yield f"state '{state.name}' is a dead end and not final"
    for move in flow.moves.values():
        if move.by_clock and move.name not in lapses:
            yield f"move '{move.name}' is made by the clock, but no deadline lapses into it"
        for name in move.sources:
            if move.by_clock and not any(one.lapse == move.name and name in one.states for one in flow.deadlines):
                yield f"move '{move.name}' leaves '{name}', but no deadline there lapses into it"
    if circle := _circle(flow):
        yield f"the clock alone could move a case in a circle through '{circle}'"


def _circle(flow: Flow) -> str | None:
    """A state that lapses alone lead back to, or None: they must come to an end."""
    steps = [(one.states, flow.moves[one.lapse].target) for one in flow.deadlines]
    for first in flow.states:
        found: set[str] = set()
        edge = [first]
        while edge:
            here = edge.pop()
            for states, target in steps:
                if here in states and target not in found:
                    found.add(target)
                    edge.append(target)
        if first in found:
            return first
    return None
