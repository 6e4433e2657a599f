"""First pages of firms of much show what was counted last, and have it counted anew."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from shibosi.store import concerned, firstpages, jobs, scope
from shibosi.store.models import Finding, Job, Role
from shibosi.store.reading.findings import Wanted, causes
from shibosi.store.tests.firms import NOON, a_member, a_party, report, staff
from shibosi.store.viewers import of_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    made = a_party("AAA")
    report(made, "order", number="O-1", guid="G-1", merchant_code="AAA")
    return made


@pytest.fixture
def much(monkeypatch):
    monkeypatch.setattr(concerned, "MUCH", 0)


def dossiers(viewer):
    found = firstpages.counts(viewer)
    return sum(found.verdicts.values()), found.at


def now(viewer):
    return scope.dossiers(viewer, counted=True).count()


def test_a_firm_of_little_and_the_platform_are_told_what_is_now(firm):
    for viewer in (of_account(a_member(firm), NOON), of_account(staff(Role.OFFICER), NOON)):
        before = now(viewer)
        assert dossiers(viewer) == (before, NOON)
        report(firm, "order", number=f"O-{viewer.by}", guid=f"G-{viewer.by}", merchant_code="AAA")
        assert dossiers(viewer) == (now(viewer), NOON) != (before, NOON)
    assert not Job.objects.filter(name=firstpages.JOB)


def test_a_firm_of_much_is_told_what_was_counted_last_and_when(firm, much):
    viewer = of_account(a_member(firm), NOON)
    before, _ = dossiers(viewer)
    report(firm, "order", number="O-2", guid="G-2", merchant_code="AAA")
    soon, later = NOON + timedelta(minutes=9), NOON + timedelta(minutes=10)
    assert dossiers(replace(viewer, now=soon)) == (before, NOON) != (now(viewer), NOON)
    assert not Job.objects.filter(name=firstpages.JOB)
    for _ in range(2):
        assert dossiers(replace(viewer, now=later)) == (before, NOON)
    assert Job.objects.filter(name=firstpages.JOB).count() == 1
    done = jobs.work_once(lambda: later)
    assert (done.name, done.state) == (firstpages.JOB, "done")
    assert dossiers(replace(viewer, now=later)) == (now(viewer), later) != (before, later)


def test_what_is_kept_of_a_firm_is_told_to_no_other_and_not_beyond_its_scopes(firm, much):
    viewer = of_account(a_member(firm), NOON)
    assert dossiers(viewer)[0] > 0 and firstpages.counts(viewer).causes
    other = a_party("BBB")
    assert dossiers(of_account(a_member(other), NOON))[0] == 0
    blind = replace(viewer, scopes=frozenset({"documents:read"}))
    assert dossiers(blind)[0] == 0 and not firstpages.counts(blind).causes


def test_only_a_firm_of_much_is_told_what_was_counted_before(firm, monkeypatch):
    viewer, officer = of_account(a_member(firm), NOON), of_account(staff(Role.OFFICER), NOON)
    assert firstpages.kept(viewer) is None and firstpages.kept(officer) is None
    monkeypatch.setattr(concerned, "MUCH", 0)
    made = firstpages.counts(viewer)
    assert firstpages.kept(viewer) == made and firstpages.kept(officer) is None
    assert not Job.objects.filter(name=firstpages.JOB)


def test_who_opens_another_page_first_does_not_wait_for_all_counts(firm, much, monkeypatch):
    viewer, every = of_account(a_member(firm), NOON), Wanted()
    with monkeypatch.context() as counting_is_slow:
        counting_is_slow.setattr(firstpages.overview, "days", None)
        assert firstpages.kept(viewer) is None
        assert firstpages.by_cause(viewer, every) == (causes(viewer, every), NOON)
    assert jobs.work_once(lambda: NOON).name == firstpages.JOB
    assert firstpages.kept(viewer) == firstpages.counts(viewer)


@pytest.mark.parametrize("asked", [
    {}, {"outcome": "broken"}, {"outcome": "undetermined"}, {"severity": 3}, {"severity": 1}, {"kind": "order"},
    {"kind": "payment"}, {"clause": "4.5.1"}, {"clause": "10.4", "kind": "order"}, {"state": "resolved"},
    {"state": "all"}, {"first": date(2020, 1, 1)}, {"last": date(2020, 1, 1)}, {"control": "test"},
    {"first": NOON.date(), "last": NOON.date()}, {"first": NOON.date() - timedelta(days=40), "last": NOON.date()},
    {"first": NOON.date() + timedelta(days=1)}, {"party": "AAA"},
    {"state": "resolved", "severity": 3},
])  # fmt: skip
@pytest.mark.parametrize("counted_behind", [True, False])
def test_causes_of_a_firm_of_much_are_those_there_are_however_they_are_asked_for(
    firm, monkeypatch, asked, counted_behind
):
    for number in range(2, 5):
        report(firm, "order", number=f"O-{number}", guid=f"G-{number}", merchant_code="AAA", goods_value=str(number))
    Finding.objects.filter(dossier__key="O-2").update(control="payments_equal_the_amount_paid", severity=3)
    Finding.objects.filter(dossier__key="O-3").update(outcome="undetermined")
    Finding.objects.filter(dossier__key__in=("O-2", "O-3")).update(first_seen=NOON - timedelta(days=39, hours=20))
    Finding.objects.filter(dossier__key="O-4").update(resolved_at=NOON)
    viewer, wanted = of_account(a_member(firm), NOON), Wanted(**asked)
    plain = causes(viewer, wanted)
    assert firstpages.by_cause(viewer, wanted) == (plain, None)
    monkeypatch.setattr(concerned, "MUCH", 0)
    assert causes(viewer, wanted) == plain
    assert firstpages.by_cause(viewer, wanted) == (plain, NOON)
    if counted_behind:
        assert (jobs.work_once(lambda: NOON) is None) == ("party" in asked)
        assert firstpages.by_cause(viewer, wanted) == (plain, NOON)
    Finding.objects.all().delete()
    soon = replace(viewer, now=NOON + timedelta(minutes=1))
    assert firstpages.by_cause(soon, wanted) == (plain, NOON)


def test_what_one_question_came_to_answers_no_other_and_no_other_firm(firm, much):
    viewer = of_account(a_member(firm), NOON)
    every, _ = firstpages.by_cause(viewer, Wanted(state="all"))
    assert every and firstpages.by_cause(viewer, Wanted(state="resolved"))[0] == []
    assert firstpages.by_cause(of_account(a_member(a_party("BBB")), NOON), Wanted(state="all"))[0] == []


@pytest.mark.parametrize("state", ["open", "resolved", "all"])
def test_the_platform_is_told_all_there_are_by_cause(firm, state):
    report(firm, "order", number="O-2", guid="G-2", merchant_code="AAA", goods_value="2")
    Finding.objects.filter(dossier__key="O-2").update(resolved_at=NOON, first_seen=NOON - timedelta(days=3))
    wanted = {"open": [False], "resolved": [True], "all": [True, False]}[state]
    every = [one for one in Finding.objects.all() if (one.resolved_at is not None) in wanted]
    found, at = firstpages.by_cause(of_account(staff(Role.OFFICER), NOON), Wanted(state=state))
    assert at is None and len(found) == len({(one.control, one.outcome, one.severity) for one in found})
    counts = Counter((one.control, one.outcome) for one in every)
    assert counts and {(one.control, one.outcome): one.count for one in found} == counts
    assert {one.oldest for one in found} <= {one.first_seen for one in every}
