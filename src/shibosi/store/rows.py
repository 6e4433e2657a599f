"""Rows of records in and out of their tables, without a model in between: the way every document takes.

Statements are made once per kind of record from its columns; they hold names of the schema only, never a value.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from shibosi.kernel.records import Record, record
from shibosi.store.fields import TOKEN, SealedField, finding_value, found_by
from shibosi.store.models.records import stored
from shibosi.store.portions import portions
from shibosi.store.statements import MOST, among, put, quoted

Values = list[Any]
_FILLED: set[str] = set()


@dataclass(frozen=True)
class Table:
    """How one kind of record lies: `base` are the fields of the table beside the columns of the record."""

    name: str
    made: type[Record]
    base: tuple[str, ...]
    sealed: dict[int, SealedField]
    tokens: tuple[str, ...]

    @property
    def columns(self) -> str:
        """The columns of the record, quoted."""
        return ", ".join(map(quoted, self.made.columns))


@cache
def table(kind: str) -> Table:
    """The table of a kind of record."""
    made, meta = record(kind), stored(kind)._meta
    names = {field.name for field in meta.fields}
    sealed = {
        column.position: meta.get_field(name)
        for name, column in made.columns.items()
        if isinstance(meta.get_field(name), SealedField)
    }
    tokens = tuple(name for name in made.columns if name + TOKEN in names)
    base = ("made_from_id",) if made.internal else ("filed_id", "standing")
    return Table(meta.db_table, made, base, sealed, tokens)


def insert(kind: str, rows: Iterable[tuple[tuple[Any, ...], Values]]) -> None:
    """Put rows in: for each the values of the base fields, and those of the record."""
    into = table(kind)
    names = [*into.base, *into.made.columns, *(name + TOKEN for name in into.tokens)]
    put(into.name, names, [_written(into, base, values) for base, values in rows])


def filled(kinds: Iterable[str]) -> set[str]:
    """Those kinds of which any row is stored: one statement; what was filled once is not asked again."""
    wanted = set(kinds)
    asked = sorted(wanted - _FILLED)
    if asked:
        tests = ", ".join(f"EXISTS (SELECT 1 FROM {quoted(table(kind).name)})" for kind in asked)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {tests}")
            _FILLED.update(kind for kind, there in zip(asked, cursor.fetchone(), strict=True) if there)
    return wanted & _FILLED


def select(kind: str, by: Sequence[str], keys: Collection[tuple[Any, ...]]) -> list[Values]:
    """The rows in force that have one of the keys in some columns, in the order they came."""
    places, asked = [table(kind).made.columns[name].position for name in by], set(keys)
    return [row for row in select_any(kind, [(by, keys)]) if tuple([row[place] for place in places]) in asked]


def select_any(kind: str, wanted: Sequence[tuple[Sequence[str], Collection[tuple[Any, ...]]]]) -> list[Values]:
    """The rows in force that have one of the keys in some columns, for any of several such; in the order they came.

    One statement, unless many keys are asked for. A row may be there whose key nobody asked for as a whole.
    """
    found, rows = table(kind), dict[int, Values]()
    given: list[Any] = []
    tests: list[str] = []

    def read() -> None:
        where = f"({' OR '.join(tests)})" + ("" if found.made.internal else " AND standing")
        rows.update((row[0], row[1:]) for row in _read(found, where, given, first="id"))
        tests.clear()
        given.clear()

    for by, keys in wanted:
        columns = [found.made.columns[name] for name in by]
        for some in portions(list(keys), MOST):
            if len(given) + len(some) * len(columns) > MOST and tests:
                read()
            said = []
            for place, column in enumerate(columns):
                one_of, values = among(sorted({finding_value(column, key[place]) for key in some}))
                said.append(f"{quoted(found_by(column))} {one_of}")
                given += values
            tests.append(f"({' AND '.join(said)})")
    if tests:
        read()
    return [rows[number] for number in sorted(rows)]


def select_by(kind: str, base: str, values: Collection[Any]) -> dict[Any, list[Values]]:
    """The rows that have one of some values in a base field ("filed_id", "made_from_id"), by that value."""
    found = table(kind)
    rows: dict[Any, list[Values]] = {}
    wanted = list(values)
    for some in portions(wanted, MOST):
        one_of, given = among(some)
        for row in _read(found, f"{quoted(base)} {one_of} ORDER BY id", given, first=base):
            rows.setdefault(row[0], []).append(row[1:])
    return rows


def delete(kind: str, base: str, values: Collection[Any]) -> None:
    """Delete the rows that have one of some values in a base field."""
    wanted = list(values)
    with connection.cursor() as cursor:
        for some in portions(wanted, MOST):
            one_of, given = among(some)
            cursor.execute(f"DELETE FROM {quoted(table(kind).name)} WHERE {quoted(base)} {one_of}", given)


def _read(found: Table, rest: str, given: Sequence[Any], first: str = "") -> list[Values]:
    columns = f"{quoted(first)}, {found.columns}" if first else found.columns
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quoted(found.name)} WHERE {rest}", given)
        rows = [list(row) for row in cursor.fetchall()]
    truths = [column.position for column in found.made.columns.values() if column.kind == "truth"]
    shift = 1 if first else 0
    for row in rows:
        for position, field in found.sealed.items():
            row[position + shift] = field.from_db_value(row[position + shift], None, connection)
        for position in truths:
            value = row[position + shift]
            row[position + shift] = None if value is None else bool(value)
    return rows


def _written(into: Table, base: tuple[Any, ...], values: Values) -> Values:
    row = [*base, *values]
    for position, field in into.sealed.items():
        row[len(base) + position] = field.get_prep_value(values[position])
    return [
        *row,
        *(finding_value(into.made.columns[name], values[into.made.columns[name].position]) for name in into.tokens),
    ]
