"""Documents: handed in as JSON or as an official message, answered with a decision; read as far as they may be seen."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from shibosi.api import bodies, written
from shibosi.api.counting import HANDED_IN, count
from shibosi.api.dossiers import DecisionName, FindingBrief, Stop, brief
from shibosi.api.errors import Unusable
from shibosi.api.paging import Cursor, Limit
from shibosi.api.showing import rows_of
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.records import record
from shibosi.kernel.words import Phrase, language
from shibosi.store import scope
from shibosi.store.allowing import ReportsForOthers, allowed, may_hand_in, may_report, the_one
from shibosi.store.dossiers import document_seen
from shibosi.store.intake import messages
from shibosi.store.intake.exact import documents_in, parsed
from shibosi.store.intake.handed import JOINT, Read, read
from shibosi.store.intake.receiving import HandedIn, receive_read
from shibosi.store.measures.showing import stops_seen
from shibosi.store.models import Document, Finding, Receipt
from shibosi.store.paging import LARGEST, Order, page
from shibosi.store.sealing import token
from shibosi.store.seeing import note_shown
from shibosi.store.viewers import Viewer

router = Router(tags=["documents"], auth=Asking())
LONGEST_KEY = 100
DOOR = "api"


class ProblemSaid(Schema):
    """One thing that could not be read."""

    code: str
    place: str
    sentence: str


class Refused(Schema):
    """A document that was not taken in."""

    place: str
    problems: list[ProblemSaid]


class DossierDecided(Schema):
    """A dossier that the documents belong to, and what was decided on it.

    `measures`: those against the seller that took part, told to the seller and the platform only.
    """

    id: int
    kind: str
    key: str | None
    decision: DecisionName
    measures: list[Stop]


class Answered(Schema):
    """What came of handing documents in."""

    receipt: str
    received_at: datetime
    decision: DecisionName
    repeated: bool
    stored: int
    known: int
    dossiers: list[DossierDecided]
    findings: list[FindingBrief]
    refused: list[Refused]


class DocumentBrief(Schema):
    """A stored document. `own`: the party acted for reported it; one that does not stand was replaced or deleted."""

    id: int
    kind: str
    number: list[str]
    digest: str | None
    standing: bool
    own: bool
    received_at: datetime


class DocumentPage(Schema):
    """Documents."""

    items: list[DocumentBrief]
    next: str | None


class DocumentShown(DocumentBrief):
    """A document with its rows by kind of record."""

    rows: dict[str, list[dict[str, Any]]]


@router.post(
    "/documents", response=Answered, openapi_extra=written.DOCUMENTS, summary="Hand documents in",
)  # fmt: skip
def hand_in(request: HttpRequest) -> Any:
    """Take documents in, all of them in one transaction, and answer with a decision.

    JSON, or an official CEB message as it is. The same body again under the same Idempotency-Key has the same answer;
    the same document again, under whatever key, changes nothing. A document that cannot be read is refused in the
    answer; the others are taken in.
    """
    viewer = viewer_of(request)
    allowed(viewer, "documents.report")
    kind = bodies.type_of(request, bodies.JSON, bodies.XML)
    key = repeat_key(request)
    data = bodies.body_of(request, bodies.MOST_XML if kind == bodies.XML else bodies.MOST_JSON)
    every = messages.read(data) if kind == bodies.XML else read(documents_in(parsed(data)))
    return taken_in(viewer, every, f"{kind} {sha256(data).hexdigest()}", key)


def taken_in(viewer: Viewer, every: list[Read], digest: str, key: str | None) -> dict[str, Any]:
    """Take documents in for a viewer. `digest` tells a repetition from something else.

    Raises Forbidden, StoppedByMeasure, ReportsForOthers, RepeatedDifferently.
    """
    may_hand_in(viewer)
    check_reporter(viewer, every)
    answer = receive_read(every, token(digest), HandedIn(viewer.by, viewer.reporter, key), viewer.now)
    count(HANDED_IN, decision=Verdict(answer.receipt.verdict).name.lower())
    return answered(viewer, answer.receipt, answer.repeated)


@router.get("/receipts/{receipt}", response=Answered, summary="What came of an earlier handing in")
def receipt(request: HttpRequest, receipt: Annotated[str, Path(max_length=32)]) -> Any:
    """The answer once more."""
    viewer = viewer_of(request)
    found = the_one(scope.receipts(viewer).filter(public=receipt))
    return answered(viewer, found, True)


SORTS = {"newest": Order("pk"), "oldest": Order("pk", down=False)}


class DocumentFilter(Schema):
    """Which documents."""

    kind: Annotated[str, Query(max_length=40)] = ""
    number: Annotated[str, Query(max_length=200, description="Numbers of the document, separated by '/'.")] = ""
    standing: bool | None = None


@router.get("/documents", response=DocumentPage, summary="Documents, newest first")
def documents(request: HttpRequest, which: Query[DocumentFilter], limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The documents that are seen: reported by the party acted for, or naming it."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    query = scope.documents(viewer).dated()
    if which.kind:
        query = query.filter(kind=which.kind)
    if which.number:
        query = query.filter(number=which.number.replace("/", JOINT))
    if which.standing is not None:
        query = query.filter(standing=which.standing)
    found = page(query, SORTS, "newest", cursor, limit)
    return {"items": [_brief(viewer, one) for one in found.items], "next": found.next}


@router.get("/documents/{document}", response=DocumentShown, summary="A document with its lines")
def document(request: HttpRequest, document: Annotated[int, Path(ge=1, le=LARGEST)]) -> Any:
    """A document as it is seen; what is masked or hidden stands in `hidden` of each row."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    one = the_one(scope.documents(viewer).filter(pk=document).dated())
    found = document_seen(viewer, one)
    note_shown(viewer, None, found, DOOR)
    return {**_brief(viewer, one), "rows": rows_of({kind: some for kind, some in found.items() if some})}


def repeat_key(request: HttpRequest) -> str | None:
    """The Idempotency-Key, if there is one. Raises Unusable."""
    key = request.headers.get("Idempotency-Key") or None
    if key is not None and (len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable()):
        reason = Phrase("wanted are at most {most} plain characters.", most=LONGEST_KEY)
        raise Unusable(place="Idempotency-Key", reason=reason)
    return key


def check_reporter(viewer: Viewer, every: Iterable[Read]) -> None:
    """Nothing, if the viewer may report all of them. Raises ReportsForOthers."""
    for one in every:
        if one.document is not None:
            try:
                may_report(viewer, [one.document.rows])
            except ReportsForOthers as mistake:
                raise ReportsForOthers(place=one.place) from mistake


def answered(viewer: Viewer, found: Receipt, repeated: bool) -> dict[str, Any]:
    """The answer of a receipt, with as much of dossiers and findings as the viewer sees."""
    told = {one["id"]: one for one in found.answer["dossiers"][:MOST_DOSSIERS]}
    if repeated or not viewer.platform:
        seen = set(scope.dossiers(viewer).filter(pk__in=told).values_list("pk", flat=True))
    else:
        seen = set(told)  # all of them are there, and the platform sees all
    dossiers = [told[pk] for pk in sorted(seen)]
    stops = stops_seen(viewer, [one.get("measures", []) for one in dossiers])
    dossiers = [{**one, "measures": some} for one, some in zip(dossiers, stops, strict=True)]
    return {
        "receipt": found.public, "received_at": found.received_at, "decision": Verdict(found.verdict).name.lower(),
        "repeated": repeated, "stored": found.answer["stored"], "known": found.answer["known"], "dossiers": dossiers,
        "findings": [] if found.answer.get("clear") else [brief(one) for one in _found_then(viewer, found, seen)],
        "refused": [
            {"place": one["place"], "problems": [said(problem) for problem in one["problems"]]}
            for one in found.answer["refused"]
        ],
    }  # fmt: skip


def _found_then(viewer: Viewer, receipt: Receipt, dossiers: Iterable[int]) -> Iterable[Finding]:
    """The findings that were open in some dossiers when the receipt was given."""
    findings = scope.findings(viewer).filter(dossier__in=dossiers, first_seen__lte=receipt.received_at)
    then = findings.exclude(resolved_at__lte=receipt.received_at).select_related("dossier")
    return then.order_by("pk")[:MOST_DOSSIERS]


MOST_DOSSIERS = 10_000


def said(problem: dict[str, str]) -> dict[str, str]:
    """A kept problem in the language asked for."""
    return {"code": problem["code"], "place": problem["place"], "sentence": problem[language()]}


def _brief(viewer: Viewer, one: Document) -> dict[str, Any]:
    own = viewer.platform or one.reporter == viewer.reporter
    return {
        "id": one.pk, "kind": one.kind, "number": one.number.split(JOINT) if record(one.kind).keys() else [],
        "digest": one.digest if own else None, "standing": one.standing, "own": own,
        "received_at": one.receipt.received_at,
    }  # fmt: skip
