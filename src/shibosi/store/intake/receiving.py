"""Receiving: what is handed in is read, stored, judged and logged in one transaction, and answered with a decision."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, connection

from shibosi.kernel.decisions import Verdict
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.words import LANGUAGES
from shibosi.store import logbook
from shibosi.store.intake.claiming import Claims
from shibosi.store.intake.filing import file
from shibosi.store.intake.following import follow
from shibosi.store.intake.handed import Read, read
from shibosi.store.intake.judging import Reported, judge
from shibosi.store.intake.standing import settle
from shibosi.store.intake.touching import touched
from shibosi.store.models import DossierState, Receipt
from shibosi.store.screening.due import at_intake
from shibosi.store.sealing import token
from shibosi.store.tracing import span
from shibosi.store.zones import HOUSE as ZONE

ATTEMPTS = 3
DEADLOCK = "40P01"
"""What PostgreSQL says to one of two transactions that wait for each other."""


class RepeatedDifferently(ShibosiError):
    """The same key for something else."""

    code = "repeated-differently"
    message = "The key '{key}' was used before, for something else."


@dataclass(frozen=True)
class HandedIn:
    """Who hands in, for which party, and the key that makes a repetition harmless."""

    by: str
    party: str
    repeat_key: str | None = None


@dataclass
class Answer:
    """The receipt, and whether it is the answer to an earlier handing in of the same."""

    receipt: Receipt
    repeated: bool = False


def receive(given: Iterable[Mapping[str, Any]], how: HandedIn, now: datetime) -> Answer:
    """Take documents in. Raises UnknownRecord, RepeatedDifferently; what cannot be read is refused in the answer."""
    asked = list(given)
    return receive_read(read(asked), token(json.dumps(asked, sort_keys=True, default=str)), how, now)


def receive_read(every: list[Read], digest: str, how: HandedIn, now: datetime) -> Answer:
    """Take in documents that have been read. `digest` tells a repetition from something else.

    Where somebody else handed in the same at the same moment, the database refuses one of both: it is taken in anew.
    """
    with span("intake", documents=len(every)):
        for _ in range(ATTEMPTS):
            try:
                return _receive(every, digest, how, now)
            except (IntegrityError, OperationalError) as mistake:
                if connection.in_atomic_block or not _may_pass(mistake):
                    raise
        return _receive(every, digest, how, now)


def _may_pass(mistake: DatabaseError) -> bool:
    """Whether it is what happens between two transactions, and not to one by itself."""
    return isinstance(mistake, IntegrityError) or getattr(mistake.__cause__, "sqlstate", "") == DEADLOCK


def _receive(every: list[Read], digest: str, how: HandedIn, now: datetime) -> Answer:
    with logbook.at_its_end():
        earlier = _earlier(how, digest)
        if earlier is not None:
            return Answer(earlier, repeated=True)
        receipt = Receipt.objects.create(
            public=secrets.token_hex(16), handed_in_by=how.by, repeat_key=how.repeat_key, request_digest=digest,
            party=how.party, received_at=now, verdict=Verdict.ACCEPT, answer={},
        )  # fmt: skip
        _take_in(every, receipt, how, now)
        receipt.save(update_fields=["verdict", "answer"])
    return Answer(receipt)


def _take_in(every: list[Read], receipt: Receipt, how: HandedIn, now: datetime) -> None:
    readable = [one.document for one in every if one.document is not None]
    reported, on = Reported(how.party), now.astimezone(ZONE).date()
    for one in readable:
        for name, found in touched(one.rows).items():
            reported.dossiers.setdefault(name, set()).update(found)
    claims = Claims(now, on)
    claims.claim(reported.dossiers)
    fresh = file(readable, receipt, how.party)
    keys = settle(fresh)
    for name, found in reported.dossiers.items():
        keys.setdefault(name, set()).update(found)
    judged = judge(keys, now, on, reported, claims)
    refused = [one for one in every if one.document is None]
    verdicts = [Verdict(state.verdict) for state in judged.states] + [Verdict.REFUSE] * bool(refused)
    receipt.verdict = max(verdicts, default=Verdict.ACCEPT)
    receipt.answer = {
        "dossiers": [_told(state) for state in judged.states],
        "refused": [{"place": one.place, "problems": [_said(problem) for problem in one.problems]} for one in refused],
        "stored": len(fresh), "known": len(readable) - len(fresh),
    }  # fmt: skip
    entries = [
        logbook.Entry("document", f"{one.kind}:{one.digest[:16]}", {"digest": one.digest, "receipt": receipt.public})
        for one in fresh
    ]
    logbook.append([*entries, *judged.entries], now)
    follow(judged, how.party, now)
    at_intake({one.kind for one in fresh}, now)


def _told(state: DossierState) -> dict[str, object]:
    """A dossier in an answer; a personal key is not told."""
    key = None if state.shown is not None else state.key
    return {"id": state.pk, "kind": state.kind, "key": key, "decision": Verdict(state.verdict).name.lower(),
            "measures": state.stopped_by}  # fmt: skip


def _said(problem: Problem) -> dict[str, str]:
    """A problem as an answer keeps it, in each language."""
    return {"code": problem.code, "place": problem.place} | {one: problem.sentence(one) for one in LANGUAGES}


def _earlier(how: HandedIn, digest: str) -> Receipt | None:
    if how.repeat_key is None:
        return None
    found = Receipt.objects.filter(handed_in_by=how.by, repeat_key=how.repeat_key).first()
    if found is not None and found.request_digest != digest:
        raise RepeatedDifferently(key=how.repeat_key)
    return found
