"""Quantities: what the whole number under a node counts, so that it can be shown as people write it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal

from shibosi.kernel.expressions.kinds import AMOUNT_SCALE, SHARE_SCALE
from shibosi.kernel.expressions.nodes import Node
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.records import record
from shibosi.report.html import Markup, said, text
from shibosi.report.shown import CENTS, LONGEST, amount, day, instant

HOUR, MINUTE = 3_600_000_000, 60_000_000
"""Microseconds; `hours` and `minutes` multiply by them."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Kind = Literal["number", "day", "instant", "span", "text", "any"]
BY_COLUMN: dict[str, tuple[Kind, int]] = {
    "money": ("number", AMOUNT_SCALE), "decimal": ("number", AMOUNT_SCALE), "whole": ("number", 0), "day": ("day", 0),
    "instant": ("instant", 0),
}  # fmt: skip
BY_PARAMETER: dict[str, tuple[Kind, int]] = {
    "share": ("number", SHARE_SCALE), "number": ("number", AMOUNT_SCALE), "amount": ("number", AMOUNT_SCALE),
    "whole": ("number", 0),
}  # fmt: skip


@dataclass(frozen=True)
class Quantity:
    """Units of 10^-scale, days, microseconds since 1970, microseconds of a span, or text; "any" fits every number."""

    kind: Kind
    scale: int = 0
    money: bool = False


def quantity(node: Node) -> Quantity:
    """What a node counts."""
    op = node.op
    if op == "lit":
        return Quantity("any" if node.kind == "int" else "text")
    if op == "col":
        column = record(node.meta[0]).columns[node.meta[1]]
        return Quantity(*BY_COLUMN.get(column.kind, ("text", 0)), column.kind == "money")
    if op == "param":
        parameter = Parameters.known[node.meta]
        return Quantity(*BY_PARAMETER.get(parameter.kind, ("text", 0)), parameter.kind == "amount")
    if op in ("asof", "localday", "months"):
        return Quantity("day")
    if op in ("add", "sub"):
        return _sum(op, *map(quantity, node.args))
    if op == "mul":
        return _product(node)
    if op in ("abs", "sum", "min", "max", "common", "else"):
        return quantity(node.args[0])
    if op in ("guard", "if"):
        return quantity(node.args[1])
    return Quantity("number" if node.kind == "int" else "text")


def _sum(op: str, left: Quantity, right: Quantity) -> Quantity:
    kinds = {left.kind, right.kind}
    if "instant" in kinds:
        return Quantity("span" if op == "sub" and kinds == {"instant"} else "instant")
    if "day" in kinds:
        return Quantity("number" if op == "sub" and kinds == {"day"} else "day")
    if "any" in kinds:
        return left if right.kind == "any" else right
    return Quantity(left.kind, max(left.scale, right.scale), left.money or right.money)


def _product(node: Node) -> Quantity:
    left, right = map(quantity, node.args)
    factor = node.args[1].meta if node.args[1].op == "lit" else None
    if factor in (HOUR, MINUTE):
        return Quantity("span")
    if power := power_of_ten(factor):
        return Quantity(left.kind, left.scale + power, left.money)
    return Quantity("number", left.scale + right.scale, left.money or right.money)


def power_of_ten(factor: object) -> int:
    """The exponent of 10, 100, …; 0 for any other number."""
    if not isinstance(factor, int) or factor < 10:
        return 0
    digits = str(factor)
    return len(digits) - 1 if digits.strip("0") == "1" else 0


def _moment(value: int) -> str:
    """A moment by the clock of Beijing; outside the calendar the number it is kept as."""
    try:
        return instant(EPOCH + timedelta(microseconds=value), "Asia/Shanghai")
    except OverflowError:
        return str(value)


def shown(value: object, counted: Quantity) -> Markup:
    """A value under a node, as people write it."""
    if value is None:
        return said("not known")
    if not isinstance(value, int) or isinstance(value, bool) or counted.kind == "text":
        return text(str(value)[:LONGEST])
    if counted.kind == "day":
        return text(day(value))
    if counted.kind == "instant":
        return text(_moment(value))
    if counted.kind == "span":
        return said("{count} hours", count=amount((Decimal(value) / HOUR).quantize(Decimal("0.01")), 0))
    return text(amount(Decimal(value).scaleb(-counted.scale), CENTS if counted.money else 0))
