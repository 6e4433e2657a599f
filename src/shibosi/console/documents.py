"""Documents: found by their number, shown as they were reported."""

from typing import Any

from django.http import HttpResponse

from shibosi.console import saying
from shibosi.console.comparing import single
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Chosen, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.allowing import may, the_one
from shibosi.store.dossiers import document_seen
from shibosi.store.models import Document
from shibosi.store.reading import dossiers as reading
from shibosi.store.reading.numbers import documents_numbered
from shibosi.store.seeing import note_shown

DOOR = "console"
STANDING = {"yes": "Valid", "no": "Replaced or deleted"}
WHOSE = {"own": "Reported by us", "others": "Naming us"}
HEADINGS = [Heading("Document"), Heading("Received", "pk"), Heading("State"), Heading("Reported by")]
COLUMNS = ["Kind", "Number", "Received", "Valid", "Digest"]
FILTERS = Filters(
    Text("number", "Number", longest=200),
    Choice("kind", "Kind", among=saying.documents),
    Choice("standing", "State", among=STANDING),
    Choice("whose", "Whose", among=WHOSE),
)


@page("documents/", verb="documents.read", entry=Entry("Documents", Group.REVIEW, 30, "document", "b"))
def documents(request: Asked) -> HttpResponse:
    """The documents that are seen; a number is looked for exactly, in documents and in dossiers."""
    chosen = FILTERS.read(request.GET)
    query = _query(request, chosen).dated()
    if file_wanted(request):
        return as_file(request, "documents", query.order_by("-pk"), COLUMNS, lambda one: [
            saying.document(one.kind), reading.shown_number(one.number), one.receipt.received_at.isoformat(),
            "1" if one.standing else "0", one.digest if _own(request, one) else "",
        ])  # fmt: skip
    dossiers: list[Any] = []
    if chosen["number"] and may(request.viewer, "dossiers.read"):
        dossiers = list(scope.dossiers(request.viewer).filter(key=chosen["number"])[:20])
    list_ = listing(request, query, HEADINGS, "-pk", chosen)
    told = {one.pk: one for one in reading.reported(request.viewer, [one.pk for one in list_.items])}
    list_.items = [told[one.pk] for one in list_.items]
    return show(request, "console/documents.html", list=list_, dossiers=dossiers)


@page("documents/<key:document>/", verb="documents.read")
def document(request: Asked, document: int) -> HttpResponse:
    """A document as it was reported, with its versions and dossiers. Raises NotThere."""
    viewer = request.viewer
    one = the_one(scope.documents(viewer).filter(pk=document).dated())
    found = document_seen(viewer, one)
    note_shown(viewer, None, found, DOOR)
    reported = reading.reported(viewer, [one.pk])[0]
    return show(
        request, "console/document.html", one=one, told=reported, versions=reading.versions(viewer, one),
        sheets=[single(kind, rows) for kind, rows in found.items() if rows], dossiers=reading.of_document(viewer, one),
        entries=reading.entries(viewer, [reported], []), may_correct=one.standing and may(viewer, "cases.work"),
        hidden=any(row.hidden for rows in found.values() for row in rows),
    )  # fmt: skip


def _query(request: Asked, chosen: Chosen) -> Any:
    query = scope.documents(request.viewer)
    if chosen["number"]:
        query = documents_numbered(query, chosen["number"])
    if chosen["kind"]:
        query = query.filter(kind=chosen["kind"])
    if chosen["standing"]:
        query = query.filter(standing=chosen["standing"] == "yes")
    if chosen["whose"]:
        own = {"reporter": request.viewer.reporter}
        query = query.filter(**own) if chosen["whose"] == "own" else query.exclude(**own)
    return query


def _own(request: Asked, one: Document) -> bool:
    return request.viewer.platform or one.reporter == request.viewer.reporter
