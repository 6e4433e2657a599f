"""Held orders."""

import pytest
from hypothesis import given

from shibosi.domains import registry
from shibosi.domains.orders.flows import HELD_ORDER
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import MACHINE, OFFICER
from shibosi.kernel.flows.testing import FIRM, RULE, Story, officer
from shibosi.kernel.flows.tests.play import STEPS, walked
from shibosi.methods.calendar.working import WorkingDays


def rules():
    return Rules(registry.values(), WorkingDays())


def a_held_order():
    return Story(HELD_ORDER, rules(), order="O-1", findings="payments_equal_the_amount_paid")


def test_an_order_nothing_stands_against_any_more_is_released():
    story = a_held_order().does("clear", RULE)
    assert (story.case.state, story.effects()) == ("released", ["release-order", "notify-party"])


def test_a_person_releases_with_a_reason():
    assert a_held_order().does("release", officer("bob")).case.state == "released"
    with pytest.raises(Refusal) as refusal:
        a_held_order().does("release", officer("bob"), reason="")
    assert refusal.value.code == "reason-missing"


def test_it_takes_two_to_refuse_an_order():
    story = a_held_order().does("propose", officer("bob"))
    with pytest.raises(Refusal) as refusal:
        story.does("refuse", officer("bob"))
    assert refusal.value.code == "same-person"
    assert story.does("refuse", officer("cai")).effects() == ["refuse-order", "notify-party"]


def test_the_party_answers_and_the_officer_decides():
    story = a_held_order().does("ask", officer("bob"), question="Who paid?")
    assert story.does("answer", FIRM, reply="My sister").does("release", officer("bob")).case.state == "released"


def test_without_an_answer_it_goes_on_after_three_working_days():
    story = a_held_order().does("ask", officer("bob"), question="Who paid?").clock(days=3)
    assert story.case.state == "asked"
    assert story.clock(days=1).case.state == "answered"


@pytest.mark.parametrize(("hours", "state", "effects"), [(23, "held", []), (24, "late", ["remind-officers"])])
def test_an_order_not_decided_in_24_hours_is_late_and_can_still_be_decided(hours, state, effects):
    story = a_held_order().clock(hours=hours)
    assert (story.case.state, story.effects()) == (state, effects)
    assert story.does("release", officer("bob")).case.state == "released"


@given(STEPS)
def test_no_walk_ends_an_order_twice(steps):
    for _, case, _ in walked(HELD_ORDER, a_held_order().case, steps, rules(), frozenset({OFFICER, MACHINE})):
        ends = [event for event in case.history if HELD_ORDER.states[event.target].final]
        assert len(ends) <= 1
        if case.state == "refused":
            assert len({event.person for event in case.history if event.move in ("propose", "refuse")}) > 1
