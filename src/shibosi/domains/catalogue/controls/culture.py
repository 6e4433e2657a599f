"""Taste of the market: religion, colour, gesture and law are looked at by people of the market before goods go live.

What to mind in which market is a row of the table of culture. Not modelled: what a picture means; people say.
"""

from functools import partial

from shibosi.domains.catalogue.dossiers import LISTING, OFFERED, there
from shibosi.domains.catalogue.records import Listing, ListingCheck, Picture
from shibosi.kernel.controls import RELEASE, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, distinct, some

listing = partial(control, dossier=LISTING, day=as_of(), place=Listing.market, blocks=RELEASE)
SUBJECTS = ("religion", "colour", "gesture", "law")
"""What is looked at for each market."""
THIS = (ListingCheck.version == Listing.version) & ListingCheck.passed
LOOK = "Have the team of the market look at religion, colour, gesture and law before the listing goes live."


@listing(clauses=["4.10-b"], when=OFFERED & Listing.published_at.is_known(), remedy=LOOK)
def team_of_the_market_looked_before_publishing() -> BoolX:
    """Before a version goes live the team of the market has passed it on religion, colour, gesture and law."""
    before = (ListingCheck.checked_at <= Listing.published_at) & (ListingCheck.reviewer_market == Listing.market)
    passed = (some(THIS & before & (ListingCheck.subject == subject)) for subject in SUBJECTS)
    return there(ListingCheck, all_of(*passed))


@listing(
    clauses=["4.10-b"], when=OFFERED & Listing.published_at.is_known() & some(Picture.flagged),
    remedy="Have a second person of the market approve the pictures.",
)  # fmt: skip
def flagged_pictures_have_two_approvals() -> BoolX:
    """Pictures in which something was seen that taste may mind were approved by two people."""
    approved = THIS & (ListingCheck.subject == "religion")
    return there(ListingCheck, distinct(ListingCheck.reviewer, where=approved) > 1)
