"""Waivers: which controls count for nothing in which dossiers, until when."""

from datetime import timedelta

from django.http import HttpResponse

from shibosi.api.dossiers import shown_key
from shibosi.console import saying
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Filters
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store.cases import desk
from shibosi.store.models import Ruling

HEADINGS = [Heading("Control"), Heading("Dossier"), Heading("Last day"), Heading("Granted", "pk"), Heading("Case")]
COLUMNS = ["Control", "Dossier", "Number", "Last day", "Granted", "Ended", "Case"]
SOON = timedelta(days=7)
FILTERS = Filters(Choice("state", "State", among={"in-force": "in force", "ended": "Ended"}, given="in-force"))


@page("waivers/", verb="cases.read", entry=Entry("Waivers", Group.ACTING, 20, "shield", "w"))
def waivers(request: Asked) -> HttpResponse:
    """Waivers that were granted: those in force, or those that ended."""
    chosen = FILTERS.read(request.GET)
    query = desk.waivers(request.viewer, in_force=chosen["state"] == "in-force")
    if file_wanted(request):
        return as_file(request, "waivers", query.order_by("-pk"), COLUMNS, _row)
    list_ = listing(request, query, HEADINGS, "-pk", chosen)
    for one in list_.items:
        one.shown = shown_key(one.dossier)
        one.soon = one.ended_at is None and one.until is not None and one.until <= (request.viewer.now + SOON).date()
    return show(request, "console/waivers.html", list=list_)


def _row(one: Ruling) -> list[object]:
    return [
        saying.sentence(one.control), saying.dossier(one.dossier.kind), shown_key(one.dossier), one.until,
        one.at.isoformat(), one.ended_at.isoformat() if one.ended_at else None, one.case.public,
    ]  # fmt: skip
