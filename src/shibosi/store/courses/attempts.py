"""Attempts at courses: begun with questions of that day, answered once, scored here. A pass may prove a paper.

The questions are kept as they were asked, with what was right then: an inspector sees what somebody knew.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from shibosi.domains import registry
from shibosi.domains.papers.controls.policies import Freshness
from shibosi.domains.papers.records import Paper
from shibosi.domains.training.controls.courses import CourseTest
from shibosi.kernel.errors import ShibosiError
from shibosi.methods.courses.catalogue import Course, course
from shibosi.methods.courses.questions import Question, questions
from shibosi.methods.permits.standing import months_after
from shibosi.store import logbook, scope
from shibosi.store.allowing import NotThere, allowed, the_one
from shibosi.store.cases.flows import training
from shibosi.store.courses.telling import tell_of_test
from shibosi.store.firms import folded
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import CourseAttempt
from shibosi.store.reading.figures import figure
from shibosi.store.viewers import Viewer

TAKE = "courses.take"
ISSUER = "Shibosi"
NEW = "1"


class FirstAnother(ShibosiError):
    """A course whose test comes after that of another."""

    code = "first-another-course"
    message = "Pass the course '{before}' first."


class AnsweredBefore(ShibosiError):
    """An attempt that was answered."""

    code = "answered-before"
    message = "This test was answered already; take another one."


class WrongAnswers(ShibosiError):
    """Answers that do not fit the questions."""

    code = "answers-do-not-fit"
    message = "There are {count} questions; each wants the number of one of its options."


def begin(viewer: Viewer, name: str, firm: str, person: str, called: str = "") -> CourseAttempt:
    """Begin a test for a person of a firm. Raises Forbidden, NotThere, UnknownCourse, FirstAnother."""
    allowed(viewer, TAKE)
    wanted, firm = course(name), folded(firm)
    if not viewer.platform and firm not in viewer.names:
        raise NotThere()
    today = viewer.today
    if wanted.after and wanted.after not in passed(viewer, firm, person, today):
        raise FirstAnother(before=course(wanted.after).name)
    count = int(figure(CourseTest.questions, today))
    asked = questions(wanted.items(), registry.values(), today, count, secrets.token_hex(16))
    return CourseAttempt.objects.create(
        course=wanted.course, reporter=viewer.reporter, firm=firm, person=person, name=called, count=len(asked),
        asked=json.dumps([asdict(one) for one in asked], ensure_ascii=False), by=viewer.by, began_at=viewer.now,
    )  # fmt: skip


def answer(viewer: Viewer, attempt: CourseAttempt, given: Sequence[int], explained: int | None = None) -> CourseAttempt:
    """Score the answers, places of options by question; `explained` of the questions a search of the rules explains.

    Raises Forbidden, AnsweredBefore, WrongAnswers.
    """
    allowed(viewer, TAKE, attempt)
    asked = asked_in(attempt)
    if len(given) != len(asked) or not all(0 <= at < len(one.options) for at, one in zip(given, asked, strict=True)):
        raise WrongAnswers(count=len(asked))
    today = viewer.today
    right = sum(at == one.right for at, one in zip(given, asked, strict=True))
    good = bool(asked) and right >= len(asked) * figure(CourseTest.passing, today)
    until = months_after(today, int(figure(Freshness.months, today))) if good else None
    with logbook.at_its_end():
        open_ = CourseAttempt.objects.filter(pk=attempt.pk, ended_at__isnull=True)
        if not open_.update(given=json.dumps(list(given)), right=right, passed=good, ended_at=viewer.now,
                            counts_until=until):  # fmt: skip
            raise AnsweredBefore()
        told: dict[str, object] = {"by": viewer.by, "kind": attempt.course, "outcome": "passed" if good else "failed"}
        logbook.append([logbook.Entry("course answered", f"course-attempt:{attempt.pk}", told)], viewer.now)
    attempt.refresh_from_db()
    tell_of_test(viewer, attempt, explained)
    if good:
        _prove(viewer, attempt, course(attempt.course), today)
        with logbook.at_its_end():
            training.passed(attempt.firm, attempt.course, viewer.now)
    return attempt


def attempt_of(viewer: Viewer, number: int) -> CourseAttempt:
    """An attempt that is seen. Raises Forbidden, NotThere."""
    allowed(viewer, "documents.read")
    found: CourseAttempt = the_one(scope.attempts(viewer).filter(pk=number))
    return found


def asked_in(attempt: CourseAttempt) -> list[Question]:
    """The questions of an attempt, with what was right then."""
    return [Question(**one | {"options": tuple(one["options"])}) for one in json.loads(attempt.asked)]


def given_in(attempt: CourseAttempt) -> list[int]:
    """The places of the answers; none before it was answered."""
    return list(json.loads(attempt.given)) if attempt.given else []


def passed(viewer: Viewer, firm: str, person: str, today: date) -> set[str]:
    """The courses that a person has passed and that count today; of anybody of the firm where no person is named."""
    found = scope.attempts(viewer).filter(firm=folded(firm), passed=True, counts_until__gte=today)
    return set((found.filter(person=person) if person else found).values_list("course", flat=True))


def _prove(viewer: Viewer, attempt: CourseAttempt, passed_one: Course, today: date) -> None:
    """Report the paper that a pass is, about the person."""
    if passed_one.proves is None or attempt.counts_until is None:
        return
    kind, part = passed_one.proves
    values = {
        "holder_code": attempt.firm, "paper_kind": kind, "number": f"C-{attempt.pk}", "about": attempt.person,
        "part": part, "holder_name": attempt.name, "issuer_name": ISSUER, "status": "valid",
        "issued_on": today.isoformat(), "valid_from": today.isoformat(), "reviewed_on": today.isoformat(),
        "valid_until": attempt.counts_until.isoformat(), "guid": secrets.token_hex(16), "report_type": NEW,
        "reported_at": viewer.now.isoformat(),
    }  # fmt: skip
    told = {name: value for name, value in values.items() if value}
    with transaction.atomic():
        receive([{"kind": Paper.kind(), "values": told}], HandedIn("courses", attempt.reporter), viewer.now)
