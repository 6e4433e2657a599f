"""Twelve checks over orders, payments and waybills as controls of our kernel, on the local engine.

python -m benchmarks.contenders.matching FOLDER OUT.parquet text|whole
"""

import sys
from datetime import date
from pathlib import Path

import polars as pl

from shibosi.kernel.columns import code, decimal, instant, text, whole
from shibosi.kernel.controls import control
from shibosi.kernel.dossiers import Dossier, one
from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.expressions import BoolX, count
from shibosi.kernel.parameters import Values
from shibosi.kernel.records import Record
from shibosi.kernel.sources import Sources

AS_OF = date(2026, 12, 31)
KEY = whole if sys.argv[3:] == ["whole"] else text


class Order(Record, label="Order"):
    """One order."""

    number = KEY("Order number", key=True)
    goods = decimal("Goods")
    freight = decimal("Freight")
    tax = decimal("Tax")
    paid = decimal("Amount paid")
    currency = code("Currency")
    buyer = text("Buyer")
    consignee = text("Consignee")
    ordered_at = instant("Time of the order")


class Payment(Record, label="Payment"):
    """One payment of an order."""

    payment_number = KEY("Payment number", key=True)
    order_number = KEY("Order number")
    amount = decimal("Amount")
    currency = code("Currency")
    payer = text("Payer")
    paid_at = instant("Time of the payment")


class Waybill(Record, label="Waybill"):
    """One parcel of an order."""

    waybill_number = KEY("Waybill number", key=True)
    order_number = KEY("Order number")
    consignee = text("Consignee")
    weight = decimal("Weight")


SALE = Dossier(
    "sale", "Order, payment, waybill", ("order number",),
    [one(Order.number), one(Payment.order_number), one(Waybill.order_number)],
)  # fmt: skip
check = control(clauses=[], dossier=SALE, remedy="")


@check
def order_was_reported() -> BoolX:
    """There is an order."""
    return count(Order) > 0


@check
def order_has_one_content() -> BoolX:
    """There is no second order."""
    return count(Order) <= 1


@check
def payment_was_reported() -> BoolX:
    """There is a payment."""
    return count(Payment) > 0


@check
def order_is_paid_once() -> BoolX:
    """There is no second payment."""
    return count(Payment) <= 1


@check
def waybill_was_reported() -> BoolX:
    """There is a waybill."""
    return count(Waybill) > 0


@check
def order_travels_once() -> BoolX:
    """There is no second waybill."""
    return count(Waybill) <= 1


@check
def amount_adds_up() -> BoolX:
    """The amount paid is goods, freight and tax."""
    return Order.paid == Order.goods + Order.freight + Order.tax


@check
def payment_is_the_amount() -> BoolX:
    """The payment is the amount paid."""
    return Payment.amount == Order.paid


@check
def currencies_agree() -> BoolX:
    """The payment is in the currency of the order."""
    return Payment.currency == Order.currency


@check
def payer_is_the_buyer() -> BoolX:
    """The buyer pays."""
    return Payment.payer.same_as(Order.buyer)


@check
def consignee_agrees() -> BoolX:
    """The parcel goes to the consignee."""
    return Waybill.consignee.same_as(Order.consignee)


@check
def payment_follows_the_order() -> BoolX:
    """The order comes before its payment."""
    return Payment.paid_at >= Order.ordered_at


def main() -> None:
    """Read, judge, write."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    sources = Sources()
    for kind in (Order, Payment, Waybill):
        scan = pl.scan_parquet(folder / f"{kind.kind()}.parquet")
        sources.add(kind.kind(), scan, scan.select(pl.len()).collect().item())
    found = local.run(sources, Question(Values({}), AS_OF))
    found.findings.write_parquet(out)


if __name__ == "__main__":
    main()
