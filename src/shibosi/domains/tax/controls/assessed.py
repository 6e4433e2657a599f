"""Imports: goods are classified before they come in, tax is reckoned right, paid in time and proven.

Not modelled: the relief of retail import and tariff lines themselves; rates are those that were reported.
"""

from shibosi.domains.customs.dossiers import IMPORT, ORDER
from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.tax.controls.withheld import Percent
from shibosi.domains.tax.dossiers import ASSESSMENT
from shibosi.domains.tax.records import ItemTariff, TaxAssessment, TaxCalculation, TaxDocument
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, some, total_money, unknown, when
from shibosi.kernel.parameters import Parameters, whole
from shibosi.kernel.parameters import number as quantity

CLASSIFIED = count(ItemTariff).or_else(0) > 0
ASSESSED = count(TaxAssessment).or_else(0) > 0
CALCULATED = count(TaxCalculation).or_else(0) > 0
TAX_ASSESSED = TaxAssessment.duty + TaxAssessment.excise.or_zero() + TaxAssessment.vat
TAX_CALCULATED = TaxCalculation.duty + TaxCalculation.excise.or_zero() + TaxCalculation.vat


class TariffAge(Parameters):
    """How old a tariff may be when goods are classified by it."""

    days = whole("Days a tariff may be old when goods are declared by it", unit="days")


class AssessmentTolerance(Parameters):
    """What rounding may leave between tax calculated and tax assessed."""

    gap = quantity("Largest difference between tax calculated and tax assessed", unit="units of the currency")


@control(
    clauses=["6.2.1"], dossier=ORDER, day=CustomsList.declared_on, when=IMPORT & CLASSIFIED,
    remedy="Look code, duty, VAT and relief up in the tariff in force, line by line.",
)  # fmt: skip
def imported_lines_are_classified() -> BoolX:
    """For every line that is imported the importer knows code, duty, VAT and relief, and declares that code."""
    known = ItemTariff.duty_rate.is_known() & ItemTariff.vat_rate.is_known() & ItemTariff.relief.is_known()
    return every(known & (ItemTariff.commodity_code == ListLine.commodity_code))


@control(
    clauses=["6.2.1"], dossier=ORDER, day=CustomsList.declared_on, when=IMPORT & CLASSIFIED, blocks=NOTHING,
    severity=Severity.MINOR, remedy="Read the tariff in force before the goods are declared.",
)  # fmt: skip
def tariff_read_is_recent(limits: TariffAge) -> BoolX:
    """The tariff by which goods are classified is recent on the day of the declaration."""
    return every(CustomsList.declared_on <= ItemTariff.tariff_day + limits.days)


@control(
    clauses=["6.2.2", "7.3.4.4"], dossier=ASSESSMENT, day=TaxAssessment.assessed_on, place=TaxAssessment.market,
    when=ASSESSED, severity=Severity.CRITICAL, blocks=NOTHING, remedy="Pay at once; each day adds interest.",
)  # fmt: skip
def assessed_tax_is_paid_in_time() -> BoolX:
    """Duty and tax assessed are paid in full by the last day."""
    paid = TaxAssessment.paid_on.is_known()
    in_time = (TaxAssessment.paid_on <= TaxAssessment.due_on) & (TaxAssessment.paid >= TAX_ASSESSED)
    return when(paid, in_time, when(as_of() > TaxAssessment.due_on, paid, unknown()))


@control(
    clauses=["6.2.2"], dossier=ASSESSMENT, day=TaxAssessment.assessed_on, place=TaxAssessment.market, when=ASSESSED,
    blocks=NOTHING, remedy="Find why the tax was late, and change what led to it.",
)  # fmt: skip
def no_penalty_was_charged() -> BoolX:
    """Nothing was charged for paying late: neither interest nor penalty."""
    return TaxAssessment.penalty <= 0


@control(
    clauses=["7.3.4.4"], dossier=ASSESSMENT, day=TaxAssessment.assessed_on, place=TaxAssessment.market,
    when=ASSESSED & CALCULATED, blocks=NOTHING,
    remedy="Ask for the assessment to be reviewed, or correct the calculation.",
)  # fmt: skip
def calculated_tax_is_what_was_assessed(limits: AssessmentTolerance) -> BoolX:
    """Duty and tax that were calculated are those that were assessed."""
    gap = abs(total_money(TAX_CALCULATED) - TAX_ASSESSED)
    return gap <= limits.gap.money(TaxAssessment.currency)


@control(
    clauses=["7.3.4.4"], dossier=ASSESSMENT, day=TaxAssessment.assessed_on, place=TaxAssessment.market,
    when=CALCULATED, blocks=NOTHING, remedy="Reckon duty and VAT again from value and rates.",
)  # fmt: skip
def calculation_follows_the_rules(limits: AssessmentTolerance, percent: Percent) -> BoolX:
    """Duty is value times its rate; import VAT is value, duty and consumption tax times its rate."""
    gap = limits.gap.money(TaxCalculation.currency)
    duty = TaxCalculation.value * (TaxCalculation.duty_rate * percent.part)
    taxed = TaxCalculation.value + TaxCalculation.duty + TaxCalculation.excise.or_zero()
    vat = taxed * (TaxCalculation.vat_rate * percent.part)
    return every((abs(TaxCalculation.duty - duty) <= gap) & (abs(TaxCalculation.vat - vat) <= gap))


@control(
    clauses=["7.3.4.4"], dossier=ASSESSMENT, day=TaxAssessment.paid_on, place=TaxAssessment.market,
    when=ASSESSED & TaxAssessment.paid_on.is_known(), reports=[TaxDocument], blocks=NOTHING,
    remedy="Fetch the proof of payment and store it.",
)  # fmt: skip
def payment_of_tax_is_proven() -> BoolX:
    """For tax that was paid the proof is stored, whole."""
    proof = (TaxDocument.document_type == "proof") & TaxDocument.digest.matches("[0-9a-f]{64}").or_else(False)
    return when(count(TaxDocument) > 0, some(proof), count(TaxDocument) > 0)
