"""Presence: what belongs to an order was reported, once.

A document that may still come is undetermined until its number of days has passed, then broken. Other controls that
only lack such a document stay silent: its absence is reported here, once.
"""

from datetime import date

from shibosi.domains.customs.dossiers import CROSS_BORDER, DECLARED, EXPORT, IMPORT, IMPORT_ORDER, ORDER
from shibosi.domains.customs.records import Answer, CustomsList, CustomsReturn, ListLine
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Collection, Payment
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    DayX,
    NumberX,
    as_of,
    count,
    largest,
    unknown,
    when,
)
from shibosi.kernel.parameters import Parameters, whole
from shibosi.kernel.records import Record


class Waiting(Parameters):
    """How long a document may still come."""

    days = whole("Days after which a document that has not come is missing", unit="days")


def arrived(record: type[Record], since: DayX, days: NumberX) -> BoolX:
    """There is such a record; where there is none, undetermined until the days have passed, then false."""
    return when(count(record) > 0, count(record) > 0, when(as_of() > since + days, count(record) > 0, unknown()))


def counts(record: type[Record]) -> NumberX:
    """How many, with "not handed in" as none."""
    return count(record).or_else(0)


ORDERED = Order.reported_at.day().or_else(Order.ordered_at.day())
ORDER_KNOWN = count(Order).or_else(0) > 0
DECLARED_ON = CustomsList.declared_on.or_else(ORDERED)
SEEN = (
    CustomsList.reported_at.day()
    .or_else(Waybill.reported_at.day())
    .or_else(largest(Payment.reported_at.day()))
    .or_else(largest(Collection.reported_at.day()))
    .or_else(largest(Answer.answered_at.day()))
    .or_else(largest(CustomsReturn.reported_at.day()))
)


@control(
    clauses=["4.5.1.1", "10.4.2.2-a"], rule="IM-01", dossier=ORDER, day=SEEN, reports=[Order],
    when=(counts(Payment) + counts(Waybill) + counts(CustomsList) > 0)
    | (counts(OrderLine) + counts(ListLine) + counts(Collection) > 0)
    | (counts(Answer) + counts(CustomsReturn) > 0),
    remedy="Report the order, or correct the order number on the document that names it.",
)  # fmt: skip
def order_was_reported(limits: Waiting) -> BoolX:
    """Every payment, waybill, customs list, line, answer and return belongs to an order that was reported."""
    return arrived(Order, SEEN, limits.days)


@control(
    clauses=["4.5.1.3", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-01", dossier=ORDER, day=ORDERED,
    when=ORDER_KNOWN & IMPORT, reports=[Payment], severity=Severity.CRITICAL,
    remedy="Ask the payment company to send the payment for this order.",
)  # fmt: skip
def payment_was_reported(limits: Waiting) -> BoolX:
    """A payment was reported for every retail import order."""
    return arrived(Payment, ORDERED, limits.days)


@control(
    clauses=["4.2.1.1-b"], rule="PAY-02", dossier=ORDER, day=ORDERED, when=ORDER_KNOWN & (Order.order_type == "M"),
    reports=[Payment], remedy="Report the payment of this order, or take the order back.",
)  # fmt: skip
def shop_payment_was_reported(limits: Waiting) -> BoolX:
    """A payment was reported for every shop order."""
    return arrived(Payment, ORDERED, limits.days)


@control(
    clauses=["4.5.1.2", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-01", dossier=ORDER, day=ORDERED,
    when=ORDER_KNOWN & IMPORT, reports=[Waybill], severity=Severity.CRITICAL,
    remedy="Ask the logistics company to send the waybill for this order.",
)  # fmt: skip
def waybill_was_reported(limits: Waiting) -> BoolX:
    """A waybill was reported for every retail import order."""
    return arrived(Waybill, ORDERED, limits.days)


@control(
    clauses=["4.5.3", "10.4.2.2-a"], rule="IM-01, EX-01", dossier=ORDER, day=ORDERED,
    when=ORDER_KNOWN & DECLARED, reports=[CustomsList],
    remedy="Declare the customs list for this order, or cancel the order.",
)  # fmt: skip
def list_was_reported(limits: Waiting) -> BoolX:
    """A customs list was declared for every order that crosses the border."""
    return arrived(CustomsList, ORDERED, limits.days)


@control(
    clauses=["4.5.1.3"], rule="EX-13", dossier=ORDER, day=DECLARED_ON, until=date(2024, 12, 14),
    when=ORDER_KNOWN & EXPORT & (Order.order_type == "E"), reports=[Collection],
    remedy="Report the money received for this order.",
)  # fmt: skip
def collection_was_reported(limits: Waiting) -> BoolX:
    """The money received was reported for every retail export declared while that was required (to 2024-12-14)."""
    return arrived(Collection, DECLARED_ON, limits.days)


@control(
    clauses=["4.5.1.1"], rule="IM-08", dossier=ORDER, day=ORDERED, when=ORDER_KNOWN & CROSS_BORDER,
    reports=[OrderLine], remedy="Send the lines of the order.",
)  # fmt: skip
def order_lines_were_reported(limits: Waiting) -> BoolX:
    """Every order says what was ordered, line by line."""
    return arrived(OrderLine, ORDERED, limits.days)


@control(
    clauses=["4.5.3"], rule="IM-09", dossier=ORDER, day=CustomsList.reported_at.day(),
    when=counts(CustomsList) > 0, reports=[ListLine],
    remedy="Send the lines of the customs list.",
)  # fmt: skip
def list_lines_were_reported(limits: Waiting) -> BoolX:
    """Every customs list says what is declared, line by line."""
    return arrived(ListLine, CustomsList.reported_at.day(), limits.days)


@control(
    clauses=["4.5.1.1"], rule="IM-19", dossier=ORDER, day=ORDERED, when=counts(Order) > 0, reports=[Order],
    severity=Severity.CRITICAL, remedy="Give the second order a number of its own, or send it as a change.",
)  # fmt: skip
def order_number_has_one_content() -> BoolX:
    """An order number stands for one order with one content."""
    return count(Order) <= 1


@control(
    clauses=["4.5.3", "10.4.2.2-a"], rule="IM-19", dossier=ORDER, day=ORDERED, when=counts(CustomsList) > 0,
    reports=[CustomsList], severity=Severity.CRITICAL,
    remedy="Cancel the second list of this order.",
)  # fmt: skip
def order_is_declared_once() -> BoolX:
    """An order is declared in one customs list only."""
    return count(CustomsList) <= 1


@control(
    clauses=["4.5.1.2"], rule="IM-04", dossier=ORDER, day=ORDERED, when=IMPORT & (counts(Waybill) > 0),
    reports=[Waybill], remedy="Keep the waybill that carries the order and cancel the other.",
)  # fmt: skip
def order_travels_in_one_waybill() -> BoolX:
    """A retail import order travels under one waybill."""
    return count(Waybill) <= 1


@control(
    clauses=["4.5.1.3"], rule="IM-06", dossier=ORDER, day=ORDERED, when=IMPORT_ORDER & (counts(Payment) > 0),
    remedy="Cancel the surplus payment, or split the order.",
)  # fmt: skip
def order_is_paid_once() -> BoolX:
    """A retail import order is paid in one payment."""
    return count(Payment) <= 1
