"""Findings: what is wrong or cannot be decided, one by one or gathered by cause."""

from datetime import datetime
from json import loads
from typing import Any

from django.http import HttpResponse

from shibosi.api.dossiers import shown_key
from shibosi.api.findings import reason_told
from shibosi.console import saying
from shibosi.console.comparing import sheets
from shibosi.kernel import controls
from shibosi.kernel.controls import Severity
from shibosi.kernel.expressions.reasons import Reason, Used
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.words import translate
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Chosen, Day, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.standard.register import resolve
from shibosi.store import scope
from shibosi.store.allowing import may, the_one
from shibosi.store.courses.plan import suggested
from shibosi.store.dossiers import Explained, documents_seen, explained
from shibosi.store.firstpages import by_cause as by_cause_of
from shibosi.store.models import Finding
from shibosi.store.reading import dossiers as reading
from shibosi.store.reading import firms
from shibosi.store.reading.findings import Wanted, found
from shibosi.store.seeing import facts_seen, least, note_shown
from shibosi.telling.facts import facts_told
from shibosi.telling.values import CONFIDENCE_WORDS

DOOR = "console"
STATES = {"open": "Unresolved", "resolved": "Resolved", "all": "Resolved or not"}
HEADINGS = [
    Heading("Severity", "severity"), Heading("Finding"), Heading("Dossier"), Heading("Day"),
    Heading("First seen", "first_seen", datetime), Heading("Last seen"),
]  # fmt: skip
COLUMNS = ["Severity", "Outcome", "Finding", "Control", "Dossier", "Number", "Day", "Place", "First seen", "Last seen",
           "Resolved", "Remedy"]  # fmt: skip
NAMED = 5
"""Firms that are named above the list."""
FILTERS = Filters(
    Choice("state", "State", among=STATES, given="open"),
    Choice("outcome", "Outcome", among=saying.OUTCOMES),
    Choice("severity", "Severity", among=saying.SEVERITIES),
    Choice("kind", "Kind of dossier", among=saying.dossiers),
    Text("clause", "Clause", longest=60, example="4.5.1"),
    Text("control", "Control", longest=120),
    Day("first", "First seen from"),
    Day("last", "First seen until"),
    saying.FIRM,
)


@page("findings/", verb="findings.read", entry=Entry("Findings", Group.REVIEW, 10, "finding", "f"))
def findings(request: Asked) -> HttpResponse:
    """The findings that are seen, the open ones unless asked otherwise."""
    chosen = FILTERS.read(request.GET)
    query = found(request.viewer, wanted(chosen)).select_related("dossier")
    if file_wanted(request):
        return as_file(request, "findings", query.order_by("-pk"), COLUMNS, _row)
    list_ = listing(request, query, HEADINGS, "-first_seen", chosen)
    return show(request, "console/findings.html", list=_told(list_), by="finding", firms=_firms(request, chosen))


@page("findings/causes/", verb="findings.read")
def by_cause(request: Asked) -> HttpResponse:
    """The same gathered by control and outcome."""
    chosen = FILTERS.read(request.GET)
    every, at = by_cause_of(request.viewer, wanted(chosen))
    most = max((one.count for one in every), default=1)
    return show(request, "console/causes.html", causes=every, most=most, chosen=chosen, by="cause",
                counted_at=at, total=sum(one.count for one in every),
                firms=_firms(request, chosen))  # fmt: skip


def wanted(chosen: Chosen) -> Wanted:
    """What the filters ask for."""
    severity = chosen["severity"]
    return Wanted(
        chosen["control"] or "", chosen["outcome"] or "", int(Severity[severity.upper()]) if severity else None,
        chosen["clause"] or "", chosen["kind"] or "", chosen["first"], chosen["last"], chosen["state"],
        chosen["party"] or "",
    )  # fmt: skip


def _firms(request: Asked, chosen: Chosen) -> str:
    """The firms that are asked for, by name, as far as a line holds them."""
    found = [one.name for one in firms.called(request.viewer, chosen["party"] or "")]
    return ", ".join(found[:NAMED]) + (" …" if len(found) > NAMED else "")


def _told(list_: Any) -> Any:
    for one in list_.items:
        one.shown = shown_key(one.dossier)
    return list_


def _row(one: Finding) -> list[Any]:
    return [
        saying.severity(one.severity), one.outcome, saying.sentence(one.control), one.control,
        saying.dossier(one.dossier.kind), shown_key(one.dossier), one.day, one.place, one.first_seen.isoformat(),
        one.last_seen.isoformat(), one.resolved_at.isoformat() if one.resolved_at else None,
        saying.remedy(one.control),
    ]  # fmt: skip


@page("findings/<key:finding>/", verb="findings.read")
def finding(request: Asked, finding: int) -> HttpResponse:
    """A finding: the sentence, the value in force, the facts that decided, what to do. Raises NotThere."""
    viewer = request.viewer
    one = the_one(scope.findings(viewer).filter(pk=finding).select_related("dossier"))
    control = controls.named(one.control)
    seen = documents_seen(viewer, one.dossier)
    facts, hidden = facts_seen(control, loads(one.facts), least(seen))
    told = facts_told(control, facts)
    note_shown(viewer, one.dossier, seen, DOOR)
    again = explained(one, seen)
    history = [each for each in reading.findings(viewer, one.dossier) if each.control == one.control]
    return show(
        request, "console/finding.html", one=one, control=control, number=shown_key(one.dossier), hidden=hidden,
        facts=told, again=again.outcome.name.lower().replace("_", " "), history=history,
        sheets=sheets(one.dossier.kind, seen, [again], [control], whole=False),
        reasons=[_reason(again, reason) for reason in again.reasons],
        lessons=suggested(control.clauses) if one.outcome == "broken" else [],
        clauses=[item for number in control.clauses for item in resolve(number)],
        entries=reading.entries(viewer, [], [one]), cases=reading.cases(viewer, one.dossier),
        may_ask=one.resolved_at is None and may(viewer, "waivers.ask"),
    )  # fmt: skip


def _reason(again: Explained, reason: Reason) -> dict[str, Any]:
    """What decided, a value with what it means and how sure it is."""
    told = reason_told(again, reason)
    if isinstance(reason, Used):
        told["meaning"] = translate(Parameters.known[reason.parameter].meaning)
        told["confidence_words"] = translate(CONFIDENCE_WORDS[told["confidence"]]) if told["confidence"] else ""
    return told
