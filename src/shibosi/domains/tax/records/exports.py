"""Exports: invoices, refund claims with their differences and plans, relief of what comes back."""

from shibosi.kernel.columns import code, day, decimal, money, text, truth, whole
from shibosi.kernel.records import Record


class Invoice(Record, label="Invoice"):
    """An invoice: of a sale, or of the purchase of goods that were exported."""

    number = text("Invoice number", key=True, longest=40)
    order_number = text("Order number", points_to="order", longest=60)
    invoice_type = code("Kind: sale, special (VAT invoice of purchase), customs (payment certificate) or other")
    issued_on = day("Day of issue")
    issuer_code = text("Issuer", longest=30, firm=True)
    issuer_tax_number = text("Tax number of the issuer", longest=40)
    receiver_name = text("Receiver", longest=100, personal=True)
    goods = text("Goods or services", longest=250)
    quantity = decimal("Quantity")
    net = money("Amount without tax", currency="currency")
    rate = decimal("Rate in percent")
    tax = money("Tax", currency="currency")
    currency = code("Currency", codes="currency")


class RefundClaim(Record, label="Claim of an export refund"):
    """What is claimed for one export order, and what came of it."""

    number = text("Number of the claim", key=True, longest=60)
    order_number = text("Order number", key=True, points_to="order", longest=60)
    party_code = text("Claimant", longest=30, firm=True)
    claim_type = code("Kind: export, or warehouse (stock abroad, refunded on departure)")
    commodity_code = code("Commodity code, 10 digits")
    exported_on = day("Day of the export declaration")
    base = money("Purchase price without tax", currency="currency")
    rate = decimal("Refund rate in percent")
    amount = money("Refund claimed", currency="currency")
    currency = code("Currency", codes="currency")
    checked_on = day("Day the papers were checked")
    filed_on = day("Day of filing")
    receipt_number = text("Electronic receipt of the tax office", longest=60)
    refunded = money("Refund received", currency="currency")
    refunded_on = day("Day the refund came")
    sold_on = day("Day the stock abroad was sold")
    settled_on = day("Day the claim was settled after the sale")


class AmountDifference(Record, label="Difference of amounts, with its reason"):
    """Why an amount is not that of the order, as the one who answers for it explained it."""

    number = text("Number", key=True, longest=60)
    order_number = text("Order number", points_to="order", longest=60)
    between = code("What differs from the order: declaration, invoice or receipt")
    reason = code("Reason: fee, exchange, discount, return, freight or partial")
    amount = money("How much less than the order", currency="currency")
    currency = code("Currency", codes="currency")
    explained_on = day("Day of the explanation")


class ReturnRelief(Record, label="Relief for returned exports"):
    """What a firm says of exported goods that came back and are to enter free of tax."""

    customs_number = text("List number of the returned goods", key=True, longest=20)
    party_code = text("Claimant", longest=30, firm=True)
    mode = code("Supervision mode of the export", codes="trade-mode")
    exported_on = day("Day of the export declaration")
    left_zone_on = day("Day the goods left the bonded zone")
    returned_on = day("Day of return")
    cause = code("Cause: unsold, returned or other")
    unchanged = truth("Goods are unchanged")
    food = truth("Goods are food")
    refund_drawn = truth("A refund had been drawn")
    repaid_on = day("Day the refund was paid back")
    declared_on = day("Day of the import declaration")


class RefundPlan(Record, label="Option of a refund plan"):
    """One way to draw an export refund that a finance firm worked out for an exporter."""

    plan_number = text("Number of the plan", key=True, longest=60)
    option = whole("Number of the option", key=True)
    firm_code = text("Who planned", longest=30, firm=True)
    exporter_code = text("Exporter", longest=30, firm=True)
    service_name = text("Foreign-trade service firm", longest=100)
    base = money("Invoiced cost without tax", currency="currency")
    rate = decimal("Refund rate in percent")
    rate_day = day("Day of the table of rates that was read")
    rate_source = text("Table of rates that was read", longest=200)
    fees = money("Fees", currency="currency")
    gain = money("Refund less fees", currency="currency")
    currency = code("Currency", codes="currency")
    rank = whole("Rank among the options, 1 is the best")
    chosen = truth("The exporter chose it")
    planned_on = day("Day of the plan")
