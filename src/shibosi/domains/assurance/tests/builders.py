"""Dossiers that no control of assurance objects to, and the shape of a story; see the builders of customs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from shibosi.domains.assurance.records import (
    FilingTime,
    ForeignShare,
    PartSeen,
    ProductNeed,
    ProductOffer,
    PublicText,
    SupportUse,
)
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

TEXT = {"party_code": FIRM, "text_number": "T-1"}
LOOK = {**TEXT, "probe": "P-1", "language": "zh", "seen_on": date(2026, 6, 30), "found": True, "clicks": 1}
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FILED: dict[str, Any] = {
    **TEXT, "declaration": "D-1", "licensed": False, "complete_at": datetime(2026, 6, 29, 1, tzinfo=UTC),
    "filed_at": datetime(2026, 6, 29, 5, tzinfo=UTC),
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


def a_text(kind: str, parts: dict[str, str], changes: dict[str, Any] | None = None, **more: Any) -> list[Record]:
    """A public text of a kind, its parts ("link" at "home") seen today in Chinese; `more` changes every look."""
    said = {"party_code": FIRM, "number": "T-1", "matter": kind, "digest": DIGEST, "published_on": date(2026, 6, 1)}
    looks = [PartSeen(**{**LOOK, "part": part, "place": place, "digest": DIGEST, **more})
             for part, place in ((one.partition(" ")[0], place) for one, place in parts.items())]  # fmt: skip
    return [PublicText(**{**said, **(changes or {})}), *looks]


def a_filing(number: str, **changes: Any) -> Record:
    """A declaration of ordinary goods, filed four hours after its papers were complete."""
    return FilingTime(**{**FILED, "declaration": number, **changes})
