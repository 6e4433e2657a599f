"""What was paid is what was ordered and what is declared."""

from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.tests.builders import (
    Story,
    a_b2b_export,
    a_bonded_import,
    a_retail_export,
    a_retail_import,
    a_shop_order,
    a_zone_export,
    with_value,
)
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

# Goods 300, freight 10, tax 28.21, deduction 20: paid 318.21. A hundred thousandth is the smallest step of an amount.
D = Decimal
DOLLARS = {"currency": "502"}
NOT_YET = {"customs_list": None, "list_line": None}
FIVE_PERCENT = with_value("payment_tolerance.share", "0.05")

sums = partial(Story, "amount_paid_adds_up")
payment = partial(Story, "payments_equal_the_amount_paid")
listing = partial(Story, "list_and_payment_agree")
shop = partial(Story, "payments_cover_lines_and_freight")
goods = partial(Story, "goods_value_is_the_sum_of_lines")
order_line = partial(Story, "line_totals_multiply")
list_line = partial(Story, "list_line_totals_multiply")


def two_payments(first: str, second: str, **of_second: Any) -> list[dict[str, Any]]:
    """Two payments of these amounts."""
    return [{"amount": D(first)}, {"number": "P-2", "amount": D(second), **of_second}]


ORDER = [
    sums("goods, freight and tax less deduction", a_retail_import(), HELD),
    sums("nothing but goods",
         a_retail_import(order={"freight": D(0), "tax": D(0), "discount": D(0), "paid": D(300)}), HELD),
    sums("a step too much", a_retail_import(order={"paid": D("318.21001")}), BROKEN),
    sums("a step too little", a_bonded_import(order={"paid": D("318.20999")}), BROKEN),
    sums("without the freight", a_retail_import(order={"freight": D(0)}), BROKEN),
    sums("without the tax", a_retail_import(order={"tax": D(0)}), BROKEN),
    sums("without the deduction", a_retail_import(order={"discount": D(0)}), BROKEN),
    sums("no amount paid", a_retail_import(order={"paid": None}), UNDETERMINED),
    sums("no deduction given: not the same as none", a_retail_import(order={"discount": None}), UNDETERMINED),
    sums("no tax given", a_retail_import(order={"tax": None}), UNDETERMINED),
    sums("the order came twice", a_retail_import(order=[{}, {"guid": "G-2"}]), UNDETERMINED),
    sums("an export", a_retail_export(), OUT_OF_SCOPE),
    sums("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

PAYMENT = [
    payment("paid to the last step", a_retail_import(), HELD),
    payment("two payments together", a_retail_import(payment=two_payments("300", "18.21")), HELD),
    payment("a step too much", a_retail_import(payment={"amount": D("318.21001")}), BROKEN),
    payment("a step too little", a_bonded_import(payment={"amount": D("318.20999")}), BROKEN),
    payment("paid twice", a_retail_import(payment=[{}, {"number": "P-2"}]), BROKEN),
    payment("5 % accepted, 5 % too much",
            a_retail_import(payment={"amount": D("334.1205")}), HELD, values=FIVE_PERCENT),
    payment("5 % accepted, a step more than 5 % too much",
            a_retail_import(payment={"amount": D("334.12051")}), BROKEN, values=FIVE_PERCENT),
    payment("5 % accepted, 5 % too little",
            a_retail_import(payment={"amount": D("302.2995")}), HELD, values=FIVE_PERCENT),
    payment("5 % accepted, a step more than 5 % too little",
            a_retail_import(payment={"amount": D("302.29949")}), BROKEN, values=FIVE_PERCENT),
    payment("no amount", a_retail_import(payment={"amount": None}), UNDETERMINED),
    payment("no amount on one of two",
            a_retail_import(payment=[{}, {"number": "P-2", "amount": None}]), UNDETERMINED),
    payment("in dollars", a_retail_import(payment=DOLLARS), UNDETERMINED),
    payment("one of two in dollars", a_retail_import(payment=two_payments("300", "18.21", **DOLLARS)), UNDETERMINED),
    payment("in no currency", a_retail_import(payment={"currency": None}), UNDETERMINED),
    payment("no amount on the order", a_retail_import(order={"paid": None}), UNDETERMINED),
    payment("no payment", a_retail_import(payment=None), UNDETERMINED),
    payment("an export", a_retail_export(), OUT_OF_SCOPE),
    payment("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

LIST = [
    listing("goods and freight of the list are what was paid, deduction added, tax taken off", a_retail_import(), HELD),
    listing("insurance counts", a_retail_import(customs_list={"freight": D(7), "insurance": D(3)}), HELD),
    listing("two payments together", a_bonded_import(payment=two_payments("300", "18.21")), HELD),
    listing("a step too much declared", a_retail_import(customs_list={"freight": D("10.00001")}), BROKEN),
    listing("a step too little declared", a_bonded_import(customs_list={"freight": D("9.99999")}), BROKEN),
    listing("a line more", a_retail_import(list_line=[{}, {}, {"line_number": 3}]), BROKEN),
    listing("insurance on top", a_retail_import(customs_list={"insurance": D(3)}), BROKEN),
    listing("another deduction", a_retail_import(order={"discount": D(0)}), BROKEN),
    listing("another tax", a_retail_import(order={"tax": D(0)}), BROKEN),
    listing("5 % of the payment accepted, 5 % too much declared",
            a_retail_import(customs_list={"freight": D("25.9105")}), HELD, values=FIVE_PERCENT),
    listing("5 % accepted, a step more than 5 % too much declared",
            a_retail_import(customs_list={"freight": D("25.91051")}), BROKEN, values=FIVE_PERCENT),
    listing("5 % accepted, a step more than 5 % too little declared",
            a_retail_import(list_line=[{"total": D("224.08949")}, {}]), BROKEN, values=FIVE_PERCENT),
    listing("no insurance given", a_retail_import(customs_list={"insurance": None}), UNDETERMINED),
    listing("insurance in dollars", a_retail_import(customs_list={"insurance_currency": "502"}), UNDETERMINED),
    listing("no total on a line", a_retail_import(list_line=[{}, {"total": None}]), UNDETERMINED),
    listing("a line in dollars", a_retail_import(list_line=[{}, DOLLARS]), UNDETERMINED),
    listing("no payment", a_retail_import(payment=None), UNDETERMINED),
    listing("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    listing("declared twice", a_retail_import(customs_list=[{}, {"company_number": "QD-2"}]), UNDETERMINED),
    listing("an export", a_retail_export(), OUT_OF_SCOPE),
    listing("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

SHOP = [
    shop("lines and freight", a_shop_order(), HELD),
    shop("a cent too much", a_shop_order(payment=two_payments("300", "10.01")), HELD),
    shop("a step more than a cent too much", a_shop_order(payment=two_payments("300", "10.01001")), BROKEN),
    shop("a cent too little", a_shop_order(payment=two_payments("300", "9.99")), HELD),
    shop("a step more than a cent too little", a_shop_order(payment=two_payments("300", "9.98999")), BROKEN),
    shop("one payment missing", a_shop_order(payment=[{}]), BROKEN),
    shop("the freight not paid", a_shop_order(payment=[{"amount": D(290)}, {}]), BROKEN),
    shop("no freight given on a line", a_shop_order(order_line=[{}, {"freight": None}]), UNDETERMINED),
    shop("a payment in yuan", a_shop_order(payment=[{}, {"currency": "142"}]), UNDETERMINED),
    shop("no payment", a_shop_order(payment=None), UNDETERMINED),
    shop("no line", a_shop_order(order_line=None), UNDETERMINED),
    shop("the kind of order is not said", a_shop_order(order={"order_type": None}), UNDETERMINED),
    shop("an import", a_retail_import(payment={"amount": D(1)}), OUT_OF_SCOPE),
    shop("an export", a_retail_export(), OUT_OF_SCOPE),
]  # fmt: skip

GOODS = [
    goods("the lines, import", a_retail_import(), HELD),
    goods("the lines, export in dollars", a_b2b_export(), HELD),
    goods("a cent more", a_retail_import(order={"goods_value": D("300.01")}), HELD),
    goods("a step more than a cent more", a_retail_import(order={"goods_value": D("300.01001")}), BROKEN),
    goods("a cent less", a_retail_export(order={"goods_value": D("299.99")}), HELD),
    goods("a step more than a cent less", a_retail_export(order={"goods_value": D("299.98999")}), BROKEN),
    goods("with the freight", a_zone_export(order={"goods_value": D(310)}), BROKEN),
    goods("no value", a_retail_import(order={"goods_value": None}), UNDETERMINED),
    goods("no total on a line", a_retail_export(order_line=[{}, {"total": None}]), UNDETERMINED),
    goods("lines in dollars", a_retail_import(order_line=DOLLARS), UNDETERMINED),
    goods("one line in dollars", a_retail_import(order_line=[{}, DOLLARS]), UNDETERMINED),
    goods("no lines", a_retail_import(order_line=None), UNDETERMINED),
    goods("a shop order", a_shop_order(order={"goods_value": D(1)}), OUT_OF_SCOPE),
]  # fmt: skip

LINES = [
    order_line("price times quantity, import", a_retail_import(), HELD),
    order_line("price times quantity, export in dollars", a_b2b_export(), HELD),
    order_line("a gift", a_retail_import(order_line=[{}, {"price": D(0), "total": D(0)}]), HELD),
    order_line("a gift with a total", a_retail_import(order_line=[{}, {"price": D(0)}]), BROKEN),
    order_line("a third of a yuan, rounded",
               a_retail_import(order_line=[{"price": D("0.33333"), "quantity": D(3), "total": D(1)}, {}]), HELD),
    order_line("a cent over", a_retail_import(order_line=[{"total": D("240.01")}, {}]), HELD),
    order_line("a step more than a cent over", a_retail_import(order_line=[{"total": D("240.01001")}, {}]), BROKEN),
    order_line("a cent under", a_retail_export(order_line=[{"total": D("239.99")}, {}]), HELD),
    order_line("a step more than a cent under", a_zone_export(order_line=[{"total": D("239.98999")}, {}]), BROKEN),
    order_line("a price missing, another total wrong",
               a_retail_import(order_line=[{"price": None}, {"total": D(1)}]), BROKEN),
    order_line("no price", a_retail_import(order_line=[{}, {"price": None}]), UNDETERMINED),
    order_line("no quantity", a_retail_export(order_line=[{}, {"quantity": None}]), UNDETERMINED),
    order_line("price and total in the same currency, whichever",
               a_retail_import(order_line=[{}, {"currency": None}]), HELD),
    order_line("no lines", a_retail_import(order_line=None), UNDETERMINED),
    order_line("a shop order", a_shop_order(order_line={"total": D(1)}), OUT_OF_SCOPE),
    list_line("price times quantity, import", a_retail_import(), HELD),
    list_line("price times quantity, export in dollars", a_b2b_export(), HELD),
    list_line("freight in yuan, lines in dollars",
              a_b2b_export(customs_list={"currency": "142", "insurance_currency": "142"}), HELD),
    list_line("a cent over", a_retail_import(list_line=[{"total": D("240.01")}, {}]), HELD),
    list_line("a step more than a cent over", a_retail_import(list_line=[{"total": D("240.01001")}, {}]), BROKEN),
    list_line("a cent under", a_retail_export(list_line=[{"total": D("239.99")}, {}]), HELD),
    list_line("a step more than a cent under", a_zone_export(list_line=[{"total": D("239.98999")}, {}]), BROKEN),
    list_line("no price", a_retail_import(list_line=[{}, {"price": None}]), UNDETERMINED),
    list_line("no total", a_retail_export(list_line=[{}, {"total": None}]), UNDETERMINED),
    list_line("price and total in the same currency, whichever",
              a_retail_import(list_line=[{}, {"currency": None}]), HELD),
    list_line("not yet declared", a_retail_import(**NOT_YET), UNDETERMINED),
    list_line("a shop order", a_shop_order(), OUT_OF_SCOPE),
]  # fmt: skip

STORIES = ORDER + PAYMENT + LIST + SHOP + GOODS + LINES


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_amounts(story: Story) -> None:
    assert story.judged() is story.outcome
