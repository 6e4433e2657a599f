"""Disputes with parties abroad: what comes before a court, and what happens when nobody moves."""

from functools import partial

import pytest

from shibosi.domains import registry
from shibosi.domains.disputes.flows import FOREIGN_DISPUTE
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.testing import FIRM, Story, Told, officer
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

# Cases begin on Monday, 2026-03-02, 09:00 in Shanghai.
ANN = officer("ann")
OFFER = {"procedure": "uncitral-arbitration", "seat": "Singapore, English"}


def raised() -> Story:
    """A dispute that was just raised."""
    return Story(
        FOREIGN_DISPUTE, Rules(registry.values(), WorkingDays()), firm="C-1", opponent="Harbour GmbH, DE",
        matter="300 unpaid orders", agreed="Nothing",
    )  # fmt: skip


def offered() -> Story:
    """A dispute in which both routes were offered."""
    return raised().does("offer", ANN, **OFFER)


def running() -> Story:
    """A dispute on its way to an award."""
    return offered().does("choose", FIRM, route="arbitration", said="Agreed by mail, 2026-03-10")


dispute = partial(Told, "foreign_dispute")
STORIES = [
    dispute("offered, chosen, ended by an award", lambda: running().does("settle", FIRM, ended="Award"), HELD),
    dispute("offered, refused, taken to court", lambda: offered().does("sue", FIRM), HELD),
    dispute("given up before", lambda: raised().does("drop", FIRM), HELD),
    dispute("not offered on the tenth working day", lambda: raised().clock(days=14), UNDETERMINED),
    dispute("not offered on the eleventh", lambda: raised().clock(days=15), BROKEN),
    dispute("arbitration under way", running, UNDETERMINED),
    dispute("nobody answers the offer for twenty working days", lambda: offered().clock(days=29), BROKEN),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_disputes_with_parties_abroad(story: Told) -> None:
    assert story.judged() is story.outcome


@pytest.mark.parametrize("late", [0, 15])
def test_nobody_goes_to_court_before_the_routes_were_offered(late: int) -> None:
    with pytest.raises(Refusal):
        raised().clock(days=late).does("sue", FIRM)


def test_an_unanswered_offer_opens_the_court_and_reminds_both() -> None:
    story = offered().clock(days=29)
    assert story.effects() == ["notify-party", "remind-officers"]
    assert story.does("sue", FIRM).case.state == "court"


def test_a_route_is_one_of_the_two() -> None:
    with pytest.raises(Refusal):
        offered().does("choose", FIRM, route="court", said="-")
