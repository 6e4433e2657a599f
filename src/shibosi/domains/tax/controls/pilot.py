"""Retail exports of pilot zones: exempt without an invoice of purchase, and taxed on a deemed income.

Whoever misses a condition falls back on the normal rule: refund or exemption with an invoice, or tax as on a sale at
home. Not modelled: counties whose zone has another name (undetermined), and what announcement No. 11 of 2026 says.
"""

from shibosi.domains.tax.controls.withheld import Percent
from shibosi.domains.tax.dossiers import DEEMED_INCOME, EXEMPT_EXPORT
from shibosi.domains.tax.records import ExemptExport, IncomeReturn
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, count, total_money, unknown, when
from shibosi.kernel.expressions.kinds import TextX
from shibosi.kernel.parameters import Parameters, codes
from shibosi.kernel.parameters import number as quantity

ASKED = count(ExemptExport).or_else(0) > 0
FILED = count(IncomeReturn).or_else(0) > 0


class PilotZones(Parameters):
    """Which names are those of pilot zones."""

    cities = codes("Pilot zones on a day, in Chinese and English")
    ever = codes("All names that pilot zones ever bore")


class DeemedIncome(Parameters):
    """Tax on a deemed share of revenue, and the relief of small firms."""

    share = quantity("Taxable income in percent of revenue", unit="percent")
    tax = quantity("Income tax in percent of taxable income", unit="percent")
    small_limit = quantity("Taxable income up to which a small firm pays less", unit="CNY")
    small_tax = quantity("Income tax of a small firm in percent of taxable income", unit="percent")


class DeemedTolerance(Parameters):
    """What rounding may leave in a return on deemed income."""

    gap = quantity("Largest difference left by rounding in a return on deemed income", unit="units of the currency")


def in_zone(name: TextX, zones: PilotZones) -> BoolX:
    """Whether a place is a pilot zone on the day; not known of a name that none ever bore."""
    return when(name.is_in(zones.ever), name.is_in(zones.cities), unknown())


@control(
    clauses=["002-02", "002-19"], dossier=EXEMPT_EXPORT, day=ExemptExport.declared_on, when=ASKED,
    severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Withdraw the exemption: without registration in a pilot zone the normal rule serves.",
)  # fmt: skip
def exempt_exporter_is_registered_in_a_zone(zones: PilotZones) -> BoolX:
    """A firm that exports without an invoice is registered in a pilot zone on the day of the declaration."""
    began = ExemptExport.registered_on <= ExemptExport.declared_on
    runs = ExemptExport.ended_on.is_missing() | (ExemptExport.declared_on <= ExemptExport.ended_on)
    return in_zone(ExemptExport.zone, zones) & began & runs


@control(
    clauses=["002-02"], dossier=EXEMPT_EXPORT, day=ExemptExport.declared_on, when=ASKED,
    severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Withdraw the exemption, or show list, record and customs of the zone; else the normal rule serves.",
)  # fmt: skip
def exempt_export_was_recorded_and_listed() -> BoolX:
    """An export without an invoice was recorded on the zone's platform and declared by list at the zone's customs."""
    listed = (ExemptExport.declaration == "list") & (ExemptExport.customs_zone == ExemptExport.zone)
    return (ExemptExport.recorded_on <= ExemptExport.declared_on) & listed


@control(
    clauses=["002-02"], dossier=EXEMPT_EXPORT, day=ExemptExport.declared_on, when=ASKED,
    severity=Severity.CRITICAL, blocks=NOTHING, remedy="Claim a refund or the usual exemption with the voucher.",
)  # fmt: skip
def exempt_export_has_no_voucher() -> BoolX:
    """The exemption without an invoice is asked only where there is no voucher of purchase."""
    return ExemptExport.voucher == "none"


@control(
    clauses=["002-02"], dossier=EXEMPT_EXPORT, day=ExemptExport.declared_on, when=ASKED,
    severity=Severity.CRITICAL, blocks=NOTHING, remedy="Tax the export as a sale at home.",
)  # fmt: skip
def exempt_goods_keep_their_refund() -> BoolX:
    """Goods exported without an invoice are not among those whose refund was cancelled."""
    return ~ExemptExport.refund_cancelled


@control(
    clauses=["002-03", "002-31"], dossier=DEEMED_INCOME, day=IncomeReturn.ends_on, when=FILED,
    severity=Severity.CRITICAL, blocks=NOTHING, remedy="File the year by the books instead.",
)  # fmt: skip
def deemed_income_is_of_a_pilot_zone(zones: PilotZones) -> BoolX:
    """Only a firm of a pilot zone is taxed on a deemed income."""
    return in_zone(IncomeReturn.zone, zones)


@control(
    clauses=["002-03"], dossier=DEEMED_INCOME, day=IncomeReturn.ends_on, when=FILED, reports=[ExemptExport],
    severity=Severity.CRITICAL, blocks=NOTHING, remedy="Correct the revenue, or report the exports that are missing.",
)  # fmt: skip
def deemed_revenue_is_that_of_the_exports(limits: DeemedTolerance) -> BoolX:
    """The revenue of a return on deemed income is that of the year's exempt exports."""
    gap = limits.gap.money(IncomeReturn.currency)
    same = abs(IncomeReturn.revenue - total_money(ExemptExport.value)) <= gap
    return when(count(ExemptExport) > 0, same, count(ExemptExport) > 0)


@control(
    clauses=["002-03"], dossier=DEEMED_INCOME, day=IncomeReturn.ends_on, when=FILED, severity=Severity.CRITICAL,
    blocks=NOTHING, remedy="Reckon income and tax of the year again.",
)  # fmt: skip
def deemed_tax_is_reckoned_right(rules: DeemedIncome, percent: Percent, limits: DeemedTolerance) -> BoolX:
    """Deemed income is its share of revenue; the tax is the general rate of it, or the lower one of a small firm."""
    gap = limits.gap.money(IncomeReturn.currency)
    income = IncomeReturn.revenue * (rules.share * percent.part)
    small = IncomeReturn.small & (IncomeReturn.income <= rules.small_limit.money(IncomeReturn.currency))
    full = abs(IncomeReturn.tax - IncomeReturn.income * (rules.tax * percent.part)) <= gap
    less = abs(IncomeReturn.tax - IncomeReturn.income * (rules.small_tax * percent.part)) <= gap
    return (abs(IncomeReturn.income - income) <= gap) & when(small, less, full)
