"""The values of law that taxes are computed with, by day and place, with other values laid over them where asked.

A value has a name: `rates/DE/VAT/standard`, `thresholds/EU/duty/parcel`, or table, place, keys and column
(`retail_import_limits/CN/single`, `import_schemes/EU/ioss/low/figure`). `Overlay` says another value under that name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from shibosi.methods.derivation.number import PERCENT, Number
from shibosi.methods.derivation.sources import Source, of_fact, of_row, read, share
from shibosi.standard import tables
from shibosi.standard.law.book import book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.places import chain


@dataclass(frozen=True, slots=True)
class Overlaid:
    """Another value for some days, both included. `first` None: since ever."""

    first: date | None
    last: date | None
    value: Decimal
    source: str

    def covers(self, day: date) -> bool:
        """Whether it serves on a day."""
        return (self.first or date.min) <= day <= (self.last or date.max)


Overlay = Mapping[str, tuple[Overlaid, ...]]


class Limit(NamedTuple):
    """A threshold as in force: the amount, how it is compared, in words what it is compared with and what follows."""

    amount: Number
    comparison: str
    fact: Fact

    def holds(self, value: Decimal) -> bool:
        """Whether a value in the currency of the limit lies on its side."""
        amount = self.amount.low
        return {"<=": value <= amount, "<": value < amount, ">": value > amount, ">=": value >= amount}[self.comparison]


@dataclass
class Law:
    """Values by name, place and day. Answers are kept: one `Law` serves many baskets."""

    overlay: Overlay = field(default_factory=dict)
    _rates: dict[tuple[str, str, str, date], Number | None] = field(default_factory=dict, repr=False)
    _classes: dict[tuple[str, str, date], dict[str, Number]] = field(default_factory=dict, repr=False)
    _limits: dict[tuple[str, date], Limit | None] = field(default_factory=dict, repr=False)
    _rows: dict[tuple[str, date, str, tuple[str, ...]], tables.Row | None] = field(default_factory=dict, repr=False)

    def rate(self, place: str, tax: str, name: str, day: date) -> Number | None:
        """A rate as a share: that of the place, or of what it lies within; None where none is known to be in force."""
        key = (place, tax, name, day)
        if key not in self._rates:
            self._rates[key] = self._rate(*key)
        return self._rates[key]

    def classes(self, place: str, tax: str, day: date) -> dict[str, Number]:
        """Every rate of a tax in force in a place by class."""
        key = (place, tax, day)
        if key not in self._classes:
            found = book().serving("rates", place, day)
            names = [str(one["class"]) for one in found if one["tax"] == tax and one["rate"] is not None]
            rates = ((name, self.rate(place, tax, name, day)) for name in names)
            self._classes[key] = {name: rate for name, rate in rates if rate is not None}
        return self._classes[key]

    def last_rate(self, place: str, tax: str, name: str, day: date) -> Number | None:
        """The last rate that was in force before a day, where none is now."""
        for code in chain(place):
            series = f"rates/{code}/{tax}/{name}"
            if series in book().series("rates"):
                ended = [one for one in book().history(series) if one.end is not None and one.end < day]
                if ended and isinstance(ended[-1]["rate"], Decimal):
                    return share(ended[-1]["rate"], of_fact(ended[-1]), tax)
        return None

    def limit(self, series: str, day: date) -> Limit | None:
        """A threshold ("thresholds/EU/duty/parcel") in force on a day. Raises UnknownFact."""
        key = (series, day)
        if key not in self._limits:
            self._limits[key] = self._limit(series, day)
        return self._limits[key]

    def row(self, table: str, day: date, place: str, **keys: str) -> tables.Row | None:
        """A row of a table of values in force."""
        key = (table, day, place, tuple(keys.values()))
        if key not in self._rows:
            self._rows[key] = tables.in_force(table, day, place, **keys)
        return self._rows[key]

    def number(self, row: tables.Row, column: str, label: str, unit: str, day: date) -> Number:
        """A value of a row; a share where the unit is "%"."""
        name = "/".join([row.file.removesuffix(".csv"), row.place, *row.keys.values(), column])
        other = self._laid(name, day)
        if other:
            return _read(other.value, _source(other, name, row.place), label, unit)
        return _read(row.number(column), of_row(row), label, unit)

    def _rate(self, place: str, tax: str, name: str, day: date) -> Number | None:
        for code in chain(place):
            series = f"rates/{code}/{tax}/{name}"
            other = self._laid(series, day)
            if other:
                return share(other.value, _source(other, series, code), tax)
            if series in book().series("rates"):
                fact = book().as_of(series, day)
                found = fact["rate"] if fact else None
                return share(found, of_fact(fact), tax) if fact and isinstance(found, Decimal) else None
        return None

    def _limit(self, series: str, day: date) -> Limit | None:
        fact = book().as_of(series, day)
        if fact is None:
            return None
        amount, unit = fact["amount"], str(fact["currency"])
        assert isinstance(amount, Decimal), "a threshold in force has an amount"
        number = read(amount, of_fact(fact), "Limit", unit)
        other = self._laid(series, day)
        if other:
            number = replace(number, low=other.value, high=other.value, source=_source(other, series, fact.places[0]))
        return Limit(number, str(fact["comparison"]), fact)

    def _laid(self, name: str, day: date) -> Overlaid | None:
        return next((one for one in self.overlay.get(name, ()) if one.covers(day)), None)


def _read(value: Decimal, source: Source, label: str, unit: str) -> Number:
    return share(value, source, label) if unit == PERCENT else read(value, source, label, unit)


def _source(one: Overlaid, name: str, place: str) -> Source:
    return Source(name, place, one.first, one.last, one.source, "local")
