"""Courses by API: begun, answered once, scored by the server; a pass proves a paper; the record is each firm's own."""

import pytest

from shibosi.api.tests.world import a_firm, the_platform
from shibosi.store.courses.attempts import asked_in
from shibosi.store.models import CourseAttempt, Role
from shibosi.store.models.records import stored

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


def findings(caller, control):
    """Outcomes of a control among open findings."""
    return [one["outcome"] for one in caller.get("/findings", control=control, limit=100).json()["items"]]


def test_a_plan_that_is_kept_fits_the_stage_of_the_firm():
    firm = a_firm("AAA")
    firm.hand_in(
        {"kind": "firm_kind", "values": {"party_code": "AAA", "party_kind": "finance", "market": "CN"}},
        {"kind": "firm", "values": {"party_code": "AAA", "name": "A", "licence_from": "2015-01-01"}},
    )
    assert firm.post("/courses/plan?firm=AAA", {}).json()["stage"] == "mature"
    kept = dict(stored("planned_course")._default_manager.values_list("course", "for_mature"))
    assert kept["finance-compliance"] is True
    assert findings(firm, "plan_fits_the_stage_of_the_seller") == []
    assert firm.post("/courses/plan?firm=BBB", {}).status_code == 404


def test_rules_that_no_course_teaches_are_found_when_a_platform_reports_its_courses():
    firm = a_firm("AAA")
    shop = {"party_code": "AAA", "number": "S-1", "platform_code": "AAA"}
    firm.hand_in(*({"kind": "shop", "values": {**shop, "number": market, "market": market}} for market in ("US", "BR")))
    told = firm.post("/courses/offers?firm=AAA", {}).json()
    assert told.get("records", told) > 40
    assert findings(firm, "rules_in_force_are_taught") == ["broken"], "nothing is taught about goods in Brazil"
    assert firm.post("/courses/offers?firm=AAA", {}).status_code == 200


def test_an_ordered_course_is_over_when_its_test_is_passed():
    firm, officer = a_firm("AAA"), the_platform(Role.OFFICER)
    facts = {"firm": "AAA", "course": "finance-skill", "cause": "V-1"}
    case = officer.post("/cases", {"flow": "ordered_course", "facts": facts}).json()["number"]
    answer(firm, begin(firm).json(), wrong=5)
    assert officer.get(f"/cases/{case}").json()["state"] == "ordered"
    answer(firm, begin(firm).json())
    assert officer.get(f"/cases/{case}").json()["state"] == "passed"
    refused = officer.post("/cases", {"flow": "ordered_course", "facts": facts | {"course": "no-such"}})
    assert refused.json()["code"] == "unknown-course"


def test_a_test_that_was_answered_is_a_record_with_what_the_rules_explain():
    firm = a_firm("AAA")
    answer(firm, begin(firm).json())
    (row,) = stored("course_taken")._default_manager.values("course", "passed", "questions", "explained")
    assert (row["course"], row["passed"], row["questions"]) == ("finance-skill", True, 5)
    assert row["explained"] >= 4
