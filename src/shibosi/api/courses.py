"""Courses: what is taught, a firm's plan, tests begun and answered, and the record of them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.methods.courses.catalogue import Course, chosen, lessons
from shibosi.store import scope
from shibosi.store.allowing import allowed
from shibosi.store.courses import attempts, reporting
from shibosi.store.courses.plan import Plan, plan
from shibosi.store.models import CourseAttempt
from shibosi.store.paging import LARGEST, Order, page
from shibosi.telling.lessons import explained

router = Router(tags=["courses"], auth=Asking())
Word = Annotated[str, Query(max_length=60)]
Number = Annotated[int, Path(ge=1, le=LARGEST)]
SORTS = {"newest": Order("pk")}


class CourseShown(Schema):
    """A course: the items of the standard it teaches, for whom it is, what comes before it."""

    course: str
    name: str
    level: str
    roles: list[str]
    stages: list[str]
    markets: list[str]
    after: str
    items: list[str]


class PlannedCourse(Schema):
    """A course of a plan; `why` is broken or suits, `state` is passed, next or later."""

    course: str
    name: str
    why: str
    items: list[str]
    state: str


class CoursePlan(Schema):
    """What a firm should learn; `stage` is "" where the first day of its licence is not known."""

    firm: str
    stage: str
    roles: list[str]
    markets: list[str]
    courses: list[PlannedCourse]


class OffersKept(Schema):
    """How many records were handed in: courses on offer, and rules to be taught."""

    records: int


class TestAsked(Schema):
    """Who takes the test of which course."""

    course: Annotated[str, Field(min_length=1, max_length=60)]
    firm: Annotated[str, Field(min_length=1, max_length=30)]
    person: Annotated[str, Field(min_length=1, max_length=60)]
    name: Annotated[str, Field(max_length=100)] = ""


class QuestionShown(Schema):
    """A question with its options, and once it was answered the place of the right one."""

    item: str
    text: str
    options: list[str]
    right: int | None


class TestShown(Schema):
    """A test. `passed` is null until it is answered."""

    id: int
    course: str
    firm: str
    person: str
    began_at: datetime
    ended_at: datetime | None
    right: int | None
    count: int
    passed: bool | None
    counts_until: date | None
    questions: list[QuestionShown]


class TestPage(Schema):
    """Tests."""

    items: list[TestShown]
    next: str | None


class Answers(Schema):
    """For each question the place of the option chosen, from 0 on."""

    options: Annotated[list[Annotated[int, Field(ge=0, le=9)]], Field(max_length=50)]


@router.get("/courses", response=list[CourseShown], summary="Courses")
def courses(request: HttpRequest, role: Word = "", stage: Word = "", market: Word = "", item: Word = "") -> Any:
    """Those for a role, a stage, a market; or those that teach an item, the narrowest first."""
    viewer_of(request)
    fitting = chosen(role, stage, market.upper())
    return [_course(one) for one in (lessons([item]) if item else fitting) if one in fitting]


@router.get("/courses/plan", response=CoursePlan, summary="What a firm should learn")
def planned(request: HttpRequest, firm: Annotated[str, Query(max_length=30)]) -> Any:
    """By what it is, how long it trades, where it sells, and which rules it breaks."""
    return _plan(plan(viewer_of(request), firm))


@router.post("/courses/plan", response=CoursePlan, summary="Keep what a firm should learn")
def keep_plan(request: HttpRequest, firm: Annotated[str, Query(max_length=30)]) -> Any:
    """The plan as it is today becomes records of the firm, and is held against the stage the firm is in."""
    return _plan(reporting.keep_plan(viewer_of(request), firm))


@router.post("/courses/offers", response=OffersKept, summary="Report the courses of the house as a platform's")
def offer(request: HttpRequest, firm: Annotated[str, Query(max_length=30)]) -> Any:
    """With the rules that its sellers have to be taught: which of them no course teaches is found."""
    return {"records": reporting.offer(viewer_of(request), firm)}


@router.post("/courses/tests", response={201: TestShown}, summary="Begin the test of a course")
def begin(request: HttpRequest, asked: TestAsked) -> Any:
    """Questions made of the rules of today, in the language asked for."""
    return Status(201, _test(attempts.begin(viewer_of(request), asked.course, asked.firm, asked.person, asked.name)))


@router.get("/courses/tests", response=TestPage, summary="Tests that were taken, newest first")
def tests(request: HttpRequest, firm: Word = "", limit: Limit = 50, cursor: Cursor = "") -> Any:
    """With every question as it was asked: the record for inspectors."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    query = scope.attempts(viewer)
    found = page(query.filter(firm=firm) if firm else query, SORTS, "newest", cursor, limit)
    return {"items": [_test(one) for one in found.items], "next": found.next}


@router.get("/courses/tests/{number}", response=TestShown, summary="A test")
def test(request: HttpRequest, number: Number) -> Any:
    """Its questions, and once they are answered what was right."""
    return _test(attempts.attempt_of(viewer_of(request), number))


@router.post("/courses/tests/{number}/answers", response=TestShown, summary="Answer a test")
def answer(request: HttpRequest, number: Number, given: Answers) -> Any:
    """Once; a pass counts for the months of `freshness.months`, and may prove a paper."""
    viewer = viewer_of(request)
    one = attempts.attempt_of(viewer, number)
    return _test(attempts.answer(viewer, one, given.options, explained(attempts.asked_in(one))))


def _course(one: Course) -> dict[str, Any]:
    return {
        "course": one.course, "name": one.name, "level": one.level, "roles": list(one.roles),
        "stages": list(one.stages), "markets": list(one.markets), "after": one.after, "items": list(one.items()),
    }  # fmt: skip


def _plan(found: Plan) -> dict[str, Any]:
    return {
        "firm": found.firm, "stage": found.stage, "roles": list(found.roles), "markets": list(found.markets),
        "courses": [{"course": one.course.course, "name": one.course.name, "why": one.why, "items": list(one.items),
                     "state": one.state} for one in found.steps],
    }  # fmt: skip


def _test(one: CourseAttempt) -> dict[str, Any]:
    told = [{"item": each.item, "text": each.text, "options": list(each.options),
             "right": each.right if one.ended_at else None} for each in attempts.asked_in(one)]  # fmt: skip
    return {
        "id": one.pk, "course": one.course, "firm": one.firm, "person": one.person, "began_at": one.began_at,
        "ended_at": one.ended_at, "right": one.right, "count": one.count, "passed": one.passed,
        "counts_until": one.counts_until, "questions": told,
    }  # fmt: skip
