"""Values through time, open to all: what was, is and will be in force, what changes soon, and what rests on it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse

from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, may_take_away, public_file
from shibosi.pages.filters import Choice, Chosen, Day, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.pages.plots import Plot
from shibosi.portal.reading.leading import address
from shibosi.standard.law.places import places
from shibosi.store.allowing import may
from shibosi.store.firstpages import by_cause
from shibosi.store.reading.findings import Wanted
from shibosi.store.viewers import Viewer
from shibosi.telling import dated
from shibosi.telling.dated import COMING, CONTROL, IN_FORCE, KINDS, OCCASIONS, PARAMETER, STATES, Dated, Reader
from shibosi.telling.searching import folded
from shibosi.telling.values import CONFIDENCE_WORDS

WHEN = STATES | {"all": "At any time"}
AHEAD = {"30": "30 days", "90": "90 days", "365": "A year", "1825": "Five years"}
WEAK = "general-knowledge"
LANES = 16
"""Values of a plot: as many as one can look at."""
COLOURS = {
    "verified": "bar-good", "repeated": "bar-good", "seed": "bar-good", "local": "bar-plain",
    "general-knowledge": "bar-critical", "low": "bar-critical",
}  # fmt: skip
FILTERS = Filters(
    Day("day", "As of"), Choice("ahead", "What changes within", among=AHEAD, given="90"),
    Text("q", "Search", longest=100), Choice("kind", "Kind", among=KINDS),
    Choice("state", "State", among=WHEN, given=IN_FORCE), Choice("confidence", "Confidence", among=CONFIDENCE_WORDS),
    Choice("place", "Place", among=lambda: _places(), translated=False),
)  # fmt: skip
HEADINGS = [
    Heading("Value", "meaning", first_down=False), Heading("Set to"), Heading("Place", "place", first_down=False),
    Heading("First day", "first"), Heading("Last day", "last"), Heading("Confidence", "confidence"),
]  # fmt: skip
RESTING = Heading("Open findings", "findings", number=True)
"""For those who may see findings."""
COLUMNS = ["Kind", "Name", "Value", "Which of them", "Place", "First day", "Last day", "State", "Set to", "Source",
           "Confidence", "Read by"]  # fmt: skip


@dataclass
class Shown:
    """A value as the list shows it: with its state on the day, what reads it, and the open findings of these."""

    value: Dated
    state: str
    readers: tuple[Reader, ...]
    counts: Counter[str] = field(repr=False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.value, name)

    @property
    def address(self) -> str:
        """The page of the value; empty where it has none of its own."""
        if self.value.kind == PARAMETER:
            return address("parameter", self.value.name)
        if self.value.kind == "norms":
            return address("norm", self.value.name.removeprefix("norms/"))
        return address("value", self.value.name) if self.value.of_law else ""

    @property
    def rested(self) -> list[str]:
        """The controls that read it."""
        return [one.name for one in self.readers if one.kind == CONTROL]

    @property
    def findings(self) -> int:
        """Open findings of these controls, as far as they are seen."""
        return sum(self.counts[name] for name in self.rested)


@page("values/", EVERYBODY, Entry("Values and changes", Group.LAW, 10, "time", "t"))
def values(request: Asked) -> HttpResponse:
    """Every value as of a day, and what changes after it."""
    chosen = FILTERS.read(request.GET)
    day = chosen["day"] or request.viewer.today
    seeing = may(request.viewer, "findings.read")
    counts, counted_at = _open(request.viewer) if seeing else (Counter[str](), None)
    asked = [one for one in dated.every() if _fits(one, chosen)]
    items = [_shown(one, day, counts) for one in asked if chosen["state"] in ("all", one.state(day))]
    if file_wanted(request):
        return _as_file(request, items, seeing and may_take_away(request))
    until = min(day + timedelta(days=int(chosen["ahead"])), date.max)
    coming = [(change, _shown(change.one, day, counts)) for change in dated.changes(day, until)]
    headings = [*HEADINGS, RESTING] if seeing else HEADINGS
    return show(
        request, "portal/value_list.html", list=gathered(request, items, headings, "meaning", chosen, public=True),
        day=day, until=until, coming=coming, plot=through_time(asked, day), tiles=tiles(day), seeing=seeing,
        counted_at=counted_at,
    )  # fmt: skip


def tiles(day: date) -> list[dict[str, Any]]:
    """How many values are in force, will be, and are to be looked at again; each leads to them."""
    in_force = [one for one in dated.every() if one.state(day) == IN_FORCE]
    coming = sum(one.state(day) == COMING for one in dated.every())
    undated, weak = sum(one.first is None for one in in_force), sum(one.confidence == WEAK for one in in_force)
    return [
        {"words": "Values in force", "count": len(in_force), "address": "?state=in-force"},
        {"words": "Decided already, not yet in force", "count": coming, "address": "?state=coming"},
        {"words": "First day unknown", "count": undated, "address": "?state=in-force&sort=first"},
        {"words": "From general knowledge, to be reviewed", "count": weak, "style": "warn" if weak else "",
         "address": f"?state=in-force&confidence={WEAK}"},
    ]  # fmt: skip


def through_time(found: list[Dated], day: date) -> Plot | None:
    """Each value as a bar from its first to its last day; None where no day is known. At most 16 lanes."""
    bars = [one for one in found if (one.first or one.last) and one.name not in OCCASIONS]
    if not bars:
        return None
    lanes = list(dict.fromkeys(_lane(one) for one in bars))[:LANES]
    days = [end for one in bars for end in (one.first, one.last) if end is not None]
    begin, end = min([*days, day]) - timedelta(days=180), max([*days, day]) + timedelta(days=180)
    series = [
        {"type": "line", "name": translate(CONFIDENCE_WORDS[one.confidence]), "symbolSize": 1, "colour":
         COLOURS.get(one.confidence, "bar-minor"), "lineStyle": {"width": 11, "cap": "butt"},
         "data": [[(one.first or begin).isoformat(), _lane(one)], [(one.last or end).isoformat(), _lane(one)]]}
        for one in bars if _lane(one) in lanes
    ]  # fmt: skip
    series.append({"type": "line", "name": day.isoformat(), "data": [], "colour": "soft", "markLine": {
        "silent": True, "symbol": "none", "data": [{"xAxis": day.isoformat()}],
        "label": {"formatter": day.isoformat(), "position": "start"}}})  # fmt: skip
    option = {
        "tooltip": {"trigger": "item"},
        "legend": {"type": "scroll", "data": list(dict.fromkeys(one["name"] for one in series[:-1]))},
        "xAxis": {"type": "time", "min": begin.isoformat(), "max": end.isoformat(), "axisLabel": {"hideOverlap": True}},
        "yAxis": {"type": "category", "data": lanes, "inverse": True,
                  "axisLabel": {"interval": 0, "width": 130, "overflow": "truncate", "fontSize": 11}},
        "series": series,
    }  # fmt: skip
    rows = [[lane, sum(_lane(one) == lane for one in bars)] for lane in lanes]
    note = translate("Values whose first and last day are unknown are only in the list.")
    return Plot("values-through-time", translate("Values through time"), option,
                [translate("Value"), translate("Values")], rows, note)  # fmt: skip


def _lane(one: Dated) -> str:
    return " · ".join(filter(None, (one.meaning, one.part, "" if one.place == "all" else one.place)))


def _fits(one: Dated, chosen: Chosen) -> bool:
    plain = all(chosen[name] in (None, getattr(one, name)) for name in ("kind", "confidence"))
    plain = plain and (chosen["place"] is None or chosen["place"] in one.places)
    words = folded(" ".join((one.name, one.meaning, one.part, one.value, one.source)))
    return plain and all(part in words for part in folded(chosen["q"] or "").split())


def _shown(one: Dated, day: date, counts: Counter[str]) -> Shown:
    return Shown(one, one.state(day), dated.readers(one.name) if one.kind == PARAMETER else (), counts)


def _open(viewer: Viewer) -> tuple[Counter[str], datetime | None]:
    """Open findings by control, and when they were counted if that was before."""
    found: Counter[str] = Counter()
    every, at = by_cause(viewer, Wanted())
    for cause in every:
        found[cause.control] += cause.count
    return found, at


def _places() -> Mapping[str, str]:
    """Every place with a value, by its code; a place the law does not know goes by that code."""
    codes = sorted({code for one in dated.every() for code in one.places})
    return {code: f"{code} {places()[code].name}" if code in places() else code for code in codes}


def _as_file(request: Asked, items: list[Shown], counted: bool) -> HttpResponse:
    """The list as a file; counts of findings are only for those who may take them away."""
    columns = [*COLUMNS, "Open findings"] if counted else COLUMNS
    return public_file(request, "values", columns, ([*_row(one), one.findings][: len(columns)] for one in items))


def _row(one: Shown) -> list[Any]:
    return [
        one.kind, one.name, one.meaning, one.part, one.place, one.first, one.last, one.state, one.value.value,
        one.source, one.confidence, " ".join(reader.name for reader in one.readers),
    ]  # fmt: skip
