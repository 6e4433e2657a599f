"""What a listing says: itself, its texts, attributes, claims and pictures."""

from shibosi.kernel.columns import code, day, decimal, instant, text, truth, whole
from shibosi.kernel.records import Record

DRAFT, CHECKING, HELD, LIVE, HIDDEN, REMOVED = "draft", "checking", "held", "live", "hidden", "removed"
"""States of a listing."""
WITH_SELLER = (DRAFT, HELD)
"""States in which the next step is the seller's."""


class Listing(Record, label="Listing", needs="number"):
    """Goods or a service offered in one market, as the seller drafts it. A new version takes the place of the last."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    version = whole("Version")
    state = code("State: draft, checking, held, live, hidden or removed")
    subject = code("Subject: goods, service, virtual or digital")
    category = code("Category")
    title = text("Title")
    description = text("Description")
    brand = text("Brand", longest=100)
    model = text("Model", longest=100)
    gtin = text("Item number (GTIN)", longest=14)
    colour = text("Colour", longest=100)
    size = text("Size", longest=100)
    age_to = whole("Oldest age in years it is made for")
    maker_code = text("Manufacturer", longest=30)
    operator_name = text("Operator in the market who answers for the goods", longest=200)
    operator_country = code("Country of that operator")
    origin = code("Country of origin, as stated")
    origin_shown = truth("Origin is shown on the page")
    origin_marked = code("Country of origin as marked on goods or pack")
    origin_proof = code("Proof of origin: certificate, maker-statement, purchase-receipt or none")
    origin_proven = code("Country of origin that the proof names")
    contract_standard = text("Specification agreed by contract", longest=200)
    official_standard = text("Official standard of the source country that it follows", longest=200)
    cn_standard = text("Chinese standard it deviates from, or none", longest=100)
    cn_deviation = text("Deviation from the Chinese standard")
    origin_standard = text("Standard of the source country it deviates from, or none", longest=100)
    origin_deviation = text("Deviation from the standard of the source country")
    sale_by = code("Sold by: count or measure")
    pack_quantity = whole("Pieces in a pack")
    page_quantity = whole("Pieces in a pack, as the page shows")
    cart_quantity = whole("Pieces in a pack, as the cart shows")
    published_at = instant("Time of going live")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


class ListingText(Record, label="Text of a listing", needs="listing_number"):
    """A text of a listing in a language: a title, description, point, label or warning."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    part = code("Part: title, description, point, label or warning", key=True)
    language = code("Language", key=True)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")
    text = text("Text")


class ListingAttribute(Record, label="Attribute of a listing", needs="listing_number"):
    """One attribute as the seller states it, beside what was read of it elsewhere.

    A fact such as `has_battery` is answered by `holds`; a measure has number and unit.
    """

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    attribute = code("Attribute", key=True)
    value = text("Value", longest=500)
    holds = truth("The fact is so")
    number = decimal("Number")
    unit = code("Unit")
    si_number = decimal("Number in the international unit")
    si_unit = code("International unit")
    text_value = text("Value as title and description have it", longest=500)
    picture_value = text("Value as the pictures show it", longest=500)
    genuine_value = text("Value of the genuine product, as its maker has it", longest=500)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


class ListingClaim(Record, label="Claim of a listing", needs="listing_number"):
    """Something a listing claims for its goods that wants a proof: waterproof, organic, clinically tested."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    claim = text("Claim", key=True, longest=200)
    evidence = text("Number of the report or paper that proves it", longest=80)
    evidence_until = day("Last day of that proof")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


class Picture(Record, label="Picture of a listing", needs="listing_number"):
    """A picture by its hash, with what was measured of it and what a model and a person saw in it."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    position = whole("Position on the page", key=True)
    digest = text("SHA-256 of the picture", longest=64)
    width = whole("Width in pixels")
    height = whole("Height in pixels")
    sharpness = decimal("Sharpness, 0 to 1")
    overlay = decimal("Share covered by laid-over text, 0 to 1")
    obstructed = truth("The goods are covered or painted over")
    category = code("Category that the picture shows")
    flagged = truth("The model sees a logo, nudity, violence, or a person, gesture or symbol to be looked at")
    doubtful = truth("The model was not sure")
    seen_at = instant("Time at which the model looked")
    decided_at = instant("Time at which a person decided")
    rights = code("Right to the picture: own, maker, licence or none")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")
