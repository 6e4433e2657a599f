"""Findings: what is wrong or cannot be decided, with the facts, why it is so, and what to do."""

from datetime import datetime
from json import loads
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from shibosi.api.dossiers import DOOR, FindingBrief, SeverityName, between, brief
from shibosi.api.paging import Cursor, Limit, Moment
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel import controls
from shibosi.kernel.controls import Severity
from shibosi.kernel.explaining import Explanation
from shibosi.kernel.expressions.reasons import Reason, Used
from shibosi.kernel.records import record
from shibosi.kernel.words import translate
from shibosi.store import scope
from shibosi.store.allowing import allowed, the_one
from shibosi.store.dossiers import Explained, documents_seen, explained
from shibosi.store.models import Finding
from shibosi.store.paging import LARGEST, Order, page
from shibosi.store.seeing import HIDDEN, Sight, facts_seen, least, note_shown
from shibosi.store.viewers import Viewer
from shibosi.telling.documents import reasons

router = Router(tags=["findings"], auth=Asking())


class FindingPage(Schema):
    """Findings."""

    items: list[FindingBrief]
    next: str | None


class FindingShown(FindingBrief):
    """A finding with its sentence, what to do, and the facts that decided as they are seen."""

    sentence: str
    remedy: str
    clauses: list[str]
    facts: dict[str, str | None]
    hidden: list[str]


class Why(Schema):
    """A fact a document says (`record`, `column`, `row`), or a parameter that was applied (`parameter`)."""

    label: str | None = None
    document: str | None = None
    record: str | None = None
    column: str | None = None
    row: int | None = None
    parameter: str | None = None
    place: str | None = None
    first: str | None = None
    last: str | None = None
    source: str | None = None
    confidence: str | None = None
    value: str | None
    hidden: bool


class Explanation_(Schema):  # noqa: N801
    """The dossier read again: the outcome by what stands in it now, and what decided."""

    finding: int
    control: str
    sentence: str
    remedy: str
    outcome: Literal["out_of_scope", "held", "broken", "undetermined"]
    reasons: list[Why]


SORTS = {
    "newest": Order("first_seen", datetime), "oldest": Order("first_seen", datetime, down=False),
    "severity": Order("severity"), "last_seen": Order("last_seen", datetime),
}  # fmt: skip


class FindingFilter(Schema):
    """Which findings."""

    control: Annotated[str, Query(max_length=120)] = ""
    outcome: Literal["broken", "undetermined"] | None = None
    severity: SeverityName | None = None
    state: Literal["open", "resolved", "all"] = "open"
    dossier: Annotated[int | None, Query(ge=1, le=LARGEST)] = None
    seen_from: Moment | None = None
    seen_before: Moment | None = None


@router.get("/findings", response=FindingPage, summary="Findings")
def findings(
    request: HttpRequest, which: Query[FindingFilter],
    sort: Literal["newest", "oldest", "severity", "last_seen"] = "newest", limit: Limit = 50, cursor: Cursor = "",
) -> Any:  # fmt: skip
    """The findings in the dossiers that are seen; the open ones unless asked otherwise."""
    viewer = viewer_of(request)
    allowed(viewer, "findings.read")
    query = scope.findings(viewer).select_related("dossier")
    if which.state != "all":
        query = query.filter(resolved_at__isnull=which.state == "open")
    wanted = {"control": which.control, "outcome": which.outcome, "dossier": which.dossier}
    query = query.filter(**{name: value for name, value in wanted.items() if value})
    if which.severity:
        query = query.filter(severity=int(Severity[which.severity.upper()]))
    query = between(query, "first_seen", which.seen_from, which.seen_before)
    found = page(query, SORTS, sort, cursor, limit)
    return {"items": [brief(one) for one in found.items], "next": found.next}


@router.get("/findings/{finding}", response=FindingShown, summary="A finding with its facts")
def finding(request: HttpRequest, finding: Annotated[int, Path(ge=1, le=LARGEST)]) -> Any:
    """A finding as it is seen."""
    return shown(viewer_of(request), finding, DOOR)


def shown(viewer: Viewer, finding: int, door: str) -> dict[str, Any]:
    """A finding as a viewer sees it. Raises NotThere, Forbidden."""
    one = _one(viewer, finding)
    control = controls.named(one.control)
    seen = documents_seen(viewer, one.dossier)
    facts, hidden = facts_seen(control, loads(one.facts), least(seen))
    note_shown(viewer, one.dossier, seen, door)
    return {
        **brief(one), "sentence": translate(control.sentence), "remedy": translate(control.remedy),
        "clauses": list(control.clauses), "facts": facts, "hidden": list(hidden),
    }  # fmt: skip


@router.get("/findings/{finding}/explanation", response=Explanation_, summary="Why a finding is so")
def explanation(request: HttpRequest, finding: Annotated[int, Path(ge=1, le=LARGEST)]) -> Any:
    """What decided, read from what stands in the dossier now."""
    return why(viewer_of(request), finding, DOOR)


def why(viewer: Viewer, finding: int, door: str) -> dict[str, Any]:
    """Why a finding is so, as a viewer sees it. Raises NotThere, Forbidden."""
    one = _one(viewer, finding)
    seen = documents_seen(viewer, one.dossier)
    found = explained(one, seen)
    note_shown(viewer, one.dossier, seen, door)
    return {
        "finding": one.pk, "control": one.control, "sentence": translate(found.control.sentence),
        "remedy": translate(found.control.remedy), "outcome": found.outcome.name.lower(),
        "reasons": [reason_told(found, reason) for reason in found.reasons],
    }  # fmt: skip


def _one(viewer: Viewer, finding: int) -> Finding:
    allowed(viewer, "findings.read")
    one = the_one(scope.findings(viewer).filter(pk=finding).select_related("dossier"))
    return one


def reason_told(found: Explained, reason: Reason) -> dict[str, Any]:
    """What decided, in words, as far as it is seen."""
    if isinstance(reason, Used) or reason.column == "#":
        return _told(found, reason, whole=True) | {"hidden": False}
    sight = found.sights.get(reason.kind, Sight.WHOLE)
    column = record(reason.kind).columns[reason.column]
    told = _told(found, reason, whole=sight is Sight.WHOLE)
    hidden = sight is Sight.BESIDE or (sight is Sight.NAMED and (column.personal or column.sensitive))
    if sight is Sight.BESIDE or (hidden and (column.sensitive or column.kind not in ("text", "code"))):
        told["value"] = HIDDEN
    return told | {"hidden": hidden}


def _told(found: Explained, reason: Reason, whole: bool) -> dict[str, Any]:
    return reasons(Explanation(found.control, "", found.outcome, [reason]), whole)[0]
