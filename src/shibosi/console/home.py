"""Home of a firm: its own findings with what to do next, what it reported last."""

from django.http import HttpResponse

from shibosi.api.dossiers import shown_key
from shibosi.console.overview import CAUSES, decisions, tiles, trend
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.allowing import may
from shibosi.store.reading import overview as reading
from shibosi.store.reading.findings import Wanted, causes, found

NEXT, LAST = 8, 6
ENTRY = Entry("Home", Group.TODAY, 10, "home", "o", when=lambda viewer: viewer.party is not None)


@page("home/", verb="findings.read", entry=ENTRY)
def home(request: Asked) -> HttpResponse:
    """What is wrong in the firm's own trade, and what to do first."""
    viewer = request.viewer
    every = causes(viewer, Wanted())
    first = list(found(viewer, Wanted()).select_related("dossier").order_by("-severity", "-pk")[:NEXT])
    for one in first:
        one.shown = shown_key(one.dossier)
    receipts = scope.receipts(viewer).order_by("-pk")[:LAST] if may(viewer, "documents.read") else []
    days = reading.days(viewer)
    return show(
        request, "console/home.html", first=first, receipts=receipts, causes=every[:CAUSES],
        more=len(every) - CAUSES, most=max((one.count for one in every[:CAUSES]), default=1), tiles=tiles(every),
        trend=trend(days), verdicts=decisions(viewer), stakes=reading.stakes(viewer), waking=reading.waking(viewer),
        deadlines=reading.deadlines(viewer),
        may_report=may(viewer, "documents.report"),
    )  # fmt: skip
