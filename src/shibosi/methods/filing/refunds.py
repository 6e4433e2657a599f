"""What an export refund comes to: for a trading company, and for a manufacturer (exempt, credit, refund).

Formulae and worked numbers: import-tax reference, 2.1. Rates of refund are asked for: no table of them was at hand.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.derivation.number import PERCENT, Number, given, none, smallest
from shibosi.methods.derivation.rounding import rounded, rounding
from shibosi.methods.taxes.law import Law

CNY = "CNY"
HUNDRED = Decimal(100)
REFUND, COST, OFFSET, PAYABLE, CARRIED = (
    "Refund", "VAT that becomes cost", "Offset against tax at home", "VAT to pay", "Input VAT carried forward",
)  # fmt: skip


class NoRateInForce(ShibosiError):
    """No VAT rate is known for the day."""

    code = "no-vat-rate"
    message = "No standard VAT rate of China is known to be in force on {day}."


class RefundAboveTax(ShibosiError):
    """A refund rate above the VAT rate, or below zero."""

    code = "refund-rate"
    message = "A refund rate of {rate} % does not lie between 0 and the VAT rate of {vat} %."


@dataclass(frozen=True, slots=True)
class Refund:
    """What is refunded, and what else follows, by name; amounts in CNY."""

    refund: Number
    others: tuple[Number, ...]

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Everything, the refund first."""
        return (self.refund, *self.others)


def of_trader(base: Decimal, percent: Decimal, day: date, law: Law) -> Refund:
    """Goods bought for `base` without tax and exported. Raises NoRateInForce, RefundAboveTax."""
    vat, rate = _rates(percent, day, law)
    price = given(base, "Purchase price without tax", CNY)
    return Refund(_to_the_cent(price * rate, REFUND, day), (_to_the_cent(price * (vat - rate), COST, day),))


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a manufacturer, in CNY: export value FOB, output VAT at home, input VAT, input VAT carried over."""

    fob: Decimal
    output: Decimal
    input: Decimal
    carried: Decimal = Decimal(0)


def of_manufacturer(month: Month, percent: Decimal, day: date, law: Law) -> Refund:
    """Exempt, credit, refund: what a month comes to. Raises NoRateInForce, RefundAboveTax."""
    vat, rate = _rates(percent, day, law)
    fob = given(month.fob, "Export value FOB", CNY)
    lost = (fob * (vat - rate)).named("Input VAT that is not credited")
    credit = (given(month.input, "Input VAT", CNY) - lost + given(month.carried, "Carried over", CNY)).named("Credit")
    output = given(month.output, "Output VAT at home", CNY)
    cap = _to_the_cent(fob * rate, "Refund at most", day)
    if output.low >= credit.low:
        return Refund(none(REFUND, CNY), (
            _to_the_cent(output - credit, PAYABLE, day), _to_the_cent(cap, OFFSET, day), none(CARRIED, CNY),
        ))  # fmt: skip
    left = (credit - output).named("Credit that is left")
    refund = _to_the_cent(smallest(left, cap), REFUND, day)
    over = left - cap if left.low > cap.low else none(CARRIED, CNY)
    return Refund(refund, (
        none(PAYABLE, CNY), _to_the_cent(cap - refund, OFFSET, day), _to_the_cent(over, CARRIED, day),
    ))  # fmt: skip


def _rates(percent: Decimal, day: date, law: Law) -> tuple[Number, Number]:
    vat = law.rate("CN", "VAT", "standard", day)
    if vat is None:
        raise NoRateInForce(day=day)
    if not 0 <= percent / HUNDRED <= vat.low:
        raise RefundAboveTax(rate=percent, vat=(vat.low * HUNDRED).normalize())
    return vat, given(percent / HUNDRED, "Refund rate", PERCENT)


def _to_the_cent(number: Number, label: str, day: date) -> Number:
    return rounded(number, rounding("return", "CN", day), label)
