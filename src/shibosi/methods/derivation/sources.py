"""Where a number of law stands: the row, its days, its source, how sure it is; and numbers read from such rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shibosi.methods.derivation.number import PERCENT, Number
from shibosi.standard.law.facts import Fact
from shibosi.standard.tables import Row

SURE = ("verified", "repeated", "seed", "high", "medium", "local", "low", "general-knowledge")
"""Confidences from the surest to the least sure."""


@dataclass(frozen=True, slots=True)
class Source:
    """The row a number was read from. `first` None: first day unknown; `last` None: open."""

    name: str
    place: str
    first: date | None
    last: date | None
    source: str
    confidence: str

    def as_data(self) -> dict[str, str | None]:
        """The source as plain data."""
        return {
            "row": self.name, "place": self.place, "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None, "source": self.source,
            "confidence": self.confidence,
        }  # fmt: skip


def of_fact(fact: Fact) -> Source:
    """The source that a row of law is."""
    return Source(fact.series, " ".join(fact.places), fact.start, fact.end, fact.source, fact.confidence)


def of_row(row: Row) -> Source:
    """The source that a row of a table of values is."""
    name = "/".join([row.file.removesuffix(".csv"), *row.keys.values()])
    return Source(name, row.place, row.start, row.end, row.source, row.confidence)


def read(value: Decimal, source: Source, label: str, unit: str = "") -> Number:
    """A number that stands in a row."""
    return Number(value, value, "row", label=label, unit=unit, source=source)


def share(percent: Decimal, source: Source, label: str) -> Number:
    """A rate that stands in a row in per cent, as a share: 13 becomes 0.13."""
    return read(percent.scaleb(-2), source, label, PERCENT)


def weakest(number: Number) -> str:
    """The least sure confidence of the rows of law under a number, roundings left out; "" where it rests on none."""
    found = {one.source.confidence for one in under(number) if one.source and one.operation != "rounded"}
    return max(found, key=SURE.index, default="")


def under(number: Number) -> list[Number]:
    """A number and all it was made of, each once."""
    found: dict[int, Number] = {}
    open_ones = [number]
    while open_ones:
        one = open_ones.pop()
        if id(one) not in found:
            found[id(one)] = one
            open_ones.extend(reversed(one.operands))
    return list(found.values())


def reasons(number: Number) -> list[str]:
    """Why a number is a bound and what to mind, each once, in the order of the derivation."""
    return list(dict.fromkeys(reason for one in under(number) for reason in one.because))
