"""Typed expressions: what an author of a control writes.

Each kind has its own operators, so that a type checker stops `money == day` and a misspelt column. An expression has
no truth value of its own: write `&`, `|`, `~`, never `and`, `or`, `not`, `in` or a chain of comparisons.
"""

from collections.abc import Iterable
from typing import NoReturn

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.expressions.nodes import FALSE, TRUE, UNKNOWN, Node, equal, guard, literal, scaled
from shibosi.kernel.expressions.patterns import shared

AMOUNT_SCALE = 5
"""Money and quantities are whole numbers of 10^-5, as the customs messages have them (N19,5)."""
SHARE_SCALE = 6
"""Shares are parts per million."""


class NotATruth(ShibosiError):
    """An expression was used where Python wants a truth."""

    code = "expression-is-not-a-truth"
    message = "An expression has no truth value: write & | ~ instead of and, or, not, in, or a chain of comparisons."


class MixedNumbers(ShibosiError):
    """A control holds a number of its own."""

    code = "number-in-control"
    message = "A control may hold no number but 0 and 1, found {number}: make it a parameter."


class Expr:
    """Base of the kinds. `node` is the tree."""

    __slots__ = ("node",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, node: Node) -> None:
        self.node = node

    def __bool__(self) -> NoReturn:
        raise NotATruth()

    def is_known(self) -> "BoolX":
        """True where the value was reported and could be read; never null."""
        return BoolX(Node("known", (self.node,), None, "bool"))

    def is_missing(self) -> "BoolX":
        """True where the value is null; never null itself."""
        return ~self.is_known()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.node!r})"


class BoolX(Expr):
    """True, false, or null for "cannot be decided"."""

    __slots__ = ()

    def __and__(self, other: "BoolX") -> "BoolX":
        return BoolX(Node("and", (self.node, other.node), None, "bool"))

    def __or__(self, other: "BoolX") -> "BoolX":
        return BoolX(Node("or", (self.node, other.node), None, "bool"))

    def __invert__(self) -> "BoolX":
        return BoolX(Node("not", (self.node,), None, "bool"))

    def __eq__(self, other: "BoolX") -> "BoolX":  # type: ignore[override]
        return BoolX(equal(self.node, other.node))

    def implies(self, other: "BoolX") -> "BoolX":
        """`other` must hold wherever this does."""
        return ~self | other

    def or_else(self, other: bool) -> "BoolX":
        """This, and `other` where this is null. For scopes, never to turn a missing fact into "held"."""
        return BoolX(Node("else", (self.node, TRUE if other else FALSE), None, "bool"))


class TextX(Expr):
    """Text. Equality is exact; `same_as` forgives width, case and blanks."""

    __slots__ = ()

    def __eq__(self, other: "TextX | str") -> BoolX:  # type: ignore[override]
        return BoolX(equal(self.node, text_node(other)))

    def __ne__(self, other: "TextX | str") -> BoolX:  # type: ignore[override]
        return ~(self == other)

    def same_as(self, other: "TextX") -> BoolX:
        """Equal once width, case and blanks are forgiven (NFKC, casefold, no blanks): names, addresses, telephones."""
        return BoolX(Node("same", (self.node, other.node), None, "bool"))

    def is_in(self, values: "Iterable[str] | ListX") -> BoolX:
        """One of a list of codes, or of a list parameter."""
        if isinstance(values, ListX):
            return BoolX(Node("in", (self.node, values.node), None, "bool"))
        return BoolX(Node("in", (self.node,), frozenset(values), "bool"))

    def matches(self, pattern: str) -> BoolX:
        """The whole text fits a regular expression. Raises PatternNotShared for what the engines read differently."""
        return BoolX(Node("match", (self.node,), shared(pattern), "bool"))

    def starts_with(self, other: "TextX | str") -> BoolX:
        """The text begins with another."""
        return BoolX(Node("starts", (self.node, text_node(other)), None, "bool"))

    def first(self, count: int) -> "TextX":
        """The first characters."""
        return TextX(Node("slice", (self.node,), (0, count), "text"))

    def or_else(self, other: "TextX | str") -> "TextX":
        """This text, and the other where this one is missing."""
        return TextX(Node("else", (self.node, text_node(other)), None, "text"))


class ListX(Expr):
    """A list parameter: which list is in force follows the row's day and place."""

    __slots__ = ()


class NumberX(Expr):
    """An exact number without unit: `node` counts units of 10^-scale."""

    __slots__ = ("scale",)

    def __init__(self, node: Node, scale: int = 0) -> None:
        super().__init__(node)
        self.scale = scale

    def _aligned(self, other: "NumberX | int") -> tuple[Node, Node, int]:
        right = number(other)
        scale = max(self.scale, right.scale)
        return scaled(self.node, scale - self.scale), scaled(right.node, scale - right.scale), scale

    def _compare(self, op: str, other: "NumberX | int") -> BoolX:
        left, right, _ = self._aligned(other)
        return BoolX(Node(op, (left, right), None, "bool"))

    def _combine(self, op: str, other: "NumberX | int") -> "NumberX":
        left, right, scale = self._aligned(other)
        return NumberX(Node(op, (left, right)), scale)

    def __eq__(self, other: "NumberX | int") -> BoolX:  # type: ignore[override]
        return self._compare("eq", other)

    def __ne__(self, other: "NumberX | int") -> BoolX:  # type: ignore[override]
        return ~(self == other)

    def __lt__(self, other: "NumberX | int") -> BoolX:
        return self._compare("lt", other)

    def __le__(self, other: "NumberX | int") -> BoolX:
        return self._compare("le", other)

    def __gt__(self, other: "NumberX | int") -> BoolX:
        return self._compare("gt", other)

    def __ge__(self, other: "NumberX | int") -> BoolX:
        return self._compare("ge", other)

    def __add__(self, other: "NumberX | int") -> "NumberX":
        return self._combine("add", other)

    def __sub__(self, other: "NumberX | int") -> "NumberX":
        return self._combine("sub", other)

    def __mul__(self, other: "NumberX") -> "NumberX":
        return NumberX(Node("mul", (self.node, other.node)), self.scale + other.scale)

    def __abs__(self) -> "NumberX":
        return NumberX(Node("abs", (self.node,)), self.scale)

    def money(self, currency: TextX) -> "MoneyX":
        """This number as an amount in a currency, for a limit that is the same number of any currency."""
        return MoneyX(self.node, currency.node, self.scale)

    def abs(self) -> "NumberX":
        """The number without its sign."""
        return abs(self)

    def or_else(self, other: int) -> "NumberX":
        """This number, and 0 or 1 where it is missing."""
        left, right, scale = self._aligned(other)
        return NumberX(Node("else", (left, right)), scale)


class MoneyX(Expr):
    """An exact amount with its currency beside it; amounts in different currencies do not compare, they are null."""

    __slots__ = ("currency", "scale")

    def __init__(self, node: Node, currency: Node, scale: int = AMOUNT_SCALE) -> None:
        super().__init__(node)
        self.currency = currency
        self.scale = scale

    def _meet(self, other: "MoneyX | int") -> tuple[Node, Node, int, Node, Node]:
        """Both amounts at one scale, the scale, the condition that currencies agree, the common currency."""
        if isinstance(other, int):
            return self.node, number(other).node if other == 0 else _refuse(other), self.scale, TRUE, self.currency
        scale = max(self.scale, other.scale)
        left, right = scaled(self.node, scale - self.scale), scaled(other.node, scale - other.scale)
        if self.currency is other.currency:
            return left, right, scale, TRUE, self.currency
        agree = equal(self.currency, other.currency)
        return left, right, scale, agree, guard(agree, self.currency)

    def _compare(self, op: str, other: "MoneyX | int") -> BoolX:
        left, right, _, agree, _ = self._meet(other)
        return BoolX(guard(agree, Node(op, (left, right), None, "bool")))

    def _combine(self, op: str, other: "MoneyX") -> "MoneyX":
        left, right, scale, agree, currency = self._meet(other)
        return MoneyX(guard(agree, Node(op, (left, right))), currency, scale)

    def __eq__(self, other: "MoneyX | int") -> BoolX:  # type: ignore[override]
        return self._compare("eq", other)

    def __ne__(self, other: "MoneyX | int") -> BoolX:  # type: ignore[override]
        return ~(self == other)

    def __lt__(self, other: "MoneyX | int") -> BoolX:
        return self._compare("lt", other)

    def __le__(self, other: "MoneyX | int") -> BoolX:
        return self._compare("le", other)

    def __gt__(self, other: "MoneyX | int") -> BoolX:
        return self._compare("gt", other)

    def __ge__(self, other: "MoneyX | int") -> BoolX:
        return self._compare("ge", other)

    def __add__(self, other: "MoneyX") -> "MoneyX":
        return self._combine("add", other)

    def __sub__(self, other: "MoneyX") -> "MoneyX":
        return self._combine("sub", other)

    def __mul__(self, other: NumberX) -> "MoneyX":
        return MoneyX(Node("mul", (self.node, other.node)), self.currency, self.scale + other.scale)

    def __abs__(self) -> "MoneyX":
        return MoneyX(Node("abs", (self.node,)), self.currency, self.scale)

    def abs(self) -> "MoneyX":
        """The amount without its sign."""
        return abs(self)

    def or_zero(self) -> "MoneyX":
        """The amount, and zero where it was not reported (only where leaving it out means zero)."""
        return MoneyX(Node("else", (self.node, literal(0, "int"))), self.currency, self.scale)

    def only_if(self, condition: BoolX) -> "MoneyX":
        """The amount where the condition is true, zero where it is false, null where it is null."""
        return MoneyX(Node("if", (condition.node, self.node, literal(0, "int"))), self.currency, self.scale)


def _refuse(found: int) -> NoReturn:
    raise MixedNumbers(number=found)


def number(value: NumberX | int) -> NumberX:
    """A number, or the 0 or 1 a control may hold."""
    if isinstance(value, NumberX):
        return value
    return NumberX(literal(int(value), "int")) if value in (0, 1) else _refuse(value)


def text_node(value: TextX | str) -> Node:
    """The node of a text or of a constant text."""
    return value.node if isinstance(value, TextX) else literal(value, "text")


def text(value: str) -> TextX:
    """A constant text."""
    return TextX(literal(value, "text"))


def when(condition: BoolX, then: BoolX, otherwise: BoolX) -> BoolX:
    """`then` where the condition is true, `otherwise` where it is false, null where it is null."""
    return BoolX(Node("if", (condition.node, then.node, otherwise.node), None, "bool"))


def unknown() -> BoolX:
    """The truth that cannot be decided."""
    return BoolX(UNKNOWN)


def any_of(*parts: BoolX) -> BoolX:
    """At least one of them."""
    result = parts[0]
    for part in parts[1:]:
        result = result | part
    return result


def all_of(*parts: BoolX) -> BoolX:
    """Every one of them."""
    result = parts[0]
    for part in parts[1:]:
        result = result & part
    return result
