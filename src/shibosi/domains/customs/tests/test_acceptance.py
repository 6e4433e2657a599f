"""What was answered was accepted: by one answer at least, while the single window works on it not decided."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_b2b_export,
    a_bonded_import,
    a_paid_order,
    a_parcel,
    a_retail_export,
    a_retail_import,
    a_shop_order,
    with_value,
)
from shibosi.domains.customs.tests.templates import beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# All documents are answered on 2026-03-02.
SAME_DAY, NEXT_DAY, DAY_AFTER = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
LATER = {"answered_at": beijing(2026, 3, 9), "guid": "G-LATER"}
NOT_YET = {"customs_list": None, "list_line": None}
REFUSED, RUNNING = {"status": "100"}, {"status": "2"}

order = partial(Story, "order_was_accepted")
payment = partial(Story, "payment_was_accepted")
waybill = partial(Story, "waybill_was_accepted")

ORDER = [
    order("stored at customs", a_retail_import(answer={}), HELD),
    order("examined and closed", a_retail_import(answer={"status": "399"}), HELD),
    order("of an export to a business", a_b2b_export(answer={}), HELD),
    order("before a list is declared", a_bonded_import(answer={}, **NOT_YET), HELD),
    order("refused, then corrected and stored", a_retail_import(answer=[REFUSED, LATER]), HELD),
    order("on its way, then stored", a_retail_import(answer=[RUNNING, LATER]), HELD),
    order("stored, and one answer that says nothing", a_retail_import(answer=[{}, {**LATER, "status": None}]), HELD),
    order("refused", a_retail_import(answer=REFUSED), BROKEN),
    order("refused, an export", a_retail_export(answer=REFUSED), BROKEN),
    order("an error in processing", a_retail_import(answer={"status": "-301010"}), BROKEN),
    order("could not be sent", a_retail_import(answer={"status": "4"}), BROKEN),
    order("refused, the second answer is on its way",
          a_retail_import(answer=[REFUSED, {**LATER, **RUNNING}]), BROKEN, NEXT_DAY),
    order("the list was stored, the order refused",
          a_retail_import(answer=[REFUSED, {**LATER, "about": "621"}]), BROKEN),
    order("on its way, a day later", a_retail_import(answer=RUNNING), UNDETERMINED, NEXT_DAY),
    order("on its way, two days later", a_retail_import(answer=RUNNING), BROKEN, DAY_AFTER),
    order("stored at the e-port, two days later", a_retail_import(answer={"status": "1"}), BROKEN, DAY_AFTER),
    order("on its way, a day after the second answer",
          a_retail_import(answer=[RUNNING, {**LATER, "status": "3"}]), UNDETERMINED, date(2026, 3, 10)),
    order("on its way, two days after the second answer",
          a_retail_import(answer=[RUNNING, {**LATER, "status": "3"}]), BROKEN, date(2026, 3, 11)),
    order("on its way, three days may pass", a_retail_import(answer=RUNNING), UNDETERMINED, date(2026, 3, 5),
          values=with_value("acceptance.days", 3)),
    order("on its way since nobody knows when", a_retail_import(answer={**RUNNING, "answered_at": None}), UNDETERMINED),
    order("a state nobody knows", a_retail_import(answer={"status": "777"}), UNDETERMINED),
    order("no state", a_retail_import(answer={"status": None}), UNDETERMINED),
    order("refused once, once without a state",
          a_retail_import(answer=[REFUSED, {**LATER, "status": None}]), UNDETERMINED),
    order("nobody answered", a_retail_import(), OUT_OF_SCOPE),
    order("answers were not handed in", a_retail_import(), OUT_OF_SCOPE, absent=("answer",)),
    order("only its list was answered", a_retail_import(answer={"about": "621", **REFUSED}), OUT_OF_SCOPE),
    order("the order has not come", a_retail_import(answer=REFUSED, order=None, order_line=None), OUT_OF_SCOPE),
    order("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

PAYMENT = [
    payment("stored at customs", a_paid_order(answer={}), HELD),
    payment("that no order names", a_paid_order(answer={}, order=None), HELD),
    payment("refused, then stored", a_paid_order(answer=[REFUSED, LATER]), HELD),
    payment("refused", a_paid_order(answer=REFUSED), BROKEN),
    payment("an error in processing", a_paid_order(answer={"status": "-411001"}), BROKEN),
    payment("on its way, a day later", a_paid_order(answer=RUNNING), UNDETERMINED, NEXT_DAY),
    payment("on its way, two days later", a_paid_order(answer=RUNNING), BROKEN, DAY_AFTER),
    payment("no state", a_paid_order(answer={"status": None}), UNDETERMINED),
    payment("nobody answered", a_paid_order(), OUT_OF_SCOPE),
    payment("the payment has not come", a_paid_order(answer=REFUSED, payment=None), OUT_OF_SCOPE),
    payment("the answer is to another kind of document", a_paid_order(answer={"about": "403", **REFUSED}),
            OUT_OF_SCOPE),
]  # fmt: skip

WAYBILL = [
    waybill("stored at customs", a_parcel(answer={}), HELD),
    waybill("of an import", a_parcel(answer={"about": "511"}, customs_list={"direction": "I"}), HELD),
    waybill("refused, then stored", a_parcel(answer=[REFUSED, LATER]), HELD),
    waybill("refused", a_parcel(answer=REFUSED), BROKEN),
    waybill("refused, no list names it", a_parcel(answer=REFUSED, customs_list=None), BROKEN),
    waybill("on its way, the same day", a_parcel(answer=RUNNING), UNDETERMINED, SAME_DAY),
    waybill("on its way, a day later", a_parcel(answer=RUNNING), UNDETERMINED, NEXT_DAY),
    waybill("on its way, two days later", a_parcel(answer=RUNNING), BROKEN, DAY_AFTER),
    waybill("no state", a_parcel(answer={"status": None}), UNDETERMINED),
    waybill("nobody answered", a_parcel(), OUT_OF_SCOPE),
    waybill("the waybill has not come", a_parcel(answer=REFUSED, waybill=None), OUT_OF_SCOPE),
    waybill("the answer is to its arrival", a_parcel(answer={"about": "513", **REFUSED}), OUT_OF_SCOPE),
]

STORIES = ORDER + PAYMENT + WAYBILL


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_acceptance(story: Story) -> None:
    assert story.judged() is story.outcome
