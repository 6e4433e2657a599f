"""Listings in the hands of people: the look for a market, and faults laid to sellers."""

from functools import partial
from typing import Any

import pytest
from hypothesis import given

from shibosi.domains import registry
from shibosi.domains.catalogue import flows
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import MACHINE, OFFICER
from shibosi.kernel.flows.testing import FIRM, RULE, Story, Told, officer
from shibosi.kernel.flows.tests.play import STEPS, walked
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

# Cases begin on Monday, 2026-03-02, 09:00 in Shanghai.
ANN, BOB = officer("ann"), officer("bob")
LISTING: dict[str, Any] = {"firm": "AAA", "number": "L-1", "market": "DE"}
OPENING: dict[str, dict[str, Any]] = {
    "market_review": {**LISTING, "version": 2, "people": "two", "minded": "CUL-001"},
    "listing_fault": {**LISTING, "fault": "stolen-watermark", "because": "Our mark is on their picture"},
}


def rules() -> Rules:
    """Values and working days."""
    return Rules(registry.values(), WorkingDays())


def opened(flow: Flow) -> Story:
    """A case of a flow, opened by ann."""
    return Story(flow, rules(), **OPENING[flow.name])


def review() -> Story:
    """A listing that people of the market look at."""
    return opened(flows.MARKET_REVIEW)


def laid() -> Story:
    """A fault that ann lays to a seller."""
    return opened(flows.LISTING_FAULT)


look, fault = partial(Told, "market_review"), partial(Told, "listing_fault")
STORIES = [
    look("one person lets it go live", lambda: review().does("pass", ANN, team="DE"), HELD),
    look("two people do", lambda: review().does("look", ANN, team="DE").does("approve", BOB, team="DE"), HELD),
    look("it is returned", lambda: review().does("return", ANN), HELD),
    look("the seller changes it meanwhile", lambda: review().does("drop", RULE), HELD),
    look("nobody looks in time", lambda: review().clock(days=3), BROKEN),
    look("the second person does not look in time", lambda: review().does("look", ANN, team="DE").clock(days=3),
         BROKEN),
    look("it still can be looked at on the second day", lambda: review().clock(days=2), UNDETERMINED),
    look("the second person is waited for", lambda: review().does("look", ANN, team="DE"), UNDETERMINED),
    fault("confirmed by another person", lambda: laid().does("answer", FIRM, reply="We bought it").does("confirm", BOB),
          HELD),
    fault("there is none", lambda: laid().does("dismiss", BOB), HELD),
    fault("the seller does not answer", lambda: laid().clock(days=4).does("confirm", BOB), BROKEN),
    fault("nobody decides in time", lambda: laid().does("answer", FIRM, reply="No").clock(days=8), BROKEN),
    fault("the seller is waited for", laid, UNDETERMINED),
    fault("a decision is waited for", lambda: laid().does("answer", FIRM, reply="No").clock(days=4), UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_flows(story: Told) -> None:
    assert story.judged() is story.outcome


def test_the_second_of_two_is_another_person() -> None:
    with pytest.raises(Refusal) as refusal:
        review().does("look", ANN, team="DE").does("approve", ANN, team="DE")
    assert refusal.value.code == "same-person"


def test_who_lays_a_fault_to_a_seller_does_not_confirm_it_and_not_before_the_answer() -> None:
    answered = laid().does("answer", FIRM, reply="No")
    with pytest.raises(Refusal) as refusal:
        answered.does("confirm", ANN)
    assert refusal.value.code == "same-person"
    with pytest.raises(Refusal):
        laid().does("confirm", BOB)
    assert answered.does("confirm", BOB).effects() == ["count-fault", "notify-party"]


@pytest.mark.parametrize("flow", [flows.MARKET_REVIEW, flows.LISTING_FAULT], ids=lambda flow: flow.name)
@given(STEPS)
def test_no_walk_ends_twice(flow: Flow, steps: Any) -> None:
    for _, case, _ in walked(flow, opened(flow).case, steps, rules(), frozenset({OFFICER, MACHINE})):
        assert len([event for event in case.history if flow.states[event.target].final]) <= 1
