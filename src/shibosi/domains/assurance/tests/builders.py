"""Dossiers that no control of assurance objects to, and the shape of a story; see the builders of customs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.domains.assurance.records import ForeignShare, ProductNeed, ProductOffer, SupportUse
from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.domains.papers.records import Activity
from shibosi.kernel.records import Record

Templates = dict[type[Record], list[dict[str, Any]]]
FIRM = "91330100MA2ABCDE1R"
THING = {"party_code": FIRM, "product": "SKU-1", "market": "DE"}
NEED = {**THING, "requirement": "REQ-018", "evidence": "DOC-1", "proven_until": date(2027, 6, 30), "open_ended": False}
PRODUCT: Templates = {
    ProductOffer: [{**THING, "offered_on": date(2026, 1, 5), "asked_on": date(2026, 6, 29)}],
    ProductNeed: [NEED, {**NEED, "requirement": "REQ-011", "evidence": "DOC-2"}],
}
SUPPORT: Templates = {
    SupportUse: [
        {"party_code": FIRM, "number": "U-1", "area": "zone", "policy": "CN-TAX-2018-103", "party_kind": "exporter",
         "city": "杭州", "used_on": date(2026, 3, 2)}
    ],
}  # fmt: skip
SHARE = {"party_code": FIRM, "activity": "A-1", "investor": "I-1", "nationality": "DE", "share": Decimal(30)}
INVESTED: Templates = {
    Activity: [{"party_code": FIRM, "number": "A-1", "activity": "value-added-telecom", "market": "CN"}],
    ForeignShare: [SHARE, {**SHARE, "investor": "I-2", "nationality": "US", "share": Decimal(20)},
                   {**SHARE, "investor": "I-3", "nationality": "CN", "share": Decimal(50)}],
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = date(2026, 6, 30)


def a_product(**changes: Any) -> list[Record]:
    """SKU-1 in Germany, asked about yesterday, two requirements proven until 2027-06-30."""
    return built(PRODUCT, changes)


def a_use(**changes: Any) -> list[Record]:
    """An exporter of Hangzhou uses the exemption without an invoice on 2026-03-02."""
    return built(SUPPORT, changes)


def an_activity(**changes: Any) -> list[Record]:
    """Value-added telecom in China, held 30 and 20 percent from abroad and 50 at home."""
    return built(INVESTED, changes)
