"""Searching: words of both languages, what is found first, what is found not at all."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.words import speak
from shibosi.standard.register import items
from shibosi.telling.searching import hit, marked, search


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


@pytest.mark.parametrize(
    ("query", "kind", "first"),
    [
        ("德国 增值税 标准税率", "value", "rates/DE/VAT/standard"),
        ("Germany VAT standard", "value", "rates/DE/VAT/standard"),
        ("财关税〔2018〕49号", "norm", "CN-TAX-2018-49"), ("杭州", "norm", "CN-ZONE-BATCH-1"), ("法国", "place", "FR"),
        ("PIPL", "norm", "CN-LAW-PIPL"),
    ],
)  # fmt: skip
def test_the_law_is_found(query, kind, first):
    assert search(query, (kind,))[0].name == first


def test_hits_are_marked_in_the_language_in_use_or_shown_around():
    assert marked("Import VAT (import)", "import vat") == [
        ("Import", True), (" ", False), ("VAT", True), (" (", False), ("import", True), (")", False),
    ]  # fmt: skip
    [entry] = [one for one in search("海外仓", ("norm",)) if one.name == "CN-GACC-2020-75"]
    assert ("海外仓", True) in hit(entry, "海外仓").around
    speak("zh")
    assert ("海外仓", True) in hit(search("海外仓 发展", ("norm",))[0], "海外仓").says


@given(st.text(max_size=40), st.text(max_size=20))
def test_marking_changes_no_text(text, query):
    assert "".join(piece for piece, _ in marked(text, query)) == text


def test_a_search_is_quick():
    search("x")
    took = []
    for query in ("e", "增值税", "limit", "的"):
        began = time.thread_time()
        for one in search(query)[:50]:
            hit(one, query)
        took.append(time.thread_time() - began)
    assert max(took) < 0.05
