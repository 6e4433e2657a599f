"""Prices no control objects to: 100, later 90 yuan, a promotion at 80, converted into dollars; two equal quotes."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from shibosi.domains.pricing.records import Price, PriceShown, Promotion, PromotionEntry, PromotionRule, Quote
from shibosi.kernel.records import Record

Row = dict[str, Any]
D = Decimal
FIRM = "91330100MA2ABCDE1R"
OF: Row = {"seller_code": FIRM, "listing_number": "L-1", "market": "DE"}
PRICE: Row = {
    **OF, "number": 1, "amount": D(100), "currency": "142", "unit": "piece", "tax_included": True, "charged": True,
    "promotional": False, "from_day": date(2026, 1, 1), "until_day": date(2026, 5, 20),
}  # fmt: skip
SHOWN: Row = {
    **OF, "probe": "S-1", "seen_at": datetime(2026, 6, 12, tzinfo=UTC), "page_amount": D("11.2"),
    "cart_amount": D("11.2"), "currency": "502", "at_once": True, "from_only": False, "base_amount": D(80),
    "base_currency": "142", "rate": D("0.14"), "rate_source": "Bank", "rated_at": datetime(2026, 6, 11, tzinfo=UTC),
    "method_shown": True, "movement_shown": True,
}  # fmt: skip
PROMOTION: Row = {
    **OF, "number": "A-1", "amount": D("85.5"), "struck_amount": D(90), "currency": "142",
    "starts_on": date(2026, 6, 10), "ends_on": date(2026, 6, 20), "time_shown": True, "goods_shown": True,
    "conditions_shown": True, "calculation_shown": True, "gifts_shown": True, "limits_shown": True,
}  # fmt: skip
RULE: Row = {
    "seller_code": FIRM, "number": "A-1", "joined_by": date(2026, 5, 31), "least_spent": D(50), "currency": "142",
}  # fmt: skip
ENTRY: Row = {
    "seller_code": FIRM, "promotion_number": "A-1", "buyer": "b1", "joined_on": date(2026, 5, 31), "spent": D(50),
    "currency": "142", "let_in": True,
}  # fmt: skip
QUOTE: Row = {
    "seller_code": FIRM, "basket": "k1", "number": "Q-1", "buyer": "b1", "profile": "new", "amount": D(90),
    "currency": "142", "quoted_at": datetime(2026, 6, 12, tzinfo=UTC),
}  # fmt: skip
OFFER: dict[type[Record], list[Row]] = {
    Promotion: [PROMOTION],
    Price: [PRICE, {**PRICE, "number": 2, "amount": D(90), "from_day": date(2026, 5, 21), "until_day": None}],
    PriceShown: [SHOWN],
}
TAKING_PART: dict[type[Record], list[Row]] = {
    PromotionRule: [RULE],
    PromotionEntry: [ENTRY, {**ENTRY, "buyer": "b2", "joined_on": date(2026, 6, 1), "let_in": False}],
}
BASKET: dict[type[Record], list[Row]] = {
    Quote: [QUOTE, {**QUOTE, "number": "Q-2", "buyer": "b2", "profile": "regular"}],
}
