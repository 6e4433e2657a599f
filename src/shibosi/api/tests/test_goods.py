"""Goods and texts through the API, open to all: rows of law, hits in place, refusals as problems."""

import json

import pytest
from django.test import Client

from shibosi.api.tests.world import BASE

pytestmark = pytest.mark.django_db


def fetched(path, **asked):
    return Client().get(f"{BASE}/goods/{path}", asked, headers={"Host": "localhost"})


def checked(body, language="en"):
    headers = {"Accept-Language": language, "Host": "localhost"}
    return Client().post(f"{BASE}/words/check", json.dumps(body), content_type="application/json", headers=headers)


def test_rows_that_apply_are_told_and_what_leaves_them_open():
    told = fetched("needs", category="audio", market="DE", day="2026-06-30", yes="radio").json()
    by_id = {one["id"]: one for one in told}
    assert (by_id["REQ-005"]["applies"], by_id["REQ-005"]["blocks"]) == (True, True)
    assert (by_id["REQ-011"]["applies"], list(by_id["REQ-011"]["open"])) == (None, ["has_battery"])


def test_every_category_says_what_the_seller_answers():
    told = {one["category"]: one for one in fetched("categories").json()}
    assert "has_battery" in told["audio"]["asks"]


def test_each_mode_of_carriage_is_told():
    asked = {"category": "battery", "market": "DE", "day": "2026-06-30", "yes": "has_lithium_ion_battery"}
    told = {one["mode"]: one for one in fetched("carriage", **asked).json()}
    assert (told["passenger-aircraft"]["verdict"], told["passenger-aircraft"]["blocks"]) == ("forbidden", False)
    assert (told["sea"]["verdict"], "has_lead_battery" in told["sea"]["open"]) == (None, True)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"mode": "train"}, "unknown-mode-of-carriage"), ({"un": "UN9999"}, "unknown-un-number"),
        ({"measure": "wh=3"}, "unknown-measure-of-goods"), ({"measure": "battery_wh=1e99"}, "not-a-measure"),
    ],
)  # fmt: skip
def test_what_is_no_attribute_of_carriage_is_a_problem(asked, code):
    assert fetched("carriage", category="battery", market="DE", **asked).json()["code"] == code


@pytest.mark.parametrize(
    ("story", "asked", "code"),
    [
        ("no such category", {"category": "audoi", "market": "DE"}, "unknown-category-of-goods"),
        ("no such market", {"category": "audio", "market": "XX"}, "unknown-market"),
        ("no such fact", {"category": "audio", "market": "DE", "yes": "glows"}, "unknown-fact-of-goods"),
        ("no day", {"category": "audio", "market": "DE", "day": "2026-02-30"}, "unusable-values"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(story, asked, code):
    answer = fetched("needs", **asked)
    assert answer.json()["code"] == code, story
    assert 400 <= answer.status_code < 500


def test_hits_are_told_in_place_and_in_the_language_asked_for():
    told = checked({"text": "品质 国.家.级 13812345678", "market": "CN"}, "zh").json()
    assert [(one["topic"], one["start"], one["end"], one["stops"]) for one in told] == [
        ("absolute", 3, 8, True), ("contact", 9, 20, True),
    ]  # fmt: skip
    assert told[0]["about"] == "绝对化用语"


@pytest.mark.parametrize(
    ("story", "body"),
    [("too long", {"text": "a" * 100_001}), ("no text", {}), ("no market", {"text": "a", "market": "XX"})],
)
def test_a_text_that_cannot_be_checked_is_refused(story, body):
    assert checked(body).status_code == 422, story


def test_the_smallest_changes_are_told():
    facts = {"radio": False, "bluetooth": False, "has_battery": False}
    papers = ["REQ-005", "REQ-009"]
    body = {
        "category": "audio",
        "market": "DE",
        "day": "2026-06-30",
        "operator": "GB",
        "papers": papers,
        "facts": facts,
    }
    answer = Client().post(
        f"{BASE}/goods/fix", json.dumps(body), content_type="application/json", headers={"Host": "localhost"}
    )
    told = answer.json()
    assert (told["passes"], told["found"]) == (False, True)
    assert [(one["kind"], one["about"]) for one in told["changes"]] == [("operator", "DE"), ("paper", "REQ-010")]
