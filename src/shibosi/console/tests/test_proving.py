"""Log, samples and jobs on pages: who may open them, what they show, what is given away and noted."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.console.tests.world import a_world
from shibosi.kernel.log.bundle import VERIFIER
from shibosi.kernel.log.verifier import is_beginning
from shibosi.pages.tests.looking import heard, nobody, signed_in, taken, text
from shibosi.store import jobs, logbook, proofs, webhooks
from shibosi.store.models import AccessEntry, DossierState, Finding, Job, LogEntry, LogHead

pytestmark = pytest.mark.django_db
SAMPLE = "/audit/sample/?kind=finding&seed=2026-Q2&size=7&to-finding=1000000"
PAGES = [
    "/log/",
    "/log/0/",
    "/log/?what=document",
    SAMPLE,
    "/audit/sample/",
    "/audit/sample/?kind=document&seed=a&to-document=1000000",
    "/jobs/",
]


@pytest.fixture
def world():
    return a_world(40)


@pytest.fixture
def auditor(world, monkeypatch):
    return signed_in(world.auditor, monkeypatch)


@pytest.fixture
def a_job(world):
    """A job that waits."""
    return jobs.ask(webhooks.JOB, timezone.now(), f"account:{world.officer.pk}", delivery=1)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_staff_opens_every_page_in_its_language(world, a_job, language, monkeypatch):
    client, lacking = signed_in(world.auditor, monkeypatch, language), heard(monkeypatch)
    for address in [*PAGES, f"/jobs/{a_job.pk}/"]:
        assert client.get(address).status_code == 200, address
    assert not lacking


def test_nobody_and_no_firm_sees_log_or_samples(world, monkeypatch):
    clerk = signed_in(world.clerk, monkeypatch, party=world.firm)
    for address in PAGES[:-1]:
        assert nobody().get(address).status_code == 302
        assert clerk.get(address).status_code == 403, address


def test_a_firm_sees_only_jobs_it_asked_for(world, a_job, monkeypatch):
    clerk = signed_in(world.clerk, monkeypatch, party=world.firm)
    assert clerk.get(f"/jobs/{a_job.pk}/").status_code == 404
    assert clerk.post(f"/jobs/{a_job.pk}/cancel/").status_code == 404
    a_job.refresh_from_db()
    assert a_job.state == "waiting"


def test_a_bundle_from_the_page_verifies_without_this_software(auditor, tmp_path):
    answer = auditor.get("/log/bundle/?from=0&to=3")
    (tmp_path / "bundle.json").write_bytes(answer.content)
    found = subprocess.run([sys.executable, "-I", str(VERIFIER), str(tmp_path / "bundle.json")], check=False)
    assert found.returncode == 0 and len(json.loads(answer.content)["entries"]) == 4
    assert AccessEntry.objects.filter(act="exported", subject="log:0-3").exists()


@pytest.mark.parametrize("asked", ["", "?from=3&to=1", "?from=0&to=500", "?from=x&to=1", "?from=0&to=0&older=99999"])
def test_a_bundle_of_nothing_is_refused(auditor, asked):
    assert auditor.get(f"/log/bundle/{asked}").status_code == 422


def test_entries_that_are_not_there(auditor):
    assert auditor.get("/log/bundle/?from=99999&to=99999").status_code == 404
    for position in (99_999, 10**30):
        assert auditor.get(f"/log/{position}/").status_code == 404


def test_a_head_a_day_is_kept_and_the_log_grows_from_it(world):
    now = timezone.now()
    first = proofs.keep_head(now)
    assert first is not None and proofs.keep_head(now + timedelta(hours=25)) is None
    logbook.append([logbook.Entry("tested", "thing:1", {})], now)
    assert proofs.keep_head(now + timedelta(hours=1)) is None
    second = proofs.keep_head(now + timedelta(hours=25))
    assert second is not None and LogHead.objects.count() == 2
    path = logbook.consistency(first.size, second.size)
    assert is_beginning(first.size, second.size, path, logbook.head(first.size)[1], logbook.head(second.size)[1])


def drawn(client, address=SAMPLE):
    """The lines of a sample as a file has them."""
    return taken(client.get(f"{address}&file=csv")).decode().splitlines()


def test_the_same_seed_draws_the_same_for_everybody(world, auditor, monkeypatch):
    before = drawn(auditor)
    Finding.objects.filter(pk__gt=0).update(resolved_at=None)
    assert len(before) == 8 and drawn(signed_in(world.officer, monkeypatch)) == before
    assert drawn(auditor, SAMPLE.replace("Q2", "Q3")) != before


def test_what_comes_in_later_or_is_resolved_changes_no_sample(auditor):
    address = auditor.get("/audit/sample/?kind=finding&seed=2026-Q2&size=7").url
    before, later = drawn(auditor, address), timezone.now()
    Finding.objects.bulk_create([
        Finding(dossier_id=pk, control="later", outcome="broken", severity=1, blocks="", facts="{}", first_seen=later,
                last_seen=later)
        for pk in DossierState.objects.values_list("pk", flat=True)
    ])  # fmt: skip
    Finding.objects.exclude(control="later").update(severity=1)
    after = [line.split(",") for line in drawn(auditor, address)]
    assert [line.split(",")[:4] for line in before] == [line[:4] for line in after] and len(after) == 8


@pytest.mark.parametrize(
    "odd",
    [
        "size=0",
        "size=501",
        "size=x",
        "outcome=odd",
        "last=2026-02-30",
        "kind=log",
        "to-finding=x",
        "to-finding=4294967296",
    ],
)
def test_an_odd_sample_is_refused(auditor, odd):
    assert auditor.get(f"/audit/sample/?kind=finding&seed=a&{odd}").status_code == 422


def test_days_bound_what_is_drawn_from(auditor):
    tomorrow = (timezone.localtime() + timedelta(days=1)).date().isoformat()
    assert len(drawn(auditor, f"{SAMPLE}&first={tomorrow}")) == 1
    assert len(drawn(auditor, f"{SAMPLE}&last={tomorrow}")) == 8


def test_drawing_leaves_a_note(auditor):
    auditor.get(SAMPLE)
    assert AccessEntry.objects.filter(subject="sample:finding:7", why="2026-Q2").exists()


def test_a_job_is_cancelled_and_tried_again(world, a_job, monkeypatch):
    officer = signed_in(world.officer, monkeypatch)
    assert "The job is cancelled." in text(officer.post(f"/jobs/{a_job.pk}/cancel/", follow=True))
    assert Job.objects.get(pk=a_job.pk).state == "cancelled"
    assert "The job waits once more." in text(officer.post(f"/jobs/{a_job.pk}/again/", follow=True))
    assert Job.objects.get(pk=a_job.pk).state == "waiting"


def test_an_auditor_changes_no_job(auditor, a_job):
    assert auditor.post(f"/jobs/{a_job.pk}/cancel/").status_code == 403
    assert "Cancel" not in text(auditor.get(f"/jobs/{a_job.pk}/"))


def test_an_erased_entry_is_shown_as_erased(auditor):
    LogEntry.objects.filter(position=1).update(content=None, salt=None)
    assert "The content was erased" in text(auditor.get("/log/1/"))
