"""The landed cost of a basket: every way of selling that is open, with its parts, ranked from the cheapest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number, either, none, total
from shibosi.methods.derivation.telling import range_data
from shibosi.methods.taxes.errors import NoScheme
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed import china
from shibosi.methods.taxes.landed.basket import Basket, checked, market_of
from shibosi.methods.taxes.landed.choosing import Band, options
from shibosi.methods.taxes.landed.currencies import in_known_currencies
from shibosi.methods.taxes.landed.duties import Duties
from shibosi.methods.taxes.landed.fees import fees_of
from shibosi.methods.taxes.landed.goods import Goods, goods_of
from shibosi.methods.taxes.landed.option import LandedLine, Option
from shibosi.methods.taxes.landed.sales import Sales
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.listing import PositiveList
from shibosi.methods.taxes.tariff.lines import Tariff

CHINA = "CN"


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
    basket: Basket, law: Law, rates: Rates | None = None, tariffs: Mapping[str, Tariff] | None = None,
    lists: PositiveList | None = None,
) -> Landed:  # fmt: skip
    """The landed cost of a basket. `tariffs` by market; `lists`: the goods that may enter China by retail import.

    Raises NoLines, NotAPrice, MixedTerms, UnknownMarket, UnknownCurrency, UnknownClass, NoExchangeRate, NoScheme.
    """
    place = market_of(checked(basket))
    known = rates or Rates()
    known = replace(known, given={**known.given, **basket.rates}) if basket.rates else known
    in_known_currencies(basket, known)
    if basket.market == CHINA:
        return Landed(basket, goods_of(basket, known), (china.retail_import(basket, law, known, lists),))
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
    duties, duty = Duties(basket, goods, band, law, rates, tariff).count()
    sales = Sales(basket, goods, band, law)
    taxes = sales.lines(duties, fees)
    label = sales.tax or "Tax on the sale"
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
    for other in each[1:]:
        lines = tuple(
            LandedLine(one.price, either(one.duty, two.duty, "Duty", because), either(one.tax, two.tax, "Tax", because))
            for one, two in zip(found.lines, other.lines, strict=True)
        )
        why, notes = (*found.why, *other.why), (*found.notes, *other.notes)
        found = replace(
            found, bands=(*found.bands, *other.bands), lines=lines, why=tuple(dict.fromkeys(why)),
            notes=tuple(dict.fromkeys(notes)), duty=either(found.duty, other.duty, "Duty", because),
            tax=either(found.tax, other.tax, "Tax on the sale", because),
            total=either(found.total, other.total, "Landed cost", because),
        )  # fmt: skip
    return found
