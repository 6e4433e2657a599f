"""The landed cost of a basket: every way of selling that is open, with its parts, ranked from the cheapest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number, either, none, total
from shibosi.methods.derivation.sources import reasons, weakest
from shibosi.methods.derivation.telling import as_data, range_data, said
from shibosi.methods.taxes.errors import NoScheme
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket, checked, market_of
from shibosi.methods.taxes.landed.choosing import Band, options
from shibosi.methods.taxes.landed.duties import Duties
from shibosi.methods.taxes.landed.fees import fees_of
from shibosi.methods.taxes.landed.goods import Goods, goods_of
from shibosi.methods.taxes.landed.sales import Sales
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.tariff.lines import Tariff

OPTIONS = {
    "sale": "taxes charged with the sale", "border": "taxes paid on import", "inside": "sold from stock in the market",
    "declared": "declared in full, with proof of origin", "retail-import": "retail import",
}  # fmt: skip
COLLECTORS = {
    "platform-or-seller": "the platform, or the seller on an own site", "platform": "the platform",
    "seller": "the seller", "carrier": "the carrier, from the buyer", "none": "nobody",
    "carrier-and-platform": "duty: the carrier; sales tax: the platform", "declarant": "whoever declares, for the buyer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LandedLine:
    """What a line bears."""

    price: Number
    duty: Number
    tax: Number


@dataclass(frozen=True, slots=True)
class Option:
    """One way of selling. All amounts in the currency of the basket; `why`: what was held against limits."""

    name: str
    bands: tuple[str, ...]
    lines: tuple[LandedLine, ...]
    duty: Number
    tax: Number
    fees: Number
    total: Number
    collected: str
    collector: str
    why: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, Any, Any]:
        """The cheapest first, by the most it can cost; an open end comes last."""
        high = self.total.high
        return high is None, self.total.low if high is None else high, self.total.low

    def as_data(self, explained: bool = False) -> dict[str, Any]:
        """The option as plain data, with the derivation where asked."""
        return {
            "option": self.name, "option_words": said(OPTIONS[self.name]), "bands": list(self.bands),
            "collected": self.collected, "collector": self.collector, "collector_words": said(COLLECTORS[self.collector]),
            "duty": range_data(self.duty), "tax": range_data(self.tax), "fees": range_data(self.fees),
            "total": range_data(self.total), "confidence": weakest(self.total) or None,
            "reasons": [said(one) for one in self.why], "notes": [said(one) for one in self.notes],
            "lines": [{"price": range_data(one.price), "duty": range_data(one.duty), "tax": range_data(one.tax)}
                      for one in self.lines],
            "derivation": as_data(self.total) if explained else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Landed:
    """The landed cost of a basket: its goods, and its options from the cheapest."""

    basket: Basket
    goods: Goods
    options: tuple[Option, ...]

    def as_data(self, explained: bool = False) -> dict[str, Any]:
        """The answer as plain data."""
        return {
            "market": self.basket.market, "day": self.basket.day.isoformat(), "currency": self.basket.currency,
            "goods": range_data(self.goods.price), "freight": range_data(self.goods.freight),
            "options": [one.as_data(explained) for one in self.options],
        }  # fmt: skip


def landed_cost(
    basket: Basket, law: Law, rates: Rates | None = None, tariffs: Mapping[str, Tariff] | None = None
) -> Landed:  # fmt: skip
    """The landed cost of a basket. `tariffs` by market.

    Raises NoLines, NotAPrice, MixedTerms, UnknownMarket, UnknownClass, NoExchangeRate, NoScheme.
    """
    place = market_of(checked(basket))
    known = rates or Rates()
    known = replace(known, given={**known.given, **basket.rates}) if basket.rates else known
    goods = goods_of(basket, known)
    bands = options(basket, goods, law, known)
    if not bands:
        raise NoScheme(place=basket.market, day=basket.day)
    tariff = next((found for code in (basket.market, place.within) if (found := (tariffs or {}).get(code))), None)
    fees, told = fees_of(basket, goods, law, known)
    nothing = none("Fees", basket.currency)
    made = []
    for name, some in bands.items():
        own = (nothing, ()) if name == "inside" else (fees, told)
        each = [_option(name, band, basket, goods, law, known, tariff, *own) for band in some]
        made.append(each[0] if len(each) == 1 else _either(each))
    return Landed(basket, goods, tuple(sorted(made, key=lambda one: one.rank)))


def _option(
    name: str, band: Band, basket: Basket, goods: Goods, law: Law, rates: Rates, tariff: Tariff | None, fees: Number,
    told: tuple[str, ...],
) -> Option:  # fmt: skip
    duties = Duties(basket, goods, band, law, rates, tariff).lines()
    sales = Sales(basket, goods, band, law)
    taxes = sales.lines(duties, fees)
    label = sales.tax or "Tax on the sale"
    duty = total(duties, "Duty", basket.currency)
    tax = total(taxes, label, basket.currency)
    lines = tuple(LandedLine(*one) for one in zip([good.price for good in goods.lines], duties, taxes, strict=True))
    landed = total([goods.price, goods.freight, duty, tax, fees], "Landed cost", basket.currency)
    notes = (band.row.note,) if band.row.note else ()
    return Option(name, (band.row.keys["band"],), lines, duty, tax, fees, landed, band.says("collected"),
                  _collector(band.says("collector"), basket), band.why, (*notes, *told))  # fmt: skip


def _collector(words: str, basket: Basket) -> str:
    if words == "platform-or-seller" and basket.seller:
        return "platform" if basket.seller == "platform" else "seller"
    return words


def _either(each: list[Option]) -> Option:
    """What is one of several bands, nobody knows which."""
    found = each[0]
    because = Phrase("Which rule serves is not known: {bands}.", bands=", ".join(one.bands[0] for one in each))
    for one in each[1:]:
        lines = tuple(
            LandedLine(left.price, either(left.duty, right.duty, "Duty", because), either(left.tax, right.tax, "Tax", because))
            for left, right in zip(found.lines, one.lines, strict=True)
        )
        found = replace(
            found, bands=(*found.bands, *one.bands), lines=lines, duty=either(found.duty, one.duty, "Duty", because),
            tax=either(found.tax, one.tax, "Tax on the sale", because), fees=found.fees,
            total=either(found.total, one.total, "Landed cost", because), why=tuple(dict.fromkeys((*found.why, *one.why))),
            notes=tuple(dict.fromkeys((*found.notes, *one.notes))),
        )  # fmt: skip
    return found


def open_reasons(option: Option) -> list[str]:
    """Why the total of an option is a bound and what to mind, in the language in use."""
    return [said(one) for one in reasons(option.total)]
