"""Is what is kept whole? The log is hashed anew from its leaves; the tables are held against their declaration."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.log.commitments import commitment
from shibosi.kernel.log.tree import fold, grow, leaf_hash
from shibosi.kernel.words import Phrase
from shibosi.store.keeping.portable import columns, tables
from shibosi.store.logbook import completed
from shibosi.store.models import LogEntry, LogNode
from shibosi.store.portions import portions

READ = 5_000
Progress = Callable[[str, int, int], None]
"""Told of long work: what, how much is done, of how much."""


class LogBroken(ShibosiError):
    """A log that is not what it was."""

    code = "log-broken"
    message = "The log does not verify at entry {position}: {reason}."


class OtherTables(ShibosiError):
    """Tables that no version has."""

    code = "other-tables"
    message = "The table {table} is not as this version declares it (columns {columns}); an unreleased version made it."


def check_log(progress: Progress | None = None) -> tuple[int, bytes]:
    """Hash the whole log from its leaves; its size and root. Raises LogBroken at the first entry that does not fit.

    An entry that was erased keeps its leaf; of any other the leaf must commit to what it says.
    """
    total = LogEntry.objects.count()
    edge: list[bytes] = []
    size = 0
    while some := list(LogEntry.objects.filter(position__gte=size).order_by("position")[:READ]):
        for place, entry in enumerate(some, size):
            _check(place, entry)
        hashes = grow(edge, size, [bytes(entry.leaf) for entry in some])
        _check_nodes(size, len(some), hashes)
        size += len(some)
        if progress is not None:
            progress("log", size, total)
    return size, fold(edge)


def _check(place: int, entry: LogEntry) -> None:
    if entry.position != place:
        raise LogBroken(position=place, reason=Phrase("there is none"))
    if entry.content is None or entry.salt is None:
        return
    if leaf_hash(commitment(bytes(entry.salt), entry.content.encode())) != bytes(entry.leaf):
        raise LogBroken(position=place, reason=Phrase("its leaf says something else"))


def _check_nodes(first: int, count: int, hashes: list[bytes]) -> None:
    """The kept hashes of subtrees are those of the leaves."""
    keys = [LogNode.key(level, place) for level, place in completed(first, count)]
    there: dict[int, bytes] = {}
    for portion in portions(keys, 500):
        there |= dict(LogNode.objects.filter(at__in=portion).values_list("at", "hash"))
    for key, found in zip(keys, hashes, strict=True):
        if key not in there or bytes(there[key]) != found:
            raise LogBroken(position=first, reason=Phrase("a hash over it was changed"))


def check_tables(apps: Any) -> None:
    """The tables have the columns that the models of a registry declare. Raises OtherTables."""
    with connection.cursor() as cursor:
        for table in tables(apps):
            name = table._meta.db_table
            there = {column.name for column in connection.introspection.get_table_description(cursor, name)}
            if there != set(columns(table)):
                odd = ", ".join(sorted(there ^ set(columns(table))))
                raise OtherTables(table=name, columns=odd)
