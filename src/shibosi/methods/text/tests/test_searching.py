"""Many terms in one pass, with their places in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.text.folding import fold
from shibosi.methods.text.searching import Patterns


@pytest.mark.parametrize(
    ("story", "term", "text", "found"),
    [
        ("Chinese anywhere", "最好", "这是最好的", ["最好"]),
        ("with a sign nobody sees inside", "最好", "最\u200b好", ["最\u200b好"]),
        ("traditional in the text", "陈国强", "陳國強先生", ["陳國強"]),
        ("full width", "best", "ＢＥＳＴ!", ["ＢＥＳＴ"]),
        ("twice", "ab", "ab AB", ["ab", "AB"]),
        ("not inside a word of an alphabet", "art", "party", []),
        ("beside Chinese", "art", "好art好", ["art"]),
        ("a term that is nothing", "\u200b", "abc", []),
    ],
)
def test_terms_are_found_where_they_stand(story, term, text, found):
    assert [text[hit.start : hit.end] for hit in Patterns([term]).find(text)] == found


def test_overlapping_terms_are_all_found():
    assert [hit.term for hit in Patterns(["北京大学", "大学"]).find("北京大学")] == ["北京大学", "大学"]


def test_no_terms_find_nothing():
    assert Patterns([]).find("anything") == []


@given(st.lists(st.text("ab最好 é\u200b", min_size=1, max_size=4), max_size=5), st.text("ab最好 é\u200b", max_size=30))
def test_every_hit_reads_as_its_term(terms, text):
    for hit in Patterns(terms).find(text):
        assert fold(text[hit.start : hit.end]).strip() == fold(hit.term).strip()
