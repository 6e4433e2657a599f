"""Courses: every rule in force is taught, plans fit the seller's stage, paths are kept, infringers learn.

Not modelled: whether a course is a good one; what its test asks and who passes says most of it.
"""

from functools import partial

from shibosi.domains.parties.records import Firm
from shibosi.domains.training.dossiers import INFRINGER, PLAN, TAKEN, TAUGHT
from shibosi.domains.training.records import CourseOffer, CourseTaken, InfringementCase, PlannedCourse, TaughtRules
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    as_of,
    count,
    count_where,
    every,
    largest,
    smallest,
    some,
    unknown,
    when,
)
from shibosi.kernel.parameters import Parameters, share, whole

IN_FORCE = (TaughtRules.since <= as_of()) & ~(TaughtRules.until < as_of()).or_else(False)
ON_OFFER = (CourseOffer.offered_on <= as_of()) & ~(CourseOffer.ended_on < as_of()).or_else(False)
OFFERED = count(CourseOffer) > 0
infringer = partial(
    control, dossier=INFRINGER, day=as_of(), when=count(InfringementCase).or_else(0) > 0, blocks=NOTHING,
    reports=[CourseTaken],
)  # fmt: skip


class CourseTest(Parameters):
    """How a course is tested, and for whom it is."""

    questions = whole("Questions of the test of a course", unit="questions")
    passing = share("Share of the answers of a test that have to be right")
    new = whole("Days since its licence for which a firm counts as a new seller", unit="days")
    mature = whole("Days since its licence from which on a firm counts as a mature seller", unit="days")
    review = whole("Months after which the content of a course is reviewed", unit="months")
    explained = share("Share of the questions of a test that a search of the knowledge base explains")


class InfringerCourse(Parameters):
    """How soon an infringer learns, and over which time its cases are compared."""

    learn = whole("Days in which an infringer passes the course on that kind", unit="days")
    compare = whole("Days before and after a course over which infringements are counted", unit="days")


@control(
    clauses=["000-54"], dossier=TAUGHT, day=as_of(), when=some(IN_FORCE).or_else(False), blocks=NOTHING,
    remedy="Offer a course on these rules with a test, a term of its pass, and answers to frequent questions.",
)  # fmt: skip
def rules_in_force_are_taught(test: CourseTest) -> BoolX:
    """For rules in force there is a course with a test, answers to frequent questions, and a pass that runs out."""
    tested = (CourseOffer.questions >= test.questions) & (CourseOffer.answers > 0) & (CourseOffer.valid_months > 0)
    return when(OFFERED, some(ON_OFFER & tested), OFFERED)


@control(
    clauses=["004-14"], dossier=TAUGHT, day=as_of(), when=some(ON_OFFER).or_else(False), blocks=NOTHING,
    remedy="Review the content of the course against rules and techniques of today.",
)  # fmt: skip
def course_content_is_reviewed(test: CourseTest) -> BoolX:
    """What courses teach was reviewed in the last months."""
    return every(CourseOffer.reviewed_on.later(test.review) >= as_of(), where=ON_OFFER)


@control(
    clauses=["000-55"], dossier=PLAN, day=as_of(), when=count(PlannedCourse).or_else(0) > 0, blocks=NOTHING,
    reports=[Firm], remedy="Make the plan anew from the day of the licence.",
)  # fmt: skip
def plan_fits_the_stage_of_the_seller(test: CourseTest) -> BoolX:
    """Courses are planned for the stage the seller was in by its licence, but for those on rules it broke."""
    age = PlannedCourse.planned_on - Firm.licence_from
    mature = when(age >= test.mature, PlannedCourse.for_mature, PlannedCourse.for_growing)
    fits = when(age < test.new, PlannedCourse.for_new, mature)
    return every(when(PlannedCourse.reason == "broken", PlannedCourse.reason == "broken", fits))


@control(
    clauses=["000-56"], dossier=TAKEN, day=CourseTaken.began_on, when=CourseTaken.before.is_known(), blocks=NOTHING,
    remedy="Open a course only after the one before it was passed.",
)  # fmt: skip
def next_course_opens_after_a_pass() -> BoolX:
    """The test of a course is begun only when the course before it in the path was passed."""
    return CourseTaken.before_passed_on <= CourseTaken.began_on


@control(
    clauses=["000-56"], dossier=TAKEN, day=CourseTaken.ended_on, when=CourseTaken.ended_on.is_known(), blocks=NOTHING,
    severity=Severity.MINOR, remedy="Write into the knowledge base what the test asks.",
)  # fmt: skip
def knowledge_base_explains_the_test(test: CourseTest) -> BoolX:
    """A search of the knowledge base explains most of what a test asks."""
    return CourseTaken.explained >= CourseTaken.questions * test.explained


@infringer(clauses=["000-57"], remedy="Have the seller pass the course on this kind of infringement.")
def infringer_learns_about_its_kind(course: InfringerCourse) -> BoolX:
    """Who infringed a right passes the course on that kind of infringement within days."""
    first = smallest(InfringementCase.found_on)
    due = as_of() > first + course.learn
    taken = count(CourseTaken) > 0
    passed = some(CourseTaken.passed & (CourseTaken.ended_on <= first + course.learn))
    learnt = when(taken, passed, taken)
    return when(learnt.or_else(False), learnt, when(due, learnt, unknown()))


@infringer(clauses=["000-57"], remedy="Look at what the course teaches, and take measures beyond teaching.")
def infringements_do_not_grow_after_the_course(course: InfringerCourse) -> BoolX:
    """In the time after the course a seller infringes rights of that kind no more often than before."""
    passed = largest(CourseTaken.ended_on, where=CourseTaken.passed)
    after = count_where(
        (InfringementCase.found_on > passed) & (InfringementCase.found_on <= passed + course.compare)
    )  # fmt: skip
    before = count_where(
        (InfringementCase.found_on <= passed) & (InfringementCase.found_on + course.compare >= passed)
    )  # fmt: skip
    return when((after > before) | (as_of() > passed + course.compare), after <= before, unknown())
