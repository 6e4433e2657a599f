"""Literals are found by either search, and characters are mapped as one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.text.folding import folded
from shibosi.methods.text.literals import Automaton, Hyperscan
from shibosi.methods.text.points import Points
from shibosi.methods.text.windows import Windows

TERMS = ["国家级".encode(), b"vx", b"k3"]
FOLDS = Points(folded)


@pytest.mark.parametrize("search", [Automaton, Hyperscan, Windows])
def test_a_byte_of_every_place_is_told(search):
    if search is Hyperscan:
        pytest.importorskip("hyperscan")
    data = "a国家级b vx".encode()
    assert [data[at : at + 1] != b" " for at in search(TERMS).places(data)] == [True, True]
    assert list(search(TERMS).places(b"nothing")) == []


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("ﬁＡ…ß㎡\u200b\u0301"), max_size=200))
def test_characters_become_what_the_function_says(text):
    assert FOLDS(text) == "".join(map(folded, text))


LETTERS = st.text("ab国家\x00", max_size=14)


@given(st.lists(LETTERS.filter(bool), min_size=1, max_size=8), LETTERS, LETTERS, st.data())
def test_windows_tell_a_byte_of_every_place_and_of_nothing_else(terms, before, after, data):
    wanted = [term.encode() for term in terms]
    text = (before + data.draw(st.sampled_from(terms)) + after + data.draw(st.sampled_from(terms))).encode()
    places = [
        range(at, at + len(term)) for term in wanted for at in range(len(text)) if text.startswith(term, at)
    ]  # fmt: skip
    told = list(Windows(wanted).places(text))
    assert all(any(at in place for place in places) for at in told)
    near = {at for place in places if any(one in place for one in told) for at in place}
    assert all(near.intersection(place) for place in places)  # overlapping ones may be told once


def test_windows_find_what_an_automaton_finds_in_long_texts():
    terms = [f"{number:09d}".encode() for number in range(0, 3000, 7)] + [b"ab", "国家级".encode()]
    text = b"x".join(f"{number:09d}".encode() for number in range(3000)) + "国家级ab".encode() * 3
    found = set(Windows(terms).places(text))
    assert len(found) == 429 + 6
    assert {text[at : at + 1] for at in found} >= {b"a"}
