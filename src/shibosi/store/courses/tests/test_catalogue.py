"""Courses: every rule pack with controls is taught, whom a course is for, and which lesson a broken clause suggests."""

import pytest

from shibosi.domains import registry
from shibosi.domains.papers.papers import kind
from shibosi.kernel.controls import KNOWN
from shibosi.methods.courses.catalogue import LEVELS, UnknownCourse, chosen, course, courses, lessons
from shibosi.standard.register import clauses

registry.load()


def test_every_system_that_controls_ask_about_is_taught():
    asked = {clauses()[item].system for one in KNOWN.values() for item in one.clauses if item in clauses()}
    taught = {clauses()[item].system for one in courses().values() for item in one.items() if item in clauses()}
    assert sorted(asked - taught) == []


@pytest.mark.parametrize("name", list(courses()))
def test_a_course_teaches_something_after_a_course_of_no_higher_level(name):
    one, levels = courses()[name], list(LEVELS)
    assert one.items()
    assert not one.after or levels.index(courses()[one.after].level) < levels.index(one.level)


@pytest.mark.parametrize("name", [name for name, one in courses().items() if one.proves])
def test_what_a_pass_proves_is_a_part_of_a_kind_of_paper(name):
    paper, part = courses()[name].proves
    assert kind(paper).issuer == "trainer" and (part in kind(paper).parts if part else not kind(paper).parts)


@pytest.mark.parametrize(
    ("story", "asked", "there", "not_there"),
    [
        ("by role", {"role": "customs-broker"}, "brokers-work", "safe-warehouse"),
        ("by stage", {"stage": "new"}, "goods-and-listings", "rules-that-change"),
        ("by market", {"market": "DE"}, "producer-duties", "brokers-work"),
        ("in a market of no course of its own", {"market": "BR"}, "goods-and-listings", "goods-in-europe"),
    ],
)
def test_courses_are_chosen(story, asked, there, not_there):
    names = [one.course for one in chosen(**asked)]
    assert there in names and not_there not in names


def test_basics_come_before_what_builds_on_them():
    names = [one.course for one in chosen()]
    assert names.index("goods-and-listings") < names.index("goods-in-europe") < names.index("producer-duties")


@pytest.mark.parametrize(
    ("item", "first"), [("000-T8", "producer-duties"), ("7.2.3.2-d-4", "couriers-start"), ("9.9.9", None)]
)
def test_a_broken_clause_suggests_the_narrowest_course(item, first):
    assert next((one.course for one in lessons([item])), None) == first


def test_an_unknown_course_is_told_with_the_nearest():
    with pytest.raises(UnknownCourse) as mistake:
        course("privcy")
    assert "privacy" in mistake.value.sentence()
