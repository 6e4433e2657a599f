"""Suppliers and sub-processors: how contracts, audits, insurance and shares stand, all that is known of one."""

from typing import Any

from django.http import HttpResponse

from shibosi.console.comparing import single
from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store.allowing import NotThere, may
from shibosi.store.reading import suppliers as reading
from shibosi.store.reading.suppliers import GRADES
from shibosi.store.seeing import note_shown

DOOR = "console"
BADGES = {"core": "held", "approved": "held", "weak": "hold", "blocked": "broken"}
FILTERS = Filters(Text("text", "Name or code", longest=100), Choice("grade", "Grade", GRADES))
HEADINGS = [
    Heading("Supplier", "code", first_down=False), Heading("Grade", "grade"),
    Heading("Contract until", "until"), Heading("Next audit", "audit"), Heading("Insured until", "insured"),
    Heading("Largest share", "share", number=True), Heading("Found", "broken", number=True),
]  # fmt: skip
COLUMNS = ["Firm", "Code of the supplier", "Name", "Grade", "Works through", "Contract until",
           "Next audit", "Insured until", "Largest share", "Found"]  # fmt: skip
MOST = 100
"""Findings on the page of a supplier."""


@page("suppliers/", "documents.read", Entry("Suppliers", Group.REVIEW, 61, "party"))
def suppliers(request: Asked) -> HttpResponse:
    """The suppliers that are seen, those with most found of them first."""
    viewer, today = request.viewer, request.viewer.today
    chosen = FILTERS.read(request.GET)
    every = reading.suppliers(viewer, today, chosen["text"] or "")
    some = [one for one in every if chosen["grade"] in (None, one.grade)]
    if file_wanted(request):
        return rows_as_file(request, "suppliers", COLUMNS, map(_row, some), len(some))
    list_ = gathered(request, some, HEADINGS, "rank", chosen)
    for one in list_.items:
        one.badge, one.called = BADGES.get(one.grade, "wait"), GRADES.get(one.grade, "Not graded")
        one.percent = "" if one.share is None else f"{one.share:.0%}"
    return show(
        request, "console/suppliers.html", list=list_, today=today, count=len(every),
        weak=sum(one.grade == "weak" for one in every), broken=sum(one.broken > 0 for one in every),
        through=sum(bool(one.through) for one in every), may_report=may(viewer, "documents.report"),
    )  # fmt: skip


@page("suppliers/<str:firm>/<str:code>/", "documents.read")
def supplier(request: Asked, firm: str, code: str) -> HttpResponse:
    """All that is kept of a supplier of a firm, and what is found of it. Raises NotThere."""
    viewer, today = request.viewer, request.viewer.today
    found = reading.about(viewer, firm, code)
    if not found:
        raise NotThere()
    note_shown(viewer, None, found, DOOR)
    one = next((each for each in reading.suppliers(viewer, today, code)
                if (each.firm, each.code) == (firm, code)), None)  # fmt: skip
    return show(
        request, "console/supplier.html", firm=firm, code=code, one=one, today=today,
        badge=BADGES.get(one.grade, "wait") if one else "", called=GRADES.get(one.grade, "Not graded") if one else "",
        sheets=[single(kind, rows) for kind, rows in found.items()],
        findings=reading.findings(viewer, firm, code)[:MOST] if may(viewer, "findings.read") else [],
    )  # fmt: skip


def _row(one: reading.Supplied) -> list[Any]:
    return [one.firm, one.code, one.name, translate(GRADES.get(one.grade, "Not graded")), one.through, one.until,
            one.audit, one.insured, one.share, one.broken]  # fmt: skip
