"""Patience: what another as-of day can change in what controls say.

A control waits when it asks whether days have passed: `when(as_of() > deadline, condition, unknown())`. On a later day
such a control can decide what it could not decide before; what it had decided stays. `steady` says whether every
control is like that between two days, so that only dossiers that waited have to be judged again.
"""

from collections.abc import Iterable
from datetime import date

from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.expressions.nodes import AGGREGATES, UNKNOWN, Node
from shibosi.kernel.parameters import DAY_ZERO, EVERYWHERE, Values, step

REFINING = AGGREGATES | {
    "and", "or", "not", "if", "guard", "eq", "lt", "le", "gt", "ge", "add", "sub", "mul", "months", "abs", "in",
}  # fmt: skip
"""Operations that, once they know an answer, keep it when more becomes known. `known` and `else` are none."""
MIRRORED = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}


def waits(control: Control) -> bool:
    """Whether the as-of day itself decides, not only which value of a parameter is in force."""
    return any(looks(node) for node in (control.scope, control.condition))


def looks(node: Node) -> bool:
    """Whether the as-of day stands anywhere but as the day of a parameter."""
    return node.op == "asof" or (node.op != "param" and any(looks(arg) for arg in node.args))


def lasting(control: Control) -> bool:
    """Whether what the control has decided stays on every later day, whatever that day is."""
    roots = (control.scope, control.condition)
    by_day = any(node.op == "param" and any(looks(arg) for arg in node.args)
                 for root in roots for node in root.walk())  # fmt: skip
    return not by_day and all(_settled(root, Values({}), (0, 0)) for root in roots)


def told_on_the_day(control: Control) -> bool:
    """Whether findings of the control carry the as-of day as their day."""
    return control.day is not None and control.day.op == "asof"


def unsteady(
    controls: Iterable[Control], dossiers: Iterable[Dossier], values: Values, before: date, after: date
) -> str:  # fmt: skip
    """The first control or dossier that may change its mind on a later day; "" where all only wait."""
    days = ((before - DAY_ZERO).days, (after - DAY_ZERO).days)
    for control in controls:
        day = control.day if control.day is not None and not told_on_the_day(control) else None
        fixed = [control.place, *([day] if day is not None else [])]
        if not all(_settled(node, values, days) for node in (control.scope, control.condition)):
            return control.name
        if not all(_fixed(node, values, days) for node in fixed):
            return control.name
    for dossier in dossiers:
        for made in dossier.derivations:
            if not all(_fixed(node, values, days) for node in (made.where, *made.columns.values())):
                return dossier.name
    return ""


def _fixed(node: Node, values: Values, days: tuple[int, int]) -> bool:
    """Whether the node is the same on both days."""
    if node.op == "asof":
        return False
    if node.op == "param":
        return _same_value(node, values, days)
    return all(_fixed(arg, values, days) for arg in node.args)


def _settled(node: Node, values: Values, days: tuple[int, int]) -> bool:
    """Whether the node keeps on the second day what it knew on the first."""
    if _fixed(node, values, days):
        return True
    if node.op == "if" and node.args[2] is UNKNOWN and _rising(node.args[0], values, days):
        return _settled(node.args[1], values, days)
    return node.op in REFINING and all(_settled(arg, values, days) for arg in node.args)


def _rising(node: Node, values: Values, days: tuple[int, int]) -> bool:
    """Whether the node, once true, stays true: a deadline, what both days have alike, and what is built of these."""
    if node.op in ("and", "or"):
        return all(_rising(arg, values, days) for arg in node.args)
    if node.op == "else" and node.args[1].op == "lit" and node.args[1].meta is False:
        return _rising(node.args[0], values, days)
    return _fixed(node, values, days) or _deadline(node, values, days)


def _deadline(node: Node, values: Values, days: tuple[int, int]) -> bool:
    """Whether the node says "the as-of day is past this", which stays true."""
    if node.op not in MIRRORED:
        return False
    left, right = node.args
    op = node.op if left.op == "asof" else MIRRORED[node.op]
    other = right if left.op == "asof" else left
    return op in ("gt", "ge") and "asof" in (left.op, right.op) and _fixed(other, values, days)


def _same_value(node: Node, values: Values, days: tuple[int, int]) -> bool:
    day, place = node.args
    if day.op != "asof":
        return _fixed(day, values, days) and _fixed(place, values, days)
    if place.op == "lit":
        places = {str(place.meta)}
    elif _fixed(place, values, days):
        places = {EVERYWHERE, *values.places(node.meta)}
    else:
        return False
    pieces = [values.pieces(node.meta, name) for name in places]
    return all(step(found, days[0]) is step(found, days[1]) for found in pieces)
