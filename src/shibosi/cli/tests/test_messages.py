"""`shibosi messages`: kinds, checking with its status, showing, and writing from JSON and back."""

import json

import pytest

from shibosi.methods.formats.ceb import build_message, write_message

GUID = "4CDE1CFD-EDED-46B1-946C-B8022E42FC94"
HEAD = {"guid": GUID, "ebpCode": "1105910159", "ebcCode": "1105910159", "orderNo": "O-1", "returnStatus": "100",
        "returnTime": "20261122101112013", "returnInfo": "[Code:1327;Desc:x]"}  # fmt: skip


@pytest.fixture
def answer(tmp_path):
    """A right answer to an order, as a file."""
    path = tmp_path / "answer.xml"
    path.write_bytes(write_message(build_message("CEB312Message", [{"head": HEAD}], None, GUID)))
    return path


def test_kinds_are_listed_and_one_is_told_with_its_fields(ask):
    assert len(ask("messages", "kinds", "--json").data) == 42
    found = ask("messages", "kinds", "CEB621", language="zh")
    assert found.status == 0 and "账册编号" in found.words
    assert ask("messages", "kinds", "612").status == 2


def test_the_status_says_how_it_stands(ask, answer, tmp_path):
    assert ask("messages", "validate", answer).status == 0
    order = tmp_path / "order.json"
    order.write_text(json.dumps({"message": "CEB311Message", "guid": GUID, "documents": [{"OrderHead": {}}]}))
    refused = ask("messages", "validate", answer, order)
    assert refused.status == 1 and "It would be refused" in refused.words
    broken = tmp_path / "broken.xml"
    broken.write_text("<a>")
    assert ask("messages", "validate", order, broken).status == 2
    told = ask("messages", "validate", order, "--json").data
    assert told[0]["outcome"] == "refused" and told[0]["mistakes"]


def test_a_message_is_shown_with_the_names_of_its_fields_and_what_an_answer_means(ask, answer):
    words = ask("messages", "show", answer, language="zh").words
    assert "海关退单" in words and "购买人与支付单支付人" in words and "O-1" in words
    assert ask("messages", "show", answer, "--json").data["documents"][0]["OrderReturn"]["orderNo"] == "O-1"


def test_json_and_back_gives_the_same_bytes(ask, answer, tmp_path):
    made, again = tmp_path / "made.json", tmp_path / "again.xml"
    assert ask("messages", "write", answer, "--as", "json", "--out", made).status == 0
    assert ask("messages", "write", made, "--out", again).status == 0
    assert again.read_bytes() == answer.read_bytes()
    made.write_text('{"message": "CEB312Message", "documents": [{"OrderReturn": {"ordrNo": "1"}}]}')
    wrong = ask("messages", "write", made)
    assert wrong.status == 2 and "orderNo" not in wrong.out


@pytest.mark.parametrize("kind", ["sm2", "rsa"])
def test_a_message_is_signed_and_verified_and_a_changed_one_is_not(ask, answer, tmp_path, kind):
    key, signed = tmp_path / "key.pem", tmp_path / "signed.xml"
    public = ("--key", tmp_path / "key.public.pem")
    assert ask("messages", "key", "--kind", kind, "--out", key).status == 0
    assert key.stat().st_mode & 0o077 == 0
    made = ask("messages", "sign", answer, "--key", key, "--number", "0AB", "--out", signed)
    assert made.status == 0, made.err
    right = ask("messages", "verify", signed, *public)
    assert right.status == 0 and "0ab" in right.words
    signed.write_bytes(signed.read_bytes().replace(b">O-1<", b">O-2<"))
    wrong = ask("messages", "verify", signed, *public, language="zh")
    assert wrong.status == 1 and "加签后内容被改动" in wrong.words
    assert ask("messages", "verify", answer, "--json").data[0]["reasons"][0]["code"] == "unsigned"
    assert ask("messages", "sign", answer, "--key", answer, "--number", "1", "--out", signed).status == 2
    assert ask("messages", "verify", key).status == 2
