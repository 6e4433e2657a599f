"""Exchange rates by day: the reference rates of the European Central Bank from its file, and rates somebody gives.

A rate is never without a day. Where a day has none (weekends, holidays), that of the last day before it serves, up to
`REACH` days; after that there is none, and whoever needs it gets a bound or a refusal.
"""

import csv
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number, constant
from shibosi.methods.derivation.sources import Source, read
from shibosi.methods.taxes.errors import NoExchangeRate, Unreadable
from shibosi.methods.taxes.texts import published

EURO = "EUR"
REACH = 5
"""The longest time without rates is that around Christmas or Easter."""
ECB = "European Central Bank, euro reference rates"
LABEL = "Rate of exchange"
LONGEST = 20_000_000


@dataclass(frozen=True)
class Rates:
    """Units of currencies for a euro by day, and `given` rates: (from, into) to units of `into` for one `from`."""

    days: tuple[date, ...] = ()
    per_euro: Mapping[date, Mapping[str, Decimal]] = field(default_factory=dict)
    given: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    def currencies(self) -> frozenset[str]:
        """Every currency there is a rate of, on whatever day."""
        published = {name for found in self.per_euro.values() for name in found}
        return frozenset({EURO, *published, *(name for pair in self.given for name in pair)})

    def rate(self, currency: str, into: str, day: date) -> Number | None:
        """Units of `into` for one `currency` on a day; None where none is known."""
        if currency == into:
            return constant(1)
        for pair, turned in (((currency, into), False), ((into, currency), True)):
            if pair in self.given:
                source = Source("rate", "-", day, day, "as given", "local")
                found = read(self.given[pair], source, Phrase("{one} for one {other}", one=pair[1], other=pair[0]))
                return (constant(1) / found).named(LABEL) if turned else found
        on = self._published(day)
        if on is None:
            return None
        left, right = (self._euro(one, on) for one in (currency, into))
        if left is None or right is None:
            return None
        return right if currency == EURO else (right / left).named(LABEL)

    def convert(self, amount: Number, into: str, day: date) -> Number:
        """An amount in another currency. Raises NoExchangeRate."""
        if amount.unit == into:
            return amount
        rate = self.rate(amount.unit, into, day)
        if rate is None:
            raise NoExchangeRate(currency=amount.unit, into=into, day=day, days=REACH)
        return (amount * rate).named(amount.label, into)

    def _published(self, day: date) -> date | None:
        at = bisect_right(self.days, day) - 1
        return self.days[at] if at >= 0 and day - self.days[at] <= timedelta(days=REACH) else None

    def _euro(self, currency: str, on: date) -> Number | None:
        if currency == EURO:
            return constant(1)
        found = self.per_euro[on].get(currency)
        source = Source(f"{currency}/EUR", "-", on, on, ECB, "verified")
        return None if found is None else read(found, source, Phrase("{one} for one {other}", one=currency, other=EURO))


def read_ecb(path: Path) -> Rates:
    """The rates of a file of the European Central Bank: CSV, or the same compressed. Raises Unreadable."""
    rows = csv.reader(published(path, LONGEST).splitlines())
    heading = [cell.strip() for cell in next(rows, [])]
    if heading[:1] != ["Date"]:
        raise Unreadable(file=path.name, row=1, reason=Phrase("wanted are the columns {wanted}", wanted="Date, USD, …"))
    per_euro = dict(_day(path.name, at, cells, heading) for at, cells in enumerate(rows, 2) if any(cells))
    return Rates(tuple(sorted(per_euro)), per_euro)


def _day(file: str, row: int, cells: list[str], heading: list[str]) -> tuple[date, dict[str, Decimal]]:
    try:
        day = date.fromisoformat(cells[0].strip())
        found = {name: Decimal(cell) for name, cell in zip(heading[1:], cells[1:], strict=False)
                 if name and cell.strip() not in ("", "N/A")}  # fmt: skip
    except (ValueError, InvalidOperation) as mistake:
        raise Unreadable(file=file, row=row, reason="wanted is a day, then numbers or N/A") from mistake
    if any(not one.is_finite() or one <= 0 for one in found.values()):
        raise Unreadable(file=file, row=row, reason="a rate is not above 0")
    return day, found
