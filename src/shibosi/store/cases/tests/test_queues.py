"""All cases that answer a question, moved or handed over by a job."""

import pytest

from shibosi.store import jobs
from shibosi.store.actions import cases as actions
from shibosi.store.actions import queues
from shibosi.store.actions.cases import Decision, NoOfficer, TooManyCases
from shibosi.store.allowing import Forbidden
from shibosi.store.cases.desk import Which
from shibosi.store.cases.tests.builders import NOON, a_held_order, a_member, a_party, an_officer
from shibosi.store.models import Account, Case, CaseEvent, Job, JobState, LogEntry

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


def test_those_that_answered_are_handed_over_and_the_log_is_told_of_each_once(held, monkeypatch):
    monkeypatch.setattr(queues, "PORTION", 2)
    ben = Account.objects.get(pk=an_officer("ben").account)
    actions.assign(an_officer("ann"), held[0], ben)
    asked = queues.ask_to_assign(an_officer("ann"), HELD, ben)
    done = work()
    assert (done.pk, done.done, done.result) == (asked.pk, 5, {"done": 5, "refused": [], "more": 0})
    assert set(Case.objects.values_list("assignee", flat=True)) == {ben.pk}
    assert LogEntry.objects.filter(what="case assigned").count() == 5
    queues.ask_to_assign(an_officer("ann"), Which(assignee=str(ben.pk)), None)
    work()
    assert set(Case.objects.values_list("assignee", flat=True)) == {None}


def test_nothing_is_handed_to_who_works_on_no_cases(held):
    member = a_member("BBB")
    firm = Account.objects.get(pk=member.account)
    with pytest.raises(NoOfficer):
        queues.ask_to_assign(an_officer("ann"), HELD, firm)
    with pytest.raises(NoOfficer):
        actions.assign_some(an_officer("ann"), held, firm)
    with pytest.raises(Forbidden):
        queues.ask_to_assign(member, HELD, None)
    assert not Job.objects.filter(name=queues.ASSIGN).exists()


def test_many_are_handed_over_in_as_many_statements_as_a_few(held, django_assert_max_num_queries):
    ann = an_officer("ann")
    to = Account.objects.get(pk=ann.account)
    with django_assert_max_num_queries(16):
        every = actions.assign_some(ann, ["AAAAA-AAAAA", *held], to)
    assert [one.number for one in every if one.refused is not None] == ["AAAAA-AAAAA"]
    assert Case.objects.filter(assignee=to).count() == 5
