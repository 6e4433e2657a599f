"""Dossiers of a listing in a market and of a recall, and what controls say of them."""

from shibosi.domains.catalogue.records import (
    Listing,
    ListingAttribute,
    ListingCheck,
    ListingClaim,
    ListingPaper,
    ListingText,
    OrderedGoods,
    OrderedTax,
    Picture,
    Recall,
    RecalledOrder,
    RecallMatch,
    SearchTrial,
    SpecLine,
    listings,
)
from shibosi.kernel.dossiers import Dossier, many, one
from shibosi.kernel.expressions import BoolX, as_of, count, some, when
from shibosi.kernel.records import Record

LISTING = Dossier(
    "listing",
    "Listing in a market",
    ("seller", "listing number", "market"),
    [
        one(Listing.seller_code, Listing.number, Listing.market),
        many(ListingText.seller_code, ListingText.listing_number, ListingText.market),
        many(ListingAttribute.seller_code, ListingAttribute.listing_number, ListingAttribute.market),
        many(ListingClaim.seller_code, ListingClaim.listing_number, ListingClaim.market),
        many(Picture.seller_code, Picture.listing_number, Picture.market),
        many(ListingPaper.seller_code, ListingPaper.listing_number, ListingPaper.market),
        many(ListingCheck.seller_code, ListingCheck.listing_number, ListingCheck.market),
        many(SpecLine.seller_code, SpecLine.listing_number, SpecLine.market),
        many(RecallMatch.seller_code, RecallMatch.listing_number, RecallMatch.market),
    ],
)
RECALL = Dossier(
    "recall",
    "Recall with the listings and past orders it means",
    ("authority", "recall number"),
    [
        one(Recall.authority, Recall.number),
        many(RecallMatch.authority, RecallMatch.recall_number),
        many(RecalledOrder.authority, RecalledOrder.recall_number),
    ],
)
PICTURE = Dossier("picture", "One picture, wherever it is used", ("picture",), [many(Picture.digest)])
ITEM = Dossier(
    "item",
    "Listings of a seller for one item number in a market",
    ("seller", "item number", "market"),
    [many(Listing.seller_code, Listing.gtin, Listing.market)],
)
ORDERED = Dossier(
    "ordered",
    "Order against the rules of its destination",
    ("seller", "order number"),
    [
        one(OrderedTax.seller_code, OrderedTax.order_number),
        many(OrderedGoods.seller_code, OrderedGoods.order_number),
    ],
)
SEARCH = Dossier(
    "search", "Measured product search", ("provider", "trial number"),
    [one(SearchTrial.provider_code, SearchTrial.number)],
)  # fmt: skip
OFFERED = (count(Listing).or_else(0) > 0) & ~Listing.state.is_in([listings.REMOVED]).or_else(False)
"""There is a listing, and it was not removed."""
GOODS = OFFERED & (Listing.subject == "goods")
LIVE = OFFERED & (Listing.state == listings.LIVE)
IN_FORCE = (
    (ListingPaper.status == "valid")
    & (ListingPaper.valid_from <= as_of())
    & (ListingPaper.open_ended.or_else(False) | (as_of() <= ListingPaper.valid_until))
)  # fmt: skip
"""The paper is good on the day asked about, and its issuer has not taken it back."""
COVERS = (ListingPaper.model == Listing.model) & (
    ListingPaper.category.is_missing() | (ListingPaper.category == Listing.category)
)
"""The paper covers the model, and the category where it is limited to one."""


def there(record: type[Record], found: BoolX) -> BoolX:
    """What is said of rows; where none was handed in for the listing that is false, undetermined where none at all."""
    return when(count(record) > 0, found, count(record) > 0)


def has_paper(requirement: str) -> BoolX:
    """A paper for a requirement is at hand, good today, and covers the goods."""
    return there(ListingPaper, some((ListingPaper.requirement == requirement) & IN_FORCE & COVERS))
