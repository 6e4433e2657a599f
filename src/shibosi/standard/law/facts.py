"""One row of law: what holds where, from when to when, whence, and since when we know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import language, translate
from shibosi.standard.errors import UnknownColumn
from shibosi.standard.law.labels import labelled, shown
from shibosi.standard.law.schemas import SCHEMAS, Field, Text, Value

DAY = timedelta(days=1)
CALLED = ("zone", "requirement", "treatment", "says", "goods", "number")
"""Fields by which a row without title is called."""


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One row. `series` names the value it is a version of; `start` None: first day unknown, used and flagged.

    `end` is the last day, None while open. `recorded` is the day we wrote it down; `replaces` names the row it
    corrects. A `repealed` row says that there is no such value in its days; its values are None.
    """

    table: str
    file: str
    row: int
    id: str
    series: str
    places: tuple[str, ...]
    start: date | None
    end: date | None
    values: Mapping[str, Value]
    repealed: bool
    source: str
    confidence: str
    recorded: date
    replaces: str
    note: Text

    @property
    def undated(self) -> bool:
        """Whether its first day is unknown."""
        return self.start is None

    def covers(self, day: date) -> bool:
        """Whether the day lies between first and last day, both included."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def __getitem__(self, name: str) -> Value:
        """A value by field. Raises UnknownColumn with the nearest name."""
        if name not in self.values:
            raise UnknownColumn(table=self.table, column=name, hint=nearest(name, list(self.values)))
        return self.values[name]

    def shown(self, name: str) -> str:
        """A value as a person reads it, in the language in use; empty where there is none."""
        value = self[name]
        if value is None:
            return ""
        return ", ".join(value) if isinstance(value, tuple) and not isinstance(value, Text) else str(value)

    def unit(self, field: Field) -> str:
        """The unit of a value: a word, or what the row has in the column of that name."""
        return str(self.values[field.unit]) if field.unit in self.values else field.unit

    @property
    def title(self) -> str:
        """What to call it in a list."""
        titles = ("title_en", "title_zh")
        for name in (*(titles if language() == "en" else titles[::-1]), *CALLED):
            if self.values.get(name):
                return str(self.values[name])
        return self.series

    def words(self) -> str:
        """What it says, field by field, in the language in use; keys and empty fields are left out."""
        return "; ".join(f"{label}: {value}" for label, value in self.told() if value)

    def told(self) -> list[tuple[str, str]]:
        """What it says as label and value with its unit, in the language in use; keys and empty fields are left out."""
        found, fields = [], SCHEMAS[self.table].fields
        beside = {name for field in fields for name in (field.unit, field.sign)}
        for field in fields:
            value = self.values[field.name]
            if not field.key and field.name not in beside and value is not None:
                found.append((translate(field.label), self._said(field, value)))
        return found

    def _said(self, field: Field, value: Value) -> str:
        """A value with its unit; a limit as one: "at most 135 GBP"."""
        sign = str(self.values[field.sign]) if field.sign else ""
        if sign == ">=" and value == 0:
            return translate("any amount")
        return f"{labelled(sign) if sign else ''} {shown(field, value)} {self.unit(field)}".strip()

    def as_data(self) -> dict[str, Any]:
        """The row as plain data: texts in the language in use, numbers and days as text."""
        said = {name: self.shown(name) or None for name in self.values}
        units = {field.name: self.unit(field) for field in SCHEMAS[self.table].fields if field.unit}
        return {
            "id": self.id, "series": self.series, "table": self.table, "places": list(self.places),
            "first": self.start.isoformat() if self.start else None,
            "last": self.end.isoformat() if self.end else None,
            "undated": self.undated, "repealed": self.repealed, "values": said, "units": units,
            "source": self.source, "confidence": self.confidence, "recorded": self.recorded.isoformat(),
            "replaces": self.replaces or None, "note": str(self.note) or None,
        }  # fmt: skip


def first(fact: Fact) -> date:
    """The first day, for sorting; the beginning of time where it is unknown."""
    return fact.start or date.min
