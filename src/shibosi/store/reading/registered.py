"""The register of parties at a glance: who is registered as what, how licences stand, what is found against whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from shibosi.domains.parties.records import Brand as Mark
from shibosi.domains.parties.records import Firm, FirmKind, FirmNumber, MoneyAccount, Owner, Person, Shop, SoldCategory
from shibosi.kernel.records import Record
from shibosi.store import scope
from shibosi.store.firms import folded
from shibosi.store.models import DossierParty, Finding
from shibosi.store.reading.findings import speaking_of
from shibosi.store.reading.inforce import Row, rows, seen_rows
from shibosi.store.seeing import Seen
from shibosi.store.viewers import Viewer

OF_A_FIRM: tuple[type[Record], ...] = (
    Firm, FirmKind, FirmNumber, Owner, Person, MoneyAccount, Shop, Mark, SoldCategory,
)  # fmt: skip
"""What the page of a firm shows, in this order."""
DOSSIERS = ("registered-firm", "registered-number", "money-account", "shop", "shared-trait", "producer")
ACTIVE, OVER, UNKNOWN = "active", "over", "unknown"
LICENCES = {ACTIVE: "Licence in force", OVER: "Not in force", UNKNOWN: "Cannot be decided"}
"""How a licence stands."""


@dataclass
class Registered:
    """A firm in the register; `licence` is a key of `LICENCES`, `broken` counts what stands open against it."""

    code: str
    name: str
    latin_name: str
    home: str
    kinds: list[str]
    number: str
    licence: str
    until: date | None
    looked_up: date | None
    shops: int
    broken: int

    @property
    def rank(self) -> int:
        """What wants work most has the least."""
        return -self.broken


def firms(viewer: Viewer, today: date, text: str = "") -> list[Registered]:
    """The firms that are seen, those with most found against them first; where text is given, by name, code, number."""
    kinds = _several(viewer, FirmKind, "party_kind")
    shops = _several(viewer, Shop, "number")
    broken = _broken(viewer)
    found = [
        _registered(row, kinds, shops, broken, today)
        for row in rows(viewer, Firm.kind())
        if row["party_code"] and _called(row, text)
    ]
    return sorted(found, key=lambda one: (-one.broken, one.licence != OVER, one.code))


def about(viewer: Viewer, code: str) -> dict[str, list[Seen]]:
    """All that is registered of a firm, by kind of record; kinds of which there is nothing are left out."""
    found = {one.kind(): seen_rows(viewer, one.kind(), party_code=code) for one in OF_A_FIRM}
    return {kind: some for kind, some in found.items() if some}


def findings(viewer: Viewer, code: str) -> QuerySet[Finding]:
    """What stands open against a firm in the register, what weighs most first."""
    concerned = DossierParty.objects.filter(who=folded(code)).values("dossier")
    return (
        scope.findings(viewer)
        .filter(dossier__in=concerned, control__in=speaking_of(DOSSIERS), resolved_at__isnull=True)
        .select_related("dossier")
        .order_by("-severity", "-pk")
    )


def licence(row: Row, today: date) -> str:
    """How the licence of a firm stands on a day."""
    if row["licence_status"] is None or not (row["open_ended"] or row["licence_until"]):
        return UNKNOWN
    in_time = bool(row["open_ended"]) or row["licence_until"] >= today
    return ACTIVE if row["licence_status"] == "active" and in_time else OVER


def _registered(
    row: Row, kinds: dict[str, list[str]], shops: dict[str, list[str]], broken: dict[str, int], today: date
) -> Registered:  # fmt: skip
    code = row["party_code"]
    return Registered(
        code=code, name=row["name"] or "", latin_name=row["latin_name"] or "", home=row["home"] or "",
        kinds=sorted(set(kinds[code])), number=row["licence_number"] or "", licence=licence(row, today),
        until=row["licence_until"], looked_up=row["looked_up_on"], shops=len(set(shops[code])),
        broken=broken.get(folded(code), 0),
    )  # fmt: skip


def _several(viewer: Viewer, made: type[Record], column: str) -> dict[str, list[str]]:
    """A column of all rows of a kind, by firm."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(viewer, made.kind()):
        if row["party_code"] and row[column]:
            found[row["party_code"]].append(row[column])
    return found


def _broken(viewer: Viewer) -> dict[str, int]:
    """How much is broken in the register, by the mark of the firm concerned. One query."""
    open_ = scope.findings(viewer).filter(control__in=speaking_of(DOSSIERS), resolved_at__isnull=True, outcome="broken")
    counted = open_.order_by().values_list("dossier__parties__who").annotate(Count("pk"))
    return {who: count for who, count in counted if who}


def _called(row: Row, text: str) -> bool:
    sought = text.casefold()
    return not sought or any(
        sought in str(row[name] or "").casefold() for name in ("party_code", "name", "latin_name", "licence_number")
    )
