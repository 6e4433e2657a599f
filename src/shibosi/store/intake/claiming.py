"""Claiming: dossiers are judged by one transaction at a time, so that what it reads of them is all there is.

Two documents of one order may come in at the same moment through two processes. On PostgreSQL neither sees the other's
rows before it is committed, so whoever comes second waits here, at the row of the dossier, before it reads anything.
SQLite has one writer anyway. Rows are claimed in one order, so that no two wait crosswise.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.explaining import SEPARATOR
from shibosi.store.intake.deciders import in_order
from shibosi.store.intake.touching import Key
from shibosi.store.models import DossierState
from shibosi.store.portions import portions
from shibosi.store.sealing import token
from shibosi.store.statements import MOST

UNDECIDED = -1
"""The verdict of a dossier that was claimed and not judged yet; no other transaction ever sees it."""


class Before(NamedTuple):
    """How a dossier was decided before, None where it is new; whether people ruled on it, which measures took part."""

    verdict: int | None = None
    ruled: bool = False
    stopped_by: Sequence[Mapping[str, str]] = ()


NEW = Before()


def claim(keys: Mapping[str, Iterable[Key]], now: datetime, on: date) -> None:
    """Claim dossiers until the transaction ends, before anything of them is read or written."""
    if connection.vendor == "postgresql":
        for dossier in in_order():
            if wanted := keys.get(dossier.name):
                claimed(dossier, wanted, now, on)


def claimed(dossier: Dossier, keys: Iterable[Key], now: datetime, on: date) -> dict[str, Before]:
    """How dossiers were decided before, by their stored keys; they are claimed. New ones are left out."""
    stored = {stored_key(dossier, text(key)): key for key in keys}
    wanted = sorted(stored)
    found: dict[str, Before] = {}
    for some in portions(wanted, MOST):
        there = _locked(dossier, some)
        missing = [key for key in some if key not in there]
        if missing and connection.vendor == "postgresql":
            DossierState.objects.bulk_create(
                [undecided(dossier, stored[key], now, on) for key in missing], ignore_conflicts=True
            )
            there |= _locked(dossier, missing)
        found |= {key: was for key, was in there.items() if was.verdict != UNDECIDED}
    return found


def undecided(dossier: Dossier, key: Key, now: datetime, on: date) -> DossierState:
    """A dossier that was not judged yet."""
    return DossierState(
        kind=dossier.name, key=stored_key(dossier, text(key)), shown=text(key) if dossier.personal_key else None,
        verdict=UNDECIDED, judged_at=now, judged_on=on,
    )  # fmt: skip


def _locked(dossier: Dossier, keys: Sequence[str]) -> dict[str, Before]:
    some = DossierState.objects.filter(kind=dossier.name, key__in=keys)
    if connection.vendor == "postgresql":
        some = some.select_for_update().order_by("key")
    return {key: Before(*was) for key, *was in some.values_list("key", "verdict", "ruled", "stopped_by")}


def text(key: Key) -> str:
    """A key as findings write it."""
    return SEPARATOR.join(map(str, key))


def stored_key(dossier: Dossier, key: str) -> str:
    """A key as the database has it: a token where it is personal."""
    return token(key) if dossier.personal_key else key
