"""Original payment data as the interface wants them, from one row an order of a payment."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

NAMESPACE = uuid.UUID("7a3a7a0e-2f0b-4f7c-9a52-0a4c8a3c1d11")
"""Ids are made from what they name: the same payment has the same id however often it is asked for."""
Row = Mapping[str, Any]


def exchanged(rows: Sequence[Row]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Head and orders of a payment, from rows as `OriginalPayment` has them, times of Beijing: every order it paid.

    What is missing is left out, and the upload refuses it by name.
    """
    first = rows[0]
    traded: datetime | None = first["traded_at"]
    key = f"{first['firm_code']}/{first['number']}"
    head = {
        "guid": str(uuid.uuid5(NAMESPACE, key)).upper(), "initalRequest": first["request"],
        "initalResponse": first["response"], "ebpCode": first["platform_code"], "payCode": first["firm_code"],
        "payTransactionId": first["number"], "totalAmount": first["amount"], "currency": first["currency"],
        "verDept": first["verified_by"], "payType": first["method"],
        "tradingTime": traded.strftime("%Y%m%d%H%M%S") if traded else None,
    }  # fmt: skip
    return _there(head), [_order(row) for row in rows]


def _order(row: Row) -> dict[str, Any]:
    return _there({
        "orderNo": row["order_number"], "goodsInfo": _goods(row["goods"] or "", row["links"] or ""),
        "recpAccount": row["payee_account"], "recpCode": row["payee_code"], "recpName": row["payee_name"],
    })  # fmt: skip


def _goods(names: str, links: str) -> list[dict[str, str]]:
    """Goods with their addresses, one by one; where there are fewer of one, its last stands for the rest."""
    named, linked = _parts(names), _parts(links)
    if not named or not linked:
        return []
    return [{"gname": name or named[-1], "itemLink": link or linked[-1]} for name, link in zip_longest(named, linked)]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _there(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
