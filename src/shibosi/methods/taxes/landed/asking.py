"""A basket as plain data: JSON of a request or a file, read exactly."""

from decimal import Decimal
from typing import Any

from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.asking import (
    WrongQuestion,
    amount,
    day,
    fields,
    inside,
    many,
    one_of,
    percent_or_class,
    text,
    yes_or_no,
)
from shibosi.methods.taxes.landed.basket import SELLERS, TERMS, Basket, Line
from shibosi.standard.law.places import place_called


def _market(value: Any, place: str) -> str:
    """A market by its code or its name in either language. Raises WrongQuestion, UnknownMarket."""
    return place_called(text(value, place))


LINE = {
    "price": amount, "code": text, "quantity": amount, "origin": text, "currency": text, "kg": amount, "litres": amount,
    "tax_class": percent_or_class, "consumption": percent_or_class, "duty": amount, "terms": one_of(TERMS),
}  # fmt: skip
BASKET = {
    "market": _market, "day": day, "currency": text, "freight": amount, "ships_from": text, "seller": one_of(SELLERS),
    "region": text, "sales_tax": amount, "fixed_duty_in_price": yes_or_no, "preference": yes_or_no,
    "declared_in_full": yes_or_no, "used": amount,
}  # fmt: skip
NEEDED = frozenset(["market", "day", "currency", "lines"])
MOST_RATES = 50


def basket_of(document: Any) -> Basket:
    """A basket. Raises WrongQuestion, UnknownMarket."""
    readers = {**BASKET, "lines": many(_line), "rates": _rates}
    said = fields(document, "", readers, NEEDED)
    return Basket(**said | {"lines": tuple(said["lines"])})


def _line(value: Any, place: str) -> Line:
    return Line(**fields(value, place, LINE, frozenset(["price"])))


def _rates(value: Any, place: str) -> dict[tuple[str, str], Decimal]:
    """Rates as {"EUR/CNY": "7.98"}: so many CNY for one EUR."""
    if not isinstance(value, dict) or len(value) > MOST_RATES:
        raise WrongQuestion(place=place, reason="wanted is an object with names")
    found = {}
    for pair, rate in value.items():
        one, _, other = str(pair).partition("/")
        if len(one) != 3 or len(other) != 3 or not (one + other).isalpha():
            raise WrongQuestion(place=inside(place, str(pair)[:20]), reason=Phrase("wanted is a pair such as EUR/CNY"))
        found[one, other] = amount(rate, inside(place, pair))
    return found
