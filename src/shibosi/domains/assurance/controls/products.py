"""What a product needs in its market: asked again in time, still asked for there, proven.

Which requirements apply to a product the reference says (`shibosi law needs`); its answer is handed in as it was given.
"""

from functools import partial

from shibosi.domains.assurance.dossiers import PRODUCT
from shibosi.domains.assurance.records import ProductNeed, ProductOffer
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, when
from shibosi.kernel.parameters import Parameters, whole

ON_SALE = (count(ProductOffer).or_else(0) > 0) & (
    ProductOffer.ended_on.is_missing() | (ProductOffer.ended_on >= as_of())
)
offered = partial(control, dossier=PRODUCT, day=as_of(), place=ProductOffer.market, when=ON_SALE, blocks=NOTHING)


class Reference(Parameters):
    """How old an answer of the reference of product rules may be."""

    days = whole("Days after which what a product needs is asked again", unit="days")


@offered(
    clauses=["000-24"],
    remedy="Ask again what the product needs in this market (shibosi law needs), and hand the answer in.",
)
def product_needs_are_those_of_today(reference: Reference) -> BoolX:
    """What a product needs in its market was asked lately, and no requirement it is sold under has ended since."""
    running = ProductNeed.ends_on.is_missing() | (as_of() <= ProductNeed.ends_on)
    return (ProductOffer.asked_on + reference.days >= as_of()) & every(running)


@offered(
    clauses=["000-24"],
    remedy="Have the paper issued or renewed, or take the product off sale in this market.",
)
def product_needs_are_proven() -> BoolX:
    """Each requirement that a product is sold under in a market is proven by a paper that is good on the day."""
    good = ProductNeed.open_ended.or_else(False) | (as_of() <= ProductNeed.proven_until)
    there = count(ProductNeed) > 0
    return when(there, every(ProductNeed.evidence.is_known() & good), there)
