"""What a person may buy through retail import: per purchase, per year, and which goods."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains import registry
from shibosi.domains.customs.tests.builders import (
    Story,
    a_bonded_import,
    a_buyer_year,
    a_retail_export,
    a_retail_import,
    a_shop_order,
    with_value,
)
from shibosi.kernel.parameters import Values, Version
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# The list says freight 10, insurance 0 and two lines, 240 and 60.
D = Decimal
STEP = D("0.00001")
DOLLARS = {"currency": "502"}
NOT_YET = {"customs_list": None, "list_line": None}
BEFORE, FIRST = date(2016, 4, 7), date(2016, 4, 8)
LAST_OF_OLD, FIRST_OF_NEW = date(2018, 12, 31), date(2019, 1, 1)

single = partial(Story, "single_purchase_within_limit")
old = partial(Story, "single_purchase_within_limit_until_2018")
year = partial(Story, "yearly_purchases_within_limit")
listed = partial(Story, "goods_are_on_the_positive_list")


def worth(value: str | Decimal, on: date | None = date(2026, 3, 3), **of_list: Any) -> dict[str, Any]:
    """A purchase of two lines of that value, freight and insurance counted."""
    return {"list_line": [{"total": D(value) - 70}, {}], "customs_list": {"declared_on": on, **of_list}}


def one_line(value: str | Decimal, quantity: Decimal | None = D(1), **of_list: Any) -> dict[str, Any]:
    """A purchase of one line of that value."""
    return {"list_line": [{"total": D(value) - 10, "quantity": quantity}], "customs_list": of_list}


SINGLE = [
    single("310 yuan", a_retail_import(), HELD),
    single("5,000 yuan", a_retail_import(**worth("5000")), HELD),
    single("5,000 yuan on the first day", a_bonded_import(**worth("5000", FIRST_OF_NEW)), HELD),
    single("a step more", a_retail_import(**worth("5000.00001")), BROKEN),
    single("a step more on the first day", a_bonded_import(**worth("5000.00001", FIRST_OF_NEW)), BROKEN),
    single("more through freight", a_retail_import(**worth("5000", freight=D("10.00001"))), BROKEN),
    single("more through insurance", a_retail_import(**worth("5000", insurance=STEP)), BROKEN),
    single("one piece for 5,000.00001 yuan", a_retail_import(**one_line("5000.00001")), HELD),
    single("one piece for 26,000 yuan", a_bonded_import(**one_line("26000")), HELD),
    single("one piece for a step more", a_bonded_import(**one_line("26000.00001")), BROKEN),
    single("two pieces on one line, 5,000 yuan", a_retail_import(**one_line("5000", D(2))), HELD),
    single("two pieces on one line, a step more", a_retail_import(**one_line("5000.00001", D(2))), BROKEN),
    single("half a piece more than one, dear", a_retail_import(**one_line("5000.00001", D("1.5"))), BROKEN),
    single("two lines of one piece each, a step more",
           a_retail_import(list_line=[{"total": D("4930.00001"), "quantity": D(1)}, {}]), BROKEN),
    single("no quantity, 5,000 yuan", a_retail_import(**one_line("5000", None)), HELD),
    single("no quantity, a step more", a_retail_import(**one_line("5000.00001", None)), UNDETERMINED),
    single("no quantity, more than a year's worth", a_retail_import(**one_line("26000.00001", None)), BROKEN),
    single("no total on a line", a_retail_import(list_line=[{}, {"total": None}]), UNDETERMINED),
    single("no insurance given", a_retail_import(customs_list={"insurance": None}), UNDETERMINED),
    single("no freight given", a_retail_import(customs_list={"freight": None}), UNDETERMINED),
    single("insurance in dollars", a_retail_import(customs_list={"insurance_currency": "502"}), UNDETERMINED),
    single("all in dollars",
           a_retail_import(list_line=DOLLARS, customs_list={**DOLLARS, "insurance_currency": "502"}), UNDETERMINED),
    single("no list lines", a_retail_import(list_line=None), UNDETERMINED),
    single("no day of declaration", a_retail_import(**worth("5000", None)), UNDETERMINED),
    single("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    single("too dear, on the last day of the older limits",
           a_retail_import(**worth("5000.00001", LAST_OF_OLD)), OUT_OF_SCOPE),
    single("an export", a_retail_export(**worth("5000.00001")), OUT_OF_SCOPE),
    single("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

OLD = [
    old("2,000 yuan on the first day", a_retail_import(**worth("2000", FIRST)), HELD),
    old("2,000 yuan on the last day", a_bonded_import(**worth("2000", LAST_OF_OLD)), HELD),
    old("a step more on the first day", a_retail_import(**worth("2000.00001", FIRST)), BROKEN),
    old("a step more on the last day", a_bonded_import(**worth("2000.00001", LAST_OF_OLD)), BROKEN),
    old("one piece for a step more: no exception yet",
        a_retail_import(**one_line("2000.00001", declared_on=LAST_OF_OLD)), BROKEN),
    old("no freight given", a_retail_import(**worth("2000", FIRST, freight=None)), UNDETERMINED),
    old("no day of declaration", a_retail_import(**worth("2000", None)), UNDETERMINED),
    old("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    old("the day before the first", a_retail_import(**worth("2000.00001", BEFORE)), OUT_OF_SCOPE),
    old("the first day of the newer limits", a_retail_import(**worth("2000.00001", FIRST_OF_NEW)), OUT_OF_SCOPE),
    old("an export", a_retail_export(**worth("2000.00001", FIRST)), OUT_OF_SCOPE),
    old("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip


def purchases(first: str, second: str, on: date = date(2026, 3, 3), **of_second: Any) -> Any:
    """Two purchases in the year of a day, the second on that day."""
    told = {"year": on.year, "day": on}
    return a_buyer_year(purchase=[{**told, "value": D(first)}, {**told, "value": D(second), **of_second}])


YEAR = [
    year("26,000 yuan here, elsewhere nobody knows", purchases("20000", "6000"), UNDETERMINED),
    year("a step more", purchases("20000", "6000.00001"), BROKEN),
    year("a step more on the first day of the limit", purchases("20000", "6000.00001", FIRST_OF_NEW), BROKEN),
    year("26,000 yuan on the first day of the limit", purchases("20000", "6000", FIRST_OF_NEW), UNDETERMINED),
    year("one purchase alone", a_buyer_year(purchase=[{"value": D("26000.00001")}]), BROKEN),
    year("more, but enough sent back", purchases("20000", "7000", returned=D(1000)), UNDETERMINED),
    year("more, not quite enough sent back", purchases("20000", "7000", returned=D("999.99999")), BROKEN),
    year("20,000 yuan in 2018", purchases("15000", "5000", LAST_OF_OLD), UNDETERMINED),
    year("a step more in 2018", purchases("15000", "5000.00001", LAST_OF_OLD), BROKEN),
    year("a step more than 20,000 in 2019", purchases("15000", "5000.00001", FIRST_OF_NEW), UNDETERMINED),
    year("20,000 yuan on the first day of all", purchases("15000", "5000", FIRST), UNDETERMINED),
    year("a step more on the first day of all", purchases("15000", "5000.00001", FIRST), BROKEN),
    year("much, before there was a limit", purchases("99999", "99999", BEFORE), UNDETERMINED),
    year("the value of one purchase is not known",
         a_buyer_year(purchase=[{"value": D(30000)}, {"value": None}]), UNDETERMINED),
    year("what was sent back is not known", purchases("20000", "6000.00001", returned=None), UNDETERMINED),
    year("one purchase in dollars", purchases("20000", "6000.00001", currency="502"), UNDETERMINED),
]  # fmt: skip

# The builder's lines have the codes 3304990039 and 9603290010.
CODES = ["33049900", "96032900"]
BOTH, ONE = with_value("positive_list.codes", CODES), with_value("positive_list.codes", CODES[:1])
LISTED_ON = date(2026, 3, 3)


def lists(*stretches: tuple[date, date | None, list[str]]) -> Values:
    """Lists of goods in force in China from their first to their last day."""
    versions = [
        Version(frozenset(codes), first, last, "CN", "the story", "local") for first, last, codes in stretches
    ]  # fmt: skip
    return registry.values().overlay({"positive_list.codes": versions})


YESTERDAY = LISTED_ON - timedelta(days=1)
OTHER_ENDING = {"commodity_code": "3304990099"}
LISTED = [
    listed("both lines", a_retail_import(), HELD, values=BOTH),
    listed("another ending of ten digits", a_bonded_import(list_line=[OTHER_ENDING, {}]), HELD, values=BOTH),
    listed("one line is not", a_retail_import(), BROKEN, values=ONE),
    listed("one line is not, the other has no code",
           a_retail_import(list_line=[{"commodity_code": None}, {}]), BROKEN, values=ONE),
    listed("a code too short to tell", a_retail_import(list_line={"commodity_code": "3304990"}), BROKEN, values=BOTH),
    listed("the list is empty", a_retail_import(), BROKEN, values=with_value("positive_list.codes", [])),
    listed("put on the list on that day", a_retail_import(), HELD, values=lists((LISTED_ON, None, CODES))),
    listed("put on the list on that day, off the older one",
           a_retail_import(), HELD, values=lists((FIRST, YESTERDAY, []), (LISTED_ON, None, CODES))),
    listed("taken off the list on that day",
           a_retail_import(), BROKEN, values=lists((FIRST, YESTERDAY, CODES), (LISTED_ON, None, []))),
    listed("the list begins the day after",
           a_retail_import(), UNDETERMINED, values=lists((LISTED_ON + timedelta(days=1), None, CODES))),
    listed("the list ended the day before", a_retail_import(), UNDETERMINED, values=lists((FIRST, YESTERDAY, CODES))),
    listed("the list of a day nobody knows, of two",
           a_retail_import(customs_list={"declared_on": None}), UNDETERMINED,
           values=lists((FIRST, YESTERDAY, CODES), (LISTED_ON, None, CODES))),
    listed("there is no list", a_retail_import(), UNDETERMINED),
    listed("no code on one line", a_retail_import(list_line=[{}, {"commodity_code": None}]), UNDETERMINED, values=BOTH),
    listed("no list lines", a_retail_import(list_line=None), UNDETERMINED, values=BOTH),
    listed("nothing says what kind of order it is",
           a_retail_import(order={"order_type": None}, **NOT_YET), UNDETERMINED, values=BOTH),
    listed("an export", a_retail_export(), OUT_OF_SCOPE, values=ONE),
    listed("a shop order", a_shop_order(), OUT_OF_SCOPE, values=ONE),
]  # fmt: skip

STORIES = SINGLE + OLD + YEAR + LISTED


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_limits(story: Story) -> None:
    assert story.judged() is story.outcome
