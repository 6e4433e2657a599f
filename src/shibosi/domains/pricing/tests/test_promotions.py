"""A discount is one, its notice is whole, whom the rule names may take part, and solemn days stay quiet."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.pricing.tests.builders import Story, an_offer, taking_part
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

lowest = partial(Story, "discount_is_below_the_lowest_price")
raised = partial(Story, "no_price_was_raised_to_be_cut")
struck = partial(Story, "struck_price_was_asked")
told = partial(Story, "promotion_is_told_in_six_parts")
quiet = partial(Story, "promotion_is_quiet_on_solemn_days")
open_to = partial(Story, "everybody_whom_the_rule_names_may_take_part")
D = Decimal
RAMADAN = {"market": "SA", "starts_on": date(2026, 2, 10), "ends_on": date(2026, 2, 18)}
IN_SA = {"market": "SA"}


def in_saudi(**promotion: object) -> list[Record]:
    """The promotion in Saudi Arabia, on days of which the last is the first of Ramadan."""
    return an_offer(promotion={**RAMADAN, **promotion}, price=IN_SA, price_shown=None)


STORIES = [
    lowest("by exactly the share", an_offer(), HELD),
    lowest("by a cent less", an_offer(promotion={"amount": D("85.51")}), BROKEN),
    lowest("below the dearer, not the cheaper", an_offer(promotion={"amount": D(90)}), BROKEN),
    lowest("the cheaper ended thirty days before", an_offer(
        promotion={"amount": D(95)}, price=[{"amount": D(90), "until_day": date(2026, 5, 11)}, {"amount": D(100)}]),
        BROKEN),
    lowest("the cheaper ended thirty-one days before", an_offer(
        promotion={"amount": D(95)}, price=[{"amount": D(90), "until_day": date(2026, 5, 10)}, {"amount": D(100)}]),
        HELD),
    lowest("nobody could buy at the cheaper", an_offer(
        promotion={"amount": D(95)}, price=[{}, {"charged": False}]), HELD),
    lowest("no price before", an_offer(price={"from_day": date(2026, 6, 10)}), BROKEN),
    lowest("prices were not handed in", an_offer(price=None), UNDETERMINED, absent=("price",)),
    lowest("in another currency", an_offer(promotion={"currency": "502"}), UNDETERMINED),
    lowest("none", an_offer(promotion=None), OUT_OF_SCOPE),
    raised("lowered before", an_offer(), HELD),
    raised("raised before", an_offer(price=[{}, {"amount": D(110)}]), BROKEN),
    raised("raised thirty-one days before", an_offer(
        price=[{"until_day": date(2026, 5, 9)}, {"amount": D(110), "from_day": date(2026, 5, 10)}]), HELD),
    raised("of what was asked first nobody knows", an_offer(price=[{"amount": None}, {}]), UNDETERMINED),
    raised("none", an_offer(promotion=None), OUT_OF_SCOPE),
    struck("the last price", an_offer(), HELD),
    struck("one that was never asked", an_offer(promotion={"struck_amount": D(199)}), BROKEN),
    struck("prices were not handed in", an_offer(price=None), UNDETERMINED, absent=("price",)),
    struck("none is struck", an_offer(promotion={"struck_amount": None}), OUT_OF_SCOPE),
    told("all six", an_offer(), HELD),
    told("without its limits", an_offer(promotion={"limits_shown": False}), BROKEN),
    told("ends before it starts", an_offer(promotion={"ends_on": date(2026, 6, 9)}), BROKEN),
    told("nobody looked for gifts", an_offer(promotion={"gifts_shown": None}), UNDETERMINED),
    told("none", an_offer(promotion=None), OUT_OF_SCOPE),
    quiet("a fifth off", in_saudi(amount=D(80)), HELD),
    quiet("a cent more off", in_saudi(amount=D("79.99")), BROKEN),
    quiet("over the day before", in_saudi(amount=D(10), ends_on=date(2026, 2, 17)), OUT_OF_SCOPE),
    quiet("in Germany", an_offer(promotion={"amount": D(10), "starts_on": date(2026, 2, 20)}), OUT_OF_SCOPE),
    quiet("of no price", in_saudi(amount=None), UNDETERMINED),
    open_to("let in by the rule, refused by the rule", taking_part(), HELD),
    open_to("refused against it", taking_part(promotion_entry=[{"let_in": False}]), BROKEN),
    open_to("let in against it", taking_part(promotion_entry=[{"spent": D("49.99")}]), BROKEN),
    open_to("open to all", taking_part(promotion_rule={"joined_by": None, "least_spent": None},
                                       promotion_entry={"let_in": True}), HELD),
    open_to("no rule", taking_part(promotion_rule=None), BROKEN),
    open_to("rules were not handed in", taking_part(promotion_rule=None), UNDETERMINED, absent=("promotion_rule",)),
    open_to("nobody asked", taking_part(promotion_entry=None), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_promotions(story: Story) -> None:
    assert story.judged() is story.outcome
