"""The rate of an export refund is that of its goods. The table of rates is an import: without it nothing is known."""

from shibosi.domains.tax.dossiers import CLAIM
from shibosi.domains.tax.records import RefundClaim
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, count
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.parameters import number as quantity


class RefundRates(Parameters):
    """Refund rates by goods."""

    rate = quantity("Export refund rate of goods, by commodity code", unit="percent")


@control(
    clauses=["10.5.5.3-b", "002-01"], dossier=CLAIM, day=RefundClaim.exported_on, place=RefundClaim.commodity_code,
    when=(count(RefundClaim).or_else(0) > 0) & RefundClaim.commodity_code.is_known(), severity=Severity.CRITICAL,
    blocks=NOTHING, one_sided="The table of refund rates is an import; where it is not at hand nothing can be said.",
    remedy="Claim at the rate of the goods on the day of export; goods whose refund was cancelled are taxed.",
)  # fmt: skip
def refund_rate_is_that_of_the_goods(rates: RefundRates) -> BoolX:
    """A refund is claimed at the rate of its goods on the day of export."""
    return RefundClaim.rate == rates.rate
