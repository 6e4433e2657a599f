"""One waybill for one parcel, one payment for one order."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import Story, a_paid_order, a_parcel
from shibosi.domains.customs.tests.templates import OTHER_FIRM, beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# The list is reported on 2026-03-03: thirty days later it is 2026-04-02.
LAST_DAY, TOO_LATE = date(2026, 4, 2), date(2026, 4, 3)
LONG_AFTER = date(2030, 1, 1)
AGAIN = {"company_number": "QD-2"}
OTHER_ORDER = {"order_number": "O-2", **AGAIN}
IMPORT = {"direction": "I"}

reported = partial(Story, "listed_waybill_was_reported")
one_waybill = partial(Story, "waybill_number_has_one_content")
used_once = partial(Story, "waybill_is_used_once")
one_payment = partial(Story, "payment_number_has_one_content")
paid_once = partial(Story, "payment_is_used_once")

REPORTED = [
    reported("it was", a_parcel(), HELD, as_of=LONG_AFTER),
    reported("twice: there is one", a_parcel(waybill=[{}, {"note": "again"}]), HELD),
    reported("not yet, 30 days after the list", a_parcel(waybill=None), UNDETERMINED, as_of=LAST_DAY),
    reported("not 31 days after the list", a_parcel(waybill=None), BROKEN, as_of=TOO_LATE),
    reported("not yet, 30 days after the later of two lists",
             a_parcel(waybill=None, customs_list=[{}, {**AGAIN, "reported_at": beijing(2026, 3, 9)}]),
             UNDETERMINED, as_of=date(2026, 4, 8)),
    reported("not 31 days after the later of two lists",
             a_parcel(waybill=None, customs_list=[{}, {**AGAIN, "reported_at": beijing(2026, 3, 9)}]),
             BROKEN, as_of=date(2026, 4, 9)),
    reported("not, one of two lists is an import",
             a_parcel(waybill=None, customs_list=[{}, {**AGAIN, **IMPORT}]), BROKEN, as_of=TOO_LATE),
    reported("the list came after midnight in Beijing, before it in Greenwich",
             a_parcel(waybill=None, customs_list={"reported_at": beijing(2026, 3, 4, 0, 1)}), UNDETERMINED, TOO_LATE),
    reported("no time on the list",
             a_parcel(waybill=None, customs_list={"reported_at": None}), UNDETERMINED, LONG_AFTER),
    reported("waybills were not handed in", a_parcel(waybill=None), UNDETERMINED, LONG_AFTER, ("waybill",)),
    reported("the list does not say whether it is an export",
             a_parcel(waybill=None, customs_list={"direction": None}), UNDETERMINED, LONG_AFTER),
    reported("an import, which its order tells", a_parcel(waybill=None, customs_list=IMPORT), OUT_OF_SCOPE, LONG_AFTER),
    reported("no list names it", a_parcel(customs_list=None), OUT_OF_SCOPE),
]  # fmt: skip

ONE_WAYBILL = [
    one_waybill("one", a_parcel(), HELD),
    one_waybill("one that no list names", a_parcel(customs_list=None), HELD),
    one_waybill("two weights", a_parcel(waybill=[{}, {"packages": 2}]), BROKEN),
    one_waybill("three contents", a_parcel(waybill=[{}, {"packages": 2}, {"packages": 3}]), BROKEN),
    one_waybill("none came", a_parcel(waybill=None), OUT_OF_SCOPE),
    one_waybill("waybills were not handed in", a_parcel(waybill=None), OUT_OF_SCOPE, absent=("waybill",)),
]

USED_ONCE = [
    used_once("one list", a_parcel(), HELD),
    used_once("two lists of one order", a_parcel(customs_list=[{}, AGAIN]), HELD),
    used_once("two orders", a_parcel(customs_list=[{}, OTHER_ORDER]), BROKEN),
    used_once("two orders, the waybill has not come", a_parcel(waybill=None, customs_list=[{}, OTHER_ORDER]), BROKEN),
    used_once("one order, written with other letters", a_parcel(customs_list=[{}, {"order_number": "o-1"}]), BROKEN),
    used_once("a list without an order number", a_parcel(customs_list={"order_number": None}), UNDETERMINED),
    used_once("one of two lists without an order number",
              a_parcel(customs_list=[{}, {**AGAIN, "order_number": None}]), UNDETERMINED),
    used_once("no list names it", a_parcel(customs_list=None), OUT_OF_SCOPE),
    used_once("lists were not handed in", a_parcel(customs_list=None), OUT_OF_SCOPE, absent=("customs_list",)),
]  # fmt: skip

ONE_PAYMENT = [
    one_payment("one", a_paid_order(), HELD),
    one_payment("one that no order names", a_paid_order(order=None), HELD),
    one_payment("two orders", a_paid_order(payment=[{}, {"order_number": "O-2"}]), BROKEN),
    one_payment("two payers", a_paid_order(payment=[{}, {"payer_id": "11010519491231021X"}]), BROKEN),
    one_payment("none came", a_paid_order(payment=None), OUT_OF_SCOPE),
    one_payment("payments were not handed in", a_paid_order(payment=None), OUT_OF_SCOPE, absent=("payment",)),
]

SECOND_ORDER = {"number": "O-2", "guid": "G-ORDER-2"}
PAID_ONCE = [
    paid_once("the order that it names", a_paid_order(), HELD),
    paid_once("it names no order", a_paid_order(payment={"order_number": None}), HELD),
    paid_once("two contents of one order", a_paid_order(order=[{}, {"merchant_code": OTHER_FIRM}]), HELD),
    paid_once("two orders", a_paid_order(order=[{}, SECOND_ORDER]), BROKEN),
    paid_once("two orders, it names neither",
              a_paid_order(order=[{}, SECOND_ORDER], payment={"order_number": None}), BROKEN),
    paid_once("two orders, the payment has not come", a_paid_order(order=[{}, SECOND_ORDER], payment=None), BROKEN),
    paid_once("another order than the one it names", a_paid_order(payment={"order_number": "O-2"}), BROKEN),
    paid_once("an order without a number", a_paid_order(order={"number": None}), UNDETERMINED),
    paid_once("one of two orders without a number",
              a_paid_order(order=[{}, {**SECOND_ORDER, "number": None}]), UNDETERMINED),
    paid_once("no order names it", a_paid_order(order=None), OUT_OF_SCOPE),
    paid_once("orders were not handed in", a_paid_order(order=None), OUT_OF_SCOPE, absent=("order",)),
]  # fmt: skip

STORIES = REPORTED + ONE_WAYBILL + USED_ONCE + ONE_PAYMENT + PAID_ONCE


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_reuse(story: Story) -> None:
    assert story.judged() is story.outcome
