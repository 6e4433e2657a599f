"""Orders held against the rules of their destination: each line with what its listing says of the goods there.

A job looks at orders that came in since; a line whose listing is not found is put down without one, and cannot be
decided. Only sellers who have listings here are looked at.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from shibosi.domains.catalogue.controls.market import Access
from shibosi.domains.catalogue.records import Listing, ListingAttribute, ListingPaper, OrderedGoods, OrderedTax
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.methods.goods.access import Goods, needs
from shibosi.methods.goods.categories import categories
from shibosi.store import jobs
from shibosi.store.goods.keys import Key, named
from shibosi.store.goods.listings import good
from shibosi.store.goods.lists import rows_of
from shibosi.store.handing import Row, hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.reading.figures import figure
from shibosi.store.zones import HOUSE

JOB = "goods.orders"
HOUSE_ITSELF = HandedIn("orders of goods", "")
LICENCE = "seller-licence"


@jobs.job(JOB, attempts=3, every=timedelta(hours=1))
def work(running: jobs.Running) -> dict[str, int]:
    """Look at what came in since the last look. Run twice, the second time finds nothing new."""
    return look(running.clock(), jobs.last_result(JOB).get("order", 0))


def look(now: datetime, after: int = 0) -> dict[str, int]:
    """Put down what listings say of the lines of orders that came in with documents after this one."""
    came = list(rows_of(Order, filed_id__gt=after))
    if not came:
        return {"order": after, "looked": 0}
    listed: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for _, row in rows_of(Listing):
        listed[row.get("seller_code", ""), row.get("number", "")].append(row)
    sellers, found = {seller for seller, _ in listed}, []
    for _, order in came:
        seller = order.get("merchant_code", "")
        if seller in sellers:
            found += [(OrderedGoods.kind(), row) for row in _lines(seller, order["number"], listed, now)]
    hand_in(found, HOUSE_ITSELF, now)
    return {"order": max(document for document, _ in came), "looked": len(found)}


def _lines(seller: str, number: str, listed: dict[tuple[str, str], list[Row]], now: datetime) -> Iterator[Row]:
    said = {"seller_code": seller, "order_number": number}
    goes_to = next((row.get("market") for _, row in rows_of(OrderedTax, **said)), None)
    for _, line in rows_of(OrderLine, order_number=number):
        every = listed.get((seller, line.get("item_number", "")), [])
        there = [one for one in every if goes_to in (None, one.get("market"))]
        known = facts(there[0], now) if len(there) == 1 else {"market": goes_to}
        yield {**said, "line_number": line["line_number"], **known, "looked_at": now}


def facts(listing: Row, now: datetime) -> dict[str, Any]:
    """What a listing says of its goods in its market today: banned, licensed, rows of law asked for and proven."""
    market, category, today = str(listing["market"]), str(listing.get("category", "")), now.astimezone(HOUSE).date()
    told: dict[str, Any] = {"listing_number": listing["number"], "market": market, "category": category}
    if category not in categories():
        return told
    own = named(Key(listing["seller_code"], listing["number"], market))
    papers = [row for _, row in rows_of(ListingPaper, **own) if good(row, today)]
    stated = {row["attribute"]: row["holds"] for _, row in rows_of(ListingAttribute, **own) if "holds" in row}
    asked = [
        need for need in needs(Goods(category, stated, listing.get("age_to")), market, today)
        if need.rule.firm and need.rule.mandatory
    ]  # fmt: skip
    proven = {row["requirement"] for row in papers}
    licence: Row = next((row for row in papers if row["requirement"] == LICENCE), {})
    return told | {
        "banned": category in figure(Access.banned, today, market),
        "licensed": category in figure(Access.regulated, today, market),
        "licence": licence.get("number"), "licence_until": licence.get("valid_until"), "needed": len(asked),
        "proven": None if any(need.applies is None for need in asked)
        else sum(need.rule.id in proven for need in asked),
    }  # fmt: skip
