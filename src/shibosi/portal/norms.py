"""Norms, open to all: laws, notices, treaties and standards on a day; who cites each, what replaced it."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.filters import Choice, Chosen, Day, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading import graphs, plots
from shibosi.portal.reading.listed import ListedNorm
from shibosi.portal.reading.rows import Row, rows
from shibosi.portal.visits.keeping import today
from shibosi.standard.law import cited
from shibosi.standard.law import norms as known
from shibosi.standard.law.book import book
from shibosi.standard.law.citations import rules
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.norms import Norm
from shibosi.standard.law.places import places
from shibosi.standard.law.schemas import TOPICS
from shibosi.standard.law.succession import successors
from shibosi.standard.register import Item, item
from shibosi.telling.relying import relying
from shibosi.telling.values import CONFIDENCE_WORDS

DAYS = {"issued": "issue:", "effective": "first day:", "repealed": "last day:"}
"""The days of a norm whose confidence is told."""
NONE_KNOWN = "none known"
DOUBTFUL = {"yes": "Cited wrongly or unclearly", "replaced": "Replaced by another"}
FILTERS = Filters(
    Day("day", "As of"), Text("q", "Search", longest=100),
    Choice("topic", "Topic", among=lambda: {topic: labelled(topic) for topic in TOPICS}, translated=False),
    Choice("state", "State", among=plots.STATES), Choice("doubt", "Doubts", among=DOUBTFUL),
    Choice("place", "Place", among=lambda: {code: str(places()[code].name) for code in _places()}, translated=False),
)  # fmt: skip
HEADINGS = [
    Heading("Norm", "title", first_down=False), Heading("Number", "number", first_down=False),
    Heading("Topic", "topic", first_down=False), Heading("State", "state", first_down=False),
    Heading("First day", "first"), Heading("Last day", "last"), Heading("Citations", "citing", number=True),
]  # fmt: skip
COLUMNS = ["Norm", "Number", "Title", "Topic", "Places", "State", "First day", "Last day", "Citations", "Replaced by",
           "Doubts", "Source", "Confidence"]  # fmt: skip


@dataclass(frozen=True)
class Shown(ListedNorm):
    """A norm as the list of all shows it."""

    row: Row

    @property
    def topic(self) -> str:
        """Its topic in words."""
        return labelled(str(self.norm.fact["topic"]))

    @property
    def last(self) -> date | None:
        """Its last day."""
        return self.norm.fact.end

    @property
    def citing(self) -> int:
        """How many clauses and sections name it."""
        return len(self.norm.cited_by)

    def cells(self) -> list[str]:
        """The norm for a file, under `COLUMNS`."""
        one = self.norm
        return [
            self.name, self.number, self.title, self.topic, " ".join(one.fact.places), translate(self.state),
            str(self.first or translate("unknown")), str(self.last or ""), " ".join(one.cited_by),
            " ".join(one.replaced_by), " ".join(one.slips), one.fact.source, one.fact.confidence,
        ]  # fmt: skip


@page("law/norms/", EVERYBODY, Entry("Norms", Group.LAW, 20, "document", key="n"))
def norms(request: Asked) -> HttpResponse:
    """All norms on a day, as a graph and as a list."""
    chosen = FILTERS.read(request.GET)
    day = chosen["day"] or today()
    every = known.norms(day)
    found = [one for one in known.norms(day, chosen["q"] or "") if _fits(one, chosen)]
    items = [Shown(one, Row(one.fact, day)) for one in found]
    if file_wanted(request):
        return public_file(request, "norms", COLUMNS, (one.cells() for one in items))
    return show(
        request, "portal/norms.html", list=gathered(request, items, HEADINGS, "title", chosen, public=True), day=day,
        graph=graphs.graph(found), count=len(found), of=len(every),
    )  # fmt: skip


@page("law/norms/<str:norm>/", EVERYBODY)
def norm(request: Asked, norm: str) -> HttpResponse:
    """A norm: what it does, its days, what replaced it, who cites it, what rests on it. Raises UnknownFact."""
    chosen = Filters(Day("day", "As of"), Day("known", "As known on")).read(request.GET)
    day = chosen["day"] or today()
    line = book().corrections(f"norms/{norm}")
    fact = _then(norm, chosen["known"])
    after = [book().history(f"norms/{name}")[-1] for name in successors(fact)] if fact else []
    return show(
        request, "portal/norm.html", name=norm, chosen=chosen, day=day, known_on=chosen["known"],
        row=Row(fact, day) if fact else None, facts=_facts(fact) if fact else [],
        title=line[-1].title, number=line[-1].shown("number"),
        state=plots.STATES[known.state(fact, day)] if fact else "", topic=labelled(str(line[-1]["topic"])),
        after=rows(after, day), before=rows(_following(norm), day), links=linked(cited.of_norm(norm)),
        defined_in=[one for one in known.citing(line[-1]) if one not in known.known_clauses(line[-1])],
        slips=[one for one in rules() if one.norm == norm], resting=rows(cited.resting(norm), day),
        relying=relying(line[-1].shown("number")), versions=rows(line, day) if len(line) > 1 else [],
    )  # fmt: skip


@dataclass(frozen=True)
class Linked:
    """An item that names a norm, with why we think so."""

    item: Item
    basis: str
    confidence: str


def linked(links: tuple[cited.Link, ...]) -> list[Linked]:
    """Items that name a norm, each with its gist."""
    return [Linked(item(one.item), cited.BASES[one.basis], CONFIDENCE_WORDS[one.confidence]) for one in links]


def _facts(fact: Fact) -> list[tuple[str, str]]:
    """What is known of a norm, label and value; how sure each is in words."""
    found = [
        ("Number", fact.shown("number")), ("Chinese title", fact.shown("title_zh")),
        ("English title", fact.shown("title_en")), ("Topic", labelled(str(fact["topic"]))),
        ("Issued by", fact.shown("issuer")), ("Issued on", fact.shown("issued")),
        ("What it does", fact.shown("effect")),
        ("Confidence of what it does", translate(CONFIDENCE_WORDS[str(fact["effect_confidence"])])),
        ("Confidence of each day", ", ".join(_sure(part) for part in fact.shown("days_confidence").split(";"))),
    ]  # fmt: skip
    return [(label, value) for label, value in found if value]


def _sure(part: str) -> str:
    """How sure a day is: `issued=seed` in words."""
    day, _, confidence = part.partition("=")
    return f"{translate(DAYS.get(day, day))} {translate(CONFIDENCE_WORDS.get(confidence, NONE_KNOWN))}".strip()


def _then(name: str, known_on: date | None) -> Fact | None:
    """The last version of a norm, as it was known on a day; None where it was not known yet."""
    then = book().known_on(known_on) if known_on else book()
    return then.history(f"norms/{name}")[-1] if f"norms/{name}" in then.series("norms") else None


def _following(name: str) -> list[Fact]:
    """The norms that name one as what replaces them."""
    lasting = [book().history(series)[-1] for series in book().series("norms")]
    return [fact for fact in lasting if name in successors(fact)]


def _fits(one: Norm, chosen: Chosen) -> bool:
    doubt = {None: True, "yes": bool(one.slips), "replaced": bool(one.replaced_by)}[chosen["doubt"]]
    topic = chosen["topic"] in (None, one.fact["topic"])
    return doubt and topic and chosen["state"] in (None, one.state) and (
        chosen["place"] is None or chosen["place"] in one.fact.places)  # fmt: skip


def _places() -> list[str]:
    return sorted({code for name in book().series("norms") for code in book().history(name)[-1].places})
