"""Dossiers: what belongs together, as it was decided last, with documents and findings."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from shibosi.api.paging import Cursor, Limit, Moment
from shibosi.api.showing import rows_of
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.controls import Severity
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.dossiers import KNOWN
from shibosi.methods.masking import key_shown
from shibosi.store import scope
from shibosi.store.allowing import allowed, may, the_one
from shibosi.store.dossiers import documents_seen
from shibosi.store.measures.showing import stops_seen
from shibosi.store.models import DossierState, Finding
from shibosi.store.paging import LARGEST, Order, page
from shibosi.store.seeing import note_shown
from shibosi.store.viewers import Viewer

router = Router(tags=["dossiers"], auth=Asking())
DecisionName = Literal["accept", "wait", "hold", "refuse"]
SeverityName = Literal["minor", "major", "critical"]
MOST = 500
DOOR = "api"


class FindingBrief(Schema):
    """A finding: what a control found in a dossier, open until it is resolved.

    `waived_until`: the last day on which it counts for nothing in the decision.
    """

    id: int
    dossier: int
    dossier_kind: str
    dossier_key: str
    control: str
    outcome: Literal["broken", "undetermined"]
    severity: SeverityName
    blocks: str
    day: date | None
    place: str | None
    first_seen: datetime
    last_seen: datetime
    resolved_at: datetime | None
    waived_until: date | None


class Stop(Schema):
    """A measure against the seller that holds or refuses an order."""

    measure: str
    kind: str
    effect: Literal["held", "refused"]


class DossierBrief(Schema):
    """A dossier as it was judged last. `again_on`: the first day on which time alone may change the decision.

    `measures`: those against the seller that took part, told to the seller and the platform only.
    """

    id: int
    kind: str
    key: str
    decision: DecisionName
    judged_at: datetime
    again_on: date | None
    measures: list[Stop]


class DossierPage(Schema):
    """Dossiers."""

    items: list[DossierBrief]
    next: str | None


class DossierShown(DossierBrief):
    """A dossier with its documents by kind of record and its findings."""

    rows: dict[str, list[dict[str, Any]]]
    findings: list[FindingBrief]


SORTS = {
    "newest": Order("pk"), "oldest": Order("pk", down=False), "judged": Order("judged_at", datetime),
    "decision": Order("verdict"),
}  # fmt: skip


class DossierFilter(Schema):
    """Which dossiers. A personal key is found by nobody."""

    kind: Annotated[str, Query(max_length=40)] = ""
    key: Annotated[str, Query(max_length=500)] = ""
    decision: DecisionName | None = None
    judged_from: Moment | None = None
    judged_before: Moment | None = None


@router.get("/dossiers", response=DossierPage, summary="Dossiers")
def dossiers(
    request: HttpRequest, which: Query[DossierFilter],
    sort: Literal["newest", "oldest", "judged", "decision"] = "newest", limit: Limit = 50, cursor: Cursor = "",
) -> Any:  # fmt: skip
    """The dossiers that are seen."""
    viewer = viewer_of(request)
    allowed(viewer, "dossiers.read")
    query = scope.dossiers(viewer)
    if which.kind:
        query = query.filter(kind=which.kind)
    if which.key:
        query = query.filter(key=which.key)
    if which.decision:
        query = query.filter(verdict=Verdict[which.decision.upper()])
    query = between(query, "judged_at", which.judged_from, which.judged_before)
    found = page(query, SORTS, sort, cursor, limit)
    return {"items": dossier_briefs(viewer, found.items), "next": found.next}


@router.get("/dossiers/{dossier}", response=DossierShown, summary="A dossier with its documents and findings")
def dossier(request: HttpRequest, dossier: Annotated[int, Path(ge=1, le=LARGEST)]) -> Any:
    """A dossier as it is seen. Documents need the scope documents:read; without it none are shown."""
    viewer = viewer_of(request)
    allowed(viewer, "dossiers.read")
    state = the_one(scope.dossiers(viewer).filter(pk=dossier))
    found = documents_seen(viewer, state) if may(viewer, "documents.read") else {}
    note_shown(viewer, state, found, DOOR)
    open_ = scope.findings(viewer).filter(dossier=state).select_related("dossier").order_by("-pk")[:MOST]
    return {**dossier_briefs(viewer, [state])[0], "rows": rows_of(found), "findings": briefs(open_)}


def dossier_briefs(viewer: Viewer, states: list[DossierState]) -> list[dict[str, Any]]:
    """Dossiers in a list; a personal key is masked."""
    return [
        {
            "id": state.pk, "kind": state.kind, "key": shown_key(state),
            "decision": Verdict(state.verdict).name.lower(), "judged_at": state.judged_at, "again_on": state.wakes_on,
            "measures": stops,
        }
        for state, stops in zip(states, stops_seen(viewer, [one.stopped_by for one in states]), strict=True)
    ]  # fmt: skip


def shown_key(state: DossierState) -> str:
    """The key of a dossier as it may be shown."""
    return key_shown(KNOWN[state.kind], state.shown or state.key)


def brief(found: Finding) -> dict[str, Any]:
    """A finding in a list."""
    return {
        "id": found.pk, "dossier": found.dossier_id, "dossier_kind": found.dossier.kind,
        "dossier_key": shown_key(found.dossier), "control": found.control, "outcome": found.outcome,
        "severity": Severity(found.severity).name.lower(), "blocks": found.blocks, "day": found.day,
        "place": found.place, "first_seen": found.first_seen, "last_seen": found.last_seen,
        "resolved_at": found.resolved_at, "waived_until": found.waived_until,
    }  # fmt: skip


def briefs(some: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings in a list."""
    return [brief(one) for one in some]


def between(query: Any, field: str, first: datetime | None, before: datetime | None) -> Any:
    """A query from a moment on and before another."""
    wanted = {f"{field}__gte": first, f"{field}__lt": before}
    return query.filter(**{name: moment for name, moment in wanted.items() if moment is not None})
