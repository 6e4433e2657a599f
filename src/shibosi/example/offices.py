"""Beside the trade: filings with customs, and training, of the firms of an example; days count from `today`.

The first firm is filed with goods and holds a class; its standing as authorised operator ends soon. A filing of the
careless firm, in the name of somebody else than its register has, was rejected long ago. The first firm taught a
client and has a handbook for it that nobody renewed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from shibosi.example.firms import credit_code_of, firms

Row = dict[str, Any]
REPRESENTATIVE = "李示例"
UNFILED, UNREGISTERED, UNFILED_GOODS, CHEAPER = 16, 40, 48, 60
"""One of so many merchants is filed nowhere, one of so many that are filed is in no register; one of so many goods is
not filed, one of so many at too low a price.
"""
LEAST, MOST, LOW = Decimal("0.8"), Decimal("1.2"), Decimal("0.5")
"""The band of prices that is filed, by the lowest and the highest price declared, and one that is too low."""


def filings(good: tuple[str, str], careless: tuple[str, str], today: date) -> Iterator[tuple[str, Row]]:
    """What two firms (code, name) filed with customs."""
    code = good[0]
    told = {"receipt": "EX-EP-1", "status": "filed", "handed_in_on": _day(today, -200),
            "answered_on": _day(today, -195)}  # fmt: skip
    yield "merchant_filing", {**_firm(good), **told, "open_ended": True}
    yield "merchant_filing", {**_firm(careless), "receipt": "EX-EP-2", "status": "rejected",
                              "handed_in_on": _day(today, -40), "answered_on": _day(today, -30)}  # fmt: skip
    goods = {"party_code": code, "merchant_code": code, "name": "皮包", "model": "皮革|棕色", "unit": "001",
             "first_unit": "001", "origin": "142", "currency": "142", "commodity_code": "4202210090"}  # fmt: skip
    yield "goods_filing", {**goods, **told, "item_number": "EX-1", "record_number": "EX-R-1", "lowest": "200",
                           "highest": "400", "valid_until": _day(today, 300)}  # fmt: skip
    yield "goods_filing", {**goods, "item_number": "EX-7", "lowest": "200", "highest": "400", "receipt": "EX-EP-3",
                           "status": "handed-in", "handed_in_on": _day(today, -5)}  # fmt: skip
    yield "aeo_status", {"party_code": code, "number": "AEOCN-EXAMPLE", "grade": "advanced", "status": "valid",
                         "granted_on": _day(today, -1700), "assess_by": _day(today, 45)}  # fmt: skip


def traded(lists: Iterable[Row], lines: Iterable[Row], today: date, registered: Collection[str] = ()) -> Iterator[Row]:
    """Documents: what merchants of the trade and their goods are filed as, and what the register has of the merchants;
    a few merchants and goods are not filed. `registered`: the codes of firms whose register is there already.
    """
    known = dict(firms("merchant").rows())
    merchants = {row["order_number"]: row["merchant_code"] for row in lists if row["merchant_code"] in known}
    filed = [code for at, code in enumerate(sorted(set(merchants.values())), 1) if at % UNFILED]
    said = {"status": "filed", "handed_in_on": _day(today, -200), "answered_on": _day(today, -195),
            "report_type": "1", "reported_at": f"{_day(today, -195)}T10:00:00+08:00"}  # fmt: skip
    for at, code in enumerate(filed, 1):
        firm = {**_firm((code, known[code])), **said, "receipt": f"EX-EP-{code}", "open_ended": True}
        yield {"kind": "merchant_filing", "values": firm}
        if at % UNREGISTERED and code not in registered:
            yield from ({"kind": kind, "values": values} for kind, values in _registered(code, known[code], today))
    sold: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for line in lines:
        if line["item_number"] and merchants.get(line["order_number"]) in filed:
            sold[merchants[line["order_number"]], line["item_number"]].append(line)
    for at, ((code, item), some) in enumerate(sorted(sold.items()), 1):
        if at % UNFILED_GOODS:
            yield {"kind": "goods_filing", "values": {**said, **_goods(code, item, some, not at % CHEAPER, at),
                                                      "valid_until": _day(today, 100 + at % 500)}}  # fmt: skip


def _registered(code: str, name: str, today: date) -> Iterator[tuple[str, Row]]:
    """What the register has of a merchant, and the paper of who stands for it."""
    said = {"report_type": "1", "reported_at": f"{_day(today, -400)}T10:00:00+08:00", "party_code": code}
    yield "firm", {**said, "name": name, "home": "CN", "legal_form": "company", "register": "cn-uscc",
                   "licence_number": credit_code_of(code), "licence_status": "active",
                   "licence_from": _day(today, -1500), "open_ended": True, "representative_name": REPRESENTATIVE,
                   "customs_code": code}  # fmt: skip
    yield "person", {**said, "role": "representative", "number": "P-1", "name": REPRESENTATIVE,
                     "document_kind": "identity-card", "document_until": _day(today, 1500)}  # fmt: skip


def _goods(code: str, item: str, some: list[Row], cheaper: bool, at: int) -> Row:
    """Goods as their lines declare them."""
    line, prices = some[0], [one["price"] for one in some if one["price"] is not None] or [Decimal(1)]
    highest = min(prices) * LOW if cheaper else max(prices) * MOST
    return {"party_code": code, "merchant_code": code, "item_number": item, "origin": "142",
            "record_number": line["item_record"] or f"EX-T-{at}", "receipt": f"EX-EP-T-{at}",
            "name": line["name"] or line["item_name"], "model": line["model"] or "示例",
            "commodity_code": line["commodity_code"], "unit": line["unit"], "first_unit": line["first_unit"],
            "currency": line["currency"], "lowest": str(min(min(prices) * LEAST, highest)),
            "highest": str(highest)}  # fmt: skip


def training(good: tuple[str, str], client: str, today: date) -> Iterator[tuple[str, Row]]:
    """A class of the first firm and its guests, and what it did for a client."""
    code = good[0]
    event = {"party_code": code, "session_kind": "class", "held_on": _day(today, -12)}
    yield "training_session", {**event, "number": "T-1", "audience": "seller", "topic": "product", "market": "DE",
                               "venue": "online", "title": "Packaging in Germany"}  # fmt: skip
    for at in range(8):
        yield "session_guest", {**event, "session": "T-1", "guest": f"EX-GUEST-{at}", "guest_kind": "seller",
                                "stage": "new", "came": True, "completed": at != 7,
                                "satisfaction": 3 if at == 7 else 5}  # fmt: skip
    about = {"party_code": code, "client": client}
    for part, days in (("customs", -400), ("tax", -60), ("property", -60)):
        yield "handbook_part", {**about, "part": part, "version": "2", "digest": "ab" * 32,
                                "renewed_on": _day(today, days)}  # fmt: skip
    yield "session_guest", {**event, "session": "T-2", "guest": client, "session_kind": "compliance",
                            "guest_kind": "client", "came": True}  # fmt: skip
    yield "mock_audit", {**about, "number": "EX-MA-1", "held_on": _day(today, -50), "findings": 1}
    yield "audit_finding", {**about, "audit": "EX-MA-1", "number": "1", "found_on": _day(today, -50),
                            "corrected_on": _day(today, -30), "evidence": "EX-D-9"}  # fmt: skip


def _firm(firm: tuple[str, str]) -> Row:
    code, name = firm
    return {"party_code": code, "number": "EX-F-1", "role": "merchant", "filed_code": code,
            "credit_code": credit_code_of(code), "name": name, "address": "示例路 1 号",
            "representative_name": REPRESENTATIVE, "customs_office": "2900"}  # fmt: skip


def _day(today: date, away: int) -> str:
    return (today + timedelta(days=away)).isoformat()
