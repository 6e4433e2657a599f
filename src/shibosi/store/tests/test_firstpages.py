"""First pages of firms of much show what was counted last, and have it counted anew."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shibosi.store import concerned, firstpages, jobs, scope
from shibosi.store.models import Job, Role
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
    assert firstpages.kept(viewer) == firstpages.counts(viewer) and firstpages.kept(officer) is None
