"""Jobs: work that takes its time, as far as the viewer asked for it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema

from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.store import scope
from shibosi.store.actions import jobs as verbs
from shibosi.store.allowing import allowed, the_one
from shibosi.store.jobs import planned
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


class ScheduleShown(Schema):
    """A job that is asked for again and again: every how many seconds, when next, how the last one went."""

    name: str
    every: float
    next_at: datetime
    last: JobShown | None


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
    return {"items": [shown(one) for one in found.items], "next": found.next}


@router.get("/schedules", response=list[ScheduleShown], summary="What is done again and again")
def schedules(request: HttpRequest) -> Any:
    """The schedules, with the last job of each."""
    allowed(viewer_of(request), "jobs.oversee")
    return [
        {"name": plan.name, "every": plan.every.total_seconds(), "next_at": plan.next_at,
         "last": shown(last) if last else None}
        for plan, last in planned()
    ]  # fmt: skip


@router.post("/jobs/{job}/cancel", response=JobShown, summary="Cancel a job")
def cancel(request: HttpRequest, job: Annotated[int, Path(ge=1, le=LARGEST)]) -> Any:
    """One that runs stops at its next word; one that ended stays as it is."""
    return shown(verbs.cancel(viewer_of(request), job))


@router.post("/jobs/{job}/retry", response=JobShown, summary="Try a job once more")
def retry(request: HttpRequest, job: Annotated[int, Path(ge=1, le=LARGEST)]) -> Any:
    """One that failed or was cancelled waits once more; another stays as it is."""
    return shown(verbs.retry(viewer_of(request), job))


@router.get("/jobs/{job}", response=JobShown, summary="A job")
def job(request: HttpRequest, job: Annotated[int, Path(ge=1, le=LARGEST)]) -> Any:
    """How far it is."""
    viewer = viewer_of(request)
    allowed(viewer, "jobs.read")
    one = the_one(scope.jobs(viewer).filter(pk=job))
    return shown(one)


def shown(one: Job) -> dict[str, Any]:
    """A job as it is answered."""
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
