"""Notices: what the viewer is told about cases and measures."""

from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.pages.filters import Choice, Filters
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.portal.reading.leading import address
from shibosi.standard.law.book import book
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.store.actions import cases as actions
from shibosi.store.cases.notices import inbox, sentence
from shibosi.store.watching.telling import SUBJECT

HEADINGS = [Heading("Told", "pk"), Heading("Notice"), Heading("Case"), Heading("Read")]
FILTERS = Filters(Choice("state", "State", among={"unread": "Unread", "all": "Read or not"}, given="unread"))


@page("notices/", verb="cases.read", entry=Entry("Notices", Group.ACTING, 90, "page", "i"))
def notices(request: Asked) -> HttpResponse:
    """What the viewer is told, newest first."""
    chosen = FILTERS.read(request.GET)
    query = inbox(request.viewer).select_related("case")
    if chosen["state"] == "unread":
        query = query.filter(read_at__isnull=True)
    list_ = listing(request, query, HEADINGS, "-pk", chosen, files=False)
    for one in list_.items:
        one.sentence = sentence(one)
        one.law = _law(one.subject)
    return show(request, "console/notices.html", list=list_, unread=any(one.read_at is None for one in list_.items))


def _law(subject: str) -> str:
    """The page of the value or norm that a notice of a change of law is about; empty where there is none."""
    series = subject.removeprefix(SUBJECT)
    table, _, name = series.partition("/")
    if not subject.startswith(SUBJECT) or table not in SCHEMAS or series not in book().series(table):
        return ""
    return address("norm", name) if table == "norms" else address("value", series)


@do("notices/read/", verb="cases.read")
def read(request: Asked) -> HttpResponse:
    """All of them were read."""
    actions.read_notices(request.viewer)
    return redirect("notices.notices")
