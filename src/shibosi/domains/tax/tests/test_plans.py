"""Refund plans compare options that are reckoned right."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.tax.tests.builders import Story, a_plan
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
gain = partial(Story, "gain_of_an_option_is_reckoned_right")
ranked = partial(Story, "plan_compares_and_ranks_options")
best = partial(Story, "option_ranked_first_gains_most")
recent = partial(Story, "rates_of_a_plan_are_recent_and_named")

GAIN = [
    gain("13 percent of 100,000 less the fees", a_plan(), HELD),
    gain("a cent of rounding", a_plan(refund_plan=[{"gain": D("12500.01")}, {}]), HELD),
    gain("two cents", a_plan(refund_plan=[{"gain": D("12500.02")}, {}]), BROKEN),
    gain("fees left out", a_plan(refund_plan=[{"gain": D(13000)}, {}]), BROKEN),
    gain("no rate", a_plan(refund_plan=[{"rate": None}, {}]), UNDETERMINED),
]

RANKED = [
    ranked("two", a_plan(), HELD),
    ranked("one", a_plan(refund_plan=[{}]), BROKEN),
    ranked("two of one rank", a_plan(refund_plan=[{}, {"rank": 1}]), BROKEN),
    ranked("one without a rank", a_plan(refund_plan=[{}, {"rank": None}]), UNDETERMINED),
]

BEST = [
    best("by 300", a_plan(), HELD),
    best("as much as the other", a_plan(refund_plan={"gain": D(12200)}), HELD),
    best("a cent less", a_plan(refund_plan=[{"gain": D("12199.99")}, {}]), BROKEN),
    best("the other says nothing", a_plan(refund_plan=[{}, {"gain": None}]), UNDETERMINED),
    best("none is first", a_plan(refund_plan=[{"rank": 3}, {}]), OUT_OF_SCOPE),
]

RECENT = [
    recent("a week old", a_plan(), HELD),
    recent("a day more", a_plan(refund_plan={"rate_day": date(2026, 3, 2)}), BROKEN),
    recent("no table is named", a_plan(refund_plan=[{"rate_source": None}, {}]), BROKEN),
    recent("nobody knows of when", a_plan(refund_plan={"rate_day": None}), UNDETERMINED),
]

STORIES = GAIN + RANKED + BEST + RECENT


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_plans(story: Story) -> None:
    assert story.judged() is story.outcome
