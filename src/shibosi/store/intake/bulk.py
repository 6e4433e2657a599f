"""Many documents at once: one transaction, and for each of them what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

REASONS = 3
"""Controls named for a document that is not accepted; the findings have all."""


@dataclass(frozen=True)
class LineAnswer:
    """What came of one document. `known`: it had been stored before; `decision` is the strictest of its dossiers.

    `because` are controls that keep these dossiers from being accepted, the most severe first.
    """

    decision: str
    receipt: str
    known: bool
    problems: list[Problem]
    because: tuple[str, ...] = ()


def receive_lines(every: list[Read], data: bytes, how: HandedIn, now: datetime) -> list[LineAnswer]:
    """Take documents in; answers in their order. `data` tells a repetition. Raises RepeatedDifferently."""
    receipt = receive_read(every, token(f"lines {sha256(data).hexdigest()}"), how, now).receipt
    reasons = _reasons(receipt.answer["dossiers"])
    decided = {(one["kind"], one["key"]): Verdict[one["decision"].upper()] for one in receipt.answer["dossiers"]}
    readable = [one.document for one in every if one.document is not None]
    new = _stored_with(receipt.public, readable)
    found = []
    for one in every:
        if one.document is None:
            found.append(LineAnswer(Verdict.REFUSE.name.lower(), receipt.public, False, one.problems))
            continue
        verdict = _strictest(one.document, decided)
        because = dict.fromkeys(why for key in _dossiers(one.document) for why in reasons.get(key, ()))
        known = one.document.digest not in new
        found.append(LineAnswer(verdict.name.lower(), receipt.public, known, [], tuple(because)[:REASONS]))
    return found


def _stored_with(receipt: str, documents: Iterable[Document]) -> set[str]:
    digests = {one.digest for one in documents}
    return set(Stored.objects.filter(receipt__public=receipt, digest__in=digests).values_list("digest", flat=True))


def _strictest(one: Document, decided: dict[tuple[str, str | None], Verdict]) -> Verdict:
    return max((decided[key] for key in _dossiers(one) if key in decided), default=Verdict.ACCEPT)


def _dossiers(one: Document) -> list[tuple[str, str | None]]:
    """The dossiers that a document belongs to, by kind and key."""
    return [(name, text(key)) for name, some in touched(one.rows).items() for key in some]


def _reasons(dossiers: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str | None], list[str]]:
    """By dossier that is not accepted the controls that keep it from being so."""
    kept = {one["id"]: (one["kind"], one["key"]) for one in dossiers if one["decision"] != Verdict.ACCEPT.name.lower()}
    found: dict[tuple[str, str | None], list[str]] = {}
    for some in portions(sorted(kept), MOST):
        open_ = Finding.objects.filter(dossier__in=some, blocks=RELEASE, resolved_at__isnull=True)
        for dossier, control in open_.order_by("-severity", "pk").values_list("dossier", "control"):
            found.setdefault(kept[dossier], []).append(control)
    return found
