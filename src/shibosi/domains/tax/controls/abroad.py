"""Payments abroad for services: filed with the tax office above the limit, the tax withheld and paid over.

A treaty may lower the income tax; where an article is claimed only the VAT is reckoned. The amount in US dollars is
the bank's, at the rate of the day. Since 2021-06-29 one form serves all payments of a contract.
"""

from collections.abc import Iterator
from datetime import date

from shibosi.domains.tax.controls.withheld import Percent
from shibosi.domains.tax.dossiers import OUTWARD, OUTWARD_CONTRACT
from shibosi.domains.tax.records import OutwardPayment
from shibosi.kernel.controls import NOTHING, RELEASE, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    all_of,
    as_of,
    count,
    count_where,
    every,
    largest,
    smallest,
    some,
    total,
    unknown,
    when,
)
from shibosi.kernel.expressions.times import DayX
from shibosi.kernel.parameters import Parameters, whole
from shibosi.kernel.parameters import number as quantity

SERVICE = OutwardPayment.nature != "goods"
OF_CONTRACT = OutwardPayment.contract_number.is_known()
HAS_PAYMENTS = count(OutwardPayment).or_else(0) > 0
LAST_PAID = largest(OutwardPayment.paid_on)
DAYS_BACK = 12
"""Days of payment at which a window of split payments may end; earlier ones were looked at when they were the last."""
TAXED = OutwardPayment.nature.is_in(["service", "royalty"])


class ServicePayments(Parameters):
    """What the law asks of payments abroad for services."""

    limit = quantity("Payments above this need a tax filing form", unit="US dollars")
    vat = quantity("VAT withheld, in percent of the amount without VAT", unit="percent")
    income_tax = quantity("Income tax withheld, in percent of the amount without VAT", unit="percent")


class SplitPayments(Parameters):
    """Which payments count as one that was split."""

    days = whole("Days within which payments of one contract count as one", unit="days")


class WithholdingTolerance(Parameters):
    """What rounding may leave in tax withheld from payments abroad."""

    gap = quantity("Largest difference left by rounding in tax withheld", unit="units of the currency")


def own_form(rules: ServicePayments) -> BoolX:
    """A payment is within the limit, or has a form of its own by the day it is made."""
    filed = OutwardPayment.filing_number.is_known()
    before = OutwardPayment.filed_on <= OutwardPayment.paid_on
    return (OutwardPayment.dollars <= rules.limit) | when(filed, before, filed)


def payment_days() -> Iterator[DayX]:
    """The last days on which something was paid, the latest first; null where there are fewer."""
    latest = LAST_PAID
    for _ in range(DAYS_BACK):
        yield latest
        latest = largest(OutwardPayment.paid_on, where=OutwardPayment.paid_on < latest)


def within_limit(rules: ServicePayments, split: SplitPayments, until: DayX) -> BoolX:
    """The payments of the days up to a day stay within the limit together; held where there is no such day."""
    near = (OutwardPayment.paid_on <= until) & (OutwardPayment.paid_on + split.days > until)
    within = (count_where(SERVICE & near) == 0) | (total(OutwardPayment.dollars, where=SERVICE & near) <= rules.limit)
    return when(until.is_known(), within, until.is_missing())


@control(
    clauses=["4.7.2-c"], dossier=OUTWARD, day=OutwardPayment.paid_on, when=SERVICE & ~OF_CONTRACT,
    severity=Severity.CRITICAL, blocks=RELEASE, remedy="File the form with the tax office before the bank pays.",
)  # fmt: skip
def large_payment_abroad_was_filed(rules: ServicePayments) -> BoolX:
    """A payment abroad above the limit is filed with the tax office before it is made."""
    return own_form(rules)


@control(
    clauses=["4.7.2-c"], dossier=OUTWARD, day=OutwardPayment.paid_on, when=SERVICE & OF_CONTRACT,
    until=date(2021, 6, 28), severity=Severity.CRITICAL, blocks=RELEASE,
    remedy="File the form with the tax office before the bank pays.",
)  # fmt: skip
def each_large_payment_of_a_contract_was_filed(rules: ServicePayments) -> BoolX:
    """Each payment abroad above the limit is filed before it is made, be it of one contract or of several."""
    return own_form(rules)


@control(
    clauses=["4.7.2-c"], dossier=OUTWARD_CONTRACT, day=LAST_PAID, when=HAS_PAYMENTS & some(SERVICE),
    since=date(2021, 6, 29), severity=Severity.CRITICAL, blocks=RELEASE,
    remedy="File the contract with the tax office before the bank pays.",
)  # fmt: skip
def contract_with_large_payments_abroad_was_filed(rules: ServicePayments) -> BoolX:
    """A contract is filed with the tax office by its first payment abroad above the limit; one form serves all."""
    large = SERVICE & (OutwardPayment.dollars > rules.limit)
    first = smallest(OutwardPayment.paid_on, where=large)
    filed = some(OutwardPayment.filing_number.is_known() & (OutwardPayment.filed_on <= first))
    return when(some(large), filed, every(OutwardPayment.dollars <= rules.limit, where=SERVICE))


@control(
    clauses=["4.7.2-c"], dossier=OUTWARD_CONTRACT, day=LAST_PAID, when=HAS_PAYMENTS & some(SERVICE),
    severity=Severity.MINOR, blocks=NOTHING,
    remedy="File the contract, or note why it was paid in parts, such as month by month.",
)  # fmt: skip
def payments_of_a_contract_are_not_split(rules: ServicePayments, split: SplitPayments) -> BoolX:
    """Payments of one contract soon after one another do not pass the limit together while none was filed."""
    filed = some(OutwardPayment.filing_number.is_known())
    return filed | all_of(*(within_limit(rules, split, day) for day in payment_days()))


@control(
    clauses=["4.7.2-c"], dossier=OUTWARD, day=OutwardPayment.paid_on, when=TAXED, severity=Severity.CRITICAL,
    blocks=RELEASE, remedy="Reckon the VAT again: the amount paid contains it.",
)  # fmt: skip
def vat_of_a_payment_abroad_is_withheld(
    rules: ServicePayments, percent: Percent, limits: WithholdingTolerance
) -> BoolX:
    """From a payment abroad for services the VAT it contains is withheld."""
    net = OutwardPayment.amount - OutwardPayment.vat
    due = net * (rules.vat * percent.part)
    return abs(OutwardPayment.vat - due) <= limits.gap.money(OutwardPayment.currency)


@control(
    clauses=["4.7.2-c"], dossier=OUTWARD, day=OutwardPayment.paid_on,
    when=(OutwardPayment.nature == "royalty") & OutwardPayment.treaty_article.is_missing(), blocks=RELEASE,
    severity=Severity.CRITICAL, remedy="Withhold the income tax, or name the article of the treaty that lowers it.",
)  # fmt: skip
def income_tax_of_a_royalty_is_withheld(
    rules: ServicePayments, percent: Percent, limits: WithholdingTolerance
) -> BoolX:
    """From a royalty paid abroad without a treaty the income tax is withheld, on the amount without VAT."""
    net = OutwardPayment.amount - OutwardPayment.vat
    due = net * (rules.income_tax * percent.part)
    return abs(OutwardPayment.income_tax - due) <= limits.gap.money(OutwardPayment.currency)


@control(
    clauses=["4.7.2-c"], dossier=OUTWARD, day=OutwardPayment.paid_on, when=TAXED, blocks=NOTHING,
    severity=Severity.CRITICAL, remedy="Pay the taxes withheld over, with the surcharge.",
)  # fmt: skip
def tax_withheld_abroad_is_paid_in_time() -> BoolX:
    """Taxes withheld from a payment abroad are paid over by the last day."""
    paid = OutwardPayment.tax_paid_on.is_known()
    in_time = OutwardPayment.tax_paid_on <= OutwardPayment.tax_due_on
    return when(paid, in_time, when(as_of() > OutwardPayment.tax_due_on, paid, unknown()))
