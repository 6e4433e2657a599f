"""From orders to messages: documents agree, what would be refused is held back, nothing is sent twice."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from shibosi.example.sales import sales
from shibosi.kernel.words import speak
from shibosi.methods.customsoffice.office import Office
from shibosi.methods.declaring.declaring import NoSender, declare
from shibosi.methods.declaring.reading import read_sales
from shibosi.methods.formats.ceb import build_message, read_message
from shibosi.methods.messages.checking import check
from shibosi.methods.messages.mistakes import REFUSED
from shibosi.methods.messages.signing.keys import RSA, new_key, private_key
from shibosi.methods.messages.signing.verifying import verify
from shibosi.methods.messages.states import Board

D = Decimal
DAY, AT = date(2026, 3, 3), datetime(2026, 3, 3, 10)
SENDER = {"copCode": "31009X9999", "copName": "示例", "dxpMode": "DXP", "dxpId": "DXPENTEXAMPLE0001"}
SIGNER = replace(private_key(new_key(RSA)[0]), number="01ab")


def made_of(*orders):
    """The sales of orders as a file would hold them."""
    data = "\n".join(json.dumps(one, ensure_ascii=False) for one in orders).encode()
    found = list(read_sales(data, "orders.jsonl"))
    assert not [one.problem for one in found if one.problem]
    return [one.sale for one in found]


ORDERS = list(sales(6, 1, DAY))
SALES = made_of(*ORDERS)
DIRECT, BONDED, EXPORT = SALES[:3]


def batch_of(*given, at=AT, **more):
    (batch,) = declare(given, at, SENDER, **more)
    return batch


def answered(batch, office=None):
    """The last status of each document of a batch, by message and number of the order."""
    office = office or Office(wants_signatures=False)
    return {
        (one.message, one.values.get("orderNo") or one.values.get("copNo") or one.values.get("logisticsNo")
         or one.values.get("payTransactionId")): one.values["returnStatus"]
        for message in batch.messages for one in office.take(message)
    }  # fmt: skip


def heads(batch, number):
    return [
        one.head for message in batch.messages if message.name == f"CEB{number}Message" for one in message.documents
    ]


def test_documents_of_an_order_agree_and_are_released():
    batch = batch_of(*SALES)
    names = [message.name[3:6] for message in batch.messages]
    assert names == ["311", "411", "511", "621", "303", "505", "603"] and not batch.refused
    assert set(answered(batch).values()) == {"120", "800", "399"}
    order, paid, listed = heads(batch, "311")[0], heads(batch, "411")[0], heads(batch, "621")[0]
    assert order["acturalPaid"] == paid["amountPaid"] and order["buyerIdNumber"] == paid["payerIdNumber"]
    assert listed["orderNo"] == order["orderNo"] and listed["buyerName"] == order["buyerName"]
    assert D(order["acturalPaid"]) == D(order["goodsValue"]) + D(order["freight"]) + D(order["taxTotal"])


def test_each_mode_has_its_own_data():
    direct, bonded = heads(batch_of(DIRECT), "621")[0], heads(batch_of(BONDED), "621")[0]
    assert direct["voyageNo"] and "emsNo" not in direct and direct["country"] == "116"
    assert bonded["emsNo"] and "voyageNo" not in bonded and "billNo" not in bonded and bonded["country"] == "142"
    (listed,) = heads(batch_of(EXPORT), "603")
    assert (listed["tradeMode"], listed["statisticsFlag"], listed["ownerCode"]) == ("9610", "A", "NO")
    claimed = replace(EXPORT, facts=(*EXPORT.facts, ("refund", True)))
    assert heads(batch_of(claimed), "603")[0]["statisticsFlag"] == "B"
    early = batch_of(EXPORT, at=datetime(2024, 12, 14, 10))
    assert [message.name[3:6] for message in early.messages] == ["303", "403", "505", "603"]


@pytest.mark.parametrize(
    ("story", "sale", "changes", "said"),
    [
        ("no consignee", DIRECT, {"consignee": None}, "311 consignee"),
        ("a unit of one letter", DIRECT, {"lines": (replace(DIRECT.lines[0], unit="1"),)}, "unit"),
        ("an office of three digits", EXPORT, {"customs_code": "310"}, "603 customsCode"),
        ("above the limits", DIRECT, {"freight": D(30000)}, "at most 5000"),
        ("a mode for exports", DIRECT, {"mode": "9710"}, "Mode 9710 is none of those"),
        ("no such mode", EXPORT, {"mode": "1239"}, "Mode 1239 is none of those"),
        ("not on the list of goods", DIRECT, {"facts": (("positive_list", False),)}, "on the list of retail import"),
        ("whether a refund is claimed is not said", EXPORT, {"facts": (("registered", True),)},
         "A tax refund is claimed"),
        ("more decimals than a message holds", DIRECT, {"freight": D("0.0000001")}, "freight"),
    ],
)  # fmt: skip
def test_an_order_that_would_be_refused_is_held_back_and_the_others_go(story, sale, changes, said):
    bad = replace(sale, number="BAD", **changes)
    batch = batch_of(bad, *SALES)
    assert [one.number for one in batch.refused] == ["BAD"], story
    assert any(said in reason for reason in batch.refused[0].reasons), batch.refused
    assert len(batch.orders) == len(SALES) and "800" in answered(batch).values()


def test_a_number_stands_in_a_file_once():
    batch = batch_of(DIRECT, replace(DIRECT, freight=D(11)))
    assert [one.reasons for one in batch.refused] == [("An order of this number stands in the file before.",)]


def test_messages_hold_a_hundred_documents():
    many = [replace(EXPORT, number=f"N-{at}", waybill_number=f"W-{at}") for at in range(101)]
    batches = list(declare(many, AT, SENDER))
    assert [[len(message.documents) for message in batch.messages] for batch in batches] == [[100] * 3, [1] * 3]


def test_the_same_orders_give_the_same_bytes_and_lists_are_signed():
    first, again = (batch_of(*SALES, signer=SIGNER).messages for _ in range(2))
    assert [one.original for one in first] == [one.original for one in again]
    for message in first:
        mistakes = check(message).mistakes
        assert not [one for one in mistakes if one.weight == REFUSED], message.name
        if message.name in ("CEB621Message", "CEB603Message"):
            assert verify(message.original, "", None, key=SIGNER.public).holds
    office = Office()
    assert "800" in [one.values["returnStatus"] for message in first for one in office.take(message)]


def test_what_is_under_way_or_done_is_not_sent_again():
    batch, board = batch_of(*SALES), Board()
    for message in batch.messages:
        board.add(message)
    again = batch_of(*SALES, known=board)
    assert (again.messages, again.orders, again.underway) == ((), (), sum(len(one.documents) for one in batch.messages))
    rejected = {"agentCode": DIRECT.declarant_code, "copNo": DIRECT.number, "returnStatus": "100",
                "returnTime": "20260303101500000", "returnInfo": "[Code:1332;Desc:x]", "guid": "x"}  # fmt: skip
    board.add(build_message("CEB622Message", [{"head": rejected}]))
    third = batch_of(*SALES, known=board)
    assert [message.name for message in third.messages] == ["CEB621Message"] and third.orders == (DIRECT.number,)


def test_nobody_transmits_without_a_name():
    with pytest.raises(NoSender):
        list(declare(SALES, AT, {"copCode": "", "dxpMode": "DXP"}))


def test_reasons_are_said_in_chinese():
    speak("zh")
    try:
        bad = [replace(DIRECT, number="1", consignee=None), replace(EXPORT, number="2", mode="0110"),
               replace(EXPORT, number="3", facts=())]  # fmt: skip
        for refusal in batch_of(*bad).refused:
            assert all(any("一" <= sign <= "鿿" for sign in reason) for reason in refusal.reasons), refusal
    finally:
        speak("en")


def test_a_message_reads_back_as_it_was_made():
    for message in batch_of(*SALES).messages:
        found, problems = read_message(message.original, "x")
        assert not problems and [one.head for one in found.documents] == [one.head for one in message.documents]
