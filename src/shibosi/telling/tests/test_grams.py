"""The index: it never misses what stands in a text, whatever is asked."""

from hypothesis import given
from hypothesis import strategies as st

from shibosi.telling.grams import Grams, folded, standing

LETTERS = st.text("ab1.-/ é增值税率 (ß", max_size=12)


@given(st.lists(LETTERS, max_size=6), LETTERS)
def test_whatever_stands_in_a_text_is_proposed(texts, asked):
    plain = [folded(text) for text in texts]
    parts = folded(asked).split()
    there = [at for at, text in enumerate(plain) if parts and all(standing(part, text) is not None for part in parts)]
    assert set(there) <= set(Grams(plain).having(parts))


def test_two_characters_are_enough_and_half_an_english_word():
    grams = Grams(["增值税", "value added", "devalue"])
    assert grams.having(["值税"]) == [0] and grams.having(["val"]) == [1] and grams.having(["税值"]) == []
