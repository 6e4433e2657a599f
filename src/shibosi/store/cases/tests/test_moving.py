"""Moving cases: by whom it may be, once, one or many, all of it or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shibosi.kernel.flows.refusals import NotByThem, NotFromHere, ReasonMissing, SamePerson
from shibosi.store.actions import cases as actions
from shibosi.store.actions.cases import Decision, NoOfficer, TooManyCases, WrongPriority
from shibosi.store.allowing import Forbidden, NotThere, ScopeLacking
from shibosi.store.cases import carrying, moving
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.moving import digest
from shibosi.store.cases.tests.builders import (
    NOON,
    a_held_order,
    a_member,
    a_waiver,
    an_officer,
    an_order,
    hand_in,
    moved,
    the_dossier,
    the_finding,
)
from shibosi.store.intake.receiving import RepeatedDifferently
from shibosi.store.logbook import facts
from shibosi.store.models import Account, Case, CaseEvent, Level, LogEntry, Notice, Role
from shibosi.store.tokens import issue
from shibosi.store.viewers import nobody, of_token

pytestmark = pytest.mark.django_db


def by_token(viewer, *scopes):
    """The same person, by a token."""
    account = Account.objects.get(pk=viewer.account)
    return of_token(issue(account, "shop", scopes, NOON + timedelta(days=9), NOON, "test").token, NOON)


def test_a_question_goes_to_the_party_and_its_answer_comes_back():
    case, firm = a_held_order(), a_member("AAA")
    moved(case, an_officer(), "ask", question="Where is the payment?")
    with pytest.raises(NotByThem):
        moved(case, an_officer(), "answer", reply="I do not know")
    moved(case, firm, "answer", reply="On its way")
    case.refresh_from_db()
    assert case.state == "answered"
    assert Notice.objects.get().to_who == "@aaa"


def test_no_other_firm_moves_or_finds_the_case():
    case, other = a_held_order(), a_member("BBB")
    moved(case, an_officer(), "ask", question="?")
    for viewer in (other, nobody(NOON), a_member("AAA", Level.READER)):
        with pytest.raises((NotThere, Forbidden)):
            moved(case, viewer, "answer", reply="!")
    assert case.events.count() == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_looks_moves_nothing(role):
    with pytest.raises(Forbidden):
        moved(a_held_order(), an_officer("eve", role=role), "release")


def test_a_token_without_the_scope_moves_nothing_and_with_it_it_is_the_same_person():
    case, ann = a_held_order(), an_officer("ann")
    with pytest.raises(ScopeLacking):
        moved(case, by_token(ann, "cases:read"), "propose")
    moved(case, ann, "propose")
    with pytest.raises(SamePerson):
        moved(case, by_token(ann, "cases:read", "platform:write"), "refuse")
    assert case.events.get().person == f"account:{ann.account}"


def test_what_a_move_asks_for_is_asked_for():
    case = a_held_order()
    with pytest.raises(ReasonMissing):
        moved(case, an_officer(), "release", reason=" ")
    assert not CaseEvent.objects.exists()


def test_a_repeated_move_is_made_once_and_another_under_its_key_is_refused():
    case, ann = a_held_order(), an_officer()
    first = actions.move(ann, case.public, Decision("propose", "because"), "k")
    assert actions.move(ann, case.public, Decision("propose", "because"), "k") == first
    with pytest.raises(RepeatedDifferently):
        actions.move(ann, case.public, Decision("propose", "for another reason"), "k")
    with pytest.raises(NotFromHere):
        actions.move(ann, case.public, Decision("propose", "because"))


def test_a_case_is_opened_once_under_a_key():
    a_held_order()
    ann = an_officer()
    asked = Asked(finding=the_finding().pk, facts={"because": "known", "until": "2026-10-20"})
    first = actions.open_case(ann, "waiver", asked, "k")
    assert actions.open_case(ann, "waiver", asked, "k") == first
    with pytest.raises(RepeatedDifferently):
        actions.open_case(ann, "waiver", replace(asked, facts={}), "k")


def test_of_many_each_is_moved_by_itself():
    cases = [a_held_order(f"O-{number}") for number in range(3)]
    moved(cases[1], an_officer(), "release")
    numbers = [one.public for one in cases]
    found = actions.move_some(an_officer(), [*numbers, "NONE0-00000", numbers[0]], Decision("release", "checked"))
    assert [(one.number, one.refused and one.refused.code) for one in found] == [
        (numbers[0], None), (numbers[1], "not-from-here"), (numbers[2], None), ("NONE0-00000", "not-there"),
    ]  # fmt: skip
    assert set(Case.objects.values_list("state", flat=True)) == {"released"}


def test_no_more_than_500_are_moved_at_once():
    with pytest.raises(TooManyCases):
        actions.move_some(an_officer(), [str(number) for number in range(501)], Decision("release"))


def test_of_a_move_whose_effect_fails_nothing_stays(monkeypatch):
    case = a_held_order()

    def fail(*_):
        raise OSError("no room left")

    monkeypatch.setitem(carrying.carried(), "notify-party", fail)
    with pytest.raises(OSError, match="no room"):
        moved(case, an_officer(), "release")
    case.refresh_from_db()
    assert (case.state, the_dossier().ruled, case.events.count()) == ("held", False, 0)
    assert not LogEntry.objects.filter(what="case moved").exists()


def test_a_deadline_that_ended_moves_the_case_before_anybody_else_does():
    case = a_held_order()
    late = an_officer(at=NOON + timedelta(hours=25))
    moved(case, late, "release")
    assert list(case.events.order_by("number").values_list("move", "at")) == [
        ("run_late", NOON + timedelta(hours=24)),
        ("release", NOON + timedelta(hours=25)),
    ]
    assert Notice.objects.filter(to_role="officer").count() == 1


def test_a_late_case_is_told_to_who_has_it():
    case, ann = a_held_order(), an_officer()
    actions.assign(ann, case.public, Account.objects.get(pk=ann.account))
    moving.catch_up(moving.locked(case.pk), NOON + timedelta(hours=24))
    assert Notice.objects.get().to_account_id == ann.account


def test_cases_are_assigned_to_officers_and_by_officers():
    case, ann, firm = a_held_order(), an_officer(), a_member("AAA")
    with pytest.raises(NoOfficer):
        actions.assign(ann, case.public, Account.objects.get(pk=firm.account))
    with pytest.raises(Forbidden):
        actions.assign(firm, case.public, None)
    to = Account.objects.get(pk=ann.account)
    for _ in range(2):
        actions.assign_some(ann, [case.public], to)
    assert LogEntry.objects.filter(what="case assigned").count() == 1
    with pytest.raises(WrongPriority):
        actions.prioritise(ann, case.public, 4)
    assert actions.prioritise(ann, case.public, 3).priority == 3


def test_the_log_shows_what_was_changed_in_an_event_later():
    case = a_held_order()
    event = moved(case, an_officer(), "propose", reason="the real reason")
    told = facts(LogEntry.objects.get(what="case moved"))
    event.refresh_from_db()
    assert told["digest"] == digest(case.public, event)
    event.reason = "another"
    assert told["digest"] != digest(case.public, event)


def test_what_is_found_in_an_order_with_a_waiver_asked_for_is_moved_apart():
    hand_in(an_order())
    waiver = a_waiver(an_officer())
    with pytest.raises(NotFromHere):
        moved(waiver, an_officer("bob"), "revoke")
