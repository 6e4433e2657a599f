"""Jobs: work that takes its time, done by workers on the same database, tried again when it fails.

    @job("rejudge", attempts=3)
    def rejudge(running: Running) -> dict[str, object]: ...

A job may run twice (its worker may die after the work and before it says so), so a job does nothing a second time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.settings import logs
from shibosi.store.models import Job, JobState, Schedule
from shibosi.store.tracing import span

LEASE = timedelta(minutes=10)
"""How long a job runs without a word before another worker takes it."""
PAUSE = timedelta(seconds=30)
"""Between the first and the second attempt; twice as long each time."""
TO_DO = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING)
logger = logging.getLogger("shibosi.jobs")
Clock = Callable[[], datetime]


class UnknownJob(ShibosiError):
    """A name that is no job."""

    code = "unknown-job"
    message = "There is no job '{job}'."


class Cancelled(Exception):
    """The job was cancelled while it ran."""


@dataclass(frozen=True)
class Declared:
    """A kind of job, how often it is tried, and `every` how long it is asked for again."""

    name: str
    function: "Callable[..., dict[str, Any] | None]"
    attempts: int
    every: timedelta | None = None


KNOWN: dict[str, Declared] = {}


def job(
    name: str, attempts: int = 3, every: timedelta | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a kind of job. The function takes a `Running` and the arguments the job was asked for with."""

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        KNOWN[name] = Declared(name, function, attempts, every)
        return function

    return declare


def named(name: str) -> Declared:
    """The kind of job of that name. Raises UnknownJob."""
    if name not in KNOWN:
        raise UnknownJob(job=name, hint=nearest(name, list(KNOWN)))
    return KNOWN[name]


def ask(name: str, now: datetime, by: str, only_one: str | None = None, **arguments: Any) -> Job:
    """Ask for a job. Where one with the same `only_one` waits or runs already, that one is meant.

    Who asks need not know the work: it is declared in what a worker imports, and a server's other processes do not.
    """
    try:
        with transaction.atomic():
            return Job.objects.create(
                name=name, arguments=arguments, only_one=only_one, asked_by=by, asked_at=now, due_at=now
            )
    except IntegrityError:
        found = Job.objects.filter(TO_DO, only_one=only_one).first()
        return found if found is not None else ask(name, now, by, only_one, **arguments)


def last_result(name: str) -> dict[str, Any]:
    """What the last job of that name that was done came to; nothing where none was."""
    last = Job.objects.filter(name=name, state=JobState.DONE).order_by("-pk").first()
    return (last.result or {}) if last is not None else {}


def cancel(wanted: Job, now: datetime) -> bool:
    """Cancel a job that waits or runs; one that runs stops at its next word. False where it had ended."""
    changed = Job.objects.filter(TO_DO, pk=wanted.pk).update(state=JobState.CANCELLED, finished_at=now)
    return bool(changed)


def try_again(wanted: Job, now: datetime) -> bool:
    """Let a job that failed or was cancelled wait once more, all attempts before it. False where it had not."""
    ended = Job.objects.filter(pk=wanted.pk, state__in=[JobState.FAILED, JobState.CANCELLED])
    return bool(ended.update(state=JobState.WAITING, due_at=now, attempts=0, error="", finished_at=None))


class Running:
    """A job at work: says how far it is, and learns whether it is still wanted."""

    def __init__(self, row: Job, clock: Clock) -> None:
        self.row = row
        self.clock = clock

    def progress(self, done: int, total: int | None = None, said: str = "") -> None:
        """Say how far the work is. Raises Cancelled."""
        held = Job.objects.filter(pk=self.row.pk, state=JobState.RUNNING, attempts=self.row.attempts)
        if not held.update(done=done, total=total, said=said, leased_until=self.clock() + LEASE):
            raise Cancelled


def work_once(clock: Clock) -> Job | None:
    """Do the job that has waited longest, if one is due. Answers the job as it is afterwards."""
    row = _claim(clock())
    if row is None:
        return None
    with logs.about(job=row.pk, task=row.name), span("job", **{"job.name": row.name, "job.attempt": row.attempts}):
        _do(row, clock)
    row.refresh_from_db()
    return row


def _do(row: Job, clock: Clock) -> None:
    began = perf_counter()
    try:
        result = named(row.name).function(Running(row, clock), **row.arguments)
    except Cancelled:
        logger.info("job cancelled")
    except Exception as mistake:  # whatever a job dies of, the worker lives on and the job says why
        logger.exception("job failed")
        _failed(row, mistake, clock())
    else:
        _held(row).update(state=JobState.DONE, result=result, finished_at=clock(), leased_until=None)
        logger.info("job done", extra={"facts": {"ms": round((perf_counter() - began) * 1000, 1)}})


def due_schedules(now: datetime) -> list[Job]:
    """Ask for what the schedules say. Asked twice at one moment, it is asked for once."""
    asked = []
    for plan in Schedule.objects.filter(next_at__lte=now):
        missed = (now - plan.next_at) // plan.every + 1
        turn = Schedule.objects.filter(pk=plan.pk, next_at=plan.next_at)
        with transaction.atomic():
            if turn.update(next_at=plan.next_at + plan.every * missed):
                asked.append(ask(plan.name, now, "schedule", only_one=plan.name))
    return asked


def planned() -> list[tuple[Schedule, Job | None]]:
    """The schedules by name, each with its last job."""
    return [(plan, Job.objects.filter(name=plan.name).order_by("-pk").first())
            for plan in Schedule.objects.order_by("name")]  # fmt: skip


def plan(now: datetime) -> None:
    """Put down the schedules of the kinds of job that are declared with one, where they are not there yet."""
    for one in KNOWN.values():
        if one.every is not None:
            Schedule.objects.get_or_create(name=one.name, defaults={"every": one.every, "next_at": now})


def _claim(now: datetime) -> Job | None:
    free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, leased_until__lt=now)
    while (row := Job.objects.filter(free, due_at__lte=now).order_by("due_at", "pk").first()) is not None:
        mine = Job.objects.filter(free, pk=row.pk, attempts=row.attempts)
        if mine.update(state=JobState.RUNNING, attempts=F("attempts") + 1, leased_until=now + LEASE):
            row.refresh_from_db()
            return row
    return None


def _held(row: Job) -> Any:
    """The job, if this worker still has it."""
    return Job.objects.filter(pk=row.pk, state=JobState.RUNNING, attempts=row.attempts)


def _failed(row: Job, mistake: Exception, now: datetime) -> None:
    said = mistake.sentence() if isinstance(mistake, ShibosiError) else f"{type(mistake).__name__}: {mistake}"
    if isinstance(mistake, UnknownJob) or row.attempts >= named(row.name).attempts:
        _held(row).update(state=JobState.FAILED, error=said, finished_at=now, leased_until=None)
    else:
        again = now + PAUSE * 2 ** (row.attempts - 1)
        _held(row).update(state=JobState.WAITING, error=said, due_at=again, leased_until=None)
