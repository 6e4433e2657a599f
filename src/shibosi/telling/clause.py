"""A clause in words: what it asks for, of whom, how it is answered, by which controls with which values."""

from collections.abc import Iterable
from typing import Any

from shibosi.kernel.controls import KNOWN, Control
from shibosi.kernel.parameters import Values
from shibosi.kernel.words import language, translate
from shibosi.standard.figures import DIRECTIONS, Figure, figures_under, lists, readings
from shibosi.standard.register import Clause, Item, resolve
from shibosi.standard.vocabulary import ANSWERS
from shibosi.telling.coverage import computed
from shibosi.telling.values import as_data, valued

NOBODY = "nothing yet"


IN_PART = "partly, by controls; the item asks for more"


def citing(found: Iterable[Item]) -> list[Control]:
    """The controls that cite any of these items, by name."""
    wanted = {one.id for one in found}
    return [
        control for _, control in sorted(KNOWN.items())
        if any(one.id in wanted for number in control.clauses for one in resolve(number))
    ]  # fmt: skip


def answered(item: Item, state: str | None = None) -> str:
    """What an item is covered by, or that it is covered in part; `state` is that of `coverage`, if it is known."""
    state = state or computed().items[item.id].state
    return translate({"covered": ANSWERS.get(item.by, NOBODY), "partly": IN_PART, "open": NOBODY}[state])


def clause_data(number: str, values: Values) -> dict[str, Any]:
    """Everything about a number and all items under it as plain values."""
    found = resolve(number)
    controls = citing(found)
    return {
        "number": number,
        "items": [_item(one) for one in found],
        "figures": [_figure(one) for one in figures_under(number)],
        "lists": [
            {"clause": one.clause, "what": one.what, "members": one.members}
            for one in lists() if under(one.clause, found)
        ],
        "readings": [
            one.reading for one in readings().values() if any(under(clause, found) for clause in one.clauses)
        ],
        "controls": [
            {"control": control.name, "sentence": translate(control.sentence), "clauses": list(control.clauses),
             "parameters": control.parameters()}
            for control in controls
        ],
        "parameters": as_data(valued(values, parameters(controls))),
    }  # fmt: skip


def parameters(controls: Iterable[Control]) -> list[str]:
    """The parameters that controls read, each once."""
    return sorted({name for control in controls for name in control.parameters()})


def figure_text(figure: Figure) -> str:
    """A number of the standard: "4.2.3-a: what is counted: exactly 1 year"."""
    value = "" if figure.figure is None else f"{figure.figure} "
    note = figure.note_zh if language() == "zh" else figure.note_en
    direction = translate(DIRECTIONS[figure.direction])
    told = " – ".join([f"{direction} {value}{figure.unit_word}", *([note] if note else [])])
    return translate("{clause}: {what}: {value}").format(clause=figure.clause, what=figure.what, value=told)


def _item(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": item.id, "gist": item.gist, "party": item.party, "mode": item.mode, "system": item.system, "by": item.by,
    }  # fmt: skip
    if isinstance(item, Clause):
        return found | {"subject": list(item.subject), "check": item.check, "figures": item.figures}
    return found | {"text": item.text, "section": item.section, "verify": item.verify}


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "clause": one.clause, "what": one.what, "figure": None if one.figure is None else str(one.figure),
        "unit": one.unit, "direction": one.direction, "example": one.example,
    }  # fmt: skip


def under(clause: str, found: Iterable[Item]) -> bool:
    """Whether a citation of a clause means one of these items."""
    wanted = {one.id for one in found}
    return any(one.id in wanted for one in resolve(clause))
