"""Runs in the console: started with other values, watched, held against others, taken away; the platform's alone."""

import csv
import io
import zipfile
from urllib.parse import urlsplit

import pytest
import yaml
from django.utils import timezone

from shibosi.kernel.parameters import Parameters, UnknownParameter
from shibosi.pages.tests.browsing import LOOKS, browser, fits, needs_chromium, opened, worked
from shibosi.pages.tests.looking import signed_in, taken, text
from shibosi.runs import overlays
from shibosi.store import jobs
from shibosi.store.models import AccessEntry, Finding, Job, Role, Run
from shibosi.store.tests.firms import a_member, a_party, staff
from shibosi.store.tests.trade import documents, frames, hand_in

pytestmark = pytest.mark.django_db
__all__ = ["browser"]
TOLERANCE = "payment_tolerance.share"
LOOSE = {"parameter1": TOLERANCE, "value1": "1"}


@pytest.fixture(scope="module")
def trade():
    return documents(frames(40))


def started(client, **form):
    """Start a run by the form and let a worker do it; the address it leads to."""
    answer = client.post("/runs/start/", form)
    assert answer.status_code == 302, text(answer)
    job = jobs.work_once(timezone.now)
    assert job.state == "done", job.error
    return urlsplit(answer.url).path


def rows(answer):
    """The rows of a file without its heading."""
    return list(csv.reader(io.StringIO(taken(answer).decode("utf-8-sig"))))[1:]


def test_a_run_with_another_value_shows_what_it_would_change(officer, trade):
    hand_in(trade)
    address = started(officer, **LOOSE)
    run = Run.objects.get()
    answer = officer.get(address)
    assert run.changed["went"] > 0 and TOLERANCE.partition(".")[0] in text(answer)
    assert answer.context["total"] == sum(run.changed.values()) == len(answer.context["differences"])
    tiles = dict(answer.context["tiles"])
    assert tiles.pop("out of scope") == run.counts["out_of_scope"]
    assert tiles == {name: run.counts[name] for name in ("broken", "undetermined", "held")}
    cause = answer.context["causes"][0]
    some = officer.get(f"{address}?control={cause['control']}").context
    assert {each["of"].control for each in some["differences"]} == {cause["control"]}
    assert some["total"] == sum(
        one["dossiers"] for one in answer.context["causes"] if one["control"] == cause["control"]
    )
    assert all(each["state"].pk for each in some["differences"]), "every difference leads to its dossier"


def test_before_the_first_run_the_list_says_so(officer):
    assert "No run was started yet." in text(officer.get("/runs/"))
    assert "No run answers to these filters." in text(officer.get("/runs/?state=done"))


def test_a_run_is_held_against_what_stands_and_another_run(officer, trade):
    hand_in(trade)
    loose, plain = started(officer, **LOOSE), started(officer)
    assert officer.get(plain).context["total"] == 0 and "Nothing differs." in text(officer.get(plain))
    there, back = (
        officer.get(f"{one}?against={other.split('/')[2]}").context["total"]
        for one, other in ((loose, plain), (plain, loose))
    )
    assert there == back > 0
    Finding.objects.update(resolved_at=timezone.now())
    assert officer.get(f"{plain}?against=now").context["total"] == Run.objects.last().findings


def test_differences_and_folder_are_taken_away_and_that_is_noted(officer, trade):
    hand_in(trade)
    address = started(officer, **LOOSE)
    assert len(rows(officer.get(f"{address}?file=csv"))) == officer.get(address).context["total"]
    answer = officer.get(f"{address}download/")
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert {"run.json", "findings.parquet", "report.html"} <= set(names)
    assert not any(name.startswith("keys") for name in names)
    assert AccessEntry.objects.filter(act="exported", subject=f"run:{address.split('/')[2]}").exists()
    assert len(rows(officer.get("/runs/?file=csv"))) == 1


def test_a_run_is_watched_until_it_is_done_and_says_why_it_failed(officer):
    answer = officer.post("/runs/start/", {}, follow=True)
    assert b"hx-get" in answer.content and "waiting" in text(answer)
    assert [one.state for one in officer.get("/runs/?state=open").context["list"].items] == ["waiting"]
    assert officer.get("/runs/?state=done").context["list"].items == []
    Job.objects.update(state="failed", error="No space is left.")
    failed = officer.get(answer.redirect_chain[-1][0])
    assert "It failed: No space is left." in text(failed) and b"hx-get" not in failed.content


@pytest.mark.parametrize(
    ("story", "form", "status", "says"),
    [
        ("no such parameter", {"parameter1": "x.y", "value1": "1"}, 422, "no parameter 'x.y'"),
        ("a value without parameter", {"value2": "1"}, 422, "belong together"),
        ("a value that is no number", {"parameter1": TOLERANCE, "value1": "much"}, 422, f"Other values: {TOLERANCE}"),
        ("one by one and written", LOOSE | {"overlay": "a: 1"}, 422, "not both"),
        ("a file of the server", {"overlay": "a: {b: {values: [{codes_from: /etc/passwd}]}}"}, 422, "another file"),
        ("a day that is none", {"as_of": "2026-02-30"}, 422, "is no day"),
    ],
)
def test_what_cannot_be_run_is_told_and_nothing_begins(officer, story, form, status, says):
    answer = officer.post("/runs/start/", form)
    assert answer.status_code == status and says in text(answer)
    assert not Run.objects.exists() and not Job.objects.exists()


def test_runs_are_the_platforms_and_auditors_start_none(officer, trade, monkeypatch):
    hand_in(trade[:20])
    address = started(officer)
    firm = signed_in(a_member(a_party("AAA")), monkeypatch)
    assert {firm.get(one).status_code for one in ("/runs/", address, f"{address}download/")} == {403}
    assert firm.post("/runs/start/", {}).status_code == 403
    auditor = signed_in(staff(Role.AUDITOR), monkeypatch)
    assert auditor.get(address).status_code == 200 and "Start a run" not in text(auditor.get("/runs/"))
    assert auditor.post("/runs/start/", {}).status_code == 403
    assert officer.get("/runs/0123456789abcdef/").status_code == 404


def test_a_list_of_codes_is_parted_by_blanks_and_nothing_is_no_overlay():
    lists = next(name for name in overlays.offered() if Parameters.known[name].kind == "codes")
    group, _, member = lists.partition(".")
    written = yaml.safe_load(overlays.overlay({lists: "9610 1210"}))
    assert written[group][member]["values"][0]["value"] == ["9610", "1210"]
    assert overlays.overlay({}) == ""
    with pytest.raises(UnknownParameter):
        overlays.overlay({"nothing": "1"})


@needs_chromium
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "language", "light"), LOOKS)
def test_in_a_browser_a_run_is_asked_for_and_read(browser, live_server, trade, monkeypatch, size, language, light):
    hand_in(trade)
    client = signed_in(staff(Role.OFFICER), monkeypatch)
    page, complaints = opened(browser, live_server, client, size, language, light)
    page.goto(f"{live_server.url}/runs/")
    page.select_option("#i-parameter1", TOLERANCE)
    page.fill("#i-value1", "1")
    assert fits(page)
    page.click("form[action$='start/'] button")
    page.wait_for_selector("#run-part progress")
    assert fits(page)
    assert worked() == "done"
    page.wait_for_selector("#differences", timeout=20_000)
    page.reload()
    assert page.locator("[data-plot] canvas").count() == 1 and fits(page) and complaints == []
