"""Returns: filed and paid in time, line by line what the books hold, with the papers they rest on.

Whether a period was due at all is what the calendar of obligations says; a period it leaves out is not found here.
"""

from shibosi.domains.tax.dossiers import FILING, RETURN_PAPERS
from shibosi.domains.tax.records import TaxDocument, TaxEntry, TaxObligation, TaxReturn, TaxReturnLine
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, DayX, as_of, count, some, total_money, unknown, when
from shibosi.kernel.expressions.kinds import NumberX, number
from shibosi.kernel.parameters import Parameters, whole
from shibosi.kernel.parameters import number as quantity

FILED = count(TaxReturn).or_else(0) > 0
OWED = count(TaxObligation).or_else(0) > 0
HAS_LINES = count(TaxReturnLine).or_else(0) > 0
HAS_BOOKS = count(TaxEntry).or_else(0) > 0
OWN = TaxEntry.withheld_by.is_missing()
"""Tax the taxpayer declares itself; what a platform withholds stands in the platform's return."""


class FilingRules(Parameters):
    """When a return is due: months after the day that follows the period, then days."""

    vat_months = whole("Months after the period until a VAT return is due", unit="months")
    vat_days = whole("Days after those months until a VAT return is due", unit="days")
    gst_months = whole("Months after the period until a GST return is due", unit="months")
    gst_days = whole("Days after those months until a GST return is due", unit="days")
    ioss_months = whole("Months after the period until an IOSS return is due", unit="months")
    ioss_days = whole("Days after those months until an IOSS return is due", unit="days")
    oss_months = whole("Months after the period until an OSS return is due", unit="months")
    oss_days = whole("Days after those months until an OSS return is due", unit="days")


class Postponement(Parameters):
    """How far weekends and holidays may move a deadline."""

    days = whole("Days by which weekends and holidays may move a deadline", unit="days")


class ReturnTolerance(Parameters):
    """What rounding may leave between a return and what it is made of."""

    gap = quantity("Largest difference left by rounding in a return", unit="units of the currency")


class TaxRetention(Parameters):
    """How long papers are kept."""

    months = whole("Months after the period for which papers of a return are kept", unit="months")


@control(
    clauses=["4.2.2-b", "5.2.2-a", "8.2.6-b", "10.5.5.3-c"], dossier=FILING, day=TaxObligation.due_on,
    place=TaxObligation.market, when=OWED, reports=[TaxReturn], severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="File the return at once; file a return of zero where nothing was sold.",
)  # fmt: skip
def return_was_filed() -> BoolX:
    """For every period that is due a return was filed."""
    late = as_of() > TaxObligation.due_on
    return when(count(TaxReturn) > 0, count(TaxReturn) > 0, when(late, count(TaxReturn) > 0, unknown()))


@control(
    clauses=["4.2.2-b", "5.2.2-a", "8.2.6-b", "10.5.5.3-c"], dossier=FILING, day=TaxReturn.filed_on,
    place=TaxReturn.market, when=FILED & OWED, blocks=NOTHING,
    remedy="Ask whether a surcharge is due, and file the next return before its last day.",
)  # fmt: skip
def return_was_filed_in_time() -> BoolX:
    """A return is filed by the last day of its period's deadline."""
    return TaxReturn.filed_on <= TaxObligation.due_on


@control(
    clauses=["4.2.2-b", "5.2.2-a"], dossier=FILING, day=TaxObligation.ends_on, place=TaxObligation.market, when=OWED,
    severity=Severity.MINOR, blocks=NOTHING,
    remedy="Correct the calendar of obligations, or keep the letter that grants more time.",
)  # fmt: skip
def deadline_is_that_of_the_law(rules: FilingRules, moved: Postponement) -> BoolX:
    """The calendar gives no later deadline than the law of the market, weekends and holidays aside."""

    def by(months: NumberX, days: NumberX) -> BoolX:
        due = (TaxObligation.ends_on + number(1)).later(months) + days
        return TaxObligation.due_on <= due + moved.days

    scheme = TaxObligation.scheme
    rest = when(scheme == "OSS", by(rules.oss_months, rules.oss_days), unknown())
    rest = when(scheme == "IOSS", by(rules.ioss_months, rules.ioss_days), rest)
    rest = when(scheme == "GST", by(rules.gst_months, rules.gst_days), rest)
    return when(scheme == "VAT", by(rules.vat_months, rules.vat_days), rest)


@control(
    clauses=["4.2.2-b", "8.2.6-b"], dossier=FILING, day=TaxObligation.due_on, place=TaxReturn.market,
    when=FILED & OWED & (TaxReturn.tax > 0), severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Pay what is owed, with the surcharge.",
)  # fmt: skip
def tax_declared_was_paid_in_time() -> BoolX:
    """The tax a return declares is paid in full by the last day."""
    in_time = (TaxReturn.paid_on <= TaxObligation.due_on) & (TaxReturn.paid >= TaxReturn.tax)
    paid = TaxReturn.paid_on.is_known()
    return when(paid, in_time, when(as_of() > TaxObligation.due_on, paid, unknown()))


@control(
    clauses=["4.2.2-b", "5.2.2-a", "8.2.6-b"], dossier=FILING, day=TaxReturn.filed_on, place=TaxReturn.market,
    when=FILED & HAS_LINES, blocks=NOTHING,
    remedy="Correct the return or its lines, and file what was missed.",
)  # fmt: skip
def return_is_the_sum_of_its_lines(limits: ReturnTolerance) -> BoolX:
    """Sales and tax of a return are the sums of its lines."""
    gap = limits.gap.money(TaxReturn.currency)
    return (abs(TaxReturn.taxable - total_money(TaxReturnLine.taxable)) <= gap) & (
        abs(TaxReturn.tax - total_money(TaxReturnLine.tax)) <= gap
    )


@control(
    clauses=["4.2.2-b", "5.2.2-a", "8.2.6-b", "002-12"], dossier=FILING, day=TaxReturn.filed_on,
    place=TaxReturn.market, when=FILED & HAS_BOOKS, severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Find the orders that differ, and correct the books or file the return anew.",
)  # fmt: skip
def return_is_what_the_books_hold(limits: ReturnTolerance) -> BoolX:
    """Sales and tax of a return are those of the orders of its period."""
    gap = limits.gap.money(TaxReturn.currency)
    return (abs(TaxReturn.taxable - total_money(TaxEntry.taxable, where=OWN)) <= gap) & (
        abs(TaxReturn.tax - total_money(TaxEntry.tax, where=OWN)) <= gap
    )


@control(
    clauses=["10.5.5.3-c", "8.2.6-b"], dossier=FILING, day=TaxReturn.filed_on, place=TaxReturn.market, when=FILED,
    severity=Severity.MINOR, blocks=NOTHING, remedy="Fetch the receipt of the tax office and keep it with the return.",
)  # fmt: skip
def return_has_its_receipt() -> BoolX:
    """The tax office confirmed that a return came in."""
    return TaxReturn.receipt_number.is_known()


def kept(kind: str, until: DayX) -> BoolX:
    """A paper of a kind is stored with its digest, and long enough."""
    is_so = TaxDocument.document_type == kind
    whole_file = TaxDocument.digest.matches("[0-9a-f]{64}").or_else(False)
    return some(is_so & whole_file & (TaxDocument.kept_until >= until))


@control(
    clauses=["4.2.2-b"], dossier=RETURN_PAPERS, day=TaxReturn.filed_on, place=TaxReturn.market,
    when=count(TaxReturn).or_else(0) > 0, reports=[TaxDocument], blocks=NOTHING,
    remedy="Store return, workpapers, invoices and contracts of the period, with a last day that is late enough.",
)  # fmt: skip
def papers_of_a_return_are_kept(limits: TaxRetention) -> BoolX:
    """Return, workpaper, invoices and contracts of a period are stored whole and long enough."""
    until = TaxReturn.ends_on.later(limits.months)
    found = kept("return", until) & kept("workpaper", until) & kept("invoice", until) & kept("contract", until)
    return when(count(TaxDocument) > 0, found, count(TaxDocument) > 0)
