"""Jobs: work that takes its time, as far as the viewer asked for it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema

from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.store import scope
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.models import Job
from shibosi.store.paging import LARGEST, Order, page

router = Router(tags=["jobs"], auth=Asking())
StateName = Literal["waiting", "running", "done", "failed", "cancelled"]


class JobShown(Schema):
    """A job: how far it is and what came of it."""

    id: int
    name: str
    state: StateName
    asked_at: datetime
    due_at: datetime
    attempts: int
    done: int
    total: int | None
    said: str
    result: dict[str, Any] | None
    error: str
    finished_at: datetime | None


class JobPage(Schema):
    """Jobs."""

    items: list[JobShown]
    next: str | None


SORTS = {"newest": Order("pk")}


@router.get("/jobs", response=JobPage, summary="Jobs, newest first")
def jobs(request: HttpRequest, state: StateName | None = None, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The jobs the viewer asked for; to the platform's staff all."""
    viewer = viewer_of(request)
    allowed(viewer, "jobs.read")
    query = scope.jobs(viewer)
    found = page(query.filter(state=state) if state else query, SORTS, "newest", cursor, limit)
    return {"items": [_shown(one) for one in found.items], "next": found.next}


@router.get("/jobs/{job}", response=JobShown, summary="A job")
def job(request: HttpRequest, job: Annotated[int, Path(ge=1, le=LARGEST)]) -> Any:
    """How far it is."""
    viewer = viewer_of(request)
    allowed(viewer, "jobs.read")
    one = scope.jobs(viewer).filter(pk=job).first()
    if one is None:
        raise NotThere()
    return _shown(one)


def _shown(one: Job) -> dict[str, Any]:
    names = (
        "name",
        "state",
        "asked_at",
        "due_at",
        "attempts",
        "done",
        "total",
        "said",
        "result",
        "error",
        "finished_at",
    )
    return {"id": one.pk, **{name: getattr(one, name) for name in names}}
