"""Controls 核查: one sentence of law as an expression over a dossier.

    @control(clauses=["4.5.1"], dossier=ORDER, day=Order.reported_at.day(), severity=MAJOR, remedy="...")
    def payments_equal_the_amount_paid(limits: PaymentTolerance) -> BoolX:
        \"\"\"The payments of an order add up to the amount paid.\"\"\"
        return abs(total_money(Payment.amount) - Order.paid) <= Order.paid * limits.share

True is held, false broken, null undetermined; outside `when` it is out of scope, and a scope that cannot be decided is
undetermined too.
"""

import inspect
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from shibosi.kernel.dossiers import Dossier, Pair, leaves
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.expressions.kinds import BoolX, Expr, TextX
from shibosi.kernel.expressions.nodes import AGGREGATES, TRUE, Node, conjunction, literal
from shibosi.kernel.expressions.times import DayX
from shibosi.kernel.parameters import DAY_ZERO, Parameters
from shibosi.kernel.records import Record
from shibosi.kernel.words import Phrase


class Outcome(IntEnum):
    """What a control says of a dossier."""

    OUT_OF_SCOPE = 0
    HELD = 1
    BROKEN = 2
    UNDETERMINED = 3


class Severity(IntEnum):
    """How much a broken control weighs."""

    MINOR = 1
    MAJOR = 2
    CRITICAL = 3


RELEASE = "release"
"""Blocks the declaration or release of the goods."""
NOTHING = ""
"""Blocks nothing: a warning."""


class BadControl(ShibosiError):
    """A control that is not declared as a control must be."""

    code = "bad-control"
    message = "Control {control}: {reason}."


class UnknownControl(ShibosiError):
    """A name that is no control."""

    code = "unknown-control"
    message = "There is no control '{control}'."


@dataclass(frozen=True)
class Control:
    """A declared control. `condition`, `scope`, `day`, `place` are trees over the dossier's members."""

    name: str
    sentence: str
    clauses: tuple[str, ...]
    rule: str
    dossier: Dossier
    condition: Node
    scope: Node
    day: Node | None
    place: Node
    severity: Severity
    blocks: str
    remedy: str
    one_sided: str
    reports: frozenset[tuple[str, str]]
    room: str
    theme: str

    def parameters(self) -> list[str]:
        """The parameters it reads, sorted."""
        return sorted({node.meta for node in self.nodes() if node.op == "param"})

    def nodes(self) -> Iterable[Node]:
        """Every node of scope and condition."""
        yield from self.scope.walk()
        yield from self.condition.walk()

    def leaves(self) -> set[tuple[str, str]]:
        """Every column (kind, name), count (kind, "#") and pair (name, "#") that scope and condition read."""
        found = leaves(self.scope) | leaves(self.condition)
        for node in self.nodes():
            if node.op in AGGREGATES and isinstance(rows := self.dossier.rows_of(node), Pair):
                found.add((rows.name, "#"))
        return found


KNOWN: dict[str, Control] = {}


def control(
    *,
    clauses: list[str],
    dossier: Dossier,
    remedy: str,
    rule: str = "",
    when: BoolX | None = None,
    day: DayX | None = None,
    place: TextX | str = "CN",
    since: date | None = None,
    until: date | None = None,
    severity: Severity = Severity.MAJOR,
    blocks: str = RELEASE,
    one_sided: str = "",
    reports: "Iterable[type[Record] | Expr | Pair]" = (),
) -> Callable[[Callable[..., BoolX]], Control]:
    """Declare a control. The function's docstring is its sentence; its only argument is a set of parameters.

    `rule` is the id of the rule in the reference, `since` and `until` are the first and last day of the rule's shape,
    `reports` says whose absence this control reports: others that are undetermined for that reason stay silent.
    """

    def declare(function: Callable[..., BoolX]) -> Control:
        name = function.__name__
        sentence = inspect.cleandoc(function.__doc__ or "")
        if not sentence or not sentence.endswith("."):
            raise BadControl(control=name, reason="its docstring must be a sentence")
        if name in KNOWN and KNOWN[name].room != function.__module__:
            raise BadControl(control=name, reason="another control has this name")
        place_node = place.node if isinstance(place, TextX) else literal(place, "text")
        day_node = day.node if day is not None else None
        scope = conjunction([when.node if when is not None else TRUE, *_days(name, day, since, until)])
        condition = function(*_arguments(name, function, day_node, place_node))
        if not isinstance(condition, BoolX):
            raise BadControl(control=name, reason="it must return a condition")
        made = Control(
            name=name, sentence=sentence, clauses=tuple(clauses), rule=rule, dossier=dossier,
            condition=condition.node, scope=scope, day=day_node, place=place_node, severity=severity, blocks=blocks,
            remedy=remedy, one_sided=one_sided, reports=_reported(reports), room=function.__module__,
            theme=function.__module__.rsplit(".", 1)[-1],
        )  # fmt: skip
        _check_shape(made)
        KNOWN[name] = made
        return made

    return declare


def named(name: str) -> Control:
    """The control of that name. Raises UnknownControl with the nearest one."""
    if name not in KNOWN:
        raise UnknownControl(control=name, hint=nearest(name, list(KNOWN)))
    return KNOWN[name]


def of(dossier: Dossier) -> list[Control]:
    """The controls over a dossier, by name."""
    return sorted((found for found in KNOWN.values() if found.dossier is dossier), key=lambda found: found.name)


def _days(name: str, day: DayX | None, since: date | None, until: date | None) -> list[Node]:
    if since is None and until is None:
        return []
    if day is None:
        raise BadControl(control=name, reason="since and until need a day")
    bounds = []
    if since is not None:
        bounds.append(Node("ge", (day.node, literal((since - DAY_ZERO).days, "int")), None, "bool"))
    if until is not None:
        bounds.append(Node("le", (day.node, literal((until - DAY_ZERO).days, "int")), None, "bool"))
    return bounds


def _arguments(name: str, function: Callable[..., BoolX], day: Node | None, place: Node) -> list[Parameters]:
    hints = typing.get_type_hints(function)
    made: list[Parameters] = []
    for argument in inspect.signature(function).parameters:
        kind: Any = hints.get(argument)
        if not (isinstance(kind, type) and issubclass(kind, Parameters)):
            raise BadControl(
                control=name, reason=Phrase("argument '{argument}' must be a set of parameters", argument=argument)
            )
        made.append(kind(day if day is not None else Node("asof", ()), place))
    return made


def _reported(reports: "Iterable[type[Record] | Expr | Pair]") -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for item in reports:
        if isinstance(item, Pair):
            found.add((item.name, "#"))
        elif isinstance(item, Expr):
            found |= leaves(item.node)
        else:
            found |= {(item.kind(), name) for name in item.columns} | {(item.kind(), "#")}
    return frozenset(found)


def _check_shape(made: Control) -> None:
    """Every aggregate must find its rows, and nothing outside one may speak of rows."""
    for node in [made.scope, made.condition, made.place, *([made.day] if made.day else [])]:
        if made.dossier.row_source(node) is not None:
            raise BadControl(control=made.name, reason="it reads rows outside every, some, total or another aggregate")
        for part in node.walk():
            if part.op in AGGREGATES and made.dossier.rows_of(part) is None:
                raise BadControl(control=made.name, reason=Phrase("{part} reads no rows", part=part.op))
