"""A listing no control of the catalogue objects to: headphones in Germany, live since February 2026."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from shibosi.domains.catalogue.records import (
    Listing,
    ListingAttribute,
    ListingCheck,
    ListingClaim,
    ListingPaper,
    ListingText,
    Picture,
    Recall,
    RecalledOrder,
    RecallMatch,
    SpecLine,
)
from shibosi.kernel.records import Record
from shibosi.methods.goods.access import Goods, needs
from shibosi.methods.goods.categories import categories

Row = dict[str, Any]
FIRM = "91330100MA2ABCDE1R"
AS_OF = date(2026, 6, 30)
SAID = ("radio", "bluetooth", "has_battery", "has_lithium_battery", "has_lithium_ion_battery", "in_equipment",
        "wired_charging")  # fmt: skip
OF: Row = {"seller_code": FIRM, "listing_number": "L-1", "market": "DE"}
LISTING: Row = {
    "seller_code": FIRM, "number": "L-1", "market": "DE", "version": 2, "state": "live", "subject": "goods",
    "category": "audio", "title": "Bluetooth headphones HP-10", "description": "Over-ear headphones, 10 W",
    "brand": "Lanting", "model": "HP-10", "colour": "black", "size": "one size", "age_to": 99, "maker_code": "M-1",
    "operator_name": "Hafen Handel GmbH", "operator_country": "DE", "origin": "CN", "origin_shown": True,
    "origin_marked": "CN", "origin_proof": "certificate", "origin_proven": "CN",
    "cn_standard": "GB/T 14471-2013", "cn_deviation": "Loudness is not measured.", "origin_standard": "none",
    "origin_deviation": "There is none.", "sale_by": "count", "pack_quantity": 1, "page_quantity": 1,
    "cart_quantity": 1, "published_at": datetime(2026, 2, 10, tzinfo=UTC),
}  # fmt: skip
POWER: Row = {
    **OF, "attribute": "rated-power", "value": "10 W", "number": Decimal(10), "unit": "W", "text_value": "10 W",
    "picture_value": "10W",
}  # fmt: skip
FACTS: list[Row] = [
    {**OF, "attribute": name, "holds": name in SAID}
    for name in sorted(name for name in categories()["audio"].asks)
]  # fmt: skip
PICTURE: Row = {
    **OF, "position": 1, "digest": "0" * 64, "width": 1200, "height": 1000, "sharpness": Decimal("0.8"),
    "overlay": Decimal("0.05"), "obstructed": False, "category": "audio", "flagged": False, "doubtful": False,
    "seen_at": datetime(2026, 2, 2, tzinfo=UTC),
}  # fmt: skip
PAPER: Row = {
    **OF, "number": "P-1", "model": "HP-10", "category": "audio", "status": "valid",
    "valid_from": date(2026, 1, 5), "valid_until": date(2027, 1, 4), "approved_at": datetime(2026, 2, 3, tzinfo=UTC),
    "shown": True,
}  # fmt: skip
CHECK: Row = {
    **OF, "version": 2, "reviewer": "E-1", "reviewer_market": "DE", "passed": True,
    "checked_at": datetime(2026, 2, 9, tzinfo=UTC),
}  # fmt: skip
SUBJECTS = ("title", "picture", "attributes", "description", "religion", "colour", "gesture", "law")
SPEC: Row = {
    **OF, "order_number": "O-1", "line": "rated power", "agreed": Decimal(10), "tolerance": Decimal("0.5"),
    "measured": Decimal("10.5"), "inspected_at": datetime(2026, 3, 1, tzinfo=UTC),
    "dispatched_at": datetime(2026, 3, 2, tzinfo=UTC),
}  # fmt: skip


def papers() -> list[Row]:
    """A paper for every row of law that asks for something of these goods."""
    goods = Goods("audio", {name: name in SAID for name in categories()["audio"].asks}, 99)
    return [{**PAPER, "requirement": need.rule.id} for need in needs(goods, "DE", AS_OF)]


TEMPLATES: dict[type[Record], list[Row]] = {
    Listing: [LISTING],
    ListingText: [{**OF, "part": "point", "language": "en", "text": "Ten hours of music."}],
    ListingAttribute: [POWER, *FACTS],
    ListingClaim: [{**OF, "claim": "waterproof", "evidence": "R-7", "evidence_until": date(2026, 12, 31)}],
    Picture: [PICTURE],
    ListingPaper: papers(),
    ListingCheck: [{**CHECK, "subject": subject} for subject in SUBJECTS],
    SpecLine: [SPEC],
}
RECALLED: Row = {"authority": "CPSC", "recall_number": "26001"}
FOUND: Row = {**RECALLED, "seller_code": FIRM, "listing_number": "L-1", "found_at": datetime(2026, 6, 1, 8, tzinfo=UTC)}
RECALLS: dict[type[Record], list[Row]] = {
    Recall: [{"authority": "CPSC", "number": "26001", "market": "US", "title": "Headphones Recalled Due to Burn Hazard",
              "models": "hp10", "published_on": date(2026, 6, 1)}],
    RecallMatch: [{**FOUND, "market": "DE", "grade": "certain", "because": "model HP-10",
                   "off_sale_at": datetime(2026, 6, 1, 20, tzinfo=UTC)}],
    RecalledOrder: [{**FOUND, "order_number": "O-1", "told_at": datetime(2026, 6, 3, 8, tzinfo=UTC)}],
}  # fmt: skip
