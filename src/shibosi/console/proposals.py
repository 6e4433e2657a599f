"""Proposals: measures a tier or an officer asks for, and deciding them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.console import saying
from shibosi.console.measures import foresight
from shibosi.kernel.measures.events import KINDS
from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Filters
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import measures as actions
from shibosi.store.allowing import may
from shibosi.store.measures import foreseeing, reading
from shibosi.store.measures.wanted import LONGEST
from shibosi.store.models import Proposal, ProposalState
from shibosi.store.reading import firms
from shibosi.store.viewers import Viewer
from shibosi.store.zones import day_of

STATES = {"open": "To decide", "confirmed": "Confirmed", "declined": "Declined", "lapsed": "Lapsed"}
FILTERS = Filters(Choice("state", "State", among=STATES, given="open"), saying.FIRM)
HEADINGS = [Heading("Measure"), Heading("Firm"), Heading("Asked for by"), Heading("Asked", "pk"), Heading("State"),
            Heading("")]  # fmt: skip
COLUMNS = ["Number", "Measure", "Firm", "Asked for by", "Asked", "State", "Pack", "Tier", "Until"]


def _of_platform(viewer: Viewer) -> bool:
    return viewer.platform


@page("proposals/", "cases.read", Entry("Measures to decide", Group.ACTING, 30, "case", when=_of_platform))
def proposals(request: Asked) -> HttpResponse:
    """What is to be decided, the newest first; parties see none."""
    viewer = request.viewer
    chosen = FILTERS.read(request.GET)
    query = scope.proposals(viewer).select_related("party", "measure")
    if chosen["state"]:
        query = query.filter(state=chosen["state"])
    if chosen["party"]:
        query = query.filter(party__in=firms.called(viewer, chosen["party"]))
    if file_wanted(request):
        return as_file(request, "proposals", query.order_by("-pk"), COLUMNS, _row)
    list_ = listing(request, query, HEADINGS, "-pk", chosen)
    known = reading.people(viewer, {name for one in list_.items for name in (one.asked_by, one.first_by)})
    deciding = may(viewer, "measures.impose")
    for one in list_.items:
        one.label, one.worded = KINDS[one.what], STATES[one.state]
        one.called = reading.TIERS.get(one.tier, one.tier)
        one.who, one.first = known.get(one.asked_by, ""), known.get(one.first_by, one.first_by)
        one.mine = one.first_by == viewer.person
        if deciding and one.state == ProposalState.OPEN:
            today = max(one.day, day_of(one.party, viewer.now))
            one.foreseen = foresight(foreseeing.of_measure(one.party, one.what, today, viewer.now))
    return show(request, "console/proposals.html", list=list_, deciding=deciding, longest=LONGEST)


@do("proposals/<slug:public>/confirm/", "measures.impose")
def confirm(request: Asked, public: str) -> HttpResponse:
    """Confirm a proposal. Raises NotThere, OverAlready, SecondPerson, ReasonLacking."""
    text = forms.text(request, "text", LONGEST, needed=False)
    last = forms.day(request, "until") if request.POST.get("until") else None
    one = actions.confirm(request.viewer, public, text, last)
    if one.measure is None:
        messages.success(request, translate("Confirmed once; a second person has to confirm it too."))
        return redirect("proposals.proposals")
    messages.success(request, translate("The measure is imposed, and the firm is told."))
    return redirect("measures.measure", one.measure.public)


@do("proposals/<slug:public>/decline/", "measures.impose")
def decline(request: Asked, public: str) -> HttpResponse:
    """Decline a proposal. Raises NotThere, OverAlready, ReasonLacking."""
    actions.decline(request.viewer, public, forms.text(request, "text", LONGEST, needed=False))
    messages.success(request, translate("Declined; nothing is imposed."))
    return redirect("proposals.proposals")


def _row(one: Proposal) -> list[Any]:
    return [one.public, translate(KINDS[one.what]), one.party.name, one.asked_by, one.asked_at.isoformat(),
            translate(STATES[one.state]), one.pack, one.tier, one.last]  # fmt: skip
