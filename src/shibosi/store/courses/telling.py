"""Records of training that the house hands in itself; a test that was answered is one."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from shibosi.domains.training.records import CourseTaken
from shibosi.kernel.records import Record
from shibosi.methods.courses.catalogue import course
from shibosi.store import scope
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import CourseAttempt
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE


def hand_in(viewer: Viewer, told: Iterable[tuple[type[Record], Mapping[str, Any]]]) -> int:
    """Hand records in, each as a change of what was said before."""
    found = []
    for kind, values in told:
        more = {"guid": secrets.token_hex(16), "report_type": "2", "reported_at": viewer.now}
        every = {**values, **{name: value for name, value in more.items() if name in kind.columns}}
        found.append({"kind": kind.kind(), "values": {name: _said(value) for name, value in every.items()
                                                      if value is not None and value != ""}})  # fmt: skip
    with transaction.atomic():
        receive(found, HandedIn("courses", viewer.reporter), viewer.now)
    return len(found)


def _said(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def tell_of_test(viewer: Viewer, attempt: CourseAttempt, explained: int | None) -> None:
    """Report a test that was answered. `explained`: how many of its questions a search of the rules explains."""
    one, told = course(attempt.course), {"party_code": attempt.firm, "number": f"C-{attempt.pk}"}
    before = scope.attempts(viewer).filter(firm=attempt.firm, course=one.after, passed=True, person=attempt.person)
    first = before.order_by("ended_at").first() if one.after else None
    hand_in(viewer, [(CourseTaken, {
        **told, "person": attempt.person, "course": one.course, "infringement": one.infringement, "before": one.after,
        "before_passed_on": _day(first.ended_at) if first else None, "began_on": _day(attempt.began_at),
        "ended_on": _day(attempt.ended_at), "passed": attempt.passed, "valid_until": attempt.counts_until,
        "questions": attempt.count,
        "explained": explained,
    })])  # fmt: skip


def _day(at: Any) -> date | None:
    return at.astimezone(HOUSE).date() if at else None
