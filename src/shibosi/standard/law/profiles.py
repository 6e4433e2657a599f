"""What a firm says of itself and of one export, for the question which policies it can use."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

VOUCHERS = ("special-invoice", "customs-certificate", "other", "none")
CAUSES = ("unsold", "returned", "other")
MODES = ("9610", "1210", "9710", "9810", "0110", "1239")


@dataclass(frozen=True, slots=True)
class Profile:
    """A firm and one export. None: not said, and then a condition on it cannot be decided.

    `day` is that of the export declaration. `voucher` is what it has of its purchase; `value` one list or declaration
    in CNY; `revenue` that of the year in CNY.
    """

    day: date
    city: str | None = None
    mode: str | None = None
    general_taxpayer: bool | None = None
    refund_status: bool | None = None
    tax_registered: bool | None = None
    declared: bool | None = None
    declared_by_list: bool | None = None
    zone_customs: bool | None = None
    recorded: bool | None = None
    proceeds: bool | None = None
    voucher: str | None = None
    voucher_matches: bool | None = None
    refund_cancelled: bool | None = None
    licence: bool | None = None
    departed: bool | None = None
    food: bool | None = None
    unchanged: bool | None = None
    cause: str | None = None
    left_zone_on: date | None = None
    returned_on: date | None = None
    value: Decimal | None = None
    revenue: Decimal | None = None


MEANINGS: Mapping[str, str] = {
    "city": "City of the firm's registration, in Chinese or English",
    "mode": "Customs supervision mode",
    "general_taxpayer": "General VAT taxpayer",
    "refund_status": "Registered for export refunds",
    "tax_registered": "Registered for tax",
    "declared": "Exported under a declaration that matches the electronic data",
    "declared_by_list": "Exported by e-commerce declaration list",
    "zone_customs": "Declared at the customs of the zone",
    "recorded": "Export recorded on the platform of the zone, with day, goods, unit, quantity, price and amount",
    "proceeds": "Proceeds received in time",
    "voucher": "Voucher of purchase",
    "voucher_matches": "The voucher of purchase matches in amount",
    "refund_cancelled": "Goods whose refund was cancelled",
    "licence": "Licence, export duty or inspection needed",
    "departed": "Goods left the country",
    "food": "Food",
    "unchanged": "Returned unchanged",
    "cause": "Why the goods came back",
    "left_zone_on": "Day the goods left the bonded zone (mode 1210)",
    "returned_on": "Day of return",
    "value": "Value of the list in CNY",
    "revenue": "Revenue of the year in CNY",
}


def as_data(profile: Profile) -> dict[str, Any]:
    """What was said, as plain data."""
    said = {field.name: getattr(profile, field.name) for field in fields(profile)}
    return {name: str(value) if isinstance(value, date | Decimal) else value for name, value in said.items()}
