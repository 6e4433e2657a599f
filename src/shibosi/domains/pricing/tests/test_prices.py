"""Prices are whole, kept, clear, converted as is said, and the same for everybody."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.pricing.tests.builders import Story, a_basket, an_offer
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

whole = partial(Story, "price_is_whole")
kept = partial(Story, "history_of_prices_has_no_gap")
clear = partial(Story, "price_is_clear_and_that_of_the_cart")
converted = partial(Story, "converted_price_follows_its_rate")
equal = partial(Story, "equal_baskets_cost_the_same")
D = Decimal

STORIES = [
    whole("with all its parts", an_offer(), HELD),
    whole("without its unit", an_offer(price={"unit": None}), BROKEN),
    whole("nobody says whether tax is in it", an_offer(price=[{}, {"tax_included": None}]), BROKEN),
    whole("nothing", an_offer(price={"amount": D(0)}), BROKEN),
    whole("below nothing", an_offer(price={"amount": D(-1)}), BROKEN),
    whole("no price was handed in for it", an_offer(price=None), OUT_OF_SCOPE),
    whole("no prices were handed in at all", an_offer(price=None), UNDETERMINED, absent=("price",)),
    kept("one and two", an_offer(), HELD),
    kept("two is missing", an_offer(price=[{}, {"number": 3}]), BROKEN),
    kept("one is missing", an_offer(price=[{"number": 2}, {"number": 3}]), BROKEN),
    kept("two of one number", an_offer(price=[{}, {"number": 1}]), BROKEN),
    kept("one without number", an_offer(price=[{}, {"number": None}]), UNDETERMINED),
    kept("no price was handed in", an_offer(price=None), OUT_OF_SCOPE),
    clear("at once, as in the cart", an_offer(), HELD),
    clear("dearer in the cart", an_offer(price_shown={"cart_amount": D("11.21")}), BROKEN),
    clear("after a click", an_offer(price_shown={"at_once": False}), BROKEN),
    clear("a starting price", an_offer(price_shown={"from_only": True}), BROKEN),
    clear("the cart was not looked at", an_offer(price_shown={"cart_amount": None}), UNDETERMINED),
    clear("no probe", an_offer(price_shown=None), OUT_OF_SCOPE),
    converted("80 yuan at 0.14", an_offer(), HELD),
    converted("rounded by a cent", an_offer(price_shown={"page_amount": D("11.21")}), HELD),
    converted("by two", an_offer(price_shown={"page_amount": D("11.22")}), BROKEN),
    converted("at a rate of the day before, and a second", an_offer(
        price_shown={"rated_at": datetime(2026, 6, 10, 23, 59, 59, tzinfo=UTC)}), BROKEN),
    converted("that it may move is not said", an_offer(price_shown={"movement_shown": False}), BROKEN),
    converted("of no source", an_offer(price_shown={"rate_source": None}), BROKEN),
    converted("without its rate", an_offer(price_shown={"rate": None}), UNDETERMINED),
    converted("not converted", an_offer(price_shown={"base_currency": None}), OUT_OF_SCOPE),
    equal("one price", a_basket(), HELD),
    equal("a cent more for regulars", a_basket(quote=[{}, {"amount": D("90.01")}]), BROKEN),
    equal("in another currency", a_basket(quote=[{}, {"currency": "502"}]), BROKEN),
    equal("one was not logged", a_basket(quote=[{}, {"amount": None}]), UNDETERMINED),
    equal("one group only", a_basket(quote={"profile": "new"}), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_prices(story: Story) -> None:
    assert story.judged() is story.outcome
