"""The firms named on one document are those named on the others, and their codes are real codes."""

from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_b2b_export,
    a_bonded_import,
    a_retail_export,
    a_retail_import,
    a_shop_order,
    a_zone_export,
    an_overseas_warehouse_export,
    with_value,
)
from shibosi.domains.customs.tests.templates import CARRIER, DECLARANT, MERCHANT, OTHER_FIRM, PAYMENT_FIRM, PLATFORM
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

TWO_LISTS = [{}, {"company_number": "QD-2"}]
NOT_YET = {"customs_list": None, "list_line": None}
UNTYPED = {"order": {"order_type": None}, **NOT_YET}

payment = partial(Story, "payment_names_the_platform")
platform = partial(Story, "list_names_the_platform")
merchant = partial(Story, "list_names_the_merchant")
collection = partial(Story, "collection_names_platform_and_merchant")
named = partial(Story, "payment_is_the_one_named")
company = partial(Story, "payment_company_is_the_one_named")
company_code = partial(Story, "payment_company_code_is_well_formed")
registered = partial(Story, "payment_company_is_registered")
waybill = partial(Story, "waybill_is_the_one_listed")
guarantor = partial(Story, "guarantor_is_a_party")
owner = partial(Story, "owner_is_named")
codes = partial(Story, "company_codes_are_well_formed")

SAME_FIRMS = [
    payment("the platform of the order", a_retail_import(), HELD),
    payment("another platform", a_retail_import(payment={"platform_code": OTHER_FIRM}), BROKEN),
    payment("another platform, bonded", a_bonded_import(payment={"platform_code": OTHER_FIRM}), BROKEN),
    payment("of two payments the second names another",
            a_retail_import(payment=[{}, {"number": "P-2", "platform_code": OTHER_FIRM}]), BROKEN),
    payment("of two payments one names none, the other another platform",
            a_retail_import(payment=[{"platform_code": None}, {"number": "P-2", "platform_code": OTHER_FIRM}]), BROKEN),
    payment("a code in small letters is another code",
            a_retail_import(payment={"platform_code": PLATFORM.lower()}), BROKEN),
    payment("no platform on one of two payments",
            a_retail_import(payment=[{}, {"number": "P-2", "platform_code": None}]), UNDETERMINED),
    payment("no platform on the order", a_retail_import(order={"platform_code": None}), UNDETERMINED),
    payment("no payment", a_retail_import(payment=None), UNDETERMINED),
    payment("the order came twice", a_retail_import(order=[{}, {"guid": "G-2"}]), UNDETERMINED),
    payment("an export", a_retail_export(), OUT_OF_SCOPE),
    payment("a shop order", a_shop_order(), OUT_OF_SCOPE),
    platform("import", a_retail_import(), HELD),
    platform("export", a_retail_export(), HELD),
    platform("another platform, import", a_retail_import(customs_list={"platform_code": OTHER_FIRM}), BROKEN),
    platform("another platform, export", a_b2b_export(customs_list={"platform_code": OTHER_FIRM}), BROKEN),
    platform("no platform on the list", a_retail_import(customs_list={"platform_code": None}), UNDETERMINED),
    platform("no platform on the order", a_retail_export(order={"platform_code": None}), UNDETERMINED),
    platform("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    platform("declared twice", a_retail_import(customs_list=TWO_LISTS), UNDETERMINED),
    platform("a shop order", a_shop_order(), OUT_OF_SCOPE),
    merchant("import", a_retail_import(), HELD),
    merchant("export", a_zone_export(), HELD),
    merchant("another company, import", a_bonded_import(customs_list={"merchant_code": OTHER_FIRM}), BROKEN),
    merchant("another company, export",
             an_overseas_warehouse_export(customs_list={"merchant_code": OTHER_FIRM}), BROKEN),
    merchant("no company on the list", a_retail_export(customs_list={"merchant_code": None}), UNDETERMINED),
    merchant("no company on the order", a_retail_import(order={"merchant_code": None}), UNDETERMINED),
    merchant("declared twice", a_retail_import(customs_list=TWO_LISTS), UNDETERMINED),
    merchant("a shop order", a_shop_order(), OUT_OF_SCOPE),
    collection("platform and company of the order", a_retail_export(collection={}), HELD),
    collection("of an export to a business", a_b2b_export(collection={}), HELD),
    collection("another platform", a_retail_export(collection={"platform_code": OTHER_FIRM}), BROKEN),
    collection("another company", a_retail_export(collection={"merchant_code": OTHER_FIRM}), BROKEN),
    collection("no platform and another company",
               a_retail_export(collection={"platform_code": None, "merchant_code": OTHER_FIRM}), BROKEN),
    collection("of two collections the second names another company",
               a_retail_export(collection=[{}, {"number": "R-2", "merchant_code": OTHER_FIRM}]), BROKEN),
    collection("no company", a_retail_export(collection={"merchant_code": None}), UNDETERMINED),
    collection("the order has not come", a_retail_export(collection={}, order=None), UNDETERMINED),
    collection("nothing was collected", a_retail_export(), OUT_OF_SCOPE),
    collection("collections were not handed in", a_retail_export(), OUT_OF_SCOPE, absent=("collection",)),
    collection("an import", a_retail_export(collection={}, order={"order_type": "I"}, **NOT_YET), OUT_OF_SCOPE),
]  # fmt: skip

SAME_DOCUMENTS = [
    named("the payment of the order", a_retail_import(), HELD),
    named("of two payments the second", a_retail_import(payment=[{"number": "P-0"}, {}]), HELD),
    named("the order names no payment company", a_retail_import(order={"payment_firm_code": None}), HELD),
    named("another transaction number", a_retail_import(payment={"number": "P-2"}), BROKEN),
    named("another transaction number, bonded", a_bonded_import(payment={"number": "P-2"}), BROKEN),
    named("the number with blanks is another number", a_retail_import(payment={"number": "P -1"}), BROKEN),
    named("the number of another payment company", a_retail_import(payment={"firm_code": CARRIER}), BROKEN),
    named("number here, company there",
          a_retail_import(payment=[{"firm_code": CARRIER}, {"number": "P-2"}]), BROKEN),
    named("no payment company on the payment", a_retail_import(payment={"firm_code": None}), UNDETERMINED),
    named("no payment", a_retail_import(payment=None), UNDETERMINED),
    named("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    named("the order names no payment", a_retail_import(order={"payment_number": None}), OUT_OF_SCOPE),
    named("an export", a_retail_export(order={"payment_number": "P-1"}), OUT_OF_SCOPE),
    named("a shop order", a_shop_order(order={"payment_number": "P-9"}), OUT_OF_SCOPE),
    waybill("the waybill of the order", a_retail_import(), HELD),
    waybill("another number", a_retail_import(customs_list={"waybill_number": "W-2"}), BROKEN),
    waybill("another carrier", a_bonded_import(customs_list={"carrier_code": OTHER_FIRM}), BROKEN),
    waybill("another carrier and no number",
            a_retail_import(customs_list={"carrier_code": OTHER_FIRM, "waybill_number": None}), BROKEN),
    waybill("no number on the list", a_retail_import(customs_list={"waybill_number": None}), UNDETERMINED),
    waybill("no carrier on the list", a_retail_import(customs_list={"carrier_code": None}), UNDETERMINED),
    waybill("no waybill", a_retail_import(waybill=None), UNDETERMINED),
    waybill("two waybills", a_retail_import(waybill=[{}, {"number": "W-2"}]), UNDETERMINED),
    waybill("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    waybill("an export: its waybill names no order", a_retail_export(), OUT_OF_SCOPE),
    waybill("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

ROLES = [
    guarantor("the declarant", a_retail_import(customs_list={"guarantor_code": DECLARANT}), HELD),
    guarantor("the platform", a_retail_import(customs_list={"guarantor_code": PLATFORM}), HELD),
    guarantor("the e-commerce company", a_bonded_import(customs_list={"guarantor_code": MERCHANT}), HELD),
    guarantor("the carrier", a_retail_import(customs_list={"guarantor_code": CARRIER}), HELD),
    guarantor("the carrier, of a list without a declarant",
              a_retail_import(customs_list={"guarantor_code": CARRIER, "declarant_code": None}), HELD),
    guarantor("a firm that is no party", a_retail_import(customs_list={"guarantor_code": OTHER_FIRM}), BROKEN),
    guarantor("a firm that is none of the parties known",
              a_retail_import(customs_list={"guarantor_code": OTHER_FIRM, "carrier_code": None}), UNDETERMINED),
    guarantor("nobody", a_retail_import(customs_list={"guarantor_code": None}), UNDETERMINED),
    guarantor("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    guarantor("an export", a_retail_export(customs_list={"guarantor_code": OTHER_FIRM}), OUT_OF_SCOPE),
    guarantor("a shop order", a_shop_order(), OUT_OF_SCOPE),
    owner("by customs code", a_retail_export(), HELD),
    owner("by credit code", a_b2b_export(customs_list={"owner_code": OTHER_FIRM}), HELD),
    owner("not registered", a_zone_export(customs_list={"owner_code": "NO"}), HELD),
    owner("nine characters", a_retail_export(customs_list={"owner_code": "3302960A1"}), BROKEN),
    owner("no in small letters", a_retail_export(customs_list={"owner_code": "no"}), BROKEN),
    owner("a credit code with a wrong check character",
          an_overseas_warehouse_export(customs_list={"owner_code": "91440300MA5XYTEG2N"}), BROKEN),
    owner("not said", a_retail_export(customs_list={"owner_code": None}), UNDETERMINED),
    owner("not yet declared", a_retail_export(**NOT_YET), UNDETERMINED),
    owner("an import", a_retail_import(customs_list={"owner_code": "?"}), OUT_OF_SCOPE),
    owner("a shop order", a_shop_order(), OUT_OF_SCOPE),
    codes("import", a_retail_import(), HELD),
    codes("export", a_retail_export(), HELD),
    codes("a platform abroad without a code, export", a_retail_export(customs_list={"platform_code": "无"}), HELD),
    codes("a platform without a code, import", a_retail_import(customs_list={"platform_code": "无"}), BROKEN),
    codes("platform", a_retail_import(customs_list={"platform_code": "91330100MA2ABCDE1A"}), BROKEN),
    codes("platform, export", a_retail_export(customs_list={"platform_code": "NO"}), BROKEN),
    codes("e-commerce company", a_retail_import(customs_list={"merchant_code": "3302960A1"}), BROKEN),
    codes("e-commerce company, no code is 无", a_retail_export(customs_list={"merchant_code": "无"}), BROKEN),
    codes("carrier", a_bonded_import(customs_list={"carrier_code": "3302980c2d"}), BROKEN),
    codes("declarant", a_b2b_export(customs_list={"declarant_code": "33021 80E3F"}), BROKEN),
    codes("no e-commerce company and a wrong declarant",
          a_retail_import(customs_list={"merchant_code": None, "declarant_code": "?"}), BROKEN),
    codes("no declarant", a_retail_import(customs_list={"declarant_code": None}), UNDETERMINED),
    codes("a platform without a code and no direction",
          a_retail_import(customs_list={"platform_code": "无", "direction": None}), UNDETERMINED),
    codes("not yet declared", a_retail_export(**NOT_YET), UNDETERMINED),
    codes("declared twice", a_retail_import(customs_list=TWO_LISTS), UNDETERMINED),
    codes("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

# The order names the payment company and leaves the payment out.
UNNUMBERED = {"order": {"payment_number": None}}
REGISTER = with_value("registered_payment_companies.codes", [PAYMENT_FIRM, OTHER_FIRM])
PAYMENT_COMPANY = [
    company("the company of the order", a_retail_import(**UNNUMBERED), HELD),
    company("two payments from it", a_retail_import(**UNNUMBERED, payment=[{}, {"number": "P-2"}]), HELD),
    company("another company", a_retail_import(**UNNUMBERED, payment={"firm_code": CARRIER}), BROKEN),
    company("another company, bonded", a_bonded_import(**UNNUMBERED, payment={"firm_code": CARRIER}), BROKEN),
    company("one of two payments from another",
            a_retail_import(**UNNUMBERED, payment=[{}, {"firm_code": CARRIER}]), BROKEN),
    company("one of two payments names none",
            a_retail_import(**UNNUMBERED, payment=[{}, {"firm_code": None}]), UNDETERMINED),
    company("no payment", a_retail_import(**UNNUMBERED, payment=None), UNDETERMINED),
    company("nothing says what kind of order it is",
            a_retail_import(order={"order_type": None, "payment_number": None}, **NOT_YET), UNDETERMINED),
    company("the order names the payment too", a_retail_import(payment={"firm_code": CARRIER}), OUT_OF_SCOPE),
    company("the order names no company",
            a_retail_import(order={"payment_number": None, "payment_firm_code": None}), OUT_OF_SCOPE),
    company("an export", a_retail_export(order={"payment_firm_code": CARRIER}), OUT_OF_SCOPE),
    company_code("a customs code", a_retail_import(), HELD),
    company_code("a credit code", a_bonded_import(payment={"firm_code": OTHER_FIRM}), HELD),
    company_code("before a list is declared", a_retail_import(**NOT_YET), HELD),
    company_code("a name in place of the code", a_retail_import(payment={"firm_code": "支付公司"}), BROKEN),
    company_code("a credit code with a wrong check character",
                 a_retail_import(payment={"firm_code": "91440300MA5XYTEG2N"}), BROKEN),
    company_code("one of two payments", a_retail_import(payment=[{}, {"firm_code": "3302980P4"}]), BROKEN),
    company_code("no code", a_retail_import(payment={"firm_code": None}), UNDETERMINED),
    company_code("no payment", a_retail_import(payment=None), UNDETERMINED),
    company_code("nothing says what kind of order it is", a_retail_import(**UNTYPED), UNDETERMINED),
    company_code("a shop order", a_shop_order(), OUT_OF_SCOPE),
    registered("in the register", a_retail_import(), HELD, values=REGISTER),
    registered("two companies in the register",
               a_bonded_import(payment=[{}, {"firm_code": OTHER_FIRM}]), HELD, values=REGISTER),
    registered("not in the register", a_retail_import(payment={"firm_code": CARRIER}), BROKEN, values=REGISTER),
    registered("one of two is not", a_retail_import(payment=[{}, {"firm_code": CARRIER}]), BROKEN, values=REGISTER),
    registered("one is not, the other has no code",
               a_retail_import(payment=[{"firm_code": None}, {"firm_code": CARRIER}]), BROKEN, values=REGISTER),
    registered("no code", a_retail_import(payment={"firm_code": None}), UNDETERMINED, values=REGISTER),
    registered("no payment", a_retail_import(payment=None), UNDETERMINED, values=REGISTER),
    registered("the register is not at hand", a_retail_import(payment={"firm_code": CARRIER}), UNDETERMINED),
    registered("an export", a_retail_export(), OUT_OF_SCOPE, values=REGISTER),
    registered("a shop order", a_shop_order(), OUT_OF_SCOPE, values=REGISTER),
]  # fmt: skip

STORIES = SAME_FIRMS + SAME_DOCUMENTS + ROLES + PAYMENT_COMPANY


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_parties(story: Story) -> None:
    assert story.judged() is story.outcome
