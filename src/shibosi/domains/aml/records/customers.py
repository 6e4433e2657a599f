"""Customers: the file kept of one, the money it moves, and what came of screening a name.

File and screening are told anew when something changes: as a document of report type 2 under the same number.
"""

from shibosi.kernel.columns import code, day, decimal, instant, money, text
from shibosi.kernel.records import Record


class CustomerFile(Record, label="Identity file of a customer"):
    """What the platform or payment firm knows of a customer, when it verified it, and how great it holds the risk."""

    customer_code = text("Customer", key=True, longest=30)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")
    name = text("Legal name of the customer", longest=100, personal=True)
    licence = text("Number of its licence or identity document", longest=60, personal=True, sensitive=True)
    address = text("Address of the customer", longest=200, personal=True)
    risk = code("Class of risk: low, medium or high")
    opened_on = day("Day the customer was taken on, Beijing time")
    verified_on = day("Day its identity was verified, Beijing time")
    questioned_on = day("Day a customer of high risk was asked about its background, Beijing time")
    finance = text("Where the money comes from", longest=1000)
    trade = text("Trade background", longest=1000)
    answered_on = day("Day its answer and papers came, Beijing time")
    limited_on = day("Day its dealings were limited, Beijing time")


class Transfer(Record, label="Transfer of a customer"):
    """Money a customer moves through a payment firm: paid in, paid out or passed on."""

    firm_code = text("Payment company code", key=True, longest=18, firm=True)
    number = text("Number of the transfer", key=True, longest=60)
    customer_code = text("Customer", longest=30, firm=True)
    order_number = text("Order it belongs to", longest=60)
    asked_at = instant("Time the customer asked for it")
    done_at = instant("Time it was carried out")
    amount = money("Amount moved", currency="currency")
    currency = code("Currency", codes="currency")
    counterparty = text("Counterparty", longest=100, personal=True)


class NameScreening(Record, label="Name screened against watch-lists"):
    """A name held against watch-lists, for a customer or an order: nothing found, a possible match, what it came to."""

    number = text("Number of the screening", key=True, longest=60)
    order_number = text("Order that names it", points_to="order", longest=60)
    customer_code = text("Customer that bears it", longest=30)
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")
    name = text("Name that was screened", longest=200, personal=True)
    screened_on = day("Day it was screened, Beijing time")
    entry = text("Watch-list and number of the entry", longest=200)
    probability = decimal("How probable it is that one party is meant, 0 to 1")
    result = code("Result: clear, possible, cleared or listed")
    decided_on = day("Day people decided on the match, Beijing time")
