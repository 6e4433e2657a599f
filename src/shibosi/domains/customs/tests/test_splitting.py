"""Orders of one person and day: within the single limit together, or parted to stay under it."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.tests.builders import Story, a_buyer_day
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
day = partial(Story, "day_is_not_parted_under_the_single_limit")


def bought(*values: str | None, on: date = date(2026, 3, 3), **more: Any) -> Any:
    """Orders of one person and day with these values."""
    told = {"day": on, "year": on.year, **more}
    return a_buyer_day(
        purchase=[{**told, "order_number": f"O-{at}", "value": value and D(value)} for at, value in enumerate(values)]
    )


STORIES = [
    day("two orders, 620 yuan", a_buyer_day(), HELD),
    day("two orders, 5,000 yuan together", bought("2500", "2500"), HELD),
    day("a step more together", bought("2500", "2500.00001"), BROKEN),
    day("three orders, each at the limit", bought("5000", "5000", "5000"), BROKEN),
    day("one of them is above the limit by itself", bought("5000.00001", "10"), HELD),
    day("one order, however dear", bought("9000"), OUT_OF_SCOPE),
    day("5,000 yuan together on the last day of the older limit", bought("1000", "1000.00001", on=date(2018, 12, 31)),
        BROKEN),
    day("the same the day after", bought("1000", "1000.00001", on=date(2019, 1, 1)), HELD),
    day("a value is not known", bought("3000", None), UNDETERMINED),
    day("a value is not known, another is above the limit", bought("6000", None), HELD),
    day("in dollars", bought("3000", "3000", currency="502"), UNDETERMINED),
    day("before there was a limit", bought("3000", "3000", on=date(2016, 4, 7)), UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_splitting(story: Story) -> None:
    assert story.judged() is story.outcome
