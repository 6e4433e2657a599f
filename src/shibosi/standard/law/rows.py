"""Rows of a table of law as a parameter points to them: `table: {name: law/rates, where: {...}, column: rate}`.

"law/zone-names" are the pilot zones, a row for each name a zone is called by, in the column `name`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shibosi.kernel.errors import nearest
from shibosi.standard.errors import UnknownColumn
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.standard.law.zones import names_of

PREFIX = "law/"
"""Begins the name of a table of law, to tell it from the tables of values."""
ZONE_NAMES = "law/zone-names"


@dataclass(frozen=True, slots=True)
class LawRow:
    """A row of law in one of its places."""

    fact: Fact
    place: str

    @property
    def start(self) -> date | None:
        """The first day; None where it is not known."""
        return self.fact.start

    @property
    def end(self) -> date | None:
        """The last day; None while it is open."""
        return self.fact.end

    @property
    def keys(self) -> Mapping[str, str]:
        """What tells rows of one place apart, and the value they are versions of."""
        own = {name: str(self.fact[name]) for name in SCHEMAS[self.fact.table].keys}
        return {**own, "series": self.fact.series}

    @property
    def source(self) -> str:
        """Whence it is."""
        return self.fact.source

    @property
    def confidence(self) -> str:
        """How far it is to be trusted."""
        return self.fact.confidence

    @property
    def repealed(self) -> bool:
        """Whether it says that there is no such value."""
        return self.fact.repealed

    def value(self, column: str) -> str:
        """A value as written. Raises UnknownColumn."""
        if column not in self.fact.values:
            raise UnknownColumn(table=self.fact.table, column=column, hint=nearest(column, list(self.fact.values)))
        return str(self.fact[column])


@dataclass(frozen=True, slots=True)
class ZoneName(LawRow):
    """One name of a pilot zone. A zone that was merged into another keeps its name: its place lies in a zone still."""

    name: str

    @property
    def end(self) -> date | None:
        """The last day; None while it is open."""
        return None if self.fact["merged_into"] else self.fact.end

    def value(self, column: str) -> str:
        """The name, or another value as written. Raises UnknownColumn."""
        return self.name if column == "name" else str(self.fact[column])


def rows(name: str, law: Book | None = None) -> Sequence[LawRow]:
    """The rows now known of a table of law, "law/rates", one for each place. Raises UnknownTable."""
    law = law or book()
    if name == ZONE_NAMES:
        found = [fact for one in law.series("zones") for fact in law.history(one)]
        return [ZoneName(fact, place, called) for fact in found for place in fact.places for called in names_of(fact)]
    named = law.series(name.removeprefix(PREFIX))
    return [LawRow(fact, place) for one in named for fact in law.history(one) for place in fact.places]
