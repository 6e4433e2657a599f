"""The case desk: what waits for whom, views that are kept, many cases decided at once with an answer for each."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from shibosi.api.dossiers import shown_key
from shibosi.api.errors import Unusable
from shibosi.console import saying
from shibosi.domains.customs.flows import CORRECTION, CUSTOMS_FILING, FILED_THINGS
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.flows.cases import Fact
from shibosi.kernel.words import Phrase, translate
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Chosen, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import cases as actions
from shibosi.store.actions import queues
from shibosi.store.allowing import may
from shibosi.store.cases import desk
from shibosi.store.cases.desk import Which
from shibosi.store.cases.written import flow_of, flows, read_facts
from shibosi.store.firstpages import kept
from shibosi.store.models import Account, Case, CaseParty
from shibosi.store.reading import firms
from shibosi.store.reading.dossiers import shown_number
from shibosi.store.viewers import Viewer

OPENED = {"open": "Still open", "closed": "Closed", "all": "Open or closed"}
DUE = {"late": "Late", "day": "Due within a day", "week": "Due within a week", "uncounted": "Not countable yet"}
PRIORITIES = {3: "critical", 2: "major", 1: "minor"}
HEADINGS = [
    Heading("Priority", "priority"), Heading("Case"), Heading("About"), Heading("State"), Heading("Has it"),
    Heading("Due", "due_at", datetime, first_down=False), Heading("Opened at", "pk"),
]  # fmt: skip
COLUMNS = ["Case", "Flow", "State", "Priority", "About", "Control", "Has it", "Due", "Opened at", "Closed"]


def _flows() -> dict[str, str]:
    return {name: one.label for name, one in flows().items() if one.theme.startswith("shibosi.domains.")}


def _states() -> dict[str, str]:
    """States by name, in words; several flows may call one name differently."""
    found: dict[str, dict[str, None]] = {}
    for name in _flows():
        for state in flows()[name].states.values():
            found.setdefault(state.name, {})[translate(state.label)] = None
    return {name: " / ".join(labels) for name, labels in found.items()}


def filters(viewer: Viewer) -> Filters:
    """What the desk can be asked, by who asks: who has a case is the platform's."""
    people = {desk.ME: translate("Me"), desk.NOBODY: translate("Nobody")} | {
        str(one.pk): one.name or one.email for one in (desk.officers() if viewer.platform else ())
    }  # fmt: skip
    inside = [Choice("assignee", "Has it", among=people, translated=False)] if viewer.platform else []
    return Filters(
        Choice("opened", "Open or closed", among=OPENED, given="open"), Choice("flow", "Flow", among=_flows),
        Choice("state", "State", among=_states, translated=False), Choice("due", "Due", among=DUE), *inside,
        saying.FIRM, Text("control", "Control", longest=120),
        Text("text", "Number", longest=400, example="7QK2M-4X9TB"),
    )  # fmt: skip


def wanted(chosen: Chosen) -> Which:
    """What the filters ask for."""
    return Which(**{name: value for name, value in chosen.values.items() if value})


@page("cases/", verb="cases.read", entry=Entry("Case desk", Group.ACTING, 10, "case", "c"))
def cases(request: Asked) -> HttpResponse:
    """The cases that are seen, the next deadline first."""
    viewer = request.viewer
    chosen = filters(viewer).read(request.GET)
    which = wanted(chosen)
    query = desk.queue(viewer, which).select_related("dossier", "document", "assignee")
    if file_wanted(request):
        return as_file(request, "cases", query.order_by("-pk"), COLUMNS, _row)
    list_ = listing(request, query, HEADINGS, "due_at", chosen)
    named = _parties(viewer, list_.items)
    for one in list_.items:
        tell(one, viewer)
        one.named = named.get(one.pk, "")
    waiting = [(one, _flows()[one.flow], flows()[one.flow].states[one.state].label)
               for one in desk.waiting(viewer) if one.flow in _flows()]  # fmt: skip
    elsewhere, counted_at = _held_elsewhere(viewer)
    return show(
        request, "console/cases.html", list=list_, waiting=waiting, late=sum(one.late for one, _, _ in waiting),
        total=sum(one.count for one, _, _ in waiting), views=[(one, urlencode(one.query)) for one in
                                                              scope.views(viewer).order_by("name")],
        loads=desk.workload(viewer), works=may(viewer, "cases.work"), now=viewer.now,
        answered=request.session.pop(ANSWERED, None), elsewhere=elsewhere, counted_at=counted_at,
    )  # fmt: skip


def _parties(viewer: Viewer, cases: list[Case]) -> dict[int, str]:
    """Case to the names of the firms here that are its parties; the platform's to know."""
    if not viewer.platform:
        return {}
    pairs = list(CaseParty.objects.filter(case__in=cases).values_list("case", "who").order_by("role"))
    names = firms.names_of_marks({who for _, who in pairs})
    found: dict[int, dict[str, None]] = {}
    for case, who in pairs:
        if who in names:
            found.setdefault(case, {})[names[who]] = None
    return {case: ", ".join(some) for case, some in found.items()}


def _held_elsewhere(viewer: Viewer) -> tuple[int, datetime | None]:
    """To a firm that has no open case: how many dossiers it sees are on hold all the same, and as of when if before."""
    if viewer.platform or scope.cases(viewer).filter(closed_at__isnull=True).exists():
        return 0, None
    counted = kept(viewer)
    if counted is not None:
        return counted.verdicts[Verdict.HOLD], counted.at
    return scope.dossiers(viewer, counted=True).filter(verdict=Verdict.HOLD).count(), None


ANSWERED = "cases answered"
LONGEST = 60
"""Letters of what a row says a case is about."""


def tell(one: Case, viewer: Viewer) -> None:
    """What a row says of a case beside its columns."""
    flow: Any = flow_of(one)
    said: Any = one
    said.flow_label, said.state_label = flow.label, flow.states[one.state].label
    said.shown, said.kind = about(one)
    said.weight = PRIORITIES.get(one.priority, "minor")
    said.late = one.closed_at is None and one.due_at <= viewer.now


def about(one: Case) -> tuple[str, str]:
    """The number and the kind of what a case is about, a dossier, a document or a filing, for people."""
    if one.dossier is not None:
        return shown_key(one.dossier), saying.dossier(one.dossier.kind)
    if one.document is not None:
        return shown_number(one.document.number), saying.document(one.document.kind)
    if one.flow == CORRECTION.name:
        told = read_facts(CORRECTION.fields(), one.facts)
        return _short(str(told["number"])), saying.document(str(told["record"]))
    if one.flow == CUSTOMS_FILING.name:
        told = read_facts(CUSTOMS_FILING.fields(), one.facts)
        whose = dict.fromkeys(str(told[name]) for name in ("firm", "number"))
        return _short(" / ".join(whose)), translate(dict(FILED_THINGS)[str(told["what"])])
    return "", ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


@dataclass(frozen=True)
class Common:
    """A move that many cases of a flow can make: what is sent for it, words for flow and move, of how many."""

    sent: str
    flow: str
    label: str
    count: int


@do("cases/chosen/", verb="cases.work")
def chosen(request: Asked) -> HttpResponse:
    """What shall be done with the cases that were chosen: asked once more before anything happens."""
    numbers = request.POST.getlist("case")[: actions.MOST]
    some = list(
        scope.cases(request.viewer)
        .filter(public__in=numbers)
        .select_related("dossier", "document")
        .order_by("due_at", "pk")
    )
    for one in some:
        tell(one, request.viewer)
    if not some:
        messages.warning(request, translate("No case was chosen."))
        return redirect("cases.cases")
    return show(request, "console/cases_chosen.html", cases=some, moves=_common(some), officers=desk.officers(),
                longest=4000)  # fmt: skip


def _common(some: list[Case]) -> list[Common]:
    """The moves officers can make from where the cases stand, flow by flow."""
    return _of_states([desk.Waiting(flow, state, count, 0) for (flow, state), count in
                       Counter((case.flow, case.state) for case in some).items()])  # fmt: skip


@do("cases/decide/", verb="cases.work")
def decide(request: Asked) -> HttpResponse:
    """Move or assign many cases; what came of each is said above the queue."""
    numbers = [number for number in request.POST.getlist("case") if desk.NUMBER.fullmatch(number)]
    flow, _, move = request.POST.get("move", "").rpartition("/")
    if move:
        other = scope.cases(request.viewer).filter(public__in=numbers).exclude(flow=flow) if flow else ()
        beside = {one.public for one in other}
        every = actions.move_some(request.viewer, [number for number in numbers if number not in beside],
                                  actions.Decision(move, request.POST.get("reason", "")))  # fmt: skip
    else:
        every = actions.assign_some(request.viewer, numbers, _officer(request.POST.get("officer", "")))
    refused = [(one.number, one.refused.sentence()) for one in every if one.refused is not None]
    request.session[ANSWERED] = {"done": len(every) - len(refused), "refused": refused}
    return redirect("cases.cases")


@do("cases/all/", verb="cases.work")
def every(request: Asked) -> HttpResponse:
    """What shall be done with all open cases that answer the filters: asked once more before anything happens."""
    chosen, found = _asked(request)
    if not found:
        messages.warning(request, translate(queues.NoCases.message))
        return redirect("cases.cases")
    return show(request, "console/cases_all.html", chosen=chosen, found=[
        (one.count, flow.label, flow.states[one.state].label) for one in found for flow in [flows()[one.flow]]
    ], count=sum(one.count for one in found), most=queues.MOST, moves=_of_states(found), officers=desk.officers(),
                longest=4000)  # fmt: skip


@do("cases/all/decide/", verb="cases.work")
def decide_all(request: Asked) -> HttpResponse:
    """Have them moved or handed over by a job, and show how far it is."""
    chosen, _ = _asked(request)
    flow, _, move = request.POST.get("move", "").rpartition("/")
    which = wanted(chosen)
    if move:
        decision = actions.Decision(move, request.POST.get("reason", ""))
        asked = queues.ask(request.viewer, replace(which, flow=flow or which.flow), decision)
    else:
        asked = queues.ask_to_assign(request.viewer, which, _officer(request.POST.get("officer", "")))
    return redirect("jobs.job", job=asked.pk)


def _asked(request: Asked) -> tuple[Chosen, list[desk.Waiting]]:
    """The filters that were sent, and the open cases that answer by where they stand."""
    beside = ("csrfmiddlewaretoken", "move", "reason", "officer")
    chosen = filters(request.viewer).read({name: one for name, one in request.POST.items() if name not in beside})
    return chosen, desk.waiting(request.viewer, wanted(chosen))


def _of_states(found: list[desk.Waiting]) -> list[Common]:
    """The moves officers can make of cases that stand so, flow by flow: flows call different moves by one name."""
    moves: dict[tuple[str, str], Common] = {}
    for one in found:
        flow = flows()[one.flow]
        for move in flow.moves.values():
            if one.state in move.sources and "officer" in move.by and not move.asks:
                before = moves.get((one.flow, move.name))
                count = one.count + (before.count if before else 0)
                moves[one.flow, move.name] = Common(f"{one.flow}/{move.name}", flow.label, move.label, count)
    return list(moves.values())


def _officer(number: str) -> Account | None:
    """The officer of that number; None for nobody. Raises Unusable."""
    if number == desk.NOBODY:
        return None
    found = desk.officers().filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise Unusable(place="officer", reason=Phrase("'{text}' is none of the choices.", text=number[:60]))
    return found


@do("cases/views/keep/", verb="cases.read")
def keep_view(request: Asked) -> HttpResponse:
    """Keep what the queue is asked now under a name."""
    asked = {name: value for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "name")}
    filters(request.viewer).read(asked)
    name = request.POST.get("name", "").strip()[:60]
    if name:
        actions.keep_view(request.viewer, name, asked)
    return redirect(f"{reverse('cases.cases')}?{urlencode(asked)}")


@do("cases/views/<key:view>/drop/", verb="cases.read")
def drop_view(request: Asked, view: int) -> HttpResponse:
    """Keep a view no longer."""
    actions.drop_view(request.viewer, view)
    return redirect("cases.cases")


def _row(one: Case) -> list[Fact | None]:
    flow = flow_of(one)
    return [
        one.public, translate(flow.label), translate(flow.states[one.state].label), one.priority,
        about(one)[0], one.control or None,
        (one.assignee.name or one.assignee.email) if one.assignee is not None else None,
        one.due.isoformat() if one.due is not None else None, one.opened_at.isoformat(),
        one.closed_at.isoformat() if one.closed_at is not None else None,
    ]  # fmt: skip
