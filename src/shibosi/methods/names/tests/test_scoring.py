"""Two names compared: which are one, and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shibosi.methods.names.matching import CUT
from shibosi.methods.names.official import official_score
from shibosi.methods.names.parsing import Kind
from shibosi.methods.names.scoring import compare_names

PERSON, FIRM = Kind.PERSON, Kind.ORGANISATION


@pytest.mark.parametrize(
    ("story", "one", "other", "kind"),
    [
        ("family name first", "Putin, Vladimir", "Vladimir Putin", PERSON),
        ("a letter wrong", "Barak Obama", "Barack Obama", PERSON),
        ("two letters turned round", "Donlad Trump", "Donald Trump", PERSON),
        ("Cyrillic", "Владимир Путин", "Vladimir Putin", PERSON),
        ("Chinese and pinyin", "习近平", "Xi Jinping", PERSON),
        ("pinyin with tones", "习近平", "Xí Jìnpíng", PERSON),
        ("pinyin by syllable", "习近平", "Xi Jin Ping", PERSON),
        ("given name first", "王小明", "Xiaoming Wang", PERSON),
        ("Cantonese", "陳大文", "Chan Tai Man", PERSON),
        ("Wade-Giles against pinyin", "Mao Tse-tung", "Mao Zedong", PERSON),
        ("Wade-Giles against characters", "蔣經國", "Chiang Ching-kuo", PERSON),
        ("Korean in Chinese characters", "金正恩", "Kim Jong Un", PERSON),
        ("traditional and simplified", "陳國強", "陈国强", PERSON),
        ("Arabic spellings", "Moammar Qaddafi", "Muammar Gaddafi", PERSON),
        ("a legal form spelt out", "Stripe LLC", "Stripe Limited Liability Company", FIRM),
        ("a Chinese company with and without its form", "华为技术有限公司", "华为技术", FIRM),
        ("written as one", "vanderbilt corp", "van der bilt corp", FIRM),
        ("an acronym", "PLA", "People's Liberation Army", FIRM),
    ],
)
def test_names_of_one_bearer(story, one, other, kind):
    assert compare_names(one, other, kind).score > 0.5


@pytest.mark.parametrize(
    ("story", "one", "other", "kind"),
    [
        ("another given name", "Igor Deripaska", "Oleg Deripaska", PERSON),
        ("another family name", "Boris Johnson", "Boris Yeltsin", PERSON),
        ("one character of three", "习近朋", "习近平", PERSON),
        ("another syllable", "Kim Jong Man", "Kim Jong Sik", PERSON),
        ("another branch of business", "BNP Paribas Securities Services", "BNP Paribas Personal Finance", FIRM),
        ("another legal form", "Deutsche Bank AG", "Deutsche Bank GmbH", FIRM),
        ("nothing", "", "Vladimir Putin", PERSON),
        ("only signs", "😀", "😀", PERSON),
    ],
)
def test_names_of_two_bearers(story, one, other, kind):
    assert compare_names(one, other, kind).score < CUT


def test_scores_rank_and_do_not_saturate():
    asked = "Vladimir Putin"
    names = [
        "Vladimir Putin",
        "Vladimir Vladimirovich Putin",
        "Vladimirr Putin",
        "Vladimir Pudin",
        "Vladimir Potanin",
        "Ivan Petrov",
    ]
    scores = [compare_names(asked, name, PERSON).log_odds for name in names]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_reasons_name_the_words():
    reasons = compare_names("Igor Deripaska", "Oleg Deripaska", PERSON).reasons
    assert [(r.kind, r.left, r.right) for r in reasons] == [
        ("same-word", "deripaska", "deripaska"),
        ("left-over", "igor", "oleg"),
    ]
    assert reasons[0].points > 0 > reasons[1].points


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40))
def test_the_order_of_the_two_makes_no_difference(one, other):
    assert compare_names(one, other).score == pytest.approx(compare_names(other, one).score, abs=0.02)


def test_the_official_search_is_followed():
    assert official_score("VLADIMIR PUTIN", "PUTIN, Vladimir") == 100
    assert official_score("BUSH GEORGE", "HASWANI, George") < 80
    assert official_score("", "PUTIN") == 0
