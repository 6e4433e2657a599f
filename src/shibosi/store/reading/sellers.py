"""Sellers in markets: registration, proof of it, what they sold; and the file of one that a tax office asks for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.store import scope
from shibosi.store.reading.findings import speaking_of
from shibosi.store.reading.taxes import Row, rows_of_kind
from shibosi.store.viewers import Viewer

KINDS = ("tax_registration", "tax_certificate", "tax_entry", "withholding", "tax_return")
HEADINGS = (
    "Record", "Number", "Order number", "Period", "Day", "Last day", "Sale without tax", "Rate in percent", "Tax",
    "Currency",
)  # fmt: skip
LABELS = {
    "tax_registration": "Tax registration", "tax_certificate": "Proof of a seller's tax registration",
    "tax_entry": "Tax of an order", "withholding": "Tax withheld", "tax_return": "Tax return",
}  # fmt: skip
COLUMNS = {
    "tax_registration": ("number", "", "", "registered_on", "ended_on", "", "", "", ""),
    "tax_certificate": ("number", "", "", "valid_from", "valid_until", "", "", "", ""),
    "tax_entry": ("number", "order_number", "period", "booked_on", "", "taxable", "rate", "tax", "currency"),
    "withholding": ("number", "order_number", "", "withheld_on", "remitted_on", "", "", "amount", "currency"),
    "tax_return": ("number", "", "period", "filed_on", "", "taxable", "", "tax", "currency"),
}
"""Which columns of each kind stand under the headings after the first."""


@dataclass(frozen=True)
class Seller:
    """A seller in a market: `proof` is good, none or ended on its last sale; `sales` are entries of its books."""

    party: str
    market: str
    sales: int
    last: date | None
    numbers: tuple[str, ...]
    proof: str
    findings: int


def sellers(viewer: Viewer) -> list[Seller]:
    """Who sells in which market, those without proof first."""
    there: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for kind in ("tax_registration", "tax_certificate", "tax_entry"):
        for row in rows_of_kind(viewer, kind):
            there[row["party_code"] or "", row["market"] or ""][kind].append(row)
    open_ = scope.findings(viewer).filter(control__in=speaking_of(["seller-tax"]), resolved_at__isnull=True)
    found: dict[str, int] = defaultdict(int)
    for key in open_.values_list("dossier__key", flat=True):
        found[key] += 1
    every = [_seller(party, market, rows, found[f"{party}/{market}"]) for (party, market), rows in there.items()]
    order = {"none": 0, "ended": 1, "good": 2}
    return sorted(every, key=lambda one: (order[one.proof], one.market, one.party))


def file_of(viewer: Viewer, party: str, market: str) -> list[Sequence[Any]]:
    """All that is kept of a seller in a market, kind by kind and day by day, under `HEADINGS`."""
    found: list[Sequence[Any]] = []
    for kind in KINDS:
        columns = COLUMNS[kind]
        rows = rows_of_kind(viewer, kind, party_code=party, market=market)
        for row in sorted(rows, key=lambda row: (row[columns[3]] or date.min, row["number"] or "")):
            found.append([LABELS[kind], *(row[name] if name else None for name in columns)])
    return found


def _seller(party: str, market: str, rows: dict[str, list[Row]], findings: int) -> Seller:
    last = max((row["booked_on"] for row in rows["tax_entry"] if row["booked_on"]), default=None)
    proofs = rows["tax_certificate"]
    holds = any(
        row["valid_from"] and (last is None or row["valid_from"] <= last)
        and (row["valid_until"] is None or last is None or last <= row["valid_until"])
        for row in proofs
    )  # fmt: skip
    numbers = sorted({row["number"] for row in [*rows["tax_registration"], *proofs] if row["number"]})
    proof = "good" if holds else "ended" if proofs else "none"
    return Seller(party, market, len(rows["tax_entry"]), last, tuple(numbers), proof, findings)
