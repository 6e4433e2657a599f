"""Acceptance: what order, payment and waybill were answered by the single window.

A document nobody has answered, or whose answers are not at hand, is out of scope: nothing says whose answers are
handed in. Answers to customs lists are not judged here; a return asks for a released list.
"""

from shibosi.domains.customs.controls.presence import ORDER_KNOWN, ORDERED
from shibosi.domains.customs.dossiers import DECLARED, ORDER, PARCEL, PAYMENT
from shibosi.domains.customs.records import Answer
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.payments.records import Payment
from shibosi.kernel.controls import control
from shibosi.kernel.expressions import BoolX, NumberX, as_of, count, count_where, largest, some, unknown, when
from shibosi.kernel.parameters import Parameters, whole
from shibosi.standard.codes import codes

ORDERS, PAYMENTS, WAYBILLS = (Answer.about.is_in(messages) for messages in (["311", "303"], ["411"], ["511", "505"]))


def _states(*classes: str) -> list[str]:
    """The states of answers that are of some class."""
    return [state.code for state in codes("return-status").values() if state.more["class"] in classes]


ACCEPTS = Answer.status.is_in(_states("accepted", "released", "cleared"))
WAITS = Answer.status.is_in(_states("pending"))
REFUSES = Answer.status.is_in(_states("rejected", "retry")) | Answer.status.starts_with("-")
"""A negative state is a processing error."""


class Acceptance(Parameters):
    """How long the single window may work on a document."""

    days = whole("Days after the last answer in which a document is still being worked on", unit="days")


def answered(about: BoolX) -> BoolX:
    """There is an answer to that kind of document."""
    return count_where(about).or_else(0) > 0


def accepted(about: BoolX, days: NumberX) -> BoolX:
    """One answer accepts the document; undetermined while it is worked on, until the days have passed."""
    taken = some(ACCEPTS, where=about)
    late = some(WAITS, where=about) & (as_of() > largest(Answer.answered_at.day(), where=about) + days)
    return when((taken | some(REFUSES, where=about) | late).or_else(False), taken, unknown())


@control(
    clauses=["4.5.1.1"], rule="ACK-01", dossier=ORDER, day=ORDERED, when=ORDER_KNOWN & DECLARED & answered(ORDERS),
    remedy="Correct what the answer objects to and send the order again.",
)  # fmt: skip
def order_was_accepted(limits: Acceptance) -> BoolX:
    """An order that was answered was accepted by the single window."""
    return accepted(ORDERS, limits.days)


@control(
    clauses=["4.5.1.3"], rule="ACK-01", dossier=PAYMENT, day=largest(Answer.answered_at.day(), where=PAYMENTS),
    when=(count(Payment).or_else(0) > 0) & answered(PAYMENTS),
    remedy="Ask the payment company to correct what the answer objects to and to send the payment again.",
)  # fmt: skip
def payment_was_accepted(limits: Acceptance) -> BoolX:
    """A payment that was answered was accepted by the single window."""
    return accepted(PAYMENTS, limits.days)


@control(
    clauses=["4.5.1.2"], rule="ACK-01", dossier=PARCEL, day=largest(Answer.answered_at.day(), where=WAYBILLS),
    when=(count(Waybill).or_else(0) > 0) & answered(WAYBILLS),
    remedy="Ask the logistics company to correct what the answer objects to and to send the waybill again.",
)  # fmt: skip
def waybill_was_accepted(limits: Acceptance) -> BoolX:
    """A waybill that was answered was accepted by the single window."""
    return accepted(WAYBILLS, limits.days)
