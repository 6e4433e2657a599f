"""Bearers of names looked up among listed ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shibosi.methods.names.facts import Facts, days_apart, weighed
from shibosi.methods.names.index import NameIndex
from shibosi.methods.names.matching import Bearer, Matcher
from shibosi.methods.names.parsing import Kind, parse

PERSON = Kind.PERSON
LISTED = [
    Bearer(("Vladimir Putin", "Владимир Путин"), PERSON, Facts(born=("1952-10-07",), countries=("ru",))),
    Bearer(("Mohammad Ali Hassan",), PERSON, Facts(born=("1970",), numbers=("AB-123456",))),
    Bearer(("陈大文", "Chan Tai Man"), PERSON),
    Bearer(("Crystalord Ltd",), Kind.ORGANISATION),
    Bearer((), PERSON),
    Bearer(("😀",), PERSON),
    Bearer(("Nikolai Platonovich Patrushev",), PERSON),
]
MATCHER = Matcher(LISTED)


@pytest.mark.parametrize(
    ("story", "name", "found"),
    [
        ("as listed", "Vladimir Putin", [0]),
        ("turned round and misspelt", "Puttin Wladimir", [0]),
        ("in other letters", "Владимир Путин", [0]),
        ("another spelling", "Muhammed Aly Hasan", [1]),
        ("traditional characters", "陳大文", [2]),
        ("pinyin of listed characters", "Chen Dawen", [2]),
        ("written as one", "ChanTaiMan", [2]),
        ("cut by a space", "Nikolai Platonovich Patru shev", [6]),
        ("another legal form", "Cristalord Limited", [3]),
        ("somebody else", "Anna Schmidt", []),
        ("one letter", "V", []),
        ("only digits", "123456", []),
        ("emoji", "😀", []),
        ("nothing", "", []),
        ("ten thousand letters", "x" * 10_000, []),
    ],
)
def test_who_is_found(story, name, found):
    assert [hit.listed for hit in MATCHER.hits(Bearer((name,), Kind.ANY))] == found


@pytest.mark.parametrize(
    ("story", "facts", "found"),
    [
        ("born that day", Facts(born=("1952-10-07",)), True),
        ("born another time", Facts(born=("1990-01-01",)), False),
        ("of the same country", Facts(countries=("ru",)), True),
    ],
)
def test_facts_speak_for_and_against(story, facts, found):
    plain = MATCHER.hits(Bearer(("Wladimir Pudin",), PERSON), cut=0.0)[0]
    known = MATCHER.hits(Bearer(("Wladimir Pudin",), PERSON, facts), cut=0.0)[0]
    assert (known.score > plain.score) is found
    assert known.reasons[-1].kind in ("born", "country")


@pytest.mark.parametrize(
    ("one", "other", "better"),
    [
        ("1958-03-02", "1958-03-02", "1958-03"),
        ("1958-03-02", "1958-02-03", "1959-01-01"),
        ("1958", "1958", "1959"),
        ("1958", "1959", "1990"),
    ],
)
def test_nearer_birth_days_weigh_more(one, other, better):
    assert days_apart(one, other) > days_apart(one, better)


def test_what_is_no_day_says_nothing():
    assert days_apart("unknown", "1958") is None
    assert weighed(Facts(born=("?",)), Facts(born=("1958",))) == []


def test_an_identifier_settles_it():
    reasons = weighed(Facts(numbers=("ab 123456",)), Facts(numbers=("AB-123456",)))
    assert [reason.kind for reason in reasons] == ["identifier"]


def test_common_words_alone_are_found_in_pairs():
    names = [
        (f"Mohammad Ali {chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}xo", PERSON) for i in range(4000)
    ]
    index = NameIndex([*names, ("Mohammad Ali", PERSON)])
    (found,) = index.candidates([parse("Ali Mohammad", PERSON)], 5, 0.5)
    assert found.name[0] == 4000


def test_bulk_answers_as_one_by_one():
    asked = [
        Bearer((name,), PERSON) for name in ("Vladimir Putin", "nobody here", "陳大文", "", "Ali Hassan Mohammad")
    ] * 300
    bulk = list(MATCHER.all_hits(asked, portion=100))
    assert bulk[:5] == [MATCHER.hits(one) for one in asked[:5]]
    assert bulk == bulk[:5] * 300


def test_an_empty_list_finds_nobody():
    assert Matcher([]).hits(Bearer(("Vladimir Putin",))) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=60))
def test_any_names_can_be_listed_and_asked(listed, asked):
    Matcher([Bearer((name,)) for name in listed]).hits(Bearer((asked,)))
