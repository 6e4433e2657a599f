"""What the carrier weighed is something, and what is declared."""

from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_b2b_export,
    a_bonded_import,
    a_parcel,
    a_retail_export,
    a_retail_import,
    a_shop_order,
    with_value,
)
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# The waybill says 1.5 kg, the list 1.5 kg gross and 1.2 kg net; a tenth may differ.
D = Decimal
NOT_YET = {"customs_list": None, "list_line": None}
EXACTLY = with_value("weight_tolerance.share", "0")

covers = partial(Story, "gross_weight_covers_net")
near = partial(Story, "waybill_weight_is_near_the_list")
export = partial(Story, "export_weight_is_near_the_list")
carried = partial(Story, "waybill_has_weight_and_pieces")

COVERS = [
    covers("gross above net, import", a_retail_import(), HELD),
    covers("gross above net, export", a_b2b_export(), HELD),
    covers("gross and net alike", a_bonded_import(customs_list={"net_weight": D("1.5")}), HELD),
    covers("gross a step below net", a_retail_import(customs_list={"gross_weight": D("1.19999")}), BROKEN),
    covers("gross a step below net, export", a_retail_export(customs_list={"net_weight": D("1.50001")}), BROKEN),
    covers("no gross weight", a_retail_import(customs_list={"gross_weight": None}), UNDETERMINED),
    covers("no net weight", a_retail_export(customs_list={"net_weight": None}), UNDETERMINED),
    covers("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    covers("declared twice", a_retail_import(customs_list=[{}, {"company_number": "QD-2"}]), UNDETERMINED),
    covers("a shop order", a_shop_order(), OUT_OF_SCOPE),
]

NEAR = [
    near("the same", a_retail_import(), HELD),
    near("a tenth more", a_retail_import(waybill={"weight": D("1.65")}), HELD),
    near("a step more than a tenth more", a_retail_import(waybill={"weight": D("1.65001")}), BROKEN),
    near("a tenth less", a_bonded_import(waybill={"weight": D("1.35")}), HELD),
    near("a step more than a tenth less", a_bonded_import(waybill={"weight": D("1.34999")}), BROKEN),
    near("nothing on the list, something on the waybill",
         a_retail_import(customs_list={"gross_weight": D(0)}), BROKEN),
    near("nothing on both", a_retail_import(customs_list={"gross_weight": D(0)}, waybill={"weight": D(0)}), HELD),
    near("nothing may differ, a step more", a_retail_import(waybill={"weight": D("1.50001")}), BROKEN, values=EXACTLY),
    near("nothing may differ, the same", a_retail_import(), HELD, values=EXACTLY),
    near("the waybill does not say", a_retail_import(waybill={"weight": None}), UNDETERMINED),
    near("the list does not say", a_retail_import(customs_list={"gross_weight": None}), UNDETERMINED),
    near("no waybill", a_retail_import(waybill=None), UNDETERMINED),
    near("two waybills", a_retail_import(waybill=[{}, {"number": "W-2"}]), UNDETERMINED),
    near("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    near("an export", a_retail_export(), OUT_OF_SCOPE),
    near("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

TWO_LISTS = [{}, {"company_number": "QD-2"}]
EXPORT = [
    export("the same", a_parcel(), HELD),
    export("a tenth more", a_parcel(waybill={"weight": D("1.65")}), HELD),
    export("a step more than a tenth more", a_parcel(waybill={"weight": D("1.65001")}), BROKEN),
    export("a tenth less", a_parcel(waybill={"weight": D("1.35")}), HELD),
    export("a step more than a tenth less", a_parcel(waybill={"weight": D("1.34999")}), BROKEN),
    export("two lists, both near", a_parcel(customs_list=TWO_LISTS), HELD),
    export("two lists, one far",
           a_parcel(customs_list=[{}, {"company_number": "QD-2", "gross_weight": D(5)}]), BROKEN),
    export("two lists, one far, one without weight",
           a_parcel(customs_list=[{"gross_weight": None}, {"company_number": "QD-2", "gross_weight": D(5)}]), BROKEN),
    export("the waybill does not say", a_parcel(waybill={"weight": None}), UNDETERMINED),
    export("the list does not say", a_parcel(customs_list={"gross_weight": None}), UNDETERMINED),
    export("the waybill has not come", a_parcel(waybill=None), UNDETERMINED),
    export("two waybills of that number", a_parcel(waybill=[{}, {"weight": D(2)}]), UNDETERMINED),
    export("the list does not say whether it is an export", a_parcel(customs_list={"direction": None}), UNDETERMINED),
    export("no list names the waybill", a_parcel(customs_list=None), OUT_OF_SCOPE),
    export("lists were not handed in", a_parcel(customs_list=None), OUT_OF_SCOPE, absent=("customs_list",)),
    export("an import", a_parcel(customs_list={"direction": "I"}, waybill={"weight": D(5)}), OUT_OF_SCOPE),
    export("one of two lists is an import",
           a_parcel(customs_list=[{}, {"company_number": "QD-2", "direction": "I"}]), OUT_OF_SCOPE),
]  # fmt: skip

IMPORT = {"customs_list": {"direction": "I"}}
CARRIED = [
    carried("one parcel of 1.5 kg", a_parcel(), HELD),
    carried("of an import", a_parcel(**IMPORT), HELD),
    carried("the lightest parcel", a_parcel(waybill={"weight": D("0.00001")}), HELD),
    carried("that two lists name", a_parcel(customs_list=TWO_LISTS), HELD),
    carried("no weight at all", a_parcel(waybill={"weight": D(0)}), BROKEN),
    carried("less than nothing", a_parcel(waybill={"weight": D("-0.00001")}, **IMPORT), BROKEN),
    carried("no parcel", a_parcel(waybill={"packages": 0}), BROKEN),
    carried("no parcel and an unknown weight", a_parcel(waybill={"packages": 0, "weight": None}), BROKEN),
    carried("an unknown weight", a_parcel(waybill={"weight": None}), UNDETERMINED),
    carried("an unknown number of parcels", a_parcel(waybill={"packages": None}), UNDETERMINED),
    carried("two waybills of that number", a_parcel(waybill=[{}, {"weight": D(2)}]), UNDETERMINED),
    carried("the waybill has not come", a_parcel(waybill=None), OUT_OF_SCOPE),
    carried("no list names it", a_parcel(customs_list=None, waybill={"weight": D(0)}), OUT_OF_SCOPE),
]

STORIES = COVERS + NEAR + EXPORT + CARRIED


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_weights(story: Story) -> None:
    assert story.judged() is story.outcome
