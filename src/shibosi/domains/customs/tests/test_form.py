"""What the messages prescribe for single values."""

from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_b2b_export,
    a_bonded_import,
    a_document,
    a_retail_export,
    a_retail_import,
    a_shop_order,
    a_zone_export,
    with_value,
)
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

DOLLARS = {"currency": "502"}
UNTOLD = {"currency": None}
NOT_YET = {"customs_list": None, "list_line": None}
UNTYPED = {"order": {"order_type": None}, **NOT_YET}
SAME_ID = {"guid": "G-ORDER"}

parcel = partial(Story, "one_parcel")
yuan = partial(Story, "amounts_are_in_yuan")
number = partial(Story, "company_number_is_given")
commodity = partial(Story, "commodity_codes_are_well_formed")
barcode = partial(Story, "barcodes_are_valid")
guid = partial(Story, "guid_is_unique")

PARCEL = [
    parcel("one on waybill and list", a_retail_import(), HELD),
    parcel("one, out of a bonded warehouse", a_bonded_import(), HELD),
    parcel("two on the waybill", a_retail_import(waybill={"packages": 2}), BROKEN),
    parcel("two on the list", a_bonded_import(customs_list={"packages": 2}), BROKEN),
    parcel("none on the list", a_retail_import(customs_list={"packages": 0}), BROKEN),
    parcel("two on the list, the waybill does not say",
           a_retail_import(customs_list={"packages": 2}, waybill={"packages": None}), BROKEN),
    parcel("two on the list, no waybill", a_retail_import(customs_list={"packages": 2}, waybill=None), BROKEN),
    parcel("the waybill does not say", a_retail_import(waybill={"packages": None}), UNDETERMINED),
    parcel("the list does not say", a_retail_import(customs_list={"packages": None}), UNDETERMINED),
    parcel("no waybill", a_retail_import(waybill=None), UNDETERMINED),
    parcel("two waybills of one parcel each", a_retail_import(waybill=[{}, {"number": "W-2"}]), UNDETERMINED),
    parcel("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    parcel("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    parcel("an export of two parcels", a_retail_export(customs_list={"packages": 2}), OUT_OF_SCOPE),
    parcel("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

YUAN = [
    yuan("everywhere", a_retail_import(), HELD),
    yuan("everywhere, out of a bonded warehouse", a_bonded_import(), HELD),
    yuan("on two payments", a_retail_import(payment=[{}, {"number": "P-2"}]), HELD),
    yuan("another currency is prescribed",
         a_retail_import(), BROKEN, values=with_value("retail_import.currency", "502")),
    yuan("dollars on the order", a_retail_import(order=DOLLARS), BROKEN),
    yuan("dollars on one order line", a_retail_import(order_line=[{}, DOLLARS]), BROKEN),
    yuan("dollars on the payment", a_retail_import(payment=DOLLARS), BROKEN),
    yuan("dollars on one of two payments", a_retail_import(payment=[{}, {"number": "P-2", **DOLLARS}]), BROKEN),
    yuan("dollars on the list", a_retail_import(customs_list=DOLLARS), BROKEN),
    yuan("dollars on one list line", a_bonded_import(list_line=[DOLLARS, {}]), BROKEN),
    yuan("dollars on the waybill", a_retail_import(waybill=DOLLARS), BROKEN),
    yuan("written out instead of the code", a_retail_import(order={"currency": "CNY"}), BROKEN),
    yuan("dollars on the order, no payment", a_retail_import(order=DOLLARS, payment=None), BROKEN),
    yuan("not said on the order", a_retail_import(order=UNTOLD), UNDETERMINED),
    yuan("not said on one order line", a_retail_import(order_line=[{}, UNTOLD]), UNDETERMINED),
    yuan("not said on the payment", a_retail_import(payment=UNTOLD), UNDETERMINED),
    yuan("not said on the list", a_retail_import(customs_list=UNTOLD), UNDETERMINED),
    yuan("not said on one list line", a_retail_import(list_line=[UNTOLD, {}]), UNDETERMINED),
    yuan("not said on the waybill", a_retail_import(waybill=UNTOLD), UNDETERMINED),
    yuan("no payment", a_retail_import(payment=None), UNDETERMINED),
    yuan("no order lines", a_retail_import(order_line=None), UNDETERMINED),
    yuan("no waybill", a_retail_import(waybill=None), UNDETERMINED),
    yuan("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    yuan("an export in dollars", a_b2b_export(), OUT_OF_SCOPE),
    yuan("a shop order in dollars", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

NUMBER = [
    number("given", a_retail_import(), HELD),
    number("given, out of a bonded warehouse", a_bonded_import(), HELD),
    number("not given", a_retail_import(customs_list={"company_number": None}), BROKEN),
    number("not given, the order has not come",
           a_bonded_import(order=None, order_line=None, customs_list={"company_number": None}), BROKEN),
    number("lists were not handed in", a_retail_import(**NOT_YET), UNDETERMINED, absent=("customs_list",)),
    number("declared twice, which another control tells",
           a_retail_import(customs_list=[{}, {"company_number": None}]), OUT_OF_SCOPE),
    number("not yet declared", a_retail_import(**NOT_YET), OUT_OF_SCOPE),
    number("an export", a_retail_export(customs_list={"company_number": None}), OUT_OF_SCOPE),
    number("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

COMMODITY = [
    commodity("ten digits, import", a_retail_import(), HELD),
    commodity("ten digits, export", a_b2b_export(), HELD),
    commodity("nine digits", a_retail_import(list_line=[{}, {"commodity_code": "330499003"}]), BROKEN),
    commodity("eleven digits", a_retail_export(list_line=[{"commodity_code": "33049900391"}, {}]), BROKEN),
    commodity("eight digits", a_bonded_import(list_line={"commodity_code": "33049900"}), BROKEN),
    commodity("with dots", a_zone_export(list_line={"commodity_code": "3304.99.00"}), BROKEN),
    commodity("full-width digits", a_retail_import(list_line={"commodity_code": "３３０４９９００３９"}), BROKEN),
    commodity("a digit of another script", a_retail_import(list_line={"commodity_code": "330499003٩"}), BROKEN),
    commodity("with a line break", a_retail_import(list_line={"commodity_code": "3304990039\n"}), BROKEN),
    commodity("empty", a_retail_import(list_line={"commodity_code": ""}), BROKEN),
    commodity("one missing, one short",
              a_retail_import(list_line=[{"commodity_code": None}, {"commodity_code": "33049900"}]), BROKEN),
    commodity("missing on one line", a_retail_import(list_line=[{}, {"commodity_code": None}]), UNDETERMINED),
    commodity("no list lines", a_retail_export(list_line=None), UNDETERMINED),
    commodity("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    commodity("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

BARCODE = [
    barcode("thirteen digits, import", a_retail_import(), HELD),
    barcode("thirteen digits, export", a_retail_export(), HELD),
    barcode("eight digits", a_retail_import(list_line={"barcode": "96385074"}), HELD),
    barcode("twelve digits", a_retail_import(list_line={"barcode": "036000291452"}), HELD),
    barcode("fourteen digits", a_retail_import(list_line={"barcode": "14006381333938"}), HELD),
    barcode("none given", a_retail_import(list_line={"barcode": None}), HELD),
    barcode("said to be none", a_bonded_import(list_line={"barcode": "无"}), HELD),
    barcode("a number of the company", a_retail_import(list_line={"barcode": "SKU-12345"}), HELD),
    barcode("eleven digits are no GS1 number", a_retail_import(list_line={"barcode": "40063813339"}), HELD),
    barcode("thirteen digits, the last one off", a_retail_import(list_line=[{}, {"barcode": "4006381333932"}]), BROKEN),
    barcode("two digits changed places", a_zone_export(list_line=[{"barcode": "4060381333931"}, {}]), BROKEN),
    barcode("eight digits, the last one off", a_retail_import(list_line={"barcode": "96385075"}), BROKEN),
    barcode("twelve digits, the last one off", a_retail_import(list_line={"barcode": "036000291453"}), BROKEN),
    barcode("fourteen digits, the last one off", a_retail_import(list_line={"barcode": "14006381333939"}), BROKEN),
    barcode("one missing, one wrong",
            a_retail_import(list_line=[{"barcode": None}, {"barcode": "4006381333932"}]), BROKEN),
    barcode("no list lines", a_retail_import(list_line=None), UNDETERMINED),
    barcode("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    barcode("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

GUID = [
    guid("on one order", a_document(), HELD),
    guid("on one payment", a_document(order=None, payment={}), HELD),
    guid("on one waybill", a_document(order=None, waybill={}), HELD),
    guid("on one list", a_document(order=None, customs_list={}), HELD),
    guid("no other kind was handed in", a_document(), HELD, absent=("payment", "waybill", "customs_list")),
    guid("on an order and a payment", a_document(payment=SAME_ID), BROKEN),
    guid("on an order and a waybill", a_document(waybill=SAME_ID), BROKEN),
    guid("on an order and a list", a_document(customs_list=SAME_ID), BROKEN),
    guid("on two orders", a_document(order=[{}, {"number": "O-2"}]), BROKEN),
    guid("on an order and its change", a_document(order=[{}, {"report_type": "2"}]), BROKEN),
    guid("on one of each kind", a_document(payment=SAME_ID, waybill=SAME_ID, customs_list=SAME_ID), BROKEN),
]

STORIES = PARCEL + YUAN + NUMBER + COMMODITY + BARCODE + GUID


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_form(story: Story) -> None:
    assert story.judged() is story.outcome
