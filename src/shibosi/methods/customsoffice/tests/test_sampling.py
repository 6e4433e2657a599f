"""A simulated customs that asks for payment data: what it takes, and what is wrong with the rest."""

import json
from datetime import datetime
from decimal import Decimal

import pytest

from shibosi.methods.customsoffice.sampling import Sampler
from shibosi.methods.messages.originals import exchanged
from shibosi.methods.messages.paymentdata import question, upload
from shibosi.methods.messages.signing.keys import RSA, SM2
from shibosi.methods.messages.signing.tests.builders import signer

ROW = {
    "firm_code": "P1", "number": "T-1", "order_number": "O-1", "platform_code": "EBP1", "request": "a=1&b=/x",
    "response": '{"ok": "是"}', "amount": Decimal("5.00"), "currency": "142", "verified_by": "3", "method": "1",
    "traded_at": datetime(2026, 3, 2, 10), "goods": "面膜; 杯", "links": "https://shop.example/1",
    "payee_account": "A-1", "payee_code": None, "payee_name": "甲",
}  # fmt: skip
ROWS = [ROW, ROW | {"order_number": "O-2", "goods": "盘"}]


def answered(sampler, order="O-1", kind=SM2, rows=ROWS):
    return upload(question(sampler.question(order, 7)), *exchanged(rows), signer(kind), 8)


@pytest.mark.parametrize("kind", [SM2, RSA])
def test_what_was_kept_is_uploaded_signed_and_taken(kind):
    sampler = Sampler(signer(kind).public.verifies)
    assert sampler.take(answered(sampler, kind=kind), 9) == {
        "code": "10000", "message": "上传成功", "total": 0, "serviceTime": 9,
    }  # fmt: skip
    (found,) = sampler.taken.values()
    assert [one["orderNo"] for one in found["payExchangeInfoLists"]] == ["O-1", "O-2"]
    goods = found["payExchangeInfoLists"][0]["goodsInfo"]
    assert [(one["gname"], one["itemLink"]) for one in goods] == [
        ("面膜", "https://shop.example/1"), ("杯", "https://shop.example/1"),
    ]  # fmt: skip
    assert found["payExchangeInfoHead"]["tradingTime"] == "20260302100000"


def test_the_same_payment_has_the_same_id_however_often_it_is_asked_for():
    assert exchanged(ROWS)[0]["guid"] == exchanged(list(ROWS))[0]["guid"]
    assert exchanged([ROW | {"number": "T-2"}])[0]["guid"] != exchanged(ROWS)[0]["guid"]


@pytest.mark.parametrize(
    ("story", "changed", "code", "fault"),
    [
        ("one character of an amount", lambda text: text.replace("5.00", "5.01"), "20004", "signature"),
        ("a blank within an object", lambda text: text.replace('"payCode"', ' "payCode"'), "20004", "signature"),
        ("no certificate number", lambda text: text.replace(f'"{signer().number}"', '""'), "20004", "signature"),
        ("another session", lambda text: text.replace("-sample", "-other"), "20000", "nobody asked"),
        ("another order", lambda text: text.replace('"O-1"', '"O-3"'), "20000", "O-1 is not among"),
        ("nothing of the request", lambda text: text.replace('"a=1&b=/x"', '""'), "20000", "initalRequest"),
        ("no object", lambda text: "[]", "20000", "unreadable"),
        ("nested without end", lambda text: "[" * 100_000, "20000", "unreadable"),
        ("nothing", lambda text: "", "20000", "unreadable"),
    ],
)
def test_what_is_wrong_is_refused_with_its_code(story, changed, code, fault):
    sampler = Sampler(signer(SM2).public.verifies)
    assert sampler.take(changed(answered(sampler)), 9)["code"] == code, story
    assert fault in sampler.faults[0] and not sampler.taken


def test_a_session_is_uploaded_once():
    sampler = Sampler()
    text = answered(sampler)
    assert [sampler.take(text, 9)["code"] for _ in range(2)] == ["10000", "20000"]
    assert "uploaded before" in sampler.faults[0]


def test_every_question_is_a_session_of_its_own():
    sampler = Sampler()
    first, second = (json.loads(sampler.question("O-1", 7))["sessionID"] for _ in range(2))
    assert first != second and sampler.asked == {first: "O-1", second: "O-1"}
