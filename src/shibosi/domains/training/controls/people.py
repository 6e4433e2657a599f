"""People: enough of them with the skills a role needs, trained before they begin and again while they work."""

from shibosi.domains.papers.records import StaffMember
from shibosi.domains.training.dossiers import SKILL, STAFF
from shibosi.domains.training.records import CourseTaken, SkillHeld, SkillNeed
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, as_of, count, count_where, some, when
from shibosi.kernel.parameters import Parameters, whole


class PeopleRules(Parameters):
    """What is asked of people."""

    assessed = whole("Months for which the assessment of a skill counts", unit="months")
    trained = whole("Months in which a person at work passes a course again", unit="months")


@control(
    clauses=["002-28"], dossier=SKILL, day=as_of(), when=SkillNeed.needed_from <= as_of(), blocks=NOTHING,
    reports=[SkillHeld], remedy="Train or hire, and set a day until which the gap is filled.",
)  # fmt: skip
def skill_is_held_or_planned(rules: PeopleRules) -> BoolX:
    """Enough people of a role have a skill it needs, or training, hiring or a policy fills the gap by a day ahead."""
    fresh = SkillHeld.assessed_on.later(rules.assessed) >= as_of()
    there = ~(SkillHeld.left_on < as_of()).or_else(False)
    able = count_where(fresh & there & (SkillHeld.level >= SkillNeed.level)).or_else(0) >= SkillNeed.heads
    planned = SkillNeed.plan.is_in(["train", "hire", "policy"]) & (SkillNeed.plan_until >= as_of())
    return able | when(SkillNeed.plan.is_known(), planned, SkillNeed.plan.is_known())


@control(
    clauses=["004-14"], dossier=STAFF, day=as_of(), blocks=NOTHING,
    when=(count(StaffMember).or_else(0) > 0) & (count(CourseTaken).or_else(0) > 0) & StaffMember.left_at.is_missing(),
    remedy="Take the person off the work until the course is passed.",
)  # fmt: skip
def person_is_trained_before_and_during_work(rules: PeopleRules) -> BoolX:
    """Whoever is trained for work passed a course before the first task, and another in the last months."""
    first = some(CourseTaken.passed & (CourseTaken.ended_on <= StaffMember.first_task_on))
    again = some(CourseTaken.passed & (CourseTaken.ended_on.later(rules.trained) >= as_of()))
    return first & again
