"""Suppliers no control objects to, on 2026-06-30; a story changes only what it is about. See the builders of customs.

a_supplier(supplier={"grade": "weak"})      a core supplier of goods that is given personal data, with all it needs
a_contract(contract_term=[{}, None])        a contract on processing with its four terms
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.domains.suppliers.records import (
    Contract,
    ContractTerm,
    Supplier,
    SupplierCover,
    SupplierReview,
    SupplierRisk,
    Supply,
)
from shibosi.kernel.records import Record

Row = dict[str, Any]
Templates = dict[type[Record], list[Row]]
FIRM, MAKER = "91330100MA2ABCDE1R", "S-1"
PAIR: Row = {"party_code": FIRM, "supplier_code": MAKER}
SUPPLIER: Row = {
    **PAIR, "name": "Quay Works Ltd", "supplier_kind": "goods", "home": "CN", "grade": "core",
    "graded_on": date(2026, 4, 1), "first_order_on": date(2026, 1, 15), "critical": True, "data": "personal",
    "purpose": "Labels of parcels", "data_until": date(2026, 12, 31), "replacement": "S-2",
    "replacement_tested_on": date(2026, 3, 1),
}  # fmt: skip
LOOK: Row = {**PAIR, "number": "L-1", "score": Decimal("0.9"), "result": "passed"}
ASPECTS = ("standing", "capacity", "quality", "delivery", "licence")
"""The order in which assessments stand."""
ASSESSMENTS = [{**LOOK, "review": "assessment", "aspect": one, "done_on": date(2026, 1, 10)} for one in ASPECTS]
SCORES = [{**LOOK, "review": "score", "aspect": one, "number": "L-2", "done_on": date(2026, 5, 1)}
          for one in ("delivery", "quality", "response")]  # fmt: skip
AUDIT: Row = {**LOOK, "review": "audit", "aspect": "all", "number": "L-3", "done_on": date(2026, 2, 1),
              "next_on": date(2027, 1, 31)}  # fmt: skip
LOOKS = [*ASSESSMENTS, *SCORES, AUDIT]
CONTRACT: Row = {
    "party_code": FIRM, "number": "C-1", "counterparty_code": MAKER, "counterparty_name": "Quay Works Ltd",
    "contract_kind": "processing", "signed_on": date(2026, 1, 10), "valid_from": date(2026, 1, 11),
    "valid_until": date(2027, 1, 10), "reviewed_on": date(2026, 1, 9), "reviewed_by": "Zhao 赵",
}  # fmt: skip
COVER: Row = {**PAIR, "risk": "disaster", "policy": "V-1", "valid_from": date(2026, 1, 1),
              "valid_until": date(2026, 12, 31)}  # fmt: skip
SOLD: Row = {"party_code": FIRM, "need": "cartons", "period": "2026-Q1", "starts_on": date(2026, 1, 1),
             "ends_on": date(2026, 3, 31)}  # fmt: skip
A_SUPPLIER: Templates = {
    Supplier: [SUPPLIER], Contract: [CONTRACT], SupplierReview: LOOKS, SupplierCover: [COVER],
    SupplierRisk: [{**PAIR, "risk": "disaster", "flagged_on": date(2026, 1, 1)}],
    Supply: [{**SOLD, "supplier_code": MAKER, "volume": Decimal(60)}],
}  # fmt: skip
TERMS: list[Row] = [
    {"party_code": FIRM, "contract_number": "C-1", "term": term, "place": "§ 4", "passed": True}
    for term in ("purpose", "period", "liability", "no-subcontracting")
]
CARRIAGE = [{**TERMS[0], "term": term} for term in ("liability", "claims", "law", "forum")]
SOURCES: list[Row] = [
    {**SOLD, "supplier_code": "S-1", "volume": Decimal(60)}, {**SOLD, "supplier_code": "S-2", "volume": Decimal(40)},
]  # fmt: skip


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = date(2026, 6, 30)


def a_supplier(**changes: Any) -> list[Record]:
    """A core supplier of goods since January that is given data."""
    return built(A_SUPPLIER, changes)


def looks(*changed: tuple[int, Row]) -> list[Row]:
    """Changes of the n-th of nine looks (five assessments, three scores, an audit), the others as they are."""
    told = dict(changed)
    return [told.get(at, {}) for at in range(len(LOOKS))]


def a_contract(**changes: Any) -> list[Record]:
    """A contract on processing data until 2027-01-10."""
    return built({Contract: [CONTRACT], ContractTerm: TERMS}, changes)


def a_carriage(**changes: Any) -> list[Record]:
    """A contract of transport whose terms were looked at the day before it was signed."""
    return built({Contract: [{**CONTRACT, "contract_kind": "transport"}], ContractTerm: CARRIAGE}, changes)


def a_need(*changes: Row) -> list[Record]:
    """Cartons of the first quarter: 60 from one supplier, 40 from another."""
    return built({Supply: SOURCES}, {"supply": list(changes)} if changes else {})
