"""The logbook: the Merkle log of the kernel, kept in the database and written in the transaction of what it tells.

One transaction appends at a time: whoever appends holds a lock until its transaction ends, so that positions have no
gaps and an entry exists exactly when what it tells of does. (SQLite has one writer anyway.)
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from shibosi.kernel.log.commitments import KEY_SIZE, canonical, commitment
from shibosi.kernel.log.tree import consistency_path, fold, full_subtrees, grow, inclusion_path, leaf_hash
from shibosi.store.models import LogEntry, LogNode
from shibosi.store.statements import among, find, put, quoted

ENTRIES, NODES = LogEntry._meta.db_table, LogNode._meta.db_table
COLUMNS = ("position", "leaf", "what", "subject", "at", "salt", "content")
LOCK = 0x5348_4942
"""Of PostgreSQL's advisory locks the one that belongs to the log."""


@dataclass(frozen=True)
class Entry:
    """What is told: what happened, to what, and the facts of it as JSON without anything personal."""

    what: str
    subject: str
    content: dict[str, object]


_gathered: ContextVar[list[tuple[Entry, datetime]] | None] = ContextVar("gathered", default=None)


@contextmanager
def at_its_end() -> Iterator[None]:
    """A transaction that writes its entries when all else in it is done.

    So whoever has the lock of the log waits for nobody's rows. Inside another, it is part of that.
    """
    with transaction.atomic():
        if _gathered.get() is not None:
            yield
            return
        told: list[tuple[Entry, datetime]] = []
        outside = _gathered.set(told)
        try:
            yield
        finally:
            _gathered.reset(outside)
        _write(told)


def append(entries: Iterable[Entry], at: datetime) -> None:
    """Write entries at the end of the log. Inside a transaction; others that append wait for its end."""
    told = [(entry, at) for entry in entries]
    gathered = _gathered.get()
    if gathered is not None:
        gathered += told
    else:
        _write(told)


def _write(told: list[tuple[Entry, datetime]]) -> None:
    if not told:
        return
    _lock()
    first = size()
    made = []
    for place, (entry, at) in enumerate(told, first):
        salt = secrets.token_bytes(KEY_SIZE)
        content = canonical({"what": entry.what, "subject": entry.subject, "at": at.isoformat(), **entry.content})
        leaf = leaf_hash(commitment(salt, content))
        made.append((place, leaf, entry.what, entry.subject, _moment(at), salt, content.decode()))
    hashes = grow(_edge(first), first, [leaf for _, leaf, *_ in made])
    put(ENTRIES, COLUMNS, made)
    put(NODES, ("at", "hash"), [
        (LogNode.key(level, place), found)
        for (level, place), found in zip(completed(first, len(made)), hashes, strict=True)
    ])  # fmt: skip


def _moment(at: datetime) -> Any:
    """A moment as a statement of this database takes it."""
    return connection.ops.adapt_datetimefield_value(at)


def size() -> int:
    """How many entries the log has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(position) FROM {quoted(ENTRIES)}")
        (newest,) = cursor.fetchone()
    return 0 if newest is None else newest + 1


def head(length: int | None = None) -> tuple[int, bytes]:
    """Size and root of the log, or of its first `length` entries."""
    count = size() if length is None else length
    return count, fold(_edge(count))


def inclusion(position: int, count: int) -> list[bytes]:
    """The proof that an entry stands in the log of that size."""
    return inclusion_path(_hash_at, position, 0, count)


def consistency(before: int, count: int) -> list[bytes]:
    """The proof that the log of the first size is the beginning of that of the second."""
    return consistency_path(_hash_at, 0, before, count)


def facts(entry: LogEntry) -> dict[str, object] | None:
    """What an entry tells; None once it was erased."""
    return None if entry.content is None else json.loads(entry.content)


def _lock() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _edge(count: int) -> list[bytes]:
    """The roots of the full subtrees of the log, largest first: read at once, for every transaction needs them."""
    parts = full_subtrees(0, count)
    keys = [LogNode.key(level, place) for level, place in parts if level]
    found = {}
    if keys:
        one_of, given = among(keys)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT at, hash FROM {quoted(NODES)} WHERE at {one_of}", given)
            found = dict(cursor.fetchall())
    return [bytes(found[LogNode.key(level, place)]) if level else _hash_at(level, place) for level, place in parts]


def _hash_at(level: int, place: int) -> bytes:
    if level == 0:
        ((leaf,),) = find(LogEntry, ("leaf",), {"position": [place]})
        return bytes(leaf)
    return bytes(LogNode.objects.values_list("hash", flat=True).get(at=LogNode.key(level, place)))


def completed(first: int, count: int) -> Iterator[tuple[int, int]]:
    """Level and place of the subtrees that entries complete, in the order in which `grow` gives their hashes."""
    for position in range(first, first + count):
        level = 1
        while position & 1 << level - 1:
            yield level, position >> level
            level += 1
