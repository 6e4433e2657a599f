"""Registrations, periods, returns with lines, the tax of each order, what platforms withhold, papers and reviews."""

from shibosi.kernel.columns import code, day, decimal, instant, money, text, truth
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


class TaxCertificate(Record, label="Proof of a seller's tax registration"):
    """What a marketplace was shown, and looked up, of the registration of a seller in a market."""

    party_code = text("Taxpayer", key=True, longest=30, firm=True)
    market = code("Market", key=True)
    number = text("Tax number", key=True, longest=40)
    valid_from = day("First day on which it holds")
    valid_until = day("Last day on which it holds")
    checked_on = day("Day it was looked up at the tax office")
