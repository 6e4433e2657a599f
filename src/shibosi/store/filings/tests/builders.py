"""A merchant that declares, filings of it and its goods that come in, and the work they ask for."""

from datetime import UTC, datetime, timedelta
from itertools import count

from shibosi.store import jobs
from shibosi.store.filings.coming import of_filings
from shibosi.store.filings.lookups import look_up
from shibosi.store.intake.receiving import HandedIn, receive

NOON = datetime(2026, 3, 4, 4, tzinfo=UTC)
CODE = "3301960ABC"
SAID = {"receipt": "EP-1", "status": "filed", "handed_in_on": "2026-01-05", "report_type": "1", "open_ended": True,
        "reported_at": "2026-01-05T10:00:00+08:00"}  # fmt: skip


COUNT = count(1)
"""Each thing happens a minute after the one before."""


def now():
    return NOON + timedelta(minutes=next(COUNT))


def hand_in(kind, values, party="", **lines):
    answer = receive([{"kind": kind, "values": {"guid": f"G-{next(COUNT)}"} | values, "lines": lines}],
                     HandedIn("test", party), now()).receipt.answer  # fmt: skip
    assert answer["refused"] == []


def the_merchant(code=CODE, **more):
    """A merchant is filed; what the filing asks for is done."""
    own = {**SAID, "party_code": code, "number": "F-1", "role": "merchant", "filed_code": code}
    hand_in("merchant_filing", own | more)
    return work()


def goods(item="SKU-1", **more):
    """Goods are filed; what the filing asks for is done."""
    own = {**SAID, "party_code": CODE, "merchant_code": CODE, "item_number": item, "record_number": f"R-{item}"}
    hand_in("goods_filing", own | more)
    return work()


def later(**more):
    """What a filing says that comes in in the place of another."""
    return {"report_type": "2", "reported_at": "2026-03-05T10:00:00+08:00"} | more


def work():
    done = []
    while (one := jobs.work_once(now)) is not None:
        assert not one.error, one.error
        done.append(one.name)
    return done


def declared(*items, order="O-1", code=CODE, on="2026-03-03"):
    """A list of these items is declared, and its lines are held against filings."""
    head = {"order_number": order, "company_number": f"L-{order}", "guid": f"G-{order}", "merchant_code": code,
            "direction": "I", "declared_on": on}  # fmt: skip
    lines = [{"line_number": at, "item_number": item, "commodity_code": "9603290010", "unit": "011", "price": "100",
              "currency": "142"} for at, item in enumerate(items, 1)]  # fmt: skip
    hand_in("customs_list", head, list_line=lines)
    look_up(of_filings(now()), [order])
