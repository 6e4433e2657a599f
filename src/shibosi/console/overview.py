"""Overview: what is wrong today, how it went, what is at stake; to a firm its own."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from shibosi.console import saying
from shibosi.console.cases import about
from shibosi.kernel.controls import Severity
from shibosi.kernel.words import translate
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.pages.plots import COLOURS, Plot, Series, stacked
from shibosi.store import rows
from shibosi.store.actions.feeds import VERB
from shibosi.store.allowing import may
from shibosi.store.firstpages import Counts, counts
from shibosi.store.models import Case
from shibosi.store.reading import overview as reading
from shibosi.store.reading.findings import Cause
from shibosi.store.viewers import Viewer

CAUSES = 12
ENTRY = Entry("Overview", Group.TODAY, 10, "overview", "o", when=lambda viewer: viewer.platform)


@page("overview/", verb="findings.read", entry=ENTRY)
def overview(request: Asked) -> HttpResponse:
    """What is wrong today."""
    found = counts(request.viewer)
    today = found.days[-1]
    return show(
        request, "console/overview.html", today=today, found_today=sum(today.found.values()),
        **first_page(request.viewer, found),
    )  # fmt: skip


def first_page(viewer: Viewer, found: Counts) -> dict[str, Any]:
    """What every first page shows of what the viewer sees: causes, trend, decisions, stakes, what comes."""
    every = found.causes
    return {
        "counted_at": found.at, "causes": every[:CAUSES], "more": len(every) - CAUSES,
        "most": max((one.count for one in every[:CAUSES]), default=1), "tiles": tiles(every),
        "trend": trend(found.days), "verdicts": decisions(found), "stakes": found.stakes, "waking": found.waking,
        "deadlines": due(viewer), **feeds(viewer),
    }  # fmt: skip


def due(viewer: Viewer) -> list[tuple[Case, str]]:
    """The cases whose deadline ends first, each with what it is about."""
    return [(one, about(one)[0]) for one in reading.deadlines(viewer)]


def feeds(viewer: Viewer) -> dict[str, Any]:
    """Which kinds of document are expected no longer, and which nobody ever reported; the platform's to know."""
    labels = saying.documents() if viewer.platform else {}
    filled = rows.filled(labels)
    unreported = sorted(translate(label) for kind, label in labels.items() if kind not in filled)
    return {"silent": reading.silent(viewer), "unreported": unreported, "may_silence": may(viewer, VERB)}


def tiles(every: list[Cause]) -> list[dict[str, Any]]:
    """Open findings by severity, and those that could not be decided: a number with where it leads."""
    found: list[dict[str, Any]] = []
    address = reverse("findings.findings")
    for severity in reversed(Severity):
        count = sum(one.count for one in every if one.outcome == "broken" and one.severity == severity)
        word = severity.name.lower()
        style = {Severity.CRITICAL: "bad", Severity.MAJOR: "warn"}.get(severity, "") if count else ""
        found.append({"words": translate("Broken, {severity}").format(severity=translate(word)), "count": count,
                      "style": style, "address": f"{address}?outcome=broken&severity={word}"})  # fmt: skip
    count = sum(one.count for one in every if one.outcome != "broken")
    found.append({"words": translate("Could not be decided"), "count": count, "style": "",
                  "address": f"{address}?outcome=undetermined"})  # fmt: skip
    return found


def trend(days: list[reading.Day]) -> Plot:
    """Findings by the day they were first seen, and how many were resolved."""
    series = [
        Series(translate(name), COLOURS[name], [day.found.get(int(Severity[name.upper()]), 0) for day in days])
        for name in saying.SEVERITIES
    ]
    names = [f"{day.day:%m-%d}" for day in days]
    plot = stacked("trend", translate("Findings by the day they were first seen"), translate("Day"), names, series)
    gone = [day.resolved for day in days]
    plot.option["series"].append({"type": "line", "name": translate("resolved"), "colour": "good", "data": gone,
                                  "symbolSize": 4})  # fmt: skip
    plot.heads.append(translate("resolved"))
    for row, number in zip(plot.rows, gone, strict=True):
        row.append(number)
    return plot


def decisions(found: Counts) -> list[dict[str, Any]]:
    """Dossiers by decision: word, count, where it leads."""
    address = reverse("dossiers.dossiers")
    return [
        {"word": (word := verdict.name.lower()), "count": count, "address": f"{address}?decision={word}"}
        for verdict, count in found.verdicts.items()
    ]
