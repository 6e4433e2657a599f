"""Rows of a table of law as a parameter points to them: `table: {name: law/rates, where: {...}, column: rate}`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shibosi.kernel.errors import nearest
from shibosi.standard.errors import UnknownColumn
from shibosi.standard.law.book import book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.schemas import SCHEMAS

PREFIX = "law/"
"""Begins the name of a table of law, to tell it from the tables of values."""


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
        """What tells rows of one place apart."""
        return {name: str(self.fact[name]) for name in SCHEMAS[self.fact.table].keys}

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


def rows(name: str) -> list[LawRow]:
    """The rows now known of a table of law, "law/rates", one for each place. Raises UnknownTable."""
    law = book()
    named = law.series(name.removeprefix(PREFIX))
    return [LawRow(fact, place) for one in named for fact in law.history(one) for place in fact.places]
