"""Personal data are masked by the marks of their column; enough is left to find the document."""

from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.domains.customs.dossiers import BUYER_YEAR, ORDER, PARCEL
from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.kernel.records import record
from shibosi.methods.masking import key_shown, masked


@pytest.mark.parametrize(
    ("story", "made", "column", "value", "shown"),
    [
        ("a name", Order, "buyer_name", "测试员", "测*"),
        ("a name of one character", Order, "buyer_name", "测", "测*"),
        ("a foreign name", Waybill, "consignee", "John Smith", "J*"),
        ("an identity number", Order, "buyer_id", "110105194912310014", "1101**********0014"),
        ("a passport number", Order, "buyer_id", "E12345678", "E********"),
        ("a telephone", Order, "buyer_phone", "13812340000", "138****0000"),
        ("a short telephone", Order, "buyer_phone", "12345", "1****"),
        ("an address", CustomsList, "consignee_address", "浙江省杭州市西湖区文三路", "浙江省杭州市***"),
        ("a short address", CustomsList, "consignee_address", "杭州市", "杭***"),
        ("an account", Order, "buyer_account", "lihua1984", "li***"),
        ("no personal column", Order, "merchant_name", "宁波跨境贸易有限公司", "宁波跨境贸易有限公司"),
        ("nothing", Order, "buyer_name", "", ""),
    ],
)
def test_a_value_is_masked_by_its_column(story, made, column, value, shown):
    assert masked(made.columns[column], value) == shown


PERSONAL = [
    (kind, name) for kind in ("order", "payment", "waybill", "customs_list", "customs_return")
    for name, column in record(kind).columns.items() if column.personal
]  # fmt: skip


@given(st.sampled_from(PERSONAL), st.text(alphabet="0123456789X张三丰ab", min_size=2, max_size=30))
def test_no_personal_value_is_shown_whole(where, value):
    kind, name = where
    shown = masked(record(kind).columns[name], value)
    assert value not in shown and "*" in shown


UNMARKED = copy(PARCEL)
UNMARKED.personal_key = True


@pytest.mark.parametrize(
    ("story", "dossier", "key", "shown"),
    [
        ("a person and a year", BUYER_YEAR, "110105194912310014/2026", "1101**********0014/2026"),
        ("an order", ORDER, "DD2026/1", "DD2026/1"),
        ("a parcel", PARCEL, "3302980C2D/W-1", "3302980C2D/W-1"),
        ("a key said to be personal whose columns are not marked", UNMARKED, "3302980C2DXY/W-1", "3302****2DXY/W***"),
    ],
)  # fmt: skip
def test_a_key_is_masked_where_it_names_a_person(story, dossier, key, shown):
    assert key_shown(dossier, key) == shown
