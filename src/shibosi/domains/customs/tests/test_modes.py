"""Each supervision mode has the data it needs and none it excludes."""

from datetime import date
from decimal import Decimal
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
    a_zone_export,
    an_overseas_warehouse_export,
)
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
NOT_YET = {"customs_list": None, "list_line": None}
NOTHING_SENT = {"waybill": None, **NOT_YET}
TWICE = {"customs_list": [{}, {"company_number": "QD-2"}]}

fits = partial(Story, "mode_fits_the_order_type")
transport = partial(Story, "direct_import_names_the_transport")
no_book = partial(Story, "direct_import_has_no_account_book")
zone = partial(Story, "bonded_import_names_the_zone")
no_transport = partial(Story, "bonded_import_has_no_transport")
zone_export = partial(Story, "zone_export_names_the_zone")
small = partial(Story, "simplified_export_stays_small")
no_licence = partial(Story, "simplified_export_has_no_licence")
services = partial(Story, "services_need_no_customs")

ORDERS = {
    "I": a_retail_import,
    "E": a_retail_export,
    "B": a_b2b_export,
    "W": an_overseas_warehouse_export,
}
FITTING = {"I": {"9610", "1210", "1239"}, "E": {"9610", "1210"}, "B": {"9710"}, "W": {"9810"}}
FITS = [
    *(
        fits(f"{mode} for an order of type {kind}", order(customs_list={"mode": mode}),
             HELD if mode in FITTING[kind] else BROKEN)
        for kind, order in ORDERS.items()
        for mode in ("9610", "1210", "1239", "9710", "9810", "0110")
    ),
    fits("the mode is not said", a_retail_import(customs_list={"mode": None}), UNDETERMINED),
    fits("declared twice", a_retail_import(**TWICE), UNDETERMINED),
    fits("the order does not say its type", a_retail_export(order={"order_type": None}), UNDETERMINED),
    fits("the order has not come", a_retail_import(order=None, order_line=None), UNDETERMINED),
    fits("lists were not handed in", a_retail_import(**NOT_YET), UNDETERMINED, absent=("customs_list",)),
    fits("not yet declared", a_b2b_export(**NOT_YET), OUT_OF_SCOPE),
    fits("a shop order that was declared", a_retail_import(order={"order_type": "M"}), OUT_OF_SCOPE),
    fits("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

TRANSPORT = [
    transport("vehicle, voyage and bill", a_retail_import(), HELD),
    transport("by post, without bill",
              a_retail_import(customs_list={"bill_number": None, "transport_mode": "6"}), HELD),
    transport("no vehicle", a_retail_import(customs_list={"vehicle": None}), BROKEN),
    transport("no voyage", a_retail_import(customs_list={"voyage": None}), BROKEN),
    transport("by air, without bill", a_retail_import(customs_list={"bill_number": None}), BROKEN),
    transport("by post, without voyage",
              a_retail_import(customs_list={"voyage": None, "transport_mode": "6"}), BROKEN),
    transport("no vehicle, no bill, no mode of transport",
              a_retail_import(customs_list={"vehicle": None, "bill_number": None, "transport_mode": None}), BROKEN),
    transport("no bill, no mode of transport",
              a_retail_import(customs_list={"bill_number": None, "transport_mode": None}), UNDETERMINED),
    transport("the mode is not said", a_retail_import(customs_list={"mode": None}), UNDETERMINED),
    transport("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    transport("out of a bonded warehouse", a_bonded_import(), OUT_OF_SCOPE),
    transport("an export under 9610", a_retail_export(customs_list={"vehicle": None}), OUT_OF_SCOPE),
    transport("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

NO_BOOK = [
    no_book("neither", a_retail_import(), HELD),
    no_book("an account book", a_retail_import(customs_list={"account_book": "T3302W000001"}), BROKEN),
    no_book("a zone warehouse", a_retail_import(customs_list={"zone_firm_code": "3302260Z5W"}), BROKEN),
    no_book("the mode is not said", a_retail_import(customs_list={"mode": None}), UNDETERMINED),
    no_book("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    no_book("declared twice", a_retail_import(**TWICE), UNDETERMINED),
    no_book("out of a bonded warehouse", a_bonded_import(), OUT_OF_SCOPE),
    no_book("an export", a_retail_export(customs_list={"account_book": "T3302W000001"}), OUT_OF_SCOPE),
    no_book("a shop order", a_shop_order(), OUT_OF_SCOPE),
]

ZONE = [
    zone("under 1210", a_bonded_import(), HELD),
    zone("under 1239", a_bonded_import(customs_list={"mode": "1239"}), HELD),
    zone("no account book", a_bonded_import(customs_list={"account_book": None}), BROKEN),
    zone("no account book, under 1239", a_bonded_import(customs_list={"account_book": None, "mode": "1239"}), BROKEN),
    zone("no code of the warehouse", a_bonded_import(customs_list={"zone_firm_code": None}), BROKEN),
    zone("no name of the warehouse", a_bonded_import(customs_list={"zone_firm_name": None}), BROKEN),
    zone("one item without its number in the book", a_bonded_import(list_line=[{}, {"item_record": None}]), BROKEN),
    zone("no account book, no list lines",
         a_bonded_import(customs_list={"account_book": None}, list_line=None), BROKEN),
    zone("no list lines", a_bonded_import(list_line=None), UNDETERMINED),
    zone("the mode is not said", a_bonded_import(customs_list={"mode": None}), UNDETERMINED),
    zone("not yet declared", a_bonded_import(**NOT_YET), UNDETERMINED),
    zone("by direct mail", a_retail_import(), OUT_OF_SCOPE),
    zone("an export out of a zone", a_zone_export(customs_list={"account_book": None}), OUT_OF_SCOPE),
    zone("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

NO_TRANSPORT = [
    no_transport("dispatched in China, under 1210", a_bonded_import(), HELD),
    no_transport("dispatched in China, under 1239", a_bonded_import(customs_list={"mode": "1239"}), HELD),
    no_transport("dispatched abroad", a_bonded_import(customs_list={"country": "502"}), BROKEN),
    no_transport("dispatched abroad, under 1239",
                 a_bonded_import(customs_list={"country": "502", "mode": "1239"}), BROKEN),
    no_transport("with a vehicle", a_bonded_import(customs_list={"vehicle": "CA937"}), BROKEN),
    no_transport("with a voyage", a_bonded_import(customs_list={"voyage": "CA937"}), BROKEN),
    no_transport("with a bill", a_bonded_import(customs_list={"bill_number": "99912345675"}), BROKEN),
    no_transport("with a bill, dispatched nobody knows where",
                 a_bonded_import(customs_list={"bill_number": "99912345675", "country": None}), BROKEN),
    no_transport("dispatched nobody knows where", a_bonded_import(customs_list={"country": None}), UNDETERMINED),
    no_transport("the mode is not said", a_bonded_import(customs_list={"mode": None}), UNDETERMINED),
    no_transport("not yet declared", a_bonded_import(**NOT_YET), UNDETERMINED),
    no_transport("by direct mail", a_retail_import(), OUT_OF_SCOPE),
    no_transport("an export out of a zone", a_zone_export(), OUT_OF_SCOPE),
    no_transport("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

ZONE_EXPORT = [
    zone_export("book, warehouse and book numbers", a_zone_export(), HELD),
    zone_export("no account book", a_zone_export(customs_list={"account_book": None}), BROKEN),
    zone_export("no code of the warehouse", a_zone_export(customs_list={"zone_firm_code": None}), BROKEN),
    zone_export("no name of the warehouse", a_zone_export(customs_list={"zone_firm_name": None}), BROKEN),
    zone_export("one item without its number", a_zone_export(list_line=[{"item_record": None}, {}]), BROKEN),
    zone_export("the list alone says that it is an export",
                a_zone_export(order=None, order_line=None, customs_list={"account_book": None}), BROKEN),
    zone_export("no list lines", a_zone_export(list_line=None), UNDETERMINED),
    zone_export("the mode is not said", a_zone_export(customs_list={"mode": None}), UNDETERMINED),
    zone_export("not yet declared", a_zone_export(**NOT_YET), UNDETERMINED),
    zone_export("by direct mail", a_retail_export(), OUT_OF_SCOPE),
    zone_export("an import out of a zone", a_bonded_import(customs_list={"account_book": None}), OUT_OF_SCOPE),
    zone_export("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

# Two lines, the second of 60.
AT_THE_LIMIT, ABOVE = {"list_line": [{"total": D(4940)}, {}]}, {"list_line": [{"total": D("4940.00001")}, {}]}
IN_YUAN = {"currency": "142"}
SMALL = [
    small("300 yuan", a_retail_export(), HELD),
    small("5,000 yuan", a_retail_export(**AT_THE_LIMIT), HELD),
    small("5,000 yuan, freight on top", a_retail_export(**AT_THE_LIMIT, customs_list={"freight": D(100)}), HELD),
    small("a step more than 5,000 yuan", a_retail_export(**ABOVE), BROKEN),
    small("a step more than 5,000 yuan, long ago",
          a_retail_export(**ABOVE, customs_list={"declared_on": date(2015, 1, 1)}), BROKEN),
    small("5,000 yuan on the last day of the older text",
          a_retail_export(**AT_THE_LIMIT, customs_list={"declared_on": date(2020, 6, 30)}), HELD),
    small("a step more on that day",
          a_retail_export(**ABOVE, customs_list={"declared_on": date(2020, 6, 30)}), BROKEN),
    small("5,000 yuan on the first day of the newer text",
          a_retail_export(**AT_THE_LIMIT, customs_list={"declared_on": date(2020, 7, 1)}), HELD),
    small("a step more on the first day of the newer text",
          a_retail_export(**ABOVE, customs_list={"declared_on": date(2020, 7, 1)}), BROKEN),
    small("to a business, 300 yuan", a_b2b_export(customs_list={"filing": "A"}, list_line=IN_YUAN), HELD),
    small("to a business, in dollars", a_b2b_export(customs_list={"filing": "A"}), UNDETERMINED),
    small("one line in dollars", a_retail_export(list_line=[{}, {"currency": "502"}]), UNDETERMINED),
    small("no total on one line", a_retail_export(list_line=[{}, {"total": None}]), UNDETERMINED),
    small("no list lines", a_retail_export(list_line=None), UNDETERMINED),
    small("no day of declaration: that of reporting, as an export message has none",
          a_retail_export(customs_list={"declared_on": None}), HELD),
    small("neither day of declaration nor of reporting",
          a_retail_export(customs_list={"declared_on": None, "reported_at": None}), UNDETERMINED),
    small("the kind of filing is not said", a_retail_export(**ABOVE, customs_list={"filing": None}), UNDETERMINED),
    small("not yet declared", a_retail_export(**NOT_YET), UNDETERMINED),
    small("a summary filing", a_retail_export(**ABOVE, customs_list={"filing": "B"}), OUT_OF_SCOPE),
    small("an import", a_retail_import(**ABOVE, customs_list={"filing": "A"}), OUT_OF_SCOPE),
    small("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

LICENSED = {"licence_number": "26-AB-123456"}
NO_LICENCE = [
    no_licence("none", a_retail_export(), HELD),
    no_licence("one", a_retail_export(customs_list=LICENSED), BROKEN),
    no_licence("one, to an overseas warehouse",
               an_overseas_warehouse_export(customs_list={**LICENSED, "filing": "A"}), BROKEN),
    no_licence("the kind of filing is not said", a_retail_export(customs_list={"filing": None}), UNDETERMINED),
    no_licence("not yet declared", a_retail_export(**NOT_YET), UNDETERMINED),
    no_licence("a summary filing", a_zone_export(customs_list=LICENSED), OUT_OF_SCOPE),
    no_licence("an import", a_retail_import(customs_list={**LICENSED, "filing": "A"}), OUT_OF_SCOPE),
    no_licence("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

SERVICE, DIGITAL = {"subject": "service"}, {"subject": "digital"}
SERVICES = [
    services("neither waybill nor list", a_service_order(), HELD),
    services("digital goods with neither", a_retail_import(order=DIGITAL, **NOTHING_SENT), HELD),
    services("with both", a_retail_import(order=SERVICE), BROKEN),
    services("with a waybill", a_retail_import(order=DIGITAL, **NOT_YET), BROKEN),
    services("with a list", a_retail_export(order=SERVICE), BROKEN),
    services("with two lists", a_retail_export(order=SERVICE, **TWICE), BROKEN),
    services("goods", a_retail_import(), OUT_OF_SCOPE),
    services("what is sold is not said", a_retail_import(order={"subject": None}), OUT_OF_SCOPE),
    services("the order has not come", a_retail_import(order=None, order_line=None), OUT_OF_SCOPE),
]

STORIES = FITS + TRANSPORT + NO_BOOK + ZONE + NO_TRANSPORT + ZONE_EXPORT + SMALL + NO_LICENCE + SERVICES


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_modes(story: Story) -> None:
    assert story.judged() is story.outcome
