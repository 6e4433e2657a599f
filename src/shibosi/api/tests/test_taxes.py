"""Taxes through the API: the published examples, bounds, refusals as problems, and that nothing is stored."""

import json
from decimal import Decimal

import pytest
from django.test import Client

from shibosi.api.tests.world import BASE
from shibosi.store.models import Document

pytestmark = pytest.mark.django_db
DAY = "2026-11-20"


def ask(path, body, language="en"):
    headers = {"Accept-Language": language, "Host": "localhost"}
    return Client().post(f"{BASE}/tax/{path}", json.dumps(body), content_type="application/json", headers=headers)


def retail(language="en", **line):
    return ask("retail?explain=true", {"day": DAY, "used": "0", "lines": [{"price": "1000"} | line]}, language)


def test_a_retail_import_is_taxed_and_explained():
    found = retail(vat="13", consumption=15).json()
    assert (found["due"]["value"], found["channel"]) == ("230.59", "relief")
    assert found["derivation"]["operands"][1]["label"] == "Consumption tax"
    assert retail("zh", consumption="cosmetics").json()["derivation"]["label"] == "应缴税款"


def test_a_basket_has_its_landed_cost_by_way_of_selling():
    body = {"market": "DE", "day": DAY, "currency": "EUR", "freight": 5,
            "lines": [{"price": 60.00, "code": "610910"}]}  # fmt: skip
    found = ask("landed", body).json()
    assert [one["option"] for one in found["options"]] == ["sale", "border"]
    assert found["options"][0]["tax"]["low"] == "12.35"
    assert "contract" in found["options"][0]["total"]["because"][0]
    assert ask("landed", body | {"fixed_duty_in_price": True}).json()["options"][0]["tax"]["value"] == "12.92"


def test_a_year_is_counted_with_what_came_back():
    body = {"day": DAY, "year": 2026, "purchases": [
        {"order": "A", "declared": "2026-03-01", "released": "2026-03-01", "value": "4000"}],
        "returns": [{"order": "A", "asked": "2026-03-20", "back": "2026-04-15", "value": "4000"},
                    {"order": "B", "asked": "2026-03-20", "value": "1"}]}  # fmt: skip
    found = ask("quota", body).json()
    assert Decimal(found["used"]["value"]) == 0
    assert found["lines"][0]["returns"][0]["state"] == "restored"
    assert len(found["ignored"]) == 1


@pytest.mark.parametrize(
    ("story", "path", "body", "code"),
    [
        ("a price of nothing", "retail", {"day": DAY, "lines": [{"price": 0}]}, "not-a-price"),
        ("a class there is not", "retail", {"day": DAY, "lines": [{"price": 1, "vat": "standart"}]},
         "unknown-tax-class"),
        ("no lines", "retail", {"day": DAY, "lines": []}, "no-lines"),
        ("no such market", "landed", {"market": "XX", "day": DAY, "currency": "EUR", "lines": [{"price": 1}]},
         "unknown-market"),
        ("no rate of the day", "landed",
         {"market": "DE", "day": DAY, "currency": "EUR", "lines": [{"price": 1, "currency": "USD"}]},
         "no-exchange-rate"),
        ("a day that is none", "retail", {"day": "2026-02-30", "lines": [{"price": 1}]}, "unusable-values"),
        ("a year without limit", "quota", {"day": DAY, "year": 2015, "purchases": []}, "unusable-values"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_a_problem(story, path, body, code):
    answer = ask(path, body)
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (
        422, "application/problem+json", code,
    ), story  # fmt: skip


def test_nothing_is_stored_and_asking_again_is_the_same():
    first, again = retail(), retail()
    assert first.content == again.content
    assert Document.objects.count() == 0


def test_the_largest_questions_are_answered_in_bounds():
    most = "9999999999.999999"
    line = {"price": most, "quantity": most, "kg": most, "duty": most, "tax_class": most, "code": "610910"}
    body = {"market": "DE", "day": DAY, "currency": "CNY", "freight": most, "rates": {"EUR/CNY": most},
            "lines": [line] * 60}  # fmt: skip
    answer = ask("landed?explain=true", body)
    assert answer.status_code == 200 and len(answer.content) < 1_500_000
    same = {"order": "A", "asked": "2026-03-20", "back": "2026-04-15", "value": "0.01"}
    bought = {"order": "A", "declared": "2026-03-01", "released": "2026-03-01", "value": most}
    year = {"day": DAY, "year": 2026, "purchases": [bought], "returns": [same] * 1000}
    assert ask("quota?explain=true", year).status_code == 200
