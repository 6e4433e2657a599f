"""Parts of statements that the databases are quickest with: many values asked for, many rows put in.

A statement with a mark for every value is read anew each time; PostgreSQL takes all values as one, SQLite cannot.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from shibosi.store.portions import portions

MOST = 500
"""Values of one statement with a mark for each; SQLite takes 32,766, and long statements are slow to read."""
CELLS = 10_000
"""Values of one statement that puts rows in."""


def among(values: Sequence[Any]) -> tuple[str, list[Any]]:
    """What follows a column to say that its value is one of some, and the values given with it."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [list(values)]
    return f"IN ({', '.join(['%s'] * len(values))})", list(values)


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
