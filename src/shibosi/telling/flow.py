"""A flow in words: its states, who moves a case between them, deadlines, what is asked for and what follows."""

from typing import Any

from shibosi.kernel.flows.declared import EFFECTS, OPENED, Deadline, Flow, Move, State
from shibosi.kernel.flows.roles import label
from shibosi.kernel.parameters import Values
from shibosi.kernel.words import translate
from shibosi.telling.values import as_data, valued


def state_heads() -> list[str]:
    """Headings of a table of states."""
    return [translate(word) for word in ("State", "Meaning", "Kind of state")]


def state_cells(flow: Flow, state: State) -> list[str]:
    """A state as a row of a table."""
    kind = "final" if state.final else "begins here" if state is flow.start else ""
    return [state.name, translate(state.label), translate(kind) if kind else ""]


def move_heads() -> list[str]:
    """Headings of a table of moves."""
    words = ("Move", "Meaning", "From state", "To state", "Made by", "Asked for", "Effects")
    return [translate(word) for word in words]


def move_cells(flow: Flow, move: Move) -> list[str]:
    """A move as a row of a table."""
    makers = _joined([label(role) for role in move.by] + _second(flow, move))
    return [
        move.name, translate(move.label), ", ".join(move.sources), move.target, makers, _joined(_asked(move)),
        ", ".join(move.effects),
    ]  # fmt: skip


def deadline_heads() -> list[str]:
    """Headings of a table of deadlines."""
    words = ("Deadline", "Meaning", "In states", "Lasts", "Counted from", "Then")
    return [translate(word) for word in words]


def deadline_cells(flow: Flow, deadline: Deadline) -> list[str]:
    """A deadline as a row of a table; the length is the name of its parameter and how it counts."""
    length = deadline.within
    lasts = f"{length.id} ({translate(length.unit)})" if length is not None else translate("until then")
    usual = {"": "entering the state", OPENED: "opening of the case"}
    start = usual[deadline.since] if deadline.since in usual else flow.fields()[deadline.since].label
    return [
        deadline.name, translate(deadline.label), ", ".join(deadline.states), lasts, translate(start), deadline.lapse,
    ]  # fmt: skip


def effect_rows(flow: Flow) -> list[list[str]]:
    """What its moves effect, in words."""
    return [[name, translate(EFFECTS[name])] for name in flow.effects]


def opening(flow: Flow) -> str:
    """What a case is opened with."""
    return _joined([translate(field.label) for field in flow.opening])


def flow_data(flow: Flow, values: Values) -> dict[str, Any]:
    """Everything about a flow as plain values."""
    return {
        "flow": flow.name, "label": translate(flow.label), "clauses": list(flow.clauses), "parties": list(flow.parties),
        "opening": [{"name": one.name, "label": translate(one.label), "kind": one.kind, "required": one.required}
                    for one in flow.opening],
        "states": [{"name": one.name, "label": translate(one.label), "final": one.final}
                   for one in flow.states.values()],
        "moves": [
            {"name": one.name, "label": translate(one.label), "from": list(one.sources), "to": one.target,
             "by": list(one.by), "reason": one.reason, "asks": [field.name for field in one.asks],
             "second_to": list(one.second_to), "apart_from": list(one.apart_from), "effects": list(one.effects)}
            for one in flow.moves.values()
        ],
        "deadlines": [
            {"name": one.name, "label": translate(one.label), "states": list(one.states), "then": one.lapse,
             "parameter": one.within.id if one.within else None, "unit": one.within.unit if one.within else None,
             "since": one.since}
            for one in flow.deadlines
        ],
        "parameters": as_data(valued(values, flow.parameters())),
    }  # fmt: skip


def _second(flow: Flow, move: Move) -> list[str]:
    """Who may not make it: four eyes, in words."""
    first = [translate("opening of the case") if name == OPENED else translate(flow.moves[name].label)
             for name in move.second_to]  # fmt: skip
    first += [translate(flow.fields()[name].label) for name in move.apart_from]
    return [translate("not the same person as: {first}").format(first=_joined(first))] if first else []


def _asked(move: Move) -> list[str]:
    return [translate(field.label) for field in move.asks] + ([translate("a reason")] if move.reason else [])


def _joined(words: list[str]) -> str:
    return translate("; ").join(words)
