"""Parts of statements that the databases are quickest with: many values asked for, many rows put in.

A statement with a mark for every value is read anew each time; PostgreSQL takes all values as one, SQLite cannot.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from shibosi.store.portions import portions

_Model = TypeVar("_Model", bound=Model)
MOST = 500
"""Values of one statement with a mark for each; SQLite takes 32,766, and long statements are slow to read."""
CELLS = 10_000
"""Values of one statement that puts rows in."""


def among(values: Sequence[Any]) -> tuple[str, list[Any]]:
    """What follows a column to say that its value is one of some, and the values given with it."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [list(values)]
    return f"IN ({', '.join(['%s'] * len(values))})", list(values)


def find(
    table: type[Model], columns: Sequence[str], tests: Mapping[str, Sequence[Any]], rest: str = ""
) -> list[tuple[Any, ...]]:
    """Columns of rows whose values are among some, as the database has them: what every intake asks, without a query
    that is made anew each time. `rest`: what follows the tests. Nothing where a test has no value.
    """
    if not all(tests.values()):
        return []
    said, given = [], []
    for name, values in tests.items():
        one_of, some = among(values)
        said.append(f"{quoted(name)} {one_of}")
        given += some
    where = f" WHERE {' AND '.join(said)}" if said else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table._meta.db_table)}{where} {rest}", given
        )
        return list(cursor.fetchall())


def put(table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Put rows into a table: the values of the columns named, in their order."""
    if not rows:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {_into(table, names)} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        _insert(_into(table, names), rows)


def put_new(table: str, types: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Put those rows into a table that it has not yet; `types`: the columns with their types."""
    if not rows:
        return
    into, otherwise = _into(table, types), "ON CONFLICT DO NOTHING"
    if connection.vendor == "postgresql":
        marks = ", ".join(f"%s::{one}[]" for one in types.values())
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {into} SELECT * FROM unnest({marks}) {otherwise}",
                [[row[place] for row in rows] for place in range(len(types))],
            )
    else:
        _insert(into, rows, otherwise)


def create(some: Sequence[_Model], unique: Sequence[str] = (), changed: Sequence[str] = ()) -> Sequence[_Model]:
    """Put new things of one table in, each with the number it got; the fields of all are given.

    `changed`: what is written of those that share the fields `unique` with one that is there.
    """
    if not some:
        return some
    table = type(some[0])._meta
    fields = [one for one in table.concrete_fields if not one.primary_key]
    otherwise = ""
    if unique:
        into = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in changed)
        otherwise = f"ON CONFLICT ({', '.join(map(quoted, unique))}) DO UPDATE SET {into}"
    rows = [[one.get_db_prep_save(one.pre_save(thing, add=True), connection) for one in fields] for thing in some]
    into, one_row = _into(table.db_table, [one.column for one in fields]), f"({', '.join(['%s'] * len(fields))})"
    numbers: list[int] = []
    with connection.cursor() as cursor:
        for part in portions(rows, CELLS // len(fields)):
            marks = ", ".join([one_row] * len(part))
            cursor.execute(
                f"INSERT INTO {into} VALUES {marks} {otherwise} RETURNING {quoted(table.pk.column)}",
                [value for row in part for value in row],
            )
            numbers += [number for (number,) in cursor.fetchall()]
    for thing, number in zip(some, numbers, strict=True):
        thing.pk, thing._state.adding, thing._state.db = number, False, connection.alias
    return some


def change(table: type[Model], some: Sequence[Model], names: Sequence[str]) -> None:
    """Write fields of stored things as they are now. One statement on PostgreSQL, one a thing on SQLite."""
    if not some:
        return
    fields = [table._meta.get_field(name) for name in (*names, table._meta.pk.name)]
    rows = [[one.get_db_prep_save(getattr(thing, one.attname), connection) for one in fields] for thing in some]
    into, *columns, key = (quoted(name) for name in (table._meta.db_table, *(one.column for one in fields)))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            marks = ", ".join(f"%s::{one.db_type(connection)}[]" for one in fields)
            to = ", ".join(f"{one} = new.{one}" for one in columns)
            cursor.execute(
                f"UPDATE {into} AS old SET {to} FROM unnest({marks}) AS new({', '.join([*columns, key])}) "
                f"WHERE old.{key} = new.{key}",
                [list(column) for column in zip(*rows, strict=True)],
            )
        else:
            to = ", ".join(f"{one} = %s" for one in columns)
            cursor.executemany(f"UPDATE {into} SET {to} WHERE {key} = %s", rows)


def _into(table: str, names: Iterable[str]) -> str:
    return f"{quoted(table)} ({', '.join(map(quoted, names))})"


def _insert(into: str, rows: Sequence[Sequence[Any]], otherwise: str = "") -> None:
    one = f"({', '.join(['%s'] * len(rows[0]))})"
    with connection.cursor() as cursor:
        for some in portions(rows, CELLS // len(rows[0])):
            marks = ", ".join([one] * len(some))
            cursor.execute(f"INSERT INTO {into} VALUES {marks} {otherwise}", [value for row in some for value in row])


@cache
def quoted(name: str) -> str:
    """A name of the schema as a statement writes it."""
    return connection.ops.quote_name(name)
