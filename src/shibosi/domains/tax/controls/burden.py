"""The tax burden of a taxpayer in a market: registered, stated right, looked at where it leaves the usual, audited.

Every period that ended in the year up to the one filed last is held against the mean of the months before it. What is
odd is no fault: it asks for a review that explains it.
"""

from itertools import accumulate, repeat
from operator import sub

from shibosi.domains.tax.dossiers import AUDITS, FILING, MARKET
from shibosi.domains.tax.records import BurdenReview, TaxDocument, TaxRegistration, TaxReturn
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    all_of,
    as_of,
    common,
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
from shibosi.kernel.expressions.kinds import NumberX, number
from shibosi.kernel.parameters import Parameters, share, whole
from shibosi.kernel.parameters import number as quantity

HAS_RETURNS = count(TaxReturn).or_else(0) > 0
LAST = largest(TaxReturn.ends_on)
MONTHS_BACK = tuple(accumulate(repeat(number(1), 11), sub, initial=number(0)))
"""0 and below, a number for each month of a year."""
REGISTERED = count(TaxRegistration).or_else(0) > 0


class UsualBurden(Parameters):
    """What counts as the usual tax burden."""

    share = share("How far a tax burden may lie from the mean, as a share of the mean")
    months = whole("Months before the period whose mean is the usual tax burden", unit="months")
    days = whole("Days after filing in which an odd tax burden is looked at", unit="days")
    gap = quantity("Largest difference left by rounding in a burden stated, as a share of sales", unit="share of sales")


class AuditAge(Parameters):
    """How old the report of a tax audit may be."""

    months = whole("Months after which stock abroad wants another tax audit", unit="months")


@control(
    clauses=["10.5.5.3-c", "5.2.2-a"], dossier=MARKET, day=smallest(TaxReturn.starts_on), place=TaxRegistration.market,
    when=HAS_RETURNS, reports=[TaxRegistration], severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Register before the first sale, and name the tax number on every return.",
)  # fmt: skip
def returns_name_the_registration() -> BoolX:
    """Returns are filed under a tax number that was obtained before their first period ended."""
    named = every(TaxReturn.registration_number == TaxRegistration.number)
    known = TaxRegistration.registered_on <= smallest(TaxReturn.ends_on)
    return when(count(TaxRegistration) > 0, named & known, count(TaxRegistration) > 0)


@control(
    clauses=["10.5.5.3-c"], dossier=FILING, day=TaxReturn.filed_on, place=TaxReturn.market,
    when=TaxReturn.burden.is_known(), blocks=NOTHING, remedy="State the burden as tax over sales.",
)  # fmt: skip
def burden_is_tax_over_sales(usual: UsualBurden) -> BoolX:
    """The tax burden a return states is its tax as a share of its sales."""
    return abs(TaxReturn.tax - TaxReturn.taxable * TaxReturn.burden) <= abs(TaxReturn.taxable) * usual.gap


def usual_or_reviewed(usual: UsualBurden, shift: NumberX) -> BoolX:
    """A period that ended so many months from the last is as usual, or explained; held where none ended then.

    Periods before the last count once there are months enough before them.
    """
    end = (LAST + number(1)).later(shift)
    is_it = TaxReturn.ends_on + number(1) == end
    before = (TaxReturn.ends_on + number(1) < end) & ((TaxReturn.ends_on + number(1)).later(usual.months) >= end)
    months = count_where(before)
    mean_times = total(TaxReturn.burden, where=before)
    now = total(TaxReturn.burden, where=is_it)
    odd = abs(now * months - mean_times) > mean_times * usual.share
    closed = BurdenReview.closed_on.is_known() & BurdenReview.explanation.is_known()
    explained = some((BurdenReview.ends_on + number(1) == end) & closed).or_else(False)
    late = as_of() > largest(TaxReturn.filed_on, where=is_it) + usual.days
    asked = when(explained, explained, when(late, explained, unknown()))
    whole = (smallest(TaxReturn.ends_on) + number(1)).later(usual.months) <= end
    enough = (months > 0) if shift is MONTHS_BACK[0] else whole
    return when((count_where(is_it) > 0) & enough & odd, asked, months >= 0)


@control(
    clauses=["10.5.5.3-c", "002-12"], dossier=MARKET, day=LAST, place=TaxRegistration.market, blocks=NOTHING,
    when=HAS_RETURNS, remedy="Open a review: compare rates, refunds and sales with the months before, and explain.",
)  # fmt: skip
def odd_burden_is_reviewed(usual: UsualBurden) -> BoolX:
    """A tax burden of the last year far from the mean of the months before it is looked at and explained."""
    return all_of(*(usual_or_reviewed(usual, months) for months in MONTHS_BACK))


@control(
    clauses=["10.5.5.3-c"], dossier=AUDITS, day=LAST, place=common(TaxReturn.market), blocks=NOTHING,
    when=HAS_RETURNS & REGISTERED & some(TaxRegistration.stock), reports=[TaxDocument],
    remedy="Have a local agency audit the market, and keep its report.",
)  # fmt: skip
def stock_abroad_is_audited(limits: AuditAge) -> BoolX:
    """Where goods are sold from stock abroad, a local agency audited the tax in the months before the last return."""
    audit = TaxDocument.document_type == "audit"
    since = smallest(TaxRegistration.registered_on, where=TaxRegistration.stock)
    recent = some(audit & (TaxDocument.issued_on.later(limits.months) >= LAST)).or_else(False)
    return (since.later(limits.months) >= LAST) | recent
