"""What is said about the rows of a member: every, some, total, count.

Which member is meant follows from the columns inside: the one member of the dossier that may have many rows, or the
pair of members that the dossier matches line by line. Nothing said about no rows is null; only a count of nothing is
0, and null where that kind of record was not handed in or could not be read in full.
"""

from typing import TYPE_CHECKING, overload

from shibosi.kernel.expressions.kinds import BoolX, MoneyX, NumberX, TextX
from shibosi.kernel.expressions.nodes import TRUE, Kind, Node
from shibosi.kernel.expressions.times import DayX, TimeX

if TYPE_CHECKING:
    from shibosi.kernel.records import Record


def _over(op: str, value: Node, where: BoolX | None, kind: Kind) -> Node:
    return Node(op, (value, where.node if where is not None else TRUE), None, kind)


def every(condition: BoolX, where: BoolX | None = None) -> BoolX:
    """The condition holds on every row (of those where `where` holds)."""
    return BoolX(_over("every", condition.node, where, "bool"))


def some(condition: BoolX, where: BoolX | None = None) -> BoolX:
    """The condition holds on at least one row."""
    return BoolX(_over("some", condition.node, where, "bool"))


def total(value: NumberX, where: BoolX | None = None) -> NumberX:
    """The sum over the rows; null when one of them is null."""
    return NumberX(_over("sum", value.node, where, "int"), value.scale)


def total_money(value: MoneyX, where: BoolX | None = None) -> MoneyX:
    """The sum of amounts over the rows; its currency is the one all rows have, null where they differ."""
    return MoneyX(_over("sum", value.node, where, "int"), _over("common", value.currency, where, "text"), value.scale)


def count(record: "type[Record]") -> NumberX:
    """How many rows of that kind the dossier has."""
    return NumberX(Node("count", (), record.kind()))


def count_where(condition: BoolX) -> NumberX:
    """On how many rows a condition holds; null when it is null on one of them."""
    return NumberX(_over("countif", condition.node, None, "int"))


@overload
def smallest(value: NumberX, where: BoolX | None = None) -> NumberX: ...
@overload
def smallest(value: DayX, where: BoolX | None = None) -> DayX: ...
@overload
def smallest(value: TimeX, where: BoolX | None = None) -> TimeX: ...
def smallest(value: NumberX | DayX | TimeX, where: BoolX | None = None) -> NumberX | DayX | TimeX:
    """The smallest (earliest) over the rows."""
    node = _over("min", value.node, where, "int")
    return NumberX(node, value.scale) if isinstance(value, NumberX) else type(value)(node)


@overload
def largest(value: NumberX, where: BoolX | None = None) -> NumberX: ...
@overload
def largest(value: DayX, where: BoolX | None = None) -> DayX: ...
@overload
def largest(value: TimeX, where: BoolX | None = None) -> TimeX: ...
def largest(value: NumberX | DayX | TimeX, where: BoolX | None = None) -> NumberX | DayX | TimeX:
    """The largest (latest) over the rows."""
    node = _over("max", value.node, where, "int")
    return NumberX(node, value.scale) if isinstance(value, NumberX) else type(value)(node)


def common(value: TextX, where: BoolX | None = None) -> TextX:
    """The text that all rows share; null where they differ or one is missing."""
    return TextX(_over("common", value.node, where, "text"))


def distinct(value: TextX | NumberX, where: BoolX | None = None) -> NumberX:
    """How many different texts or numbers the rows have; null when one is missing."""
    return NumberX(_over("distinct", value.node, where, "int"))
