"""Filings with customs through the e-port: of firms and goods, what they were when something was declared; standing.

The message reference says which codes there are: ten characters for a firm, ten digits for goods, up to thirty for the
number of an item in an account book.
"""

from shibosi.kernel.columns import code, day, instant, money, text, truth, whole
from shibosi.kernel.records import Record


class MerchantFiling(Record, label="Filing of a firm with customs", needs="party_code"):
    """A firm filed with customs in a role, as it was handed in through the e-port, with what customs answered."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the filing in the firm's own books", key=True, longest=60)
    role = code("Role: platform, merchant, payment, carrier, declarant or site")
    filed_code = text("Number under which customs filed it", longest=18)
    credit_code = text("Unified social credit code", longest=18)
    name = text("Name of the firm as handed in", longest=200)
    address = text("Address as handed in", longest=300)
    representative_name = text("Legal representative", longest=100, personal=True)
    customs_office = code("Customs office", codes="customs-district")
    receipt = text("Receipt of the e-port", longest=60)
    status = code("Status: handed-in, filed, rejected, cancelled or expired")
    handed_in_on = day("Day it was handed in")
    answered_on = day("Day of the answer of customs")
    valid_until = day("Last day on which it is good")
    open_ended = truth("Good without a last day")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class GoodsFiling(Record, label="Filing of goods with customs", needs="party_code"):
    """Goods of a merchant filed with customs, as they were handed in, with what customs answered."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    item_number = text("Item number of the company", key=True, longest=30)
    merchant_code = text("E-commerce company code", longest=18, firm=True)
    record_number = text("Number under which customs filed it", longest=30)
    commodity_code = code("Commodity code, 10 digits", codes="commodity")
    name = text("Declared name", longest=250)
    model = text("Specification", longest=510)
    unit = code("Declared unit", codes="unit")
    first_unit = code("First statutory unit", codes="unit")
    origin = code("Country of origin", codes="country")
    currency = code("Currency", codes="currency")
    lowest = money("Lowest unit price filed", currency="currency")
    highest = money("Highest unit price filed", currency="currency")
    receipt = text("Receipt of the e-port", longest=60)
    status = code("Status: handed-in, filed, rejected, cancelled or expired")
    handed_in_on = day("Day it was handed in")
    answered_on = day("Day of the answer of customs")
    valid_until = day("Last day on which it is good")
    open_ended = truth("Good without a last day")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class FilingLookup(Record, label="Filings looked up for a declared line", needs="order_number"):
    """A line of a customs list as declared, beside what the filings of its merchant and goods said on the day."""

    order_number = text("Order number", key=True, points_to="order", longest=60)
    line_number = whole("Line number", key=True)
    item_number = text("Item number of the company", longest=30)
    declared_on = day("Day of declaration, Beijing time")
    merchant_code = text("E-commerce company code", longest=18, firm=True)
    declared_record = text("Item number in the account book", longest=30)
    declared_commodity = code("Commodity code, 10 digits", codes="commodity")
    declared_unit = code("Declared unit", codes="unit")
    declared_price = money("Unit price", currency="declared_currency")
    declared_currency = code("Currency of the line", codes="currency")
    merchant_found = truth("A filing of the merchant was found")
    merchant_filing = text("Document of the merchant's filing", longest=120)
    merchant_status = code("Status of the merchant's filing: handed-in, filed, rejected, cancelled or expired")
    merchant_until = day("Last day of the merchant's filing; empty: none")
    item_found = truth("A filing of the goods was found")
    item_filing = text("Document of the goods' filing", longest=120)
    record_number = text("Number under which customs filed it", longest=30)
    commodity_code = code("Commodity code that was filed", codes="commodity")
    unit = code("Unit that was filed", codes="unit")
    currency = code("Currency of the band of prices", codes="currency")
    lowest = money("Lowest unit price filed", currency="currency")
    highest = money("Highest unit price filed", currency="currency")
    status = code("Status of the goods' filing: handed-in, filed, rejected, cancelled or expired")
    until = day("Last day of the goods' filing; empty: none")
    looked_up_on = day("Day of the look-up")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class AeoStatus(Record, label="Standing as authorised operator", needs="party_code"):
    """A firm's standing with customs as an authorised economic operator, as its certificate says."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the certificate", key=True, longest=60)
    grade = code("Grade: advanced or registered")
    status = code("Status: valid, suspended or withdrawn")
    granted_on = day("Day it was granted")
    assessed_on = day("Day of the last assessment by customs")
    assess_by = day("Day until which customs assesses again")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class InspectionVisit(Record, label="Visit to an inspection by customs", needs="party_code"):
    """Who of a broker or law firm stood by when customs inspected goods."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    person = text("Staff number", key=True, longest=60)
    inspection = text("Number of the inspection notice", key=True, longest=60)
    visited_on = day("Day of the inspection")
    certificate = text("Certificate of an authorised operator that was shown", longest=60)
