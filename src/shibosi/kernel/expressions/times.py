"""Typed expressions of time: days, instants, the as-of day, and spans to compare them with."""

from typing import Self

from shibosi.kernel.expressions.kinds import BoolX, Expr, NumberX
from shibosi.kernel.expressions.nodes import Node, equal, literal

CHINA = "Asia/Shanghai"


class DayX(Expr):
    """A calendar day: whole days since 1970-01-01. Whose day it is, the column says."""

    __slots__ = ()

    def _compare(self, op: str, other: "DayX") -> BoolX:
        return BoolX(Node(op, (self.node, other.node), None, "bool"))

    def __eq__(self, other: "DayX") -> BoolX:  # type: ignore[override]
        return self._compare("eq", other)

    def __ne__(self, other: "DayX") -> BoolX:  # type: ignore[override]
        return ~(self == other)

    def __lt__(self, other: "DayX") -> BoolX:
        return self._compare("lt", other)

    def __le__(self, other: "DayX") -> BoolX:
        return self._compare("le", other)

    def __gt__(self, other: "DayX") -> BoolX:
        return self._compare("gt", other)

    def __ge__(self, other: "DayX") -> BoolX:
        return self._compare("ge", other)

    def __add__(self, days: NumberX) -> "DayX":
        return DayX(Node("add", (self.node, days.node)))

    def __sub__(self, other: "DayX") -> NumberX:
        return NumberX(Node("sub", (self.node, other.node)))

    def later(self, months: NumberX) -> "DayX":
        """The same day so many months later, or the last day of that month; null outside 1901 to 2099."""
        return DayX(Node("months", (self.node, months.node)))

    def year(self) -> NumberX:
        """The calendar year."""
        return NumberX(Node("year", (self.node,)))

    def or_else(self, other: "DayX") -> Self:
        """This day, and the other where it is missing."""
        return type(self)(Node("else", (self.node, other.node)))


class TimeX(Expr):
    """An instant: microseconds since 1970-01-01T00:00Z."""

    __slots__ = ()

    def __lt__(self, other: "TimeX") -> BoolX:
        return BoolX(Node("lt", (self.node, other.node), None, "bool"))

    def __le__(self, other: "TimeX") -> BoolX:
        return BoolX(Node("le", (self.node, other.node), None, "bool"))

    def __gt__(self, other: "TimeX") -> BoolX:
        return other < self

    def __ge__(self, other: "TimeX") -> BoolX:
        return other <= self

    def __eq__(self, other: "TimeX") -> BoolX:  # type: ignore[override]
        return BoolX(equal(self.node, other.node))

    def __ne__(self, other: "TimeX") -> BoolX:  # type: ignore[override]
        return ~(self == other)

    def __sub__(self, other: "TimeX") -> NumberX:
        """Microseconds between two instants; compare with `hours(...)`, `minutes(...)`, `seconds(...)`."""
        return NumberX(Node("sub", (self.node, other.node)))

    def day(self, zone: str = CHINA) -> DayX:
        """The local day in a zone; null outside 1901 to 2099, where zone rules are not reliable."""
        return DayX(Node("localday", (self.node,), zone))


def hours(count: NumberX) -> NumberX:
    """A number of hours as microseconds, to compare with the difference of two instants."""
    return NumberX(Node("mul", (count.node, literal(3_600_000_000, "int"))), count.scale)


def minutes(count: NumberX) -> NumberX:
    """A number of minutes as microseconds."""
    return NumberX(Node("mul", (count.node, literal(60_000_000, "int"))), count.scale)


def seconds(count: NumberX) -> NumberX:
    """A number of seconds as microseconds."""
    return NumberX(Node("mul", (count.node, literal(1_000_000, "int"))), count.scale)


def as_of() -> DayX:
    """The day for which the question is asked (`--as-of`); given with the run, never read from a clock."""
    return DayX(Node("asof", ()))
