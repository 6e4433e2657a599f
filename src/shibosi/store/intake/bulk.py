"""Many documents at once: one transaction, and for each of them what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from shibosi.kernel.decisions import Verdict
from shibosi.kernel.problems import Problem
from shibosi.store.intake.claiming import text
from shibosi.store.intake.handed import Document, Read
from shibosi.store.intake.receiving import HandedIn, receive_read
from shibosi.store.intake.touching import touched
from shibosi.store.models import Document as Stored
from shibosi.store.sealing import token


@dataclass(frozen=True)
class LineAnswer:
    """What came of one document. `known`: it had been stored before; `decision` is the strictest of its dossiers."""

    decision: str
    receipt: str
    known: bool
    problems: list[Problem]


def receive_lines(every: list[Read], data: bytes, how: HandedIn, now: datetime) -> list[LineAnswer]:
    """Take documents in; answers in their order. `data` tells a repetition. Raises RepeatedDifferently."""
    receipt = receive_read(every, token(f"lines {sha256(data).hexdigest()}"), how, now).receipt
    decided = {(one["kind"], one["key"]): Verdict[one["decision"].upper()] for one in receipt.answer["dossiers"]}
    readable = [one.document for one in every if one.document is not None]
    new = _stored_with(receipt.public, readable)
    found = []
    for one in every:
        if one.document is None:
            found.append(LineAnswer(Verdict.REFUSE.name.lower(), receipt.public, False, one.problems))
            continue
        verdict = _strictest(one.document, decided)
        found.append(LineAnswer(verdict.name.lower(), receipt.public, one.document.digest not in new, []))
    return found


def _stored_with(receipt: str, documents: Iterable[Document]) -> set[str]:
    digests = {one.digest for one in documents}
    return set(Stored.objects.filter(receipt__public=receipt, digest__in=digests).values_list("digest", flat=True))


def _strictest(one: Document, decided: dict[tuple[str, str | None], Verdict]) -> Verdict:
    keys = [(name, text(key)) for name, some in touched(one.rows).items() for key in some]
    return max((decided[key] for key in keys if key in decided), default=Verdict.ACCEPT)
