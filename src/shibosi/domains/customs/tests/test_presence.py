"""What belongs to an order is reported, once. What is missing is undetermined for 30 days, then broken."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_b2b_export,
    a_bonded_import,
    a_retail_export,
    a_retail_import,
    a_service_order,
    a_shop_order,
    an_overseas_warehouse_export,
)
from shibosi.domains.customs.tests.templates import beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# The order is reported on 2026-03-02, the list on 2026-03-03.
LAST_DAY, TOO_LATE = date(2026, 4, 1), date(2026, 4, 2)
LONG_AFTER = date(2030, 1, 1)
FOR_ITSELF = {"order": None, "order_line": None}
NOT_YET = {"customs_list": None, "list_line": None}
ALONE = {**FOR_ITSELF, **NOT_YET, "payment": None, "waybill": None}
UNTYPED = {"order": {"order_type": None}, **NOT_YET}
IN_2024 = {"reported_at": beijing(2024, 12, 14), "ordered_at": None}

order = partial(Story, "order_was_reported")
payment = partial(Story, "payment_was_reported")
shop_payment = partial(Story, "shop_payment_was_reported")
waybill = partial(Story, "waybill_was_reported")
listing = partial(Story, "list_was_reported")
collection = partial(Story, "collection_was_reported")
order_lines = partial(Story, "order_lines_were_reported")
list_lines = partial(Story, "list_lines_were_reported")
one_order = partial(Story, "order_number_has_one_content")
one_list = partial(Story, "order_is_declared_once")
one_waybill = partial(Story, "order_travels_in_one_waybill")
one_payment = partial(Story, "order_is_paid_once")

ORDER = [
    order("with all its documents", a_retail_import(), HELD),
    order("of an export", a_retail_export(), HELD),
    order("two of that number: there is one", a_retail_import(order=[{}, {"note": "again"}]), HELD),
    order("30 days after the list", a_retail_import(**FOR_ITSELF), UNDETERMINED, as_of=date(2026, 4, 2)),
    order("31 days after the list", a_retail_import(**FOR_ITSELF), BROKEN, as_of=date(2026, 4, 3)),
    order("30 days after the waybill", a_retail_import(**FOR_ITSELF, **NOT_YET), UNDETERMINED, as_of=LAST_DAY),
    order("31 days after the waybill", a_retail_import(**FOR_ITSELF, **NOT_YET), BROKEN, as_of=TOO_LATE),
    order("30 days after the payment", a_retail_import(**FOR_ITSELF, **NOT_YET, waybill=None), UNDETERMINED, LAST_DAY),
    order("31 days after the payment", a_retail_import(**FOR_ITSELF, **NOT_YET, waybill=None), BROKEN, TOO_LATE),
    order("30 days after the later of two payments",
          a_retail_import(**FOR_ITSELF, **NOT_YET, waybill=None,
                          payment=[{}, {"number": "P-2", "reported_at": beijing(2026, 3, 9)}]),
          UNDETERMINED, as_of=date(2026, 4, 8)),
    order("31 days after the later of two payments",
          a_retail_import(**FOR_ITSELF, **NOT_YET, waybill=None,
                          payment=[{}, {"number": "P-2", "reported_at": beijing(2026, 3, 9)}]),
          BROKEN, as_of=date(2026, 4, 9)),
    order("30 days after money was received for it", a_retail_export(**FOR_ITSELF, **NOT_YET, collection={}),
          UNDETERMINED, as_of=date(2026, 4, 3)),
    order("31 days after money was received for it", a_retail_export(**FOR_ITSELF, **NOT_YET, collection={}), BROKEN,
          as_of=date(2026, 4, 4)),
    order("30 days after an answer to it", a_retail_import(**ALONE, answer={}), UNDETERMINED, as_of=LAST_DAY),
    order("31 days after an answer to it", a_retail_import(**ALONE, answer={}), BROKEN, as_of=TOO_LATE),
    order("lines alone say nothing of a day", a_retail_import(order=None, payment=None, waybill=None, **NOT_YET),
          UNDETERMINED, as_of=LONG_AFTER),
    order("orders were not handed in", a_retail_import(**FOR_ITSELF), UNDETERMINED, LONG_AFTER, ("order",)),
    order("nothing is there but an order", a_shop_order(order_line=None, payment=None), OUT_OF_SCOPE),
]  # fmt: skip

PAYMENT = [
    payment("reported", a_retail_import(), HELD, as_of=LONG_AFTER),
    payment("reported twice", a_retail_import(payment=[{}, {"number": "P-2"}]), HELD),
    payment("30 days after the order", a_retail_import(payment=None), UNDETERMINED, as_of=LAST_DAY),
    payment("31 days after the order", a_retail_import(payment=None), BROKEN, as_of=TOO_LATE),
    payment("of a bonded import, 31 days after the order", a_bonded_import(payment=None), BROKEN, as_of=TOO_LATE),
    payment("the order came after midnight in Beijing, before it in Greenwich",
            a_retail_import(payment=None, order={"reported_at": beijing(2026, 3, 3, 0, 1)}), UNDETERMINED, TOO_LATE),
    payment("of an order without a time of reporting, 30 days after it was placed",
            a_retail_import(payment=None, order={"reported_at": None}), UNDETERMINED, as_of=LAST_DAY),
    payment("of an order without a time of reporting, 31 days after it was placed",
            a_retail_import(payment=None, order={"reported_at": None}), BROKEN, as_of=TOO_LATE),
    payment("orders were not handed in", a_retail_import(payment=None, **FOR_ITSELF), OUT_OF_SCOPE, absent=("order",)),
    payment("of an order without any time",
            a_retail_import(payment=None, order={"reported_at": None, "ordered_at": None}), UNDETERMINED, LONG_AFTER),
    payment("the order has not come either", a_retail_import(payment=None, **FOR_ITSELF), OUT_OF_SCOPE, LONG_AFTER),
    payment("the list alone says that it is an import", a_retail_import(payment=None, order={"order_type": None}),
            BROKEN, as_of=TOO_LATE),
    payment("nothing says what kind of order it is",
            a_retail_import(payment=None, order={"order_type": None}, **NOT_YET), UNDETERMINED, as_of=LONG_AFTER),
    payment("payments were not handed in", a_retail_import(payment=None), UNDETERMINED, LONG_AFTER, ("payment",)),
    payment("what is sold is not said", a_retail_import(payment=None, order={"subject": None}), BROKEN, TOO_LATE),
    payment("of a service", a_retail_import(payment=None, order={"subject": "service"}), OUT_OF_SCOPE, LONG_AFTER),
    payment("of an export", a_retail_export(), OUT_OF_SCOPE, as_of=LONG_AFTER),
    payment("of an export not yet declared", a_retail_export(**NOT_YET), OUT_OF_SCOPE, as_of=LONG_AFTER),
    payment("of a shop order", a_shop_order(payment=None), OUT_OF_SCOPE, as_of=LONG_AFTER),
]  # fmt: skip

UNPAID = {"payment": None}

SHOP_PAYMENT = [
    shop_payment("in two parts, as it was paid", a_shop_order(), HELD, as_of=LONG_AFTER),
    shop_payment("30 days after the order was placed", a_shop_order(**UNPAID), UNDETERMINED, as_of=LAST_DAY),
    shop_payment("31 days after the order was placed", a_shop_order(**UNPAID), BROKEN, as_of=TOO_LATE),
    shop_payment("31 days after it was placed, 30 after it was reported",
                 a_shop_order(**UNPAID, order={"reported_at": beijing(2026, 3, 3, 9)}), UNDETERMINED, as_of=TOO_LATE),
    shop_payment("of a service", a_service_order(**UNPAID), BROKEN, as_of=TOO_LATE),
    shop_payment("of an order without any time", a_shop_order(**UNPAID, order={"ordered_at": None}), UNDETERMINED,
                 as_of=LONG_AFTER),
    shop_payment("payments were not handed in", a_shop_order(**UNPAID), UNDETERMINED, LONG_AFTER, ("payment",)),
    shop_payment("a payment of nothing: the amount is another control's", a_shop_order(payment={"amount": None}), HELD),
    shop_payment("nothing says what kind of order it is", a_shop_order(**UNPAID, order={"order_type": None}),
                 UNDETERMINED, as_of=LONG_AFTER),
    shop_payment("the order has not come either", a_shop_order(order=None), OUT_OF_SCOPE, as_of=LONG_AFTER),
    shop_payment("of an import", a_retail_import(**UNPAID), OUT_OF_SCOPE, as_of=LONG_AFTER),
    shop_payment("of an export", a_retail_export(), OUT_OF_SCOPE, as_of=LONG_AFTER),
]  # fmt: skip

WAYBILL = [
    waybill("reported", a_retail_import(), HELD),
    waybill("30 days after the order", a_retail_import(waybill=None), UNDETERMINED, as_of=LAST_DAY),
    waybill("31 days after the order", a_retail_import(waybill=None), BROKEN, as_of=TOO_LATE),
    waybill("of a bonded import, 31 days after the order", a_bonded_import(waybill=None), BROKEN, as_of=TOO_LATE),
    waybill("of an order without a time of reporting, 31 days after it was placed",
            a_retail_import(waybill=None, order={"reported_at": None}), BROKEN, as_of=TOO_LATE),
    waybill("what is sold is not said", a_retail_import(waybill=None, order={"subject": None}), BROKEN, TOO_LATE),
    waybill("orders were not handed in", a_retail_import(waybill=None, **FOR_ITSELF), OUT_OF_SCOPE, absent=("order",)),
    waybill("of an order without any time",
            a_retail_import(waybill=None, order={"reported_at": None, "ordered_at": None}), UNDETERMINED, LONG_AFTER),
    waybill("waybills were not handed in", a_retail_import(waybill=None), UNDETERMINED, LONG_AFTER, ("waybill",)),
    waybill("of digital goods", a_retail_import(waybill=None, order={"subject": "digital"}), OUT_OF_SCOPE, LONG_AFTER),
    waybill("the order has not come either", a_retail_import(waybill=None, **FOR_ITSELF), OUT_OF_SCOPE, LONG_AFTER),
    waybill("of an export: it names no order", a_retail_export(), OUT_OF_SCOPE, as_of=LONG_AFTER),
    waybill("of a shop order", a_shop_order(), OUT_OF_SCOPE, as_of=LONG_AFTER),
]  # fmt: skip

LIST = [
    listing("declared, import", a_retail_import(), HELD),
    listing("declared, export", a_retail_export(), HELD, as_of=LONG_AFTER),
    listing("import, 30 days after the order", a_retail_import(**NOT_YET), UNDETERMINED, as_of=LAST_DAY),
    listing("import, 31 days after the order", a_retail_import(**NOT_YET), BROKEN, as_of=TOO_LATE),
    listing("retail export, 30 days after the order", a_retail_export(**NOT_YET), UNDETERMINED, as_of=LAST_DAY),
    listing("retail export, 31 days after the order", a_retail_export(**NOT_YET), BROKEN, as_of=TOO_LATE),
    listing("export to a business, 31 days after the order", a_b2b_export(**NOT_YET), BROKEN, as_of=TOO_LATE),
    listing("for a warehouse abroad, 31 days after", an_overseas_warehouse_export(**NOT_YET), BROKEN, as_of=TOO_LATE),
    listing("of an order without a time of reporting, 31 days after it was placed",
            a_retail_import(**NOT_YET, order={"reported_at": None}), BROKEN, as_of=TOO_LATE),
    listing("what is sold is not said", a_retail_import(**NOT_YET, order={"subject": None}), BROKEN, as_of=TOO_LATE),
    listing("orders were not handed in", a_retail_import(order=None), OUT_OF_SCOPE, absent=("order",)),
    listing("lists were not handed in", a_retail_import(**NOT_YET), UNDETERMINED, LONG_AFTER, ("customs_list",)),
    listing("nothing says what kind of order it is",
            a_retail_import(**NOT_YET, order={"order_type": None}), UNDETERMINED, as_of=LONG_AFTER),
    listing("the order has not come either", a_retail_import(order=None, **NOT_YET), OUT_OF_SCOPE, as_of=LONG_AFTER),
    listing("of a service", a_retail_export(**NOT_YET, order={"subject": "service"}), OUT_OF_SCOPE, as_of=LONG_AFTER),
    listing("of a shop order", a_shop_order(), OUT_OF_SCOPE, as_of=LONG_AFTER),
    listing("of services sold by a shop", a_service_order(), OUT_OF_SCOPE, as_of=LONG_AFTER),
]  # fmt: skip

COLLECTION = [
    collection("reported for a list of the last day",
               a_retail_export(collection={}, customs_list={"declared_on": date(2024, 12, 14)}), HELD),
    collection("reported in time", a_retail_export(collection={}, customs_list={"declared_on": date(2024, 12, 14)}),
               HELD, as_of=date(2024, 12, 20)),
    collection("missing for a list of the last day",
               a_retail_export(customs_list={"declared_on": date(2024, 12, 14)}), BROKEN),
    collection("no longer needed the day after",
               a_retail_export(customs_list={"declared_on": date(2024, 12, 15)}), OUT_OF_SCOPE),
    collection("30 days after the list", a_retail_export(customs_list={"declared_on": date(2024, 12, 14)}),
               UNDETERMINED, as_of=date(2025, 1, 13)),
    collection("31 days after the list", a_retail_export(customs_list={"declared_on": date(2024, 12, 14)}),
               BROKEN, as_of=date(2025, 1, 14)),
    collection("ordered on the last day, not yet declared", a_retail_export(order=IN_2024, **NOT_YET), BROKEN),
    collection("ordered the day after, not yet declared",
               a_retail_export(order={**IN_2024, "reported_at": beijing(2024, 12, 15, 0, 1)}, **NOT_YET),
               OUT_OF_SCOPE),
    collection("placed on the last day, not yet reported at a time",
               a_retail_export(order={"reported_at": None, "ordered_at": beijing(2024, 12, 14)}, **NOT_YET), BROKEN),
    collection("what is sold is not said", a_retail_export(order={**IN_2024, "subject": None}, **NOT_YET), BROKEN),
    collection("orders were not handed in",
               a_retail_export(order=None, customs_list={"declared_on": date(2024, 12, 14)}), OUT_OF_SCOPE,
               absent=("order",)),
    collection("ordered on the last day, declared the day after",
               a_retail_export(order=IN_2024, customs_list={"declared_on": date(2024, 12, 15)}), OUT_OF_SCOPE),
    collection("no day is known",
               a_retail_export(order={"reported_at": None}, customs_list={"declared_on": None}), UNDETERMINED),
    collection("collections were not handed in", a_retail_export(customs_list={"declared_on": date(2024, 12, 14)}),
               UNDETERMINED, absent=("collection",)),
    collection("of an export to a business",
               a_b2b_export(customs_list={"declared_on": date(2024, 12, 14)}), OUT_OF_SCOPE),
    collection("of an import", a_retail_import(customs_list={"declared_on": date(2024, 12, 14)}), OUT_OF_SCOPE),
    collection("of a service",
               a_retail_export(order={**IN_2024, "subject": "service"}, **NOT_YET), OUT_OF_SCOPE),
    collection("of an order not reported",
               a_retail_export(order=None, customs_list={"declared_on": date(2024, 12, 14)}), OUT_OF_SCOPE),
]  # fmt: skip

LINES = [
    order_lines("import", a_retail_import(), HELD),
    order_lines("export", a_retail_export(), HELD),
    order_lines("a single one", a_retail_import(order_line=[{}]), HELD),
    order_lines("30 days after the order", a_retail_import(order_line=None), UNDETERMINED, as_of=LAST_DAY),
    order_lines("31 days after the order", a_retail_import(order_line=None), BROKEN, as_of=TOO_LATE),
    order_lines("of an export, 31 days after", a_b2b_export(order_line=None), BROKEN, as_of=TOO_LATE),
    order_lines("were not handed in", a_retail_import(order_line=None), UNDETERMINED, LONG_AFTER, ("order_line",)),
    order_lines("of an order without a time of reporting, 31 days after it was placed",
                a_retail_import(order_line=None, order={"reported_at": None}), BROKEN, as_of=TOO_LATE),
    order_lines("orders were not handed in", a_retail_import(order=None), OUT_OF_SCOPE, absent=("order",)),
    order_lines("of an order not reported", a_retail_import(**FOR_ITSELF), OUT_OF_SCOPE, as_of=LONG_AFTER),
    order_lines("of a shop order", a_shop_order(order_line=None), OUT_OF_SCOPE, as_of=LONG_AFTER),
    list_lines("import", a_retail_import(), HELD),
    list_lines("export", a_retail_export(), HELD),
    list_lines("30 days after the list", a_retail_import(list_line=None), UNDETERMINED, as_of=date(2026, 4, 2)),
    list_lines("31 days after the list", a_retail_import(list_line=None), BROKEN, as_of=date(2026, 4, 3)),
    list_lines("of an export, 31 days after", a_retail_export(list_line=None), BROKEN, as_of=date(2026, 4, 3)),
    list_lines("of a list without a time",
               a_retail_import(list_line=None, customs_list={"reported_at": None}), UNDETERMINED, as_of=LONG_AFTER),
    list_lines("were not handed in", a_retail_import(list_line=None), UNDETERMINED, LONG_AFTER, ("list_line",)),
    list_lines("lists were not handed in", a_retail_import(**NOT_YET), OUT_OF_SCOPE, absent=("customs_list",)),
    list_lines("of an order not yet declared", a_retail_import(**NOT_YET), OUT_OF_SCOPE, as_of=LONG_AFTER),
]  # fmt: skip

ONCE = [
    one_order("one order", a_retail_import(), HELD),
    one_order("another order under the same number", a_retail_import(order=[{}, {"guid": "G-2"}]), BROKEN),
    one_order("another shop order under the same number", a_shop_order(order=[{}, {"state": "canceled"}]), BROKEN),
    one_order("no order", a_retail_import(order=None), OUT_OF_SCOPE),
    one_order("orders were not handed in", a_retail_import(order=None), OUT_OF_SCOPE, absent=("order",)),
    one_list("one list, import", a_retail_import(), HELD),
    one_list("one list, export", a_retail_export(), HELD),
    one_list("a second list, import", a_retail_import(customs_list=[{}, {"company_number": "QD-2"}]), BROKEN),
    one_list("a second list, export", a_retail_export(customs_list=[{}, {"company_number": "QD-2"}]), BROKEN),
    one_list("a second list of an order not reported",
             a_retail_import(order=None, customs_list=[{}, {"company_number": "QD-2"}]), BROKEN),
    one_list("not yet declared", a_retail_import(customs_list=None), OUT_OF_SCOPE),
    one_list("lists were not handed in", a_retail_import(customs_list=None), OUT_OF_SCOPE, absent=("customs_list",)),
    one_waybill("one waybill", a_retail_import(), HELD),
    one_waybill("a second waybill", a_retail_import(waybill=[{}, {"number": "W-2"}]), BROKEN),
    one_waybill("a second waybill of a bonded import", a_bonded_import(waybill=[{}, {"number": "W-2"}]), BROKEN),
    one_waybill("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    one_waybill("no waybill", a_retail_import(waybill=None), OUT_OF_SCOPE),
    one_waybill("waybills were not handed in", a_retail_import(waybill=None), OUT_OF_SCOPE, absent=("waybill",)),
    one_waybill("an export", a_retail_import(order={"order_type": "E"}, customs_list={"direction": "E"}), OUT_OF_SCOPE),
    one_payment("one payment", a_retail_import(), HELD),
    one_payment("a second payment", a_retail_import(payment=[{}, {"number": "P-2"}]), BROKEN),
    one_payment("a second payment of a bonded import", a_bonded_import(payment=[{}, {"number": "P-2"}]), BROKEN),
    one_payment("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    one_payment("no payment", a_retail_import(payment=None), OUT_OF_SCOPE),
    one_payment("payments were not handed in", a_retail_import(payment=None), OUT_OF_SCOPE, absent=("payment",)),
    one_payment("an export", a_retail_import(order={"order_type": "E"}, customs_list={"direction": "E"}), OUT_OF_SCOPE),
    one_payment("two payments of a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

STORIES = ORDER + PAYMENT + SHOP_PAYMENT + WAYBILL + LIST + COLLECTION + LINES + ONCE


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_presence(story: Story) -> None:
    assert story.judged() is story.outcome
