"""Reminders: 90, 60 and 30 days before a paper ends and once it has ended; each once, and not where it was renewed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.store.admission.tests.world import day
from shibosi.store.cases.notices import sentence
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.jobs import Running
from shibosi.store.models import Job, Notice
from shibosi.store.papers.reminding import JOB, remind

pytestmark = pytest.mark.django_db


def paper(until, number="N-1", **more):
    return {"kind": "paper", "values": {
        "holder_code": "AAA", "paper_kind": "business-licence", "number": number, "about": "A-1", "market": "CN",
        "part": "", "status": "valid", "valid_from": day(-400), "valid_until": day(until),
    } | more}  # fmt: skip


def hand_in(*documents):
    answer = receive(documents, HandedIn("test", "aaa"), timezone.now()).receipt.answer
    assert answer["stored"] == len(documents), answer


def told(away=0):
    """How many notices the job leaves, asked so many days from now."""
    row = Job.objects.create(name=JOB, state="running", asked_by="test", asked_at=timezone.now(), due_at=timezone.now())
    return remind(Running(row, lambda: timezone.now() + timedelta(days=away)))["told"]


@pytest.mark.parametrize(
    ("story", "until", "count"),
    [
        ("a year left", 365, 0),
        ("a day too early", 91, 0),
        ("ninety days left", 90, 1),
        ("its last day", 0, 1),
        ("ended yesterday", -1, 1),
        ("ended long ago", -91, 0),
    ],
)
def test_when_a_holder_is_told(story, until, count):
    hand_in(paper(until))
    assert told() == count


def test_each_step_is_told_once():
    hand_in(paper(90))
    assert [told(), told(), told(30), told(45), told(60), told(90), told(91), told(92)] == [1, 0, 1, 0, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("story", "other", "count"),
    [
        ("renewed", {}, 0),
        ("another market", {"market": "DE"}, 1),
        ("for something else", {"about": "A-2"}, 1),
        ("of another kind", {"paper_kind": "company-account"}, 1),
        ("suspended", {"status": "suspended"}, 1),
    ],
)
def test_what_was_renewed_is_not_told(story, other, count):
    hand_in(paper(20), paper(400, "N-2", **other))
    assert told() == count


def test_the_notice_names_paper_and_day_in_both_languages():
    hand_in(paper(20), paper(-3, "N-9", about="A-2"))
    told()
    comes, over = sorted(Notice.objects.all(), key=lambda one: one.words)
    assert sentence(comes, "en") == (
        f"营业执照 / Business licence N-1: its last day is {day(20)}. Hand the renewed one in."
    )
    assert sentence(over, "zh").startswith("营业执照 / Business licence N-9") and "已于" in sentence(over, "zh")
    assert {one.to_who for one in Notice.objects.all()} == {"AAA"}
