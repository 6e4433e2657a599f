"""What proves and checks a listing: papers, looks of people and machines, lines of specifications."""

from shibosi.kernel.columns import code, day, decimal, instant, text, truth, whole
from shibosi.kernel.records import Record


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
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


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
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


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
