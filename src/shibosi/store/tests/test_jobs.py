"""Jobs: asked for, done, tried again, given back by workers that die."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from shibosi.store import jobs
from shibosi.store.models import Job, JobState, Schedule

pytestmark = pytest.mark.django_db
EVERY_JOB = """
import importlib, pkgutil
from shibosi.settings import start_django
start_django()
import shibosi.store
from shibosi.store import jobs, running
known = set(jobs.KNOWN)
for one in pkgutil.walk_packages(shibosi.store.__path__, "shibosi.store."):
    if ".tests" not in one.name and ".migrations" not in one.name and ".management" not in one.name:
        importlib.import_module(one.name)
print(*sorted(set(jobs.KNOWN) - known))
"""
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def on(self, step: timedelta) -> None:
        self.now += step


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def made(monkeypatch):
    """Jobs of this test only: `made(function)` declares one named "task"."""
    monkeypatch.setattr(jobs, "KNOWN", {})
    return lambda function, attempts=2: jobs.job("task", attempts=attempts)(function)


def test_a_job_is_done_once_and_keeps_its_result(made, clock):
    made(lambda running, number: {"twice": number * 2})
    jobs.ask("task", NOON, "me", number=21)
    assert jobs.work_once(clock).result == {"twice": 42}
    assert jobs.work_once(clock) is None


def test_a_job_that_fails_is_tried_again_later_and_then_given_up(made, clock):
    def broken(running):
        raise ValueError("no")

    made(broken, attempts=2)
    jobs.ask("task", NOON, "me")
    assert jobs.work_once(clock).state == JobState.WAITING
    assert jobs.work_once(clock) is None
    clock.on(jobs.PAUSE)
    given_up = jobs.work_once(clock)
    assert (given_up.state, given_up.error) == (JobState.FAILED, "ValueError: no")
    assert jobs.try_again(given_up, clock.now)
    assert jobs.work_once(clock).attempts == 1


def test_the_job_of_a_dead_worker_is_taken_by_another(made, clock):
    done = []
    made(lambda running: done.append(1))
    jobs.ask("task", NOON, "me")
    assert jobs._claim(clock.now) is not None  # and the worker dies
    assert jobs.work_once(clock) is None
    clock.on(jobs.LEASE + timedelta(seconds=1))
    assert jobs.work_once(clock).state == JobState.DONE
    assert done == [1]


def test_a_worker_that_was_taken_for_dead_cannot_speak_for_the_job(made, clock):
    made(lambda running: None)
    jobs.ask("task", NOON, "me")
    slow = jobs._claim(clock.now)
    clock.on(jobs.LEASE + timedelta(seconds=1))
    other = jobs._claim(clock.now)
    with pytest.raises(jobs.Cancelled):
        jobs.Running(slow, clock).progress(1)
    jobs.Running(other, clock).progress(1, 2, "half")
    other.refresh_from_db()
    assert (other.done, other.total, other.said) == (1, 2, "half")


def test_a_cancelled_job_stops_at_its_next_word(made, clock):
    def long(running):
        jobs.cancel(running.row, clock.now)
        running.progress(1)
        pytest.fail("it went on")

    made(long)
    jobs.ask("task", NOON, "me")
    assert jobs.work_once(clock).state == JobState.CANCELLED


def test_of_a_job_that_may_be_there_once_the_second_is_the_first(made, clock):
    made(lambda running: None)
    first = jobs.ask("task", NOON, "me", only_one="all")
    assert jobs.ask("task", NOON, "you", only_one="all").pk == first.pk
    jobs.work_once(clock)
    assert jobs.ask("task", NOON, "you", only_one="all").pk != first.pk


def test_a_schedule_asks_once_however_often_and_late_it_is_looked_at(made):
    made(lambda running: None)
    Schedule.objects.create(name="task", every=timedelta(hours=1), next_at=NOON)
    late = NOON + timedelta(hours=5, minutes=10)
    assert len(jobs.due_schedules(late)) == 1
    assert jobs.due_schedules(late) == []
    assert Schedule.objects.get().next_at == NOON + timedelta(hours=6)
    assert Job.objects.count() == 1


def test_a_job_nobody_declared_fails_at_once_and_tells_the_nearest_name(made):
    made(lambda running: None)
    jobs.ask("tast", NOON, "me")
    failed = jobs.work_once(lambda: NOON)
    assert (failed.state, failed.attempts) == ("failed", 1) and "'task'" in failed.error


def test_who_asks_for_a_job_need_not_know_its_work(monkeypatch):
    monkeypatch.delitem(jobs.KNOWN, "screening", raising=False)
    assert jobs.ask("screening", NOON, "intake").state == "waiting"


def test_a_worker_knows_every_job_of_the_store():
    """What a worker does not import is never scheduled; asked in a process that imported nothing else."""
    told = subprocess.run([sys.executable, "-c", EVERY_JOB], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
