"""The worked examples of export refunds, to the cent, and what always holds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shibosi.methods.filing.refunds import Month, NoRateInForce, RefundAboveTax, of_manufacturer, of_trader
from shibosi.methods.taxes.law import Law

D = Decimal
DAY = date(2026, 3, 10)
AMOUNTS = st.decimals(0, 10**8, places=2)
RATES = st.sampled_from([D(0), D(6), D(9), D(13)])


@pytest.mark.parametrize(("rate", "refund", "cost"), [(D(13), "13000.00", "0.00"), (D(9), "9000.00", "4000.00")])
def test_goods_bought_for_100_000(rate, refund, cost):
    found = of_trader(D(100000), rate, DAY, Law())
    assert [one.value for one in found.numbers] == [D(refund), D(cost)]


def test_a_manufacturer_of_1_000_000_at_9_percent():
    found = of_manufacturer(Month(D(1000000), D(50000), D(120000), D(10000)), D(9), DAY, Law())
    assert [(one.label, one.value) for one in found.numbers] == [
        ("Refund", D(40000)), ("VAT to pay", D(0)), ("Offset against tax at home", D(50000)),
        ("Input VAT carried forward", D(0)),
    ]  # fmt: skip


def test_without_credit_nothing_is_refunded():
    found = of_manufacturer(Month(D(1000000), D(200000), D(120000)), D(13), DAY, Law())
    assert [one.value for one in found.numbers] == [D(0), D(80000), D(130000), D(0)]


def test_what_is_above_the_most_is_carried_forward():
    found = of_manufacturer(Month(D(1000), D(0), D(500)), D(13), DAY, Law())
    assert [one.value for one in found.numbers] == [D(130), D(0), D(0), D(370)]


@pytest.mark.parametrize("rate", [D("13.01"), D(-1)])
def test_a_refund_rate_lies_between_nothing_and_the_tax(rate):
    with pytest.raises(RefundAboveTax):
        of_trader(D(100), rate, DAY, Law())


def test_before_there_was_a_tax_there_is_no_answer():
    with pytest.raises(NoRateInForce):
        of_trader(D(100), D(9), date(1990, 1, 1), Law())


@given(AMOUNTS, RATES)
def test_refund_and_cost_are_the_whole_tax(base, rate):
    refund, cost = (one.low for one in of_trader(base, rate, DAY, Law()).numbers)
    assert abs(refund + cost - base * D("0.13")) <= D("0.01")


@given(AMOUNTS, AMOUNTS, AMOUNTS, RATES)
@example(D("0.25"), D("0.00"), D("0.04"), D(6))
def test_a_refund_is_never_more_than_the_most_nor_less_than_nothing(fob, output, paid, rate):
    refund, payable, offset, carried = (
        one.low for one in of_manufacturer(Month(fob, output, paid), rate, DAY, Law()).numbers
    )
    assert min(refund, offset, carried) >= 0
    assert abs(refund + offset - fob * rate / 100) <= D("0.02")
    assert refund == 0 or payable == 0
