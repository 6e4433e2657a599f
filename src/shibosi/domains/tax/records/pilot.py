"""Retail exports of pilot zones: exempt without an invoice of purchase, and the income tax deemed of their revenue."""

from shibosi.kernel.columns import code, day, money, text, truth
from shibosi.kernel.records import Record


class ExemptExport(Record, label="Export exempt without an invoice"):
    """One export list for which a firm of a pilot zone asks exemption though it has no voucher of purchase."""

    number = text("List number of the export", key=True, longest=20)
    order_number = text("Order number", points_to="order", longest=60)
    party_code = text("Taxpayer", longest=30, firm=True)
    year = text("Calendar year", longest=4)
    zone = text("Pilot zone the firm is registered in", longest=40)
    registered_on = day("First day of the registration in the zone")
    ended_on = day("Last day of the registration in the zone")
    recorded_on = day("Day the export was recorded on the platform of the zone")
    declared_on = day("Day of the export declaration")
    declaration = code("How it was declared: list or declaration")
    customs_zone = text("Pilot zone whose customs took the declaration", longest=40)
    voucher = code("Voucher of purchase: special, customs, other or none")
    commodity_code = code("Commodity code, 10 digits")
    refund_cancelled = truth("The refund of these goods was cancelled")
    value = money("Value of the export", currency="currency")
    currency = code("Currency", codes="currency")


class IncomeReturn(Record, label="Income tax return on deemed income"):
    """The year of a firm of a pilot zone whose income is a share of its revenue."""

    party_code = text("Taxpayer", key=True, longest=30, firm=True)
    year = text("Calendar year", key=True, longest=4)
    zone = text("Pilot zone the firm is registered in", longest=40)
    ends_on = day("Last day of the period")
    filed_on = day("Day of filing")
    revenue = money("Revenue from exports", currency="currency")
    income = money("Taxable income stated", currency="currency")
    tax = money("Tax declared", currency="currency")
    small = truth("A small low-profit enterprise")
    currency = code("Currency", codes="currency")
