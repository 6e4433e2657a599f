"""Literals are found by either search, and characters are mapped as one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.text.folding import folded
from shibosi.methods.text.literals import Automaton, Hyperscan
from shibosi.methods.text.points import Points

TERMS = ["国家级".encode(), b"vx", b"k3"]
FOLDS = Points(folded)


@pytest.mark.parametrize("search", [Automaton, Hyperscan])
def test_a_byte_of_every_place_is_told(search):
    if search is Hyperscan:
        pytest.importorskip("hyperscan")
    data = "a国家级b vx".encode()
    assert [data[at : at + 1] != b" " for at in search(TERMS).places(data)] == [True, True]
    assert list(search(TERMS).places(b"nothing")) == []


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("ﬁＡ…ß㎡\u200b\u0301"), max_size=200))
def test_characters_become_what_the_function_says(text):
    assert FOLDS(text) == "".join(map(folded, text))
