"""Receiving: what is handed in is read, stored, judged and logged in one transaction, and answered with a decision."""

import json
import secrets
from collections import Counter
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
from shibosi.store.cases import awaited
from shibosi.store.filings import coming as filings
from shibosi.store.intake.claiming import Claims
from shibosi.store.intake.filing import file
from shibosi.store.intake.following import follow
from shibosi.store.intake.handed import Document, Read, read
from shibosi.store.intake.judgement import Reported
from shibosi.store.intake.judging import judge
from shibosi.store.intake.standing import settle
from shibosi.store.intake.together import FEW, Apart, Door, Waiting
from shibosi.store.intake.touching import Key, touched
from shibosi.store.models import DossierState, Receipt
from shibosi.store.screening import due as screening
from shibosi.store.sealing import token
from shibosi.store.statements import change, create
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
    """Who hands in, for which party, and the key that makes a repetition harmless.

    `together` tells what is handed in by many transactions from others: its refused documents share their cases.
    """

    by: str
    party: str
    repeat_key: str | None = None
    together: str = ""


@dataclass
class Answer:
    """The receipt, and whether it is the answer to an earlier handing in of the same."""

    receipt: Receipt
    repeated: bool = False


@dataclass(frozen=True)
class Asked:
    """What one request hands in: documents that have been read, and what tells it from another request."""

    every: list[Read]
    digest: str
    how: HandedIn

    @property
    def readable(self) -> list[Document]:
        """Those that are documents."""
        return [one.document for one in self.every if one.document is not None]


def receive(given: Iterable[Mapping[str, Any]], how: HandedIn, now: datetime) -> Answer:
    """Take documents in. Raises UnknownRecord, RepeatedDifferently; what cannot be read is refused in the answer."""
    asked = list(given)
    return receive_read(read(asked), token(json.dumps(asked, sort_keys=True, default=str)), how, now)


def receive_read(every: list[Read], digest: str, how: HandedIn, now: datetime) -> Answer:
    """Take in documents that have been read. `digest` tells a repetition from something else.

    Where somebody else handed in the same at the same moment, the database refuses one of both: it is taken in anew.
    """
    with span("intake", documents=len(every)):
        asked = Asked(every, digest, how)
        if connection.in_atomic_block or len(every) > FEW:
            return alone(asked, now)
        key = None if how.repeat_key is None else (how.by, how.repeat_key)
        return DOOR.enter(Waiting(asked, now, how.party, key, len(every)))


def alone(asked: Asked, now: datetime) -> Answer:
    """Take in what one request hands in. Raises RepeatedDifferently."""
    for _ in range(ATTEMPTS):
        try:
            return together([asked], now)[0]
        except (IntegrityError, OperationalError) as mistake:
            if connection.in_atomic_block or not _may_pass(mistake):
                raise
    return together([asked], now)[0]


def _may_pass(mistake: DatabaseError) -> bool:
    """Whether it is what happens between two transactions, and not to one by itself."""
    return isinstance(mistake, IntegrityError) or getattr(mistake.__cause__, "sqlstate", "") == DEADLOCK


def together(every: list[Asked], now: datetime) -> list[Answer]:
    """Take in what some requests of one party hand in, in one transaction; the answers in their order.

    Raises RepeatedDifferently, and Apart where one of them changes what others have handed in.
    """
    with logbook.at_its_end():
        answers = [Answer(found, repeated=True) if (found := _earlier(one)) else None for one in every]
        fresh = [(one, _receipt(one, now)) for one, earlier in zip(every, answers, strict=True) if earlier is None]
        if fresh:
            receipts = [receipt for _, receipt in fresh]
            create(receipts)
            _take_in(fresh, fresh[0][0].how.party, now)
            change(Receipt, receipts, ["verdict", "answer"])
    new = (Answer(receipt) for _, receipt in fresh)
    return [earlier or next(new) for earlier in answers]


def _receipt(one: Asked, now: datetime) -> Receipt:
    return Receipt(
        public=secrets.token_hex(16), handed_in_by=one.how.by, repeat_key=one.how.repeat_key,
        request_digest=one.digest, party=one.how.party, received_at=now, verdict=Verdict.ACCEPT, answer={},
    )  # fmt: skip


def _take_in(every: list[tuple[Asked, Receipt]], party: str, now: datetime) -> None:
    reported, on = Reported(party), now.astimezone(ZONE).date()
    own = [_dossiers(one.readable) for one, _ in every]
    for dossiers in own:
        _add(reported.dossiers, dossiers)
    claims = Claims(now, on)
    claims.claim(reported.dossiers)
    fresh = file([(document, receipt) for one, receipt in every for document in one.readable], party)
    changed = settle(document for document, _ in fresh)
    if changed and len(every) > 1:
        raise Apart
    keys = {name: set(found) for name, found in reported.dossiers.items()}
    _add(keys, changed)
    judged = judge(keys, now, on, reported, claims)
    stored = Counter(receipt.public for _, receipt in fresh)
    for (one, receipt), dossiers in zip(every, own, strict=True):
        _add(dossiers, changed)
        states = judged.of(dossiers)
        clear = judged.unclear.isdisjoint(state.pk for state in states)
        _answer(one, receipt, states, clear, stored[receipt.public])
    entries = [
        logbook.Entry("document", f"{one.kind}:{one.digest[:16]}", {"digest": one.digest, "receipt": receipt.public})
        for one, receipt in fresh
    ]
    logbook.append([*entries, *judged.entries], now)
    follow(judged, party, now)
    refused = [awaited.Refused(one.every, one.how.together) for one, _ in every]
    came = [document for one, _ in every for document in one.readable]
    logbook.append(awaited.settle(refused, came, party, now), now)
    screening.at_intake({one.kind for one, _ in fresh}, now)
    filings.at_intake((one for one, _ in fresh), now)


def _dossiers(documents: Iterable[Document]) -> dict[str, set[Key]]:
    """The dossiers that documents belong to."""
    found: dict[str, set[Key]] = {}
    for one in documents:
        _add(found, touched(one.rows))
    return found


def _add(into: dict[str, set[Key]], keys: Mapping[str, set[Key]]) -> None:
    for name, some in keys.items():
        into.setdefault(name, set()).update(some)


def _answer(one: Asked, receipt: Receipt, states: list[DossierState], clear: bool, stored: int) -> None:
    """Write into a receipt what came of it; `clear`: nothing is found in its dossiers."""
    refused = [read for read in one.every if read.document is None]
    verdicts = [Verdict(state.verdict) for state in states] + [Verdict.REFUSE] * bool(refused)
    receipt.verdict = max(verdicts, default=Verdict.ACCEPT)
    receipt.answer = {
        "dossiers": [_told(state) for state in states],
        "refused": [{"place": some.place, "problems": [_said(problem) for problem in some.problems]}
                    for some in refused],
        "stored": stored, "known": len(one.readable) - stored, "clear": clear,
    }  # fmt: skip


def _told(state: DossierState) -> dict[str, object]:
    """A dossier in an answer; a personal key is not told."""
    key = None if state.shown is not None else state.key
    return {"id": state.pk, "kind": state.kind, "key": key, "decision": Verdict(state.verdict).name.lower(),
            "measures": state.stopped_by}  # fmt: skip


def _said(problem: Problem) -> dict[str, str]:
    """A problem as an answer keeps it, in each language."""
    return {"code": problem.code, "place": problem.place} | {one: problem.sentence(one) for one in LANGUAGES}


def _earlier(one: Asked) -> Receipt | None:
    if one.how.repeat_key is None:
        return None
    found = Receipt.objects.filter(handed_in_by=one.how.by, repeat_key=one.how.repeat_key).first()
    if found is not None and found.request_digest != one.digest:
        raise RepeatedDifferently(key=one.how.repeat_key)
    return found


DOOR = Door(alone, together)
