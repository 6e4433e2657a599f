"""Records 单证: what somebody reported, never whether it is right.

A record is declared once as a class with columns. Its frame, its schema, its stored table, its form and its reference
page follow from that.
"""

import re
from typing import Any, ClassVar

import polars as pl

from shibosi.kernel.columns import Column
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.words import Phrase


class UnknownColumn(ShibosiError):
    """A name that is no column of the record."""

    code = "unknown-column"
    message = "{record} has no column '{column}'."


class UnknownRecord(ShibosiError):
    """A name that is no kind of record."""

    code = "unknown-record"
    message = "There is no kind of record '{record}'; there are {known}."


class Record:
    """Base of all records. `Order(number="O-1", paid=Decimal(5))` makes a row; what is not said is None."""

    columns: ClassVar[dict[str, "Column[Any, Any]"]] = {}
    label: ClassVar[str] = ""
    _kind: ClassVar[str] = "record"
    known: ClassVar[dict[str, "type[Record]"]] = {}
    internal: ClassVar[bool] = False
    """True for records that are made from others and that nobody reports."""
    part_of: ClassVar[str] = ""
    """The kind of the document whose lines these are; their column `document` holds its guid."""
    __slots__ = ("values",)

    needs: ClassVar[str] = ""
    """The column without which a row belongs nowhere; its first key unless said otherwise."""
    messages: ClassVar[tuple[str, ...]] = ()
    """The parts of official messages that are such a record: "CEB311Message/OrderHead"."""

    def __init_subclass__(
        cls, label: str, internal: bool = False, part_of: str = "", messages: tuple[str, ...] = (), needs: str = ""
    ) -> None:
        """`label` is the name of the record for people, `needs` the column without which a row belongs nowhere."""
        cls._kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        cls.label = label
        cls.part_of = part_of
        cls.messages = tuple(f"CEB{message[:3]}Message{message[3:]}" for message in messages)
        cls.internal = internal
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        cls.columns = {**cls.columns, **own}
        cls.needs = needs or next((name for name, column in cls.columns.items() if column.key), "")
        for position, column in enumerate(cls.columns.values()):
            column.position = position
        Record.known[cls.kind()] = cls

    def __init__(self, **values: Any) -> None:
        self.values: list[Any] = [None] * len(self.columns)
        for name, value in values.items():
            column = self.columns.get(name)
            if column is None:
                raise UnknownColumn(record=type(self).__name__, column=name, hint=nearest(name, list(self.columns)))
            self.values[column.position] = column.stored(value)

    @classmethod
    def spoken(cls) -> Phrase:
        """What the record is called within a sentence: "order line", in Chinese its label."""
        return Phrase.named(cls.kind().replace("_", " "), cls.label)

    @classmethod
    def kind(cls) -> str:
        """The stable name of the record: "customs_list" for CustomsList."""
        return cls._kind

    @classmethod
    def schema(cls) -> dict[str, pl.DataType]:
        """The frame schema: column name to Polars type."""
        return {name: column.dtype for name, column in cls.columns.items()}

    @classmethod
    def keys(cls) -> list[str]:
        """The columns that number a record of this kind."""
        return [name for name, column in cls.columns.items() if column.key]

    @classmethod
    def firms(cls) -> list[str]:
        """The columns that name a firm by its code."""
        return [name for name, column in cls.columns.items() if column.firm]

    @classmethod
    def frame(cls, rows: "list[Record]") -> pl.DataFrame:
        """Rows as a frame of the schema."""
        columns = list(cls.columns.values())
        data = {
            column.name: pl.Series([column.in_frame(row.values[column.position]) for row in rows], dtype=column.dtype)
            for column in columns
        }
        return pl.DataFrame(data, schema=cls.schema())

    def __repr__(self) -> str:
        said = {name: getattr(self, name) for name in self.columns}
        inside = ", ".join(f"{name}={value!r}" for name, value in said.items() if value is not None)
        return f"{type(self).__name__}({inside})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Record) and self.values == other.values

    __hash__ = None  # type: ignore[assignment]


def record(kind: str) -> type[Record]:
    """The record of that name. Raises UnknownRecord with the nearest name."""
    found = Record.known.get(kind)
    if found is None:
        names = sorted(Record.known)
        raise UnknownRecord(record=kind, known=", ".join(names), hint=nearest(kind, names))
    return found
