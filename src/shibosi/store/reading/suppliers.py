"""Suppliers at a glance: grade, contract, audit, insurance, largest share of a need, what is found of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from shibosi.domains.suppliers.records import Contract, Supplier, SupplierCover, SupplierReview, SupplierRisk, Supply
from shibosi.kernel.records import Record
from shibosi.store import scope
from shibosi.store.models import Finding
from shibosi.store.reading.findings import speaking_of
from shibosi.store.reading.inforce import Row, rows, seen_rows
from shibosi.store.seeing import Seen
from shibosi.store.viewers import Viewer

OF_A_SUPPLIER: tuple[tuple[type[Record], str], ...] = (
    (Supplier, "supplier_code"), (Contract, "counterparty_code"), (SupplierReview, "supplier_code"),
    (SupplierRisk, "supplier_code"), (SupplierCover, "supplier_code"), (Supply, "supplier_code"),
)  # fmt: skip
"""What the page of a supplier shows, in this order, with the column that names it."""
DOSSIERS = ("supplier", "supplier-contract", "supplied-need")
GRADES = {"core": "Core supplier", "approved": "Approved supplier", "weak": "Weak supplier",
          "blocked": "Blocked supplier"}  # fmt: skip
Pair = tuple[str, str]
"""Firm and supplier."""


@dataclass
class Supplied:
    """A supplier of a firm. `until`, `audit`, `insured`: last day of its contract, next audit, last day of its
    insurance, None where there is none; `share`: of the need of which it has most; `broken` counts findings.
    """

    firm: str
    code: str
    name: str
    kind: str
    through: str
    grade: str
    data: str
    until: date | None
    audit: date | None
    insured: date | None
    share: Decimal | None
    need: str
    broken: int

    @property
    def rank(self) -> int:
        """What wants work most has the least."""
        return -self.broken


def suppliers(viewer: Viewer, today: date, text: str = "") -> list[Supplied]:
    """The suppliers that are seen and not left, those with most found first; by name or code where text is given."""
    until = _latest(viewer, Contract, "counterparty_code", "valid_until")
    audit = _latest(viewer, SupplierReview, "supplier_code", "next_on", review="audit")
    insured = _latest(viewer, SupplierCover, "supplier_code", "valid_until")
    shares, broken = largest_shares(rows(viewer, Supply.kind())), _broken(viewer)
    made = []
    for row in rows(viewer, Supplier.kind()):
        pair = (row["party_code"] or "", row["supplier_code"] or "")
        if not all(pair) or (row["ended_on"] and row["ended_on"] < today) or not _called(row, text):
            continue
        share, need = shares.get(pair, (None, ""))
        made.append(Supplied(
            *pair, name=row["name"] or "", kind=row["supplier_kind"] or "", through=row["through_code"] or "",
            grade=row["grade"] or "", data=row["data"] or "", until=until.get(pair), audit=audit.get(pair),
            insured=insured.get(pair), share=share, need=need, broken=broken[pair],
        ))  # fmt: skip
    return sorted(made, key=lambda one: (-one.broken, one.firm, one.code))


def about(viewer: Viewer, firm: str, code: str) -> dict[str, list[Seen]]:
    """All that is kept of a supplier of a firm, by kind of record; kinds of which there is nothing are left out."""
    found = {made.kind(): seen_rows(viewer, made.kind(), party_code=firm, **{column: code})
             for made, column in OF_A_SUPPLIER}  # fmt: skip
    return {kind: some for kind, some in found.items() if some}


def findings(viewer: Viewer, firm: str, code: str) -> QuerySet[Finding]:
    """What stands open about a supplier, its contracts and the needs it meets, what weighs most first."""
    keys = {f"{firm}/{code}"}
    keys |= {
        f"{firm}/{row['number']}" for row in rows(viewer, Contract.kind(), party_code=firm, counterparty_code=code)
    }
    supplied = rows(viewer, Supply.kind(), party_code=firm, supplier_code=code)
    keys |= {f"{firm}/{row['need']}/{row['period']}" for row in supplied}
    return _open(viewer).filter(dossier__key__in=keys).select_related("dossier").order_by("-severity", "-pk")


def largest_shares(supplied: Iterable[Row]) -> dict[Pair, tuple[Decimal, str]]:
    """For each supplier the largest share it has of a need in the need's last period, and which need that is.

    Needs whose volumes are not all known, or add up to nothing, are left out.
    """
    needs: dict[Pair, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in supplied:
        needs[row["party_code"] or "", row["need"] or ""][row["period"] or ""].append(row)
    found: dict[Pair, tuple[Decimal, str]] = {}
    for (firm, need), periods in needs.items():
        last = periods[max(periods)]
        volumes = [row["volume"] for row in last]
        if None in volumes or sum(volumes) <= 0:
            continue
        for row in last:
            share = (firm, row["supplier_code"] or ""), (row["volume"] / sum(volumes), need)
            found[share[0]] = max(found.get(share[0], (Decimal(0), "")), share[1])
    return found


def _latest(viewer: Viewer, made: type[Record], column: str, day: str, **by: str) -> dict[Pair, date]:
    """The latest of a day by supplier."""
    found: dict[Pair, date] = {}
    for row in rows(viewer, made.kind(), **by):
        if row[day]:
            pair = (row["party_code"] or "", row[column] or "")
            found[pair] = max(found.get(pair, row[day]), row[day])
    return found


def _broken(viewer: Viewer) -> dict[Pair, int]:
    """How much is broken, by supplier: of itself and of its contracts. One query beside the contracts."""
    of = {f"{row['party_code']}/{row['number']}": (row["party_code"], row["counterparty_code"])
          for row in rows(viewer, Contract.kind())}  # fmt: skip
    counted: dict[Pair, int] = defaultdict(int)
    for kind, key in _open(viewer).filter(outcome="broken").values_list("dossier__kind", "dossier__key"):
        if kind == "supplier":
            firm, _, code = key.partition("/")
            counted[firm, code] += 1
        elif kind == "supplier-contract" and key in of:
            counted[of[key]] += 1
    return counted


def _open(viewer: Viewer) -> QuerySet[Finding]:
    return scope.findings(viewer).filter(control__in=speaking_of(DOSSIERS), resolved_at__isnull=True).order_by()


def _called(row: Row, text: str) -> bool:
    sought = text.casefold()
    return any(sought in str(row[name] or "").casefold() for name in ("party_code", "supplier_code", "name"))
