"""Payment data on demand: the exact text, upload and reading, questions and answers, and what is none."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from shibosi.methods.messages import paymentdata as data
from shibosi.methods.messages.signing.keys import SM2, public_key
from shibosi.methods.messages.signing.tests.builders import signer

ASKED = data.Question("O-1", "fe2374-8fnejf97-32839218", 1533271903898)
HEAD = {
    "guid": "9D55BA71-55DE-41F4-8B50-C36C83B3B419", "initalRequest": "https://pay.example/?a=1&b=/x", "ebpCode": "E1",
    "initalResponse": "ok", "payCode": "P1", "payTransactionId": "T1", "totalAmount": Decimal("5.0"),
    "currency": "142", "verDept": "3", "payType": "1", "tradingTime": "20181212041803", "note": "批量",
}  # fmt: skip
ORDER = {"orderNo": "O-1", "goodsInfo": [{"gname": "面膜", "itemLink": "http://s.example/1"}], "recpAccount": "A",
         "recpName": "测试"}  # fmt: skip


def uploaded(**head):
    return data.upload(ASKED, HEAD | head, [ORDER], signer(), 1542337661665)


def test_the_text_has_the_exact_form():
    read = data.read_upload(uploaded())
    assert read.signed_text.startswith(
        '"sessionID":"fe2374-8fnejf97-32839218"||"payExchangeInfoHead":"{"guid":"9D55BA71-55DE-41F4-8B50-C36C83B3B419",'
        '"initalRequest":"https://pay.example/?a=1&b=/x","initalResponse":"ok"'
    )
    assert '"totalAmount":5.0,' in read.signed_text and "批量" in read.signed_text and "\\/" not in read.signed_text
    assert read.signed_text.endswith('}]"||"serviceTime":"1542337661665"')


def test_an_upload_says_what_was_given_and_verifies_as_long_as_no_character_changes():
    text = uploaded()
    key = signer(SM2).public
    assert data.read_upload(text).verifies(key)
    assert data.read_upload(text).head["totalAmount"] == Decimal("5.0")
    assert json.loads(text)["certNo"] == signer().number
    for old, new in (("5.0", "5.00"), ("O-1", "O-2"), ('"note":"', '"note": "'), ("1542337661665", "1542337661666")):
        assert not data.read_upload(text.replace(old, new)).verifies(key), old
    assert data.read_upload(text.replace(',"certNo"', ' , "certNo"')).verifies(key), "blanks around parts say nothing"


@pytest.mark.parametrize(
    ("story", "head"),
    [
        ("a field without place", {"amount": 1}),
        ("a field missing", {"ebpCode": ""}),
        ("an inexact amount", {"totalAmount": 0.1}),
    ],
)
def test_what_the_interface_does_not_take_is_refused(story, head):
    with pytest.raises(data.NoPaymentData):
        uploaded(**head)


def test_a_question_is_answered_at_once_and_the_upload_follows():
    asked = json.dumps({"orderNo": "O-1", "sessionID": "fe-1", "serviceTime": 1533271903898})
    at_once, follows = data.respond(asked, lambda number: (HEAD, [ORDER]) if number == "O-1" else None, signer(), 7)
    assert at_once == {"code": "10000", "message": "", "serviceTime": 7}
    assert data.read_upload(follows).session == "fe-1" and data.read_upload(follows).verifies(signer().public)
    refused, nothing = data.respond(asked.replace("O-1", "O-9"), lambda number: None, signer(), 7)
    assert refused["code"] == "20000" and nothing == ""


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", "[" * 100_000, '{"orderNo": 7}', '{"orderNo":"1","sessionID":"a\\"b","serviceTime":1}',
     '{"orderNo":"1","sessionID":"a b","serviceTime":1}', '{"orderNo":"1","sessionID":"a","serviceTime":true}',
     '{"orderNo":"1","sessionID":"a","serviceTime":"1e9"}', '{"orderNo":"' + "1" * 61 + '","sessionID":"a"}',
     '{"orderNo":"1"' + " " * 5_000 + "}"],
)  # fmt: skip
def test_what_is_no_question_and_no_upload_is_told(text):
    for read in (data.question, data.read_upload):
        with pytest.raises(data.NoPaymentData):
            read(text)


def test_a_name_that_stands_twice_is_no_upload():
    text = uploaded()
    with pytest.raises(data.NoPaymentData):
        data.read_upload(text[:-1] + ',"sessionID":"other"}')


@pytest.mark.real
def test_the_upload_that_customs_took_verifies(real_data: Path):
    path = real_data / "reference" / "samples" / "ceb" / "signature-vectors.json"
    vectors = {one["id"]: one for one in json.loads(path.read_text(encoding="utf-8"))["vectors"]}
    taken = vectors["179-sm2"]
    read = data.read_upload(taken["payExInfoStr"])
    assert read.signed_text == taken["messageUtf8"]
    assert read.verifies(public_key(taken["publicKeyPem"].encode()))
    form = vectors["179-rsa-form"]
    assert data.read_upload(form["payExInfoStr"]).signed_text == form["messageUtf8"]
    asked = data.question(json.dumps(form["openReq"]))
    assert asked.session == "fe2374-8fnejf97-55616242"
