"""What an order of a kind needs to be decided: which documents, which columns, for which controls.

Read from the expressions of the controls: a dossier that says nothing but what kind of order it is is given every
document that a control in scope asks for, until no further one is asked for; what the conditions then still wait for is
needed. Needed is not enough to hold: a fact may be there and wrong.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN, RELEASE, Control
from shibosi.kernel.dossiers import KNOWN as DOSSIERS
from shibosi.kernel.dossiers import Rows
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.expressions.nodes import AGGREGATES, Node
from shibosi.kernel.expressions.reasons import Reading
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import record
from shibosi.kernel.words import Phrase
from shibosi.standard.codes import codes

KINDS = {"I": "I", "E": "E", "B": "E", "W": "E", "M": None}
"""Types of order, with the direction of their customs list."""
SUBJECTS = ("goods", "service", "digital")
ORDER = "order"
Leaf = tuple[str, str]


class NoSuchOrder(ShibosiError):
    """A type of order, or a kind of thing sold, that there is not."""

    code = "no-such-order-type"
    message = "There is no {what} '{value}'; there are {known}."


@dataclass(frozen=True)
class Wanted:
    """A column that controls read, with the names of the controls; `blocks` where one of them holds the goods."""

    column: str
    controls: tuple[str, ...]
    blocks: bool


def needed(order_type: str, subject: str, as_of: date, mode: str = "") -> dict[str, list[Wanted]]:
    """By kind of document the columns needed, in their own order; of the customs mode where one is named.

    Raises NoSuchOrder.
    """
    asked = (("order type", order_type, KINDS), ("subject", subject, SUBJECTS), ("customs mode", mode, {"", *_modes()}))
    for what, value, known in asked:
        if value not in known:
            raise NoSuchOrder(what=Phrase(what), value=value, known=", ".join(sorted(filter(None, known))))
    registry.load()
    rows = _first(order_type, subject)
    readers: dict[Leaf, dict[str, bool]] = {}
    while True:
        readers = _read(rows, (as_of - DAY_ZERO).days)
        fresh = {kind for kind, _ in readers if not record(kind).internal} - rows.keys()
        if not fresh:
            break
        for kind in fresh:
            said = {"direction": KINDS[order_type], "mode": mode or None} if kind == "customs_list" else {}
            rows[kind] = [_row(kind, said)]
    found: dict[str, list[Wanted]] = {
        kind: [Wanted(name, (), True) for name in _joining(kind, readers)] for kind in rows
    }
    for (kind, name), controls in readers.items():
        if name != "#" and kind in rows:
            found[kind].append(Wanted(name, tuple(sorted(controls)), any(controls.values())))
    for kind, columns in found.items():
        columns.sort(key=lambda one: record(kind).columns[one.column].position)
    return found


def _joining(kind: str, readers: Iterable[Leaf]) -> list[str]:
    """The columns by which documents of a kind are joined to an order, and by which they are numbered."""
    member = DOSSIERS[ORDER].member(kind)
    own = [record(kind).needs, *(member.by if member is not None else ())]
    return [name for name in dict.fromkeys(own) if (kind, name) not in set(readers)]


def _modes() -> Iterable[str]:
    return codes("trade-mode")


def _first(order_type: str, subject: str) -> Rows:
    return {"order": [_row("order", {"order_type": order_type, "subject": subject})],
            "order_line": [_row("order_line", {})]}  # fmt: skip


def _row(kind: str, said: dict[str, Any]) -> list[Any]:
    columns = record(kind).columns
    row: list[Any] = [None] * len(columns)
    for name, value in said.items():
        row[columns[name].position] = value
    return row


def _read(rows: Rows, as_of: int) -> dict[Leaf, dict[str, bool]]:
    """What controls in scope wait for: column (or "#") to the controls, each with whether it blocks."""
    found: dict[Leaf, dict[str, bool]] = defaultdict(dict)
    for name, control in sorted(KNOWN.items()):
        for leaf in _waiting(control, rows, as_of):
            found[leaf][name] = control.blocks == RELEASE and not control.one_sided
    return found


def _waiting(control: Control, rows: Rows, as_of: int) -> set[Leaf]:
    own: Rows = {member.record.kind(): rows.get(member.record.kind(), []) for member in control.dossier.members}
    if not any(own.values()):
        return set()
    reading = Reading(control.dossier, own, Circumstances(as_of), registry.values())
    scope = reading.value(control.scope)
    if scope is False:
        return set()
    return (set() if scope else _leaves(reading, control.scope)) | _leaves(reading, control.condition)


def _leaves(reading: Reading, node: Node) -> set[Leaf]:
    """What a node still waits for: nothing once it is true, and of a choice only the branch that is taken."""
    op = node.op
    if op == "col":
        return {node.meta}
    if op == "count":
        return set() if reading.rows[node.meta] else {(node.meta, "#")}
    if op in AGGREGATES:
        return set().union(*(_inside(arg) for arg in node.args))
    if op == "or" and reading.value(node) is True:
        return set()
    if op == "else":
        return _leaves(reading, node.args[1])
    if op == "if":
        taken = reading.value(node.args[0])
        branches = node.args[1:] if taken is None else [node.args[1 if taken else 2]]
        asked = _leaves(reading, node.args[0]) if taken is None else set()
        return asked.union(*(_leaves(reading, branch) for branch in branches))
    return set().union(*(_leaves(reading, arg) for arg in node.args))


def _inside(node: Node) -> set[Leaf]:
    """What rows are asked for, whatever a value may be replaced by where it is missing."""
    if node.op == "col":
        return {node.meta}
    if node.op == "else":
        return _inside(node.args[1])
    return set().union(*(_inside(arg) for arg in node.args))
