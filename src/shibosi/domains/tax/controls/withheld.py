"""The tax of one order: reckoned right, in a return or withheld, and what a platform missed is filed anew.

Not modelled: one order taxed under two schemes of one market; each scheme is a dossier of its own.
"""

from shibosi.domains.tax.dossiers import ORDER_TAX
from shibosi.domains.tax.records import TaxEntry, TaxReturnLine, Withholding
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    as_of,
    common,
    count,
    every,
    largest,
    smallest,
    some,
    total_money,
    unknown,
    when,
)
from shibosi.kernel.parameters import Parameters, share, whole
from shibosi.kernel.parameters import number as quantity

BOOKED = count(TaxEntry).or_else(0) > 0
LISTED = count(TaxReturnLine).or_else(0) > 0
HELD_BACK = count(Withholding).or_else(0) > 0
OWN = TaxEntry.withheld_by.is_missing()
BY_PLATFORM = ~OWN
STANDARD = TaxEntry.rate_class == "standard"
SOLD_ON = smallest(TaxEntry.booked_on)
MARKET = common(TaxEntry.market)
GOOD = Withholding.rejected_on.is_missing()


class OrderTaxTolerance(Parameters):
    """What rounding may leave in the tax of one order."""

    gap = quantity("Largest difference left by rounding in the tax of an order", unit="units of the currency")


class Percent(Parameters):
    """A percent as a share."""

    part = share("What one percent is of the whole")


class StandardRates(Parameters):
    """The standard rates of a market, as the tables of law have them."""

    vat = quantity("Standard rate of VAT in percent", unit="percent")
    gst = quantity("Standard rate of GST in percent", unit="percent")


class FilingPatience(Parameters):
    """How long an order may wait for its return."""

    days = whole("Days after the sale until which its line may come in a return", unit="days")


class Following(Parameters):
    """How long a platform and a seller may take over tax withheld."""

    remit = whole("Days after withholding until which the money is paid over", unit="days")
    refile = whole("Days after a rejection until which the seller files anew", unit="days")


@control(
    clauses=["5.2.2-a", "4.2.2-b"], dossier=ORDER_TAX, day=SOLD_ON, place=MARKET, when=BOOKED, blocks=NOTHING,
    remedy="Reckon the tax of the order again from sale and rate.",
)  # fmt: skip
def tax_of_an_order_is_sale_times_rate(limits: OrderTaxTolerance, percent: Percent) -> BoolX:
    """The tax booked for a sale is its amount times the rate."""
    reckoned = TaxEntry.taxable * (TaxEntry.rate * percent.part)
    return every(abs(TaxEntry.tax - reckoned) <= limits.gap.money(TaxEntry.currency))


@control(
    clauses=["5.2.2-a", "4.2.2-b", "8.2.6-b", "004-05", "E-1"], dossier=ORDER_TAX, day=SOLD_ON, place=MARKET,
    when=BOOKED & some(STANDARD), blocks=NOTHING,
    remedy="Take the rate in force on the day of the sale, or say by which class the sale is taxed.",
)  # fmt: skip
def standard_rate_is_the_one_in_force(rates: StandardRates) -> BoolX:
    """A sale at the standard rate is taxed at the rate in force in its market on the day of the sale."""
    vat = TaxEntry.rate == rates.vat
    gst = TaxEntry.rate == rates.gst
    return every(when(TaxEntry.scheme == "VAT", vat, when(TaxEntry.scheme == "GST", gst, unknown())), where=STANDARD)


@control(
    clauses=["5.2.2-a", "10.5.2.3-b", "8.2.6-b", "004-12"], dossier=ORDER_TAX, day=SOLD_ON, place=MARKET,
    when=BOOKED & some(OWN), severity=Severity.CRITICAL, blocks=NOTHING, reports=[TaxReturnLine],
    remedy="Put the order into the return of its period, or file that return anew.",
)  # fmt: skip
def order_stands_in_a_return(limits: OrderTaxTolerance, patience: FilingPatience) -> BoolX:
    """What the books hold of the tax of an order stands in a return, to the cent."""
    gap = abs(total_money(TaxEntry.tax, where=OWN) - total_money(TaxReturnLine.tax))
    late = as_of() > largest(TaxEntry.booked_on) + patience.days
    filed = gap <= limits.gap.money(common(TaxEntry.currency))
    return when(count(TaxReturnLine) > 0, filed, when(late, count(TaxReturnLine) > 0, unknown()))


@control(
    clauses=["5.2.2-a", "10.5.2.3-b", "8.2.6-b", "002-12"], dossier=ORDER_TAX, day=as_of(),
    place=common(TaxReturnLine.market), when=LISTED, severity=Severity.CRITICAL, blocks=NOTHING, reports=[TaxEntry],
    remedy="Take the line out of the return, or book the order it names.",
)  # fmt: skip
def line_of_a_return_is_an_order() -> BoolX:
    """Every line of a return is an order the books know."""
    return count(TaxEntry) > 0


@control(
    clauses=["5.2.2-c"], dossier=ORDER_TAX, day=SOLD_ON, place=MARKET, when=BOOKED & some(BY_PLATFORM),
    blocks=NOTHING, reports=[Withholding],
    remedy="Ask the platform, and file what it did not withhold yourself.",
)  # fmt: skip
def platform_withheld_what_is_expected(limits: OrderTaxTolerance, patience: FilingPatience) -> BoolX:
    """A platform that withholds the tax of an order withheld all of it, or the seller filed the rest."""
    good = total_money(Withholding.amount, where=GOOD | Withholding.refiled_on.is_known())
    missing = abs(total_money(TaxEntry.tax, where=BY_PLATFORM) - good)
    late = as_of() > largest(TaxEntry.booked_on) + patience.days
    whole_tax = missing <= limits.gap.money(common(TaxEntry.currency))
    return when(count(Withholding) > 0, whole_tax, when(late, count(Withholding) > 0, unknown()))


@control(
    clauses=["5.2.2-c"], dossier=ORDER_TAX, day=smallest(Withholding.rejected_on, where=~GOOD),
    place=common(Withholding.market), when=HELD_BACK & some(~GOOD), severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="File the tax of the order yourself, with proof of the rejection.",
)  # fmt: skip
def rejected_withholding_was_refiled(limits: Following) -> BoolX:
    """Tax whose withholding was rejected is filed anew by the seller in time."""
    last = Withholding.rejected_on + limits.refile
    refiled = Withholding.refiled_on.is_known()
    in_time = when(refiled, Withholding.refiled_on <= last, when(as_of() > last, refiled, unknown()))
    return every(in_time, where=~GOOD)


@control(
    clauses=["5.2.2-c", "8.2.6-b"], dossier=ORDER_TAX, day=smallest(Withholding.withheld_on),
    place=common(Withholding.market), when=HELD_BACK & some(GOOD), blocks=NOTHING,
    remedy="Ask the platform to pay the tax over and to show the proof.",
)  # fmt: skip
def tax_withheld_was_paid_over(limits: Following) -> BoolX:
    """Tax that was withheld is paid over to the tax office in time: nothing is left on the way."""
    last = Withholding.withheld_on + limits.remit
    over = Withholding.remitted_on.is_known()
    in_time = when(over, Withholding.remitted_on <= last, when(as_of() > last, over, unknown()))
    return every(in_time, where=GOOD)
