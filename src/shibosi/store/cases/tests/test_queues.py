"""All cases that answer a question, moved by a job."""

import pytest

from shibosi.store import jobs
from shibosi.store.actions import queues
from shibosi.store.actions.cases import Decision, TooManyCases
from shibosi.store.cases.desk import Which
from shibosi.store.cases.tests.builders import NOON, a_held_order, a_party, an_officer
from shibosi.store.models import Account, Case, CaseEvent, Job, JobState

pytestmark = pytest.mark.django_db
HELD, RELEASE = Which(flow="held_order"), Decision("release", "seen together")


@pytest.fixture
def held(db):
    a_party("AAA")
    return [a_held_order(f"O-{number}").public for number in range(5)]


def work():
    return jobs.work_once(lambda: NOON)


def test_those_that_answered_when_it_was_asked_are_moved_and_later_ones_are_not(held, monkeypatch):
    monkeypatch.setattr(queues, "PORTION", 2)
    asked = queues.ask(an_officer("ann"), HELD, RELEASE)
    later = a_held_order("O-LATER").public
    done = work()
    assert (done.pk, done.done, done.total) == (asked.pk, 5, 5)
    assert done.result == {"done": 5, "refused": [], "more": 0}
    assert set(Case.objects.filter(state="released").values_list("public", flat=True)) == set(held)
    assert Case.objects.get(public=later).state == "held"


def test_done_again_no_case_is_moved_twice(held):
    asked = queues.ask(an_officer("ann"), HELD, RELEASE)
    work()
    Job.objects.filter(pk=asked.pk).update(state=JobState.WAITING)
    assert work().result["done"] == 5
    assert CaseEvent.objects.filter(move="release").count() == 5


def test_who_may_no_more_moves_nothing(held):
    asked = queues.ask(an_officer("ann"), HELD, RELEASE)
    Account.objects.update(is_active=False)
    work()
    asked.refresh_from_db()
    assert asked.error and not Case.objects.filter(state="released").exists()


def test_more_than_are_taken_at_once_are_refused_and_nothing_is_asked(held, monkeypatch):
    monkeypatch.setattr(queues, "MOST", 4)
    with pytest.raises(TooManyCases):
        queues.ask(an_officer("ann"), HELD, RELEASE)
    with pytest.raises(queues.NoCases):
        queues.ask(an_officer("ben"), Which(flow="waiver"), RELEASE)
    assert not Job.objects.filter(name=queues.JOB).exists()


def test_of_many_that_stand_against_it_some_are_named_and_the_others_counted(held, monkeypatch):
    monkeypatch.setattr(queues, "TOLD", 2)
    queues.ask(an_officer("ann"), HELD, Decision("refuse", "why"))
    result = work().result
    assert result["done"] + len(result["refused"]) + result["more"] == 5
    assert result["more"] == 3 and all(one["zh"] and one["en"] for one in result["refused"])
