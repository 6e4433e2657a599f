"""Dossiers: what belongs together and what was decided on it."""

from datetime import datetime

from django.http import HttpResponse

from shibosi.api.dossiers import shown_key
from shibosi.console import saying
from shibosi.kernel.decisions import Verdict
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, as_file, file_wanted, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.allowing import NotThere

HEADINGS = [
    Heading("Decision", "verdict"), Heading("Dossier"), Heading("Judged", "judged_at", datetime),
    Heading("Judged again on", number=False),
]  # fmt: skip
COLUMNS = ["Decision", "Dossier", "Number", "Judged", "Judged again on"]
MOST = 500
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
    """A dossier with its findings. Raises NotThere."""
    state = scope.dossiers(request.viewer).filter(pk=dossier).first()
    if state is None:
        raise NotThere()
    every = scope.findings(request.viewer).filter(dossier=state).order_by("-pk")[:MOST]
    return show(request, "console/dossier.html", state=state, number=shown_key(state), findings=every,
                decision=Verdict(state.verdict).name.lower())  # fmt: skip
