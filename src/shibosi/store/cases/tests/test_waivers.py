"""Waivers: a control that counts for nothing until a day, granted by a second person, ended by the clock."""

from datetime import date, timedelta

import pytest

from shibosi.kernel.decisions import Verdict
from shibosi.kernel.flows.refusals import FieldWrong, SamePerson
from shibosi.store.allowing import Forbidden, NotThere
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.clock import run
from shibosi.store.cases.flows.waivers import FindingMissing
from shibosi.store.cases.opening import AlreadyOpen
from shibosi.store.cases.tests.builders import (
    DAY,
    NOON,
    a_held_order,
    a_member,
    a_payment,
    a_waiver,
    actions,
    an_officer,
    an_order,
    hand_in,
    moved,
    the_dossier,
    the_finding,
)
from shibosi.store.models import Case, Finding, Level, Ruling

pytestmark = pytest.mark.django_db
LAST = date(2026, 10, 20)
EXPIRY = NOON.replace(month=10, day=20, hour=16)
"""The end of the last day in Shanghai."""


@pytest.fixture
def ann(db):
    return an_officer("ann")


@pytest.fixture
def bob(db):
    return an_officer("bob")


def test_a_waiver_granted_by_a_second_person_lets_the_order_through(ann, bob):
    held = a_held_order()
    waiver = a_waiver(ann)
    with pytest.raises(SamePerson):
        moved(waiver, ann, "grant")
    assert the_dossier().verdict == Verdict.HOLD
    moved(waiver, bob, "grant")
    assert the_dossier().verdict == Verdict.ACCEPT
    assert the_finding().waived_until == LAST
    held.refresh_from_db()
    assert (held.state, held.events.get().move) == ("released", "clear")


def test_when_the_waiver_ends_the_order_is_held_again_once(ann, bob):
    a_held_order()
    moved(a_waiver(ann), bob, "grant")
    assert run(EXPIRY - timedelta(seconds=1)).moved == 0
    assert the_dossier().verdict == Verdict.ACCEPT
    assert run(EXPIRY).moved == 1
    assert the_dossier().verdict == Verdict.HOLD
    assert the_finding().waived_until is None
    assert Case.objects.filter(flow="held_order", closed_at__isnull=True).count() == 1
    assert run(EXPIRY).moved == 0


def test_a_waiver_whose_day_is_over_counts_for_nothing_even_before_the_clock_looks(ann, bob):
    a_held_order()
    moved(a_waiver(ann), bob, "grant")
    hand_in(a_payment(amount="19.00"), at=EXPIRY + DAY)
    assert the_dossier().verdict == Verdict.HOLD


def test_what_is_found_anew_under_a_waiver_is_waived_too(ann, bob):
    may_still_be_paid = an_order(ordered_at="2026-09-01T10:00:00+08:00")
    hand_in(may_still_be_paid)
    moved(a_waiver(ann), bob, "grant")
    hand_in(may_still_be_paid, at=NOON + 6 * DAY)
    found = Finding.objects.get(dossier=the_dossier(), resolved_at__isnull=True)
    assert (found.outcome, found.waived_until) == ("broken", LAST)
    assert the_dossier().verdict == Verdict.ACCEPT


def test_a_revoked_waiver_counts_no_more(ann, bob):
    a_held_order()
    waiver = a_waiver(ann)
    moved(waiver, bob, "grant")
    moved(waiver, ann, "revoke")
    assert the_dossier().verdict == Verdict.HOLD
    assert Ruling.objects.get(case=waiver).ended_at == NOON


def test_a_firm_asks_for_a_waiver_of_its_own_finding_and_of_no_other(bob):
    mine, other = a_member("AAA"), a_member("BBB")
    a_held_order()
    with pytest.raises(NotThere):
        a_waiver(other)
    waiver = a_waiver(mine)
    assert waiver.parties.get().who == "@aaa"
    moved(waiver, bob, "grant")


@pytest.mark.parametrize("until", ["2026-09-28", "2027-09-29", "tomorrow", ""])
def test_a_waiver_ends_on_a_day_ahead_and_not_too_far(ann, until):
    a_held_order()
    with pytest.raises(FieldWrong):
        a_waiver(ann, until=until)
    assert not Case.objects.filter(flow="waiver").exists()


def test_of_one_finding_there_is_one_open_waiver(ann, bob):
    a_held_order()
    first = a_waiver(ann)
    with pytest.raises(AlreadyOpen):
        a_waiver(bob)
    moved(first, bob, "refuse")
    assert a_waiver(bob) != first


def test_what_is_resolved_is_not_waived(ann):
    a_held_order()
    found = the_finding()
    hand_in(a_payment())
    for number in (found.pk, None):
        with pytest.raises(FindingMissing):
            actions.open_case(ann, "waiver", Asked(finding=number))


def test_a_reader_asks_for_nothing(db):
    a_held_order()
    with pytest.raises(Forbidden):
        a_waiver(a_member("AAA", Level.READER))
