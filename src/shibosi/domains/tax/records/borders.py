"""Taxes at the border and of payments abroad: calculations, assessments, tariffs of lines, taxes withheld."""

from shibosi.kernel.columns import code, day, decimal, money, text, whole
from shibosi.kernel.records import Record


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
