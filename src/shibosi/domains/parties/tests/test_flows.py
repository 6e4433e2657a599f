"""Admission with its reviews, another account, linked shops, the way out: who does what, by when."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given

from shibosi.domains import registry
from shibosi.domains.parties import flows
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import MACHINE, OFFICER
from shibosi.kernel.flows.testing import FIRM, Story, Told, officer
from shibosi.kernel.flows.tests.play import STEPS, walked
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

# Cases begin on Monday, 2026-03-02, 09:00 in Shanghai.
ANN, BOB = officer("ann"), officer("bob")
OPENING: dict[str, dict[str, Any]] = {
    "admission": {
        "firm": "F-1", "activity": "platform-shop", "market": "DE", "risk": "medium", "because": "A sole trader (+2)",
        "lacks": "-", "checks": "-",
    },
    "account_change": {
        "firm": "F-1", "account": "6222-2", "holder": "Harbour Ltd", "because": "Another bank",
        "used_from": date(2026, 3, 5),
    },
    "shop_link": {"firm": "F-1", "shops": "S-1, S-2", "reasons": "One account", "score": "5"},
    "exit": {"firm": "F-1", "shop": "S-1", "market": "DE", "because": "No demand", "closes_on": date(2026, 4, 20)},
}  # fmt: skip
CLEARED: dict[str, Any] = {
    "listings": 0, "stock": 0, "orders": 0, "balance": "0.00 EUR", "deposit": "0.00 EUR", "contracts": 0,
    "identity": "P-1",
}  # fmt: skip
PROVEN = {"proof": "provider", "asked_back": "Li Na, by the number of 2024"}
NEXT = date(2027, 3, 1)


def rules() -> Rules:
    """Values and working days."""
    return Rules(registry.values(), WorkingDays())


def opened(flow: Flow) -> Story:
    """A case of a flow, opened by ann."""
    return Story(flow, rules(), **OPENING[flow.name])


def proposed() -> Story:
    """An admission that ann proposes."""
    return opened(flows.ADMISSION).does("propose", ANN)


def admitted() -> Story:
    """An admission that is reviewed in a year."""
    return proposed().does("admit", BOB, next_review=NEXT)


def cooling() -> Story:
    """Another account that bob confirmed."""
    return opened(flows.ACCOUNT_CHANGE).does("confirm", BOB, **PROVEN)


def answered() -> Story:
    """Shops that seem to belong together, explained by their firm."""
    return opened(flows.SHOP_LINK).does("answer", FIRM, explanation="Two brands")


def cleared() -> Story:
    """A shop that was announced and cleared."""
    told: dict[str, Any] = {"notice": "https://shop.example/closing", "announced_on": date(2026, 3, 2)}
    return opened(flows.EXIT).does("announce", FIRM, **told).does("clear", FIRM, **CLEARED)


admission, account = partial(Told, "admission"), partial(Told, "account_change")
link, leaving = partial(Told, "shop_link"), partial(Told, "exit")
STORIES = [
    admission("refused with a reason", lambda: opened(flows.ADMISSION).does("refuse", ANN), HELD),
    admission("admitted by two, later ended", lambda: admitted().does("end", ANN), HELD),
    admission("not decided within five working days", lambda: opened(flows.ADMISSION).clock(days=8), BROKEN),
    admission("papers never came", lambda: opened(flows.ADMISSION).does("ask", ANN, missing="Licence").clock(days=20),
              BROKEN),
    admission("admitted, never looked at again", lambda: admitted().clock(days=366), BROKEN),
    admission("admitted, review to come", admitted, UNDETERMINED),
    account("refused by a second person", lambda: opened(flows.ACCOUNT_CHANGE).does("refuse", BOB), HELD),
    account("confirmed, then in use after the days", lambda: cooling().clock(days=4), BROKEN),
    account("cooling off", cooling, UNDETERMINED),
    link("explained and accepted", lambda: answered().does("accept", BOB), HELD),
    link("confirmed by two", lambda: answered().does("propose", ANN).does("confirm", BOB), HELD),
    link("no answer in a week", lambda: opened(flows.SHOP_LINK).clock(days=8), BROKEN),
    link("asked to explain", lambda: opened(flows.SHOP_LINK), UNDETERMINED),
    leaving("announced, cleared, closed", lambda: cleared().does("close", BOB, kept="Orders until 2029"), HELD),
    leaving("not cleared in sixty days", lambda: opened(flows.EXIT).clock(days=61), BROKEN),
    leaving("cleared, to be confirmed", cleared, UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_what_becomes_of_a_case(story: Told) -> None:
    assert story.judged() is story.outcome


@pytest.mark.parametrize(
    ("story", "move", "facts"),
    [
        (proposed, "admit", {"next_review": NEXT}),
        (lambda: opened(flows.ACCOUNT_CHANGE), "confirm", PROVEN),
        (lambda: answered().does("propose", ANN), "confirm", {}),
    ],
    ids=["admission", "another account", "shops that belong together"],
)
def test_it_takes_two(story: Any, move: str, facts: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        story().does(move, ANN, **facts)
    assert refused.value.code == "same-person"
    assert story().does(move, BOB, **facts).case.history[-1].move == move


def test_an_admission_holds_for_a_year_at_most() -> None:
    with pytest.raises(Refusal) as refused:
        proposed().does("admit", BOB, next_review=date(2027, 3, 5))
    assert refused.value.code == "field-wrong"


@pytest.mark.parametrize(("days", "state"), [(363, "admitted"), (365, "review_late")])
def test_an_admission_is_reviewed_by_its_day(days: int, state: str) -> None:
    assert admitted().clock(days=days).case.state == state


def test_an_admission_that_is_decided_anew_begins_again() -> None:
    story = admitted().does("reopen", ANN)
    assert story.case.state == "applied"
    assert story.clock(days=8).case.state == "late"


@pytest.mark.parametrize(("days", "state"), [(3, "cooling"), (4, "in_use")])
def test_money_waits_until_the_days_have_passed(days: int, state: str) -> None:
    assert cooling().clock(days=days).case.state == state


def test_who_cleared_a_shop_does_not_close_it() -> None:
    told: dict[str, Any] = {"notice": "-", "announced_on": date(2026, 3, 2)}
    story = opened(flows.EXIT).does("announce", ANN, **told).does("clear", ANN, **CLEARED)
    with pytest.raises(Refusal):
        story.does("close", ANN, kept="Orders")
    assert story.does("close", BOB, kept="Orders").case.state == "closed"


@pytest.mark.parametrize("flow", [flows.ADMISSION, flows.ACCOUNT_CHANGE, flows.SHOP_LINK, flows.EXIT],
                         ids=lambda flow: flow.name)  # fmt: skip
@given(STEPS)
def test_no_walk_ends_twice(flow: Flow, steps: Any) -> None:
    for _, case, _ in walked(flow, opened(flow).case, steps, rules(), frozenset({OFFICER, MACHINE})):
        assert len([event for event in case.history if flow.states[event.target].final]) <= 1
