"""Words of any script."""

import pytest

from shibosi.methods.text.words import cut, words

LEXICON = frozenset(["有限公司", "公司", "北京", "北京大学", "大学", "大学生", "生活"])


@pytest.mark.parametrize(
    ("story", "text", "found"),
    [
        ("by the lexicon", "北京有限公司", ["北京", "有限公司"]),
        ("the fewest words win", "北京大学生活", ["北京大学", "生活"]),
        ("characters of no word stay alone", "北京李", ["北京", "李"]),
        ("beside Latin and digits", "abc北京12", ["abc", "北京", "12"]),
        ("nothing", " !", []),
    ],
)
def test_text_is_cut_into_words(story, text, found):
    assert words(text, LEXICON) == found


def test_without_a_lexicon_pairs_stand_for_words():
    assert cut("北京大学") == ["北京", "京大", "大学"]
    assert cut("北") == ["北"]
