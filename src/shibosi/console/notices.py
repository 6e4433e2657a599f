"""Notices: what the viewer is told about cases and measures."""

from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.pages.filters import Choice, Filters
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store.actions import cases as actions
from shibosi.store.cases.notices import inbox, sentence

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
    return show(request, "console/notices.html", list=list_, unread=any(one.read_at is None for one in list_.items))


@do("notices/read/", verb="cases.read")
def read(request: Asked) -> HttpResponse:
    """All of them were read."""
    actions.read_notices(request.viewer)
    return redirect("notices.notices")
