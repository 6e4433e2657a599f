"""Papers: how each stands, when they end, and what is missing for what a firm does; to a firm its own."""

from typing import Any

from django.http import HttpResponse

from shibosi.domains.papers.papers import said
from shibosi.kernel.words import translate
from shibosi.methods.permits.standing import COMING, ENDED, ENDING, FORGED, GOOD, OPEN, REVOKED, STATES, SUSPENDED
from shibosi.pages import plots
from shibosi.pages.files import file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store.allowing import may
from shibosi.store.papers import files
from shibosi.store.reading import papers as reading
from shibosi.store.reading import permits

BADGES = {
    GOOD: "good",
    COMING: "",
    ENDING: "open",
    OPEN: "open",
    ENDED: "broken",
    SUSPENDED: "broken",
    REVOKED: "broken",
    FORGED: "broken",
}
FILTERS = Filters(
    Choice("state", "State", STATES), Text("firm", "Firm", longest=30), Text("kind", "Kind of paper", longest=60)
)
HEADINGS = [
    Heading("Firm"), Heading("Kind of paper"), Heading("Number"), Heading("Market"), Heading("Last day", "last"),
    Heading("State"),
]  # fmt: skip
COLUMNS = ["Firm", "Kind of paper", "Number", "Market", "Last day", "State", "Looked up on", "Handed in by others"]
MONTHS = 12
"""Months ahead that the plot shows."""
DOINGS = 50
"""Activities on the page."""


@page("papers/", "documents.read", Entry("Papers", Group.REVIEW, 65, "document"))
def papers(request: Asked) -> HttpResponse:
    """The papers that are seen, today."""
    viewer = request.viewer
    today = viewer.today
    chosen = FILTERS.read(request.GET)
    firm = chosen["firm"] or ""
    every = reading.all_papers(viewer, today, firm)
    some = [
        one
        for one in every
        if (not chosen["state"] or chosen["state"] == one.state)
        and (not chosen["kind"] or chosen["kind"] in (one.kind, one.name))
    ]
    if file_wanted(request):
        return rows_as_file(request, "papers", COLUMNS, map(_row, some), len(some))
    doing = reading.doings(viewer, today, firm)
    states = [one.state for one in every]
    list_ = gathered(request, some, HEADINGS, "rank", chosen)
    stored = files.files_of(viewer, [one.digest for one in list_.items if one.digest])
    for one in list_.items:
        one.badge, one.called = BADGES[one.state], STATES[one.state]
        one.file, one.ends = stored[one.digest].pk if one.digest in stored else None, one.state in (ENDING, ENDED)
    return show(
        request, "console/papers.html", list=list_, today=today,
        bad=sum(states.count(state) for state in (ENDED, SUSPENDED, REVOKED, FORGED)), open=states.count(OPEN),
        ending=states.count(ENDING), good=states.count(GOOD), plot=by_month(every, today),
        may_report=may(viewer, "documents.report"), may_judge=may(viewer, files.JUDGE),
        doings=[_doing(one) for one in doing[:DOINGS]],
        stopped=sum(one.found.allows is False for one in doing),
    )  # fmt: skip


def by_month(shown: list[reading.Shown], today: Any) -> plots.Plot | None:
    """Papers that end in each month to come; None where none does."""
    counts = reading.by_month(shown, today, MONTHS)
    if not any(counts.values()):
        return None
    series = [plots.Series(translate("Papers"), "bar-major", list(counts.values()))]
    note = translate("Papers by the month of their last day.")
    return plots.stacked("ending", translate("What ends when"), translate("Month"), list(counts), series, note)


def _doing(one: reading.Doing) -> dict[str, Any]:
    """An activity as the page shows it: what stands against it, by name."""
    against = [(permits.called(reason), permits.sentence(reason)) for reason in one.found.reasons if not reason.allows]
    return {
        "firm": one.firm, "number": one.number, "activity": said(one.activity), "market": one.market,
        "allows": one.found.allows, "answer": permits.ANSWERS[one.found.allows], "against": against,
    }  # fmt: skip


def _row(one: reading.Shown) -> list[Any]:
    shared = translate("yes") if one.shared else ""
    return [one.holder, one.name, one.number, one.market, one.last, translate(STATES[one.state]), one.verified, shared]
