"""The page of papers: how each stands, what ends when, what is missing; to each firm its own. And the same by API."""

import pytest

from shibosi.api.tests.world import a_firm
from shibosi.console.tests.reported import day, hand_in
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import Level
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db


def doing(firm="AAA"):
    return {"kind": "activity", "values": {
        "party_code": firm, "number": "A-1", "activity": "shop-operation", "market": "CN", "started_on": day(-9),
    }}  # fmt: skip


def paper(part, kind="agency-licence", firm="AAA", until=400, **more):
    return {"kind": "paper", "values": {
        "holder_code": firm, "paper_kind": kind, "number": f"N-{kind}", "about": "A-1", "part": part, "market": "CN",
        "status": "valid", "valid_from": day(-20), "valid_until": day(until),
    } | more}  # fmt: skip


def test_nothing_is_said_where_nothing_was_handed_in(officer):
    seen = text(officer.get("/papers/"))
    assert "No activity was reported that takes papers." in seen and "No paper was handed in that fits." in seen


def test_what_wants_work_comes_first_and_months_are_drawn(officer):
    hand_in(paper("operation"), paper("supply-chain", until=30), paper("fees", "shop-service-contract", until=-1))
    answer = officer.get("/papers/")
    assert [(one.kind, one.state) for one in answer.context["list"].items] == [
        ("shop-service-contract", "ended"), ("agency-licence", "ending"),
    ]  # fmt: skip
    assert sum(row[1] for row in answer.context["plot"].rows) == 1


def test_papers_are_filtered_and_taken_away(officer):
    hand_in(paper("operation"), paper("fees", "shop-service-contract", until=-1))
    some = officer.get("/papers/?state=ended").context["list"].items
    assert [one.kind for one in some] == ["shop-service-contract"]
    assert officer.get("/papers/?file=csv").status_code == 200


def test_what_is_missing_for_an_activity_is_named(officer):
    hand_in(doing(), paper("operation"))
    found = officer.get("/papers/").context["doings"][0]
    assert (found["allows"], found["activity"]) == (False, "Operating shops for clients")
    assert ("Licence of an agency · Supply chain management", "Not handed in") in found["against"]
    assert "店铺代运营" in text(officer.get("/papers/", headers={"accept-language": "zh"}))


def test_a_file_two_firms_handed_in_is_marked(officer):
    hand_in(paper("operation", digest="a" * 64))
    hand_in(paper("operation", firm="BBB", digest="a" * 64), party="bbb")
    assert [one.shared for one in officer.get("/papers/").context["list"].items] == [True, True]


def test_a_firm_sees_its_own(monkeypatch):
    hand_in(doing(), paper("operation"))
    hand_in(doing("BBB"), paper("operation", firm="BBB"), party="bbb")
    seen = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch).get("/papers/")
    assert {one.holder for one in seen.context["list"].items} == {"AAA"}
    assert {one["firm"] for one in seen.context["doings"]} == {"AAA"}


def test_the_api_answers_with_reasons_and_what_is_not_known():
    firm = a_firm("AAA")
    firm.hand_in(doing(), paper("operation"), paper("supply-chain"))
    where = {"firm": "AAA", "activity": "shop-operation", "market": "CN"}
    told = firm.get("/papers/may", **where).json()
    assert (told["may"], told["reasons"][0]["kind"]) == (False, "shop-service-contract")
    assert firm.get("/papers/may", **where | {"firm": "BBB"}).json() == {
        "may": None, "answer": "Cannot be told", "reasons": [],
    }  # fmt: skip
    assert firm.get("/papers/may", **where | {"activity": "shop-operations"}).status_code == 422
    assert [one["state"] for one in firm.get("/papers").json()] == ["good"]
    assert firm.get("/papers/kinds", serves="shop-operation").json()[0]["kind"] == "agency-licence"
