"""Portable rows: tables of one database as lines that another one reads, whichever of both it is.

Sealed columns pass as they lie. What a database makes of itself or forgets in a day (sessions, the cache, kinds of
content) stays behind.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

from shibosi.store.fields import SealedField

OF_A_DAY = frozenset(["django_session", "usersessions_usersession", "cached"])
"""Tables that stay behind and are emptied: nobody is signed in to a restored server."""
LEFT_OUT = frozenset(["contenttypes", "auth"])
"""Applications whose tables stay behind, for a database makes them of itself."""
PARAMETERS = 8_000
"""Values of one statement."""
READ = 2_000
"""Rows read at a time."""
Table = type[Model]


def tables(apps: Any) -> list[Table]:
    """Every table that is kept, by name. `apps`: the registry of models, of today or of an earlier migration."""
    found = {
        made._meta.db_table: made
        for made in apps.get_models(include_auto_created=True)
        if made._meta.managed and not made._meta.proxy and made._meta.app_label not in LEFT_OUT
    }
    return [found[name] for name in sorted(found.keys() - OF_A_DAY)]


def columns(table: Table) -> list[str]:
    """The columns of a table in their order."""
    return [field.column for field in table._meta.local_concrete_fields]


def rows(table: Table, database: BaseDatabaseWrapper) -> Iterator[list[Any]]:
    """The rows of a table in the order of its key, ready for JSON. Inside a transaction."""
    readers = [_reader(table, field, database) for field in table._meta.local_concrete_fields]
    names, quoted = ", ".join(map(database.ops.quote_name, columns(table))), database.ops.quote_name
    key = quoted(table._meta.pk.column)
    with database.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quoted(table._meta.db_table)} ORDER BY {key}")
        while some := cursor.fetchmany(READ):
            for row in some:
                yield [read(value) for read, value in zip(readers, row, strict=True)]


def load(table: Table, given: Iterable[list[Any]], database: BaseDatabaseWrapper) -> int:
    """Put rows in; how many these were. Inside a transaction."""
    fields = table._meta.local_concrete_fields
    names = ", ".join(map(database.ops.quote_name, columns(table)))
    head = f"INSERT INTO {database.ops.quote_name(table._meta.db_table)} ({names}) VALUES "
    one = f"({', '.join(['%s'] * len(fields))})"
    every, count = iter(given), 0
    most = max(1, min(500, PARAMETERS // len(fields)))
    with database.cursor() as cursor:
        while some := list(islice(every, most)):
            values = [
                _written(field, value, database) for row in some for field, value in zip(fields, row, strict=True)
            ]
            cursor.execute(head + ", ".join([one] * len(some)), values)
            count += len(some)
    return count


def _reader(table: Table, field: Field, database: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """What makes a value of a column ready for JSON."""
    column = field.get_col(table._meta.db_table)
    own = [] if isinstance(field, SealedField) else column.output_field.get_db_converters(database)
    converters = [*database.ops.get_db_converters(column), *own]

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, database)
        return _plain(value)

    return read


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, bytes | bytearray | memoryview):
        return b64encode(bytes(value)).decode()
    return str(value) if isinstance(value, Decimal | UUID) else value


READERS: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "DurationField": lambda value: timedelta(microseconds=value),
    "BinaryField": b64decode,
    "DecimalField": Decimal,
    "UUIDField": UUID,
}


def _written(field: Field, value: Any, database: BaseDatabaseWrapper) -> Any:
    """A value as the driver takes it."""
    if value is None or isinstance(field, SealedField):
        return value
    target = field.target_field if field.is_relation else field
    read = READERS.get(target.get_internal_type())
    return target.get_db_prep_save(read(value) if read else value, database)
