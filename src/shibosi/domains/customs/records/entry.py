"""Records of clearance abroad: the papers that travel with goods, and what is declared at the destination."""

from shibosi.kernel.columns import code, day, decimal, instant, money, text, whole
from shibosi.kernel.records import Record


class TradePaper(Record, label="Clearance paper"):
    """One paper that travels with an order, with the figures it states."""

    order_number = text("Order it belongs to", key=True, points_to="order", longest=60)
    paper_kind = code("Kind: goods-list, invoice, transport, payment-proof, contract, licence or certificate", key=True)
    number = text("Paper number", key=True, longest=60)
    firm_code = text("Who handed it in", longest=18, firm=True)
    issued_on = day("Day of issue, where it was issued")
    valid_until = day("Last day on which it counts")
    amount = money("Value of the goods it states", currency="currency")
    currency = code("Currency", codes="currency")
    packages = whole("Number of packages it states")
    quantity = decimal("Quantity it states")


class EntryDeclaration(Record, label="Entry declaration"):
    """What is declared for an order to the customs of its destination, and what came back."""

    order_number = text("Order it is about", key=True, points_to="order", longest=60)
    number = text("Declarant's own number", key=True, longest=60)
    declarant_code = text("Declaring company code", longest=30, firm=True)
    market = code("Market of entry, such as EU, GB or US")
    declared_on = day("Day of the declaration, local")
    description = text("Description of the goods", longest=500)
    commodity_code = code("Commodity code of the destination")
    origin = code("Country of origin (ISO 3166)")
    value = money("Value declared", currency="currency")
    additions = money("Freight, insurance and other additions in the value", currency="currency")
    currency = code("Currency", codes="currency")
    packages = whole("Number of packages declared")
    quantity = decimal("Quantity declared")
    weight = decimal("Gross weight in kg")
    transport_mode = code("Mode of transport", codes="transport-mode")
    advance_number = text("Number of the advance cargo filing", longest=40)
    advance_accepted_at = instant("When the advance filing was accepted")
    departed_at = instant("When the goods left for the destination")
    data_set = code("Data set of the declaration: H7 or H1 (EU), BIRDS or full (GB)")
    procedure = code("Additional procedure, such as F48 (IOSS), F49 or C07")
    entry_type = code("Type of entry in the United States, such as 01 or 11")
    ioss_number = text("Number under the import one-stop shop", longest=12)
    seller = text("Seller", longest=100)
    buyer = text("Buyer", longest=100, personal=True)
    exporter_name = text("Exporter", longest=100)
    exporter_address = text("Address of the exporter", longest=200)
    importer_name = text("Importer or consignee", longest=100, personal=True)
    importer_address = text("Address of the importer or consignee", longest=200, personal=True)
    rules_read_on = day("Day on which the rules of the destination were last read")
    acceptance_number = text("Number of acceptance given by customs", longest=40)
    accepted_at = instant("When customs accepted it")
