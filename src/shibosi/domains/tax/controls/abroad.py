"""Payments abroad for services: filed with the tax office above the limit, the tax withheld and paid over.

A treaty may lower the income tax; where an article is claimed only the VAT is reckoned. The amount in US dollars is
the bank's, at the rate of the day. Payments of one contract that were split are not joined here.
"""

from shibosi.domains.tax.controls.withheld import Percent
from shibosi.domains.tax.dossiers import OUTWARD
from shibosi.domains.tax.records import OutwardPayment
from shibosi.kernel.controls import NOTHING, RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, unknown, when
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.parameters import number as quantity

SERVICE = OutwardPayment.nature != "goods"
TAXED = OutwardPayment.nature.is_in(["service", "royalty"])


class ServicePayments(Parameters):
    """What the law asks of payments abroad for services."""

    limit = quantity("Payments above this need a tax filing form", unit="US dollars")
    vat = quantity("VAT withheld, in percent of the amount without VAT", unit="percent")
    income_tax = quantity("Income tax withheld, in percent of the amount without VAT", unit="percent")


class WithholdingTolerance(Parameters):
    """What rounding may leave in tax withheld from payments abroad."""

    gap = quantity("Largest difference left by rounding in tax withheld", unit="units of the currency")


@control(
    clauses=["4.7.2-c"], dossier=OUTWARD, day=OutwardPayment.paid_on, when=SERVICE, severity=Severity.CRITICAL,
    blocks=RELEASE, remedy="File the form with the tax office before the bank pays.",
)  # fmt: skip
def large_payment_abroad_was_filed(rules: ServicePayments) -> BoolX:
    """A payment abroad above the limit is filed with the tax office before it is made."""
    filed = OutwardPayment.filing_number.is_known()
    before = OutwardPayment.filed_on <= OutwardPayment.paid_on
    return (OutwardPayment.dollars <= rules.limit) | when(filed, before, filed)


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
