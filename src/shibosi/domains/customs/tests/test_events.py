"""First the order, then the money and the parcel, then the customs list."""

from datetime import UTC, datetime
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_bonded_import,
    a_retail_export,
    a_retail_import,
    a_shop_order,
)
from shibosi.domains.customs.tests.templates import beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# The list is reported on 2026-03-03 at 9:00, the order is placed on 2026-03-02 at 10:00 and paid five minutes later.
LISTED, ORDERED = beijing(2026, 3, 3, 9), beijing(2026, 3, 2, 10)
A_MINUTE_LATE, A_MINUTE_EARLY = beijing(2026, 3, 3, 9, 1), beijing(2026, 3, 2, 9, 59)
NOT_YET = {"customs_list": None, "list_line": None}

precede = partial(Story, "documents_precede_the_list")
follows = partial(Story, "payment_follows_the_order")

PRECEDE = [
    precede("all before", a_retail_import(), HELD),
    precede("all before, out of a bonded warehouse", a_bonded_import(), HELD),
    precede("all at the same moment",
            a_retail_import(order={"reported_at": LISTED}, payment={"reported_at": LISTED},
                            waybill={"reported_at": LISTED}), HELD),
    precede("the same moment told in Greenwich",
            a_retail_import(waybill={"reported_at": datetime(2026, 3, 3, 1, tzinfo=UTC)}), HELD),
    precede("the order a minute late", a_retail_import(order={"reported_at": A_MINUTE_LATE}), BROKEN),
    precede("the payment a minute late", a_retail_import(payment={"reported_at": A_MINUTE_LATE}), BROKEN),
    precede("one of two payments a minute late",
            a_retail_import(payment=[{}, {"number": "P-2", "reported_at": A_MINUTE_LATE}]), BROKEN),
    precede("the waybill a minute late", a_bonded_import(waybill={"reported_at": A_MINUTE_LATE}), BROKEN),
    precede("the waybill late by a microsecond",
            a_retail_import(waybill={"reported_at": LISTED.replace(microsecond=1)}), BROKEN),
    precede("the waybill late, no payment",
            a_retail_import(waybill={"reported_at": A_MINUTE_LATE}, payment=None), BROKEN),
    precede("no time on the order", a_retail_import(order={"reported_at": None}), UNDETERMINED),
    precede("no time on the payment", a_retail_import(payment={"reported_at": None}), UNDETERMINED),
    precede("no time on the waybill", a_retail_import(waybill={"reported_at": None}), UNDETERMINED),
    precede("no time on the list", a_retail_import(customs_list={"reported_at": None}), UNDETERMINED),
    precede("no payment", a_retail_import(payment=None), UNDETERMINED),
    precede("no waybill", a_retail_import(waybill=None), UNDETERMINED),
    precede("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    precede("the order has not come", a_retail_import(order=None, order_line=None), UNDETERMINED),
    precede("an export", a_retail_export(order={"reported_at": A_MINUTE_LATE}), OUT_OF_SCOPE),
    precede("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

FOLLOWS = [
    follows("five minutes later", a_retail_import(), HELD),
    follows("at the same moment", a_retail_import(payment={"paid_at": ORDERED}), HELD),
    follows("days later", a_bonded_import(payment={"paid_at": beijing(2026, 3, 9)}), HELD),
    follows("a minute early", a_retail_import(payment={"paid_at": A_MINUTE_EARLY}), BROKEN),
    follows("one of two payments early",
            a_retail_import(payment=[{}, {"number": "P-2", "paid_at": A_MINUTE_EARLY}]), BROKEN),
    follows("one early, one without a time",
            a_retail_import(payment=[{"paid_at": None}, {"number": "P-2", "paid_at": A_MINUTE_EARLY}]), BROKEN),
    follows("no time of payment", a_retail_import(payment={"paid_at": None}), UNDETERMINED),
    follows("one of two payments without a time",
            a_retail_import(payment=[{}, {"number": "P-2", "paid_at": None}]), UNDETERMINED),
    follows("no payment", a_retail_import(payment=None), UNDETERMINED),
    follows("nothing says what kind of order it is",
            a_retail_import(order={"order_type": None}, **NOT_YET), UNDETERMINED),
    follows("no time of the order", a_retail_import(order={"ordered_at": None}), OUT_OF_SCOPE),
    follows("the order has not come", a_retail_import(order=None, order_line=None), OUT_OF_SCOPE),
    follows("an export", a_retail_export(), OUT_OF_SCOPE),
    follows("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

STORIES = PRECEDE + FOLLOWS


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_events(story: Story) -> None:
    assert story.judged() is story.outcome
