"""What stands in a text: days in many forms, numbers whose check digit is right, given values however written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.scans.finding import days, numbers, read_day, stands


@pytest.mark.parametrize(
    "text",
    ["2026-01-05", "2026/1/5", "2026.01.05", "2026年1月5日", "２０２６年０１月０５日", "二〇二六年一月五日",
     "5 Jan 2026", "5. January 2026", "January 5, 2026", "5th January 2026", "05-JAN-2026",
     "Valid until 2026 - 01 - 05."],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    assert read_day(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("13.04.2026", date(2026, 4, 13)),
        ("04/13/2026", date(2026, 4, 13)),
        ("05.05.2026", date(2026, 5, 5)),
        ("03.04.2026", None),
        ("2026-02-30", None),
        ("2026-01-05 to 2027-01-04", None),
        ("20260105", None),
        ("十二月三十一日", None),
        ("", None),
    ],
)
def test_a_day_that_may_be_two_is_none(text, found):
    assert read_day(text) == found


def test_days_come_in_the_order_of_their_forms_and_once():
    assert days("2010年01月01日至2030年12月31日 (2010-01-01)") == [date(2010, 1, 1), date(2030, 12, 31)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("统一社会信用代码：91110000600037341L", [("cn-uscc", "91110000600037341L")]),
        ("９１１１００００６０００３７３４１Ｌ", [("cn-uscc", "91110000600037341L")]),
        ("91110000600037341M", []),
        ("VAT DE136695976", [("eu-vat", "DE136695976")]),
        ("Tel. 136695976", []),
        ("WAREHOUSE", []),
    ],
)
def test_numbers_are_those_whose_check_digit_is_right(text, found):
    """Both numbers are published in the tests of python-stdnum (`de.vat`, `cn.uscc`)."""
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("value", "text", "found"),
    [
        ("Harbour Trading Ltd", "HARBOUR  TRADING\nLTD", True),
        ("杭州海港贸易有限公司", "杭州 海港 贸易 有限公司", True),
        ("ABC123", "ＡＢＣ１２３", True),
        ("Harbour", "H\u200bar\u202ebour", True),
        ("Harbour", "Нarbour", False),
        ("", "anything", False),
    ],
)
def test_a_value_stands_in_a_text_in_any_width_and_case_but_not_in_letters_that_look_alike(value, text, found):
    assert stands(value, text) is found


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    assert len(days(text)) <= 40 and len(numbers(text)) <= 40
    assert all(1900 <= day.year <= 2200 for day in days(text))
