"""Parties no control objects to; a story changes only what it is about.

a_firm(firm={"licence_status": "suspended"})      a firm with kind, numbers, owners, representative, account
a_shop(shop_source=[{}, {"country": "CN"}])       a shop that says it is local, and where it is worked from
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.domains.parties.records import (
    Firm,
    FirmKind,
    FirmNumber,
    MoneyAccount,
    Owner,
    Person,
    Shop,
    ShopSource,
    ShopTrait,
    SoldCategory,
)
from shibosi.kernel.records import Record

CODE, NAME, LATIN, PERSON = "91330100MA2ABCDE1R", "杭州海港贸易有限公司", "Hangzhou Harbour Trading Co Ltd", "李娜"
D = Decimal
LATER = date(2027, 1, 4)
FIRM: dict[str, Any] = {
    "party_code": CODE, "name": NAME, "latin_name": LATIN, "home": "CN", "legal_form": "company",
    "register": "cn-uscc", "licence_number": CODE, "licence_status": "active", "licence_from": date(2020, 1, 1),
    "open_ended": True, "representative_name": PERSON, "customs_code": "3301960ABC",
    "looked_up_on": date(2026, 6, 1), "looked_up_in": "company register",
}  # fmt: skip
NUMBER: dict[str, Any] = {
    "party_code": CODE, "register": "cn-uscc", "number": CODE, "status": "active", "open_ended": True,
}  # fmt: skip
VAT: dict[str, Any] = {**NUMBER, "register": "eu-vat", "number": "DE136695976"}
OWNERS: list[dict[str, Any]] = [
    {"party_code": CODE, "owner_code": "P-1", "owner_kind": "person", "owner_name": PERSON, "share": D("0.6"),
     "controls": True},
    {"party_code": CODE, "owner_code": "F-9", "owner_kind": "firm", "owner_name": "Quay Holding", "share": D("0.4"),
     "controls": False},
]  # fmt: skip
PEOPLE: dict[str, Any] = {
    "party_code": CODE, "role": "representative", "number": "P-1", "name": PERSON, "latin_name": "Li Na",
    "document_kind": "identity-card", "document_until": LATER,
}  # fmt: skip
ACCOUNT: dict[str, Any] = {
    "party_code": CODE, "account_id": "K-1", "number": "6222-1", "account_kind": "bank", "use": "receiving",
    "holder_name": NAME, "holder_kind": "firm", "firm_name": NAME, "firm_latin_name": LATIN, "country": "HK",
    "market": "DE", "proven_by": "micro-deposit", "proven_on": date(2026, 2, 1),
}  # fmt: skip
SHOP: dict[str, Any] = {
    "party_code": CODE, "number": "S-1", "shop_kind": "platform-shop", "platform_code": "PF-1", "market": "DE",
    "name": "Hafen Laden", "stated_country": "DE", "opened_on": date(2026, 2, 1),
}  # fmt: skip
SOURCES: list[dict[str, Any]] = [
    {"party_code": CODE, "shop_number": "S-1", "source": source, "country": "DE", "share": D("0.95"), "seen": 40}
    for source in ("dispatch", "account", "internet", "returns")
]
TRAIT: dict[str, Any] = {
    "party_code": CODE, "shop_number": "S-1", "trait": "owner", "value": "P-1", "platform_code": "PF-1", "market": "DE",
}  # fmt: skip
SOLD: dict[str, Any] = {
    "party_code": CODE, "market": "DE", "category": "packaging", "period": "2025", "ends_on": date(2025, 12, 31),
    "sold": D(120), "reported": D(120), "reported_on": date(2026, 2, 1),
}  # fmt: skip
PACKAGING: dict[str, Any] = {
    **NUMBER, "register": "de-packaging", "number": "DE1234567890123", "market": "DE", "category": "packaging",
}  # fmt: skip
A_FIRM: dict[type[Record], list[dict[str, Any]]] = {
    Firm: [FIRM], FirmKind: [{"party_code": CODE, "party_kind": "exporter", "market": "DE"}],
    FirmNumber: [NUMBER, VAT], Owner: OWNERS, Person: [PEOPLE], MoneyAccount: [ACCOUNT],
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = date(2026, 6, 30)


def a_firm(**changes: Any) -> list[Record]:
    """A firm with everything that is registered of it."""
    return built(A_FIRM, changes)


def an_account(**changes: Any) -> list[Record]:
    """The account on which the firm is paid."""
    return built({MoneyAccount: [ACCOUNT]}, {"money_account": changes})


def numbers(*changes: dict[str, Any]) -> list[Record]:
    """The firm's number, given as often as there are changes."""
    return built({FirmNumber: [NUMBER]}, {"firm_number": list(changes)})


def a_shop(**changes: Any) -> list[Record]:
    """A shop that says it is in Germany, with where it is worked from."""
    return built({Shop: [SHOP], ShopSource: SOURCES}, changes)


def traits(*changes: dict[str, Any]) -> list[Record]:
    """One owner of as many shops as there are changes."""
    return built({ShopTrait: [TRAIT]}, {"shop_trait": list(changes)})


def goods(**changes: Any) -> list[Record]:
    """Packaging sold in Germany, with the producer's number."""
    return built({SoldCategory: [SOLD], FirmNumber: [PACKAGING]}, changes)
