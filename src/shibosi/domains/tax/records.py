"""Records of tax: registrations, periods, returns with lines, the tax of each order, withholding, assessments, refunds.

A market is a country (ISO 3166-1, two letters), EU or a state of one (US-CA). A scheme says which tax and by which
door: VAT, GST, OSS, IOSS, sales-tax, income-tax. A period is a month (2026-03), a quarter (2026-Q1) or a year (2026).
Days are those of the market. What the law says of them stands in `standard`; what was reported is never corrected here.
"""

from shibosi.kernel.columns import code, day, decimal, instant, money, text, truth, whole
from shibosi.kernel.records import Record


class TaxRegistration(Record, label="Tax registration"):
    """A firm registered for a tax in a market, as the tax office confirmed it."""

    party_code = text("Taxpayer", key=True, longest=30, firm=True)
    market = code("Market", key=True)
    scheme = code("Tax and scheme", key=True)
    number = text("Tax number", longest=40)
    registered_on = day("First day of the registration")
    ended_on = day("Last day of the registration")
    frequency = code("How often a return is due: month, quarter or year")
    stock = truth("Goods are sold from stock in the market")


class TaxObligation(Record, label="Period to be filed"):
    """One period for which a return is due, as the office or the firm's calendar has it."""

    party_code = text("Taxpayer", key=True, longest=30, firm=True)
    market = code("Market", key=True)
    scheme = code("Tax and scheme", key=True)
    period = text("Period", key=True, longest=10)
    frequency = code("How often a return is due: month, quarter or year")
    starts_on = day("First day of the period")
    ends_on = day("Last day of the period")
    due_on = day("Last day for return and payment")


class TaxReturn(Record, label="Tax return"):
    """One return as filed. Nothing to declare is a return of zero, not a missing one."""

    party_code = text("Taxpayer", key=True, longest=30, firm=True)
    market = code("Market", key=True)
    scheme = code("Tax and scheme", key=True)
    period = text("Period", key=True, longest=10)
    number = text("Number of the return", longest=60)
    registration_number = text("Tax number", longest=40)
    starts_on = day("First day of the period")
    ends_on = day("Last day of the period")
    filed_on = day("Day of filing")
    receipt_number = text("Receipt of the tax office", longest=60)
    taxable = money("Sales declared, without tax", currency="currency")
    tax = money("Tax declared", currency="currency")
    burden = decimal("Tax burden stated, as a share of sales")
    paid = money("Tax paid with the return", currency="currency")
    paid_on = day("Day of payment")
    penalty = money("Interest and penalty charged", currency="currency")
    currency = code("Currency", codes="currency")


class TaxReturnLine(Record, label="Line of a tax return"):
    """What a return says of one order."""

    order_number = text("Order number", key=True, points_to="order", longest=60)
    party_code = text("Taxpayer", key=True, longest=30, firm=True)
    market = code("Market", key=True)
    scheme = code("Tax and scheme", key=True)
    period = text("Period", key=True, longest=10)
    taxable = money("Sales declared, without tax", currency="currency")
    tax = money("Tax declared", currency="currency")
    currency = code("Currency", codes="currency")


class TaxEntry(Record, label="Tax of an order"):
    """What the books of the seller or platform hold of the tax of one order; a refund is an entry below zero."""

    number = text("Number of the entry", key=True, longest=60)
    order_number = text("Order number", points_to="order", longest=60)
    party_code = text("Taxpayer", longest=30, firm=True)
    market = code("Market")
    scheme = code("Tax and scheme")
    period = text("Period", longest=10)
    booked_on = day("Day of the sale or refund")
    taxable = money("Sale without tax", currency="currency")
    rate = decimal("Rate in percent")
    rate_class = code("Class of the rate: standard, reduced or zero")
    tax = money("Tax", currency="currency")
    currency = code("Currency", codes="currency")
    withheld_by = text("Platform that withholds the tax", longest=30, firm=True)


class Withholding(Record, label="Tax withheld"):
    """Tax a platform held back for one order and what became of it."""

    number = text("Number of the withholding", key=True, longest=60)
    order_number = text("Order number", points_to="order", longest=60)
    party_code = text("Taxpayer", longest=30, firm=True)
    market = code("Market")
    scheme = code("Tax and scheme")
    withholder_code = text("Platform that withholds the tax", longest=30, firm=True)
    amount = money("Amount withheld", currency="currency")
    currency = code("Currency", codes="currency")
    withheld_on = day("Day of withholding")
    remitted_on = day("Day it was paid over to the tax office")
    rejected_on = day("Day it was rejected")
    refiled_on = day("Day the seller filed it anew")


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


class OutwardPayment(Record, label="Payment abroad for services"):
    """One payment to somebody abroad for services, royalties, interest, dividends and the like."""

    number = text("Payment number", key=True, longest=60)
    payer_code = text("Payer", longest=30, firm=True)
    payee_name = text("Payee", longest=100)
    contract_number = text("Contract", longest=60)
    nature = code("For what: service, royalty, interest, dividend or goods")
    amount = money("Amount before tax is taken off", currency="currency")
    currency = code("Currency", codes="currency")
    dollars = decimal("The amount in US dollars, at the rate of the day")
    paid_on = day("Day of payment")
    filing_number = text("Number of the tax filing form", longest=60)
    filed_on = day("Day of the tax filing form")
    vat = money("VAT withheld", currency="currency")
    income_tax = money("Income tax withheld", currency="currency")
    treaty_article = text("Article of the treaty that lowers the tax", longest=100)
    tax_due_on = day("Last day for paying the taxes withheld")
    tax_paid_on = day("Day the taxes withheld were paid")


class TaxCalculation(Record, label="Tax calculated before import"):
    """Duty and tax of an import as carrier or importer calculated them."""

    number = text("Number of the calculation", key=True, longest=60)
    assessment_number = text("Number of the assessment", longest=60)
    firm_code = text("Who calculated", longest=30, firm=True)
    value = money("Customs value", currency="currency")
    duty_rate = decimal("Duty rate in percent")
    vat_rate = decimal("Rate of import VAT in percent")
    duty = money("Duty", currency="currency")
    excise = money("Consumption tax", currency="currency")
    vat = money("Import VAT", currency="currency")
    currency = code("Currency", codes="currency")
    calculated_on = day("Day of the calculation")


class TaxAssessment(Record, label="Tax assessment"):
    """Duty and tax of an import as customs or the tax office assessed them, and their payment."""

    number = text("Number of the assessment", key=True, longest=60)
    party_code = text("Taxpayer", longest=30, firm=True)
    market = code("Market")
    customs_number = text("Number of list or declaration", longest=20)
    assessed_on = day("Day of the assessment")
    due_on = day("Last day for payment")
    duty = money("Duty", currency="currency")
    excise = money("Consumption tax", currency="currency")
    vat = money("Import VAT", currency="currency")
    currency = code("Currency", codes="currency")
    paid = money("Amount paid", currency="currency")
    paid_on = day("Day of payment")
    penalty = money("Interest and penalty charged", currency="currency")


class TaxDocument(Record, label="Document kept for tax"):
    """A paper that is kept: return, invoice, contract, workpaper, proof of payment, audit report."""

    number = text("Number of the document", key=True, longest=60)
    about = text("Number of the return, assessment or claim it belongs to", longest=60)
    party_code = text("Taxpayer", longest=30, firm=True)
    market = code("Market")
    document_type = code("Kind: return, invoice, contract, workpaper, proof or audit")
    issuer_name = text("Issuer", longest=100)
    issued_on = day("Day of issue")
    digest = text("SHA-256 of the stored file", longest=64)
    stored_at = instant("Time of storing")
    kept_until = day("Last day on which it is kept")


class ItemTariff(Record, label="Tariff of an imported line"):
    """How an importer classified a line of an order: code, rates, relief, and the tariff it was read from."""

    order_number = text("Order number", key=True, points_to="order", longest=60)
    line_number = whole("Line number", key=True)
    commodity_code = code("Commodity code, 10 digits")
    duty_rate = decimal("Duty rate in percent")
    vat_rate = decimal("Rate of import VAT in percent")
    relief = code("Relief: retail, treaty, other or none")
    tariff_day = day("Day of the tariff that was read")
    classified_on = day("Day of the classification")


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


class BurdenReview(Record, label="Review of a tax burden"):
    """Somebody looked at a tax burden out of the usual and said why it is so."""

    party_code = text("Taxpayer", key=True, longest=30, firm=True)
    market = code("Market", key=True)
    scheme = code("Tax and scheme", key=True)
    period = text("Period", key=True, longest=10)
    ends_on = day("Last day of the period")
    opened_on = day("Day the review was opened")
    closed_on = day("Day the review was closed")
    explanation = text("Explanation", longest=1000)
