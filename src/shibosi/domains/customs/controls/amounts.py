"""Amounts: what was paid is what was ordered and what is declared.

Not modelled: conversion. An amount in another currency is undetermined here.
"""

from shibosi.domains.customs.dossiers import CROSS_BORDER, DECLARED, IMPORT, IMPORT_ORDER, LIST_VALUE, ORDER
from shibosi.domains.customs.records import ListLine
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, every, total_money
from shibosi.kernel.parameters import Parameters, number, share

PAID = total_money(Payment.amount)
ORDERED = Order.reported_at.day()


class PaymentTolerance(Parameters):
    """How far amounts of two documents may differ."""

    share = share("Largest difference accepted, as a share of the amount paid")


class Rounding(Parameters):
    """What rounding may leave between a total and its parts."""

    gap = number("Largest difference left by rounding", unit="units of the currency")


@control(
    clauses=["4.5.1.1"], rule="IM-05", dossier=ORDER, day=ORDERED, when=IMPORT_ORDER,
    remedy="Correct the amount paid, or the goods value, freight, tax or deduction of the order.",
)  # fmt: skip
def amount_paid_adds_up() -> BoolX:
    """The amount paid is goods value, freight and tax less deductions."""
    return Order.paid == Order.goods_value + Order.freight + Order.tax - Order.discount


@control(
    clauses=["4.5.1.3", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-06", dossier=ORDER, day=ORDERED, when=IMPORT_ORDER,
    severity=Severity.CRITICAL,
    remedy="Ask the payment company to correct the amount, or cancel the order and pay again.",
)  # fmt: skip
def payments_equal_the_amount_paid(limits: PaymentTolerance) -> BoolX:
    """The payments of an order add up to the amount the order says was paid."""
    return abs(PAID - Order.paid) <= Order.paid * limits.share


@control(
    clauses=["4.5.1.3", "10.4.2.2-a"], rule="IM-20", dossier=ORDER, day=ORDERED, when=IMPORT,
    remedy="Correct the value, freight or insurance on the customs list, or the payment.",
)  # fmt: skip
def list_and_payment_agree(limits: PaymentTolerance) -> BoolX:
    """What the list declares (goods, freight, insurance) is what was paid, deductions added and tax taken off."""
    return abs(LIST_VALUE - (PAID + Order.discount - Order.tax)) <= PAID * limits.share


@control(
    clauses=["4.2.1.1-b"], rule="PAY-01", dossier=ORDER, day=Order.ordered_at.day(), when=Order.order_type == "M",
    remedy="Find the payment that is missing or surplus, or correct the lines of the order.",
)  # fmt: skip
def payments_cover_lines_and_freight(limits: Rounding) -> BoolX:
    """The payments of a shop order add up to its lines and their freight."""
    due = total_money(OrderLine.total) + total_money(OrderLine.freight)
    return abs(PAID - due) <= limits.gap.money(Order.currency)


@control(
    clauses=["4.5.1.1"], rule="IM-08", dossier=ORDER, day=ORDERED, when=CROSS_BORDER,
    remedy="Correct the goods value of the order or the totals of its lines.",
)  # fmt: skip
def goods_value_is_the_sum_of_lines(limits: Rounding) -> BoolX:
    """The goods value of an order is the sum of its lines."""
    return abs(Order.goods_value - total_money(OrderLine.total)) <= limits.gap.money(Order.currency)


@control(
    clauses=["4.5.1.1"], rule="IM-07", dossier=ORDER, day=ORDERED, when=CROSS_BORDER,
    remedy="Correct the price, quantity or total of the order line.",
)  # fmt: skip
def line_totals_multiply(limits: Rounding) -> BoolX:
    """The total of every order line is price times quantity."""
    gap = abs(OrderLine.total - OrderLine.price * OrderLine.quantity)
    return every(gap <= limits.gap.money(OrderLine.currency))


@control(
    clauses=["4.5.3"], rule="IM-07", dossier=ORDER, day=ORDERED, when=DECLARED,
    remedy="Correct the price, quantity or total of the list line.",
)  # fmt: skip
def list_line_totals_multiply(limits: Rounding) -> BoolX:
    """The total of every line of the customs list is price times quantity."""
    gap = abs(ListLine.total - ListLine.price * ListLine.quantity)
    return every(gap <= limits.gap.money(ListLine.currency))
