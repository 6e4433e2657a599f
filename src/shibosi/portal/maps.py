"""Maps of the law, open to all: laws to functions, new ways of trade to rules, national to foreign standards.

Computed from register, norms and what the code declares. A cell in which nothing stands says so: it is a gap.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpResponse

from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading.plots import norm_id
from shibosi.portal.rules import covered
from shibosi.portal.visits.keeping import today
from shibosi.standard.law import cited
from shibosi.standard.law.norms import norms
from shibosi.standard.register import clauses, item
from shibosi.standard.vocabulary import SYSTEMS
from shibosi.telling.searching import search

Links = list[tuple[str, str, str]]
"""Kind ("clause", "norm" or "control"), name, and how it is called."""
FUNCTIONS = {
    "Payment and settlement": ("payments", "wallet", "fx", "aml", "trade-finance"),
    "Logistics": ("logistics", "warehouse", "customs", "broker"),
    "Taxation": ("tax",),
    "Data": ("privacy", "security", "cloud"),
    "Parties and their duties": ("registry", "papers"),
}
"""Functions of trade with the parts of the house that serve them."""
MODELS = {"Live commerce": "live", "Social commerce": "social", "Independent sites": "independent site",
          "Digital services": "digital", "Overseas warehouses": "overseas warehouse"}  # fmt: skip
"""New ways of trade with the word by which rules name them."""


@dataclass(frozen=True)
class Map:
    """A map: what it is called and for, the headings of its columns, and its lines."""

    label: str
    lead: str
    columns: tuple[str, ...]
    lines: Callable[[], Iterator[tuple[str, list[Links]]]]


def _functions() -> Iterator[tuple[str, list[Links]]]:
    for label, systems in FUNCTIONS.items():
        own = [id for id, one in clauses().items() if one.system in systems]
        links = {link.norm for id in own for link in cited.of_item(id)}
        yield label, [_norms(links), _clauses(own), _answers(own)]


def _models() -> Iterator[tuple[str, list[Links]]]:
    for label, word in MODELS.items():
        found = search(word, ("clause", "norm"))
        own = [one.name for one in found if one.kind == "clause" and one.name in clauses()]
        yield label, [_norms({one.name for one in found if one.kind == "norm"}), _clauses(own), _answers(own)]


def _standards() -> Iterator[tuple[str, list[Links]]]:
    there = {norm_id(one): one for one in norms(today()) if one.fact["topic"] == "standards"}
    for system, label in SYSTEMS.items():
        own = [id for id, one in clauses().items() if one.system == system]
        links = {link.norm for id in own for link in cited.of_item(id)} & set(there)
        home = {name for name in links if "CN" in there[name].fact.places}
        if links:
            yield label, [_norms(home), _norms(links - home), _clauses([id for id in own if _names(id, links)])]


def _names(id: str, links: set[str]) -> bool:
    return any(link.norm in links for link in cited.of_item(id))


def _norms(names: set[str]) -> Links:
    known = {norm_id(one): one.fact.title for one in norms(today())}
    return [("norm", name, known[name]) for name in sorted(names) if name in known]


def _clauses(ids: list[str]) -> Links:
    return [("clause", id, item(id).gist) for id in ids]


def _answers(ids: list[str]) -> Links:
    answers = {answer for id in ids for answer in covered()[id].answers}
    return [(kind, name, name) for kind, name in sorted(answers)]


MAPS = {
    "functions": Map(
        "Law to function",
        "Which laws and items stand behind payment, logistics, taxes, data and parties, and what answers them.",
        ("Function", "Norms", "Items of rules", "What answers them"), _functions,
    ),
    "models": Map(
        "New ways of trade", "Which rules there are for each new way of trade; an empty cell is a gap.",
        ("Way of trade", "Norms", "Items of rules", "What answers them"), _models,
    ),
    "standards": Map(
        "National and foreign standards",
        "Which standards the items of each part name, those of China beside those of others.",
        ("System", "Standards of China", "Standards of others", "Items of rules"), _standards,
    ),
}  # fmt: skip


@page("law/maps/<str:name>/", EVERYBODY)
def one_map(request: Asked, name: str) -> HttpResponse:
    """A map of the law."""
    if name not in MAPS:
        raise Http404(name)
    made = MAPS[name]
    lines = [(translate(label), cells) for label, cells in made.lines()]
    if file_wanted(request):
        told = ([label, *("; ".join(link[1] for link in cell) for cell in cells)] for label, cells in lines)
        return public_file(request, name, made.columns, told)
    others = [(other, one.label) for other, one in MAPS.items() if other != name]
    return show(request, "portal/map.html", made=made, lines=lines, others=others)


@page("law/maps/", EVERYBODY, Entry("Maps of the law", Group.LAW, 27, "mandate"))
def maps(request: Asked) -> HttpResponse:
    """The first map."""
    return one_map(request, next(iter(MAPS)))
