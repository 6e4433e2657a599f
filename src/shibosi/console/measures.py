"""Measures: what is done to firms and why, until when; to a firm its own, with where to appeal."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.api.recorded import told_statement
from shibosi.console import saying
from shibosi.kernel.measures.effects import DOINGS, EFFECTS, LABELS
from shibosi.kernel.measures.events import KINDS
from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Day, Filters
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import cases
from shibosi.store.actions import measures as actions
from shibosi.store.allowing import NotThere, may
from shibosi.store.cases.carrying import Asked as Wished
from shibosi.store.measures import foreseeing, reading, showing
from shibosi.store.measures.flows import about
from shibosi.store.measures.wanted import LONGEST, Wanted
from shibosi.store.models import EventKind, MeasureEvent, Proposal
from shibosi.store.reading import firms
from shibosi.store.viewers import Viewer
from shibosi.store.zones import day_of

HEADINGS = [Heading("Measure"), Heading("Firm"), Heading("From", "day", str), Heading("Until"), Heading("State"),
            Heading("Clauses")]  # fmt: skip
COLUMNS = ["Number", "Measure", "Firm", "From", "Until", "Clauses", "Thing", "Appeal until"]
FILTERS = Filters(Choice("kind", "Measure", among=KINDS), saying.FIRM)
WISHES = Filters(saying.FIRM, Choice("kind", "Measure", among=KINDS), Day("day", "From"))
UNDONE = "It is undone as if it had never been: points, orders and register are put right."
SEVERITIES = {1: "minor", 2: "major", 3: "critical"}
VERB = "cases.read"
NAMED = 20
"""Firms one chooses among where a text calls several."""


@page("measures/", VERB, Entry("Measures", Group.ACTING, 40, "measure", "m"))
def measures(request: Asked) -> HttpResponse:
    """Measures, newest first."""
    viewer = request.viewer
    chosen = FILTERS.read(request.GET)
    query = own(viewer, EventKind.MEASURE)
    if chosen["kind"]:
        query = query.filter(what=chosen["kind"])
    if chosen["party"]:
        query = query.filter(party__in=firms.called(viewer, chosen["party"]))
    if file_wanted(request):
        return as_file(request, "measures", query.order_by("-pk"), COLUMNS, _row)
    list_ = listing(request, query, HEADINGS, "-pk", chosen)
    states = showing.states(list_.items, viewer.now)
    for one in list_.items:
        one.label, one.state = KINDS[one.what], showing.STATES[states[one.public]]
    return show(request, "console/measures.html", list=list_, may_impose=may(viewer, "measures.impose"))


@page("measures/new/", "measures.impose")
def new(request: Asked) -> HttpResponse:
    """The form of a measure, with what would follow of it."""
    chosen = WISHES.read(request.GET)
    called = firms.called(request.viewer, chosen["party"] or "")
    party = called[0] if len(called) == 1 else None
    said: dict[str, Any] = {"party": party, "called": called[:NAMED], "chosen": chosen, "kinds": _said(KINDS),
                            "longest": LONGEST}  # fmt: skip
    if party is not None:
        today = day_of(party, request.viewer.now)
        own_ = own(request.viewer, EventKind.VIOLATION).filter(party=party)
        states = showing.states(own_, request.viewer.now)
        said |= {"today": today, "violations": [one for one in own_ if states[one.public] == showing.IN_FORCE]}
        if chosen["kind"]:
            first = chosen["day"] or today
            said["foreseen"] = foresight(foreseeing.of_measure(party, chosen["kind"], first, request.viewer.now))
    return show(request, "console/measure_new.html", **said)


@do("measures/impose/", "measures.impose")
def impose(request: Asked) -> HttpResponse:
    """Impose a measure, or propose it where it takes two people. Raises what `actions.impose` raises."""
    last = forms.day(request, "until") if request.POST.get("until") else None
    clauses = tuple(forms.text(request, "clauses", 400).replace(",", " ").split())
    finding = forms.whole(request, "finding", 1, 10**11) if request.POST.get("finding") else None
    made = actions.impose(request.viewer, Wanted(
        forms.text(request, "party", 32), forms.choice(request, "kind", KINDS), forms.day(request, "day"),
        forms.text(request, "text", LONGEST), last, clauses, finding, forms.text(request, "case", 64, needed=False),
        forms.text(request, "thing", 120, needed=False), tuple(request.POST.getlist("because")[:100]),
    ))  # fmt: skip
    if isinstance(made, Proposal):
        messages.success(request, translate("Somebody else has to confirm it: it is proposed."))
        return redirect("proposals.proposals")
    messages.success(request, translate("The measure is imposed, and the firm is told."))
    return redirect("measures.measure", made.public)


@page("measures/<slug:public>/", VERB)
def measure(request: Asked, public: str) -> HttpResponse:
    """One measure: why, what it stops, what was said about it since, where to appeal. Raises NotThere."""
    viewer = request.viewer
    row = one_of(viewer, public, EventKind.MEASURE)
    state = showing.states([row], viewer.now)[row.public]
    rested = own(viewer, EventKind.VIOLATION).filter(public__in=row.because)
    said = reading.said_of(row)
    appeal = scope.cases(viewer).filter(about=about(row.public)).first()
    known = reading.people(viewer, [one.recorded_by for one in (row, *said)])
    for one in said:
        one.by = _who(viewer, known, one)
        one.words = SAID[EventKind(one.kind)] if not one.overturned else "Reversed"
    in_term = row.appeal_by is not None and day_of(row.party, viewer.now) <= row.appeal_by
    open_ = in_term and appeal is None and state != showing.UNDONE and row.party_id == viewer.party
    return show(
        request, "console/measure.html", one=row, label=KINDS[row.what], state=showing.STATES[state],
        undone=state == showing.UNDONE, over=state == showing.OVER, rested=rested, said=said, appeal=appeal,
        stops=stops(EFFECTS[row.what]), by=_who(viewer, known, row),
        may_appeal=open_ and may(viewer, "measures.appeal"),
        may_impose=may(viewer, "measures.impose"), may_reverse=may(viewer, "measures.reverse"), weights=SEVERITIES,
        longest=LONGEST, stated=row.what != "warn",
    )  # fmt: skip


@page("measures/<slug:public>/statement/", VERB)
def statement(request: Asked, public: str) -> HttpResponse:
    """The measure as an EU statement of reasons, to be taken away. Raises NotThere, NoStatement."""
    return as_statement(one_of(request.viewer, public, EventKind.MEASURE))


@do("measures/<slug:public>/lift/", "measures.impose")
def lift(request: Asked, public: str) -> HttpResponse:
    """End a measure. Raises NotThere, OverAlready, ReasonLacking."""
    actions.lift(request.viewer, public, forms.text(request, "text", LONGEST, needed=False))
    messages.success(request, translate("The measure is lifted from today on, and the firm is told."))
    return redirect("measures.measure", public)


@do("measures/<slug:public>/reverse/", "measures.reverse")
def reverse(request: Asked, public: str) -> HttpResponse:
    """Undo a measure. Raises NotThere, OverAlready, ReasonLacking."""
    actions.reverse(request.viewer, public, forms.text(request, "text", LONGEST, needed=False))
    messages.success(request, translate(UNDONE))
    return redirect("measures.measure", public)


@do("measures/<slug:public>/appeal/", "measures.appeal")
def appeal(request: Asked, public: str) -> HttpResponse:
    """Lodge an appeal. Raises NotThere, TooLateToAppeal, AppealedBefore."""
    grounds = {"grounds": forms.text(request, "text", LONGEST)}
    case = cases.open_case(request.viewer, "appeal", Wished(subject=public, facts=grounds))
    words = translate("The appeal is lodged under the number {number}; somebody else decides it than who imposed it.")
    messages.success(request, words.format(number=case.public))
    return redirect("measures.measure", public)


SAID = {
    EventKind.CONTEST: "Appealed against", EventKind.SUSPENSION: "Suspended", EventKind.RULING: "Confirmed",
    EventKind.LIFT: "Lifted",
}  # fmt: skip


def own(viewer: Viewer, kind: EventKind) -> Any:
    """Events of a kind that are seen."""
    return scope.measure_events(viewer).filter(kind=kind).select_related("party", "about")


def one_of(viewer: Viewer, public: str, kind: EventKind) -> MeasureEvent:
    """One event. Raises NotThere."""
    found: MeasureEvent | None = own(viewer, kind).filter(public=public).first()
    if found is None:
        raise NotThere()
    return found


def as_statement(row: MeasureEvent) -> HttpResponse:
    """A statement of reasons as a file. Raises NoStatement."""
    text = json.dumps(told_statement(row), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="statement-{row.public}.json"'
    return answer


def foresight(found: foreseeing.Foreseen) -> dict[str, Any]:
    """What would follow, in words."""
    return {
        "before": found.before.standing.points, "after": found.after.standing.points, "stops": stops(found.stops),
        "asks": [KINDS[one] for one in found.asks], "four_eyes": found.four_eyes,
        "review": found.after.standing.review,
        "tiers": [reading.TIERS.get(one.tier, one.tier) for one in found.after.standing.tiers],
    }  # fmt: skip


def stops(found: Any) -> list[tuple[str, str]]:
    """What is stopped and how firmly, as words to be translated."""
    return [(DOINGS[doing], LABELS[does]) for doing, does in found.items()]


def _who(viewer: Viewer, known: dict[str, str], row: MeasureEvent) -> str:
    """Who did it, in words, as the viewer may know it."""
    name = showing.by(viewer, row.recorded_by)
    return known.get(name) or (name if ":" in name else translate(name))


def _said(words: dict[str, str]) -> dict[str, str]:
    return {name: translate(label) for name, label in words.items()}


def _row(one: MeasureEvent) -> list[Any]:
    return [one.public, translate(KINDS[one.what]), one.party.name, one.day, one.last, " ".join(one.clauses), one.thing,
            one.appeal_by]  # fmt: skip
