"""Held orders: a case once, cleared by what comes in, released or refused by people, and what becomes of the order."""

from datetime import timedelta

import pytest

from shibosi.kernel.decisions import Verdict
from shibosi.kernel.flows.refusals import NotFromHere, SamePerson
from shibosi.store import logbook
from shibosi.store.cases.tests.builders import (
    DAY,
    NOON,
    a_held_order,
    a_party,
    a_payment,
    an_officer,
    an_order,
    hand_in,
    moved,
    the_dossier,
)
from shibosi.store.cases.written import facts_of, parties_of
from shibosi.store.models import Case, CaseEvent, LogEntry, Notice, Receipt

pytestmark = pytest.mark.django_db


def test_an_order_that_is_held_becomes_one_case_however_often_it_comes():
    case = a_held_order()
    hand_in(an_order())
    hand_in(an_order(guid="G-2", note="again"))
    assert Case.objects.get() == case
    assert (case.state, case.opened_by, case.deadline) == ("held", "machine", "decision")
    assert facts_of(case) == {"order": "O-1", "findings": "shop_payment_was_reported"}
    assert parties_of(case) == {"subject": "@aaa"}


def test_a_seller_that_is_registered_is_asked_before_who_reported():
    a_party("AAA")
    hand_in(an_order(), party="somebody")
    assert parties_of(Case.objects.get()) == {"subject": "AAA"}


def test_an_order_nobody_and_nothing_names_concerns_the_platform():
    hand_in(an_order(merchant_code=None), party="")
    assert parties_of(Case.objects.get()) == {"subject": "@"}


def test_what_comes_in_and_clears_the_order_ends_the_case():
    case = a_held_order()
    hand_in(a_payment(), at=NOON.replace(hour=5))
    case.refresh_from_db()
    assert (case.state, case.closed_at) == ("released", NOON.replace(hour=5))
    assert [(one.move, one.person) for one in case.events.all()] == [("clear", "machine")]
    assert Notice.objects.get().to_who == "@aaa"
    assert not the_dossier().ruled


def test_where_the_clock_was_set_back_documents_come_in_and_the_case_goes_on_from_its_last_moment():
    case = a_held_order()
    hand_in(a_payment(), at=NOON - timedelta(days=30))
    case.refresh_from_db()
    assert case.state == "released" and [one.at for one in case.events.all()] == [case.opened_at]


def test_an_order_with_a_case_that_is_held_for_something_else_keeps_its_case():
    case = a_held_order()
    hand_in(a_payment(amount="19.00"))
    assert the_dossier().verdict == Verdict.HOLD
    assert Case.objects.get() == case


def test_a_released_order_is_accepted_though_its_findings_stay_open():
    case = a_held_order()
    moved(case, an_officer(), "release")
    state = the_dossier()
    assert (state.verdict, state.ruled) == (Verdict.ACCEPT, True)
    assert state.findings.filter(resolved_at__isnull=True).count() == 1
    hand_in(an_order(), at=NOON + DAY)
    assert the_dossier().verdict == Verdict.ACCEPT


@pytest.mark.parametrize(
    "late",
    [
        pytest.param(an_order(guid="G-2", note="another"), id="another order of the number"),
        pytest.param(a_payment(amount="19.00"), id="a payment too small"),
    ],
)
def test_a_fault_found_after_the_release_holds_the_order_anew(late):
    case = a_held_order()
    moved(case, an_officer(), "release")
    hand_in(late)
    assert the_dossier().verdict == Verdict.HOLD
    assert Case.objects.get(closed_at__isnull=True).dossier == case.dossier


def test_to_refuse_takes_two_and_lasts_whatever_comes():
    case = a_held_order()
    ann, bob = an_officer("ann"), an_officer("bob")
    moved(case, ann, "propose")
    with pytest.raises(SamePerson):
        moved(case, ann, "refuse")
    moved(case, bob, "refuse")
    assert the_dossier().verdict == Verdict.REFUSE
    hand_in(a_payment())
    assert the_dossier().verdict == Verdict.REFUSE
    assert Case.objects.count() == 1


def test_a_closed_case_is_moved_no_more():
    case = a_held_order()
    moved(case, an_officer(), "release")
    with pytest.raises(NotFromHere):
        moved(case, an_officer(), "propose")
    assert CaseEvent.objects.count() == 1


def test_of_an_intake_that_fails_no_case_stays(monkeypatch):
    def refuse(*_):
        raise OSError("no room left")

    monkeypatch.setattr(logbook, "_write", refuse)
    with pytest.raises(OSError, match="no room"):
        hand_in(an_order())
    assert not Case.objects.exists()
    assert not Receipt.objects.exists()


def test_the_log_tells_of_opening_and_moves_without_what_people_wrote():
    case = a_held_order()
    moved(case, an_officer(), "release", reason="a secret reason")
    told = LogEntry.objects.filter(subject=f"case:{case.public}").order_by("position")
    assert [one.what for one in told] == ["case opened", "case moved"]
    assert not any("secret" in one.content for one in LogEntry.objects.all())
