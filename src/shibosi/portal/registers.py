"""Registers of norms by what they are: agreements with other countries, standards, rules of cities and provinces.

Agreements are asked for a corridor, by two places that both are bound. What the tables do not hold (a contact point,
the national equal of most standards) is told as not stated, never left out.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.http import Http404, HttpResponse

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.filters import Choice, Day, Filters
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading import plots
from shibosi.portal.reading.listed import ListedNorm
from shibosi.portal.visits.keeping import today
from shibosi.standard.law import cited
from shibosi.standard.law.norms import Norm, norms
from shibosi.standard.law.places import chain, places
from shibosi.standard.register import item, resolve
from shibosi.standard.tables import Row, table
from shibosi.standard.vocabulary import PARTIES

NOT_STATED = "not stated"
LOCAL = "CN-"
COLUMNS = ["Norm", "Number", "Places", "State", "First day", "Last day", "Issued by", "What is not stated",
           "Items that name it", "Controls"]  # fmt: skip


@dataclass(frozen=True)
class Register:
    """A register: what it is called and for, which norms stand in it, what of them the tables do not hold."""

    label: str
    lead: str
    holds: Callable[[Norm], bool]
    lacks: tuple[str, ...] = ()


REGISTERS = {
    "agreements": Register(
        "Agreements with other countries",
        "Trade agreements and who they bind, with the items of the rules that name them.",
        lambda one: str(one.fact["topic"]) == "trade-agreement", ("Contact point",),
    ),
    "standards": Register(
        "Standards", "Standards that the rules name: state, days, and the items that name them.",
        lambda one: str(one.fact["topic"]) == "standards", ("National equal of an international standard",),
    ),
    "local": Register(
        "Rules of cities and provinces", "What single cities and provinces ask for beyond the rules of the country.",
        lambda one: any(place.startswith(LOCAL) for place in one.fact.places),
    ),
}  # fmt: skip
EQUALS = "standard_equals"
"""The table of national standards that take over international ones."""
WORLD = "all"


@dataclass(frozen=True)
class Line(ListedNorm):
    """A norm in a register, with the items that name it and how many controls answer them."""

    places: str
    items: tuple[str, ...]
    controls: int
    equal: Row | None = None
    """The national standard that takes over an international one, where it is known."""

    @property
    def foreign(self) -> bool:
        """Whether it is no rule of China alone."""
        return self.norm.fact.places != ("CN",)

    @property
    def number(self) -> str:
        """The number of the norm, where it has one that is not its title."""
        number = super().number
        return "" if number == self.title else number


@page("law/registers/<str:register>/", EVERYBODY)
def register(request: Asked, register: str) -> HttpResponse:
    """A register of norms on a day; filtered by state and by the kind of party whose items name them."""
    if register not in REGISTERS:
        raise Http404(register)
    registry.load()
    made = REGISTERS[register]
    chosen = _filters().read(request.GET)
    day = chosen["day"] or today()
    every = [_line(one, day) for one in _held(register, day)]
    found = [
        one for one in every
        if chosen["state"] in (None, one.norm.state) and _binds(one, chosen["party"])
        and _joins(one, (chosen["place"], chosen["other"]))
    ]  # fmt: skip
    foreign = [one for one in found if one.foreign] if register == "standards" else []
    lacks = ", ".join(translate(word) for word in made.lacks)
    if file_wanted(request):
        return public_file(request, register, COLUMNS, ([
            one.norm.fact.title, one.number, one.places, translate(one.state), str(one.norm.fact.start or ""),
            str(one.norm.fact.end or ""), one.norm.fact.shown("issuer"), "" if one.equal else lacks,
            " ".join(one.items), str(one.controls),
        ] for one in found))  # fmt: skip
    return show(
        request, "portal/norm_register.html", name=register, made=made, lines=found, chosen=chosen, day=day,
        lacks=made.lacks, not_stated=NOT_STATED, foreign=len(foreign),
        taken_over=sum(bool(one.equal) for one in foreign),
        registers=[(name, one.label) for name, one in REGISTERS.items()],
    )  # fmt: skip


@page("law/registers/", EVERYBODY, Entry("Registers of norms", Group.LAW, 25, "document"))
def registers(request: Asked) -> HttpResponse:
    """The first register."""
    return register(request, next(iter(REGISTERS)))


def _held(name: str, day: date) -> list[Norm]:
    return sorted(filter(REGISTERS[name].holds, norms(day)), key=lambda one: one.fact.title)


def _filters() -> Filters:
    where = {code: str(one.name) for code, one in places().items() if code != WORLD}
    return Filters(
        Day("day", "As of"), Choice("state", "State", among=plots.STATES), Choice("party", "Party", among=PARTIES),
        Choice("place", "Place", among=where, translated=False),
        Choice("other", "And as well", among=where, translated=False),
    )  # fmt: skip


def _joins(line: Line, wanted: tuple[str | None, ...]) -> bool:
    """Whether the norm holds in each of these places, as they are or in what they lie within."""
    held = set(line.norm.fact.places)
    return WORLD in held or all(code is None or not held.isdisjoint(chain(code)) for code in wanted)


def _line(one: Norm, day: date) -> Line:
    where = ", ".join(str(places()[code].name) for code in one.fact.places)
    named = tuple(dict.fromkeys(link.item for link in cited.of_norm(plots.norm_id(one))))
    equal = table(EQUALS).in_force(day, "CN", standard=plots.norm_id(one))
    return Line(one, where, named, len({control for id in named for control in _controls().get(id, ())}), equal)


def _binds(line: Line, party: str | None) -> bool:
    """Whether an item of a kind of party, or of all, names the norm."""
    return party is None or any(item(id).party in (party, "all") for id in line.items)


@cache
def _controls() -> dict[str, set[str]]:
    """Items to the names of the controls that answer them."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, control in KNOWN.items():
        for number in control.clauses:
            for one in resolve(number):
                found[one.id].add(name)
    return found
