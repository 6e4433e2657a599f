"""Filings with customs: how firms, goods, authorised operators and declarants stand, what wants work first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.files import file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store.allowing import may
from shibosi.store.filings.lookups import LOOK_UP, is_seen, look_up
from shibosi.store.filings.standing import (
    ENDS,
    IN_FORCE,
    OVER,
    REJECTED,
    STATES,
    UNKNOWN,
    WAITING,
    WHATS,
    Standing,
    standings,
)

BADGES = {IN_FORCE: "held", ENDS: "minor", WAITING: "waiting", REJECTED: "broken", OVER: "broken", UNKNOWN: ""}
FILTERS = Filters(Choice("what", "What", WHATS), Choice("state", "State", STATES),
                  Text("text", "Name, code or number", longest=100))  # fmt: skip
HEADINGS = [Heading("What"), Heading("Firm", "firm", first_down=False), Heading("Number"), Heading("Filed under"),
            Heading("State", "rank"), Heading("Last day", "last")]  # fmt: skip
COLUMNS = ["What", "Firm", "Number", "Name", "Filed under", "State", "Last day"]
LONGEST = 4000


@page("filings/", "documents.read", Entry("Filings with customs", Group.REVIEW, 67, "document"))
def filings(request: Asked) -> HttpResponse:
    """All standings with customs that are seen."""
    viewer = request.viewer
    today = viewer.today
    chosen = FILTERS.read(request.GET)
    every = standings(viewer, today, chosen["text"] or "")
    some = [one for one in every if chosen["what"] in (None, one.what) and chosen["state"] in (None, one.state)]
    if file_wanted(request):
        return rows_as_file(request, "filings", COLUMNS, map(_row, some), len(some))
    list_ = gathered(request, some, HEADINGS, "rank", chosen)
    for one in list_.items:
        one.badge, one.called, one.kind = BADGES[one.state], STATES[one.state], WHATS[one.what]
    return show(
        request, "console/filings.html", list=list_, filters=FILTERS, today=today,
        tiles=[(STATES[state], sum(one.state == state for one in every), badge)
               for state, badge in ((REJECTED, "bad"), (OVER, "bad"), (ENDS, "warn"), (WAITING, "warn"))],
        may_report=may(viewer, "documents.report"), may_look=may(viewer, LOOK_UP),
    )  # fmt: skip


@do("filings/look-up/", LOOK_UP)
def look(request: Asked) -> HttpResponse:
    """Hold the lines of some orders against filings. Raises Unusable."""
    orders = forms.text(request, "orders", LONGEST).replace(",", " ").split()
    found = look_up(request.viewer, orders)
    seen = sum(map(is_seen, found))
    if seen or not found:
        told = translate("Lines held against filings: {count}. What is wrong stands under findings.")
        messages.success(request, told.format(count=seen))
    if seen < len(found):
        told = translate("Lines of merchants whose filings cannot be seen from here: {count}. The platform and the "
                         "merchant can look them up.")  # fmt: skip
        messages.warning(request, told.format(count=len(found) - seen))
    return redirect("filings.filings")


def _row(one: Standing) -> list[Any]:
    return [
        translate(WHATS[one.what]),
        one.firm,
        one.number,
        one.name,
        one.filed,
        translate(STATES[one.state]),
        one.last,
    ]
