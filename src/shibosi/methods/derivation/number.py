"""A number with its derivation: the operation, the operands, the row of law, the reason of a bound, the rounding.

Exact decimals only. A number whose facts are not all known is a bound: `low` and `high` differ, and an open upper end
(`high` None) says that nothing above is excluded. Whoever adds bounds gets a bound.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import TYPE_CHECKING

from shibosi.kernel.errors import ShibosiError

if TYPE_CHECKING:
    from shibosi.methods.derivation.rounding import Rounding
    from shibosi.methods.derivation.sources import Source

DIGITS = Context(prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Enough digits that a quotient which does not end is never taken for one that ends at half a cent."""
PERCENT = "%"
ZERO = Decimal(0)


class MixedUnits(ShibosiError):
    """Amounts of two currencies in one sum."""

    code = "mixed-currencies"
    message = "Amounts in {left} and in {right} cannot be added: convert one of them first."


class NoQuotient(ShibosiError):
    """A division by what is or may be zero or less."""

    code = "no-quotient"
    message = "{label} is divided by a number that is not above zero."


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """An exact decimal, or the bounds between which it lies, with its derivation.

    `operation`: given, constant, row, between, none, +, -, *, /, total, largest, smallest, either, rounded. `unit`: a
    currency (ISO 4217), "%" for a share (0.13 is 13 %), or a word; `because`: why it is a bound or what to mind.
    """

    low: Decimal
    high: Decimal | None
    operation: str
    operands: tuple["Number", ...] = ()
    label: str = ""
    unit: str = ""
    source: "Source | None" = None
    because: tuple[str, ...] = ()
    rounding: "Rounding | None" = None

    @property
    def exact(self) -> bool:
        """Whether low and high are the same."""
        return self.low == self.high

    @property
    def value(self) -> Decimal | None:
        """The number itself; None where only bounds are known."""
        return self.low if self.low == self.high else None

    def named(self, label: str, unit: str = "") -> "Number":
        """The same number under a name (English; a `Phrase` where it has places)."""
        return replace(self, label=label, unit=unit or self.unit)

    def minding(self, *because: str) -> "Number":
        """The same number with something to mind."""
        return replace(self, because=(*self.because, *because))

    def __add__(self, other: "Number") -> "Number":
        high = None if self.high is None or other.high is None else DIGITS.add(self.high, other.high)
        return Number(DIGITS.add(self.low, other.low), high, "+", (self, other), unit=_alike(self, other))

    def __sub__(self, other: "Number") -> "Number":
        low = ZERO if other.high is None else DIGITS.subtract(self.low, other.high)
        high = None if self.high is None else DIGITS.subtract(self.high, other.low)
        return Number(low, high, "-", (self, other), unit=_alike(self, other))

    def __mul__(self, other: "Number") -> "Number":
        unit = other.unit if self.unit in ("", PERCENT) else self.unit
        if self.low == self.high and other.low == other.high:
            product = DIGITS.multiply(self.low, other.low)
            return Number(product, product, "*", (self, other), unit=unit)
        low, high = _corners(self, other)
        return Number(low, high, "*", (self, other), unit=unit)

    def __truediv__(self, other: "Number") -> "Number":
        if other.low <= 0:
            raise NoQuotient(label=self.label or "-")
        low = ZERO if other.high is None else DIGITS.divide(self.low, other.high)
        high = None if self.high is None else DIGITS.divide(self.high, other.low)
        unit = "" if self.unit == other.unit else self.unit
        return Number(low, high, "/", (self, other), unit=unit)


def given(value: Decimal, label: str, unit: str = "") -> Number:
    """A number that whoever asks has said."""
    return Number(value, value, "given", label=label, unit=unit)


def constant(value: Decimal | int) -> Number:
    """A number of the formula itself, such as 1."""
    exact = Decimal(value)
    return Number(exact, exact, "constant")


def none(label: str, unit: str) -> Number:
    """A part that does not apply: 0."""
    return Number(ZERO, ZERO, "none", label=label, unit=unit)


def between(low: Decimal, high: Decimal | None, label: str, because: str, unit: str = "") -> Number:
    """A number of which only bounds are known, and why."""
    return Number(low, high, "between", label=label, unit=unit, because=(because,))


def total(numbers: Iterable[Number], label: str, unit: str) -> Number:
    """The sum of numbers of one unit; 0 of none. Raises MixedUnits."""
    parts = tuple(numbers)
    for one in parts:
        if one.unit != unit:
            raise MixedUnits(left=unit, right=one.unit or "-")
    if len(parts) == 1:
        return parts[0].named(label)
    low, high = ZERO, ZERO
    for one in parts:
        low = DIGITS.add(low, one.low)
    above: Decimal | None = high
    for one in parts:
        above = None if above is None or one.high is None else DIGITS.add(above, one.high)
    return Number(low, above, "total", parts, label=label, unit=unit)


def largest(left: Number, right: Number) -> Number:
    """The larger of two numbers of one unit. Raises MixedUnits."""
    high = None if left.high is None or right.high is None else max(left.high, right.high)
    return Number(max(left.low, right.low), high, "largest", (left, right), unit=_alike(left, right))


def smallest(left: Number, right: Number) -> Number:
    """The smaller of two numbers of one unit. Raises MixedUnits."""
    ends = [one.high for one in (left, right) if one.high is not None]
    high = min(ends) if ends else None
    return Number(min(left.low, right.low), high, "smallest", (left, right), unit=_alike(left, right))


def either(left: Number, right: Number, label: str, because: str) -> Number:
    """What is one of two numbers of one unit, nobody knows which. Raises MixedUnits."""
    high = None if left.high is None or right.high is None else max(left.high, right.high)
    unit = _alike(left, right)
    return Number(min(left.low, right.low), high, "either", (left, right), label=label, unit=unit, because=(because,))


def _alike(left: Number, right: Number) -> str:
    """The unit of a sum: a bare number fits every unit. Raises MixedUnits."""
    if left.unit == right.unit or not right.unit:
        return left.unit
    if not left.unit or left.operation == "constant":
        return right.unit
    raise MixedUnits(left=left.unit, right=right.unit)


def _corners(left: Number, right: Number) -> tuple[Decimal, Decimal | None]:
    """The bounds of a product: the least and the largest product of ends."""
    if left.high is None or right.high is None:
        low = DIGITS.multiply(left.low, right.low) if left.low >= 0 and right.low >= 0 else ZERO
        return low, ZERO if ZERO in (left.high, right.high) else None
    products = [DIGITS.multiply(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return min(products), max(products)
