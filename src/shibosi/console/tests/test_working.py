"""Jobs, how often, how far, and entries of the log, in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.console import working
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store import jobs, logbook
from shibosi.store.models import Job, Role
from shibosi.store.tests.firms import staff


def test_every_job_there_is_has_a_name():
    import shibosi.runs.working
    import shibosi.store.forgetting  # noqa: F401

    assert jobs.KNOWN.keys() >= {"run", "access.forget"}
    assert {name for name in jobs.KNOWN if not name.startswith("test")} <= working.JOBS.keys() | set(_of_tests())


def _of_tests():
    return [name for name, one in jobs.KNOWN.items() if ".tests." in one.function.__module__]


@pytest.mark.parametrize(
    ("lasts", "said"),
    [(timedelta(days=1), "every 1 days"), (timedelta(hours=36), "every 36 hours"),
     (timedelta(minutes=5), "every 5 minutes"), (timedelta(seconds=90), "every 90 seconds")],
)  # fmt: skip
def test_an_interval_is_said_in_the_largest_unit_that_goes_into_it(lasts, said):
    assert working.interval(lasts) == said


@pytest.mark.django_db
def test_jobs_and_the_log_speak_chinese(monkeypatch):
    now = timezone.now()
    one = Job.objects.create(name="run", state="running", said="Judging: buyer-year", asked_at=now, due_at=now, total=2)
    logbook.append([logbook.Entry("run started", "run:x", {"by": "x", "as_of": "2026-11-20T20:30:00+00:00"})], now)
    client = signed_in(staff(Role.ADMINISTRATOR), monkeypatch, "zh-hans")
    said = text(client.get("/jobs/"))
    assert "对全部存量数据跑批" in said and "Judging" not in said and "buyer-year" not in said
    Job.objects.filter(pk=one.pk).update(state="done")
    assert "核查中" not in text(client.get(f"/jobs/{one.pk}/"))
    assert "2026-11-21 04:30" in text(client.get("/log/")) and "{" not in text(client.get("/log/1/"))
