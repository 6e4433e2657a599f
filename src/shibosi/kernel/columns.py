"""Columns of a record: declared once, an expression on the class, a value on a row.

How a column is stored in frames and rows: text as text, money and quantities as whole numbers of 10^-5, whole numbers
as they are, truths as truths, days as whole days and instants as microseconds since 1970 (UTC).
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import polars as pl

from shibosi.kernel.expressions.kinds import AMOUNT_SCALE, BoolX, Expr, MoneyX, NumberX, TextX
from shibosi.kernel.expressions.nodes import Kind, Node
from shibosi.kernel.expressions.times import DayX, TimeX

if TYPE_CHECKING:
    from shibosi.kernel.records import Record

X = TypeVar("X", bound=Expr)
V = TypeVar("V")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DTYPES: dict[str, pl.DataType] = {
    "text": pl.String(), "code": pl.String(), "money": pl.Int64(), "decimal": pl.Int64(), "whole": pl.Int64(),
    "truth": pl.Boolean(), "day": pl.Date(), "instant": pl.Datetime("us", "UTC"),
}  # fmt: skip
NODE_KINDS: dict[str, Kind] = {"text": "text", "code": "text", "truth": "bool"}


class Column(Generic[X, V]):
    """One column. Made by `text`, `code`, `money`, `decimal`, `whole`, `truth`, `day`, `instant` below.

    `element` is the official element name in customs messages, `personal` and `sensitive` mark data about persons
    (masking, retention and who may see it follow from the mark), `points_to` names the record whose key this is,
    `otherwise` the column that serves where this one was not reported. `firm` marks the code of a firm: whom it names
    the document concerns.
    """

    def __init__(self, kind: str, label: str, **marks: Any) -> None:
        self.kind = kind
        self.label = label
        self.key: bool = marks.get("key", False)
        self.element: str | None = marks.get("element")
        self.codes: str | None = marks.get("codes")
        self.currency: str | None = marks.get("currency")
        self.personal: bool = marks.get("personal", False)
        self.sensitive: bool = marks.get("sensitive", False)
        self.points_to: str | None = marks.get("points_to")
        self.longest: int | None = marks.get("longest")
        self.otherwise: str | None = marks.get("otherwise")
        self.firm: bool = marks.get("firm", False)
        self.zone: str = marks.get("zone", "Asia/Shanghai")
        self.name = ""
        self.position = -1
        self.owner: type[Record] | None = None

    def __set_name__(self, owner: "type[Record]", name: str) -> None:
        self.name = name
        self.owner = owner

    @overload
    def __get__(self, row: None, owner: "type[Record]") -> X: ...
    @overload
    def __get__(self, row: "Record", owner: "type[Record]") -> V | None: ...
    def __get__(self, row: "Record | None", owner: "type[Record]") -> X | V | None:
        if row is None:
            return self.expression(owner)
        value: V | None = self.seen(row.values[self.position])
        return value

    def __set__(self, row: "Record", value: V | None) -> None:
        row.values[self.position] = self.stored(value)

    @property
    def scale(self) -> int:
        """How many decimals a stored number has."""
        return AMOUNT_SCALE if self.kind in ("money", "decimal") else 0

    @property
    def dtype(self) -> pl.DataType:
        """The type of the column in a frame."""
        return DTYPES[self.kind]

    def node(self, owner: "type[Record]") -> Node:
        """The leaf of the tree that reads this column."""
        return Node("col", (), (owner.kind(), self.name), NODE_KINDS.get(self.kind, "int"))

    def expression(self, owner: "type[Record]") -> X:
        """What the column is on the class."""
        node = self.node(owner)
        made: Expr
        if self.kind in ("text", "code"):
            made = TextX(node)
        elif self.kind == "money":
            assert self.currency is not None
            made = MoneyX(node, owner.columns[self.currency].node(owner))
        elif self.kind == "decimal":
            made = NumberX(node, AMOUNT_SCALE)
        elif self.kind == "whole":
            made = NumberX(node)
        else:
            made = {"truth": BoolX, "day": DayX, "instant": TimeX}[self.kind](node)
        return made  # type: ignore[return-value]

    def stored(self, value: Any) -> Any:
        """A person's value as it is kept (Decimal to whole number, day to days); None stays None."""
        if value is None or self.kind in ("text", "code", "truth"):
            return value
        if self.kind in ("money", "decimal"):
            exact = Decimal(value).scaleb(AMOUNT_SCALE)
            if exact != exact.to_integral_value():
                raise ValueError(f"{self.name}: {value} has more than {AMOUNT_SCALE} decimals")
            return int(exact)
        if self.kind == "day":
            return (value - date(1970, 1, 1)).days
        if self.kind == "instant":
            return (value - EPOCH) // timedelta(microseconds=1)
        return int(value)

    def seen(self, value: Any) -> Any:
        """A kept value as a person sees it."""
        if value is None or self.kind in ("text", "code", "truth", "whole"):
            return value
        if self.kind in ("money", "decimal"):
            return Decimal(value).scaleb(-AMOUNT_SCALE)
        if self.kind == "day":
            return date(1970, 1, 1) + timedelta(days=value)
        return EPOCH + timedelta(microseconds=value)

    def in_frame(self, value: Any) -> Any:
        """A kept value as a frame wants it (days and instants as such, amounts as whole numbers)."""
        return self.seen(value) if self.kind in ("day", "instant") else value


def text(label: str, *, key: bool = False, element: str | None = None, personal: bool = False,
         sensitive: bool = False, points_to: str | None = None, longest: int | None = None,
         firm: bool = False) -> Column[TextX, str]:  # fmt: skip
    """Free text or a number that is only a name (order number, telephone)."""
    return Column("text", label, key=key, element=element, personal=personal, sensitive=sensitive,
                  points_to=points_to, longest=longest, firm=firm)  # fmt: skip


def code(label: str, *, codes: str | None = None, key: bool = False, element: str | None = None,
         personal: bool = False, otherwise: str | None = None) -> Column[TextX, str]:  # fmt: skip
    """A code of a list (`codes` names the list in `standard`)."""
    return Column("code", label, codes=codes, key=key, element=element, personal=personal, otherwise=otherwise)


def money(label: str, *, currency: str, element: str | None = None) -> Column[MoneyX, Decimal]:
    """An amount; `currency` names the column of the same record that holds its currency."""
    return Column("money", label, currency=currency, element=element)


def decimal(label: str, *, element: str | None = None) -> Column[NumberX, Decimal]:
    """A quantity or weight with at most five decimals."""
    return Column("decimal", label, element=element)


def whole(label: str, *, key: bool = False, element: str | None = None) -> Column[NumberX, int]:
    """A whole number."""
    return Column("whole", label, key=key, element=element)


def truth(label: str, *, element: str | None = None) -> Column[BoolX, bool]:
    """Yes or no."""
    return Column("truth", label, element=element)


def day(label: str, *, element: str | None = None) -> Column[DayX, date]:
    """A calendar day; the label says whose."""
    return Column("day", label, element=element)


def instant(label: str, *, element: str | None = None, zone: str = "Asia/Shanghai") -> Column[TimeX, datetime]:
    """A moment. `zone` is the zone of a time that is reported without one."""
    return Column("instant", label, element=element, zone=zone)
