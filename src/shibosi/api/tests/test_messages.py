"""Customs messages through the API: kinds, fields, mistakes in the language asked for, and bodies that are none."""

import json

import pytest
from django.test import Client

from shibosi.api.tests.world import BASE

pytestmark = pytest.mark.django_db
ORDER = {"message": "CEB312Message", "guid": "x" * 36, "documents": [{"OrderReturn": {"orderNo": "O-1"}}]}


def sent(body, kind="application/json", language="en"):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Accept-Language": language}
    return Client().post(f"{BASE}/messages/validate", data, content_type=kind, headers=headers)


def test_kinds_and_fields_are_told_in_the_language_asked_for():
    client = Client(headers={"Accept-Language": "zh"})
    kinds = client.get(f"{BASE}/messages").json()
    assert len(kinds) == 42
    assert next(one for one in kinds if one["number"] == "621")["key"] == ["agentCode", "copNo"]
    fields = client.get(f"{BASE}/messages/621").json()["elements"]
    copied = next(one for one in fields if one["element"] == "emsNo")
    assert copied["label"] == "账册编号" and copied["rules"][0]["rule"] == "IM-15"
    assert client.get(f"{BASE}/messages/999").status_code == 422


def test_a_message_is_checked_and_nothing_is_stored():
    found = sent(ORDER).json()
    assert (found["outcome"], found["documents"]) == ("accepted", 1)
    missing = [one["element"] for one in found["mistakes"]]
    assert "returnStatus" in missing
    refused = sent(b'<CEB311Message xmlns="http://www.chinaport.gov.cn/ceb"/>', "application/xml", "zh").json()
    assert refused["outcome"] == "refused"
    assert "报文中没有 Order。" in [one["sentence"] for one in refused["mistakes"]]


@pytest.mark.parametrize(
    ("story", "body", "kind", "status"),
    [
        ("no message", b"{}", "application/json", 200),
        ("an entity", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "application/xml", 200),
        ("too large", b"x" * ((4 << 20) + 1), "application/xml", 413),
        ("a picture", b"x", "image/png", 415),
    ],
)
def test_bodies_that_are_none_are_told(story, body, kind, status):
    answer = sent(body, kind)
    assert answer.status_code == status, story
    if status == 200:
        assert answer.json()["outcome"] == "unreadable"
