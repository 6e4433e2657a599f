"""Many documents at once: one transaction, and for each of them what was decided."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from shibosi.kernel.controls import RELEASE
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.problems import Problem
from shibosi.store.intake.claiming import text
from shibosi.store.intake.handed import Document, Read
from shibosi.store.intake.receiving import HandedIn, receive_read
from shibosi.store.intake.touching import touched
from shibosi.store.models import Document as Stored
from shibosi.store.models import Finding
from shibosi.store.portions import portions
from shibosi.store.sealing import token
from shibosi.store.statements import MOST

UNDETERMINED = "undetermined"
REASONS = 3
"""Controls named for a document that is not accepted; the findings have all."""


@dataclass(frozen=True)
class Reason:
    """A control that keeps a document from being accepted, and the kinds of document of which it found none."""

    control: str
    outcome: str
    waits: tuple[str, ...] = ()


@dataclass(frozen=True)
class LineAnswer:
    """What came of one document. `known`: it had been stored before; `decision` is the strictest of its dossiers.

    `because` are controls that keep these dossiers from being accepted, the most severe first; `measures` those against
    sellers that do, told to the seller and the platform only (`measures.showing.stops_seen`).
    """

    decision: str
    receipt: str
    known: bool
    problems: list[Problem]
    because: tuple[Reason, ...] = ()
    measures: list[dict[str, str]] = field(default_factory=list)


def receive_lines(every: list[Read], data: bytes, how: HandedIn, now: datetime) -> list[LineAnswer]:
    """Take documents in; answers in their order. `data` tells a repetition. Raises RepeatedDifferently."""
    receipt = receive_read(every, token(f"lines {sha256(data).hexdigest()}"), how, now).receipt
    reasons = _reasons(receipt.answer["dossiers"])
    decided = {(one["kind"], one["key"]): Verdict[one["decision"].upper()] for one in receipt.answer["dossiers"]}
    stops = {(one["kind"], one["key"]): one.get("measures", []) for one in receipt.answer["dossiers"]}
    readable = [one.document for one in every if one.document is not None]
    new = _stored_with(receipt.public, readable)
    found = []
    for one in every:
        if one.document is None:
            found.append(LineAnswer(Verdict.REFUSE.name.lower(), receipt.public, False, one.problems))
            continue
        verdict = _strictest(one.document, decided)
        own = _dossiers(one.document)
        because = dict.fromkeys(why for key in own for why in reasons.get(key, ()))
        known, stopped = one.document.digest not in new, [each for key in own for each in stops.get(key, ())]
        found.append(LineAnswer(verdict.name.lower(), receipt.public, known, [], tuple(because)[:REASONS], stopped))
    return found


def _stored_with(receipt: str, documents: Iterable[Document]) -> set[str]:
    digests = {one.digest for one in documents}
    return set(Stored.objects.filter(receipt__public=receipt, digest__in=digests).values_list("digest", flat=True))


def _strictest(one: Document, decided: dict[tuple[str, str | None], Verdict]) -> Verdict:
    return max((decided[key] for key in _dossiers(one) if key in decided), default=Verdict.ACCEPT)


def _dossiers(one: Document) -> list[tuple[str, str | None]]:
    """The dossiers that a document belongs to, by kind and key."""
    return [(name, text(key)) for name, some in touched(one.rows).items() for key in some]


def _reasons(dossiers: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str | None], list[Reason]]:
    """By dossier that is not accepted the controls that keep it from being so."""
    kept = {one["id"]: (one["kind"], one["key"]) for one in dossiers if one["decision"] != Verdict.ACCEPT.name.lower()}
    found: dict[tuple[str, str | None], list[Reason]] = {}
    for some in portions(sorted(kept), MOST):
        open_ = Finding.objects.filter(dossier__in=some, blocks=RELEASE, resolved_at__isnull=True)
        for dossier, control, outcome, facts in open_.order_by("-severity", "pk").values_list(
            "dossier", "control", "outcome", "facts"
        ):  # fmt: skip
            waits = _missing(facts) if outcome == UNDETERMINED else ()
            found.setdefault(kept[dossier], []).append(Reason(control, outcome, waits))
    return found


def _missing(facts: str) -> tuple[str, ...]:
    """The kinds of document of which facts count none."""
    told = json.loads(facts)
    return tuple(sorted(name[1:] for name, value in told.items() if name.startswith("#") and value == "0"))
