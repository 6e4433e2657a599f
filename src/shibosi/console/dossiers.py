"""Dossiers: what belongs together and what was decided on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from shibosi.api.dossiers import shown_key
from shibosi.console import saying
from shibosi.console.comparing import sheets
from shibosi.kernel.decisions import Verdict
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.allowing import may, the_one
from shibosi.store.dossiers import Explained, documents_seen, explained
from shibosi.store.models import DossierState, Finding
from shibosi.store.reading import dossiers as reading
from shibosi.store.reading.dossiers import Reported
from shibosi.store.seeing import Seen, Sight, note_shown

HEADINGS = [
    Heading("Decision", "verdict"), Heading("Dossier"), Heading("Judged", "judged_at", datetime),
    Heading("Judged again on", number=False),
]  # fmt: skip
COLUMNS = ["Decision", "Dossier", "Number", "Judged", "Judged again on"]
MOST = 200
"""Steps of a timeline."""
DOOR = "console"
FILTERS = Filters(
    Choice("decision", "Decision", among=saying.DECISIONS),
    Choice("kind", "Kind of dossier", among=saying.dossiers),
    Text("number", "Number", longest=500),
)


@page("dossiers/", verb="dossiers.read", entry=Entry("Dossiers", Group.REVIEW, 20, "dossier", "d"))
def dossiers(request: Asked) -> HttpResponse:
    """The dossiers that are seen."""
    chosen = FILTERS.read(request.GET)
    query = scope.dossiers(request.viewer)
    plain = {"kind": chosen["kind"], "key": chosen["number"]}
    query = query.filter(**{name: value for name, value in plain.items() if value})
    if chosen["decision"]:
        query = query.filter(verdict=Verdict[chosen["decision"].upper()])
    if file_wanted(request):
        return as_file(request, "dossiers", query.order_by("-pk"), COLUMNS, lambda one: [
            Verdict(one.verdict).name.lower(), saying.dossier(one.kind), shown_key(one), one.judged_at.isoformat(),
            one.wakes_on,
        ])  # fmt: skip
    list_ = listing(request, query, HEADINGS, "-pk", chosen)
    for one in list_.items:
        one.number, one.decision = shown_key(one), Verdict(one.verdict).name.lower()
    return show(request, "console/dossiers.html", list=list_)


@page("dossiers/<key:dossier>/", verb="dossiers.read")
def dossier(request: Asked, dossier: int) -> HttpResponse:
    """A dossier: documents side by side, findings, what happened when. Raises NotThere."""
    viewer = request.viewer
    state = the_one(scope.dossiers(viewer).filter(pk=dossier))
    found = documents_seen(viewer, state) if may(viewer, "documents.read") else {}
    note_shown(viewer, state, found, DOOR)
    findings = reading.findings(viewer, state)
    open_ = [one for one in findings if one.resolved_at is None]
    reported = reading.reported(viewer, _documents(found))
    compared = sheets(state.kind, found, read_again(open_, found), saying.controls_of(state.kind))
    return show(
        request, "console/dossier.html", state=state, number=shown_key(state), findings=findings, sheets=compared,
        decision=Verdict(state.verdict).name.lower(), reported=reported, beside=sights(found),
        timeline=timeline(state, findings, reported), entries=reading.entries(viewer, reported, findings),
        cases=reading.cases(viewer, state),
    )  # fmt: skip


def read_again(findings: Sequence[Finding], found: Mapping[str, list[Seen]]) -> list[Explained]:
    """Why some findings are so; those whose control is gone are left out."""
    return [explained(one, found) for one in findings if saying.is_known(one.control)]


def sights(found: Mapping[str, list[Seen]]) -> dict[str, int]:
    """How many documents are seen only in part: "named" with personal data masked, "beside" with its joints only."""
    seen = {one.document: one.sight for some in found.values() for one in some}
    return {sight.name.lower(): list(seen.values()).count(sight) for sight in (Sight.NAMED, Sight.BESIDE)}


def timeline(state: DossierState, findings: Sequence[Finding], reported: Sequence[Reported]) -> list[dict[str, Any]]:
    """What happened, the newest first."""
    told: list[dict[str, Any]] = [
        {"at": one.at, "what": "reported", "words": saying.document(one.kind), "number": one.number, "by": one.by}
        for one in reported
    ]
    for one in findings:
        told.append({"at": one.first_seen, "what": "found", "finding": one})
        if one.resolved_at:
            told.append({"at": one.resolved_at, "what": "resolved", "finding": one})
    told.append({"at": state.judged_at, "what": "judged", "decision": Verdict(state.verdict).name.lower()})
    return sorted(told, key=lambda one: one["at"], reverse=True)[:MOST]


def _documents(found: Mapping[str, list[Seen]]) -> list[int]:
    return sorted({one.document for some in found.values() for one in some if one.document is not None})
