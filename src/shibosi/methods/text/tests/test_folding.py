"""Folding: what reads alike becomes equal, and places lead back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.text.folding import fold, fold_with_places, table


@pytest.mark.parametrize(
    ("story", "one", "other"),
    [
        ("width", "ＡＢＣ　１２", "abc 12"),
        ("case", "STRASSE", "straße"),
        ("marks", "Łódź Müller", "lodz muller"),
        ("marks written apart", "Mu\u0308ller", "muller"),
        ("traditional characters", "陳國強", "陈国强"),
        ("half-width kana with its mark apart", "ｶﾞ", "ガ"),
        ("signs nobody sees", "pay\u200bpal\u2060", "paypal"),
        ("marks of direction", "\u202eabc\u202c", "abc"),
        ("dashes and quotes", "a–b “c”", 'a-b "c"'),
        ("one sign for several", "㈱", "(株)"),
    ],
)
def test_what_reads_alike_becomes_equal(story, one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("मोडी", "मोदी"), ("か", "が"), ("a", "b"), ("干", "千")])
def test_other_letters_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_both_ways_to_fold_agree_and_places_are_inside(text):
    folded = fold_with_places(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x3000)))
def test_a_fold_of_a_fold_is_itself(text):
    once = fold(text)
    assert fold(once) == once


def test_a_character_whose_simple_form_has_a_simple_form_folds_to_the_last():
    assert [one for one in table("simplified") if fold(fold(one)) != fold(one)] == []
    assert fold("薴") == fold("苧") == "苎"
