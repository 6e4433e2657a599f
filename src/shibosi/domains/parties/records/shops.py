"""Shops and sites: where they say they sell from, what points to who is behind them, what they sell and bear."""

from shibosi.kernel.columns import code, day, decimal, instant, text, whole
from shibosi.kernel.records import Record


class Shop(Record, label="Shop or site", needs="party_code"):
    """A shop on a platform, or a site of its own."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    number = text("Number of the shop", key=True, longest=60)
    shop_kind = code("Kind of shop: platform-shop or independent-site")
    platform_code = text("Platform code", longest=30)
    market = code("Market")
    name = text("Name of the shop", longest=200)
    domain = text("Domain of the site", longest=253)
    stated_country = code("Country from which it says it sells")
    reason = text("Reason for a further shop", longest=1000)
    opened_on = day("Day it was opened")
    closed_on = day("Day it was closed")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class ShopTrait(Record, label="What points to who is behind a shop", needs="shop_number"):
    """An owner, account, device, address, document or telephone of a shop, as its digest or in the clear."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    shop_number = text("Number of the shop", key=True, longest=60)
    trait = code("What it is: owner, account, document, device, address, phone or email", key=True)
    value = text("Value; of what is personal its digest", key=True, longest=200)
    platform_code = text("Platform code", longest=30)
    market = code("Market")
    reason = text("Reason for a further shop", longest=1000)
    seen_on = day("Day it was seen last")


class ShopSource(Record, label="Where a shop is worked from", needs="shop_number"):
    """The country to which most of what was seen of a shop points, by source: dispatch, account, internet, returns."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    shop_number = text("Number of the shop", key=True, longest=60)
    source = code("Source: dispatch, account, internet or returns", key=True)
    country = code("Country that most of it points to")
    share = decimal("Share of it that points there: 1 is all")
    seen = whole("How much was seen: parcels, payouts, sign-ins, returns")
    ends_on = day("Last day of the period it reports on")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class Brand(Record, label="Brand of a firm", needs="party_code"):
    """A mark that a firm owns or may use in a market."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    mark_number = text("Number of the mark", key=True, longest=60)
    market = code("Market", key=True)
    name = text("Name of the brand", longest=200)
    owner_name = text("Owner of the mark", longest=200)
    status = code("Status at the register: active, suspended or removed")
    valid_until = day("Last day on which it is good")
    guid = text("Unique id of the document", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type")
    reported_at = instant("Time of reporting, Beijing time")


class SoldCategory(Record, label="Goods of a category sold in a market", needs="party_code"):
    """What a firm sold of a category in a period, and what it reported of that to the register of producers."""

    party_code = text("Firm", key=True, longest=30, firm=True)
    market = code("Market", key=True)
    category = code("Category of goods", key=True)
    period = text("Period", key=True, longest=10)
    ends_on = day("Last day of the period it reports on")
    sold = decimal("Weight sold in kg")
    reported = decimal("Weight reported to the register in kg")
    reported_on = day("Day of the report")
