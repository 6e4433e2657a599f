"""Courses: rules in force are taught, plans fit, paths are kept, infringers learn."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.training.tests.builders import CASE, Story, a_plan, a_test, an_infringer, rules_taught
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

taught = partial(Story, "rules_in_force_are_taught")
reviewed = partial(Story, "course_content_is_reviewed")
fits = partial(Story, "plan_fits_the_stage_of_the_seller")
path = partial(Story, "next_course_opens_after_a_pass")
known = partial(Story, "knowledge_base_explains_the_test")
learns = partial(Story, "infringer_learns_about_its_kind")
repeats = partial(Story, "infringements_do_not_grow_after_the_course")
LATE = {"began_on": date(2026, 5, 20), "ended_on": date(2026, 5, 20)}
GROWING = {"for_new": False, "for_growing": True}


def planned(licence, **changes):
    """A plan of 2026-06-01 for a seller licensed on a day."""
    return a_plan(firm={"licence_from": licence}, planned_course=changes)


def after(*days):
    """An infringer with further cases of the same kind found on days of 2026."""
    return an_infringer(infringement_case=[{}, *({**CASE, "number": f"V-{at}", "found_on": day}
                                                 for at, day in enumerate(days, 2))])  # fmt: skip


STORIES = [
    taught("with a test, answers and a term", rules_taught(), HELD),
    taught("no course at all", rules_taught(course_offer=None), BROKEN),
    taught("the course has no test", rules_taught(course_offer={"questions": 0}), BROKEN),
    taught("the test has just enough questions", rules_taught(course_offer={"questions": 5}), HELD),
    taught("one question fewer", rules_taught(course_offer={"questions": 4}), BROKEN),
    taught("no frequent questions", rules_taught(course_offer={"answers": 0}), BROKEN),
    taught("a pass that never runs out", rules_taught(course_offer={"valid_months": 0}), BROKEN),
    taught("the course ended yesterday", rules_taught(course_offer={"ended_on": date(2026, 6, 29)}), BROKEN),
    taught("nobody says what the test draws from", rules_taught(course_offer={"questions": None}), UNDETERMINED),
    taught("nothing was said of courses", rules_taught(course_offer=None), UNDETERMINED, absent=("course_offer",)),
    taught("rules that ended", rules_taught(taught_rules={"until": date(2026, 6, 29)}), OUT_OF_SCOPE),
    reviewed("six months ago", rules_taught(course_offer={"reviewed_on": date(2025, 12, 30)}), HELD),
    reviewed("a day longer ago", rules_taught(course_offer={"reviewed_on": date(2025, 12, 29)}), BROKEN),
    reviewed("not said", rules_taught(course_offer={"reviewed_on": None}), UNDETERMINED),
    reviewed("no longer on offer", rules_taught(course_offer={"ended_on": date(2026, 6, 29)}), OUT_OF_SCOPE),
    fits("a new seller", a_plan(), HELD),
    fits("a year old that day", planned(date(2025, 6, 1)), BROKEN),
    fits("a year old, a course for growing sellers", planned(date(2025, 6, 1), **GROWING), HELD),
    fits("three years old", planned(date(2023, 6, 1), **GROWING), BROKEN),
    fits("three years old, for mature sellers", planned(date(2023, 6, 1), for_mature=True), HELD),
    fits("on a rule it broke", planned(date(2020, 1, 1), reason="broken"), HELD),
    fits("the day of the licence is not known", planned(None), UNDETERMINED),
    fits("nothing planned", a_plan(planned_course=None), OUT_OF_SCOPE),
    path("a day after", a_test(), HELD),
    path("begun before", a_test(course_taken={"began_on": date(2026, 5, 1)}), BROKEN),
    path("nobody knows when the one before was passed", a_test(course_taken={"before_passed_on": None}), UNDETERMINED),
    path("the first of a path", a_test(course_taken={"before": None}), OUT_OF_SCOPE),
    known("four of five", a_test(), HELD),
    known("three of five", a_test(course_taken={"explained": 3}), BROKEN),
    known("not searched", a_test(course_taken={"explained": None}), UNDETERMINED),
    known("not answered yet", a_test(course_taken={"ended_on": None}), OUT_OF_SCOPE),
    learns("after thirteen days", an_infringer(), HELD),
    learns("on the last day", an_infringer(course_taken=LATE), HELD),
    learns("a day late", an_infringer(course_taken={**LATE, "ended_on": date(2026, 5, 21)}), BROKEN),
    learns("failed", an_infringer(course_taken={"passed": False}), BROKEN),
    learns("no course", an_infringer(course_taken=None), BROKEN),
    learns("no course yet", an_infringer(course_taken=None), UNDETERMINED, as_of=date(2026, 5, 20)),
    learns("nothing was found", an_infringer(infringement_case=None), OUT_OF_SCOPE),
    repeats("none in the half year after", an_infringer(), HELD, as_of=date(2026, 10, 31)),
    repeats("one before, one after", after(date(2026, 6, 1)), HELD, as_of=date(2026, 10, 31)),
    repeats("one before, two after", after(date(2026, 6, 1), date(2026, 6, 2)), BROKEN),
    repeats("the half year is not over", an_infringer(), UNDETERMINED, as_of=date(2026, 10, 30)),
    repeats("nothing was found", an_infringer(infringement_case=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_courses(story: Story) -> None:
    assert story.judged() is story.outcome
