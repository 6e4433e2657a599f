"""Orders parted to stay under the single limit of retail import: found by person and day, to be looked at.

Ordering in parts before paying is not forbidden as such; whether parts are one purchase, people decide: the control
warns and blocks nothing. Purchases on other platforms are not known here.
"""

from shibosi.domains.customs.controls.limits import RetailImportLimits
from shibosi.domains.customs.dossiers import BUYER_DAY
from shibosi.domains.customs.records import Purchase
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, count, every, largest, total_money


@control(
    clauses=["4.5.3", "7.2.4-b"], rule="10.3", dossier=BUYER_DAY, day=largest(Purchase.day), when=count(Purchase) > 1,
    severity=Severity.MINOR, blocks=NOTHING,
    remedy="Find out whether it is one purchase; if so, declare it as one: above the single limit it is general trade.",
)  # fmt: skip
def day_is_not_parted_under_the_single_limit(limits: RetailImportLimits) -> BoolX:
    """What a person buys on one day is within the single limit, or not by being parted into orders that each are."""
    return (total_money(Purchase.value) <= limits.single) | ~every(Purchase.value <= limits.single)
