"""Runs over everything that is stored: start one, see what it found, what it changes, take it away."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import FileResponse, HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from shibosi.api.errors import Unusable
from shibosi.api.jobs import JobShown
from shibosi.api.jobs import shown as job_shown
from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.words import Phrase
from shibosi.runs import comparing, working
from shibosi.runs.taking import file_name, zipped
from shibosi.store import jobs, scope
from shibosi.store.actions import runs as verbs
from shibosi.store.allowing import allowed, the_one
from shibosi.store.models import Run
from shibosi.store.paging import LARGEST, Order, page
from shibosi.store.seeing import note

router = Router(tags=["runs"], auth=Asking())
jobs.named(working.JOB)
StateName = Literal["waiting", "running", "done", "failed", "cancelled"]
Name = Annotated[str, Path(max_length=32)]


class Start(Schema):
    """A run that is asked for: as of a day (today unless given), with other values (YAML, as of `check --overlay`)."""

    as_of: date | None = None
    overlay: Annotated[str, Field(max_length=verbs.LONGEST)] = ""


class RunShown(Schema):
    """A run. `changed`: findings that came, went or changed against those stored at its moment."""

    id: str
    state: StateName
    asked_by: str
    asked_at: datetime
    as_of: date
    overlay: str
    job: int | None
    finished_at: datetime | None
    dossiers: int
    findings: int
    counts: dict[str, int]
    changed: dict[str, int]
    digest: str


class RunPage(Schema):
    """Runs."""

    items: list[RunShown]
    next: str | None


class DifferenceShown(Schema):
    """A finding that came, went or changed; no outcome: there was no finding."""

    dossier: str
    key: str
    control: str
    before: str | None
    after: str | None


class DifferencePage(Schema):
    """Differences, sorted by dossier, key and control."""

    items: list[DifferenceShown]
    next: int | None
    total: int


SORTS = {"newest": Order("pk")}
DOWNLOAD: dict[str, Any] = {
    "responses": {
        200: {"description": "The folder", "content": {"application/zip": {"schema": {"type": "string"}}}}
    }
}  # fmt: skip


@router.get("/runs", response=RunPage, summary="Runs, newest first")
def every(request: HttpRequest, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The runs; they are over what all firms reported, and so the platform's."""
    viewer = viewer_of(request)
    allowed(viewer, "runs.read")
    found = page(scope.runs(viewer).select_related("job"), SORTS, "newest", cursor, limit)
    return {"items": [_shown(one) for one in found.items], "next": found.next}


@router.post("/runs", response=RunShown, summary="Start a run")
def start(request: HttpRequest, asked: Start) -> Any:
    """A worker judges all that is stored, as of the day; `job` tells how far it is."""
    if asked.as_of is not None and not 1970 <= asked.as_of.year <= 9998:
        raise Unusable(place="as_of", reason=Phrase("the year must be between 1970 and 9998"))
    return _shown(verbs.start(viewer_of(request), asked.as_of, asked.overlay))


@router.post("/rejudge", response=JobShown, summary="Judge everything that is stored again")
def rejudge(request: HttpRequest) -> Any:
    """After an upgrade, or when values changed: a worker judges every dossier again, in portions."""
    return job_shown(verbs.rejudge(viewer_of(request)))


@router.get("/runs/{run}", response=RunShown, summary="A run")
def one(request: HttpRequest, run: Name) -> Any:
    """How far it is and what it found."""
    return _shown(_seen(request, run))


@router.get("/runs/{run}/differences", response=DifferencePage, summary="What a run finds otherwise")
def differences(
    request: HttpRequest,
    run: Name,
    against: Annotated[str, Query(max_length=32, description="`stored`: the findings of its moment; `now`: those of "
                                  "now; or the id of another run.")] = comparing.THEN,
    first: Annotated[int, Query(ge=0, le=LARGEST, description="`next` of the page before.")] = 0,
    limit: Limit = 50,
) -> Any:  # fmt: skip
    """The differences, page by page."""
    mine = _seen(request, run)
    other: Any = against if against in (comparing.THEN, comparing.NOW) else _seen(request, against)
    found = comparing.differences_of(mine, other, first, limit)
    return {"items": [vars(item) for item in found.items], "next": found.next, "total": found.total}


@router.get("/runs/{run}/download", openapi_extra=DOWNLOAD, summary="The folder of a run, as a zip")
def download(request: HttpRequest, run: Name) -> Any:
    """Findings, counts, controls, values, log and report. Who took it is noted; the key of its log stays here."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.export")
    found = _seen(request, run)
    out = zipped(found)
    note(viewer, "exported", f"run:{found.public}", "api")
    return FileResponse(out, as_attachment=True, filename=file_name(found), content_type="application/zip")


def _seen(request: HttpRequest, public: str) -> Run:
    viewer = viewer_of(request)
    allowed(viewer, "runs.read")
    found = the_one(scope.runs(viewer).filter(public=public).select_related("job"))
    return found


def _shown(one: Run) -> dict[str, Any]:
    names = ("state", "asked_by", "asked_at", "as_of", "overlay", "finished_at", "dossiers", "findings", "counts",
             "changed", "digest")  # fmt: skip
    return {"id": one.public, "job": one.job_id, **{name: getattr(one, name) for name in names}}
