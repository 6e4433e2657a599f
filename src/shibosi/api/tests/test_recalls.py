"""Recalls through the API: asked by anybody, taken over by officers, decided, told."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from shibosi.api.tests.world import BASE, a_firm, the_platform
from shibosi.store import jobs
from shibosi.store.models import Role

pytestmark = pytest.mark.django_db
LIST = "id,authority,title,description\n1,CPSC,Alder Wooden Toy Sets Recalled,the Alder wooden toy sets\n"
GOODS = {"title": "Wooden toy set", "brand": "Alder"}
LISTING = {"seller_code": "AAA", "number": "L-1", "market": "DE", "state": "live", **GOODS}


@pytest.fixture
def officer():
    return the_platform(Role.OFFICER)


def check(**goods):
    data = json.dumps(goods)
    return Client().post(f"{BASE}/recalls/check", data, content_type="application/json", headers={"Host": "localhost"})


def test_a_list_is_taken_over_and_anybody_may_ask(officer):
    assert check(**GOODS).json() == []
    taken = officer.put("/recalls/lists", (LIST + "2,,,\n").encode(), file="list.csv").json()
    assert (taken["recalls"], taken["fresh"], len(taken["problems"])) == (1, 1, 1)
    [found] = check(**GOODS).json()
    assert (found["number"], found["grade"], found["because"][0]["found"]) == ("1", "likely", "alder")


def test_a_match_is_decided_and_its_buyers_told(officer):
    seller = a_firm("AAA")
    assert seller.hand_in({"kind": "listing", "values": LISTING}).status_code == 200
    officer.put("/recalls/lists", LIST.encode())
    jobs.work_once(timezone.now)
    [match] = seller.get("/recalls/matches").json()
    assert seller.post(f"/recalls/matches/{match['id']}/decision", {"same": True}).status_code == 403
    assert officer.post(f"/recalls/matches/{match['id']}/decision", {"same": True}).status_code == 204
    [match] = officer.get("/recalls/matches").json()
    assert match["decision"] == "same" and match["off_sale_at"]
    assert officer.get("/recalls/orders", authority="CPSC", number="1").json() == []
    assert officer.post("/recalls/told", {"authority": "CPSC", "number": "1"}).json() == {"told": 0}


@pytest.mark.parametrize(("body", "code"), [(b"a,b\n1,2\n", "unreadable-recalls"), (b"\xff\xff", "unreadable-recalls")])
def test_what_is_no_list_is_a_problem(officer, body, code):
    assert officer.put("/recalls/lists", body).json()["code"] == code


def test_a_firm_takes_no_list_over():
    assert a_firm("AAA").put("/recalls/lists", LIST.encode()).status_code == 403
