"""How filings with customs stand: of firms, of goods, as authorised operator, of declarants; what ends soon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shibosi.domains.customs.controls.filing import FilingTerms
from shibosi.domains.customs.records import AeoStatus, GoodsFiling, MerchantFiling
from shibosi.domains.papers.records import StaffMember
from shibosi.store.reading.figures import figure
from shibosi.store.reading.inforce import Row, rows
from shibosi.store.viewers import Viewer

FIRM, GOODS, AEO, DECLARANT = "firm", "goods", "aeo", "declarant"
WHATS = {FIRM: "Firm", GOODS: "Goods filed", AEO: "Authorised operator", DECLARANT: "Declarant"}
IN_FORCE, ENDS, OVER, WAITING, REJECTED, UNKNOWN = "in-force", "ends", "over", "waiting", "rejected", "unknown"
STATES = {
    IN_FORCE: "Stands", ENDS: "Ends soon", OVER: "Not in force", WAITING: "Waits for an answer",
    REJECTED: "Rejected by customs", UNKNOWN: "Cannot be decided",
}  # fmt: skip
URGENCY = (REJECTED, OVER, ENDS, WAITING, UNKNOWN, IN_FORCE)
GOOD = ("filed", "valid")
NOT_YET = {"handed-in": WAITING, "rejected": REJECTED}


@dataclass
class Standing:
    """One thing customs has on file. `number` is the firm's own, `filed` that of customs; `last` None: without end."""

    what: str
    firm: str
    number: str
    name: str
    filed: str
    state: str
    last: date | None

    @property
    def rank(self) -> int:
        """What wants work most has the least."""
        return URGENCY.index(self.state)


def standings(viewer: Viewer, today: date, text: str = "") -> list[Standing]:
    """All that are seen, what wants work first; where text is given, by firm, number or name."""
    notice = int(figure(FilingTerms.notice, today))
    found = [
        *(_filing(FIRM, row, row["number"], row["filed_code"], today, notice)
          for row in rows(viewer, MerchantFiling.kind())),
        *(_filing(GOODS, row, row["item_number"], row["record_number"], today, notice)
          for row in rows(viewer, GoodsFiling.kind())),
        *(Standing(AEO, row["party_code"] or "", row["number"] or "", row["grade"] or "", row["number"] or "",
                   state(row["status"], row["assess_by"], False, today, notice), row["assess_by"])
          for row in rows(viewer, AeoStatus.kind())),
        *(_declarant(row, today, notice) for row in rows(viewer, StaffMember.kind(), role="declarant")
          if row["left_at"] is None),
    ]  # fmt: skip
    sought = text.casefold()
    some = [
        one for one in found if any(sought in each.casefold() for each in (one.firm, one.number, one.name, one.filed))
    ]
    return sorted(some, key=lambda one: (one.rank, one.last or date.max, one.firm, one.number))


def state(status: str | None, last: date | None, open_ended: bool, today: date, notice: int) -> str:
    """How something stands on a day: by its status and its last day, of which one may be without end."""
    if status is None:
        return UNKNOWN
    if status not in GOOD:
        return NOT_YET.get(status, OVER)
    if open_ended:
        return IN_FORCE
    if last is None:
        return UNKNOWN
    if last < today:
        return OVER
    return ENDS if last <= today + timedelta(days=notice) else IN_FORCE


def lacking(what: str, row: Mapping[str, Any]) -> list[str]:
    """The columns that the e-port asks for and a filing does not say."""
    return [name for name in NEEDED[what] if row[name] in (None, "")]


NEEDED = {
    FIRM: ("role", "name", "credit_code", "address", "representative_name", "customs_office"),
    GOODS: ("merchant_code", "name", "model", "commodity_code", "unit", "first_unit", "origin", "currency", "lowest",
            "highest"),
}  # fmt: skip
"""What a filing says before it is handed in."""


def _filing(what: str, row: Row, number: str | None, filed: str | None, today: date, notice: int) -> Standing:
    stands = state(row["status"], row["valid_until"], bool(row["open_ended"]), today, notice)
    return Standing(
        what, row["party_code"] or "", number or "", row["name"] or "", filed or "", stands, row["valid_until"]
    )  # fmt: skip


def _declarant(row: Row, today: date, notice: int) -> Standing:
    """A declarant stands by the filing to work and the qualification."""
    filed = "valid" if row["licence_number"] else "missing"
    stands = state(filed, row["qualified_until"], False, today, notice)
    return Standing(DECLARANT, row["party_code"] or "", row["number"] or "", row["name"] or "",
                    row["licence_number"] or "", stands, row["qualified_until"])  # fmt: skip
