"""Refused documents: asked for anew by number, once, by who handed them in; the case ends when they come."""

from datetime import timedelta

import pytest

from shibosi.store import scope
from shibosi.store.actions import cases as actions
from shibosi.store.actions.cases import Decision
from shibosi.store.cases import awaited, clock
from shibosi.store.cases.flows.corrections import HandInAgain
from shibosi.store.cases.showing import shown
from shibosi.store.cases.tests.builders import NOON, a_member, a_party, an_officer, an_order, hand_in, moved
from shibosi.store.intake.handed import read
from shibosi.store.intake.receiving import HandedIn, receive_read
from shibosi.store.models import Awaited, Case, Document, Notice

pytestmark = pytest.mark.django_db


def a_refused(number="O-1", **values):
    return an_order(number, **({"goods_value": "much"} | values))


def cases(**which):
    return Case.objects.filter(flow="correction", **which)


def test_a_refused_document_is_asked_for_anew_once_however_often_it_is_tried():
    a_party("AAA")
    hand_in(a_refused())
    hand_in(a_refused(goods_value="more"))
    case = cases().get()
    assert (case.state, case.document) == ("asked", None) and case.due is not None
    assert [one.number for one in case.awaited.all()] == ["O-1"] and "more" in case.awaited.get().said
    assert not Document.objects.exists()


def test_the_case_ends_by_itself_when_the_good_document_comes_and_the_party_is_told():
    a_party("AAA")
    hand_in(a_refused())
    hand_in(an_order("O-2"))
    assert cases(closed_at__isnull=True).count() == 1
    hand_in(an_order("O-1"))
    case = cases().get()
    assert (case.state, case.closed_at is not None) == ("corrected", True)
    assert Notice.objects.filter(case=case, to_who="@aaa").count() == 1
    hand_in(a_refused())
    assert cases(closed_at__isnull=True).count() == 1 and cases().count() == 2


def test_another_party_that_hands_in_the_number_ends_nothing():
    a_party("AAA")
    hand_in(a_refused())
    hand_in(an_order("O-1"), party="bbb")
    assert cases(closed_at__isnull=True).exists()


def test_the_firm_sees_its_case_and_what_it_waits_for_and_no_other_does():
    own, other = a_member("AAA"), a_member("BBB")
    hand_in(a_refused())
    assert scope.cases(own).count() == scope.awaited(own).count() == 1
    assert scope.cases(other).count() == scope.awaited(other).count() == 0
    assert scope.awaited(an_officer()).count() == 1


def test_it_is_overdue_after_the_working_days_of_the_parameter():
    a_party("AAA")
    hand_in(a_refused())
    clock.run(NOON + timedelta(days=20))
    assert cases().get().state == "overdue"
    hand_in(an_order("O-1"), at=NOON + timedelta(days=20))
    assert cases().get().state == "corrected"


@pytest.mark.parametrize(
    ("story", "document", "party"),
    [
        ("the platform itself", a_refused(), ""),
        ("no number", a_refused(number=None), "aaa"),
        ("a draft", {"kind": "listing", "values": {"number": "L-1", "state": "draft", "price": "much"}}, "aaa"),
    ],
)
def test_nobody_is_asked_for(story, document, party):
    answer = hand_in(document, party=party)
    assert len(answer["refused"]) == 1 and not cases().exists()


def test_many_refused_documents_of_one_handing_in_share_a_case_for_each_reason():
    a_party("AAA")
    every = [a_refused(f"O-{number}") for number in range(30)]
    every += [an_order(f"P-{number}", ordered_at="never") for number in range(3)]
    for part in (every[:20], every[20:]):
        receive_read(read(part), str(len(part)), HandedIn("test", "aaa", together="one file"), NOON)
    found = {case.awaited.count(): case for case in cases()}
    assert sorted(found) == [3, 30] and Awaited.objects.count() == 33
    hand_in(*[an_order(f"O-{number}") for number in range(29)])
    assert found[30].awaited.filter(arrived_at__isnull=True).count() == 1
    assert cases(closed_at__isnull=True).count() == 2
    hand_in(an_order("O-29"))
    assert list(cases(closed_at__isnull=True)) == [found[3]]


def test_a_few_have_a_case_each_and_more_at_once_share_one():
    a_party("AAA")
    hand_in(*[a_refused(f"O-{number}") for number in range(awaited.FEW)])
    assert cases().count() == awaited.FEW
    hand_in(*[a_refused(f"P-{number}") for number in range(awaited.FEW + 1)])
    assert cases().count() == awaited.FEW + 1


def test_a_firm_hands_in_again_rather_than_name_a_document_and_may_say_that_none_comes():
    firm = a_member("AAA")
    hand_in(a_refused(), a_refused("O-2"))
    first, second = cases().order_by("pk")
    with pytest.raises(HandInAgain):
        moved(first, firm, "submit", corrected="G-1")
    every = actions.move_some(firm, [one.public for one in (first, second)], Decision("submit", "", {"corrected": "G"}))
    assert [type(one.refused) for one in every] == [HandInAgain, HandInAgain]
    told = {one.name: one.why for one in shown(firm, first.public, "test").moves}
    assert "hand them in again" in told["submit"][0] and told["cancel"] == told["object"] == []
    moved(first, firm, "cancel")
    moved(second, firm, "object", reason="it is right")
    moved(second, an_officer(), "agree")
    assert [case.state for case in cases().order_by("pk")] == ["cancelled", "unfounded"]
