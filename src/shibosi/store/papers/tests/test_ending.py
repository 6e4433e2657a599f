"""Files of papers are deleted when nothing asks for them any longer: never before, never while a case is open."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from shibosi.methods.scans.tests.samples import pdf
from shibosi.store import logbook
from shibosi.store.admission.tests.world import day
from shibosi.store.cases.opening import Opening, Wanted, by_machine
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.jobs import Running
from shibosi.store.models import Case, Job, LogEntry, PaperFile
from shibosi.store.papers.ending import JOB, end, kept_until
from shibosi.store.papers.files import folder
from shibosi.store.papers.tests.handing import handed_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def row(until=None, open_ended=None, kind="business-licence"):
    return {"holder_code": "AAA", "paper_kind": kind, "valid_until": until, "open_ended": open_ended}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("shibosi.settings.home", lambda: tmp_path)


def ended(away):
    """How many files the job deletes, so many days from now."""
    made = Job.objects.create(name=JOB, state="running", asked_by="t", asked_at=timezone.now(), due_at=timezone.now())
    return end(Running(made, lambda: timezone.now() + timedelta(days=away)))["deleted"]


def paper(file, **more):
    told = {"kind": "paper", "values": {
        "holder_code": "AAA", "paper_kind": "business-licence", "number": "N-1", "about": "A-1", "market": "CN",
        "part": "", "status": "valid", "valid_from": day(-10), "valid_until": day(10), "digest": file.digest,
    } | more}  # fmt: skip
    assert receive([told], HandedIn("test", "aaa"), timezone.now()).receipt.answer["stored"] == 1


@pytest.mark.parametrize(
    ("story", "rows", "last"),
    [
        ("three years after its last day", [row(date(2026, 1, 1))], date(2029, 1, 1)),
        ("the later of two papers", [row(date(2026, 1, 1)), row(date(2027, 1, 1))], date(2030, 1, 1)),
        ("one of them has no end", [row(date(2026, 1, 1)), row(open_ended=True)], None),
        ("nobody knows the last day", [row()], None),
        ("a kind nobody knows", [row(date(2026, 1, 1), kind="charter")], date(2029, 1, 1)),
        ("a file that proves nothing", [], date(2027, 11, 22)),
    ],
)
def test_how_long_a_file_is_kept(story, rows, last):
    assert kept_until(rows, TODAY, TODAY) == last, story


def test_a_file_goes_the_day_after_its_last_and_the_log_says_so():
    file = handed_in(pdf())
    paper(file)
    assert ended(10 + 1096) == 0 and (folder() / file.digest).exists()
    assert ended(10 + 1097) == 1
    assert not PaperFile.objects.exists() and not (folder() / file.digest).exists()
    told = LogEntry.objects.filter(what="paper file deleted").get()
    assert told.subject == f"paper-file:{file.pk}"
    assert ended(10 + 1097) == 0


def a_case_of(who):
    """Open a case of a party or a firm."""
    facts = {"firm": "AAA", "supplier": "S-1", "because": "-"}
    wanted = Wanted("supplier_improvement", Opening({"subject": who}, facts, about=f"held {who}", priority=1))
    logbook.append(by_machine([wanted], timezone.now()), timezone.now())


def test_bytes_stay_while_another_party_has_the_same_file():
    mine, other = handed_in(pdf()), handed_in(pdf(), party="bbb")
    a_case_of("@bbb")
    assert ended(366) == 1
    assert list(PaperFile.objects.all()) == [other] and (folder() / mine.digest).exists()


def test_an_open_case_of_the_holder_holds_a_file_and_lets_it_go_when_it_is_closed():
    paper(handed_in(pdf()))
    a_case_of("AAA")
    assert ended(5000) == 0
    Case.objects.update(closed_at=timezone.now())
    assert ended(5000) == 1


def test_bytes_without_a_row_are_swept():
    (folder() / ("0" * 64)).write_bytes(b"left by a crash")
    assert ended(0) == 0 and not list(folder().iterdir())
