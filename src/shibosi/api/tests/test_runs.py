"""Runs, jobs and schedules through the API."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.api.tests.world import a_firm, an_order, the_platform
from shibosi.store import jobs, running
from shibosi.store.models import AccessEntry, Role, Schedule

pytestmark = pytest.mark.django_db


def work():
    return jobs.work_once(timezone.now)


@pytest.fixture
def officer():
    officer = the_platform(Role.OFFICER)
    assert officer.hand_in(an_order(), an_order(number="O-2")).status_code == 200
    return officer


def test_a_run_is_started_worked_and_taken_away(officer):
    started = officer.post("/runs", {}).json()
    address = f"/runs/{started['id']}"
    assert started["state"] == "waiting" and officer.get(f"{address}/download").json()["code"] == "run-gone"
    assert officer.get(f"{address}/differences").status_code == 409
    assert work().state == "done"
    found = officer.get(address).json()
    assert (found["state"], found["changed"]) == ("done", {"came": 0, "went": 0, "changed": 0})
    assert officer.get("/runs").json()["items"] == [found]
    answer = officer.get(f"{address}/download")
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer))).namelist()
    assert {"run.json", "findings.parquet", "report.html"} <= set(names)
    assert not [name for name in names if name.startswith("keys/")]
    assert AccessEntry.objects.filter(act="exported", subject=f"run:{started['id']}").count() == 1


def test_differences_come_in_pages_against_stored_findings_and_other_runs(officer):
    first = officer.post("/runs", {}).json()["id"]
    work()
    officer.hand_in(*(an_order(number=f"N-{number}") for number in range(3)))
    second = officer.post("/runs", {}).json()["id"]
    work()
    whole = officer.get(f"/runs/{second}/differences", against=first, limit=200).json()
    assert whole["total"] == len(whole["items"]) > 1
    page = officer.get(f"/runs/{second}/differences", against=first, limit=1, first=1).json()
    assert page["items"] == whole["items"][1:2]
    for run, total in ((second, 0), (first, whole["total"])):
        assert officer.get(f"/runs/{run}/differences", against="now").json()["total"] == total
    assert officer.get(f"/runs/{second}/differences", against="nothing").status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"as_of": "0001-01-01"}, 422, "unusable-values"),
        ({"as_of": "tomorrow"}, 422, "unusable-values"),
        ({"overlay": "a: ["}, 422, "unusable-overlay"),
        ({"overlay": "a: {b: {values: []}}"}, 422, "unknown-parameter"),
        ({"overlay": "x" * 70_000}, 422, "unusable-values"),
    ],
)
def test_a_run_that_cannot_be_is_refused(officer, body, status, code):
    answer = officer.post("/runs", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_firm_sees_neither_runs_nor_schedules_nor_jobs_of_others(officer):
    firm, run = a_firm("AAA"), officer.post("/runs", {}).json()
    number = run["job"]
    for answer in (
        firm.get("/runs"), firm.post("/runs", {}), firm.get(f"/runs/{run['id']}"), firm.post("/rejudge", {}),
        firm.get(f"/runs/{run['id']}/differences"), firm.get(f"/runs/{run['id']}/download"), firm.get("/schedules"),
    ):  # fmt: skip
        assert answer.status_code == 403, answer.content
    assert firm.post(f"/jobs/{number}/cancel", {}).status_code == 404
    assert officer.post(f"/jobs/{number}/cancel", {}).json()["state"] == "cancelled"
    assert officer.post(f"/jobs/{number}/retry", {}).json()["state"] == "waiting"


def test_schedules_are_seen_with_their_last_job(officer, monkeypatch):
    monkeypatch.setitem(jobs.KNOWN, "each-day", jobs.Declared("each-day", lambda running: None, 1, timedelta(days=1)))
    running.tick(timezone.now)
    running.tick(timezone.now)
    assert Schedule.objects.filter(name="each-day").count() == 1
    (plan,) = [one for one in officer.get("/schedules").json() if one["name"] == "each-day"]
    assert plan["every"] == 86400 and plan["last"]["state"] == "waiting" and plan["next_at"] > plan["last"]["asked_at"]


def test_everything_is_judged_again_once_however_often_it_is_asked_for(officer):
    first, second = officer.post("/rejudge", {}).json(), officer.post("/rejudge", {}).json()
    assert first["id"] == second["id"] and first["name"] == "rejudge"
    assert work().result["dossiers"] >= 0
