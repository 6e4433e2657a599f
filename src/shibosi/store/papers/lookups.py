"""Looking papers up with their issuers: what was answered, by whom it was asked, and what follows for the paper.

The newest answer counts. A paper that the issuer calls forged or taken back proves nothing, whatever was reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shibosi.domains.papers import papers
from shibosi.methods.permits.standing import FORGED, REVOKED, SUSPENDED
from shibosi.store import logbook, scope
from shibosi.store.allowing import allowed
from shibosi.store.cases.notices import To, tell
from shibosi.store.firms import folded
from shibosi.store.models import PaperLookup
from shibosi.store.papers.files import JUDGE
from shibosi.store.reading.inforce import Row
from shibosi.store.viewers import Viewer

GENUINE, UNKNOWN = "genuine", "unknown"
RESULTS = {
    GENUINE: "The issuer knows it",
    UNKNOWN: "The issuer could not say",
    SUSPENDED: "Suspended by the issuer",
    REVOKED: "Revoked by the issuer",
    FORGED: "The issuer never issued it",
}
"""What an issuer may answer."""
AGAINST = (SUSPENDED, REVOKED, FORGED)
WORDS = "The paper {kind} {number} was looked up: {result}."


@dataclass(frozen=True)
class Answer:
    """What was answered of a paper: of which one, what, on which day, where it was looked up."""

    holder: str
    kind: str
    number: str
    result: str
    asked_on: date
    where: str


def look_up(viewer: Viewer, answer: Answer) -> PaperLookup:
    """Put down what an issuer answered; a holder whose paper does not stand is told. Raises Forbidden, UnknownKind."""
    allowed(viewer, JUDGE)
    kind, holder = papers.kind(answer.kind), folded(answer.holder)
    with logbook.at_its_end():
        made = PaperLookup.objects.create(
            holder=holder, paper_kind=kind.kind, number=answer.number, result=answer.result, asked_on=answer.asked_on,
            asked_where=answer.where, by=viewer.by, at=viewer.now,
        )  # fmt: skip
        told: dict[str, object] = {"by": viewer.by, "kind": kind.kind, "outcome": answer.result}
        logbook.append([logbook.Entry("paper looked up", f"paper-lookup:{made.pk}", told)], viewer.now)
        if answer.result in AGAINST:
            facts = {
                "kind": f"{kind.name_zh} / {kind.name_en}",
                "number": answer.number,
                "result": RESULTS[answer.result],
            }
            tell([To(who=holder)], WORDS, facts, viewer.now, subject=f"paper-lookup:{made.pk}")
    return made


def newest(viewer: Viewer, holder: str = "") -> dict[tuple[str, str, str], PaperLookup]:
    """The newest answers that are seen, by holder, kind and number; those of one holder where it is named."""
    query = scope.paper_lookups(viewer).order_by("pk")
    if holder:
        query = query.filter(holder=folded(holder))
    return {(one.holder, one.paper_kind, one.number): one for one in query}


def with_answers(viewer: Viewer, rows: Iterable[Row], holder: str = "") -> list[Row]:
    """Rows of papers as they stand after the issuer was asked: its answer is their status, its day their check."""
    known = newest(viewer, holder)
    told = []
    for row in rows:
        one = known.get((folded(row["holder_code"] or ""), row["paper_kind"] or "", row["number"] or ""))
        if one is not None and one.result in AGAINST:
            row = row | {"status": one.result}
        elif one is not None and one.result == GENUINE:
            row = row | {"verified_on": max(one.asked_on, row["verified_on"] or one.asked_on)}
        told.append(row)
    return told
