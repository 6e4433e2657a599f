"""Runs over everything that is stored: as of a day, with other values, and what each finds otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from shibosi.api.errors import Unusable
from shibosi.console import asked, differences, saying
from shibosi.domains import registry
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.words import Phrase, translate
from shibosi.pages import forms
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Chosen, Day, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.pages.plots import COLOURS, Plot, Series, sideways, stacked
from shibosi.runs import comparing, overlays
from shibosi.runs.taking import file_name, zipped
from shibosi.store import scope
from shibosi.store.actions import runs as actions
from shibosi.store.allowing import allowed, may, the_one
from shibosi.store.models import JobState, Run
from shibosi.store.reading.access import named
from shibosi.store.runs import opened
from shibosi.store.seeing import note
from shibosi.telling.told import OUTCOMES
from shibosi.telling.values import value_text

VERB, START = "runs.read", "runs.start"
ROWS = range(1, 5)
"""Values that a form takes one by one; more go into its text."""
SHOWN = 15
"""Controls of a plot: as many as one can read."""
SHOWN_OUTCOMES = ("broken", "undetermined", "held", "out_of_scope")
STATES = {"done": "done", "open": "not done"}
HEADINGS = [Heading("Values"), Heading("Asked", "asked_at", datetime), Heading("As of", "as_of"),
            Heading("Dossiers", number=True), Heading("Findings", number=True), Heading("Came", number=True),
            Heading("Went", number=True), Heading("Changed", number=True)]  # fmt: skip
COLUMNS = ["Run", "Asked", "Asked by", "State", "As of", "Other values", "Dossiers", "Findings", "Came", "Went",
           "Changed", "Digest"]  # fmt: skip
FILTERS = Filters(
    Choice("state", "State", among=STATES), Day("day", "As of"), Text("by", "Asked by", longest=64, example="account:1")
)  # fmt: skip


@page("runs/", verb=VERB, entry=Entry("Runs", Group.PROOF, 15, "run", "x"))
def runs(request: Asked) -> HttpResponse:
    """The runs, newest first, and the form that starts one."""
    chosen = FILTERS.read(request.GET)
    query = _found(request, chosen)
    if file_wanted(request):
        return as_file(request, "runs", query.order_by("-pk"), COLUMNS, _row)
    list_ = listing(request, query, HEADINGS, "-asked_at", chosen)
    names = named(one.asked_by for one in list_.items)
    for one in list_.items:
        one.who = names.get(one.asked_by, one.asked_by)
        one.said = asked.of_run(one)
    return show(
        request, "console/runs.html", list=list_, places=ROWS,
        may_start=may(request.viewer, START), today=request.viewer.today, values=offered_values(),
    )  # fmt: skip


@do("runs/start/", verb=START)
def start(request: Asked) -> HttpResponse:
    """Start one. Raises Unusable, UnusableOverlay, BadValue, UnknownParameter."""
    day = Day("as_of", "").value(request.POST["as_of"]) if request.POST.get("as_of") else None
    text, values = request.POST.get("overlay", "").strip(), _chosen(request)
    if text and values:
        raise Unusable(place="overlay", reason=Phrase("values are chosen one by one or written, not both."))
    made = actions.start(request.viewer, day, text or overlays.overlay(values))
    messages.success(request, translate("The run is asked for; a worker takes it."))
    return redirect("runs.run", made.public)


@page("runs/<slug:public>/", verb=VERB)
def run(request: Asked, public: str) -> HttpResponse:
    """A run: how far it is, what it counted, what differs. Raises NotThere, RunGone, Unusable."""
    one = _seen(request, public)
    who = named([one.asked_by]).get(one.asked_by, one.asked_by)
    said: dict[str, Any] = {
        "one": one,
        "who": who,
        "busy": one.state in (JobState.WAITING, JobState.RUNNING),
        "said": asked.of_run(one),
    }
    if one.finished_at is not None:
        if file_wanted(request):
            return differences.as_file(request, one)
        counts = opened(one).counts()
        said |= differences.shown(request, one)
        said |= {
            "plot": by_control(counts),
            "tiles": [(OUTCOMES[name], one.counts.get(name, 0)) for name in SHOWN_OUTCOMES],
        }
    return show(request, "console/run.html", **said)


@page("runs/<slug:public>/download/", verb=VERB)
def download(request: Asked, public: str) -> Any:
    """The folder of a run as a zip; leaves a note. Raises Forbidden, NotThere, RunGone."""
    one = _seen(request, public)
    allowed(request.viewer, "documents.export")
    out = zipped(one)
    note(request.viewer, "exported", f"run:{one.public}", "console")
    return FileResponse(out, as_attachment=True, filename=file_name(one), content_type="application/zip")


def by_control(counts: Any) -> Plot | None:
    """What is broken and undetermined, by control: those with the most first. None where nothing is."""
    found = sorted(counts.iter_rows(named=True), key=lambda row: (-row["broken"], -row["undetermined"], row["control"]))
    found = [row for row in found if row["broken"] or row["undetermined"]][:SHOWN]
    if not found:
        return None
    series = [Series(translate(name), COLOURS[name], [row[name] for row in found]) for name in SHOWN_OUTCOMES[:2]]
    names = [saying.sentence(row["control"]) for row in found]
    return sideways(
        stacked("by-control", translate("Broken and undetermined, by control"), translate("Control"), names, series)
    )


def _found(request: Asked, chosen: Chosen) -> Any:
    query = scope.runs(request.viewer).select_related("job")
    if chosen["state"]:
        query = query.filter(finished_at__isnull=chosen["state"] != "done")
    wanted = {"as_of": chosen["day"], "asked_by": chosen["by"]}
    return query.filter(**{name: value for name, value in wanted.items() if value})


def _seen(request: Asked, public: str) -> Run:
    found = the_one(scope.runs(request.viewer).filter(public=public).select_related("job"))
    return found


def _chosen(request: Asked) -> Mapping[str, str]:
    return {name: value for _, name, value in given_values(request, ROWS, 2000)}


def given_values(request: Asked, rows: Iterable[int], longest: int) -> Iterator[tuple[int, str, str]]:
    """What a form says of parameters, row by row: the row, the parameter, its value. Raises Unusable."""
    for at in rows:
        name = forms.text(request, f"parameter{at}", needed=False)
        value = forms.text(request, f"value{at}", longest, needed=False)
        if bool(name) != bool(value):
            raise Unusable(place=f"value{at}", reason=Phrase("a parameter and its value belong together."))
        if name:
            yield at, name, value


def offered_values() -> dict[str, str]:
    """Parameters to choose from, each with its newest value, by what they mean."""
    newest = {name: registry.values()[name][-1] for name in overlays.offered()}
    said = {name: f"{translate(Parameters.known[name].meaning)} ({value_text(name, one)})"
            for name, one in newest.items()}  # fmt: skip
    return dict(sorted(said.items(), key=lambda pair: pair[1]))


def _row(one: Run) -> list[Any]:
    changed = [one.changed.get(name) for name in (comparing.CAME, comparing.WENT, comparing.CHANGED)]
    return [one.public, one.asked_at.isoformat(), one.asked_by, one.state, one.as_of, one.overlay, one.dossiers,
            one.findings, *changed, one.digest]  # fmt: skip
