"""The access log: who saw, took away or changed what, when, through which door and why."""

from datetime import datetime, timedelta

from django.http import HttpResponse

from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Day, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.reading.access import named
from shibosi.store.reading.findings import beginning

ACTS = {"seen": "seen", "exported": "exported", "changed": "changed"}
HEADINGS = [Heading("When", "at", datetime), Heading("Who"), Heading("Did what"), Heading("To what"),
            Heading("Columns"), Heading("Door"), Heading("Why")]  # fmt: skip
COLUMNS = ["When", "Who", "Firm", "Did what", "To what", "Dossier", "Columns", "Door", "Why"]
FILTERS = Filters(
    Text("by", "Who", longest=64, example="account:1"),
    Choice("act", "Did what", among=ACTS),
    Text("subject", "To what", longest=80, example="order:17"),
    Text("dossier", "Number of the dossier", longest=18),
    Day("first", "From"),
    Day("last", "Until"),
)


@page("access-log/", verb="log.read", entry=Entry("Who saw what", Group.PROOF, 40, "eye"))
def entries(request: Asked) -> HttpResponse:
    """What was noted; to an officer what it did itself."""
    chosen = FILTERS.read(request.GET)
    query = scope.access_log(request.viewer)
    wanted = {
        "by__startswith": chosen["by"], "act": chosen["act"], "subject__startswith": chosen["subject"],
        "at__gte": chosen["first"] and beginning(chosen["first"]),
        "at__lt": chosen["last"] and beginning(chosen["last"] + timedelta(days=1)),
        "dossier": int(chosen["dossier"]) if (chosen["dossier"] or "").isdecimal() else None,
    }  # fmt: skip
    query = query.filter(**{name: value for name, value in wanted.items() if value}).select_related("party")
    if file_wanted(request):
        return as_file(request, "access-log", query.order_by("-at", "-pk"), COLUMNS, lambda one: [
            one.at.isoformat(), one.by, one.party.name if one.party else "", one.act, one.subject, one.dossier_id,
            " ".join(one.columns), one.door, one.why,
        ])  # fmt: skip
    list_ = listing(request, query, HEADINGS, "-at", chosen)
    names = named(one.by for one in list_.items)
    for one in list_.items:
        one.who = names.get(one.by, one.by)
    return show(request, "console/access_log.html", list=list_)
