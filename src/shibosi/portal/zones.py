"""Pilot zones, open to all: whether a city lay in one on a day, and all zones of a day."""

from django.http import HttpResponse

from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.filters import Choice, Day, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading import plots
from shibosi.portal.reading.rows import Row
from shibosi.portal.visits.keeping import today
from shibosi.standard.law import schemas as law
from shibosi.standard.law.book import book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.zones import zone_of

FILTERS = Filters(
    Text("city", "City", longest=80, example="杭州"), Day("day", "As of"),
    Choice("batch", "Batch", among=lambda: {one: one for one in _batches()}, translated=False),
    Choice("province", "Province", among=lambda: _provinces(), translated=False),
)  # fmt: skip
HEADINGS = [
    Heading("Zone", "zone", first_down=False), Heading("Province", "province", first_down=False),
    Heading("Batch", "batch", first_down=False, number=True), Heading("Reply", "document", first_down=False),
    Heading("First day", "first"), Heading("Last day", "last"), Heading("Confidence", "word", first_down=False),
]  # fmt: skip


class Zone(Row):
    """A pilot zone as the list shows it."""

    @property
    def zone(self) -> str:
        """What it is called."""
        return self.fact.shown("zone")

    @property
    def province(self) -> str:
        """Where it lies."""
        return self.fact.shown("province")

    @property
    def document(self) -> str:
        """The number of the reply that set it up."""
        return self.fact.shown("document")

    @property
    def batch(self) -> int:
        """The number of its batch."""
        return int(str(self.fact["batch"]))


@page("law/zones/", EVERYBODY, Entry("Pilot zones", Group.LAW, 50, "home", key="z"))
def zones(request: Asked) -> HttpResponse:
    """Whether a city lay in a zone on a day; the zones of the day."""
    chosen = FILTERS.read(request.GET)
    day = chosen["day"] or today()
    every = _every()
    there = [Zone(fact, day) for fact in every if fact.covers(day)]
    items = [
        one for one in there
        if chosen["batch"] in (None, str(one.batch)) and chosen["province"] in (None, _english(one.fact))
    ]  # fmt: skip
    if file_wanted(request):
        columns = [one.label for one in HEADINGS]
        return public_file(request, "zones", columns, ([getattr(one, head.sort) for head in HEADINGS] for one in items))
    answer = zone_of(chosen["city"], day) if chosen["city"] else None
    return show(
        request, "portal/zones.html", chosen=chosen, day=day, answer=answer, count=len(there),
        found=Row(answer.zone, day) if answer and answer.zone else None,
        list=gathered(request, items, HEADINGS, "zone", public=True), plot=plots.zones(every, day),
    )  # fmt: skip


def _every() -> list[Fact]:
    return [book().history(name)[-1] for name in book().series("zones")]


def _batches() -> list[str]:
    return [str(one) for one in sorted({int(str(fact["batch"])) for fact in _every()})]


def _provinces() -> dict[str, str]:
    return dict(sorted((_english(fact), fact.shown("province")) for fact in _every()))


def _english(fact: Fact) -> str:
    """The province in English, by which addresses name it."""
    province = fact["province"]
    return province.en if isinstance(province, law.Text) else str(province)
