"""People: skills held or planned for, training before and during work."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from shibosi.domains.training.tests.builders import Story, a_person, a_skill
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

skill = partial(Story, "skill_is_held_or_planned")
trained = partial(Story, "person_is_trained_before_and_during_work")
TWO = {"heads": 2}


def gap(plan, until=date(2026, 6, 30)):
    """Two are needed, one is there."""
    return a_skill(skill_need={**TWO, "plan": plan, "plan_until": until})


STORIES = [
    skill("held", a_skill(), HELD),
    skill("one too few", a_skill(skill_need=TWO), BROKEN),
    skill("a level too low", a_skill(skill_held={"level": 2}), BROKEN),
    skill("assessed a year ago", a_skill(skill_held={"assessed_on": date(2025, 6, 30)}), HELD),
    skill("assessed longer ago", a_skill(skill_held={"assessed_on": date(2025, 6, 29)}), BROKEN),
    skill("left", a_skill(skill_held={"left_on": date(2026, 6, 29)}), BROKEN),
    *(skill(f"{plan} by today", gap(plan), HELD) for plan in ("train", "hire", "policy")),
    skill("planned until yesterday", gap("hire", date(2026, 6, 29)), BROKEN),
    skill("another plan", gap("wait"), BROKEN),
    skill("planned until no day", gap("hire", None), UNDETERMINED),
    skill("nobody says how many", a_skill(skill_need={"heads": None, "plan": "hire"}), UNDETERMINED),
    skill("needed from tomorrow", a_skill(skill_need={"needed_from": date(2026, 7, 1)}), OUT_OF_SCOPE),
    trained("the day before the first task", a_person(), HELD),
    trained("the day after", a_person(staff_member={"first_task_on": date(2026, 5, 2)}), BROKEN),
    trained("not for a year", a_person(), BROKEN, as_of=date(2027, 5, 4)),
    trained("for a year to the day", a_person(), HELD, as_of=date(2027, 5, 3)),
    trained("failed", a_person(course_taken={"passed": False}), BROKEN),
    trained("the first task is not known", a_person(staff_member={"first_task_on": None}), UNDETERMINED),
    trained("left", a_person(staff_member={"left_at": datetime(2026, 6, 1, tzinfo=UTC)}), OUT_OF_SCOPE),
    trained("takes no courses", a_person(course_taken=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_people(story: Story) -> None:
    assert story.judged() is story.outcome
