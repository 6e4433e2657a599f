"""Supervision modes through the API: decided with reasons in the language asked for; odd facts are refused."""

import pytest
from django.test import Client

from shibosi.api.tests.world import BASE

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
