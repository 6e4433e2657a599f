"""Claiming: dossiers are judged by one transaction at a time, so that what it reads of them is all there is.

Two documents of one order may come in at the same moment through two processes. On PostgreSQL neither sees the other's
rows before it is committed, so whoever comes second waits here, at the row of the dossier, before it reads anything.
SQLite has one writer anyway. Rows are claimed in one order, so that no two wait crosswise.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from shibosi.kernel.dossiers import KNOWN, Dossier
from shibosi.kernel.explaining import SEPARATOR
from shibosi.store.intake.touching import Key
from shibosi.store.models import DossierState
from shibosi.store.portions import portions
from shibosi.store.sealing import token
from shibosi.store.statements import MOST, among, quoted

TABLE = DossierState._meta.db_table
READ = "kind, key, verdict, ruled, stopped_by"
UNDECIDED = -1
"""The verdict of a dossier that was claimed and not judged yet; no other transaction ever sees it."""


class Before(NamedTuple):
    """How a dossier was decided before, None where it is new; whether people ruled on it, which measures took part."""

    verdict: int | None = None
    ruled: bool = False
    stopped_by: Sequence[Mapping[str, str]] = ()


NEW = Before()
Name = tuple[str, str]
"""The kind of a dossier and its key as it is stored."""


class Claims:
    """The dossiers that a transaction has claimed until it ends, and how they were decided before."""

    def __init__(self, now: datetime, on: date) -> None:
        self._now, self._on = now, on
        self._found: dict[Name, Before] = {}

    def claim(self, keys: Mapping[str, Iterable[Key]]) -> None:
        """Claim dossiers, by kind, before anything of them is read or written."""
        wanted = {
            (name, stored_key(KNOWN[name], text(key))): (KNOWN[name], key)
            for name, some in keys.items()
            for key in some
        }
        for some in portions(sorted(wanted.keys() - self._found.keys()), MOST):
            there = _locked(some)
            missing = [name for name in some if name not in there]
            if missing and connection.vendor == "postgresql":
                DossierState.objects.bulk_create(
                    [undecided(*wanted[name], self._now, self._on) for name in missing], ignore_conflicts=True
                )
                there |= _locked(missing)
            self._found |= {name: there.get(name, NEW) for name in some}

    def before(self, dossier: Dossier, keys: Iterable[Key]) -> dict[str, Before]:
        """How dossiers were decided before, by their stored keys; claims them. New ones are left out."""
        wanted = list(keys)
        self.claim({dossier.name: wanted})
        stored = (stored_key(dossier, text(key)) for key in wanted)
        found = {key: self._found[dossier.name, key] for key in stored}
        return {key: was for key, was in found.items() if was.verdict not in (None, UNDECIDED)}


def undecided(dossier: Dossier, key: Key, now: datetime, on: date) -> DossierState:
    """A dossier that was not judged yet."""
    return DossierState(
        kind=dossier.name, key=stored_key(dossier, text(key)), shown=text(key) if dossier.personal_key else None,
        verdict=UNDECIDED, judged_at=now, judged_on=on,
    )  # fmt: skip


def _locked(names: Sequence[Name]) -> dict[Name, Before]:
    kinds: dict[str, list[str]] = {}
    for kind, key in names:
        kinds.setdefault(kind, []).append(key)
    tests, given = [], []
    for kind, keys in kinds.items():
        one_of, values = among(keys)
        tests.append(f"kind = %s AND key {one_of}")
        given += [kind, *values]
    wait = " ORDER BY kind, key FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {READ} FROM {quoted(TABLE)} WHERE {' OR '.join(tests)}{wait}", given)
        return {(kind, key): Before(verdict, bool(ruled), _read(stopped))
                for kind, key, verdict, ruled, stopped in cursor.fetchall()}  # fmt: skip


def _read(stopped: Any) -> Sequence[Mapping[str, str]]:
    """A column of JSON, which SQLite has as text."""
    return json.loads(stopped) if isinstance(stopped, str) else stopped


def text(key: Key) -> str:
    """A key as findings write it."""
    return SEPARATOR.join(map(str, key))


def stored_key(dossier: Dossier, key: str) -> str:
    """A key as the database has it: a token where it is personal."""
    return token(key) if dossier.personal_key else key
