"""Bodies and addresses as an attacker sends them: always an answer that is documented, never a mistake of ours."""

import pytest

from shibosi.api import bodies
from shibosi.api.tests.world import a_firm, an_order
from shibosi.store.models import Document

pytestmark = pytest.mark.django_db
DEEP = b'{"documents": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
NESTED = b'{"documents": [' + b'{"kind": "order", "values": {"number": ' + b'{"a": ' * 50 + b"1" + b"}" * 53 + b"]}"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<ceb:CEB311Message xmlns:ceb="http://www.chinaport.gov.cn/ceb"><ceb:Order>&b;</ceb:Order></ceb:CEB311Message>'
)
OUTSIDE = BOMB.replace(b'<!ENTITY a "lol">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')


def of_value(text):
    """A body with a value written so."""
    return (
        b'{"documents": [{"kind": "order", "values": {"number": "O-1", "merchant_code": "AAA", "goods_value": %s}}]}'
        % text
    )


@pytest.mark.parametrize(
    ("story", "body", "status"),
    [
        ("blank", b" ", 422),
        ("no JSON", b"{", 422),
        ("not an object", b"[]", 422),
        ("no documents", b'{"documents": []}', 422),
        ("too deep for the reader", DEEP, 422),
        ("deeper than a document is", NESTED, 422),
        ("NaN", of_value(b"NaN"), 422),
        ("infinity", of_value(b"-Infinity"), 422),
        ("a whole number of 10,000 digits", of_value(b"1" * 10_000), 422),
        ("bad UTF-8", of_value(b'"\xff\xfe"'), 422),
        ("a lone surrogate", of_value(rb'"\ud800"'), 422),
        ("a zero byte", of_value(rb'"\u0000"'), 422),
        ("a lone surrogate as a name", b'{"documents": [{"kind": "order", "values": {"\\udfff": 1}}]}', 422),
        ("the same name twice", b'{"documents": [], "documents": []}', 422),
    ],
)
def test_what_is_no_document_is_a_problem_and_stores_nothing(story, body, status):
    answer = a_firm("AAA").post("/documents", body)
    assert (answer.status_code, answer["content-type"]) == (status, "application/problem+json")
    assert not Document.objects.exists()


def test_errors_say_their_words_and_facts_readably_in_the_language_asked_for():
    body = b'{"documents": [{"kind": "order", "values": {"goods_valu": 1, "\\udfff": 1}}]}'
    firm = a_firm("AAA")
    firm.language = "zh"
    answer = firm.post("/documents", body)
    told = answer.json()
    assert (answer.status_code, answer["Content-Language"]) == (422, "zh")
    assert told["detail"] in answer.content.decode() and not told["facts"]["reason"].isascii()


@pytest.mark.parametrize(
    "text", [b"1e999", b"-1e-999", b"1e999999999", b"123456789012345678901234567890", b'"1e5"', b"0.000001", b"true"]
)
def test_a_number_that_does_not_fit_is_refused_in_the_answer(text):
    found = a_firm("AAA").post("/documents", of_value(text)).json()
    assert (found["decision"], found["stored"]) == ("refuse", 0)
    assert "goods_value" in found["refused"][0]["problems"][0]["place"]


@pytest.mark.parametrize(
    ("story", "body"),
    [("entities", BOMB), ("files", OUTSIDE), ("no XML", b"\x00\x01"), ("JSON", b"{}"), ("deep", b"<a>" * 50_000),
     ("blank", b" ")],
)  # fmt: skip
def test_a_hostile_message_is_refused_in_the_answer(story, body):
    answer = a_firm("AAA").post("/documents", body, "application/xml")
    assert answer.status_code == 200 and answer.json()["decision"] == "refuse", answer.content
    assert b"root:" not in answer.content and not Document.objects.exists()


@pytest.mark.parametrize("kind", ["text/plain", "", "multipart/form-data; boundary=x", "application/json; charset=gbk"])
def test_another_kind_of_body_is_not_read(kind):
    answer = a_firm("AAA").post("/documents", b'{"documents": []}', kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "wrong-content-type")


def test_a_body_larger_than_is_taken_is_not_read(monkeypatch):
    monkeypatch.setattr(bodies, "MOST_JSON", 100)
    monkeypatch.setattr(bodies, "MOST_LINE", 100)
    firm = a_firm("AAA")
    assert firm.post("/documents", b" " * 101).status_code == 413
    assert b"too-large" in firm.post("/documents/bulk", b"x" * 101, "application/x-ndjson").getvalue()
    assert firm.post("/webhooks", b" " * (1 << 21)).status_code == 413


@pytest.mark.parametrize("key", ["k" * 101, "ключ", "a\x01b"])
def test_a_key_that_cannot_be_kept_is_refused(key):
    answer = a_firm("AAA").hand_in(an_order(), **{"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (422, "unusable-values")


@pytest.mark.parametrize(
    "path",
    [
        "/findings?cursor=AAAA", "/findings?cursor=WyJuZXdlc3QiLCAxLCAxXQ==", "/findings?limit=0",
        "/findings?limit=1e9",
        "/findings?dossier=99999999999999999999", "/findings?control=%00", "/dossiers?key=%00", "/documents?kind=%ff",
        "/dossiers/0", "/dossiers/99999999999999999999", "/dossiers/a", "/findings/%00", "/parameters?day=0000-00-00",
        "/dossiers?judged_from=9999-12-31T23:59:59-14:00", "/dossiers?judged_from=0001-01-01T00:00:00%2B14:00",
        "/dossiers?judged_before=0001-01-01T00:00:00", "/controls/no_such", "/clauses/no-such", "/records/no_such",
        "/parameters/no.such", "/log/head", "/log/entries/5", "/log/proofs/inclusion?position=3", "/webhooks?cursor=x",
        "/jobs?cursor=W10=",
    ],
)  # fmt: skip
def test_a_hostile_address_is_a_problem(path):
    answer = a_firm("AAA").get(path)
    assert answer.status_code in (200, 403, 404, 422), answer.content
    if answer.status_code != 200:
        assert answer["content-type"] == "application/problem+json" and answer.json()["code"]
