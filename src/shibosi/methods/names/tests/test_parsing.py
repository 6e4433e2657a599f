"""Names taken apart, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.names.parsing import LONGEST, MOST_WORDS, Kind, parse


def written(text: str, kind: Kind = Kind.ANY) -> tuple[str, ...]:
    return parse(text, kind).readings[0].words


@pytest.mark.parametrize(
    ("story", "text", "kind", "words"),
    [
        ("a title is dropped", "Dr. Anna Müller", Kind.PERSON, ("anna", "muller")),
        ("a title alone is a name", "Sheikh", Kind.PERSON, ("sheikh",)),
        ("initials", "J.-C. Juncker", Kind.PERSON, ("j", "c", "juncker")),
        ("initials of a company are one word", "A.B.C. Company", Kind.ORGANISATION, ("abc",)),
        ("a legal form is set apart", "Samsung Electronics Co., Ltd.", Kind.ORGANISATION, ("samsung", "electronics")),
        ("a legal form in front", "OOO Romashka", Kind.ORGANISATION, ("romashka",)),
        ("a form alone is a name", "Limited", Kind.ORGANISATION, ("limited",)),
        ("letters that only look Latin", "Vlаdimir", Kind.PERSON, ("vladimir",)),
        ("digits in place of letters", "Ig0r Sech1n", Kind.PERSON, ("igor", "sechin")),
        ("Roman numerals", "Capital Trust II", Kind.ORGANISATION, ("capital", "trust", "2")),
        ("Cyrillic", "Владимир Путин", Kind.PERSON, ("vladimir", "putin")),
        ("written as one", "AlisherUsmanov", Kind.PERSON, ("alisher", "usmanov")),
        ("emoji and marks of direction", "\u202eIvan 😀 Petrov\u202c", Kind.PERSON, ("ivan", "petrov")),
    ],
)
def test_a_name_has_words(story, text, kind, words):
    assert written(text, kind) == words


@pytest.mark.parametrize("text", ["", " ", "😀", "...", "\u200b", "-"])
def test_what_has_no_letter_has_no_words(text):
    assert parse(text).readings == ()


def test_chinese_is_read_in_several_systems():
    found = {(reading.system, reading.words) for reading in parse("陳大文", Kind.PERSON).readings}
    assert {
        ("pinyin", ("chen", "dawen")),
        ("wade-giles", ("chen", "tawen")),
        ("cantonese", ("chan", "taiman")),
    } <= found


def test_wade_giles_leads_back_to_pinyin():
    found = {reading.words for reading in parse("Mao Tse-tung", Kind.PERSON).readings}
    assert ("mao", "tse", "tung") in found
    assert ("mao", "ze", "dong") in found


def test_the_legal_form_of_a_chinese_company_is_known():
    parsed = parse("深圳市腾讯计算机系统有限公司", Kind.ORGANISATION)
    assert parsed.legal == {"limited"}
    assert parsed.characters == "深圳市腾讯计算机系统"


@given(st.text(max_size=400), st.sampled_from(list(Kind)))
def test_any_text_can_be_taken_apart(text, kind):
    for reading in parse(text, kind).readings:
        assert len(reading.words) == len(reading.weights) <= MOST_WORDS
        assert all(reading.words)


@pytest.mark.parametrize("text", ["a" * 10_000, "a " * 5_000, "陈" * 10_000, "1" * 10_000, "الف" * 4_000])
def test_ten_thousand_characters_are_cut(text):
    assert sum(map(len, parse(text).readings[0].words)) <= LONGEST
