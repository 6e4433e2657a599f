"""Jobs: what takes its time, how far it is, and what is done again and again."""

import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.console import working
from shibosi.kernel.words import language, translate
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Filters
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import jobs as actions
from shibosi.store.actions import queues
from shibosi.store.allowing import may, the_one
from shibosi.store.models import Job, JobState, Schedule

STATES = {state: state for state in JobState.values}
HEADINGS = [Heading("Job", "pk"), Heading("State"), Heading("Progress"), Heading("Asked", "asked_at", datetime),
            Heading("Attempts", number=True)]  # fmt: skip
COLUMNS = [
    "Job",
    "Name",
    "State",
    "Asked",
    "Asked by",
    "Due at",
    "Attempts",
    "Done",
    "Out of",
    "Says",
    "Error",
    "Ended at",
]
FILTERS = Filters(Choice("state", "State", among=STATES), Choice("name", "Job", among=working.JOBS))


@page("jobs/", verb="jobs.read", entry=Entry("Jobs", Group.MANAGING, 60, "job", "j"))
def jobs(request: Asked) -> HttpResponse:
    """The jobs that are seen, newest first; to the platform what is done again and again as well."""
    chosen = FILTERS.read(request.GET)
    wanted = {"state": chosen["state"], "name": chosen["name"]}
    query = scope.jobs(request.viewer).filter(**{name: value for name, value in wanted.items() if value})
    if file_wanted(request):
        return as_file(request, "jobs", query.order_by("-pk"), COLUMNS, _row)
    plans = Schedule.objects.order_by("name") if may(request.viewer, "jobs.oversee") else []
    return show(request, "console/jobs.html", list=listing(request, query, HEADINGS, "-pk", chosen), schedules=plans)


@page("jobs/<key:job>/", verb="jobs.read")
def job(request: Asked, job: int) -> HttpResponse:
    """A job: how far it is, what it said, what came of it. Raises NotThere."""
    one = the_one(scope.jobs(request.viewer).filter(pk=job))
    result = json.dumps(one.result, ensure_ascii=False, indent=1) if one.result else ""
    open_ = one.state in (JobState.WAITING, JobState.RUNNING)
    verb = "jobs.ask" if one.asked_by == request.viewer.by else "jobs.oversee"
    told = one.result if one.name in (queues.JOB, queues.ASSIGN) and one.result else {}
    refused = [(row["case"], row[language()]) for row in told.get("refused", ())]
    ended = one.state in (JobState.FAILED, JobState.CANCELLED)
    return show(request, "console/job.html", one=one, result=result, open=open_, ended=ended,
                refused=refused, more=told.get("more", 0), moved=told.get("done"),
                may=may(request.viewer, verb))  # fmt: skip


@do("jobs/<key:job>/cancel/", verb="jobs.ask")
def cancel(request: Asked, job: int) -> HttpResponse:
    """Cancel it. Raises NotThere."""
    is_off = actions.cancel(request.viewer, job).state == JobState.CANCELLED
    return _back(request, job, "The job is cancelled." if is_off else "The job had ended already.")


@do("jobs/<key:job>/again/", verb="jobs.ask")
def again(request: Asked, job: int) -> HttpResponse:
    """Try it again. Raises NotThere."""
    waits = actions.retry(request.viewer, job).state == JobState.WAITING
    return _back(request, job, "The job waits once more." if waits else "The job has not failed.")


def _back(request: Asked, job: int, words: str) -> HttpResponse:
    messages.success(request, translate(words))
    return redirect("jobs.job", job=job)


def _row(one: Job) -> list[Any]:
    return [
        one.pk, one.name, one.state, one.asked_at.isoformat(), one.asked_by, one.due_at.isoformat(), one.attempts,
        one.done, one.total, one.said, one.error, one.finished_at.isoformat() if one.finished_at else None,
    ]  # fmt: skip
