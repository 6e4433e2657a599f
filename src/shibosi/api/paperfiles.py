"""Files of papers: handed in as they are, what is seen in them, and what issuers said of papers."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from shibosi.api import bodies
from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.methods.scans.looking import MEDIA, MOST
from shibosi.store import scope
from shibosi.store.allowing import allowed
from shibosi.store.models import PaperFile
from shibosi.store.paging import LARGEST, Order, page
from shibosi.store.papers import files, lookups
from shibosi.store.papers.matching import found

router = Router(tags=["papers"], auth=Asking())
DOOR = "api"
SORTS = {"newest": Order("pk")}
BYTES = "application/octet-stream"
BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}}}
}
FILE: dict[str, Any] = {"responses": {200: {"description": "The file", "content": {
    media: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA.values()
}}}}  # fmt: skip
Number = Annotated[int, Path(ge=1, le=LARGEST)]
Result = Literal["genuine", "unknown", "suspended", "revoked", "forged"]


class NumberFound(Schema):
    """A number that stands in a file and has a check digit that is right; `of` is the register that issues such."""

    of: str
    number: str


class FileSeen(Schema):
    """A file. `reason` says why it was set apart, "" where it serves; `digest` goes into the paper that it proves.

    `shared`: another party handed in the same file. Without text its fields are typed by people; `machine`: what is
    told of it was read by a machine in a picture, and may be wrong.
    """

    id: int
    digest: str
    kind: str
    size: int
    pages: int
    turned: int
    serves: bool
    reason: str
    shared: bool
    has_text: bool
    machine: bool
    numbers: list[NumberFound]
    days: list[date]
    kinds: list[str]
    handed_in_at: datetime


class FilePage(Schema):
    """Files."""

    items: list[FileSeen]
    next: str | None


class LookedUp(Schema):
    """What an issuer said of a paper."""

    holder: Annotated[str, Field(min_length=1, max_length=64)]
    kind: Annotated[str, Field(min_length=1, max_length=60)]
    number: Annotated[str, Field(min_length=1, max_length=80)]
    result: Result
    asked_on: date
    where: Annotated[str, Field(min_length=1, max_length=200)]


class LookedUpShown(Schema):
    """That it was put down."""

    id: int


@router.post("/papers/files", response={201: FileSeen}, openapi_extra=BODY, summary="Hand the file of a paper in")
def hand_in(
    request: HttpRequest, name: Annotated[str, Query(max_length=150, description="What the file is called.")] = ""
) -> Any:
    """The body is the file: PDF, JPEG or PNG. The same again is the same file; the paper is a document."""
    bodies.type_of(request, BYTES)
    made = files.keep(viewer_of(request), bodies.body_of(request, MOST), name)
    return Status(201, _seen(made, files.shared([made.digest])))


@router.get("/papers/files", response=FilePage, summary="Files of papers, newest first")
def every(request: HttpRequest, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The files that are seen."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    some = page(scope.paper_files(viewer), SORTS, "newest", cursor, limit)
    again = files.shared(one.digest for one in some.items)
    return {"items": [_seen(one, again) for one in some.items], "next": some.next}


@router.get("/papers/files/{number}", response=FileSeen, summary="What is seen in a file")
def one(request: HttpRequest, number: Number) -> Any:
    """Numbers, days and kinds of paper that stand in it."""
    found = files.file_of(viewer_of(request), number)
    return _seen(found, files.shared([found.digest]))


@router.get("/papers/files/{number}/content", openapi_extra=FILE, summary="The file itself")
def content(request: HttpRequest, number: Number) -> HttpResponse:
    """Its bytes, unless it was set apart; that they were seen is noted."""
    viewer = viewer_of(request)
    found = files.file_of(viewer, number)
    return HttpResponse(files.contents(viewer, found, DOOR), content_type=MEDIA.get(found.kind, BYTES))


@router.post("/papers/look-ups", response={201: LookedUpShown}, summary="Put down what an issuer said of a paper")
def look_up(request: HttpRequest, answer: LookedUp) -> Any:
    """A paper that the issuer calls forged, suspended or revoked proves nothing from then on; its holder is told."""
    told = lookups.Answer(answer.holder, answer.kind, answer.number, answer.result, answer.asked_on, answer.where)
    return Status(201, {"id": lookups.look_up(viewer_of(request), told).pk})


def _seen(file: PaperFile, again: set[str]) -> dict[str, Any]:
    told = found(file.text)
    return {
        "id": file.pk, "digest": file.digest, "kind": file.kind, "size": file.size, "pages": file.pages,
        "turned": file.turned, "serves": file.serves, "reason": file.reason, "shared": file.digest in again,
        "has_text": bool(file.text), "machine": file.machine,
        "numbers": [{"of": of, "number": number} for of, number in told.numbers],
        "days": list(told.days), "kinds": list(told.kinds), "handed_in_at": file.at,
    }  # fmt: skip
