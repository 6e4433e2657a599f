"""Searching: words of both languages, what is found first, what is found not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.standard.register import items
from shibosi.telling.searching import search


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("退货", ("clause", "4.2.1.1-b")),
        ("4.5.1.3", ("clause", "4.5.1.3")),
        ("payment_tolerance", ("parameter", "payment_tolerance.share")),
        ("ＰＡＹＭＥＮＴ tolerance", ("parameter", "payment_tolerance.share")),
        ("身份证", ("clause", "5.1.2-b")),
    ],
)
def test_it_is_found(query, first):
    found = search(query)
    assert (found[0].kind, found[0].name) == first


def test_every_part_must_be_found():
    every, one = {found.name for found in search("清单 重量")}, {found.name for found in search("清单")}
    assert every and every < one


def test_a_number_is_not_found_inside_another():
    assert search("4.5.1")[0].name.startswith("4.5.1") and not any(e.name == "10.4.5.1-a" for e in search("4.5.1"))


@pytest.mark.parametrize("query", ["", "   ", "zzzzqq", "\x00"])
def test_nothing_is_found(query):
    assert search(query) == []


@given(st.text(max_size=30))
def test_whatever_is_typed_is_answered(query):
    assert all(found.kind for found in search(query))


def test_every_clause_is_found_by_its_number():
    assert all(search(number, ("clause",))[0].name == number for number in list(items())[::25])
