"""Prices: whole, clear, the same in the cart, converted as is said; quoted alike to everybody.

Not modelled: why two buyers were quoted differently. A group with a price of its own needs a promotion open to all.
"""

from functools import partial

from shibosi.domains.pricing.dossiers import BASKET, OFFER
from shibosi.domains.pricing.records import Price, PriceShown, Quote
from shibosi.kernel.controls import RELEASE, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    MoneyX,
    NumberX,
    all_of,
    as_of,
    count,
    distinct,
    every,
    hours,
    largest,
    smallest,
    some,
    when,
)
from shibosi.kernel.parameters import Parameters, number, whole

offer = partial(control, dossier=OFFER, day=as_of(), blocks=RELEASE)
PRICED = count(Price).or_else(0) > 0
SHOWN = count(PriceShown).or_else(0) > 0
CONVERTED = PriceShown.base_currency.is_known()


class Conversion(Parameters):
    """How prices are converted."""

    gap = number("Largest difference between the price shown and the price converted", unit="units of currency")
    hours = whole("Hours that a rate may be old", unit="hours")


@offer(
    clauses=["5.3.1-c"], when=count(Price).or_else(1) > 0,
    remedy="Give the price its currency, its unit and its first day, and say whether tax is in it.",
)  # fmt: skip
def price_is_whole() -> BoolX:
    """Every price has an amount above zero, currency, unit and first day, and says whether tax is included."""
    asked = [Price.amount, Price.currency, Price.unit, Price.tax_included, Price.from_day]
    whole_price = all_of(*(one.is_known() for one in asked))
    return every(when(whole_price, Price.amount > 0, whole_price))


@offer(
    clauses=["5.4.1", "5.4.2-a"], when=PRICED,
    remedy="Look into the log of prices: one was taken out, or two have one number.",
)  # fmt: skip
def history_of_prices_has_no_gap() -> BoolX:
    """The prices of a listing are numbered from one without gap: none was taken out of the history."""
    all_told = (largest(Price.number) == count(Price)) & (distinct(Price.number) == count(Price))
    return (smallest(Price.number) == 1) & all_told


@offer(
    clauses=["5.4.2-a"], when=SHOWN,
    remedy="Show the price at once, as it is in the cart, and a range where it is a starting price.",
)  # fmt: skip
def price_is_clear_and_that_of_the_cart() -> BoolX:
    """The price is seen without a click, is that of the cart, and is no starting price without its range."""
    return every(PriceShown.at_once & (PriceShown.page_amount == PriceShown.cart_amount) & ~PriceShown.from_only)


@offer(
    clauses=["5.4.2-b"], when=SHOWN & some(CONVERTED),
    remedy="Convert by a fresh rate, name its source and time, and say that the price may move.",
)  # fmt: skip
def converted_price_follows_its_rate(limits: Conversion) -> BoolX:
    """A converted price is the base price at a fresh rate of a named source, and the page tells method and movement."""
    base = PriceShown.base_amount * PriceShown.rate
    converted = MoneyX(base.node, PriceShown.currency.node, base.scale)
    near = abs(PriceShown.page_amount - converted) <= limits.gap.money(PriceShown.currency)
    fresh = (PriceShown.seen_at - PriceShown.rated_at) <= hours(limits.hours)
    told = PriceShown.method_shown & PriceShown.movement_shown & PriceShown.rate_source.is_known()
    return every(near & fresh & told, where=CONVERTED)


@control(
    clauses=["5.4.4"], dossier=BASKET, day=as_of(), when=distinct(Quote.profile) > 1, severity=Severity.CRITICAL,
    remedy="Quote one price to all, or open the lower one to everybody by a promotion.",
)  # fmt: skip
def equal_baskets_cost_the_same() -> BoolX:
    """Buyers of different groups are quoted one price for equal baskets at the same time."""
    amount = NumberX(Quote.amount.node, Quote.amount.scale)
    return (distinct(Quote.currency) == 1) & (smallest(amount) == largest(amount))
