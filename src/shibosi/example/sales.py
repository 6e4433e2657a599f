"""Orders to be declared, invented: direct and bonded import, retail export, each with what its documents say."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from shibosi.example.firms import OFFICES, firms
from shibosi.example.goods import bands, stock
from shibosi.example.people import people

SENDER = {"code": "31009X9999", "name": "示例数据传输有限公司", "mailbox": "DXPENTEXAMPLE0001"}
WAYS = (("import", "9610"), ("import", "1210"), ("export", "9610"))
AT_ONCE = 10_000
LINES = 3
FEN, GRAMS = Decimal(100), Decimal(1000)
CITY = "杭州"
TAX = Decimal("0.091")
"""The share of a price that shops set aside for tax in the example; no value of law is decided by it."""


def sales(count: int, seed: int, day: date) -> Iterator[dict[str, Any]]:
    """So many orders of a day; the same arguments give the same orders, and no person buys twice."""
    goods = stock().to_dicts()
    for start in range(0, count, AT_ONCE):
        buyers = people(np.arange(start, min(start + AT_ONCE, count), dtype=np.int64), seed % 10_000).to_dicts()
        for at, buyer in enumerate(buyers, start=start):
            yield _sale(at, seed, day, buyer, goods)


def write_sales(path: Path, count: int, seed: int, day: date) -> None:
    """A file of them as JSON lines: who transmits, then one order a line."""
    with path.open("w", encoding="utf-8") as file:
        for one in ({"sender": SENDER}, *sales(count, seed, day)):
            file.write(json.dumps(one, ensure_ascii=False, default=str) + "\n")


def _sale(at: int, seed: int, day: date, buyer: dict[str, Any], goods: list[dict[str, Any]]) -> dict[str, Any]:
    direction, mode = WAYS[at % len(WAYS)]
    first, length = bands()["import" if direction == "import" else "export"]
    chosen = [goods[first + (at * 7 + step * 31 + seed) % length] for step in range(1 + at % LINES)]
    lines = [_line(one, direction, 1 + (at + step) % 2) for step, one in enumerate(chosen)]
    value = sum((Decimal(line["quantity"]) * Decimal(line["price"]) for line in lines), Decimal(0))
    net = sum((one["grams"] * int(line["quantity"]) for one, line in zip(chosen, lines, strict=True)), 0) / GRAMS
    number = f"{seed:04d}{day:%Y%m%d}{at:08d}"
    paid = datetime.combine(day, time(8)) + timedelta(seconds=at % 3600)
    made = {
        "number": number, "direction": direction, "mode": mode, "lines": lines,
        **_firm("platform", "platform", at), **_firm("merchant", "merchant", at), **_firm("carrier", "carrier", at),
        **_firm("payment", "payment_firm", at), **_firm("declarant", "declarant", at),
        "waybill_number": f"SF{number}", "payment_number": f"P{number}", "paid_at": paid.isoformat(),
        "contents": chosen[0]["name"], "customs_code": OFFICES[at % len(OFFICES)],
        "port_code": OFFICES[at % len(OFFICES)], "crossed_on": day.isoformat(), "wrapping": "2",
        "net_weight": str(net), "gross_weight": str(net + Decimal("0.2")),
        "facts": {"registered": True, "positive_list": True, "personal": True, "licence": False, "duty": False,
                  "refund": False, "city": CITY},
    }  # fmt: skip
    return made | (_inward(mode, buyer, value, at, number) if direction == "import" else _outward(at))


def _line(one: dict[str, Any], direction: str, quantity: int) -> dict[str, Any]:
    """A line; statutory quantities are those of the declared unit, or kilograms."""
    weight = str(one["grams"] * quantity / GRAMS)
    return {
        "name": one["name"], "model": one["model"], "item_number": one["item_number"],
        "item_record": one["item_record"], "commodity_code": one["commodity_code"], "barcode": one["barcode"],
        "country": one["country"], "unit": one["unit"], "quantity": str(quantity), "price": str(one["price"] / FEN),
        "first_unit": one["first_unit"],
        "first_quantity": weight if one["first_unit"] == "035" else str(quantity),
    }  # fmt: skip


def _firm(role: str, name: str, at: int) -> dict[str, str]:
    known = firms(role)
    code, called = known.row(at % len(known))
    return {f"{name}_code": code, f"{name}_name": called}


def _inward(mode: str, buyer: dict[str, Any], value: Decimal, at: int, number: str) -> dict[str, Any]:
    """What an import says beside: its buyer, tax set aside, and zone or conveyance."""
    said = {
        "tax": str((value * TAX).quantize(Decimal("0.01"))), "freight": "10", "buyer_account": buyer["account"],
        "buyer_name": buyer["name"], "buyer_phone": buyer["phone"], "buyer_id": buyer["identity"],
        "consignee": buyer["name"], "consignee_phone": buyer["phone"], "consignee_address": buyer["address"],
        "consignee_district": buyer["district"],
    }  # fmt: skip
    if mode == "9610":
        return said | {"transport_mode": "5", "vehicle": "CA0932", "voyage": "0932", "bill_number": f"784{number[-8:]}",
                       "country": "116"}  # fmt: skip
    zone = _firm("zone", "zone_firm", at)
    return said | zone | {"transport_mode": "7", "account_book": f"T{number[:4]}W{number[-7:]}"}


def _outward(at: int) -> dict[str, Any]:
    """What an export says beside: conveyance and where it goes."""
    return {
        "transport_mode": "5", "vehicle": "CA0837", "voyage": "0837", "bill_number": f"999{at:08d}", "country": "502",
        "port_of_destination": "502",
    }  # fmt: skip
