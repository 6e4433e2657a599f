"""The lines of a basket as numbers in its currency: price, share of the freight, quantities."""

from collections.abc import Mapping
from dataclasses import dataclass

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import Number, given, total
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket, Line


@dataclass(frozen=True, slots=True)
class Good:
    """A line in the currency of the basket: `price` without freight, `value` with its share of it."""

    line: Line
    price: Number
    value: Number
    quantities: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Goods:
    """All lines, with what they cost together without and with freight."""

    lines: tuple[Good, ...]
    price: Number
    freight: Number
    value: Number


def goods_of(basket: Basket, rates: Rates) -> Goods:
    """The lines in the currency of the basket. Raises NoExchangeRate where a price cannot be told in it."""
    prices = [_price(at, line, basket, rates) for at, line in enumerate(basket.lines, 1)]
    together = total(prices, "Price of the goods", basket.currency)
    freight = given(basket.freight, "Freight", basket.currency)
    lines = tuple(
        Good(line, price, _with_freight(price, together, freight), _quantities(line))
        for line, price in zip(basket.lines, prices, strict=True)
    )
    value = (together + freight).named("Price with freight") if basket.freight else together
    return Goods(lines, together, freight, value)


def _price(at: int, line: Line, basket: Basket, rates: Rates) -> Number:
    currency = line.currency or basket.currency
    found = given(line.price, Phrase("Price of line {line}", line=at), currency)
    return rates.convert(found, basket.currency, basket.day)


def _with_freight(price: Number, together: Number, freight: Number) -> Number:
    if not freight.low:
        return price
    if price is together or together.operation != "total":
        return (price + freight).named("Price with freight")
    return (price + freight * price / together).named("Price with its share of freight")


def _quantities(line: Line) -> dict[str, Number]:
    found = {"piece": given(line.quantity, "Pieces", "piece")}
    if line.kg is not None:
        found["kg"] = given(line.kg, "Weight", "kg")
    if line.litres is not None:
        found["litre"] = given(line.litres, "Volume", "litre")
    return found
