"""`shibosi customs simulate` and `shibosi messages status`: a folder of messages answered, and how each stands."""

import json
from datetime import date

import pytest

from shibosi.cli.customs.payments import listening
from shibosi.example.sales import SENDER, sales
from shibosi.methods.customsoffice.sampling import Sampler
from shibosi.methods.customsoffice.tests.test_sampling import ROW as PAID
from shibosi.methods.formats.ceb import build_message, write_message
from shibosi.methods.formats.dec import build
from shibosi.methods.messages.originals import exchanged
from shibosi.methods.messages.signing.keys import new_key, public_key

ORDER = {"orderNo": "O-1", "ebpCode": "E", "appType": "1", "appTime": "20260101100000"}


@pytest.fixture
def sent(tmp_path):
    """A folder with an order and a list that is not signed."""
    folder = tmp_path / "sent"
    folder.mkdir()
    lines = {"OrderList": [{"gnum": "1"}]}
    order = build_message("CEB311Message", [{"head": ORDER, "lists": lines}])
    listed = build_message("CEB621Message", [{"head": {"agentCode": "A", "copNo": "C-1", "appTime": "20260101100000"}}])
    (folder / "order.xml").write_bytes(write_message(order))
    (folder / "list.xml").write_bytes(write_message(listed))
    return folder


def test_a_folder_is_answered_and_its_documents_stand_where_they_do(ask, sent, tmp_path):
    answers = tmp_path / "answers"
    assert ask("messages", "status", sent).status == 3
    made = ask("customs", "simulate", sent, "--out", answers)
    assert made.status == 0 and "3 answers to 2 documents" in made.words
    found = ask("messages", "status", sent, answers, "--json")
    assert found.status == 1
    assert {one["message"]: one["state"] for one in found.data} == {"311": "accepted", "621": "error"}
    words = ask("messages", "status", sent, answers, "--open", language="zh").words
    assert "更正后重发" in words and "O-1" not in words


def test_the_gate_opens_for_a_parcel_that_the_office_released(ask, tmp_path):
    orders, out = tmp_path / "orders.jsonl", tmp_path / "out"
    assert ask("customs", "orders", "--count", "3", "--day", "2026-03-03", "--out", orders).status == 0
    assert ask("customs", "declare", orders, "--out", out, "--unsigned", "--at", "2026-03-03T10:00").status == 0
    waybill = f"SF{json.loads(orders.read_text(encoding='utf-8').splitlines()[1])['number']}"
    shut = ask("customs", "gate", out, "--waybill", waybill)
    assert shut.status == 1 and "stays shut" in shut.words
    assert ask("customs", "simulate", out / "sent", "--out", out / "answers", "--unsigned").status == 0
    assert ask("customs", "gate", out, "--waybill", waybill, "--json").data[0]["opens"] is True
    assert "2 tax bills" in ask("messages", "status", out).words


def test_answers_may_get_lost(ask, sent, tmp_path):
    assert ask("customs", "simulate", sent, "--out", tmp_path / "none", "--lose", "1").status == 0
    assert not list((tmp_path / "none").iterdir())


def test_a_file_that_is_no_message_is_told_and_the_others_are_answered(ask, sent, tmp_path):
    (sent / "broken.xml").write_text("<a>")
    made = ask("customs", "simulate", sent, "--out", tmp_path / "out")
    assert made.status == 2 and "broken.xml" in made.err and "3 answers" in made.words
    assert ask("messages", "status", sent).status == 2


def test_a_dear_order_of_a_business_gets_a_general_declaration(ask, tmp_path):
    sale = list(sales(3, 1, date(2026, 3, 3)))[2]
    facts = sale["facts"] | {"platform": True, "inspection": False}
    dear = sale | {"mode": "9710", "facts": facts, "lines": [sale["lines"][0] | {"price": "9000"}]}
    orders, out = tmp_path / "orders.json", tmp_path / "out"
    orders.write_text(json.dumps({"sender": SENDER, "orders": [dear]}), encoding="utf-8")
    made = ask("customs", "declare", orders, "--out", out, "--unsigned", "--at", "2026-03-03T10:00")
    assert made.status == 0 and "1 general declarations" in made.words
    order, declaration = out / "sent" / "000001-CEB303Message.xml", out / "declarations" / "000001-DecMessage.xml"
    same = ask("customs", "declaration", declaration, "--order", order)
    assert same.status == 0 and "unverified" in same.words and "TradeMode" in same.words
    declaration.write_text(declaration.read_text(encoding="utf-8").replace("9000", "900"), encoding="utf-8")
    other = ask("customs", "declaration", declaration, "--order", order, language="zh")
    assert other.status == 1 and "DeclPrice" in other.words and "报关单" in other.words
    found = ask("customs", "declaration", declaration, "--order", order, "--json").data
    assert found["verified"] is False and found["differences"][0]["line"] == 1


def test_a_platform_is_asked_for_payment_data_and_answers_from_a_file(ask, tmp_path):
    private, public = new_key("sm2")
    paid, key, known = tmp_path / "paid.json", tmp_path / "key.pem", tmp_path / "public.pem"
    key.write_bytes(private)
    known.write_bytes(public)
    head, orders = exchanged([PAID])
    paid.write_text(json.dumps({"head": head, "orders": orders}, default=str), encoding="utf-8")
    sampler = Sampler(public_key(public).verifies)
    question = sampler.question("O-1", 1)
    given = ("customs", "payment-data", paid, "--question", question, "--key", key, "--number", "01ab")
    assert '"certNo":"01ab"' in ask(*given).words
    with listening(sampler, 0) as port:
        assert ask(*given, "--to", f"http://127.0.0.1:{port}/").status == 0
        assert ask(*given, "--to", f"http://127.0.0.1:{port}/").status == 1, "a session is taken once"
        silent = ask("customs", "ask", f"http://127.0.0.1:{port}/", "O-2", "--listen", "0", "--wait", "0")
        assert silent.status == 1 and "O-2: 20000" in silent.words
    assert len(sampler.taken) == 1
    assert ask("customs", "ask", "ftp://host/", "O-1", "--listen", "0").status == 2
    paid.write_text("[]", encoding="utf-8")
    assert ask(*given).status == 2


def test_files_that_are_no_declaration_or_no_order_are_said(ask, sent, tmp_path):
    assert ask("customs", "declaration", sent / "list.xml").status == 2
    made = tmp_path / "dec.xml"
    made.write_bytes(build({"DecHead": [{"TradeMode": "9710"}]}).original)
    none = ask("customs", "declaration", made, "--order", sent / "list.xml")
    assert none.status == 2 and "holds no order" in none.err
