"""Which way of selling is open to a basket, and which band of it: limits held against what the goods are worth.

A limit in a currency for which the day has no rate leaves more than one band possible: then the answer is a bound.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number
from shibosi.methods.derivation.telling import text
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket, standard_tax
from shibosi.methods.taxes.landed.goods import Goods
from shibosi.methods.taxes.law import Law, Limit
from shibosi.standard import tables
from shibosi.standard.law.places import chain, places

NONE = "-"
WORTH = {
    "goods": "the goods without freight", "goods+freight": "the goods with freight", "item": "the dearest piece",
    "tax": "the tax",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Band:
    """A row of `import_schemes` that may serve a basket. `why`: what was held against its limit, in words."""

    row: tables.Row
    why: tuple[str, ...]

    def says(self, column: str) -> str:
        """A column as written; "" where the row has nothing there."""
        found = self.row.value(column)
        return "" if found == NONE else found

    @property
    def limit(self) -> str:
        """The name of its threshold, or ""."""
        return self.says("limit")


def options(basket: Basket, goods: Goods, law: Law, rates: Rates) -> dict[str, list[Band]]:
    """Every way of selling that is open, with the bands that may serve: one, or several where that cannot be told."""
    found: dict[str, list[Band]] = {}
    closed: set[str] = set()
    inside = ships_inside(basket)
    for row in rows_of(basket.market, basket.day):
        option = row.keys["option"]
        if option in closed or (row.value("needs") == "inside") != inside:
            continue
        if row.value("needs") == "preference" and not basket.preference:
            continue
        for fits, why in _fits(row, basket, goods, law, rates):
            if fits is not False:
                found.setdefault(option, []).append(Band(row, why))
            if fits is True:
                closed.add(option)
    return found


def ships_inside(basket: Basket) -> bool:
    """Whether the goods are in the market, or in its customs union, already."""
    if not basket.ships_from:
        return False
    from_there = set(chain(basket.ships_from)) if basket.ships_from in places() else {basket.ships_from}
    return bool(from_there & (set(chain(basket.market)) - {tables.EVERYWHERE, "ASEAN", "GCC"}))


@lru_cache(maxsize=512)
def rows_of(market: str, day: date) -> tuple[tables.Row, ...]:
    near = chain(market)
    rows = [row for row in tables.table("import_schemes").rows if row.place in near and row.covers(day)]
    return tuple(sorted(rows, key=lambda row: (near.index(row.place), row.row)))


def _fits(
    row: tables.Row, basket: Basket, goods: Goods, law: Law, rates: Rates
) -> Iterator[tuple[bool | None, tuple[str, ...]]]:
    origin = _origin_fits(row.value("origin"), basket)
    if origin is False:
        return
    unsure = () if origin else (Phrase("The origin of the goods is not given: {row} may serve.", row=row.keys["band"]),)
    if row.value("limit") == NONE:
        yield origin, unsure
        return
    limit = law.limit(row.value("limit"), basket.day)
    if limit is None:
        return
    worth = worth_of(row.value("worth"), basket, goods, law)
    held = holds(limit, worth, basket, rates)
    if held is None:
        because = Phrase("Whether {what}, {value}, are within {limit} is not known: there is no rate for {day}.",
                         what=Phrase(WORTH[row.value("worth")]), value=text(worth), limit=text(limit.amount),
                         day=basket.day)  # fmt: skip
        yield None, (*unsure, because)
        return
    if held == (row.value("side") == "within"):
        words = "{what}, {value}: limit {sign} {limit}."
        words = words if held else "{what}, {value}: beyond the limit {sign} {limit}."
        yield origin, (*unsure, Phrase(words, what=Phrase(WORTH[row.value("worth")]), value=text(worth),
                                       sign=limit.comparison, limit=text(limit.amount)))  # fmt: skip


def _origin_fits(wanted: str, basket: Basket) -> bool | None:
    """Whether the origin of all lines is one of those wanted; None where it is not given."""
    if wanted == NONE:
        return True
    listed = set(wanted.removeprefix("not:").split("|"))
    origins = {line.origin or basket.ships_from for line in basket.lines}
    if "" in origins:
        return None
    return origins.isdisjoint(listed) if wanted.startswith("not:") else bool(origins & listed)


def worth_of(kind: str, basket: Basket, goods: Goods, law: Law) -> Number:
    """What is held against a limit."""
    if kind == "goods+freight":
        return goods.value
    if kind == "item":
        each = [good.price / good.quantities["piece"] for good in goods.lines]
        return max(each, key=lambda one: one.low).named("Price")
    if kind == "tax":
        rate = law.rate(basket.market, standard_tax(basket.market, basket.day, law), "standard", basket.day)
        return goods.value * rate if rate else goods.value
    return goods.price


def holds(limit: Limit, worth: Number, basket: Basket, rates: Rates) -> bool | None:
    """Whether a worth lies on the side of a limit; None where its currency has no rate, or the worth is a bound."""
    rate = rates.rate(worth.unit or basket.currency, limit.amount.unit, basket.day)
    if rate is None:
        return limit.holds(Decimal(0)) if limit.amount.low == 0 and limit.comparison == ">=" else None
    converted = worth * rate
    return limit.holds(converted.low) if converted.exact else None
