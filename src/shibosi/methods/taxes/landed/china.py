"""The landed cost of a basket to China: retail import, in the currency of the basket."""

from collections.abc import Callable
from decimal import Decimal

from shibosi.methods.derivation.number import DIGITS, Number, none, total
from shibosi.methods.derivation.telling import said
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket
from shibosi.methods.taxes.landed.goods import goods_of
from shibosi.methods.taxes.landed.option import LandedLine, Option
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.channel import CHANNELS
from shibosi.methods.taxes.retail.listing import PositiveList
from shibosi.methods.taxes.retail.order import CNY, RetailLine, RetailOrder
from shibosi.methods.taxes.retail.tax import RetailTax, retail_tax

FEN = Decimal("0.00001")
"""Customs amounts have five decimals: prices in another currency are declared so."""


def retail_import(basket: Basket, law: Law, rates: Rates, listed: PositiveList | None) -> Option:
    """The one way there is. Raises NoExchangeRate where prices cannot be told in CNY, NoScheme, UnknownClass."""
    goods = goods_of(basket, rates)
    prices = [rates.convert(good.price, CNY, basket.day) for good in goods.lines]
    freight = rates.convert(goods.freight, CNY, basket.day)
    exact = [price.low.quantize(FEN, context=DIGITS) for price in prices]
    lines = tuple(
        RetailLine(price, line.tax_class, line.consumption, line.quantity, line.litres, line.duty, line.code)
        for price, line in zip(exact, basket.lines, strict=True)
    )
    order = RetailOrder(lines, basket.day, freight.low.quantize(FEN, context=DIGITS))
    says = None if listed is None else [listed.says(line.code, basket.day) for line in lines]
    tax = retail_tax(order, law, basket.used, says)

    def own(amount: Number) -> Number:
        return rates.convert(amount, basket.currency, basket.day)

    paid = total([goods.price, goods.freight], "", basket.currency)
    return _option(tax, [good.price for good in goods.lines], own, paid)


def _option(tax: RetailTax, prices: list[Number], own: Callable[[Number], Number], paid: Number) -> Option:
    duty = own(tax.taxes["duty"])
    sales = own((tax.taxes["consumption-tax"] + tax.taxes["VAT"]).named("Consumption tax and VAT"))
    lines = tuple(
        LandedLine(price, own(line.due["duty"]), own(line.due["consumption-tax"] + line.due["VAT"]))
        for price, line in zip(prices, tax.lines, strict=True)
    )
    landed = total([paid.named("Price with freight"), duty, sales], "Landed cost", paid.unit)
    return Option(
        "retail-import", (tax.channel.name,), lines, duty, sales, none("Fees", paid.unit), landed, "sale", "declarant",
        tuple(reason.words for reason in tax.channel.reasons), (said(CHANNELS[tax.channel.name]),),
    )  # fmt: skip
