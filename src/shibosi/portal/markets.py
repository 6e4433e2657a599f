"""Markets, open to all: what holds in a market on a day, topic by topic, and two markets side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.filters import Choice, Day, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading.rows import COLUMNS, Row, rows
from shibosi.portal.reading.upcoming import changing
from shibosi.portal.visits.keeping import today
from shibosi.standard.law import markets as compared
from shibosi.standard.law.book import book
from shibosi.standard.law.errors import UnknownMarket
from shibosi.standard.law.facts import Fact, first
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.places import EVERYWHERE, KINDS, Place, chain, places
from shibosi.standard.law.upcoming import HORIZON, upcoming
from shibosi.telling.searching import folded

CALENDAR = "calendar"
TOPICS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Taxes on sales": (("rates", ()), ("market_facts", ("marketplace",))),
    "Limits and fees on parcels": (("thresholds", ()), ("market_facts", ("low-value-duty", "low-value-vat"))),
    "Numbers, units and labels": (
        ("market_facts", ("seller-ids", "parcel-ids", "units", "label-languages")),
    ),
    "What products need": (("requirements", ()),),
    "Privacy": (("market_facts", ("privacy-law", "privacy-transfer")),),
    "Culture and advertising": (("culture", ("process", "imagery", "symbol", "advertising", "colour", "gesture",
                                             "number", "language", "appearance")),),
    "Dangerous and sensitive goods": (("dangerous_goods", ()), ("carriage", ())),
    "Laws, notices and treaties": (("norms", ()),),
}  # fmt: skip
"""Topic to the tables it is told from, with the topics of these that belong to it."""
DAYS = "Days of the year ahead"
AHEAD = timedelta(days=365)
LIST = Filters(
    Text("q", "Search", longest=100),
    Choice("kind", "Kind", among=lambda: {kind: labelled(kind) for kind in KINDS}, translated=False),
)  # fmt: skip
HEADINGS = [
    Heading("Code", "code", first_down=False), Heading("Market", "name", first_down=False),
    Heading("Kind", "kind", first_down=False), Heading("Currency", "currency", first_down=False),
    Heading("Rows of its own", "own", number=True), Heading("Changes within 90 days", "coming", number=True),
]  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A place as the list shows it."""

    place: Place
    own: int
    coming: int

    @property
    def code(self) -> str:
        """Its code."""
        return self.place.code

    @property
    def name(self) -> str:
        """Its name in the language in use."""
        return str(self.place.name)

    @property
    def kind(self) -> str:
        """What kind of place it is."""
        return labelled(self.place.kind)

    @property
    def currency(self) -> str:
        """The code of its currency."""
        return self.place.currency


@page("law/markets/", EVERYBODY, Entry("Markets", Group.LAW, 30, "party", key="k"))
def markets(request: Asked) -> HttpResponse:
    """Every market, bloc and part of one."""
    chosen, day = LIST.read(request.GET), today()
    wanted = folded(chosen["q"] or "")
    changing = [one.after or one.before for one in upcoming(day)]
    found = [
        Listed(one, sum(code in fact.places for fact in book().current),
               sum(code in fact.places for fact in changing if fact))
        for code, one in places().items()
        if chosen["kind"] in (None, one.kind) and wanted in folded(" ".join([code, *one.name, one.bloc, one.currency]))
    ]  # fmt: skip
    if file_wanted(request):
        cells = ([one.code, one.name, one.kind, one.currency, one.own, one.coming] for one in found)
        return public_file(request, "markets", [one.label for one in HEADINGS], cells)
    return show(request, "portal/markets.html", days=HORIZON,
                list=gathered(request, found, HEADINGS, "name", chosen, public=True))  # fmt: skip


@page("law/markets/<str:code>/", EVERYBODY)
def market(request: Asked, code: str) -> HttpResponse:
    """What holds in a market on a day, by topic. Raises UnknownMarket."""
    place = _known(code)
    topic = Choice("topic", "Topic", among={one: one for one in [*TOPICS, DAYS]})
    chosen = Filters(Day("day", "As of"), topic).read(request.GET)
    day = chosen["day"] or today()
    wanted = [chosen["topic"]] if chosen["topic"] else [*TOPICS, DAYS]
    found = {topic: rows(_days(code, day) if topic == DAYS else _of(topic, code, day), day) for topic in wanted}
    if file_wanted(request):
        cells = ([translate(topic), *one.cells()] for topic, some in found.items() for one in some)
        return public_file(request, f"market-{code}", ["Topic", *COLUMNS], cells)
    return show(
        request, "portal/market.html", place=place, chosen=chosen, day=day, topics=list(found.items()),
        kind=labelled(place.kind), within=[places()[one] for one in chain(code)[1:] if one in places()],
        parts=[one for one in places().values() if one.within == code], changes=changing(day, code), days=HORIZON,
    )  # fmt: skip


@page("law/compare/", EVERYBODY, Entry("Compare two markets", Group.LAW, 40, "mandate"))
def compare(request: Asked) -> HttpResponse:
    """Two markets side by side on a day, what differs marked. Raises UnknownMarket."""
    names = Choice("left", "One market", among=_names, given="DE", translated=False)
    topic = Choice("topic", "Topic", among=lambda: {one: labelled(one) for one in compared.COMPARED}, translated=False)
    show_only = Choice("only", "Show", among={"differences": "Only differences"})
    right = Choice("right", "Other market", among=_names, given="US", translated=False)
    chosen = Filters(names, right, topic, show_only, Day("day", "As of")).read(request.GET)
    day = chosen["day"] or today()
    every = compared.compare(chosen["left"], chosen["right"], day, chosen["topic"] or "")
    items = [one for one in every if not (chosen["only"] and one.same)]
    if file_wanted(request):
        return public_file(request, "comparison", SIDES, _sides(items, day))
    found: dict[str, list[Side]] = {}
    for one in items:
        found.setdefault(one.topic, []).append(Side(one, rows(one.left, day), rows(one.right, day)))
    topics = [
        ({"name": labelled(topic), "differing": sum(not side.item.same for side in sides)}, sides)
        for topic, sides in found.items()
    ]
    return show(
        request, "portal/compare.html", chosen=chosen, day=day, topics=topics,
        left=places()[chosen["left"]], right=places()[chosen["right"]], differing=sum(not one.same for one in every),
        of=len(every), turned=f"?{_turned(request)}",
    )  # fmt: skip


SIDES = ["Topic", "What", "Same", "Left", "Right"]


@dataclass(frozen=True)
class Side:
    """One thing of a topic in two markets, as it is shown."""

    item: compared.Item
    left: list[Row]
    right: list[Row]

    @property
    def name(self) -> str:
        """What is compared."""
        return " · ".join(labelled(part) for part in self.item.name.split("/")[1:])


def _known(code: str) -> Place:
    if code not in places():
        raise UnknownMarket(place=code, hint=nearest(code.upper(), list(places())))
    return places()[code]


def _of(topic: str, code: str, day: date) -> Iterator[Fact]:
    for table, words in TOPICS[topic]:
        for fact in book().serving(table, code, day):
            if not words or fact["topic"] in words:
                yield fact


def _days(code: str, day: date) -> list[Fact]:
    """Days of the calendar in the year ahead, of the place and of what it lies within."""
    wanted = set(chain(code))
    found = [
        fact
        for fact in book().current
        if fact.table == "culture"
        and fact["topic"] == CALENDAR
        and wanted & set(fact.places)
        and (fact.end is None or fact.end >= day)
        and first(fact) <= day + AHEAD
    ]
    return sorted(found, key=first)


def _names() -> dict[str, str]:
    return {code: f"{one.name} ({code})" for code, one in places().items() if code != EVERYWHERE}


def _sides(items: list[compared.Item], day: date) -> Iterator[list[str]]:
    for one in items:
        sides = (
            "; ".join(cell for row in rows(some, day) for cell in row.cells()[6:7]) for some in (one.left, one.right)
        )
        yield [labelled(one.topic), Side(one, [], []).name, "=" if one.same else "≠", *sides]


def _turned(request: Asked) -> str:
    said = request.GET.copy()
    said["left"], said["right"] = request.GET.get("right", "US"), request.GET.get("left", "DE")
    return said.urlencode()
