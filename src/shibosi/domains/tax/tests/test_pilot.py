"""Exports without an invoice are of pilot zones, and the income deemed of them is taxed right."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.tax.tests.builders import Story, a_deemed_year, an_exempt_export
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED

D = Decimal
registered = partial(Story, "exempt_exporter_is_registered_in_a_zone")
listed = partial(Story, "exempt_export_was_recorded_and_listed")
voucher = partial(Story, "exempt_export_has_no_voucher")
goods = partial(Story, "exempt_goods_keep_their_refund")
zone = partial(Story, "deemed_income_is_of_a_pilot_zone")
revenue = partial(Story, "deemed_revenue_is_that_of_the_exports")
tax = partial(Story, "deemed_tax_is_reckoned_right")


def export(**changes: Any) -> list[Record]:
    return an_exempt_export(exempt_export=changes)


def year(**changes: Any) -> list[Record]:
    return a_deemed_year(income_return=changes)


EXEMPT = [
    registered("in Hangzhou", export(), HELD),
    registered("in English", export(zone="Hangzhou"), HELD),
    registered("on the first day of the zone",
               export(declared_on=date(2015, 3, 7), registered_on=date(2015, 3, 7)), HELD),
    registered("the day before", export(declared_on=date(2015, 3, 6), registered_on=date(2015, 3, 1)), BROKEN),
    registered("a zone that was merged into another", export(zone="海口", declared_on=date(2025, 6, 1)), HELD),
    registered("a place no zone is called by", export(zone="Nowhere"), UNDETERMINED),
    registered("nobody says where", export(zone=None), UNDETERMINED),
    registered("registered a day later", export(registered_on=date(2025, 3, 11)), BROKEN),
    registered("left on the day", export(ended_on=date(2025, 3, 10)), HELD),
    registered("left the day before", export(ended_on=date(2025, 3, 9)), BROKEN),
    listed("by list, a day after the record", export(), HELD),
    listed("by declaration", export(declaration="declaration"), BROKEN),
    listed("at other customs", export(customs_zone="宁波"), BROKEN),
    listed("recorded a day later", export(recorded_on=date(2025, 3, 11)), BROKEN),
    listed("never recorded", export(recorded_on=None), UNDETERMINED),
    voucher("none", export(), HELD),
    voucher("a special invoice", export(voucher="special"), BROKEN),
    voucher("nobody says", export(voucher=None), UNDETERMINED),
    goods("in force", export(), HELD),
    goods("cancelled", export(refund_cancelled=True), BROKEN),
    goods("nobody says", export(refund_cancelled=None), UNDETERMINED),
]  # fmt: skip

DEEMED = [
    zone("Hangzhou", year(), HELD),
    zone("a zone of 2022, in 2021", year(zone="三亚", ends_on=date(2019, 12, 31)), BROKEN),
    zone("a place no zone is called by", year(zone="Nowhere"), UNDETERMINED),
    revenue("two exports", year(), HELD),
    revenue("a cent of rounding", year(revenue=D("10000000.01")), HELD),
    revenue("two cents", year(revenue=D("10000000.02")), BROKEN),
    revenue("exports were not handed in", a_deemed_year(exempt_export=None), UNDETERMINED, absent=("exempt_export",)),
    revenue("no exports", a_deemed_year(exempt_export=None), BROKEN),
    tax("a small firm", year(), HELD),
    tax("five times as much where it is none", year(small=False, tax=D(100000)), HELD),
    tax("the lower tax where it is none", year(small=False), BROKEN),
    tax("3,000,000 of income is small",
        year(revenue=D(75000000), income=D(3000000), tax=D(150000)), HELD),
    tax("a cent more is not", year(revenue=D("75000000.25"), income=D("3000000.01"), tax=D(150000)), BROKEN),
    tax("five percent of revenue", year(income=D(500000), tax=D(25000)), BROKEN),
    tax("nobody says whether it is small", year(small=None), UNDETERMINED),
    tax("before the scheme", year(ends_on=date(2019, 12, 31)), UNDETERMINED),
]  # fmt: skip

STORIES = EXEMPT + DEEMED


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_pilot_zones(story: Story) -> None:
    assert story.judged() is story.outcome
