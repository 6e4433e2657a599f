"""Home of a firm: its own findings with what to do next, how it stands, what it reported last."""

from typing import Any

from django.http import HttpResponse

from shibosi.api.dossiers import shown_key
from shibosi.console.measures import stops
from shibosi.console.overview import first_page
from shibosi.kernel.measures.events import KINDS
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.allowing import may
from shibosi.store.firstpages import counts
from shibosi.store.measures import foreseeing
from shibosi.store.measures import reading as points
from shibosi.store.measures.standing import stand
from shibosi.store.models import Party
from shibosi.store.paging import Order
from shibosi.store.paging import page as page_of
from shibosi.store.reading.findings import Wanted, found
from shibosi.store.viewers import Viewer
from shibosi.store.zones import day_of

NEXT, LAST = 8, 6
GRAVEST = {"gravest": Order("severity")}
ENTRY = Entry("Home", Group.TODAY, 10, "home", "o", when=lambda viewer: viewer.party is not None)


@page("home/", verb="findings.read", entry=ENTRY)
def home(request: Asked) -> HttpResponse:
    """What is wrong in the firm's own trade, and what to do first."""
    viewer = request.viewer
    first = page_of(found(viewer, Wanted()).select_related("dossier"), GRAVEST, "gravest", "", NEXT).items
    for one in first:
        one.shown = shown_key(one.dossier)
    receipts = scope.receipts(viewer).order_by("-pk")[:LAST] if may(viewer, "documents.read") else []
    return show(
        request, "console/home.html", first=first, receipts=receipts, may_report=may(viewer, "documents.report"),
        points=_points(viewer), **first_page(viewer, counts(viewer)),
    )  # fmt: skip


def _points(viewer: Viewer) -> dict[str, Any] | None:
    """How the firm stands: its points, the tiers they reached and what is stopped, the next tier and what it brings."""
    if viewer.party is None or not may(viewer, "cases.read"):
        return None
    party = Party.objects.get(pk=viewer.party)
    stood = stand(party, day_of(party, viewer.now))
    coming = points.next_rung(stood)
    return {
        "party": party, "label": stood.pack.label, "count": stood.standing.points,
        "falling": stood.pack.score is not None,
        "first": points.period(stood.pack, party, stood.day), "measures": [KINDS[one.kind] for one in stood.in_force],
        "reached": [points.TIERS.get(one.tier, one.tier) for one in stood.standing.tiers],
        "next": coming and (points.TIERS.get(coming[0].tier, coming[0].tier), coming[0].at, coming[1]),
        "brings": [KINDS[kind] for kind in coming[0].brings] if coming else [],
        "stops": stops(foreseeing.stopping(stood)),
    }  # fmt: skip
