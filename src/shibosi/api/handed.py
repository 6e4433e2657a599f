"""Files: handed in as they are, answered row by row, filtered, taken back with the answers in them."""

from datetime import datetime
from pathlib import Path as Where
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema, Status

from shibosi.api import bodies
from shibosi.api.dossiers import DecisionName
from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.problems import said_place
from shibosi.kernel.words import language
from shibosi.store import scope
from shibosi.store.allowing import allowed, may_hand_in, the_one
from shibosi.store.intake import files, given_back
from shibosi.store.intake.answers import said
from shibosi.store.models import HandedFile, RowAnswer
from shibosi.store.paging import LARGEST, Order, page

router = Router(tags=["documents"], auth=Asking())
DOOR = "api"
BYTES = "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}}}
}
BOOK: dict[str, Any] = {"responses": {200: {"description": "The workbook", "content": {
    XLSX: {"schema": {"type": "string", "format": "binary"}}
}}}}  # fmt: skip
Number = Annotated[int, Path(ge=1, le=LARGEST)]
SORTS = {"newest": Order("pk")}
ROWS = {"place": Order("place", down=False)}


class WholeProblem(Schema):
    """Something wrong with the file or a table of it."""

    code: str
    place: str
    sentence: str


class FileShown(Schema):
    """A file that was handed in. `decisions` counts its rows; `state` says how far it is: taken in where "done"."""

    id: int
    name: str
    handed_in_at: datetime
    state: Literal["waiting", "running", "done", "failed"]
    documents_done: int
    documents_total: int | None
    rows: int
    stored: int
    known: int
    decisions: dict[str, int]
    problems: list[WholeProblem]
    given_back: bool


class FilesPage(Schema):
    """Files that were handed in."""

    items: list[FileShown]
    next: str | None


class WhyShown(Schema):
    """Why a row is answered so. `control` is named where it is one; `column` as the file calls it."""

    control: str
    place: str
    column: str
    sentence: str
    remedy: str


class RowShown(Schema):
    """What became of a row: of the document it belongs to. `reason` is what rows are filtered by."""

    sheet: str
    row: int | None
    kind: str
    number: str
    decision: DecisionName
    known: bool
    reason: str
    reasons: list[WhyShown]


class RowsPage(Schema):
    """Rows, in the order of the file."""

    items: list[RowShown]
    next: str | None


class RowFilter(Schema):
    """Which rows."""

    decision: DecisionName | None = None
    reason: Annotated[str, Query(max_length=120, description="A control, or the code of a problem.")] = ""
    kind: Annotated[str, Query(max_length=40)] = ""
    number: Annotated[str, Query(max_length=200)] = ""


@router.post("/files", response={201: FileShown}, openapi_extra=BODY, summary="Hand a file in")
def hand_in(
    request: HttpRequest, name: Annotated[str, Query(max_length=100, description="What the file is called.")]
) -> Any:
    """The body is the file: xlsx, CSV, JSON lines or a customs message, as its name says.

    A large one is taken in by a worker: ask again until its state is "done".
    """
    viewer = viewer_of(request)
    may_hand_in(viewer)
    bodies.type_of(request, BYTES)
    kind = files.suffix(name)
    with TemporaryDirectory(prefix="shibosi-") as folder:
        path = Where(folder) / f"file.{kind}"
        path.write_bytes(bodies.body_of(request, files.MOST))
        return Status(201, _shown(files.hand_in(viewer, path, name)))


@router.get("/files", response=FilesPage, summary="Files that were handed in, newest first")
def every(request: HttpRequest, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """Those of the party acted for, as long as they are kept."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    some = page(scope.handed_files(viewer).select_related("job"), SORTS, "newest", cursor, limit)
    return {"items": [_shown(one) for one in some.items], "next": some.next}


@router.get("/files/{number}", response=FileShown, summary="A file that was handed in")
def one(request: HttpRequest, number: Number) -> Any:
    """How far it is, its counts, and what is wrong with the whole."""
    return _shown(_file(request, number))


@router.get("/files/{number}/rows", response=RowsPage, summary="What became of each row of a file")
def rows(
    request: HttpRequest, number: Number, which: Query[RowFilter], limit: Limit = 50, cursor: Cursor = ""
) -> Any:  # fmt: skip
    """Accepted, waiting for what, held by which control, refused why and what to do."""
    found = _file(request, number)
    wanted = {name: value for name, value in which.dict().items() if value}
    query = scope.row_answers(viewer_of(request)).filter(file=found, **wanted)
    some = page(query, ROWS, "place", cursor, limit)
    return {"items": [_row(answer) for answer in some.items], "next": some.next}


@router.get("/files/{number}/answered", openapi_extra=BOOK, summary="A file with the answers in it")
def answered(request: HttpRequest, number: Number) -> HttpResponse:
    """The table as a workbook: beside each row what became of it and why, cells that cannot be read marked."""
    found = _file(request, number)
    return HttpResponse(given_back.given_back(viewer_of(request), found, DOOR), content_type=XLSX)


def _file(request: HttpRequest, number: int) -> HandedFile:
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    found: HandedFile = the_one(scope.handed_files(viewer).filter(pk=number).select_related("job"))
    return found


def _shown(one: HandedFile) -> dict[str, Any]:
    told = one.told
    state = "done" if one.ended_at is not None else one.job.state if one.job is not None else "failed"
    return {
        "id": one.pk, "name": one.name, "handed_in_at": one.at, "state": "failed" if state == "cancelled" else state,
        "documents_done": one.job.done if one.job is not None else sum(told.get("decisions", {}).values()),
        "documents_total": one.job.total if one.job is not None else sum(told.get("decisions", {}).values()),
        "rows": one.rows, "stored": told.get("stored", 0), "known": told.get("known", 0),
        "decisions": told.get("rows", {}), "given_back": given_back.can(one),
        "problems": [{"code": each["code"], "place": said_place(each["place"]), "sentence": each[language()]}
                     for each in told.get("problems", ())],
    }  # fmt: skip


def _row(answer: RowAnswer) -> dict[str, Any]:
    why = [{"control": one.control, "place": one.place, "column": one.column, "sentence": one.text,
            "remedy": one.remedy} for one in said(answer)]  # fmt: skip
    return {name: getattr(answer, name) for name in ("sheet", "row", "kind", "number", "decision", "known", "reason")
            } | {"reasons": why}  # fmt: skip
