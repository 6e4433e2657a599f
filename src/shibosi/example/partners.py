"""Beside the trade: suppliers and a sub-processor of the first firm of an example; days count from `today`.

Its carriers are those of the trade but one, which it uses all the same; one carries nearly all parcels. The contract
with the cloud firm, which holds personal data, runs out and nobody has said what follows; the firm that works through
it was never permitted.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from shibosi.example.firms import firms

Row = dict[str, Any]
CLOUD, THROUGH = "EX-S-CLOUD", "EX-S-THROUGH"


def suppliers(good: tuple[str, str], today: date) -> Iterator[tuple[str, Row]]:
    """Suppliers of a firm (code, name), their contracts, looks and insurance, and what they delivered."""
    of = {"party_code": good[0]}
    (carrier, carriers_name), (other, others_name), *more, _ = firms("carrier").rows()
    since = {"graded_on": _day(today, -1100), "first_order_on": _day(today, -1090), "home": "CN", "grade": "approved"}
    yield "supplier", {**of, **since, "supplier_code": carrier, "name": carriers_name,
                       "supplier_kind": "transport", "critical": True, "data": "none", "replacement": other,
                       "replacement_tested_on": _day(today, -100)}  # fmt: skip
    for code, name in ((other, others_name), *more):
        yield "supplier", {**of, **since, "supplier_code": code, "name": name, "supplier_kind": "transport",
                           "critical": False, "data": "none"}  # fmt: skip
    data = {"data": "personal", "purpose": "订单数据的存储", "data_until": _day(today, 400)}
    yield "supplier", {**of, **since, **data, "supplier_code": CLOUD, "name": "示例云计算有限公司",
                       "supplier_kind": "cloud", "critical": True}  # fmt: skip
    yield "supplier", {**of, **since, **data, "supplier_code": THROUGH, "name": "示例机房有限公司",
                       "supplier_kind": "service", "through_code": CLOUD, "critical": False}  # fmt: skip
    for code, kind, days in ((carrier, "transport", 400), (other, "transport", 200), (CLOUD, "processing", 20)):
        yield "contract", {**of, "number": f"{code}-1", "counterparty_code": code, "contract_kind": kind,
                           "signed_on": _day(today, -300), "valid_from": _day(today, -300),
                           "valid_until": _day(today, days)}  # fmt: skip
    yield "supplier_review", {**of, "supplier_code": carrier, "review": "audit", "aspect": "all", "number": "1",
                              "done_on": _day(today, -80), "result": "passed", "next_on": _day(today, 280)}  # fmt: skip
    yield "supplier_cover", {**of, "supplier_code": carrier, "risk": "disaster", "policy": "EX-P-1",
                             "insurer_name": "示例保险", "amount": "5000000", "currency": "142",
                             "valid_from": _day(today, -300), "valid_until": _day(today, 65)}  # fmt: skip
    for code, volume in ((carrier, "9000"), (other, "1000")):
        yield "supply", {**of, "need": "parcels", "period": "last", "supplier_code": code, "volume": volume,
                         "starts_on": _day(today, -120), "ends_on": _day(today, -30)}  # fmt: skip


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
