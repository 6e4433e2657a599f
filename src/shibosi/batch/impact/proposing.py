"""Other values as they are proposed: an overlay, single values with place and days, or rows of a table of law.

An overlay puts its values in the place of all others of the parameter. A single value or a row is put in between: in
its place and its days it holds instead of what held there; before and after everything stays as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from shibosi.domains import registry
from shibosi.kernel import valuefiles
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.parameters import EVERYWHERE, BadValue, Parameters, UnknownParameter, Values, Version
from shibosi.kernel.valuefiles import Tables
from shibosi.kernel.words import Phrase
from shibosi.standard import tables
from shibosi.standard.errors import UnknownTable
from shibosi.standard.law import rows as law
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.reading import read_facts
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.standard.tables import Row

SOURCE = "proposed"
A_DAY = timedelta(days=1)
Days = tuple[date | None, date | None]
"""First and last day, both included; None: since ever, open."""


class OtherColumns(ShibosiError):
    """Rows that are none of the table they are for."""

    code = "impact-other-columns"
    message = "{file}, row 2: the columns are {found}; the table {table} has {expected}."


class ReversedDays(ShibosiError):
    """A period that ends before it begins."""

    code = "impact-reversed-days"
    message = "Value {row}: the last day {last} lies before the first day {first}."


class OverlappingDays(ShibosiError):
    """Two proposals for the same place and days."""

    code = "impact-overlapping-days"
    message = "Value {row}: its days overlap those of value {before} for the same place."


@dataclass(frozen=True)
class Proposal:
    """One value: of which parameter, in which place, from when to when. No first day: since ever; no last: open.

    A list is written with blanks between its codes.
    """

    parameter: str
    value: str
    place: str = EVERYWHERE
    first: date | None = None
    last: date | None = None


def proposed(values: Values, wanted: Sequence[Proposal]) -> Values:
    """The values with some put in. Raises UnknownParameter, BadValue, ReversedDays, OverlappingDays."""
    made: dict[str, tuple[Version, ...]] = {}
    for number, one in enumerate(wanted, start=1):
        _check(wanted, number)
        version = Version(_stored(one, number), one.first, one.last, one.place, SOURCE, "local")
        there = made.get(one.parameter, values.get(one.parameter, ()))
        made[one.parameter] = (*_cut(there, one.place, one.first, one.last), version)
    return values.overlay(made)


def with_rows(table: str, path: Path) -> Values:
    """All values with rows of a file put into a table of law that they point to.

    A table of values ("retail_import_limits") or of places and markets ("law/rates"). Raises UnknownTable,
    RegisterError naming file and row, OtherColumns, BadValue.
    """
    if table.startswith(law.PREFIX):
        other = _laid(table.removeprefix(law.PREFIX), path)
        return _loaded(lambda name: law.rows(name, other) if name.startswith(law.PREFIX) else registry.rows_of(name))
    known, coming = tables.table(table), tables.read_table(path)
    if (known.keys, known.columns) != (coming.keys, coming.columns):
        names = [", ".join((*one.keys, *one.columns)) for one in (coming, known)]
        raise OtherColumns(file=path.name, found=names[0], table=table, expected=names[1])
    rows = known.rows
    for row in coming.rows:
        others = [one for one in rows if one.keys != row.keys]
        same = [one for one in rows if one.keys == row.keys]
        rows = (*others, *_cut_rows(same, row), row)
    return _loaded(lambda name: rows if name == table else registry.rows_of(name))


def _loaded(rows: Tables) -> Values:
    """All values, with other rows of tables."""
    return valuefiles.load(registry.parameter_files(), rows)


def _laid(table: str, path: Path) -> Book:
    """The book of law with rows of a file put in: in their places and days they hold instead of what held there."""
    if table not in SCHEMAS:
        raise UnknownTable(name=f"{law.PREFIX}{table}", hint=nearest(table, list(SCHEMAS)))
    known = list(book().current)
    for new in read_facts(path, SCHEMAS[table]):
        same = [one for one in known if _matter(one) == _matter(new) and set(one.places) & set(new.places)]
        kept = [one for one in known if one not in same]
        for one in same:
            elsewhere = tuple(place for place in one.places if place not in new.places)
            there = tuple(place for place in one.places if place in new.places)
            kept += [replace(one, places=elsewhere)] if elsewhere else []
            kept += [replace(one, places=there, start=start, end=end)
                     for start, end in _left(one.start, one.end, new.start, new.end)]  # fmt: skip
        known = [*kept, new]
    return Book(book().facts, known)


def _matter(fact: Fact) -> tuple[str, ...]:
    """What a row of law is about, wherever it holds."""
    keys = SCHEMAS[fact.table].keys
    return (fact.table, *(str(fact[name]) for name in keys)) if keys else (fact.series,)


def _check(wanted: Sequence[Proposal], number: int) -> None:
    one = wanted[number - 1]
    if one.parameter not in Parameters.known:
        raise UnknownParameter(parameter=one.parameter, hint=nearest(one.parameter, list(Parameters.known)))
    if one.first and one.last and one.last < one.first:
        raise ReversedDays(row=number, first=one.first, last=one.last)
    for before, other in enumerate(wanted[: number - 1], start=1):
        same = (other.parameter, other.place) == (one.parameter, one.place)
        if same and _meet(other.first, other.last, one.first, one.last):
            raise OverlappingDays(row=number, before=before)


def _stored(one: Proposal, number: int) -> int | str | frozenset[str]:
    parameter = Parameters.known[one.parameter]
    try:
        return parameter.stored(one.value.split() if parameter.kind == "codes" else one.value)
    except (ValueError, ArithmeticError) as mistake:
        reason = Phrase("'{written}' cannot be read as {kind}", written=one.value, kind=parameter.kind)
        raise BadValue(file=Phrase("value {row}", row=number), parameter=one.parameter, reason=reason) from mistake


def _meet(first: date | None, last: date | None, start: date | None, end: date | None) -> bool:
    return (first or date.min) <= (end or date.max) and (start or date.min) <= (last or date.max)


def _cut(versions: Iterable[Version], place: str, first: date | None, last: date | None) -> list[Version]:
    """Values without the days of a place in which another one holds."""
    return [
        replace(one, first=start, last=end) for one in versions
        for start, end in (_left(one.first, one.last, first, last) if one.place == place else [(one.first, one.last)])
    ]  # fmt: skip


def _cut_rows(rows: Iterable[Row], new: Row) -> list[Row]:
    """Rows of one key without the days of a place in which another one holds."""
    return [
        replace(one, start=start, end=end) for one in rows
        for start, end in (_left(one.start, one.end, new.start, new.end) if one.place == new.place
                           else [(one.start, one.end)])
    ]  # fmt: skip


def _left(start: date | None, end: date | None, first: date | None, last: date | None) -> list[Days]:
    """What is left of some days without others."""
    if not _meet(start, end, first, last):
        return [(start, end)]
    left: list[Days] = []
    if first is not None and (start or date.min) < first:
        left.append((start, first - A_DAY))
    if last is not None and last < (end or date.max):
        left.append((last + A_DAY, end))
    return left
