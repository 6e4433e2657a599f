"""Stories of foreign investors."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.assurance.tests.builders import Story, an_activity
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

share = partial(Story, "foreign_share_is_within_the_negative_list")
HOME = {"nationality": "CN"}


def news(**changes):
    """An activity that is closed to foreign investors."""
    return an_activity(activity={"activity": "online-news"}, **changes)


STORIES = [
    share("half of a limited activity", an_activity(), HELD),
    share("a little more than half", an_activity(foreign_share=[{}, {"share": Decimal("20.01")}, {}]), BROKEN),
    share("anything of a closed activity", news(), BROKEN),
    share("a closed activity held at home", news(foreign_share=[HOME]), HELD),
    share("a limited activity held at home", an_activity(foreign_share=[HOME]), HELD),
    share("an activity that is open", an_activity(activity={"activity": "online-trading"}), HELD),
    share("the activity is not said", an_activity(activity={"activity": None}), UNDETERMINED),
    share("a share is not said", an_activity(foreign_share=[{"share": None}, {}, {}]), UNDETERMINED),
    share("where an investor is from is not said", news(foreign_share=[{"nationality": None}]), UNDETERMINED),
    share("before this edition of the list", an_activity(), UNDETERMINED, as_of=date(2024, 10, 31)),
    share("the first day of it", an_activity(), HELD, as_of=date(2024, 11, 1)),
    share("an activity abroad", an_activity(activity={"market": "DE"}), OUT_OF_SCOPE),
    share("no investors reported", an_activity(foreign_share=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_investment(story: Story) -> None:
    assert story.judged() is story.outcome
