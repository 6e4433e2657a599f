"""Scripts, languages, and words that mix alphabets."""

import pytest

from shibosi.methods.text.scripts import language, mixed, script, unmasked


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("陈国强", "zh"),
        ("陳國強", "zh-Hant"),
        ("バラク・オバマ", "ja"),
        ("田中さん", "ja"),
        ("김정은", "ko"),
        ("Путин", "ru"),
        ("Київ", "uk"),
        ("محمد", "ar"),
        ("پزشکیان", "fa"),
        ("Müller", "de"),
        ("hello", "en"),
        ("123 !", None),
        ("", None),
        ("红色 T", "zh"),
    ],
)
def test_the_language_shows_in_its_letters(text, code):
    assert language(text) == code


def test_a_script_is_of_letters_only():
    assert [script(one) for one in "aЖ陈1!"] == ["Latin", "Cyrillic", "Han", "", ""]


@pytest.mark.parametrize(
    ("story", "text", "plain"),
    [
        ("Cyrillic letters inside a Latin word", "Vlаdimir", "Vladimir"),
        ("a word that is all Cyrillic stays", "Путин", "Путин"),
        ("only the mixed word changes", "Путин Рutin", "Путин Putin"),
        ("Chinese beside Latin is no mask", "T恤", "T恤"),
    ],
)
def test_masked_words_are_unmasked(story, text, plain):
    assert unmasked(text) == plain


def test_mixing_chinese_and_kana_is_honest():
    assert not mixed("田中さん")
    assert mixed("pауpal")
