"""The rules, open to all: a search in rules and law, clauses of the standard and its companion texts, controls."""

from collections import Counter
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html_join

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN, named
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.filters import Choice, Day, Filters, Text
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.drawing import through_time
from shibosi.portal.reading import clausal
from shibosi.portal.reading.leading import LABELS, led
from shibosi.portal.visits.keeping import today
from shibosi.standard.coverage import Covered
from shibosi.standard.figures import figures_under, readings
from shibosi.standard.register import Clause, clauses, companions, item, resolve
from shibosi.standard.vocabulary import MODES, PARTIES, SYSTEMS, TEXTS
from shibosi.telling import coverage
from shibosi.telling.clause import answered, citing, figure_text, parameters, under
from shibosi.telling.control import dossier_text, formulas, reads, reported, severity_text, without_value
from shibosi.telling.schemas import kinds
from shibosi.telling.searching import LONGEST, search
from shibosi.telling.values import valued

STATES = {"covered": "covered", "partly": "in part", "open": "not covered"}
FILTERS = Filters(
    Text("q", "Search", longest=LONGEST), Choice("party", "Party", among=PARTIES), Choice("mode", "Mode", among=MODES),
    Choice("system", "System", among=SYSTEMS), Choice("state", "State", among=STATES),
)  # fmt: skip
SEARCH = Filters(Text("q", "Search", longest=LONGEST), Choice("kind", "Kind", among=LABELS))
COLUMNS = ["Number", "What is asked", "Party", "Mode", "System", "State", "Answered by"]
PAGE = 60
"""Items of a page."""
MOST, PALETTE = 20, 8
"""Things of a kind that a search over everything shows; things that the palette shows."""


@page("rules/", EVERYBODY, Entry("Rules", Group.RULES, 10, "rule", key="r"))
def rules(request: Asked) -> HttpResponse:
    """Search in everything; without words, how much is covered."""
    registry.load()
    chosen = SEARCH.read(request.GET)
    query, kind = chosen["q"] or "", chosen["kind"]
    found = {one: search(query, (one,)) for one in ([kind] if kind else LABELS)}
    if file_wanted(request):
        return public_file(request, "search", ["Kind", "Name", "What it says"],
                           ([one.kind, one.name, one.says] for some in found.values() for one in some))  # fmt: skip
    hits = [(LABELS[one], one, len(some), led(some[: None if kind else MOST], query)) for one, some in found.items()]
    return show(
        request, "portal/rules.html", q=query, kind=kind or "", labels=LABELS, counts=_counts(), totals=_totals(),
        hits=[one for one in hits if one[2]], count=sum(map(len, found.values())),
    )  # fmt: skip


@page("rules/found/", EVERYBODY)
def found(request: Asked) -> HttpResponse:
    """The best of what a search finds, without the shell, for the palette of keys."""
    query = SEARCH.read(request.GET)["q"] or ""
    return show(request, "portal/found.html", hits=led(search(query, most=PALETTE), query))


@page("rules/clauses/", EVERYBODY, Entry("Clauses", Group.RULES, 20, "rule"))
def clause_list(request: Asked) -> HttpResponse:
    """The items of the standard."""
    return _items(request, "standard", list(clauses()))


@page("rules/companions/", EVERYBODY, Entry("Companion texts", Group.RULES, 30, "document"))
def companion_list(request: Asked) -> HttpResponse:
    """What the companion texts ask for."""
    return _items(request, "companions", list(companions()))


@page("rules/clauses/<str:number>/", EVERYBODY)
def clause(request: Asked, number: str) -> HttpResponse:
    """A clause, or all under a number: what it asks, of whom, how it is answered, with which values and norms.

    Raises UnknownClause.
    """
    registry.load()
    found = resolve(number)
    chosen = Filters(Day("day", "As of")).read(request.GET)
    day, controls = chosen["day"] or today(), citing(found)
    names = parameters(controls)
    one = found[0] if len(found) == 1 else None
    return show(
        request, "portal/clause.html", number=number, one=one, items=[_shown(each.id) for each in found],
        is_clause=isinstance(one, Clause), text=TEXTS.get(getattr(one, "text", ""), ""), chosen=chosen, day=day,
        words=_words(one) if one else [], figures=[figure_text(each) for each in figures_under(number)],
        readings=[each for each in readings().values() if any(under(cited, found) for cited in each.clauses)],
        controls=[(each, formulas(each)["condition"] if one else None) for each in controls],
        flows=clausal.flows(found), values=valued(registry.values(), names),
        in_force=clausal.in_force(names, day), plots=through_time(names, today()), above=_above(number),
        norms=clausal.norms(found, day), beside=clausal.beside(found),
        findings=clausal.findings(request.viewer, number),
        without=[name for name in names if not registry.values().get(name)],
    )  # fmt: skip


@page("rules/controls/", EVERYBODY, Entry("Controls", Group.RULES, 40, "shield"))
def control_list(request: Asked) -> HttpResponse:
    """Every control."""
    registry.load()
    chosen = Filters(Text("q", "Search", longest=LONGEST)).read(request.GET)
    names = [one.name for one in search(chosen["q"], ("control",))] if chosen["q"] else sorted(KNOWN)
    if file_wanted(request):
        rows = (
            [name, translate(KNOWN[name].sentence), " ".join(KNOWN[name].clauses), severity_text(KNOWN[name])]
            for name in names
        )
        return public_file(request, "controls", ["Control", "What should hold", "Clauses", "Severity"], rows)
    return show(request, "portal/controls.html", chosen=chosen, controls=[_listed(name) for name in names])


@page("rules/controls/<str:control>/", EVERYBODY)
def control(request: Asked, control: str) -> HttpResponse:
    """A control: its sentence, what it computes in words, what it reads, its values, what to do, what stories tell.

    Raises UnknownControl.
    """
    registry.load()
    one = named(control)
    written = formulas(one)
    names = written["scope"].names | written["condition"].names
    currencies = written["scope"].currencies + written["condition"].currencies
    stories = registry.stories().get(one.name, frozenset())
    return show(
        request, "portal/control.html", one=one, written=written, names=names, currencies=currencies,
        dossier=dossier_text(one), weight=severity_text(one), severity=one.severity.name.lower(),
        clauses=[_shown(each.id) for number in one.clauses for each in resolve(number)],
        reads=[(each.kind, each.column, each.cells()) for each in reads(one)], reported=reported(one),
        values=valued(registry.values(), one.parameters()), without=without_value(one, registry.values()),
        plots=through_time(one.parameters(), today()),
        stories=[(word, word.replace(" ", "_") in stories) for word in OUTCOMES],
    )  # fmt: skip


OUTCOMES = ("held", "broken", "undetermined", "out of scope")


def _items(request: Asked, part: str, every: list[str]) -> HttpResponse:
    chosen = FILTERS.read(request.GET)
    wanted = set(every)
    names = [one.name for one in search(chosen["q"], ("clause",)) if one.name in wanted] if chosen["q"] else every
    fitting = [one for name in names if _fits(one := _shown(name), chosen)]
    if file_wanted(request):
        return public_file(request, part, COLUMNS, map(_cells, fitting))
    first = _first(request.GET.get("from", ""), len(fitting))
    return show(
        request, "portal/clauses.html", part=part, chosen=chosen, items=fitting[first : first + PAGE], first=first,
        found=len(fitting), of=len(every), next=first + PAGE if first + PAGE < len(fitting) else None,
    )  # fmt: skip


def _cells(one: dict[str, Any]) -> list[str]:
    item = one["item"]
    said = (one["party"], one["mode"], SYSTEMS[item.system], one["state_word"])
    return [item.id, item.gist, *map(translate, said), one["answered"]]


def _first(text: str, count: int) -> int:
    """Where a page of a list begins; at the beginning where the address says nothing that fits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 and int(text) < count else 0


def _fits(one: dict[str, Any], chosen: Any) -> bool:
    columns = {name: getattr(one["item"], name) for name in ("party", "mode", "system")} | {"state": one["state"]}
    return all(chosen[name] in (None, value) for name, value in columns.items())


def _shown(id: str) -> dict[str, Any]:
    """An item with how it is answered."""
    one = item(id)
    state = covered()[id].state
    return {"item": one, "state": state, "state_word": STATES[state], "party": PARTIES[one.party],
            "mode": MODES[one.mode], "answered": answered(one, state)}  # fmt: skip


def _words(one: Any) -> list[tuple[str, str]]:
    """What the register says of an item, label and text."""
    found = [
        ("Party", translate(PARTIES[one.party])), ("Mode", translate(MODES[one.mode])),
        ("System", translate(SYSTEMS[one.system])), ("Answered by", answered(one, covered()[one.id].state)),
    ]  # fmt: skip
    label, text = ("Figures", one.figures) if isinstance(one, Clause) else ("Shown by", one.verify)
    return [*found, (label, text)] if text else found


def _above(number: str) -> list[str]:
    """The numbers above a number that the register knows, the highest first."""
    found: list[str] = []
    for at, sign in enumerate(number):
        if sign in ".-":
            found.append(number[:at])
    return found


@cache
def _listed(name: str) -> tuple[Any, str, str, str]:
    """A control of the list: itself, its severity, its address, and links to its clauses, which stay as they are."""
    one = KNOWN[name]
    clauses = [(reverse("rules.clause", args=[clause]), clause) for clause in one.clauses]
    links = format_html_join(" ", '<a href="{}">{}</a>', clauses)
    return one, one.severity.name.lower(), reverse("rules.control", args=[name]), links


def _counts() -> dict[str, int]:
    return {"clauses": len(clauses()), "companions": len(companions()), "controls": len(KNOWN),
            "parameters": len(Parameters.known), "records": len(kinds())}  # fmt: skip


def _totals() -> list[tuple[str, str, Counter[str], int]]:
    """By mode: its label, how many items of the standard are covered, in part, open, and how many there are."""
    found: dict[str, Counter[str]] = {mode: Counter() for mode in MODES}
    for one in covered().values():
        if isinstance(one.item, Clause):
            found[one.item.mode][one.state] += 1
    return [(mode, MODES[mode], count, sum(count.values())) for mode, count in found.items()]


@cache
def covered() -> dict[str, Covered]:
    """Every item of the register with what answers it."""
    registry.load()
    return dict(coverage.computed().items)
