"""Corrections: the corrected document takes the place of the one before, or that one is taken out of force.

A case about documents that were refused has none in force: they are handed in again, and it ends by itself.
"""

from datetime import datetime

from shibosi.domains.customs.flows import CANCEL, CORRECTION, JUDGE, SUPERSEDE
from shibosi.kernel.errors import ShibosiError
from shibosi.store import scope
from shibosi.store.allowing import NotThere
from shibosi.store.cases.carrying import Asked, Opening, bars, carries_out, opens
from shibosi.store.cases.written import facts_of, parties_of
from shibosi.store.filings import coming as filings
from shibosi.store.firms import reporter_mark
from shibosi.store.intake import standing
from shibosi.store.intake.following import judge_again
from shibosi.store.intake.handed import JOINT
from shibosi.store.models import Case, CaseEvent, Document
from shibosi.store.viewers import Viewer


class DocumentMissing(ShibosiError):
    """A correction of nothing."""

    code = "document-missing"
    message = "Say which document is to be corrected; it must be in force."


class CorrectedMissing(ShibosiError):
    """A corrected document that was not handed in."""

    code = "corrected-missing"
    message = "No other document in force has the unique id '{guid}' and was reported by the party of this case."


class HandInAgain(ShibosiError):
    """A correction of documents that were refused, sent by its number."""

    code = "hand-in-again"
    message = "These documents were refused: hand them in again, corrected, and the case ends by itself."


@opens(CORRECTION.name, "cases.work", asks=("wanted",))
def ask(viewer: Viewer, asked: Asked) -> Opening:
    """A correction of a document in force, for a finding if one is named. `facts` has `wanted`.

    Who reported the document is asked for it. Raises DocumentMissing, NotThere.
    """
    if asked.document is None:
        raise DocumentMissing()
    document = scope.documents(viewer).filter(pk=asked.document).first()
    finding = scope.findings(viewer).filter(pk=asked.finding).first() if asked.finding is not None else None
    if document is None or (asked.finding is not None and finding is None):
        raise NotThere()
    if not document.standing:
        raise DocumentMissing()
    facts = {"record": document.kind, "number": document.number.replace(JOINT, "/")}
    told = {"findings": finding.control} if finding is not None else {}
    return Opening(
        parties={"subject": reporter_mark(document.reporter)}, facts={**asked.facts, **facts, **told},
        about=f"{CORRECTION.name}:{document.pk}", document=document, finding=finding,
        control=finding.control if finding is not None else "", priority=finding.severity if finding is not None else 1,
    )  # fmt: skip


@bars(CORRECTION.name, "submit")
def refused(case: Case) -> HandInAgain | None:
    """Refused documents are in force nowhere: none of them can be replaced by another."""
    return HandInAgain() if case.document_id is None else None


@carries_out(SUPERSEDE)
def supersede(case: Case, event: CaseEvent, now: datetime) -> None:
    """The corrected document stays in force, the one before does not. One objected to that is accepted stays."""
    if case.document is not None and _corrected(case) is not None:
        _take_out(case.document, now)


@carries_out(CANCEL)
def cancel(case: Case, event: CaseEvent, now: datetime) -> None:
    """The document is in force no longer, nor are its lines."""
    if case.document is not None:
        _take_out(case.document, now)


@carries_out(JUDGE)
def judge(case: Case, event: CaseEvent, now: datetime) -> None:
    """Judge every dossier the document or its correction stands in. Raises CorrectedMissing."""
    if case.document is None:
        return
    corrected = _corrected(case)
    judge_again(standing.dossiers_of([_own(case), *([corrected] if corrected is not None else [])]), now)


def _take_out(document: Document, now: datetime) -> None:
    standing.take_out(document)
    filings.taken_out(document, now)


def _own(case: Case) -> Document:
    assert case.document is not None, "a correction has a document"
    return case.document


def _corrected(case: Case) -> Document | None:
    """The corrected document that was named last. Raises CorrectedMissing where there is none like it."""
    guid = facts_of(case).get("corrected")
    if guid is None:
        return None
    own = _own(case)
    same = Document.objects.filter(kind=own.kind, guid=guid, standing=True, parties__who__in=parties_of(case).values())
    found = same.exclude(pk=own.pk).order_by("-pk").first()
    if found is None:
        raise CorrectedMissing(guid=guid)
    return found
