"""Conditions of law over facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.goods.access import AGE, rules
from shibosi.methods.goods.categories import categories, facts
from shibosi.methods.goods.conditions import BadCondition, parse

SAID = {"radio": True, "toy": False}


def holds(text, age=None, said=SAID):
    return parse(text).holds(said.get, lambda name: age)


@pytest.mark.parametrize(
    ("story", "text", "age", "answer"),
    [
        ("a fact that is so", "radio", None, True),
        ("one that is not", "toy", None, False),
        ("one nobody stated", "food", None, None),
        ("all goods", "any", None, True),
        ("the opposite of what is not", "not toy", None, True),
        ("nobody stated it, but another decides", "food or radio", None, True),
        ("nobody stated it, and the other does not decide", "food and radio", None, None),
        ("what is not decides", "food and toy", None, False),
        ("up to the age", "age_max<=12", 12, True),
        ("above it", "age_max<=12", 13, False),
        ("below the age", "age_max<14", 14, False),
        ("older than", "age_max>12", 13, True),
        ("of unknown age", "age_max<=12", None, None),
        ("in brackets", "food or (radio and not toy)", None, True),
    ],
)
def test_a_condition_is_true_false_or_open(story, text, age, answer):
    assert holds(text, age) is answer


@pytest.mark.parametrize(
    "text",
    ["", "radio and", "radio()", "radio == 3", "age_max < 3 < 4", "__import__('os')", "age_max<1.5", "radio; toy"],
)
def test_what_is_no_condition_is_refused(text):
    with pytest.raises(BadCondition):
        parse(text)


@given(st.text(max_size=40))
def test_any_text_is_a_condition_or_refused(text):
    try:
        parse(text).holds(lambda name: None, lambda name: None)
    except BadCondition as refused:
        assert refused.code == "bad-condition"


@given(st.dictionaries(st.sampled_from(["radio", "toy", "food"]), st.booleans()))
def test_a_fact_more_never_turns_an_answer_round(said):
    text = "radio and not toy or food"
    known = holds(text, said=said)
    for more in ({"radio": True}, {"toy": False}, {"food": True}):
        later = holds(text, said={**more, **said})
        assert known is None or later is known


def test_every_fact_of_the_table_of_law_is_known():
    asked = frozenset().union(*(rule.condition.names() for rule in rules()))
    assert asked - facts().keys() == {AGE}


def test_what_a_category_asks_and_settles_does_not_overlap():
    assert [one.category for one in categories().values() if one.facts & one.asks] == []
