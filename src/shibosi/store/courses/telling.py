"""Records of training that the house hands in itself; a test that was answered is one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from shibosi.domains.training.records import CourseTaken
from shibosi.kernel.records import Record
from shibosi.methods.courses.catalogue import course
from shibosi.store import scope
from shibosi.store.handing import Row, hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import CourseAttempt
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE


def report(viewer: Viewer, told: Iterable[tuple[type[Record], Row]]) -> int:
    """Hand records in, each as a change of what was said before; answers how many."""
    found = [(kind.kind(), values) for kind, values in told]
    with transaction.atomic():
        hand_in(found, HandedIn("courses", viewer.reporter), viewer.now)
    return len(found)


def tell_of_test(viewer: Viewer, attempt: CourseAttempt, explained: int | None) -> None:
    """Report a test that was answered. `explained`: how many of its questions a search of the rules explains."""
    one, told = course(attempt.course), {"party_code": attempt.firm, "number": f"C-{attempt.pk}"}
    before = scope.attempts(viewer).filter(firm=attempt.firm, course=one.after, passed=True, person=attempt.person)
    first = before.order_by("ended_at").first() if one.after else None
    report(viewer, [(CourseTaken, {
        **told, "person": attempt.person, "course": one.course, "infringement": one.infringement, "before": one.after,
        "before_passed_on": _day(first.ended_at) if first else None, "began_on": _day(attempt.began_at),
        "ended_on": _day(attempt.ended_at), "passed": attempt.passed, "valid_until": attempt.counts_until,
        "questions": attempt.count,
        "explained": explained,
    })])  # fmt: skip


def _day(at: Any) -> date | None:
    return at.astimezone(HOUSE).date() if at else None
