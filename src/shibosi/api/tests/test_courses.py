"""Courses by API: begun, answered once, scored by the server; a pass proves a paper; the record is each firm's own."""

import pytest

from shibosi.api.tests.world import a_firm, the_platform
from shibosi.store.courses.attempts import asked_in
from shibosi.store.models import CourseAttempt, Role

pytestmark = pytest.mark.django_db
WHO = {"course": "finance-skill", "firm": "AAA", "person": "E-1", "name": "Li Na"}


def begin(caller, **more):
    return caller.post("/courses/tests", WHO | more)


def answer(caller, made, wrong=0):
    """Answer a test with so many wrong answers."""
    right = [one.right for one in asked_in(CourseAttempt.objects.get(pk=made["id"]))]
    given = [(place + 1) % 4 if at < wrong else place for at, place in enumerate(right)]
    return caller.post(f"/courses/tests/{made['id']}/answers", {"options": given})


@pytest.mark.parametrize(("wrong", "passed"), [(0, True), (1, True), (2, False), (5, False)])
def test_four_of_five_right_answers_pass(wrong, passed):
    firm = a_firm("AAA")
    made = begin(firm).json()
    assert made["count"] == 5 and {one["right"] for one in made["questions"]} == {None}
    told = answer(firm, made, wrong).json()
    assert (told["passed"], told["right"]) == (passed, 5 - wrong)
    assert (told["counts_until"] is not None) == passed


def test_a_test_is_answered_once():
    firm = a_firm("AAA")
    made = begin(firm).json()
    answer(firm, made, 5)
    assert answer(firm, made).json()["code"] == "answered-before"


@pytest.mark.parametrize("options", [[], [0], [0, 0, 0, 0, 9]])
def test_answers_that_do_not_fit_are_refused_and_the_test_stays_open(options):
    firm = a_firm("AAA")
    made = begin(firm).json()
    refused = firm.post(f"/courses/tests/{made['id']}/answers", {"options": options})
    assert refused.json()["code"] == "answers-do-not-fit"
    assert firm.get(f"/courses/tests/{made['id']}").json()["passed"] is None


def test_a_pass_proves_the_paper_of_the_person():
    firm = a_firm("AAA")
    answer(firm, begin(firm).json())
    one = next(one for one in firm.get("/papers").json() if one["kind"] == "finance-training")
    assert (one["holder"], one["parts"], one["state"]) == ("AAA", ["skill"], "good")


def test_a_test_comes_after_that_of_the_course_before():
    firm = a_firm("AAA")
    refused = begin(firm, course="clean-money")
    assert refused.json()["code"] == "first-another-course"
    answer(firm, begin(firm, course="finance-compliance").json())
    assert begin(firm, course="clean-money").status_code == 201


def test_a_firm_takes_no_test_for_another_and_sees_none_of_it():
    firm, other, officer = a_firm("AAA"), a_firm("BBB"), the_platform(Role.OFFICER)
    made = begin(firm).json()
    assert begin(other).status_code == 404
    assert other.get(f"/courses/tests/{made['id']}").status_code == 404
    assert other.get("/courses/tests").json()["items"] == []
    assert [one["id"] for one in officer.get("/courses/tests", firm="AAA").json()["items"]] == [made["id"]]


def test_the_plan_follows_what_the_firm_is_and_what_it_passed():
    firm = a_firm("AAA")
    firm.hand_in(
        {"kind": "firm_kind", "values": {"party_code": "AAA", "party_kind": "finance", "market": "CN"}},
        {"kind": "firm", "values": {"party_code": "AAA", "name": "A", "licence_from": "2015-01-01"}},
    )
    plan = firm.get("/courses/plan", firm="AAA").json()
    states = {one["course"]: one["state"] for one in plan["courses"]}
    assert (plan["stage"], plan["roles"]) == ("mature", ["finance"])
    assert (states["finance-compliance"], states["clean-money"]) == ("next", "later")
    assert "safe-warehouse" not in states
    answer(firm, begin(firm, course="finance-compliance").json())
    after = {one["course"]: one["state"] for one in firm.get("/courses/plan", firm="AAA").json()["courses"]}
    assert (after["finance-compliance"], after["clean-money"]) == ("passed", "next")
    assert firm.get("/courses/plan", firm="BBB").status_code == 404


def test_what_is_broken_comes_first_in_the_plan():
    firm = a_firm("AAA")
    firm.hand_in(
        {"kind": "firm_kind", "values": {"party_code": "AAA", "party_kind": "exporter", "market": "DE"}},
        {"kind": "firm_number", "values": {"party_code": "AAA", "register": "eu-vat", "number": "DE136695978"}},
    )
    first = firm.get("/courses/plan", firm="AAA").json()["courses"][0]
    assert first["why"] == "broken" and first["items"]


def test_courses_are_listed_by_item():
    found = a_firm("AAA").get("/courses", item="000-T8").json()
    assert found[0]["course"] == "producer-duties"
