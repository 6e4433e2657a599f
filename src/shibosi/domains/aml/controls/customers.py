"""Customers: verified and screened before their first money moves, checked again by risk, asked where risk is high.

Not modelled: whether papers are genuine; people verify them along the flow `customer_check`, which writes the file.
"""

from shibosi.domains.aml.dossiers import CUSTOMER
from shibosi.domains.aml.records import CustomerFile, NameScreening, Transfer
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, largest, smallest, some, unknown, when
from shibosi.kernel.parameters import Parameters, whole

ASKED_ON = Transfer.asked_at.day()
FIRST, LAST = smallest(ASKED_ON), largest(ASKED_ON)
ON_FILE = count(CustomerFile).or_else(0) > 0
MOVES = count(Transfer).or_else(0) > 0
SCREENED = NameScreening.result.is_in(["clear", "cleared"])
LISTED = NameScreening.result == "listed"


class CheckAgain(Parameters):
    """After how many months a customer is checked again, by its class of risk."""

    low = whole("Months after which a customer of low risk is checked again", unit="months")
    medium = whole("Months after which a customer of medium risk is checked again", unit="months")
    high = whole("Months after which a customer of high risk is checked again", unit="months")


class Background(Parameters):
    """How long a customer of high risk has to tell its background."""

    days = whole("Days in which a customer of high risk answers, before its dealings are limited", unit="days")


@control(
    clauses=["6.3.1-a"], dossier=CUSTOMER, day=CustomerFile.verified_on, when=ON_FILE & CustomerFile.risk.is_known(),
    remedy="Ask the customer for what is missing, and verify it.",
)  # fmt: skip
def customer_file_is_complete() -> BoolX:
    """The file of a customer that was verified has legal name, licence and address."""
    known = CustomerFile.name.is_known() & CustomerFile.licence.is_known() & CustomerFile.address.is_known()
    return known & (CustomerFile.verified_on <= as_of())


@control(
    clauses=["6.3.1-a"], dossier=CUSTOMER, day=FIRST, when=MOVES, reports=[CustomerFile], severity=Severity.CRITICAL,
    remedy="Stop the transfer until the customer's identity is verified.",
)  # fmt: skip
def customer_is_verified_before_its_first_payment() -> BoolX:
    """A customer's identity is verified before its first money moves."""
    there = count(CustomerFile) > 0
    return when(there, CustomerFile.verified_on <= FIRST, there)


@control(
    clauses=["6.3.1-a"], dossier=CUSTOMER, day=LAST, when=MOVES & ON_FILE,
    remedy="Check the customer again before more money moves.",
)  # fmt: skip
def customer_is_checked_again_by_its_risk(again: CheckAgain) -> BoolX:
    """The last check of a customer is no older than its class of risk allows when its money moves."""
    risk, checked = CustomerFile.risk, CustomerFile.verified_on
    low, medium, high = (checked.later(months) >= LAST for months in (again.low, again.medium, again.high))
    return when(risk == "low", low, when(risk == "medium", medium, when(risk == "high", high, unknown())))


@control(
    clauses=["6.3.1-b", "8.1.2.1"], dossier=CUSTOMER, day=FIRST, when=MOVES, reports=[NameScreening],
    severity=Severity.CRITICAL, remedy="Stop the transfer; screen the customer, and decide on every possible match.",
)  # fmt: skip
def customer_is_screened_before_its_first_payment() -> BoolX:
    """A customer is held against the watch-lists before its first money moves, and is none of those listed."""
    there = count(NameScreening) > 0
    open_match = some(NameScreening.result == "possible")
    early = smallest(NameScreening.screened_on) <= FIRST
    found = when(some(LISTED), ~some(LISTED), when(open_match, unknown(), every(SCREENED) & early))
    return when(there, found, there)


@control(
    clauses=["6.3.1-b"], dossier=CUSTOMER, day=CustomerFile.questioned_on,
    when=ON_FILE & (CustomerFile.risk == "high"),
    remedy="Take the answer and its papers into the file, or limit the customer's dealings.",
)  # fmt: skip
def customer_of_high_risk_tells_its_background(limit: Background) -> BoolX:
    """A customer of high risk tells finances and trade background in time, or its dealings are limited."""
    file, last = CustomerFile, CustomerFile.questioned_on + limit.days
    told = file.finance.is_known() & file.trade.is_known() & file.answered_on.is_known()
    in_time = told & (file.answered_on <= last)
    limited = file.limited_on.is_known()
    return when(in_time | limited, in_time | limited, when(told | (as_of() > last), in_time, unknown()))


@control(
    clauses=["6.3.1-b"], dossier=CUSTOMER, day=CustomerFile.limited_on, severity=Severity.CRITICAL,
    when=ON_FILE & CustomerFile.limited_on.is_known() & MOVES,
    remedy="Stop the transfer until the customer has answered.",
)  # fmt: skip
def limited_customer_moves_no_money() -> BoolX:
    """From the day a customer's dealings are limited until it has answered, none of its money moves."""
    before = ASKED_ON < CustomerFile.limited_on
    after = CustomerFile.answered_on.is_known() & (ASKED_ON >= CustomerFile.answered_on)
    return every(before | after)
