"""Numbers that remember: exact arithmetic, bounds, rounding, and how they tell of themselves."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from shibosi.kernel.words import speak
from shibosi.methods.derivation.number import (
    MixedUnits,
    NoQuotient,
    between,
    constant,
    either,
    given,
    largest,
    none,
    smallest,
    total,
)
from shibosi.methods.derivation.rounding import NoRounding, rounded, rounding
from shibosi.methods.derivation.sources import Source, reasons, share, weakest
from shibosi.methods.derivation.telling import as_data, lines, text

DAY = date(2026, 11, 20)
ROW = Source("rates/CN/VAT/standard", "CN", date(2019, 4, 1), None, "a notice", "medium")
amounts = st.decimals(min_value=0, max_value=10**9, places=5)


@pytest.fixture(autouse=True)
def english():
    yield
    speak("en")


def euros(text):
    """An amount as somebody says it."""
    return given(Decimal(text), "Amount", "EUR")


def missing(low, high):
    """An amount of which only bounds are known."""
    return between(Decimal(low), high if high is None else Decimal(high), "Duty", "No rate is known.", "EUR")


@pytest.mark.parametrize(
    ("story", "made", "low", "high"),
    [
        ("known parts make a known sum", lambda: euros("1.10") + euros("2.2"), "3.3", "3.3"),
        ("a bound in a sum makes a bound", lambda: euros("1") + missing(2, 5), "3", "6"),
        ("an open end stays open", lambda: euros("1") + missing(2, None), "3", None),
        ("what is taken away turns round", lambda: euros("10") - missing(2, 5), "5", "8"),
        ("a share of a bound", lambda: missing(10, 20) * share(Decimal(10), ROW, "Rate"), "1", "2"),
        ("nothing of an open end is nothing", lambda: missing(1, None) * none("Rate", "%"), "0", "0"),
        ("a quotient", lambda: euros("1") / (constant(1) - share(Decimal(20), ROW, "Rate")), "1.25", "1.25"),
        ("the larger of two", lambda: largest(euros("3"), missing(1, 5)), "3", "5"),
        ("the smaller of two", lambda: smallest(euros("3"), missing(1, None)), "1", "3"),
        ("one of two", lambda: either(euros("3"), euros("5"), "Tax", "Nobody knows which."), "3", "5"),
        ("the sum of nothing", lambda: total([], "Sum", "EUR"), "0", "0"),
    ],
)
def test_bounds_are_kept(story, made, low, high):
    found = made()
    assert (found.low, found.high) == (Decimal(low), high if high is None else Decimal(high)), story
    assert (found.value is None) == (low != high)


def test_two_currencies_are_not_added():
    with pytest.raises(MixedUnits) as refused:
        euros("1") + given(Decimal(1), "Amount", "CNY")
    assert refused.value.facts == {"left": "EUR", "right": "CNY"}
    with pytest.raises(MixedUnits):
        total([euros("1"), given(Decimal(1), "Amount", "CNY")], "Sum", "EUR")


def test_nothing_is_divided_by_what_may_be_nothing():
    with pytest.raises(NoQuotient):
        euros("1") / missing(0, 5)


@pytest.mark.parametrize(
    ("story", "exact", "cents"),
    [
        ("just below half a cent", "2.34499", "2.34"),
        ("half a cent goes up", "2.345", "2.35"),
        ("half a cent at an even cent goes up too", "2.335", "2.34"),
        ("a whole cent stays", "2.30", "2.30"),
    ],
)
def test_half_a_cent_goes_up(story, exact, cents):
    assert rounded(euros(exact), rounding("duty", "DE", DAY), "Duty").value == Decimal(cents), story


def test_a_tax_without_rounding_is_refused():
    with pytest.raises(NoRounding):
        rounding("window-tax", "DE", DAY)


@over(amounts, st.integers(1, 99))
def test_a_quotient_is_rounded_as_the_fraction_it_is(amount, percent):
    rate = share(Decimal(percent), ROW, "Rate")
    found = rounded(given(amount, "Price", "EUR") * rate / (constant(1) - rate), rounding("duty", "DE", DAY), "Tax")
    cents = Fraction(amount) * percent / (100 - percent) * 100
    assert found.value is not None
    assert Fraction(found.value) * 100 == (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)


@over(amounts, amounts, st.one_of(st.none(), amounts))
def test_what_is_true_of_the_ends_is_true_of_the_bound(known, low, more):
    high = None if more is None else low + more
    bound = between(low, high, "Duty", "No rate is known.", "EUR") + given(known, "Price", "EUR")
    for inside in (low, high):
        if inside is not None:
            assert bound.low <= inside + known
            assert bound.high is None or inside + known <= bound.high


def test_a_number_tells_how_it_came_about_in_both_languages():
    rate = share(Decimal(15), ROW, "VAT rate")
    tax = rounded(euros("1000.10") * rate, rounding("sales-tax", "DE", DAY), "VAT")
    assert lines(tax) == [
        "VAT: 150.02 EUR = 1,000.10 EUR × 15 % (rounded half up to 0.01, each line)",
        "  Amount: 1,000.10 EUR [as given]",
        "  VAT rate: 15 % [rates/CN/VAT/standard, CN, from 2019-04-01; a notice; medium]",
    ]
    speak("zh")
    assert lines(tax)[0] == "增值税：150.02 EUR = 1,000.10 EUR × 15 %（四舍五入至 0.01，按行）"


def test_reasons_and_the_weakest_source_come_to_the_top():
    tax = total([euros("1") * share(Decimal(1), ROW, "Rate"), missing(1, None)], "Tax", "EUR")
    assert reasons(tax) == ["No rate is known."]
    assert weakest(tax) == "medium"
    assert text(tax) == "1.01 EUR or more"
    assert [line.strip() for line in lines(tax) if "!" in line] == ["! No rate is known."]


def test_as_data_every_decimal_is_text_and_every_row_is_named():
    tax = euros("1000.10") * share(Decimal(15), ROW, "VAT rate")
    data = as_data(tax)
    assert (data["value"], data["unit"], data["operation"]) == ("150.0150", "EUR", "*")
    assert data["operands"][1]["source"]["row"] == "rates/CN/VAT/standard"


def test_what_stands_twice_is_told_once():
    price = total([euros("1")] * 3, "Price", "EUR")
    data = as_data(total([price + price, price], "Sum", "EUR"))
    assert [one["repeated"] for one in data["operands"][0]["operands"]] == [False, True]
    assert data["operands"][1]["operands"] == []


def test_the_largest_amounts_are_told_too():
    large = given(Decimal("9" * 10 + ".999999"), "Price", "EUR")
    assert text(large * large * large).startswith("999,999,999,999,999,700,")
