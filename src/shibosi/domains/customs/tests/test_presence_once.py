"""What belongs to an order was reported once."""

from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_bonded_import,
    a_retail_export,
    a_retail_import,
    a_shop_order,
)
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

UNTYPED = {"order": {"order_type": None}, "customs_list": None, "list_line": None}

order = partial(Story, "order_number_has_one_content")
listing = partial(Story, "order_is_declared_once")
waybill = partial(Story, "order_travels_in_one_waybill")
payment = partial(Story, "order_is_paid_once")

STORIES = [
    order("one order", a_retail_import(), HELD),
    order("another order under the same number", a_retail_import(order=[{}, {"guid": "G-2"}]), BROKEN),
    order("another shop order under the same number", a_shop_order(order=[{}, {"state": "canceled"}]), BROKEN),
    order("no order", a_retail_import(order=None), OUT_OF_SCOPE),
    order("orders were not handed in", a_retail_import(order=None), OUT_OF_SCOPE, absent=("order",)),
    listing("one list, import", a_retail_import(), HELD),
    listing("one list, export", a_retail_export(), HELD),
    listing("a second list, import", a_retail_import(customs_list=[{}, {"company_number": "QD-2"}]), BROKEN),
    listing("a second list, export", a_retail_export(customs_list=[{}, {"company_number": "QD-2"}]), BROKEN),
    listing("a second list of an order not reported",
            a_retail_import(order=None, customs_list=[{}, {"company_number": "QD-2"}]), BROKEN),
    listing("not yet declared", a_retail_import(customs_list=None), OUT_OF_SCOPE),
    listing("lists were not handed in", a_retail_import(customs_list=None), OUT_OF_SCOPE, absent=("customs_list",)),
    waybill("one waybill", a_retail_import(), HELD),
    waybill("a second waybill", a_retail_import(waybill=[{}, {"number": "W-2"}]), BROKEN),
    waybill("a second waybill of a bonded import", a_bonded_import(waybill=[{}, {"number": "W-2"}]), BROKEN),
    waybill("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    waybill("no waybill", a_retail_import(waybill=None), OUT_OF_SCOPE),
    waybill("waybills were not handed in", a_retail_import(waybill=None), OUT_OF_SCOPE, absent=("waybill",)),
    waybill("an export", a_retail_import(order={"order_type": "E"}, customs_list={"direction": "E"}), OUT_OF_SCOPE),
    payment("one payment", a_retail_import(), HELD),
    payment("a second payment", a_retail_import(payment=[{}, {"number": "P-2"}]), BROKEN),
    payment("a second payment of a bonded import", a_bonded_import(payment=[{}, {"number": "P-2"}]), BROKEN),
    payment("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    payment("no payment", a_retail_import(payment=None), OUT_OF_SCOPE),
    payment("payments were not handed in", a_retail_import(payment=None), OUT_OF_SCOPE, absent=("payment",)),
    payment("an export", a_retail_import(order={"order_type": "E"}, customs_list={"direction": "E"}), OUT_OF_SCOPE),
    payment("two payments of a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_presence_once(story: Story) -> None:
    assert story.judged() is story.outcome
