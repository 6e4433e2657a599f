"""Supervision modes through the API: decided with reasons in the language asked for; odd facts are refused."""

import json
from datetime import date

import pytest
from django.test import Client

from shibosi.api.tests.world import BASE
from shibosi.example.sales import SENDER, sales

pytestmark = pytest.mark.django_db
RETAIL = {"day": "2026-03-03", "direction": "export", "buyer": "consumer", "value": "300", "bonded": "false",
          "city": "杭州", "registered": "true", "transmitted": "true", "licence": "false", "duty": "false",
          "refund": "false"}  # fmt: skip


def asked(facts, language="en"):
    return Client(headers={"Accept-Language": language}).get(f"{BASE}/customs/modes", facts)


def test_a_mode_is_advised_with_reasons_and_what_it_needs():
    found = asked(RETAIL).json()
    best = next(one for one in found["choices"] if one["usable"])
    assert (found["best"], best["way"], best["documents"]) == ("9610", "simplified-list", ["303", "505", "603"])
    assert {"says": "A consumer has bought them.", "met": True} in best["reasons"]
    assert asked(RETAIL, "zh").json()["sentence"] == "适用监管方式9610（跨境贸易电子商务）。"


def test_what_is_missing_is_named():
    found = asked({"day": "2026-03-03"}).json()
    assert found["best"] is None and "direction" in found["missing"]
    names = Client().get(f"{BASE}/customs/shipment").json()
    assert set(found["missing"]) <= set(names)


@pytest.mark.parametrize("odd", [{"buyer": "a king"}, {"value": "-1"}, {"day": "2026-02-30"}, {"city": "x" * 81}])
def test_odd_facts_are_refused(odd):
    assert asked(RETAIL | odd).status_code == 422


def test_orders_become_messages_that_agree_and_the_bad_one_is_held_back():
    first, bad = sales(2, 1, date(2026, 3, 3))
    body = {"sender": SENDER, "orders": [first, bad | {"consignee": None}, {"number": "X", "colour": "red"}]}
    client = Client(headers={"Accept-Language": "en"})
    found = client.post(f"{BASE}/customs/messages", json.dumps(body), content_type="application/json").json()
    assert [one["message"] for one in found["messages"]] == [f"CEB{n}Message" for n in (311, 411, 511, 621)]
    assert found["messages"][3]["xml"].startswith("<?xml") and first["number"] in found["messages"][3]["xml"]
    assert found["orders"] == [first["number"]] and [one["order"] for one in found["refused"]] == [bad["number"]]
    assert "'colour' has no meaning here" in found["problems"][0]["sentence"]
    nobody = Client().post(f"{BASE}/customs/messages", json.dumps({"orders": []}), content_type="application/json")
    assert (nobody.status_code, nobody.json()["code"]) == (422, "no-sender")


def test_a_dear_order_of_a_business_gets_a_general_declaration_that_is_read_again():
    dear = list(sales(3, 1, date(2026, 3, 3)))[2]
    facts = dear["facts"] | {"platform": True, "inspection": False}
    lines = [dear["lines"][0] | {"price": "9000"}]
    body = {"sender": SENDER, "orders": [dear | {"mode": "9710", "facts": facts, "lines": lines}]}
    client = Client(headers={"Accept-Language": "zh"})
    found = client.post(f"{BASE}/customs/messages", json.dumps(body), content_type="application/json").json()
    assert [one["message"] for one in found["messages"]] == ["CEB303Message"] and not found["refused"]
    (made,) = found["declarations"]
    assert made["order"] == dear["number"] and made["verified"] is False
    read = client.post(f"{BASE}/customs/declaration", made["xml"], content_type="application/xml").json()
    assert {"part": "DecHead", "row": 1, "element": "TradeMode", "label": "监管方式", "value": "9710"} in read["values"]
    assert not read["unknown"] and not read["problems"]
    broken = client.post(f"{BASE}/customs/declaration", "<CEB303Message/>", content_type="application/xml").json()
    assert not broken["values"] and broken["problems"][0]["code"] == "unknown-message"
