"""Numbers with check digits are what a second reader of the standards expects."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean
from stdnum.cn import ric, uscc

from shibosi.example.firms import ROLES, firms
from shibosi.example.goods import stock
from shibosi.example.numbers import bar_codes, credit_code, identity_numbers
from shibosi.example.people import people


@given(st.integers(0, 15_999_999), st.integers(0, 9999))
def test_identity_numbers_have_the_right_check_digit_and_a_birth_date(person, part):
    number = identity_numbers(np.array([person]), part)[0]
    assert len(number) == 18
    assert ric.calc_check_digit(number) == number[-1]
    assert 1960 <= ric.get_birth_date(number).year <= 2003


def test_no_identity_number_belongs_to_a_real_area():
    assert all(number.startswith("99") for number in identity_numbers(np.arange(1000), 0))


@given(st.sets(st.integers(0, 15_999_999), min_size=2, max_size=50))
def test_different_people_have_different_identity_numbers(chosen):
    assert identity_numbers(np.array(sorted(chosen)), 7).n_unique() == len(chosen)


def test_the_same_person_of_two_parts_is_two_people():
    assert identity_numbers(np.array([5]), 1)[0] != identity_numbers(np.array([5]), 2)[0]


@given(st.integers(100_000_000_000, 999_999_999_999))
def test_bar_codes_have_the_right_check_digit(body):
    assert ean.is_valid(bar_codes(np.array([body]))[0])


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
def test_credit_codes_have_the_right_check_character(end):
    assert uscc.is_valid(credit_code("91310000" + end))


@pytest.mark.parametrize("role", ROLES)
def test_firms_have_codes_of_their_own_in_both_forms(role):
    codes = firms(role)["code"]
    assert codes.n_unique() == len(codes)
    assert {len(code) for code in codes} == {10, 18}
    assert all(len(code) == 10 or uscc.is_valid(code) for code in codes)


def test_no_two_firms_share_a_code():
    codes = pl.concat([firms(role)["code"] for role in ROLES])
    assert codes.n_unique() == len(codes)


def test_goods_are_complete_and_their_bar_codes_right():
    goods = stock()
    customs = goods.filter(~pl.col("band").is_in(["service", "digital"]))
    assert len(goods) >= 240
    assert customs["commodity_code"].str.contains(r"^\d{10}$").all()
    assert all(ean.is_valid(code) for code in goods["barcode"].drop_nulls() if code != "无")
    assert {"无", None} < set(goods["barcode"])


def test_a_person_is_always_the_same():
    assert people(np.array([3, 3, 4]), 1).equals(people(np.array([3, 3, 4]), 1))
    assert people(np.array([3, 3, 4]), 1)["identity"].n_unique() == 2
