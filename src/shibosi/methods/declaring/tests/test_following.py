"""What follows a declaration: cancelled, changed, returned, arrived, loaded, left, delivered, summed up; answered."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from shibosi.kernel.words import speak
from shibosi.methods.customsoffice.office import Office
from shibosi.methods.customsoffice.post import messages as posted
from shibosi.methods.declaring.declaring import declare
from shibosi.methods.declaring.reading import NoSale, read_sales, request_of
from shibosi.methods.declaring.request import MESSAGES
from shibosi.methods.declaring.sale import REPORTS
from shibosi.methods.declaring.tests.test_declaring import AT, SALES, SENDER, SIGNER
from shibosi.methods.formats.ceb import read_message
from shibosi.methods.messages.checking import check
from shibosi.methods.messages.mistakes import REFUSED
from shibosi.methods.messages.states import Board
from shibosi.standard.codes import codes

DIRECT, BONDED, EXPORT = SALES[:3]
LATER = datetime(2026, 3, 3, 11)
TRIP = {"transport_mode": "5", "vehicle": "CA1", "voyage": "CA1", "bill_number": "999-1"}
SITE = {"operator_code": "3100910001", "operator_name": "监管场所", "site_code": "3101", "location": "A1"}
HOME = {**TRIP, "site_code": "3101", "port_code": "3100", "reason": "退货"}


class House:
    """A declarant with an office that answers at once."""

    def __init__(self, *states):
        self.office = Office(lambda number: list(states), wants_signatures=False)
        self.board, self.sent, self.refused, self.statuses = Board(), [], [], []
        self.minute = 0

    def send(self, *sales, **more):
        """Declare and have it answered, a minute later each time; the documents that went out, by message."""
        self.minute += 1
        at = LATER.replace(minute=self.minute)
        batches = list(declare(sales, at, SENDER, known=self.board, **more))
        self.refused = [one for batch in batches for one in batch.refused]
        self.sent = [message for batch in batches for message in batch.messages]
        self.statuses = []
        for message in self.sent:
            self.board.add(message)
            answers = list(self.office.take(message))
            self.statuses += [(one.message[3:6], one.values["returnStatus"]) for one in answers]
            for name, data in posted(answers):
                self.board.add(read_message(data, name)[0])
        return {message.name[3:6]: message.documents for message in self.sent}

    def ask(self, kind, *sales, **said):
        """One request of orders that are known."""
        request = request_of({"request": kind, "orders": [sale.number for sale in sales], **said})
        return self.send(*(replace(sale, report="none") for sale in sales), requests=[request])

    def states(self, number):
        return {one.state for one in self.board.standings() if one.key[0] == number}

    @property
    def reasons(self):
        return " ".join(reason for one in self.refused for reason in one.reasons)


def declared(*states):
    house = House(*states)
    house.send(*SALES)
    return house


@pytest.mark.parametrize(("sale", "number", "listed"), [(DIRECT, "623", "621"), (EXPORT, "605", "603")])
def test_a_list_that_waits_is_cancelled_and_not_sent_again(sale, number, listed):
    house = declared("300")
    ((cancelled,),) = house.ask("cancel", sale, reason="买家撤回").values()
    assert cancelled.head["reason"] == "买家撤回" and house.states(number) == {"accepted"}
    assert house.states(listed) == {"cancelled", "pending"}
    assert house.ask("cancel", sale, reason="买家撤回") == {} and "cancelled" in house.reasons
    assert house.send(*SALES) == {}
    anew = house.send(replace(sale, company_number="ANEW"))
    assert list(anew) == [listed], "its order may be declared anew under another number of the list"
    assert (str(int(listed) + 1), "300") in house.statuses


@pytest.mark.parametrize(
    ("story", "states", "kind", "said"),
    [
        ("released goods are not cancelled", (), "cancel", "stands as: released"),
        ("nor what customs holds", ("500", "501"), "cancel", "held by customs"),
        ("what waits is not returned", ("300",), "return", "stands as: under way"),
        ("nor delivered", ("300",), "deliver", "Only released parcels are delivered"),
        ("an import has no departure", (), "leave", "There is no 'leave' of import"),
    ],
)
def test_what_is_not_open_to_a_list_is_held_back_with_its_reason(story, states, kind, said):
    house = declared(*states)
    assert house.ask(kind, DIRECT, reason="x") == {} and said in house.reasons, story


def test_a_list_nobody_answered_has_no_number_but_the_order_may_say_it():
    house = House()
    assert house.ask("cancel", DIRECT, reason="x") == {} and "customs_number" in house.reasons
    named = replace(DIRECT, customs_number="29242026I000000001")
    assert house.ask("cancel", named, reason="x")["623"][0].head["invtNo"] == "29242026I000000001"
    assert ("624", "100") in house.statuses, "the office knows no such list"


def test_an_import_arrives_is_delivered_and_comes_back():
    house = declared()
    (arrived,) = house.ask("arrive", DIRECT, **SITE, **TRIP)["711"]
    assert arrived.head["ieFlag"] == "I" and arrived.lists["DeliveryList"][0]["logisticsNo"] == DIRECT.waybill_number
    (signed,) = house.ask("deliver", DIRECT, at="2026-03-05T09:30:00")["513"]
    assert signed.head["logisticsTime"] == "20260305093000"
    half = [{"number": "1", "quantity": "1"}]
    (back,) = house.ask("return", DIRECT, reason="退货", lines=half)["625"]
    assert [row["qty"] for row in back.lists["InvtRefundList"]] == ["1"]
    assert house.ask("return", DIRECT, reason="退货", lines=half) == {}, "the same return is sent once"
    assert house.states("711") == house.states("513") == house.states("625") == {"accepted"}


def test_an_export_arrives_is_loaded_leaves_is_summed_up_and_comes_back():
    house = declared()
    assert list(house.ask("arrive", EXPORT, **SITE, **TRIP, domestic_vehicle="沪A1")) == ["507"]
    (loaded,) = house.ask("load", EXPORT, **TRIP)["607"]
    assert (loaded.head["msgCount"], loaded.head["msgSeqNo"]) == ("1", "1") and "invtNo" not in loaded.lists
    summed = replace(EXPORT, filing="B")
    assert house.ask("summarise", summed) == {} and "have left (899)" in house.reasons
    assert list(house.ask("leave", EXPORT, **TRIP)) == ["509"] and ("604", "899") in house.statuses
    assert house.ask("summarise", summed)["701"][0].lists["SummaryApplyList"][0]["invtNo"][8] == "E"
    (back,) = house.ask("return", EXPORT, **HOME)["213"]
    assert (back.head["ieFlag"], back.head["tradeMode"]) == ("I", "9661")
    (tallied,) = house.ask("tally", EXPORT, **SITE, **TRIP)["215"]
    assert tallied.head["coElNo"] == back.head["coElNo"] and house.states("213") == {"released"}


def test_orders_that_differ_become_a_document_each():
    house = declared()
    exports = [sale for sale in SALES if sale.direction == "export"]
    assert len(house.ask("arrive", *exports, **SITE, domestic_vehicle="沪A1")["507"]) == 2
    assert house.ask("load", *exports, **TRIP, number="ONE") == {} and "2 documents" in house.reasons
    assert house.ask("arrive", DIRECT, EXPORT, **SITE) == {} and "imports and exports" in house.reasons


def refused():
    """A house whose direct import customs refused: its buyer had bought enough that year."""
    house = House()
    house.office.spent[DIRECT.buyer_id, "2026"] = Decimal(26000)
    house.send(*SALES)
    assert ("622", "100") in house.statuses
    return house


def test_after_a_refusal_only_what_changed_is_sent_and_the_list_as_new():
    house = refused()
    house.office.spent.clear()
    changed = house.send(replace(DIRECT, report="change", contents="书"))
    assert {name: one[0].head["appType"] for name, one in changed.items()} == {"511": "2", "621": "1"}
    assert ("622", "800") in house.statuses


def test_a_declared_list_is_changed_alone_and_once():
    house = declared("300")
    licensed = replace(DIRECT, report="change", licence_number="L1")
    (listed,) = house.send(licensed)["621"]
    assert listed.head["appType"] == "2" and ("622", "300") in house.statuses
    assert house.send(licensed) == {} and not house.refused
    assert house.send(replace(DIRECT, report="change", contents="书")) == {} and "message 511" in house.reasons
    assert house.send(replace(DIRECT, report="delete")) == {} and "after the list is cancelled" in house.reasons
    assert declared().send(replace(DIRECT, report="change", licence_number="L1")) == {}


def test_an_order_is_taken_back_once_its_list_is_refused():
    house = refused()
    gone = house.send(replace(DIRECT, report="delete"))
    assert sorted(gone) == ["311", "411", "511"] and {status for _, status in house.statuses} == {"2", "399"}
    assert house.send(replace(DIRECT, report="delete")) == {}
    assert "311" in house.send(DIRECT), "and may be reported anew"


def test_the_office_refuses_changes_of_what_a_list_rests_on():
    house = declared("300")
    (message,) = [one for one in house.sent if one.name == "CEB311Message"]
    changed = replace(message, documents=[one.replaced(head=one.head | {"appType": "2"}) for one in message.documents])
    assert {one.values["returnStatus"] for one in house.office.take(changed)} == {"-301011"}


def test_every_message_a_firm_sends_is_made_right_and_signed_where_it_has_to_be():
    asked = [(kind, sale) for kind, numbers in MESSAGES.items()
             for sale, number in zip((DIRECT, EXPORT), numbers, strict=True) if number]  # fmt: skip
    requests = [request_of({"request": kind, "orders": [sale.number], "domestic_vehicle": "沪A1", **SITE, **HOME})
                for kind, sale in asked]  # fmt: skip
    known = [replace(sale, report="none", filing="B", customs_number=f"29242026{flag}000000001")
             for sale, flag in ((DIRECT, "I"), (EXPORT, "E"))]  # fmt: skip
    old = list(declare(SALES, datetime(2024, 12, 14, 10), SENDER, SIGNER))
    batches = old + list(declare(known, AT, SENDER, SIGNER, requests=requests))
    made = [message for batch in batches for message in batch.messages]
    sent = {
        one
        for one, code in codes("ceb-message").items()
        if code.more["sender"] != "customs" and not code.more["answers"]
    }
    assert {message.name[3:6] for message in made} == sent - {"900"}, "900 is the e-port's"
    assert not [one for batch in batches for one in batch.refused]
    for message in made:
        assert not [one for one in check(message).mistakes if one.weight == REFUSED], message.name


@pytest.mark.parametrize(
    ("story", "said", "wrong"),
    [
        ("no such request", {"request": "forget"}, "forget"),
        ("no such report", {"request": "load", "report": "none"}, "none"),
        ("orders that are no list", {"request": "load", "orders": "O-1"}, "orders"),
        ("a name without meaning", {"request": "load", "bil_number": "x"}, "bil_number"),
        ("a line without quantity", {"request": "return", "lines": [{"number": "1"}]}, "quantity"),
        ("a time that is none", {"request": "leave", "at": "noon"}, "noon"),
    ],
)
def test_a_request_that_cannot_be_read_is_named(story, said, wrong):
    with pytest.raises(NoSale, match=wrong):
        request_of({"orders": ["O-1"], **said})


@pytest.mark.parametrize(
    ("story", "said", "wrong"),
    [
        ("an order the file does not hold", {"orders": ["O-9"]}, "no order O-9"),
        ("no order", {"orders": []}, "names no order"),
        ("a line the list has not", {"lines": [{"number": "9", "quantity": "1"}]}, "no line 9"),
        ("more than went", {"lines": [{"number": "1", "quantity": "99"}]}, "at most"),
        ("a change of nobody knows what", {"report": "change"}, "by its 'number'"),
        ("no reason", {"reason": None}, "reason"),
    ],
)
def test_a_request_that_cannot_be_made_leaves_the_others(story, said, wrong):
    house = declared()
    good = request_of({"request": "deliver", "orders": [DIRECT.number]})
    bad = request_of({"request": "return", "orders": [DIRECT.number], "reason": "x"} | said)
    assert list(house.send(replace(DIRECT, report="none"), requests=[bad, good])) == ["513"], story
    assert wrong in house.reasons


def test_requests_stand_in_lines_or_beside_the_orders():
    inside = b'{"sender": {"code": "A"}, "orders": [], "requests": [{"request": "load", "orders": ["O-1"]}, 7]}'
    found = list(read_sales(inside, "x.json"))
    assert [one.request.kind for one in found if one.request] == ["load"] and found[-1].problem
    (line,) = read_sales(b'{"request": "load", "orders": ["O-1"]}', "x.jsonl")
    assert line.request.orders == ("O-1",)
    (odd,) = read_sales(b'{"number": "1", "direction": "import", "mode": "9610", "report": "again"}', "x.jsonl")
    assert odd.problem and all(one not in odd.problem.sentence() for one in REPORTS[1:])


def test_reasons_are_said_in_chinese():
    house = declared("300")
    speak("zh")
    try:
        for kind, sale in (("return", DIRECT), ("leave", DIRECT), ("leave", EXPORT), ("summarise", EXPORT)):
            house.ask(kind, sale)
            assert any("一" <= sign <= "鿿" for sign in house.reasons), kind
    finally:
        speak("en")
