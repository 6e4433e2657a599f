"""The register of parties: who is registered as what, how the licence stands, all that is known of a firm."""

from typing import Any

from django.http import HttpResponse

from shibosi.console.comparing import single
from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.standard.vocabulary import PARTIES
from shibosi.store.allowing import NotThere, may
from shibosi.store.reading import registered as reading
from shibosi.store.reading.registered import ACTIVE, LICENCES, OVER, UNKNOWN
from shibosi.store.seeing import note_shown

DOOR = "console"
BADGES = {ACTIVE: "held", OVER: "broken", UNKNOWN: "wait"}
KINDS = {word: label for word, label in PARTIES.items() if word not in ("all", "independent-site")}
FILTERS = Filters(Text("text", "Name, code or number", longest=100), Choice("kind", "Kind of party", among=KINDS),
                  Choice("licence", "Licence", LICENCES))  # fmt: skip
HEADINGS = [
    Heading("Firm", "code", first_down=False), Heading("Kind of party"), Heading("Country or region", "home"),
    Heading("Licence"), Heading("Shops", "shops", number=True), Heading("Found", "broken", number=True),
]  # fmt: skip
COLUMNS = ["Firm", "Name", "Name in Latin letters", "Country or region", "Kind of party", "Number", "Licence",
           "Last day", "Looked up on", "Shops", "Found"]  # fmt: skip
MOST = 100
"""Findings on the page of a firm."""


@page("registry/", "documents.read", Entry("Register of parties", Group.REVIEW, 60, "party"))
def registry(request: Asked) -> HttpResponse:
    """The firms that are seen, those with most found against them first."""
    viewer = request.viewer
    today = viewer.today
    chosen = FILTERS.read(request.GET)
    every = reading.firms(viewer, today, chosen["text"] or "")
    some = [
        one
        for one in every
        if (not chosen["kind"] or chosen["kind"] in one.kinds) and chosen["licence"] in (None, one.licence)
    ]
    if file_wanted(request):
        return rows_as_file(request, "registry", COLUMNS, map(_row, some), len(some))
    list_ = gathered(request, some, HEADINGS, "rank", chosen)
    for one in list_.items:
        one.badge, one.called = BADGES[one.licence], LICENCES[one.licence]
        one.kinds_said = [_kind(kind) for kind in one.kinds]
    return show(
        request, "console/registry.html", list=list_, today=today, count=len(every),
        over=sum(one.licence == OVER for one in every), broken=sum(one.broken > 0 for one in every),
        unknown=sum(one.licence == UNKNOWN for one in every), may_report=may(viewer, "documents.report"),
    )  # fmt: skip


@page("registry/<str:code>/", "documents.read")
def firm(request: Asked, code: str) -> HttpResponse:
    """All that is registered of a firm, and what is found against it. Raises NotThere."""
    viewer = request.viewer
    found = reading.about(viewer, code)
    if not found:
        raise NotThere()
    note_shown(viewer, None, found, DOOR)
    today = viewer.today
    one = next((each for each in reading.firms(viewer, today, code) if each.code == code), None)
    return show(
        request, "console/registry_firm.html", code=code, firm=one, today=today,
        badge=BADGES[one.licence] if one else "", called=LICENCES[one.licence] if one else "",
        kinds=[_kind(kind) for kind in one.kinds] if one else [],
        sheets=[single(kind, rows) for kind, rows in found.items()],
        findings=reading.findings(viewer, code)[:MOST] if may(viewer, "findings.read") else [],
    )  # fmt: skip


def _kind(kind: str) -> str:
    return translate(PARTIES[kind]) if kind in PARTIES else kind


def _row(one: reading.Registered) -> list[Any]:
    kinds = ", ".join(_kind(kind) for kind in one.kinds)
    return [one.code, one.name, one.latin_name, one.home, kinds, one.number, translate(LICENCES[one.licence]),
            one.until, one.looked_up, one.shops, one.broken]  # fmt: skip
