"""Declared lines held against the filings of their merchant and goods; what is found is handed in as a record.

A merchant is found by the code it declares under, goods by merchant and item number, or by the number the line names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from shibosi.domains.customs.records import CustomsList, FilingLookup, GoodsFiling, ListLine, MerchantFiling
from shibosi.kernel.records import record
from shibosi.store.allowing import allowed
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.portions import portions
from shibosi.store.reading.inforce import Row, rows
from shibosi.store.viewers import Viewer

LOOK_UP = "filings.look_up"
MOST = 200
"""Orders that are looked up at once."""
OF_GOODS = ("record_number", "commodity_code", "unit", "currency", "lowest", "highest", "status")
"""What a look-up tells of the filing of goods."""
Lookup = dict[str, Any]


def look_up(viewer: Viewer, orders: Sequence[str]) -> list[Lookup]:
    """Hold the declared lines of some orders against filings, and hand in what was found. Raises Forbidden.

    A party sees the filings that name it. Where it sees none of another merchant or its goods, there may be one all the
    same: whether one was found is then null, and nothing is handed in.
    """
    allowed(viewer, LOOK_UP)
    found = [one for some in portions(orders, MOST) for one in _found(viewer, some)]
    told = [(FilingLookup.kind(), one) for one in found if is_seen(one)]
    with transaction.atomic():
        hand_in(told, HandedIn("filings", viewer.reporter), viewer.now)
    return found


def is_seen(one: Lookup) -> bool:
    """Whether who looked a line up could see what its filings would say."""
    return one["merchant_found"] is not None


def _found(viewer: Viewer, orders: Sequence[str]) -> Iterable[Lookup]:
    lists = rows(viewer, CustomsList.kind(), order_number__in=orders)
    lines = rows(viewer, ListLine.kind(), order_number__in=orders)
    codes = _all(lists, "merchant_code")
    filed = {row[code]: row for code in ("credit_code", "filed_code")
             for row in rows(viewer, MerchantFiling.kind(), role="merchant", **{f"{code}__in": codes})}  # fmt: skip
    goods = [
        *rows(viewer, GoodsFiling.kind(), item_number__in=_all(lines, "item_number")),
        *rows(viewer, GoodsFiling.kind(), record_number__in=_all(lines, "item_record")),
    ]
    by_order: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        by_order[line["order_number"]].append(line)
    for head in lists:
        merchant = filed.get(head["merchant_code"])
        own = viewer.platform or head["merchant_code"] in viewer.names
        for line in by_order[head["order_number"]]:
            of_line = _goods(goods, head, line, merchant)
            if own or (merchant and of_line):
                yield _lookup(viewer, head, line, merchant, of_line)
            else:
                yield _lookup(viewer, head, line, None, None) | {"merchant_found": None, "item_found": None}


def _goods(goods: Iterable[Row], head: Row, line: Row, merchant: Row | None) -> Row | None:
    """The filing of the goods of a line: by the number it names, else by its merchant's number of the item."""
    own = {head["merchant_code"], *((merchant["filed_code"], merchant["party_code"]) if merchant else ())} - {None}
    some = [one for one in goods if one["merchant_code"] in own or one["party_code"] in own]
    named = (one for one in some if line["item_record"] and one["record_number"] == line["item_record"])
    numbered = (one for one in some if line["item_number"] and one["item_number"] == line["item_number"])
    return next(named, None) or next(numbered, None)


def _lookup(viewer: Viewer, head: Row, line: Row, merchant: Row | None, goods: Row | None) -> Lookup:
    """What a line says beside what its filings say; nothing of goods that are not filed."""
    of_goods = {name: goods[name] for name in OF_GOODS} if goods else {}
    return {
        "order_number": head["order_number"], "line_number": line["line_number"], "item_number": line["item_number"],
        "merchant_code": head["merchant_code"], "declared_on": head["declared_on"],
        "declared_record": line["item_record"],
        "declared_commodity": line["commodity_code"], "declared_unit": line["unit"], "declared_price": line["price"],
        "declared_currency": line["currency"], "merchant_found": merchant is not None,
        "merchant_filing": _document(MerchantFiling.kind(), merchant),
        "merchant_status": merchant["status"] if merchant else None,
        "merchant_until": merchant["valid_until"] if merchant else None, "item_found": goods is not None,
        "item_filing": _document(GoodsFiling.kind(), goods),
        **of_goods, "until": goods["valid_until"] if goods else None,
        "looked_up_on": viewer.today,
    }  # fmt: skip


def _document(kind: str, filing: Row | None) -> str | None:
    """The number of the document of a filing."""
    keys = record(kind).keys()
    return "/".join(str(filing[name] or "") for name in keys) if filing else None


def _all(lines: Iterable[Row], column: str) -> list[str]:
    return sorted({row[column] for row in lines if row[column]})
