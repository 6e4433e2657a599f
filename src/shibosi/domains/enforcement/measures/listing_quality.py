"""Points for the quality of listings: six faults, each by points of its own, in an account of their own.

The six faults are those that a report tells of AliExpress (000, 2.3.2). Where data can decide, a control finds the
fault; the others are laid to a seller by the flow `listing_fault`. What a fault costs and a tier brings is our choice.
"""

from shibosi.kernel.measures.packs import Resetting, Tier, pack
from shibosi.kernel.parameters import Parameters, codes, whole, word

CHEATING, STOLEN, WATERMARK = "search-cheating", "stolen-picture", "stolen-watermark"
RANGE, CONTACT, OTHER = "outside-range", "contact-or-ads", "other-listing-fault"
FAULTS = {
    CHEATING: "Search cheating",
    STOLEN: "Stolen picture",
    WATERMARK: "Stolen picture with a watermark",
    RANGE: "Goods outside the agreed range",
    CONTACT: "Contact data or advertising in a listing",
    OTHER: "Other fault of a listing",
}
"""The six faults with their labels; a fault laid to a seller by people is recorded under its name."""
FOUND_BY = {
    "title_repeats_no_word": CHEATING,
    "goods_are_listed_once": CHEATING,
    "one_picture_has_one_owner": STOLEN,
    "goods_are_within_the_agreed_range": RANGE,
    "texts_hold_no_contact_data": CONTACT,
}
"""Controls that find a fault, with the fault."""


class ListingQuality(Parameters):
    """What faults of listings cost in a year, and what follows for how long."""

    search_cheating = whole("Points for search cheating", unit="points")
    stolen_picture = whole("Points for a stolen picture", unit="points")
    stolen_watermark = whole("Points for a stolen picture with a watermark", unit="points")
    outside_range = whole("Points for goods outside the agreed range", unit="points")
    contact_or_ads = whole("Points for contact data or advertising in a listing", unit="points")
    other_fault = whole("Points for another fault of a listing", unit="points")
    months = whole("Months after which points are reset", unit="months")
    begins = whole("Month in which the first period of a year begins", unit="month")
    lasts = whole("Days the measures of a tier last", unit="days")
    first = whole("Points of the first tier", unit="points")
    second = whole("Points of the second tier", unit="points")
    third = whole("Points of the third tier", unit="points")
    first_brings = codes("Measures of the first tier")
    second_brings = codes("Measures of the second tier")
    third_brings = codes("Measures of the third tier")
    on_appeal = word("What an open appeal does: runs or suspends")
    on_reached = word("What reaching a tier does: proposes or imposes")
    four_eyes = codes("Measures that two people decide")


COSTS = {
    CHEATING: ListingQuality.search_cheating,
    STOLEN: ListingQuality.stolen_picture,
    WATERMARK: ListingQuality.stolen_watermark,
    RANGE: ListingQuality.outside_range,
    CONTACT: ListingQuality.contact_or_ads,
    OTHER: ListingQuality.other_fault,
}

LISTING_QUALITY = pack(
    "listing_quality", "Points for the quality of listings", clauses=["000-46"], theme=__name__,
    faults={**COSTS, **{control: COSTS[fault] for control, fault in FOUND_BY.items()}},
    window=Resetting(ListingQuality.months, ListingQuality.begins),
    tiers=(
        Tier("first", ListingQuality.first, ListingQuality.first_brings, ListingQuality.lasts),
        Tier("second", ListingQuality.second, ListingQuality.second_brings, ListingQuality.lasts),
        Tier("third", ListingQuality.third, ListingQuality.third_brings, ListingQuality.lasts),
    ),
    on_appeal=ListingQuality.on_appeal, on_reached=ListingQuality.on_reached, four_eyes=ListingQuality.four_eyes,
)  # fmt: skip
