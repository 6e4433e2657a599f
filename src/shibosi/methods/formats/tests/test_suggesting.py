"""Suggestions: which of a stranger's headings is which of our columns."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.formats.suggesting import ALIKE, CHINESE, ELEMENT, ENGLISH, NAME, SYNONYM, ColumnLike, suggest

NUMBER = ColumnLike("number", "Order number", "订单编号", "orderNo", "text", True)
AT = ColumnLike("ordered_at", "Time of order", "下单时间", None, "instant")
PAID = ColumnLike("paid", "Amount paid", "实际支付金额", "acturalPaid", "money")
BUYER = ColumnLike("buyer_name", "Buyer name", "订购人姓名", "buyerName", "text")
ORDER = [NUMBER, AT, PAID, BUYER]


@pytest.mark.parametrize(
    ("heading", "column", "why"),
    [
        ("orderNo", "number", ELEMENT), ("ORDER_NO", "number", ELEMENT), ("订单编号", "number", CHINESE),
        ("Order number", "number", ENGLISH), ("Number", "number", NAME), ("ordered-at", "ordered_at", NAME),
        ("订单号", "number", SYNONYM), ("order_id", "number", SYNONYM), ("Order ID", "number", SYNONYM),
        ("order_purchase_timestamp", "ordered_at", SYNONYM), ("付款金额", "paid", SYNONYM),
        ("买家姓名", "buyer_name", SYNONYM), ("订单编号 Order No.", "number", ELEMENT),
        ("订单编号 *required", "number", CHINESE), ("订单编号（必填）", "number", CHINESE),
        ("平台/订单号", "number", SYNONYM), ("实付金额(元)", "paid", SYNONYM), ("buyer_nmae", "buyer_name", ALIKE),
        ("实际的支付金额", "paid", ALIKE), ("ｏｒｄｅｒＮｏ", "number", ELEMENT),
    ],
)  # fmt: skip
def test_a_heading_is_recognised(heading, column, why):
    [found] = suggest([heading, "something else"], ORDER)
    assert (found.column, found.heading, found.why) == (column, heading, why)


@pytest.mark.parametrize("heading", ["customer_city", "无关", "x", "", "总", "paidout date of something", "日期"])
def test_what_says_nothing_suggests_nothing(heading):
    assert suggest([heading], ORDER) == []


def test_the_real_headings_of_a_shop_export():
    shop = ["order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at"]
    columns = [NUMBER, AT, ColumnLike("paid_at", "Time of payment", "支付时间", "payTime"),
               ColumnLike("state", "Order status", "订单状态")]  # fmt: skip
    assert {made.column: made.heading for made in suggest(shop, columns)} == {
        "number": "order_id", "ordered_at": "order_purchase_timestamp", "paid_at": "order_approved_at",
        "state": "order_status",
    }  # fmt: skip


def test_the_surer_match_wins_and_nothing_is_given_twice():
    found = suggest(["order id", "orderNo"], [NUMBER])
    assert [(made.heading, made.score) for made in found] == [("orderNo", 1.0)]


def test_a_required_column_comes_first_where_scores_are_equal():
    optional = ColumnLike("parent_number", "x", "订单编号")
    required = ColumnLike("number", "y", "订单编号", required=True)
    assert [made.column for made in suggest(["订单编号"], [optional, required])] == ["number"]


@given(
    st.lists(st.sampled_from(["订单号", "订单编号", "order id", "orderNo", "paid", "付款金额", "buyer", "买家", "x"]))
)
def test_no_heading_and_no_column_twice_and_always_the_same(headings):
    found = suggest(headings, ORDER)
    assert len({made.column for made in found}) == len({made.heading for made in found}) == len(found)
    assert found == suggest(headings, ORDER)
    assert all(0 < made.score <= 1 for made in found)


def test_the_synonyms_are_sorted_and_each_stands_once():
    lines = files("shibosi.methods.formats").joinpath("synonyms.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    rows = [tuple(row.values()) for row in csv.DictReader(lines[1:])]
    assert rows == sorted(set(rows))
    assert {language for _, language, _ in rows} == {"en", "zh"}
