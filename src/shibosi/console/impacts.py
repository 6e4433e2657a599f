"""What another value would change in everything that is stored: asked by a form, answered with counts and examples."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.api.dossiers import shown_key
from shibosi.batch.impact.drafting import draft
from shibosi.console import asked, proposing, saying
from shibosi.console.runs import offered_values
from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.words import translate
from shibosi.pages.files import as_file, file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Chosen, Day, Filters
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.pages.plots import COLOURS, Plot, Series, sideways, stacked
from shibosi.runs import weighing
from shibosi.store import scope
from shibosi.store.actions.impacts import LONGEST
from shibosi.store.allowing import may, the_one
from shibosi.store.impacts import changes_of
from shibosi.store.models import DossierState, Impact, JobState
from shibosi.store.reading.access import named
from shibosi.store.seeing import HIDDEN
from shibosi.telling.impact import gist, moved_words
from shibosi.telling.told import OUTCOMES

VERB, START = "runs.read", "runs.start"
SHOWN = 15
"""Controls of a plot: as many as one can read."""
DRAWN = COLOURS | {"held": "bar-good", "out_of_scope": "bar-plain"}
STATES = {"done": "done", "open": "not done"}
HEADINGS = [Heading("What would change"), Heading("Asked", "asked_at", datetime), Heading("As of", "as_of"),
            Heading("Dossiers judged", number=True), Heading("Come to another outcome", number=True)]  # fmt: skip
FILTERS = Filters(Choice("state", "State", among=STATES), Day("day", "As of"))
ASKED = ["Question", "Asked", "Asked by", "State", "As of", "Other values", "Dossiers judged",
         "Come to another outcome"]  # fmt: skip
COLUMNS = ["Dossier", "Number", "Control", "Sentence", "Before", "After"]


@page("impact/", verb=VERB, entry=Entry("Impact of a change", Group.RULES, 57, "impact"))
def impacts(request: Asked) -> HttpResponse:
    """What was asked, newest first, and the form that asks."""
    chosen = FILTERS.read(request.GET)
    query = _found(request, chosen)
    if file_wanted(request):
        return as_file(request, "impacts", query.order_by("-pk"), ASKED, _row)
    list_ = listing(request, query, HEADINGS, "-asked_at", chosen)
    names = named(one.asked_by for one in list_.items)
    for one in list_.items:
        one.who = names.get(one.asked_by, one.asked_by)
        one.said = asked.of_impact(one)
    return show(
        request, "console/impacts.html", list=list_, places=proposing.ROWS, may_start=may(request.viewer, START),
        today=request.viewer.today, values=offered_values(), where=proposing.where(), tables=proposing.tables(),
        longest=LONGEST,
    )  # fmt: skip


@page("impact/rows/", verb=START)
def rows(request: Asked) -> HttpResponse:
    """The field of rows, filled with those of the chosen table that hold today or begin later. Raises Unusable."""
    table = request.GET.get("table", "")
    text = draft(Choice("table", "", among=proposing.tables()).value(table), request.viewer.today) if table else ""
    return show(request, "console/impact_rows.html", text=text, longest=LONGEST)


@do("impact/ask/", verb=START)
def ask(request: Asked) -> HttpResponse:
    """Ask. Raises Unusable, and what `weighing.ask` raises."""
    day = Day("as_of", "").value(request.POST["as_of"]) if request.POST.get("as_of") else None
    made = weighing.ask(request.viewer, proposing.values(request), day, *proposing.rows(request, LONGEST))
    messages.success(request, translate("The question is asked; a worker takes it."))
    return redirect("impacts.impact", made.public)


@page("impact/<slug:public>/", verb=VERB)
def impact(request: Asked, public: str) -> HttpResponse:
    """A question and its answer. Raises NotThere, ImpactOpen."""
    one = the_one(scope.impacts(request.viewer).filter(public=public).select_related("job"))
    if one.finished_at is not None and file_wanted(request):
        return _as_file(request, one)
    who = named([one.asked_by]).get(one.asked_by, one.asked_by)
    said: dict[str, Any] = {
        "one": one, "who": who, "busy": one.state in (JobState.WAITING, JobState.RUNNING),
        "said": asked.of_impact(one), "table": asked.table_name(one.table) if one.table else "",
    }  # fmt: skip
    if one.told:
        said |= {
            "moved": [moved_words(each) for each in one.told["moved"]], "plot": by_control(one.told["by_control"]),
            "controls": [_worded(each) for each in one.told["by_control"]],
            "clauses": [each | {"gist": gist(each["clause"])} for each in one.told["by_clause"]],
            "examples": _examples(request, one.told["examples"]),
            "may_take": may(request.viewer, "documents.export"),
        }  # fmt: skip
    else:
        said["moved"] = [_said(value) for value in one.values]
    return show(request, "console/impact.html", **said)


def by_control(counted: list[dict[str, Any]]) -> Plot | None:
    """How many dossiers come to what, by control: those with the most first. None where nothing changes."""
    found = [(name, list(some)) for name, some in groupby(counted, key=lambda one: one["control"])]
    found = sorted(found, key=lambda pair: -sum(one["dossiers"] for one in pair[1]))[:SHOWN]
    if not found:
        return None
    pairs = list(dict.fromkeys((one["before"], one["after"]) for _, some in found for one in some))
    series = [
        Series(f"{translate(OUTCOMES[before])} → {translate(OUTCOMES[after])}", DRAWN[after], [
            sum(one["dossiers"] for one in some if (one["before"], one["after"]) == (before, after))
            for _, some in found
        ])
        for before, after in pairs
    ]  # fmt: skip
    names = [saying.sentence(name) for name, _ in found]
    return sideways(
        stacked("impact", translate("Dossiers that come to another outcome"), translate("Control"), names, series)
    )


def _found(request: Asked, chosen: Chosen) -> Any:
    query = scope.impacts(request.viewer).select_related("job")
    if chosen["state"]:
        query = query.filter(finished_at__isnull=chosen["state"] != "done")
    return query.filter(as_of=chosen["day"]) if chosen["day"] else query


def _worded(told: Mapping[str, Any]) -> dict[str, Any]:
    """The same with outcomes as words."""
    return {**told, "before": OUTCOMES[told["before"]], "after": OUTCOMES[told["after"]]}


def _row(one: Impact) -> list[Any]:
    values = "; ".join([f"{value['parameter']} = {value['value']} ({value['place']})" for value in one.values]
                       + ([one.table] if one.table else []))  # fmt: skip
    return [one.public, one.asked_at.isoformat(), one.asked_by, one.state, one.as_of, values, one.told.get("judged"),
            one.told.get("dossiers")]  # fmt: skip


def _said(value: Mapping[str, Any]) -> dict[str, Any]:
    """A value that was asked for, before it is known what it differs from."""
    return moved_words({**value, "before": None, "after": value["value"]})


def _examples(request: Asked, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Examples with the dossiers they are in, as far as these are there and seen; a personal key is not shown."""
    keys = {one["key"] for one in told}
    found: dict[tuple[str, str], DossierState] = {
        (one.kind, one.key): one for one in scope.dossiers(request.viewer).filter(key__in=keys)
    }
    return [
        {"of": _worded(one), "state": (state := found.get((one["dossier"], one["key"]))),
         "number": shown_key(state) if state else HIDDEN if KNOWN[one["dossier"]].personal_key else one["key"]}
        for one in told
    ]  # fmt: skip


def _as_file(request: Asked, one: Impact) -> HttpResponse:
    rows = changes_of(one).collect().to_dicts()
    return rows_as_file(request, f"impact-{one.public}", COLUMNS, (
        [saying.dossier(each["dossier"]), HIDDEN if KNOWN[each["dossier"]].personal_key else each["key"],
         each["control"], saying.sentence(each["control"]), each["before"], each["after"]]
        for each in rows
    ))  # fmt: skip
