"""What tax an order of retail import bears: which channel it may use, and duty, consumption tax and VAT to the cent.

base  = (price + duty + tax by quantity) / (1 - consumption rate)
consumption tax = base * rate + tax by quantity;  VAT = (price + duty + consumption tax) * rate
due = the share of the relief of each, rounded line by line; the whole of each where full tax is due
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shibosi.methods.derivation.number import PERCENT, Number, between, constant, given, none, total
from shibosi.methods.derivation.rounding import rounded, rounding
from shibosi.methods.derivation.telling import as_data, range_data, said
from shibosi.methods.taxes.errors import NoScheme
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail import rates
from shibosi.methods.taxes.retail.channel import CHANNELS, FULL, RELIEF, Channel, Listed, channel
from shibosi.methods.taxes.retail.order import CNY, RetailLine, RetailOrder, checked, dutiable

TAXES = ("duty", "consumption-tax", "VAT")
NAMES = {"duty": "Duty", "consumption-tax": "Consumption tax", "VAT": "VAT"}
ROUNDED = {"duty": "duty", "consumption-tax": "consumption-tax", "VAT": "sales-tax"}
NO_DUTY_RATE = "The duty rate is not given: read the tariff."


@dataclass(frozen=True, slots=True)
class LineTax:
    """The taxes of a line by name: `statutory` before the relief, `due` rounded; all in CNY."""

    dutiable: Number
    statutory: dict[str, Number]
    due: dict[str, Number]


@dataclass(frozen=True, slots=True)
class RetailTax:
    """The answer for an order. `taxes` and `due` are sums of the rounded amounts of the lines."""

    order: RetailOrder
    channel: Channel
    dutiable: Number
    lines: tuple[LineTax, ...]
    taxes: dict[str, Number]
    due: Number

    def as_data(self, explained: bool = False) -> dict[str, Any]:
        """The answer as plain data, with the derivation where asked."""
        return {
            "day": self.order.day.isoformat(), "channel": self.channel.name,
            "channel_words": said(CHANNELS[self.channel.name]),
            "reasons": [{"says": said(one.words), "met": one.met} for one in self.channel.reasons],
            "dutiable": range_data(self.dutiable), "due": range_data(self.due),
            "taxes": {name: range_data(one) for name, one in self.taxes.items()},
            "lines": [
                {"dutiable": range_data(line.dutiable),
                 "statutory": {name: range_data(one) for name, one in line.statutory.items()},
                 "due": {name: range_data(one) for name, one in line.due.items()}}
                for line in self.lines
            ],
            "derivation": as_data(self.due) if explained else None,
        }  # fmt: skip


def retail_tax(
    order: RetailOrder, law: Law, used: Decimal | None = None, listed: Sequence[Listed] | None = None
) -> RetailTax:
    """Tax an order. `used`: what the buyer's year has used, CNY, None where it is not known; `listed`: of each line,
    what the list of goods says, None where no list is at hand.

    Raises NoLines, NotAPrice, NoScheme, UnknownClass.
    """
    checked(order)
    prices = dutiable(order)
    price = total(prices, "Dutiable price of the order", CNY)
    way = channel(order, price, law, used, listed)
    lines = tuple(_line(line, own, order, law, way) for line, own in zip(order.lines, prices, strict=True))
    taxes = {name: total([line.due[name] for line in lines], NAMES[name], CNY) for name in TAXES}
    return RetailTax(order, way, price, lines, taxes, total(taxes.values(), "Tax due", CNY))


def _line(line: RetailLine, price: Number, order: RetailOrder, law: Law, way: Channel) -> LineTax:
    relieved = way.name == RELIEF
    duty = _duty(line, price, order, law, relieved)
    paid = price if duty.high == 0 else (price + duty).named("Duty-paid price")
    tax = rates.consumption(law, line, paid, order.day)
    taxed = paid if tax.by_quantity is None else paid + tax.by_quantity
    statutory = {"duty": duty}
    if tax.share is not None:
        base = (taxed / (constant(1) - tax.share)).named("Composed price")
        own = base * tax.share
        consumed = (own if tax.by_quantity is None else own + tax.by_quantity).named("Statutory consumption tax")
    else:
        consumed = tax.by_quantity or none("Consumption tax", CNY)
        base = taxed
    vat = (base * rates.rate(law, rates.VAT, line.vat, order.day)).named("Statutory VAT")
    statutory |= {"consumption-tax": consumed, "VAT": vat}
    return LineTax(price, statutory, {name: _due(name, one, order, law, relieved) for name, one in statutory.items()})


def _duty(line: RetailLine, price: Number, order: RetailOrder, law: Law, relieved: bool) -> Number:
    """The statutory duty; where the relief frees of it wholly, none, by its row."""
    if relieved and (share := _share(order, law, "duty")).high == 0:
        return share.named("Duty", CNY)
    if line.duty is None:
        return between(Decimal(0), None, "Duty", NO_DUTY_RATE, CNY)
    return (price * given(line.duty.scaleb(-2), "Duty rate", PERCENT)).named("Duty")


def _due(name: str, amount: Number, order: RetailOrder, law: Law, relieved: bool) -> Number:
    how = rounding(ROUNDED[name], rates.CHINA, order.day)
    if not relieved or amount.high == 0:
        return rounded(amount, how, NAMES[name])
    return rounded(amount * _share(order, law, name), how, NAMES[name])


def _share(order: RetailOrder, law: Law, tax: str) -> Number:
    """The share of a tax that is due within the limits. Raises NoScheme."""
    row = law.row("retail_import_relief", order.day, rates.CHINA, tax=tax)
    if row is None:
        raise NoScheme(place=rates.CHINA, day=order.day)
    return law.number(row, "share", "Share due within the limits", PERCENT, order.day)


__all__ = ["FULL", "RELIEF", "LineTax", "RetailTax", "retail_tax"]
