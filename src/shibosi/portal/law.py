"""The law, open to all: where its pages lead, what changes next, what contradicts, what is still to be verified."""

from collections import Counter

from django.http import HttpResponse

from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.filters import Choice, Day, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading.leading import address
from shibosi.portal.reading.rows import COLUMNS, Row
from shibosi.portal.reading.upcoming import changing
from shibosi.portal.visits.keeping import today
from shibosi.standard import figures
from shibosi.standard.law.book import book
from shibosi.standard.law.contradictions import KINDS, Tension, tensions
from shibosi.standard.law.duties import MATTERS
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.places import places
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.standard.law.verifying import DOUBTFUL, doubts
from shibosi.standard.register import items
from shibosi.telling.searching import folded
from shibosi.telling.values import CONFIDENCE_WORDS

AHEAD = {"30": "30 days", "90": "90 days", "365": "A year", "1825": "Five years"}
HEADINGS = [
    Heading("What", "called", first_down=False), Heading("What it says"), Heading("First day", "first"),
    Heading("Why it is listed"), Heading("Source"),
]  # fmt: skip


@page("law/", EVERYBODY, Entry("The law at a glance", Group.LAW, 5, "measure", key="q"))
def law(request: Asked) -> HttpResponse:
    """Where to go, and what changes in the days to come."""
    among = {code: str(one.name) for code, one in places().items()}
    chosen = Filters(
        Day("day", "As of"), Choice("ahead", "What changes within", among=AHEAD, given="90"),
        Choice("place", "Place", among=among, translated=False),
    ).read(request.GET)  # fmt: skip
    day = chosen["day"] or today()
    coming = changing(day, chosen["place"] or "", int(chosen["ahead"]))
    if file_wanted(request):
        return public_file(request, "changes", ["Day", *COLUMNS], ([one.day, *one.row.cells()] for one in coming))
    tables = [(schema.label, name, len(book().series(name))) for name, schema in SCHEMAS.items()]
    return show(
        request, "portal/law.html", chosen=chosen, day=day, coming=coming, tables=tables, tensions=len(tensions()),
        doubtful=sum(bool(doubts(fact)) for fact in book().current),
    )  # fmt: skip


@page("law/contradictions/", EVERYBODY, Entry("Contradictions", Group.LAW, 70, "finding"))
def contradictions(request: Asked) -> HttpResponse:
    """Where duties pull in different directions, each with a case that shows it and the reading chosen."""
    matters = {matter: labelled(matter) for matter in MATTERS}
    chosen = Filters(
        Choice("matter", "Matter", among=matters, translated=False), Choice("kind", "Kind", among=KINDS),
    ).read(request.GET)  # fmt: skip
    every = tensions()
    found = [one for one in every if chosen["matter"] in (None, one.matter) and chosen["kind"] in (None, one.kind)]
    if file_wanted(request):
        return public_file(request, "contradictions", TENSIONS, (_cells(one) for one in found))
    shown = [{"one": one, "kind": KINDS[one.kind], "matter": labelled(one.matter),
              "duties": [(duty, _where(duty.where), CONFIDENCE_WORDS[duty.confidence]) for duty in one.duties]}
             for one in found]  # fmt: skip
    return show(request, "portal/contradictions.html", chosen=chosen, found=shown, of=len(every),
                counts=Counter(KINDS[one.kind] for one in every).most_common())  # fmt: skip


TENSIONS = ["Kind", "Matter", "Where it stands", "Duties", "A case that shows it", "Reading chosen"]


@page("law/to-verify/", EVERYBODY, Entry("Rows to verify", Group.LAW, 80, "eye"))
def to_verify(request: Asked) -> HttpResponse:
    """Rows of the law without a primary source or first day, and points of the standard still to be checked."""
    chosen = Filters(
        Text("q", "Search", longest=100),
        Choice("kind", "Table", among={name: one.label for name, one in SCHEMAS.items()}),
        Choice("confidence", "Confidence", among={word: CONFIDENCE_WORDS[word] for word in DOUBTFUL}),
        Choice("days", "First day", among={"unknown": "First day unknown"}),
    ).read(request.GET)  # fmt: skip
    listed = [one for one in book().current if doubts(one)]
    words = folded(chosen["q"] or "")
    found = [
        Row(one, today()) for one in listed
        if chosen["kind"] in (None, one.table) and chosen["confidence"] in (None, one.confidence)
        and (chosen["days"] is None or one.undated) and words in folded(f"{one.series} {one.title} {one.source}")
    ]  # fmt: skip
    if file_wanted(request):
        return public_file(request, "to-verify", COLUMNS, (one.cells() for one in found))
    return show(
        request, "portal/to_verify.html", of=len(book().current), count=len(found),
        points=[(one, figures.STATES[one.state]) for one in figures.to_verify().values()],
        list=gathered(request, found, HEADINGS, "called", chosen, public=True), chosen=chosen,
    )  # fmt: skip


def _where(where: str) -> str:
    """The address of where a duty stands: a clause, or a value of law."""
    return address("clause" if where in items() else "value", where)


def _cells(one: Tension) -> list[str]:
    return [
        KINDS[one.kind], labelled(one.matter), " · ".join(duty.called for duty in one.duties),
        "; ".join(str(duty.says) for duty in one.duties), one.witness.said, one.reading,
    ]  # fmt: skip
