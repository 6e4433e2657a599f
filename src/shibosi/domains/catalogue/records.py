"""Records of the catalogue: a listing in a market, and what belongs to it.

Markets and countries are ISO 3166 codes of two letters. Everything about a listing names seller, number and market.
"""

from shibosi.kernel.columns import code, day, decimal, instant, text, truth, whole
from shibosi.kernel.records import Record


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


class ListingText(Record, label="Text of a listing", needs="listing_number"):
    """A text of a listing in a language: a title, description, point, label or warning."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    part = code("Part: title, description, point, label or warning", key=True)
    language = code("Language", key=True)
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


class ListingClaim(Record, label="Claim of a listing", needs="listing_number"):
    """Something a listing claims for its goods that wants a proof: waterproof, organic, clinically tested."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    claim = text("Claim", key=True, longest=200)
    evidence = text("Number of the report or paper that proves it", longest=80)
    evidence_until = day("Last day of that proof")


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


class ListingPaper(Record, label="Paper of a listing", needs="listing_number"):
    """A paper linked to a listing for something that its market asks for.

    `requirement` is the id of a row of the law tables (REQ-005), or `seller-licence`, `maker-papers`.
    """

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    requirement = code("What it is for", key=True)
    number = text("Number of the paper", key=True, longest=80)
    model = text("Model it covers", longest=100)
    category = code("Category it covers; empty: all")
    status = code("Status at the issuer: valid, suspended or revoked")
    valid_from = day("First day on which it is good")
    valid_until = day("Last day on which it is good")
    open_ended = truth("Good without a last day")
    approved_at = instant("Time at which the platform approved it")
    shown = truth("Shown to buyers on the page")
    hidden_at = instant("Time at which it was taken off the page")


class ListingCheck(Record, label="Check of a listing", needs="listing_number"):
    """One person's or machine's look at one side of a listing, for one version of it."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    version = whole("Version", key=True)
    subject = code("What was looked at", key=True)
    reviewer = text("Reviewer", key=True, longest=60, personal=True)
    reviewer_market = code("Market whose team the reviewer belongs to")
    passed = truth("Passed")
    reason = text("Reason")
    checked_at = instant("Time of the check")
    due_on = day("Day by which the seller has to correct it")


class SpecLine(Record, label="Line of a specification", needs="listing_number"):
    """What a contract says of one value of the goods of an order, and what inspection measured."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    listing_number = text("Number of the listing", key=True, longest=60)
    market = code("Market", key=True)
    order_number = text("Order", key=True, longest=60)
    line = text("What is specified", key=True, longest=100)
    agreed = decimal("Value agreed")
    tolerance = decimal("Tolerance agreed")
    measured = decimal("Value measured")
    inspected_at = instant("Time of inspection")
    dispatched_at = instant("Time of dispatch")
