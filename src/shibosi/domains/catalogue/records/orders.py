"""What was ordered, held against the rules of its destination: goods as their listings have them, tax as it is paid."""

from shibosi.kernel.columns import code, day, decimal, instant, text, truth, whole
from shibosi.kernel.records import Record


class OrderedGoods(Record, label="Ordered goods, as their listing has them", needs="order_number"):
    """A line of an order with what its listing says of the goods in the market they go to, on the day of the look."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    order_number = text("Order", key=True, longest=60)
    line_number = whole("Line of the order", key=True)
    listing_number = text("Number of the listing; empty: none was found", longest=60)
    market = code("Market the goods go to")
    category = code("Category")
    banned = truth("Goods of the category are banned in the market")
    needed = whole("Rows of law of the market that ask for a paper")
    proven = whole("Of these, rows for which there is a good paper")
    licensed = truth("The seller needs a licence for the category")
    licence = text("Number of that licence", longest=80)
    licence_until = day("Last day of that licence")
    looked_at = instant("Time of the look")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")


class OrderedTax(Record, label="Tax of an order at its destination", needs="order_number"):
    """By which number of the buyer, or under which number of a collector, tax at the destination is paid in advance."""

    seller_code = text("Seller", key=True, longest=30, firm=True)
    order_number = text("Order", key=True, longest=60)
    market = code("Market the goods go to")
    prepaid = truth("Duty and tax are paid before the goods arrive")
    register = code("Register of the buyer's tax number: eu-vat, gb-vat, in-gstin, au-abn, br-cnpj or mx-rfc")
    tax_number = text("Tax number of the buyer", longest=40, personal=True)
    collected_under = text("Number under which tax was collected at the sale, such as that of IOSS", longest=40)
    due = decimal("Tax due")
    collected = decimal("Tax collected, in the same currency")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting")
