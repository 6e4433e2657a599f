"""Stories of conditions on goods: read, said in words, decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.words import speak
from shibosi.standard.law.book import book
from shibosi.standard.law.conditions import ANY, WrongCondition, condition
from shibosi.standard.law.traits import TRAITS


@pytest.fixture(autouse=True)
def english():
    speak("en")
    yield
    speak("en")


@pytest.mark.parametrize(
    ("written", "words", "chinese"),
    [
        ("radio", "radio equipment", "无线电设备"),
        ("toy and age_max<14", "toy and age in years below 14", "玩具且适用年龄小于14"),
        ("ce_marked and not excluded_2019_1020", "under a CE rule and not excluded by Regulation (EU) 2019/1020",
         "适用CE规则且非(EU) 2019/1020法规排除的商品"),
        ("radio or (has_battery and phone_accessory)", "radio equipment or with a battery and accessory of a phone",
         "无线电设备或含电池且手机配件"),
        ("has_battery and (toy or textile)", "with a battery and (toy or textile)", "含电池且(玩具或纺织品)"),
    ],
)  # fmt: skip
def test_conditions_are_said_in_words(written, words, chinese):
    assert condition(written).said() == words
    speak("zh")
    assert condition(written).said() == chinese


@pytest.mark.parametrize(
    ("story", "written", "known", "holds"),
    [
        ("it is a toy", "toy", {"toy": True}, True),
        ("it is none", "toy", {"toy": False}, False),
        ("nobody said", "toy", {}, None),
        ("all goods", "any", {}, True),
        ("at the age", "age_max<=12", {"age_max": 12}, True),
        ("a year older", "age_max<=12", {"age_max": 13}, False),
        ("age not said", "age_max<=12", {}, None),
        ("one side decides an or", "toy or radio", {"radio": True}, True),
        ("one side decides an and", "toy and radio", {"radio": False}, False),
        ("what is not said leaves it open", "toy and radio", {"radio": True}, None),
        ("not of what is not said", "not toy", {}, None),
        ("and binds closer than or", "toy or radio and textile", {"toy": True, "radio": False}, True),
        ("brackets bind closest", "(toy or radio) and textile", {"toy": True, "textile": False}, False),
    ],
)
def test_conditions_are_decided(story, written, known, holds):
    assert condition(written).holds(known) is holds


@pytest.mark.parametrize("written", ["", "toys", "toy and", "toy radio", "(toy", "toy)", "weight<=3", "toy !", "not"])
def test_what_is_no_condition_is_refused(written):
    with pytest.raises(WrongCondition):
        condition(written)


def test_every_trait_is_asked_for_by_some_row():
    asked = {trait for fact in book().facts if "when" in fact.values for trait in condition(str(fact["when"])).traits()}
    assert {*TRAITS} - {ANY} <= asked


@given(st.text(max_size=40))
def test_any_text_is_a_condition_or_refused(text):
    try:
        condition(text).holds({})
    except WrongCondition:
        assert text not in TRAITS


@given(st.dictionaries(st.sampled_from(["radio", "toy", "food"]), st.booleans()))
def test_a_fact_more_never_turns_an_answer_round(known):
    asked = condition("radio and not toy or food")
    first = asked.holds(known)
    for more in ({"radio": True}, {"toy": False}, {"food": True}):
        assert first is None or asked.holds({**more, **known}) is first


@given(st.dictionaries(st.sampled_from(["toy", "radio", "textile"]), st.booleans()))
def test_not_of_an_or_is_an_and_of_nots(known):
    assert condition("not (toy or radio)").holds(known) is condition("not toy and not radio").holds(known)
