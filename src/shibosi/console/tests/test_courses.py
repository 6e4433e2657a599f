"""Pages of courses: the list and a plan, the lesson, the test and its result, the record; in a browser."""

import pytest

from shibosi.pages.tests.browsing import fits, needs_chromium
from shibosi.pages.tests.looking import signed_in, taken, text
from shibosi.store.courses.attempts import asked_in
from shibosi.store.models import CourseAttempt, Level
from shibosi.store.tests.firms import a_member, a_party

WHO = {"firm": "AAA", "person": "E-1", "called": "Li Na"}


@pytest.fixture
def member(db, monkeypatch):
    return signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)


def test_courses_are_listed_and_filtered(member):
    seen = text(member.get("/courses/"))
    assert "Before the first delivery" in seen and "Plan of AAA" in seen
    seen = text(member.get("/courses/?role=customs-broker"))
    assert "The work of a declarant" in seen and "Before the first delivery" not in seen
    assert "报关员实务" in text(member.get("/courses/", headers={"accept-language": "zh"}))


def test_a_lesson_says_what_is_asked_which_values_hold_and_what_to_do(member):
    seen = text(member.get("/courses/producer-duties/"))
    assert "000-28" in seen and "Report what was sold of the category" in seen
    assert member.get("/courses/no-such-course/").status_code == 422


def test_a_test_is_taken_and_stands_in_the_record(member):
    place = member.post("/courses/finance-skill/begin/", WHO)["Location"]
    asked = asked_in(CourseAttempt.objects.get())
    member.post(place, {f"q{at}": one.right for at, one in enumerate(asked)})
    assert "Passed" in text(member.get(place)) and "5 of 5 right" in text(member.get(place))
    assert "Li Na" in text(member.get("/course-tests/"))
    told = taken(member.get("/course-tests/?file=csv")).decode()
    assert asked[0].options[asked[0].right] in told.replace('""', '"')


def test_answers_that_are_no_numbers_are_told(member):
    place = member.post("/courses/finance-skill/begin/", WHO)["Location"]
    assert member.post(place, {"q0": "x"}).status_code >= 400


def test_a_plan_is_kept_and_courses_are_reported_for_oneself_only(member):
    assert "Report the courses" in text(member.get("/courses/"))
    member.post("/courses/plan/keep/", {"firm": "AAA"})
    assert "The plan is kept" in text(member.get("/courses/"))
    assert member.post("/courses/offers/report/", {"firm": "BBB"}).status_code == 404


@needs_chromium
@pytest.mark.django_db(transaction=True)
def test_a_course_is_taken_in_a_browser_in_chinese(look):
    page = look(a_member(a_party("AAA"), Level.WORKER), "/courses/finance-skill/", "phone", "zh-CN")
    assert "财务专业技能" in page.inner_text("main") and fits(page)
    page.fill("#i-person", "E-1")
    page.fill("#i-called", "李娜")
    page.locator("form[action$='/begin/'] button").click()
    page.wait_for_url("**/course-tests/*/")
    for at, one in enumerate(asked_in(CourseAttempt.objects.get())):
        page.check(f"input[name=q{at}][value='{one.right}']")
    page.locator("main form button").click()
    page.wait_for_selector("main fieldset[disabled]")
    assert "通过" in page.inner_text("main h1") and fits(page)
    assert page.faults == []
