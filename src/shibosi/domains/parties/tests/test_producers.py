"""Goods whose producers are registered."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.parties.tests.builders import Story, goods
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

number = partial(Story, "goods_have_their_producer_number")
told = partial(Story, "goods_sold_are_reported")
FRENCH = {"market": "FR", "category": "toys"}
STORIES = [
    number("packaging in Germany", goods(), HELD),
    number("without a number", goods(firm_number=None), BROKEN),
    number("the number was removed", goods(firm_number={"status": "removed"}), BROKEN),
    number("a number of another register", goods(firm_number={"register": "eu-vat"}), BROKEN),
    number("toys in France", goods(sold_category=FRENCH, firm_number=FRENCH | {"register": "fr-producer"}), HELD),
    number("toys in Germany need none", goods(sold_category={"category": "toys"}, firm_number=None), HELD),
    number("a market without such a duty", goods(sold_category={"market": "US"}, firm_number=None), HELD),
    number("nobody looked it up", goods(firm_number={"status": None}), UNDETERMINED),
    number("numbers were not handed in yet", goods(firm_number=None), UNDETERMINED, absent=("firm_number",)),
    number("nothing was sold", goods(sold_category=None), OUT_OF_SCOPE),
    told("to the kilogram", goods(), HELD),
    told("a gram less", goods(sold_category={"reported": Decimal("119.999")}), BROKEN),
    told("not at all, on the last day", goods(sold_category={"reported": None}), HELD, as_of=date(2026, 4, 30)),
    told("not at all, the day after", goods(sold_category={"reported": None}), BROKEN, as_of=date(2026, 5, 1)),
    told("nobody knows how much was sold", goods(sold_category={"sold": None}), UNDETERMINED),
    told("nothing was sold", goods(sold_category=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_producers(story: Story) -> None:
    assert story.judged() is story.outcome
