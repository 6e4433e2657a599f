"""Verbs of jobs: cancel, try again. Of own jobs whoever asked for them, of all jobs who oversees them."""

from django.db import transaction

from shibosi.store import jobs, logbook
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.models import Job
from shibosi.store.scope import jobs as seen
from shibosi.store.viewers import Viewer


@transaction.atomic
def cancel(viewer: Viewer, number: int) -> Job:
    """Cancel a job that waits or runs; one that ended stays as it is. Raises Forbidden, NotThere."""
    one = _own(viewer, number)
    if jobs.cancel(one, viewer.now):
        _tell(viewer, "job cancelled", one)
    return _fresh(one)


@transaction.atomic
def retry(viewer: Viewer, number: int) -> Job:
    """Let a job that failed or was cancelled wait once more; another stays as it is. Raises Forbidden, NotThere."""
    one = _own(viewer, number)
    if jobs.try_again(one, viewer.now):
        _tell(viewer, "job retried", one)
    return _fresh(one)


def _own(viewer: Viewer, number: int) -> Job:
    one = seen(viewer).filter(pk=number).first()
    if one is None:
        allowed(viewer, "jobs.read")
        raise NotThere()
    allowed(viewer, "jobs.ask" if one.asked_by == viewer.by else "jobs.oversee")
    return one


def _fresh(one: Job) -> Job:
    one.refresh_from_db()
    return one


def _tell(viewer: Viewer, what: str, one: Job) -> None:
    logbook.append([logbook.Entry(what, f"job:{one.pk}", {"name": one.name, "by": viewer.by})], viewer.now)
