"""Reuse: one waybill for one parcel, one payment for one order."""

from shibosi.domains.customs.controls.presence import Waiting, arrived
from shibosi.domains.customs.dossiers import PARCEL, PAYMENT
from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, distinct, every, largest, some

LISTED = largest(CustomsList.reported_at.day())


@control(
    clauses=["4.5.1.2"], rule="EX-02", dossier=PARCEL, day=LISTED, reports=[Waybill],
    when=(count(CustomsList).or_else(0) > 0) & some(CustomsList.direction == "E"),
    remedy="Ask the logistics company to send the waybill.",
)  # fmt: skip
def listed_waybill_was_reported(limits: Waiting) -> BoolX:
    """The waybill that an export list names was reported."""
    return arrived(Waybill, LISTED, limits.days)


@control(
    clauses=["4.5.1.2"], rule="IM-19", dossier=PARCEL, day=as_of(), when=count(Waybill).or_else(0) > 0,
    reports=[Waybill], severity=Severity.CRITICAL, remedy="Give the second waybill a number of its own.",
)  # fmt: skip
def waybill_number_has_one_content() -> BoolX:
    """A waybill number stands for one parcel with one content."""
    return count(Waybill) <= 1


@control(
    clauses=["4.5.1.2", "10.4.2.2-a"], rule="IM-04, EX-02", dossier=PARCEL, day=LISTED,
    when=count(CustomsList).or_else(0) > 0, severity=Severity.CRITICAL,
    remedy="Give each order its own waybill and correct the lists.",
)  # fmt: skip
def waybill_is_used_once() -> BoolX:
    """A waybill serves one order: the lists that name it are of that order."""
    return distinct(CustomsList.order_number) <= 1


@control(
    clauses=["4.5.1.3"], rule="IM-19", dossier=PAYMENT, day=as_of(), when=count(Payment).or_else(0) > 0,
    reports=[Payment], severity=Severity.CRITICAL, remedy="Find out which of the two payments is real.",
)  # fmt: skip
def payment_number_has_one_content() -> BoolX:
    """A transaction number stands for one payment with one content."""
    return count(Payment) <= 1


@control(
    clauses=["4.5.1.3", "10.4.2.2-a"], rule="IM-03", dossier=PAYMENT, day=as_of(),
    when=count(Order).or_else(0) > 0, severity=Severity.CRITICAL,
    remedy="Have every order paid by a payment of its own.",
)  # fmt: skip
def payment_is_used_once() -> BoolX:
    """A payment pays for one order: the orders that name it are that order."""
    return (distinct(Order.number) <= 1) & every(
        (Order.number == Payment.order_number) | Payment.order_number.is_missing()
    )
