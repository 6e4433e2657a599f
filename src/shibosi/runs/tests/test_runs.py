"""Runs over what is stored: equal to what intake decided, comparable, done once however often they are asked for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shibosi.batch.check import overlaid
from shibosi.domains import registry
from shibosi.kernel.parameters import BadValue, UnknownParameter
from shibosi.runs import comparing, working
from shibosi.store import jobs, rejudging, waking
from shibosi.store.actions import jobs as job_verbs
from shibosi.store.actions.runs import LONGEST, UnusableOverlay, rejudge, start, written
from shibosi.store.allowing import Forbidden, NotThere
from shibosi.store.intake import deciders
from shibosi.store.models import DossierState, Finding, Job, LogEntry, Role, Run
from shibosi.store.runs import RunGone, folder_of, opened
from shibosi.store.scope import runs as runs_seen
from shibosi.store.tests.trade import NOON, documents, frames, hand_in
from shibosi.store.viewers import WHOLE, Viewer

pytestmark = pytest.mark.django_db
OFFICER = Viewer("account:1", NOON, Role.OFFICER, WHOLE, account=1)
FIRM = Viewer("token:x/firm", NOON, scopes=WHOLE, party=1, reporter="firm", names=frozenset(["@firm"]))
OVERLAY = """
payment_tolerance:
  share:
    values:
      - {from: unknown, place: all, value: "1", source: "a test", confidence: local}
"""


@pytest.fixture(scope="module")
def made():
    return documents(frames(40))


def done(run=None, now=NOON):
    """Do what is asked for, and look at the run again."""
    job = jobs.work_once(lambda: now)
    assert job.state == "done", job.error
    if run is not None:
        run.refresh_from_db()
        return run
    return job


def changes(run, other=comparing.THEN):
    return comparing.differences_of(run, other, 0, 1000)


def test_a_run_as_of_today_finds_what_intake_found(made):
    hand_in(made)
    run = done(start(OFFICER))
    assert (run.state, run.findings) == ("done", Finding.objects.filter(resolved_at__isnull=True).count())
    assert run.findings > 10 and run.counts["broken"] > 0
    assert run.changed == {"came": 0, "went": 0, "changed": 0} and changes(run).items == []
    assert opened(run).about["findings"]["sha256"] == run.digest
    assert {"run started", "run finished"} <= set(LogEntry.objects.values_list("what", flat=True))
    assert not list(folder_of(run).parent.parent.glob(".run-*")), "sensitive columns lie open in a snapshot"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_has_no_transaction_of_its_own_runs_too(made):
    hand_in(made[:40])
    assert done(start(OFFICER)).findings == Finding.objects.filter(resolved_at__isnull=True).count() > 0


def test_differences_to_another_day_and_other_values_come_in_pages(made):
    hand_in(made)
    today, early = start(OFFICER), start(OFFICER, date(2019, 1, 1))
    for run in (today, early):
        done(run)
    assert opened(early).as_of == early.as_of == date(2019, 1, 1)
    every = changes(early, today)
    assert every.total == len(every.items) > 1
    first = comparing.differences_of(early, today, 0, 1)
    assert (first.items, first.next, first.total) == (every.items[:1], 1, every.total)
    assert comparing.differences_of(early, today, first.total - 1, 3).next is None
    assert sum(early.changed.values()) == changes(early).total == changes(early, comparing.NOW).total
    assert sum(one["dossiers"] for one in comparing.by_control(early, today)) == every.total
    back = changes(today, early)
    assert [(one.before, one.after) for one in back.items] == [(one.after, one.before) for one in every.items]


def test_an_overlay_changes_what_is_found_and_nothing_that_is_stored(made):
    hand_in(made)
    before = Finding.objects.count()
    run = done(start(OFFICER, overlay=OVERLAY))
    assert opened(run).about["overlay"] and Finding.objects.count() == before
    assert run.changed["went"] > 0 and run.digest != done(start(OFFICER)).digest


@pytest.mark.parametrize(
    ("story", "text", "error"),
    [
        ("no YAML", "a: [", UnusableOverlay),
        ("a file of the server", "a:\n  b:\n    values:\n      - {codes_from: /etc/passwd}", UnusableOverlay),
        ("the same in quotation marks", 'a:\n  b:\n    values: [{"codes_from": x}]', UnusableOverlay),
        ("references to itself", "a: &a [1]\nb: [*a, *a]", UnusableOverlay),
        ("an object of Python", "a: !!python/object/apply:os.system [ls]", UnusableOverlay),
        ("deeper than anything", "[" * 5000, UnusableOverlay),
        ("too long", "a" * (LONGEST + 1), UnusableOverlay),
        ("a parameter there is none of", "a:\n  b: {values: []}", UnknownParameter),
        ("no set", "- a", BadValue),
    ],
)
def test_an_overlay_that_cannot_be_used_is_refused_before_anything_runs(story, text, error):
    with pytest.raises(error):
        start(OFFICER, overlay=text)
    assert not Run.objects.exists() and not Job.objects.exists()


def test_a_run_whose_worker_died_is_finished_by_the_next(made, monkeypatch):
    hand_in(made)
    run = start(OFFICER)
    monkeypatch.setattr(working, "_put_down", lambda *given: (_ for _ in ()).throw(OSError("killed")))
    jobs.work_once(lambda: NOON)
    monkeypatch.undo()
    assert folder_of(run).exists() and Run.objects.get().finished_at is None
    monkeypatch.setattr(working, "_run", lambda *given: pytest.fail("it began anew"))
    assert done(run, NOON + timedelta(hours=1)).findings > 0


def test_firms_neither_start_nor_see_runs(made):
    with pytest.raises(Forbidden):
        start(FIRM)
    with pytest.raises(Forbidden):
        start(replace(OFFICER, role=Role.AUDITOR))
    start(OFFICER)
    assert not runs_seen(FIRM).exists() and runs_seen(replace(OFFICER, role=Role.AUDITOR)).count() == 1


def test_a_run_without_its_folder_says_so(made):
    run = start(OFFICER)
    with pytest.raises(RunGone):
        changes(run)


def stored():
    return sorted(Finding.objects.filter(resolved_at__isnull=True).values_list("dossier__key", "control", "outcome"))


def test_everything_judged_again_is_what_a_full_run_finds(made, monkeypatch):
    hand_in(made)
    right = stored()
    monkeypatch.setattr(waking, "AT_ONCE", 7)
    Finding.objects.filter(pk__in=list(Finding.objects.values_list("pk", flat=True)[::2])).delete()
    some = Finding.objects.first()
    Finding.objects.create(
        dossier=some.dossier, control="a_control_that_is_gone", outcome="broken", severity=1, facts="{}",
        first_seen=NOON, last_seen=NOON,
    )  # fmt: skip
    later = NOON + timedelta(minutes=5)
    rejudge(replace(OFFICER, now=later))
    job = done(now=later)
    assert stored() == right
    assert job.result["dossiers"] == job.done == job.total == DossierState.objects.count()
    assert job.result["resolved"] == 1
    assert done(start(replace(OFFICER, now=later)), later).changed == {"came": 0, "went": 0, "changed": 0}


def test_values_that_changed_are_used_when_all_is_judged_again(made, monkeypatch, tmp_path):
    hand_in(made)
    values = overlaid(registry.values(), written(OVERLAY, tmp_path))
    monkeypatch.setattr(deciders.registry, "values", lambda: values)
    deciders.decider_of.cache_clear()
    try:
        later = NOON + timedelta(minutes=5)
        rejudge(replace(OFFICER, now=later))
        job = done(now=later)
        assert job.result["resolved"] > 0
        assert done(start(replace(OFFICER, now=later)), later).changed == {"came": 0, "went": 0, "changed": 0}
    finally:
        deciders.decider_of.cache_clear()


def test_judging_again_is_asked_for_once_and_goes_on_where_it_was_left(made, monkeypatch):
    hand_in(made)
    later = NOON + timedelta(minutes=5)
    first, second = rejudging.ask(later, "me"), rejudging.ask(later, "you")
    assert first.pk == second.pk
    waking.judge_portion(DossierState.objects.filter(judged_at__lt=later), later)
    left = DossierState.objects.filter(judged_at__lt=later).count()
    assert done(now=later).result["dossiers"] == left


def test_jobs_are_cancelled_and_tried_again_by_those_who_may(made):
    run = start(OFFICER)
    number = run.job_id
    with pytest.raises(NotThere):
        job_verbs.cancel(replace(FIRM, level=3), number)
    with pytest.raises(Forbidden):
        job_verbs.cancel(replace(OFFICER, role=Role.AUDITOR, by="account:2"), number)
    assert job_verbs.cancel(OFFICER, number).state == "cancelled"
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert job_verbs.retry(replace(OFFICER, by="account:3"), number).state == "waiting"
    assert job_verbs.retry(OFFICER, number).state == "waiting"
    assert list(LogEntry.objects.filter(subject=f"job:{number}").order_by("pk").values_list("what", flat=True)) == [
        "job cancelled", "job retried",
    ]  # fmt: skip
