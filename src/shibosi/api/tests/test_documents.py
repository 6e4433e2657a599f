"""Handing in: what comes by any way is the same document; a repetition is harmless; nobody reports for others."""

import json

import pytest

from shibosi.api.tests.world import a_firm, an_agent, an_order, the_platform
from shibosi.methods.formats.ceb import build_message, write_message
from shibosi.store.models import Document, LogEntry, Receipt, stored

pytestmark = pytest.mark.django_db
XML = "application/xml"


def message(*orders):
    """An import order message as bytes."""
    return write_message(build_message("CEB311Message", [
        {"head": {"guid": f"G-{number}", "orderNo": number, "ebcCode": firm, "goodsValue": "19.90", "currency": "142"},
         "lists": {"OrderList": [{"gnum": "1", "itemName": "茶", "qty": "2", "price": "9.95"}]}}
        for firm, number in orders
    ]))  # fmt: skip


def test_a_document_is_answered_with_a_decision_its_dossiers_and_findings():
    answer = a_firm("AAA").hand_in(an_order())
    assert answer.status_code == 200, answer.content
    found = answer.json()
    assert (found["stored"], found["known"], found["repeated"], found["refused"]) == (1, 0, False, [])
    assert {(one["kind"], one["key"]) for one in found["dossiers"]} >= {("order", "O-1"), ("document", "G-O-1")}
    assert found["decision"] in ("hold", "wait")
    assert {one["dossier"] for one in found["findings"]} <= {one["id"] for one in found["dossiers"]}
    assert found["findings"] and all(one["resolved_at"] is None for one in found["findings"])


def test_amounts_are_kept_to_the_last_decimal_as_numbers_and_as_text():
    firm = a_firm("AAA")
    body = json.dumps({"documents": [an_order(goods_value="1234567890.12345")]})
    firm.post("/documents", body.encode())
    firm.post("/documents", body.replace('"1234567890.12345"', "1234567890.12345").replace("O-1", "O-2").encode())
    rows = stored("order")._default_manager.values_list("goods_value", flat=True)
    assert list(rows) == [123456789012345, 123456789012345]


def test_the_same_document_again_changes_nothing():
    firm = a_firm("AAA")
    firm.hand_in(an_order())
    entries = LogEntry.objects.count()
    found = firm.hand_in(an_order()).json()
    assert (found["stored"], found["known"], LogEntry.objects.count()) == (0, 1, entries)


def test_the_same_key_and_body_have_the_same_answer_and_another_body_is_refused():
    firm, key = a_firm("AAA"), {"Idempotency-Key": "k-1"}
    first = firm.hand_in(an_order(), **key).json()
    again = firm.hand_in(an_order(), **key).json()
    assert again == first | {"repeated": True}
    other = firm.hand_in(an_order(number="O-2"), **key)
    assert (other.status_code, other.json()["code"]) == (409, "repeated-differently")
    assert Document.objects.count() == Receipt.objects.count() == 1
    assert a_firm("BBB").hand_in(an_order("BBB", "O-3"), **key).json()["repeated"] is False


def test_a_message_of_customs_is_the_same_document_as_its_json():
    firm = a_firm("AAA")
    by_message = firm.post("/documents", message(("AAA", "O-1")), XML)
    assert by_message.status_code == 200, by_message.content
    order = {"kind": "order", "values": {"number": "O-1", "guid": "G-O-1", "merchant_code": "AAA",
                                         "goods_value": "19.90", "currency": "142"},
             "lines": {"order_line": [{"line_number": 1, "item_name": "茶", "quantity": 2, "price": "9.95"}]},
             }  # fmt: skip
    assert firm.hand_in(order).json()["known"] == 1
    assert firm.post("/documents", message(("AAA", "O-1")), "text/xml").json()["known"] == 1


def test_what_cannot_be_read_of_a_message_is_said_and_the_rest_taken_in():
    broken = message(("AAA", "O-1"), ("AAA", "O-2")).replace(b"19.90", b"a lot", 1)
    found = a_firm("AAA").post("/documents", broken, XML).json()
    assert (found["decision"], found["stored"]) == ("refuse", 1) or found["refused"], found
    assert any(problem["code"] for one in found["refused"] for problem in one["problems"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_read_is_refused_in_the_language_asked_for_and_the_rest_taken_in(language):
    firm = a_firm("AAA")
    firm.language = language
    found = firm.hand_in(an_order(number="O-1", goods_value="much"), an_order(number="O-2"), **{"Idempotency-Key": "k"})
    answer = found.json()
    (refused,) = answer["refused"]
    assert (answer["decision"], answer["stored"], refused["place"]) == ("refuse", 1, "documents[0]")
    assert ("列" in refused["problems"][0]["sentence"]) is (language == "zh")
    firm.language = "en" if language == "zh" else "zh"
    again = firm.get(f"/receipts/{answer['receipt']}").json()["refused"][0]["problems"][0]["sentence"]
    assert ("列" in again) is (language == "en")


@pytest.mark.parametrize(
    ("story", "document", "status", "code"),
    [
        ("an order of another firm", an_order("BBB"), 403, "reports-for-others"),
        ("lines without a document", {"kind": "order_line", "values": {"order_number": "O-1"}}, 403,
         "reports-for-others"),
        ("an unknown kind", {"kind": "ordr", "values": {}}, 422, "unknown-record"),
        ("what is made from others", {"kind": "purchase", "values": {"order_number": "O-1"}}, 422, "unknown-record"),
        ("a payment dressed as lines of an order", an_order() | {"lines": {"payment": [{"order_number": "O-9"}]}}, 422,
         "no-such-lines"),
        ("values within values", {"kind": "order", "values": {"number": {"a": 1}}}, 422, "unreadable-body"),
        ("no values", {"kind": "order"}, 422, "unreadable-body"),
    ],
)  # fmt: skip
def test_what_may_not_be_reported_is_not_stored(story, document, status, code):
    answer = a_firm("AAA").hand_in(an_order(number="O-7"), document)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("story", "line", "code"),
    [
        ("of another order", {"order_number": "O-9", "line_number": 1}, "line-of-another"),
        ("of another message", {"document": "G-9", "line_number": 1}, "line-of-another"),
        ("with a text no index takes", {"line_number": 1, "order_number": "O" * 5000}, "line-of-another"),
    ],
)
def test_a_line_belongs_to_the_document_it_comes_with(story, line, code):
    found = a_firm("AAA").hand_in(an_order() | {"lines": {"order_line": [line]}}).json()
    assert found["stored"] == 0 and code in {one["code"] for one in found["refused"][0]["problems"]}


def test_a_number_longer_than_any_is_refused():
    found = a_firm("AAA").hand_in(an_order(number="9" * 121), an_order(number="9" * 118, guid="g")).json()
    assert (found["stored"], [one["place"] for one in found["refused"]]) == (1, ["documents[0]"])


def test_lines_in_bulk_are_answered_line_by_line(monkeypatch):
    monkeypatch.setattr("shibosi.api.bulk.CHUNK", 2)
    firm = a_firm("AAA")
    lines = [an_order(number="O-1"), an_order(number="O-2"), an_order("BBB", "O-3"), an_order(number="O-1")]
    body = b"\n".join(
        [*(json.dumps(one).encode() for one in lines), b"{no json", b"", json.dumps({"kind": "x"}).encode()]
    )
    answer = firm.post("/documents/bulk", body, "application/x-ndjson", **{"Idempotency-Key": "b"})
    said = [json.loads(line) for line in answer.getvalue().splitlines()]
    assert [one["line"] for one in said] == [1, 2, 3, 4, 5, 6]
    assert [one["known"] for one in said] == [False, False, False, True, False, False]
    assert [[problem["code"] for problem in one["problems"]] for one in said] == [
        [], [], ["reports-for-others"], [], ["unreadable-body"], ["unreadable-body"],
    ]  # fmt: skip
    assert said[0]["decision"] in ("hold", "wait") and said[2]["decision"] == "refuse"
    assert (Document.objects.count(), Receipt.objects.count()) == (2, 3)
    repeated = firm.post("/documents/bulk", body, "application/x-ndjson", **{"Idempotency-Key": "b"}).getvalue()
    assert [json.loads(one)["receipt"] for one in repeated.splitlines()] == [one["receipt"] for one in said]
    other = firm.post("/documents/bulk", b'{"kind": "x"}', "application/x-ndjson", **{"Idempotency-Key": "b"})
    assert json.loads(other.getvalue())["stopped"]["code"] == "repeated-differently"


def test_an_agent_reports_for_its_principal_under_a_mandate():
    firm = a_firm("AAA")
    agent = an_agent("aaa")
    assert agent.hand_in(an_order()).status_code == 403
    agent.party = "aaa"
    assert agent.hand_in(an_order()).status_code == 200
    assert firm.get("/documents").json()["items"][0]["own"] is True
    agent.party = "nobody"
    assert agent.hand_in(an_order()).json()["code"] == "not-your-party"


def test_a_token_reports_only_with_the_scope():
    answer = a_firm("AAA", ["documents:read"]).hand_in(an_order())
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-lacking")
    assert the_platform().hand_in(an_order("ZZZ")).status_code == 200
