"""Questions follow the rules: the right answer is that of the rule in force, and a changed value changes it."""

from datetime import date

import pytest

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.parameters import EVERYWHERE, Parameters, Version
from shibosi.kernel.words import speak, translate
from shibosi.methods.courses.catalogue import course, courses
from shibosi.methods.courses.questions import questions

registry.load()
DAY = date(2026, 11, 22)


def asked(name, values=None, count=6, seed="a"):
    return questions(course(name).items(), values or registry.values(), DAY, count, seed)


@pytest.mark.parametrize("name", list(courses()))
def test_each_course_has_a_test_of_questions_with_one_right_answer(name):
    found = asked(name)
    assert len(found) >= 4
    for one in found:
        assert len(set(one.options)) == len(one.options) == 4 and 0 <= one.right < 4
        assert one.item in course(name).items()


def test_the_right_answer_is_the_remedy_of_the_control():
    one = next(one for one in asked("customs-lists") if one.about in KNOWN)
    assert one.options[one.right] == KNOWN[one.about].remedy and KNOWN[one.about].sentence in one.text


def test_the_right_answer_is_the_value_in_force_and_changes_with_it():
    values = registry.values()
    one = next(one for one in asked("finance-compliance") if one.about in Parameters.known)
    before = values.in_force(one.about, DAY, None)
    parameter = Parameters.known[one.about]
    assert one.options[one.right] == f"{parameter.seen(before.value)} {translate(parameter.unit)}"
    other = values.overlay({one.about: [Version(before.value * 7, None, None, EVERYWHERE, "test", "local")]})
    again = next(each for each in asked("finance-compliance", other) if each.about == one.about)
    assert again.options[again.right] == f"{parameter.seen(before.value * 7)} {translate(parameter.unit)}"


def test_the_same_seed_asks_the_same_and_another_asks_otherwise():
    assert asked("customs-lists") == asked("customs-lists") != asked("customs-lists", seed="b")


def test_questions_are_asked_in_chinese():
    speak("zh")
    try:
        assert all(any("一" <= sign <= "鿿" for sign in one.text) for one in asked("customs-lists"))
    finally:
        speak("en")
