"""What a product needs in a market on a day, by its traits: the reference of product rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.kernel.errors import nearest
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.conditions import Known, condition
from shibosi.standard.law.errors import UnknownMarket, UnknownTraitAsked
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.places import places
from shibosi.standard.law.traits import COMPARED, TRAITS


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement in force in a market, and whether it applies: None where a trait it asks for was not said."""

    fact: Fact
    applies: bool | None
    open_traits: tuple[str, ...]

    @property
    def id(self) -> str:
        """What the reference calls it."""
        return self.fact.series.partition("/")[2]

    def as_data(self) -> dict[str, Any]:
        """The need as plain data: the row, whether it applies, what was not said."""
        told = {"requirement": self.id, "applies": self.applies, "not_said": list(self.open_traits)}
        return {**self.fact.as_data(), **told}


def needs(market: str, day: date, known: Known, law: Book | None = None) -> list[Need]:
    """What may apply to a product: what surely does first. Raises UnknownMarket, UnknownTraitAsked."""
    if market not in places():
        raise UnknownMarket(place=market, hint=nearest(market.upper(), list(places())))
    for name in known:
        if name not in TRAITS and name not in COMPARED:
            raise UnknownTraitAsked(trait=name, hint=nearest(name, [*TRAITS, *COMPARED]))
    found = [one for one in _all(market, day, known, law or book()) if one.applies is not False]
    return sorted(found, key=lambda one: (one.applies is None, one.id))


def _all(market: str, day: date, known: Known, law: Book) -> Iterator[Need]:
    for fact in law.serving("requirements", market, day):
        asked = condition(str(fact["when"]))
        unsaid = sorted(name for name in asked.traits() if name not in known)
        applies = asked.holds(known)
        yield Need(fact, applies, tuple(unsaid) if applies is None else ())
