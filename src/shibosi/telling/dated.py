"""Every value through time: parameters, tables and law by place and day, what changes when, what reads them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN as CONTROLS
from shibosi.kernel.flows.declared import KNOWN as FLOWS
from shibosi.kernel.measures.packs import KNOWN as PACKS
from shibosi.kernel.parameters import Parameters, Version
from shibosi.kernel.words import language, translate
from shibosi.standard import tables
from shibosi.standard.law.book import book
from shibosi.standard.law.labels import LABELS, labelled
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.telling.searched import called
from shibosi.telling.values import CONFIDENCE_WORDS, value_text

PARAMETER, TABLE = "parameter", "table"
CONTROL, FLOW, PACK = "control", "flow", "pack"
KINDS = {PARAMETER: "Parameters", TABLE: "Tables of values"} | {name: one.label for name, one in SCHEMAS.items()}
IN_FORCE, COMING, PAST = "in-force", "coming", "past"
STATES = {IN_FORCE: "in force", COMING: "coming", PAST: "past"}
TABLES = {
    "customs_deadlines": "Deadlines of customs", "deemed_income": "Deemed income of retail exporters",
    "export_collection": "Receipts of payment in exports",
    "known_years": "Years whose public days are known", "penalty_schemes": "Figures of schemes of points",
    "public_days": "Public days", "retail_import_currency": "Currency of retail imports",
    "retail_import_limits": "Limits of retail imports", "simplified_export_limit": "Limit of simplified exports",
}  # fmt: skip
"""What the tables of law are about; one that is not here goes by its own name."""
OCCASIONS = frozenset(["public_days"])
"""Tables whose rows are single days: that one is over is no change."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """One value in one place. `first` None: the first day is unknown; `last` None: open.

    `part` tells the rows of a table apart ("deadline export-return"); `note` is a remark of the table. `place` has
    several codes, separated by "|", where a row of law is the same in several.
    """

    kind: str
    name: str
    part: str
    meaning: str
    place: str
    first: date | None
    last: date | None
    value: str
    source: str
    confidence: str
    note: str = ""

    def state(self, day: date) -> str:
        """Whether it is in force on a day, was, or will be."""
        if self.first is not None and day < self.first:
            return COMING
        return PAST if self.last is not None and self.last < day else IN_FORCE

    @property
    def word(self) -> str:
        """How far it is to be trusted, in a word or two."""
        return translate(CONFIDENCE_WORDS[self.confidence])

    @property
    def of_law(self) -> bool:
        """Whether it is a row of the book of law; then `name` is the name of its value."""
        return self.kind in SCHEMAS

    @property
    def places(self) -> list[str]:
        """The codes of its places."""
        return self.place.split("|")

    @property
    def series(self) -> tuple[str, str, str, str]:
        """What its versions have in common."""
        return self.kind, self.name, self.part, self.place


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which another value comes into force; `before` and `after` None: no value."""

    day: date
    before: Dated | None
    after: Dated | None

    @property
    def one(self) -> Dated:
        """The value that comes, or the one that goes."""
        found = self.after or self.before
        assert found is not None, "a change has a side"
        return found


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a parameter: a control, a flow or a pack of points."""

    kind: str
    name: str
    label: str


def every() -> tuple[Dated, ...]:
    """Every value of every parameter and table, in the language in use; by kind, name, part, place and first day."""
    return _every(language())


def changes(after: date, until: date) -> list[Change]:
    """What comes into force or ends after one day and until another, by day."""
    found: list[Change] = []
    for _, some in groupby(every(), lambda one: one.series):
        versions = list(some)
        for day in sorted(_bounds(versions)):
            if after < day <= until:
                before, now = _on(versions, day - A_DAY), _on(versions, day)
                if before != now:
                    found.append(Change(day, before, now))
    return sorted(found, key=lambda one: (one.day, one.one.series))


def readers(parameter: str) -> tuple[Reader, ...]:
    """What reads a parameter; labels are English."""
    return tuple(_readers().get(parameter, ()))


@cache
def _readers() -> dict[str, list[Reader]]:
    """What reads each parameter. The tree of a control is walked once, not once for every parameter."""
    registry.load()
    reading = [
        *((Reader(CONTROL, name, one.sentence), one.parameters()) for name, one in sorted(CONTROLS.items())),
        *((Reader(FLOW, name, one.label), one.parameters()) for name, one in sorted(FLOWS.items())),
        *((Reader(PACK, name, one.label), {figure.id for figure in one.figures()})
          for name, one in sorted(PACKS.items())),
    ]  # fmt: skip
    found: dict[str, list[Reader]] = {}
    for reader, parameters in reading:
        for parameter in parameters:
            found.setdefault(parameter, []).append(reader)
    return found


@cache
def _every(of: str) -> tuple[Dated, ...]:
    found = [*_of_parameters(), *_of_tables(), *_of_law()]
    return tuple(sorted(found, key=lambda one: (one.series, one.first or date.min)))


def _of_parameters() -> Iterator[Dated]:
    for name, versions in registry.values().items():
        for one in versions:
            yield _dated(name, one)


def _dated(name: str, one: Version) -> Dated:
    meaning = translate(Parameters.known[name].meaning)
    return Dated(PARAMETER, name, "", meaning, one.place, one.first, one.last, value_text(name, one), one.source,
                 one.confidence)  # fmt: skip


def _of_tables() -> Iterator[Dated]:
    for name in tables.names():
        for row in tables.table(name).rows:
            value = translate("no value in force") if row.repealed else _said(row.values.values())
            yield Dated(
                TABLE, name, _said(row.keys.values()), translate(TABLES.get(name, name)), row.place, row.start,
                row.end, value, row.source, row.confidence, row.note,
            )  # fmt: skip


def _of_law() -> Iterator[Dated]:
    for fact in book().current:
        said = fact.shown("effect") if fact.table == "norms" else fact.words()
        value = translate("no value in force") if fact.repealed else said
        yield Dated(fact.table, fact.series, "", called(fact.series), "|".join(fact.places), fact.start, fact.end,
                    value, fact.source, fact.confidence, str(fact.note))  # fmt: skip


def _said(cells: Iterable[str]) -> str:
    return " ".join(labelled(cell) if cell in LABELS else translate(cell) for cell in cells)


def _bounds(versions: Iterable[Dated]) -> set[date]:
    found = set()
    for one in versions:
        if one.first is not None:
            found.add(one.first)
        if one.last is not None and one.last < date.max and one.name not in OCCASIONS:
            found.add(one.last + A_DAY)
    return found


def _on(versions: Iterable[Dated], day: date) -> Dated | None:
    return next((one for one in versions if one.state(day) == IN_FORCE), None)
