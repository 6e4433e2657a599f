"""Stories of what products need in their market."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.assurance.tests.builders import Story, a_product
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

today = partial(Story, "product_needs_are_those_of_today")
proven = partial(Story, "product_needs_are_proven")
LAST = date(2026, 6, 30)

STORIES = [
    today("asked yesterday, none has ended", a_product(), HELD),
    today("asked three days ago", a_product(product_offer={"asked_on": date(2026, 6, 27)}), HELD),
    today("asked four days ago", a_product(product_offer={"asked_on": date(2026, 6, 26)}), BROKEN),
    today("one ends today", a_product(product_need=[{}, {"ends_on": LAST}]), HELD),
    today("one ended yesterday", a_product(product_need=[{}, {"ends_on": date(2026, 6, 29)}]), BROKEN),
    today("nobody says when it was asked", a_product(product_offer={"asked_on": None}), UNDETERMINED),
    today("no answer was handed in yet", a_product(product_need=None), UNDETERMINED, absent=("product_need",)),
    today("no longer on sale", a_product(product_offer={"ended_on": date(2026, 6, 29)}), OUT_OF_SCOPE),
    proven("each has its paper", a_product(), HELD),
    proven("good until today", a_product(product_need={"proven_until": LAST}), HELD),
    proven("good until yesterday", a_product(product_need={"proven_until": date(2026, 6, 29)}), BROKEN),
    proven("good without a last day", a_product(product_need={"proven_until": None, "open_ended": True}), HELD),
    proven("one has no paper", a_product(product_need=[{}, {"evidence": None}]), BROKEN),
    proven("nobody says how long", a_product(product_need={"proven_until": None}), UNDETERMINED),
    proven("no answer was handed in yet", a_product(product_need=None), UNDETERMINED, absent=("product_need",)),
    proven("ends today", a_product(product_offer={"ended_on": LAST}), HELD),
    proven("nothing was named for it", a_product(product_need=None), BROKEN),
    proven("no longer on sale", a_product(product_offer={"ended_on": date(2026, 6, 29)}), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_products(story: Story) -> None:
    assert story.judged() is story.outcome
