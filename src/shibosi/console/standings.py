"""Points: how firms stand, a firm's own page through its period, and findings recorded as violations."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.console.measures import SEVERITIES, UNDONE, foresight, one_of, own, stops
from shibosi.domains.enforcement.measures.listing_quality import COSTS, FAULTS
from shibosi.kernel import controls
from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.events import KINDS
from shibosi.kernel.words import translate
from shibosi.pages import forms, plots
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import measures as actions
from shibosi.store.allowing import may, the_one
from shibosi.store.dossiers import documents_seen
from shibosi.store.measures import foreseeing, reading, showing
from shibosi.store.measures.proposing import figure
from shibosi.store.measures.standing import Stand, stand
from shibosi.store.measures.wanted import LONGEST
from shibosi.store.models import EventKind, Finding, Party, PartyCode, PartyStanding
from shibosi.store.reading import firms
from shibosi.store.viewers import Viewer
from shibosi.store.zones import day_of

HEADINGS = [Heading("Firm"), Heading("Points", number=True), Heading("Tiers"), Heading("Measures in force"),
            Heading("Violations", number=True), Heading("As of")]  # fmt: skip
COLUMNS = ["Firm", "Public name", "Pack", "Points", "Tiers", "Measures in force", "Violations", "As of"]
LINES: list[tuple[str, str | list[int]]] = [
    ("bar-plain", "dashed"), ("bar-major", "dotted"), ("bar-good", [14, 4]), ("bar-open", [10, 4, 2, 4]),
    ("bar-minor", [2, 7]), ("bar-critical", [18, 4, 6, 4]),
]  # fmt: skip
"""How the lines of tiers are drawn, the first reached first: colour and dashes."""
SHOWN = 50
"""Violations and measures of one firm on its page; the lists have all."""


@page("points/", "cases.read", Entry("Points of firms", Group.ACTING, 50, "audit"))
def standings(request: Asked) -> HttpResponse:
    """How firms stand; a firm is led to its own page."""
    viewer = request.viewer
    if not viewer.platform:
        return redirect("standings.standing", viewer.reporter)
    query = scope.standings(viewer).select_related("party")
    if file_wanted(request):
        return as_file(request, "points", query.order_by("pk"), COLUMNS, _row)
    list_ = listing(request, query, HEADINGS, "-pk")
    for one in list_.items:
        one.called = [reading.TIERS.get(name, name) for name in one.tiers]
        one.kinds = [KINDS[kind] for kind in one.effects]
    return show(request, "console/standings.html", list=list_, may_impose=may(viewer, "measures.impose"))


@page("points/<slug:public>/", "cases.read")
def standing(request: Asked, public: str) -> HttpResponse:
    """A firm today: points through the period, tiers, measures in force, violations. Raises NotThere."""
    viewer = request.viewer
    party = the_one(scope.parties(viewer).filter(public=public))
    found = stand(party, day_of(party, viewer.now))
    recorded = list(own(viewer, EventKind.VIOLATION).filter(party=party).order_by("-day", "-pk")[:SHOWN])
    held = list(own(viewer, EventKind.MEASURE).filter(party=party).order_by("-pk")[:SHOWN])
    states = showing.states([*recorded, *held], viewer.now)
    for one in (*recorded, *held):
        one.state = (showing.STATES if one.what else showing.OF_VIOLATIONS)[states[one.public]]
        one.label = KINDS[one.what] if one.what else SEVERITIES[one.severity]
    proposals = scope.proposals(viewer).filter(party=party, state="open").count()
    return show(
        request, "console/standing.html", party=party, found=found, recorded=recorded, held=held, proposals=proposals,
        ladder=[(reading.TIERS.get(one.tier, one.tier), one, [KINDS[kind] for kind in one.brings])
                for one in reading.ladder(found)],
        falling=found.pack.score is not None, plot=through_period(found), stops=stops(foreseeing.stopping(found)),
        accounts=[_account(one) for one in reading.beside(found)],
        first=reading.period(found.pack, party, found.day), may_impose=may(viewer, "measures.impose"),
        may_reverse=may(viewer, "measures.reverse"), label=found.pack.label, longest=LONGEST,
    )  # fmt: skip


@page("findings/<key:finding>/violation/", "violations.record")
def violation(request: Asked, finding: int) -> HttpResponse:
    """The form that lays a finding to a firm, with what would follow. Raises NotThere."""
    viewer = request.viewer
    one = _finding(viewer, finding)
    control = controls.named(one.control)
    parties = reading.named_in(one)
    chosen = next((party for party in parties if party.public == request.GET.get("party")), None)
    if chosen is None and len(parties) == 1:
        chosen = parties[0]
    seen = None
    if chosen is not None:
        day = one.day or day_of(chosen, one.first_seen)
        found = foreseeing.of_violation(chosen, Severity(control.severity), day, viewer.now, one.control)
        first = reading.period(found.after.pack, chosen, found.after.day)
        seen = foresight(found) | {"day": day, "first": first, "too_old": day < first}
    written = firms.written(documents_seen(viewer, one.dossier))
    return show(
        request, "console/violation_new.html", one=one, control=control, chosen=chosen, foreseen=seen,
        parties=[(party, _as(written, party)) for party in parties],
        lacking=[(code, written.get(code, firms.Written())) for code in reading.nobodys(one)],
        may_register=may(viewer, "parties.manage"), weight=SEVERITIES[int(control.severity)], longest=LONGEST,
    )  # fmt: skip


def _as(written: Mapping[str, firms.Written], party: Party) -> list[str]:
    """As what documents name a party, in English."""
    codes = PartyCode.in_force().filter(party=party).values_list("code", flat=True)
    return list(dict.fromkeys(role for code in codes if code in written for role in written[code].roles))


@do("findings/<key:finding>/violation/record/", "violations.record")
def record(request: Asked, finding: int) -> HttpResponse:
    """Record a finding as a violation. Raises NotThere, NoViolation, FindingElsewhere, RecordedAlready."""
    party = forms.text(request, "party", 32)
    thing = forms.text(request, "thing", 120, needed=False)
    actions.record(request.viewer, party, [finding], forms.text(request, "text", LONGEST, needed=False), thing)
    messages.success(request, translate("The violation is recorded, and the firm is told."))
    return redirect("standings.standing", party)


@do("violations/<slug:public>/reverse/", "measures.reverse")
def undo(request: Asked, public: str) -> HttpResponse:
    """Undo a violation. Raises NotThere, OverAlready, ReasonLacking."""
    row = one_of(request.viewer, public, EventKind.VIOLATION)
    actions.reverse(request.viewer, public, forms.text(request, "text", LONGEST, needed=False))
    messages.success(request, translate(UNDONE))
    return redirect("standings.standing", row.party.public)


def _account(found: Stand) -> dict[str, Any]:
    """The points of a pack beside the one that counts, with its tiers and what each fault costs."""
    rungs = [(reading.TIERS.get(one.tier, one.tier), one, [KINDS[kind] for kind in one.brings])
             for one in reading.ladder(found)]  # fmt: skip
    costs = [(label, figure(COSTS[fault], found)) for fault, label in FAULTS.items() if fault in found.pack.faults]
    return {"label": found.pack.label, "found": found, "ladder": rungs, "costs": costs}


def through_period(found: Stand) -> plots.Plot:
    """Points through the period, with the points at which tiers begin."""
    drawn = reading.curve(found)
    names = [day.isoformat() for day, _ in drawn]
    step = {"step": "end", "symbol": "none", "areaStyle": {"opacity": 0.08}}
    series = [plots.Series(translate("Points"), "bar-critical", [points or 0 for _, points in drawn], step)]
    for place, rung in enumerate(rung for rung in reading.ladder(found) if rung.at is not None):
        label = translate(reading.TIERS.get(rung.tier, rung.tier))
        colour, dashes = LINES[place % len(LINES)]
        series.append(plots.Series(label, colour, [rung.at or 0] * len(names), _flat(label, dashes)))
    note = translate("Every day of the period, by what is known now.")
    plot = plots.lines("points", translate("Points through the period"), translate("Day"), names, series, note)
    option = plot.option | {"legend": {"icon": "inherit", "itemWidth": 36}}
    return plots.Plot(plot.id, plot.title, option, plot.heads[:2], _turns(drawn), plot.note)


def _flat(label: str, dashes: str | list[int]) -> dict[str, Any]:
    """How the line of a tier is drawn: told apart by its dashes and its name at its end, by colour besides."""
    named = {"show": True, "formatter": label, "align": "right", "offset": [-8, -9]}
    return {"lineStyle": {"type": dashes, "width": 2}, "symbol": "none", "endLabel": named}


def _turns(drawn: list[Any]) -> list[list[Any]]:
    """The days on which the points changed, for the table beside the plot."""
    turns, last = [], object()
    for day, points in drawn:
        if points != last:
            turns.append([day.isoformat(), points])
            last = points
    return turns


def _finding(viewer: Viewer, number: int) -> Finding:
    one = the_one(scope.findings(viewer).filter(pk=number).select_related("dossier"))
    return one


def _row(one: PartyStanding) -> list[Any]:
    party: Party = one.party
    return [party.name, party.public, one.pack, one.points, " ".join(one.tiers), " ".join(one.effects), one.violations,
            one.looked_on]  # fmt: skip
