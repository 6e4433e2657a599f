"""Courses: the list and a firm's plan, the lesson, the test, and the record that inspectors ask for."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.domains import registry
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.words import translate
from shibosi.methods.courses.catalogue import LEVELS, STAGES, Course, chosen, course, courses
from shibosi.methods.courses.questions import taught_controls
from shibosi.pages import forms
from shibosi.pages.files import file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.standard.register import clauses, companions
from shibosi.standard.vocabulary import PARTIES
from shibosi.store import scope
from shibosi.store.allowing import may
from shibosi.store.courses import attempts, reporting
from shibosi.store.courses.plan import STATES, WHY, plan
from shibosi.store.firms import codes_among
from shibosi.store.models import CourseAttempt
from shibosi.telling.lessons import explained

BADGES = {"passed": "good", "next": "open", "later": ""}
FILTERS = Filters(
    Choice("role", "Kind of party", PARTIES), Choice("stage", "Stage", STAGES), Text("market", "Market", longest=10),
    Text("firm", "Firm", longest=30),
)  # fmt: skip
RECORD = Filters(Text("firm", "Firm", longest=30), Text("course", "Course", longest=60))
HEADINGS = [Heading("Person"), Heading("Course"), Heading("When it was answered"), Heading("Right answers"),
            Heading("Result"), Heading("Counts until")]  # fmt: skip
COLUMNS = ["Firm", "Person", "Name", "Course", "Begun", "When it was answered", "Number of questions",
           "Right answers", "Passed", "Counts until", "What was asked and answered"]  # fmt: skip
RESULTS = {True: "Passed", False: "Not passed", None: "Not answered"}


@page("courses/", "documents.read", Entry("Courses", Group.SERVICES, 30, "rules"))
def all_courses(request: Asked) -> HttpResponse:
    """The courses that suit; of a firm that is named, its plan. Raises NotThere."""
    picked = FILTERS.read(request.GET)
    firm = picked["firm"] or next(iter(_codes(request)), "")
    some = chosen(picked["role"] or "", picked["stage"] or "", (picked["market"] or "").upper())
    found = plan(request.viewer, firm) if firm else None
    return show(
        request, "console/courses.html", chosen=picked, filters=FILTERS, plan=found, firm=firm,
        may_keep=bool(found) and may(request.viewer, reporting.KEEP), may_offer=may(request.viewer, reporting.OFFER),
        stage=STAGES.get(found.stage, "") if found else "",
        steps=[(one, BADGES[one.state], STATES[one.state], WHY[one.why]) for one in found.steps] if found else [],
        levels=[(LEVELS[level], [_told(one) for one in some if one.level == level]) for level in LEVELS],
    )  # fmt: skip


@page("courses/<slug:name>/", "documents.read")
def one_course(request: Asked, name: str) -> HttpResponse:
    """The lesson: what the rules ask, which values are in force, what to do. Raises UnknownCourse."""
    one = course(name)
    today = request.viewer.today
    controls = taught_controls(one.items())
    known = {**clauses(), **companions()}
    names = sorted({name for control in controls for name in control.parameters()})
    versions = ((each, registry.values().in_force(each, today, None)) for each in names)
    return show(
        request, "console/course.html", one=one, told=_told(one), items=[known[item] for item in one.items()],
        controls=controls, before=courses().get(one.after),
        values=[(Parameters.known[each].meaning, _read(Parameters.known[each], version.value), version)
                for each, version in versions if version is not None and version.value is not None],
        may_take=may(request.viewer, attempts.TAKE),
        codes=_codes(request),
    )  # fmt: skip


@do("courses/plan/keep/", reporting.KEEP)
def keep_plan(request: Asked) -> HttpResponse:
    """Keep the plan of a firm as it is today. Raises NotThere, Unusable."""
    made = reporting.keep_plan(request.viewer, forms.text(request, "firm", 30))
    messages.success(request, translate("The plan is kept: {count} courses.").format(count=len(made.steps)))
    return redirect("courses.all_courses")


@do("courses/offers/report/", reporting.OFFER)
def offer(request: Asked) -> HttpResponse:
    """Report the courses of the house as those a platform offers. Raises NotThere, Unusable."""
    count = reporting.offer(request.viewer, forms.text(request, "firm", 30))
    messages.success(request, translate("Reported: {count} records of courses and rules.").format(count=count))
    return redirect("courses.all_courses")


@do("courses/<slug:name>/begin/", attempts.TAKE)
def begin(request: Asked, name: str) -> HttpResponse:
    """Begin the test. Raises UnknownCourse, FirstAnother, NotThere, Unusable."""
    made = attempts.begin(request.viewer, name, *(forms.text(request, each, longest) for each, longest in (
        ("firm", 30), ("person", 60), ("called", 100))))  # fmt: skip
    return redirect("courses.test", made.pk)


@page("course-tests/<key:number>/", "documents.read", methods=("GET", "HEAD", "POST"))
def test(request: Asked, number: int) -> HttpResponse:
    """The test, and once it is answered what was right. Raises NotThere, WrongAnswers, AnsweredBefore."""
    one = attempts.attempt_of(request.viewer, number)
    asked = attempts.asked_in(one)
    if request.method == "POST":
        given = [_place(request.POST.get(f"q{at}", "")) for at in range(len(asked))]
        one = attempts.answer(request.viewer, one, given, explained(asked))
        messages.success(request, translate(RESULTS[one.passed]))
        return redirect("courses.test", one.pk)
    given = attempts.given_in(one)
    return show(
        request, "console/course_test.html", one=one, course=course(one.course), result=RESULTS[one.passed],
        asked=[(at, each, list(enumerate(each.options)), given[at] if given else None)
               for at, each in enumerate(asked)],
    )  # fmt: skip


@page("course-tests/", "documents.read")
def record(request: Asked) -> HttpResponse:
    """Who took which test and what came of it; as a file with every question, for inspectors."""
    picked = RECORD.read(request.GET)
    query = scope.attempts(request.viewer)
    for name in ("firm", "course"):
        if picked[name]:
            query = query.filter(**{name: picked[name]})
    if file_wanted(request):
        return rows_as_file(request, "courses", COLUMNS, map(_row, query.order_by("pk").iterator(500)), query.count())
    list_ = listing(request, query, HEADINGS, "-pk", picked)
    for each in list_.items:
        each.called, each.result = courses()[each.course].name, RESULTS[each.passed]
    return show(request, "console/course_record.html", list=list_)


def _codes(request: Asked) -> list[str]:
    return codes_among(sorted(request.viewer.names))


def _told(one: Course) -> dict[str, Any]:
    """A course as a page shows it."""
    return {
        "course": one.course, "name": one.name, "level": LEVELS[one.level], "items": len(one.items()),
        "roles": [translate(PARTIES[role]) for role in one.roles], "markets": [m for m in one.markets if m != "all"],
    }  # fmt: skip


def _read(parameter: Any, value: Any) -> str:
    seen = parameter.seen(value)
    told = ", ".join(map(str, seen)) if isinstance(seen, list) else f"{seen}"
    return f"{told} {translate(parameter.unit)}".strip()


def _place(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 3 else -1


def _row(one: CourseAttempt) -> list[Any]:
    given = attempts.given_in(one)
    told = "; ".join(
        f"{each.text} = {each.options[each.right]} ({each.options[given[at]] if given else '-'})"
        for at, each in enumerate(attempts.asked_in(one))
    )
    return [one.firm, one.person, one.name, courses()[one.course].name, one.began_at.isoformat(),
            one.ended_at.isoformat() if one.ended_at else "", one.count, one.right, translate(RESULTS[one.passed]),
            one.counts_until or "", told]  # fmt: skip
