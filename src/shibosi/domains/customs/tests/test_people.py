"""Buyer, payer and consignee are the same persons on every document."""

from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_bonded_import,
    a_retail_export,
    a_retail_import,
    a_shop_order,
)
from shibosi.domains.customs.tests.templates import BUYER_ID
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

OTHER_ID = "110101199003070011"
NOT_YET = {"customs_list": None, "list_line": None}
TWO_LISTS = [{}, {"company_number": "QD-2"}]
SAME_NAME = ["ＬＩ　ＨＵＡ　李华", "li hua 李华", " LiHua李华 ", "Li  Hua\u00a0李 华"]
SAME_ADDRESS = ["杭州市西湖区文三路1号A座", "杭州市 西湖区 文三路 １号 ａ座", " 杭州市　西湖区　文三路　1号　A座"]

name = partial(Story, "buyer_name_agrees")
number = partial(Story, "buyer_id_agrees")
phone = partial(Story, "buyer_phone_agrees")
payer = partial(Story, "payer_is_the_buyer")
consignee = partial(Story, "consignee_agrees")
consignee_phone = partial(Story, "consignee_phone_agrees")
address = partial(Story, "consignee_address_agrees")
valid = partial(Story, "buyer_identity_number_is_valid")
card = partial(Story, "identity_document_is_a_card")

BUYER = [
    name("the buyer of the order", a_retail_import(), HELD),
    *(name(f"written {other!r}", a_bonded_import(customs_list={"buyer_name": other}), HELD) for other in SAME_NAME),
    name("another person", a_retail_import(customs_list={"buyer_name": "Li Hua 李桦"}), BROKEN),
    name("part of the name", a_bonded_import(customs_list={"buyer_name": "李华"}), BROKEN),
    name("nobody on the list", a_retail_import(customs_list={"buyer_name": None}), UNDETERMINED),
    name("nobody on the order", a_retail_import(order={"buyer_name": None}), UNDETERMINED),
    name("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    name("declared twice", a_retail_import(customs_list=TWO_LISTS), UNDETERMINED),
    name("an export", a_retail_export(), OUT_OF_SCOPE),
    name("a shop order", a_shop_order(), OUT_OF_SCOPE),
    number("the number of the order", a_retail_import(), HELD),
    number("another number", a_retail_import(customs_list={"buyer_id": OTHER_ID}), BROKEN),
    number("a small x is another number", a_bonded_import(customs_list={"buyer_id": BUYER_ID.lower()}), BROKEN),
    number("no number on the list", a_retail_import(customs_list={"buyer_id": None}), UNDETERMINED),
    number("no number on the order", a_retail_import(order={"buyer_id": None}), UNDETERMINED),
    number("the order came twice", a_retail_import(order=[{}, {"guid": "G-2"}]), UNDETERMINED),
    number("an export", a_retail_export(), OUT_OF_SCOPE),
    number("a shop order", a_shop_order(), OUT_OF_SCOPE),
    phone("the telephone of the order", a_retail_import(), HELD),
    phone("with blanks", a_retail_import(customs_list={"buyer_phone": "138 0013 8000"}), HELD),
    phone("in wide digits", a_bonded_import(customs_list={"buyer_phone": "１３８００１３８０００"}), HELD),
    phone("a digit differs", a_retail_import(customs_list={"buyer_phone": "13800138001"}), BROKEN),
    phone("none on the list", a_retail_import(customs_list={"buyer_phone": None}), UNDETERMINED),
    phone("none on the order", a_retail_import(order={"buyer_phone": None}), UNDETERMINED),
    phone("an export", a_retail_export(), OUT_OF_SCOPE),
    phone("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

PAYER = [
    payer("the buyer", a_retail_import(), HELD),
    *(payer(f"written {other!r}", a_retail_import(payment={"payer_name": other}), HELD) for other in SAME_NAME),
    payer("the buyer twice", a_retail_import(payment=[{}, {"number": "P-2"}]), HELD),
    payer("somebody else", a_retail_import(payment={"payer_name": "Wang Fang 王芳", "payer_id": OTHER_ID}), BROKEN),
    payer("the buyer's name, another number", a_bonded_import(payment={"payer_id": OTHER_ID}), BROKEN),
    payer("the buyer's number, another name", a_retail_import(payment={"payer_name": "王芳"}), BROKEN),
    payer("a small x is another number", a_retail_import(payment={"payer_id": BUYER_ID.lower()}), BROKEN),
    payer("another number and no name", a_retail_import(payment={"payer_name": None, "payer_id": OTHER_ID}), BROKEN),
    payer("of two payments the second by somebody else",
          a_retail_import(payment=[{}, {"number": "P-2", "payer_id": OTHER_ID}]), BROKEN),
    payer("no name", a_retail_import(payment={"payer_name": None}), UNDETERMINED),
    payer("no number on one of two payments",
          a_retail_import(payment=[{}, {"number": "P-2", "payer_id": None}]), UNDETERMINED),
    payer("no buyer on the order", a_retail_import(order={"buyer_id": None}), UNDETERMINED),
    payer("no payment", a_retail_import(payment=None), UNDETERMINED),
    payer("an export", a_retail_export(), OUT_OF_SCOPE),
    payer("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

CONSIGNEE = [
    consignee("the consignee of the order", a_retail_import(), HELD),
    consignee("in wide letters", a_retail_import(waybill={"consignee": "ＷＡＮＧ　ＦＡＮＧ王芳"}), HELD),
    consignee("the buyer instead", a_bonded_import(waybill={"consignee": "Li Hua 李华"}), BROKEN),
    consignee("nobody on the waybill", a_retail_import(waybill={"consignee": None}), UNDETERMINED),
    consignee("nobody on the order", a_retail_import(order={"consignee": None}), UNDETERMINED),
    consignee("no waybill", a_retail_import(waybill=None), UNDETERMINED),
    consignee("two waybills", a_retail_import(waybill=[{}, {"number": "W-2"}]), UNDETERMINED),
    consignee("an export", a_retail_export(), OUT_OF_SCOPE),
    consignee("a shop order", a_shop_order(), OUT_OF_SCOPE),
    consignee_phone("the telephone of the order", a_retail_import(), HELD),
    consignee_phone("with blanks", a_retail_import(waybill={"consignee_phone": " 139 0013 9000"}), HELD),
    consignee_phone("with the code of the country",
                    a_retail_import(waybill={"consignee_phone": "+8613900139000"}), BROKEN),
    consignee_phone("the buyer's instead", a_bonded_import(waybill={"consignee_phone": "13800138000"}), BROKEN),
    consignee_phone("none on the waybill", a_retail_import(waybill={"consignee_phone": None}), UNDETERMINED),
    consignee_phone("none on the order", a_retail_import(order={"consignee_phone": None}), UNDETERMINED),
    consignee_phone("an export", a_retail_export(), OUT_OF_SCOPE),
    consignee_phone("a shop order", a_shop_order(), OUT_OF_SCOPE),
    address("the address of the order", a_retail_import(), HELD),
    *(address(f"waybill: {other!r}", a_retail_import(waybill={"consignee_address": other}), HELD)
      for other in SAME_ADDRESS),
    *(address(f"list: {other!r}", a_bonded_import(customs_list={"consignee_address": other}), HELD)
      for other in SAME_ADDRESS),
    address("another door on the waybill",
            a_retail_import(waybill={"consignee_address": "杭州市西湖区文三路1号B座"}), BROKEN),
    address("another door on the list",
            a_retail_import(customs_list={"consignee_address": "杭州市西湖区文三路2号A座"}), BROKEN),
    address("another on the waybill, none on the list",
            a_retail_import(waybill={"consignee_address": "?"}, customs_list={"consignee_address": None}), BROKEN),
    address("none on the waybill", a_retail_import(waybill={"consignee_address": None}), UNDETERMINED),
    address("none on the list", a_retail_import(customs_list={"consignee_address": None}), UNDETERMINED),
    address("none on the order", a_retail_import(order={"consignee_address": None}), UNDETERMINED),
    address("an export", a_retail_export(), OUT_OF_SCOPE),
    address("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

IDENTITY = [
    valid("a check character X", a_retail_import(), HELD),
    valid("a check digit", a_bonded_import(order={"buyer_id": "110101199003070011"}), HELD),
    valid("born on 29 February of a leap year", a_retail_import(order={"buyer_id": "110101200002290018"}), HELD),
    valid("a wrong check character", a_retail_import(order={"buyer_id": "110105194912310021"}), BROKEN),
    valid("two digits swapped", a_bonded_import(order={"buyer_id": "11010519491213002X"}), BROKEN),
    valid("born on 29 February of another year", a_retail_import(order={"buyer_id": "110101200102290015"}), BROKEN),
    valid("seventeen characters", a_retail_import(order={"buyer_id": "1101051949123100X"}), BROKEN),
    valid("the old fifteen digits", a_retail_import(order={"buyer_id": "110105491231002"}), BROKEN),
    valid("no number", a_retail_import(order={"buyer_id": None}), UNDETERMINED),
    valid("the document is not said", a_retail_import(order={"buyer_id_type": None}), UNDETERMINED),
    valid("nothing says what kind of order it is",
          a_retail_import(order={"order_type": None}, **NOT_YET), UNDETERMINED),
    valid("a passport", a_retail_import(order={"buyer_id_type": "2", "buyer_id": "E12345678"}), OUT_OF_SCOPE),
    valid("an export", a_retail_export(order={"buyer_id_type": "1", "buyer_id": "?"}), OUT_OF_SCOPE),
    card("an identity card everywhere", a_retail_import(), HELD),
    card("another document on the order", a_retail_import(order={"buyer_id_type": "2"}), BROKEN),
    card("another document on the list", a_bonded_import(customs_list={"buyer_id_type": "2"}), BROKEN),
    card("another document on the payment", a_retail_import(payment={"payer_id_type": "2"}), BROKEN),
    card("another document on the second payment",
         a_retail_import(payment=[{}, {"number": "P-2", "payer_id_type": "2"}]), BROKEN),
    card("another on the order, not yet declared", a_retail_import(order={"buyer_id_type": "2"}, **NOT_YET), BROKEN),
    card("not said on the order", a_retail_import(order={"buyer_id_type": None}), UNDETERMINED),
    card("not said on the list", a_retail_import(customs_list={"buyer_id_type": None}), UNDETERMINED),
    card("not said on the payment", a_retail_import(payment={"payer_id_type": None}), UNDETERMINED),
    card("no payment", a_retail_import(payment=None), UNDETERMINED),
    card("an export", a_retail_export(order={"buyer_id_type": "2"}), OUT_OF_SCOPE),
    card("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

STORIES = BUYER + PAYER + CONSIGNEE + IDENTITY


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_people(story: Story) -> None:
    assert story.judged() is story.outcome
