"""What goes out, gathered once for every format: chapters with their items, and what belongs to each item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN, Control
from shibosi.kernel.words import translate
from shibosi.standard.figures import Figure, figures_under
from shibosi.standard.law.norms import Norm, known_clauses, norms
from shibosi.standard.register import Clause, Companion, Item, clauses, companions, resolve
from shibosi.standard.vocabulary import PARTIES, TEXTS
from shibosi.telling.coverage import computed

STANDARD = "T/CATIS 030-2025"


@dataclass(frozen=True)
class Chapter:
    """A chapter of the standard, or one of its companion texts: its number, our name for it, its items."""

    id: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class About:
    """What belongs to an item: how far it is covered, the controls that answer it, its figures."""

    state: str
    controls: tuple[Control, ...]
    figures: tuple[Figure, ...]


def chapters() -> list[Chapter]:
    """The chapters of the standard in order, then the companion texts."""
    found: dict[str, list[Item]] = {}
    for one in clauses().values():
        found.setdefault(one.id.partition(".")[0].partition("-")[0], []).append(one)
    texts: dict[str, list[Item]] = {}
    for other in companions().values():
        texts.setdefault(other.parent, []).append(other)
    return [
        *(Chapter(number, _parties(items), tuple(items)) for number, items in found.items()),
        *(
            Chapter(text, translate(TEXTS["all" if text == "E" else text]), tuple(items))
            for text, items in texts.items()
        ),
    ]


@cache
def about() -> dict[str, About]:
    """What belongs to every item, by its number."""
    registry.load()
    found = computed()
    cited: dict[str, list[Control]] = {}
    for _, control in sorted(KNOWN.items()):
        for id in dict.fromkeys(one.id for number in control.clauses for one in resolve(number)):
            cited.setdefault(id, []).append(control)
    return {
        id: About(one.state, tuple(cited.get(id, ())), tuple(figures_under(id)) if isinstance(one.item, Clause) else ())
        for id, one in found.items.items()
    }


def controls() -> list[Control]:
    """All controls that answer an item, by name."""
    found = {control.name: control for one in about().values() for control in one.controls}
    return [found[name] for name in sorted(found)]


def cited_norms(day: date) -> dict[str, list[Norm]]:
    """The norms each item is cited in, as far as the norm says which: by number of the item."""
    found: dict[str, list[Norm]] = {}
    for norm in norms(day):
        for number in known_clauses(norm.fact):
            for one in resolve(number):
                found.setdefault(one.id, []).append(norm)
    return found


def checked(item: Item) -> str:
    """How software decides an item, in words of ours; of a clause there is only the English."""
    return item.verify if isinstance(item, Companion) else item.check


def _parties(items: Iterable[Item]) -> str:
    return ", ".join(translate(PARTIES[party]) for party in dict.fromkeys(one.party for one in items))
