"""The book of law: all tables, asked by name, place, day, and what was known on a day."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from shibosi.kernel.errors import nearest
from shibosi.standard.errors import UnknownTable
from shibosi.standard.law.errors import UnknownFact
from shibosi.standard.law.facts import DAY, Fact, first
from shibosi.standard.law.places import chain
from shibosi.standard.law.reading import known, read_facts
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.standard.law.succession import check_succession

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Change:
    """What changes on a day: the version that ended before it and the one that begins, each where there is one."""

    day: date
    series: str
    before: Fact | None
    after: Fact | None


class Book:
    """Rows known together. Immutable; `known_on` gives the book as it was written on an earlier day."""

    def __init__(self, facts: Iterable[Fact], current: Iterable[Fact] | None = None) -> None:
        self.facts = tuple(facts)
        self.current = tuple(known(self.facts, date.max)) if current is None else tuple(current)
        lines: dict[str, list[Fact]] = {}
        for fact in self.current:
            lines.setdefault(fact.series, []).append(fact)
        self._lines = {name: tuple(sorted(line, key=first)) for name, line in lines.items()}
        self._starts = {name: [first(fact) for fact in line] for name, line in self._lines.items()}
        self._tables: dict[str, list[str]] = {name: [] for name in SCHEMAS}
        for name, line in self._lines.items():
            self._tables[line[0].table].append(name)
        self.known_on = lru_cache(maxsize=32)(self._known_on)

    def _known_on(self, day: date) -> "Book":
        """The book as it stood on a day; the same book where nothing was recorded later."""
        if all(fact.recorded <= day for fact in self.facts):
            return self
        return Book([fact for fact in self.facts if fact.recorded <= day])

    def as_of(self, series: str, day: date, known_on: date | None = None) -> Fact | None:
        """The version in force on a day, as known on a day (by default now); None where none is, or it is repealed.

        Raises UnknownFact with the nearest name.
        """
        if series not in self._lines:
            self._named(series)
        if known_on is not None:
            then = self.known_on(known_on)
            return then.as_of(series, day) if series in then._lines else None
        at = bisect_right(self._starts[series], day) - 1
        if at < 0:
            return None
        found = self._lines[series][at]
        return None if found.repealed or (found.end is not None and found.end < day) else found

    def history(self, series: str) -> tuple[Fact, ...]:
        """All versions in the order of their days. Raises UnknownFact."""
        return self._lines[self._named(series)]

    def corrections(self, series: str) -> tuple[Fact, ...]:
        """Every row ever recorded of a value, those since replaced too, in the order of recording."""
        name = self._named(series)
        return tuple(sorted((fact for fact in self.facts if fact.series == name), key=lambda one: one.recorded))

    def series(self, table: str = "", place: str = "") -> tuple[str, ...]:
        """The names of all values, of one table, or with a row of a place. Raises UnknownTable."""
        if table and table not in SCHEMAS:
            raise UnknownTable(name=table, hint=nearest(table, list(SCHEMAS)))
        names = self._tables[table] if table else self._lines
        return tuple(name for name in names if not place or any(place in fact.places for fact in self._lines[name]))

    def serving(self, table: str, place: str, day: date) -> list[Fact]:
        """What a table says for a place on a day; where the place has no value, what it lies within serves.

        Raises UnknownMarket, UnknownTable.
        """
        ranks = {code: rank for rank, code in enumerate(chain(place))}
        found: dict[tuple[str, ...], tuple[int, Fact]] = {}
        for name in self.series(table):
            line = self._lines[name]
            near = min((ranks[code] for code in line[0].places if code in ranks), default=None)
            fact = None if near is None else self._covering(name, day)
            if near is None or fact is None:
                continue
            schema = SCHEMAS[fact.table]
            key = tuple(str(fact.values[one]) for one in schema.keys) if schema.by_place else (name,)
            if key not in found or near < found[key][0]:
                found[key] = (near, fact)
        return [fact for _, fact in found.values() if not fact.repealed]

    def changes(self, start: date, end: date) -> list[Change]:
        """What begins or ends from one day to another, both included, in the order of days."""
        return sorted(self._changes(start, end), key=lambda one: (one.day, one.series))

    def _changes(self, start: date, end: date) -> Iterator[Change]:
        for name, line in self._lines.items():
            for at, fact in enumerate(line):
                before = line[at - 1] if at else None
                if fact.start is not None and start <= fact.start <= end:
                    yield Change(fact.start, name, before, fact)
                gone = fact.end + DAY if fact.end is not None and fact.end < date.max else None
                if gone is not None and at + 1 == len(line) and start <= gone <= end:
                    yield Change(gone, name, fact, None)

    def _covering(self, series: str, day: date) -> Fact | None:
        at = bisect_right(self._starts[series], day) - 1
        return self._lines[series][at] if at >= 0 and self._lines[series][at].covers(day) else None

    def _named(self, series: str) -> str:
        if series not in self._lines:
            raise UnknownFact(name=series, hint=nearest(series, list(self._lines)))
        return series


@cache
def book() -> Book:
    """The book of law as shipped. Raises RegisterError naming file and row."""
    return read_book(TABLES)


def read_book(folder: Path) -> Book:
    """A book from a folder of tables, one file a schema. Raises RegisterError naming file and row."""
    made = Book(fact for name, schema in SCHEMAS.items() for fact in read_facts(folder / f"{name}.csv", schema))
    check_succession(fact for fact in made.current if fact.table == "norms")
    return made
