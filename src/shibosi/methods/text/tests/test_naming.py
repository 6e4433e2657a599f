"""What is odd about a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.text.naming import DISGUISED, HIDDEN, MIXED, ODDITIES, SHORT, is_whole, oddity


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Harbour Trading Ltd", ""),
        ("杭州海港贸易有限公司", ""),
        ("李娜", ""),
        ("TCL科技", ""),
        ("Газпром", ""),
        ("O'Neill-Smith", ""),
        ("", SHORT),
        ("A", SHORT),
        ("12 34", SHORT),
        ("Wal\u202emart", HIDDEN),
        ("Li\u200b Na", HIDDEN),
        ("\u0410cme", MIXED),
        ("\u0410\u0421\u0415 Trading", DISGUISED),
    ],
)
def test_what_is_odd_about_a_name(name, odd):
    assert oddity(name) == odd


@given(st.text(max_size=40))
def test_any_name_is_whole_or_has_an_oddity(name):
    assert oddity(name) in ODDITIES if not is_whole(name) else oddity(name) == ""
