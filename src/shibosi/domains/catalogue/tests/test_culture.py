"""People of the market look before goods go live."""

from datetime import UTC, datetime
from functools import partial

import pytest

from shibosi.domains.catalogue.tests.builders import Story, a_listing, checks
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

team = partial(Story, "team_of_the_market_looked_before_publishing")
two = partial(Story, "flagged_pictures_have_two_approvals")
FLAGGED = {"flagged": True}
SECOND = {"subject": "religion", "reviewer": "E-2"}

STORIES = [
    team("all four", a_listing(), HELD),
    team("nobody looked at gestures", a_listing(listing_check=checks("gesture")), BROKEN),
    team("people of another market did", a_listing(listing_check={"reviewer_market": "FR"}), BROKEN),
    team("after it went live", a_listing(listing_check={"checked_at": datetime(2026, 2, 11, tzinfo=UTC)}), BROKEN),
    team("nobody knows whether it passed", a_listing(listing_check={"passed": None}), UNDETERMINED),
    team("a draft", a_listing(listing={"published_at": None}), OUT_OF_SCOPE),
    two("by two people", a_listing(picture=FLAGGED, listing_check=[{"subject": "religion"}, SECOND]), HELD),
    two("twice by one", a_listing(picture=FLAGGED, listing_check=[SECOND, {**SECOND, "version": 2}]), BROKEN),
    two("by one", a_listing(picture=FLAGGED), BROKEN),
    two("nobody knows by whom", a_listing(picture=FLAGGED, listing_check={"reviewer": None}), UNDETERMINED),
    two("nothing seen", a_listing(), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_culture(story: Story) -> None:
    assert story.judged() is story.outcome
