"""General declarations under 9710 and 9810: from the same sale as their order, held back where letters are missing."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from shibosi.example.sales import sales
from shibosi.methods.declaring.declaring import declare
from shibosi.methods.declaring.general import differences
from shibosi.methods.declaring.reading import sale_of
from shibosi.methods.formats.dec import read_declaration
from shibosi.methods.messages.states import board

D = Decimal
AT = datetime(2026, 3, 3, 10)
SENDER = {"copCode": "31009X9999", "copName": "示例", "dxpMode": "DXP", "dxpId": "DXPENTEXAMPLE0001"}
RETAIL = sale_of(list(sales(3, 1, date(2026, 3, 3)))[2])
DEAR = replace(
    RETAIL, mode="9710", number="B2B-1", lines=(replace(RETAIL.lines[0], price=D("9000.50"), quantity=D(3)),),
    facts=(*RETAIL.facts, ("platform", True), ("inspection", False)), freight=D(120), insurance=D(8),
    merchant_code="913100001322014566", package_type="22", packages=D(4), levy_mode="1", levy_nature="101",
)  # fmt: skip


def batch_of(*given, **more):
    (batch,) = declare(given, AT, SENDER, **more)
    return batch


def made_of(sale):
    batch = batch_of(sale)
    assert not batch.refused, batch.refused
    return batch.declarations[sale.number], batch.messages[0].documents[0]


@pytest.mark.parametrize("mode", ["9710", "9810"])
def test_an_order_and_its_declaration_agree(mode):
    facts = (*DEAR.facts, ("warehouse", True))
    declaration, order = made_of(replace(DEAR, mode=mode, facts=facts))
    assert not differences(declaration, order.head, order.lists["OrderList"])
    head = declaration.head
    assert (head["TradeMode"], head["IEFlag"], head["TransMode"]) == (mode, "E", "3")
    assert (head["TradeCodeScc"], head["AgentCode"]) == ("913100001322014566", DEAR.declarant_code)
    assert (head["TradeCountry"], head["FeeCurr"], head["FeeRate"], head["InsurRate"]) == ("USA", "CNY", "120", "8")
    (line,) = declaration.lines
    assert (line["DeclPrice"], line["DeclTotal"], line["DestinationCountry"]) == ("9000.5", "27001.5", "USA")
    assert declaration.parts["EdocRealation"] == [{"EdocID": "B2B-1", "EdocCode": "10000004"}]
    assert read_declaration(declaration.original, "d.xml")[0].parts == declaration.parts


def test_the_order_goes_first_and_no_list_with_it():
    batch = batch_of(DEAR, replace(RETAIL, number="R-1"))
    assert [message.name[3:6] for message in batch.messages] == ["303", "505", "603"]
    assert [len(message.documents) for message in batch.messages] == [2, 1, 1]
    assert list(batch.declarations) == ["B2B-1"] and set(batch.orders) == {"B2B-1", "R-1"}


def test_in_another_currency_the_value_in_yuan_decides_and_is_asked_for():
    dollars = replace(DEAR, currency="502")
    assert "Value of the list in CNY" in batch_of(dollars).refused[0].reasons[0]
    declaration, _ = made_of(replace(dollars, facts=(*DEAR.facts, ("value", D(190000)))))
    assert declaration.lines[0]["TradeCurr"] == declaration.head["FeeCurr"] == "USD"


def test_without_freight_nothing_is_said_of_it():
    declaration, _ = made_of(replace(DEAR, freight=D(0), insurance=D(0)))
    assert not {"FeeMark", "FeeRate", "InsurMark"} & set(declaration.head)


def test_an_order_under_way_is_not_declared_again():
    again = batch_of(DEAR, known=board(batch_of(DEAR).messages))
    assert not again.declarations and again.underway == 1


@pytest.mark.parametrize(
    ("story", "changes", "said"),
    [("a country without letters", {"country": "999"}, "the country code 999"),
     ("a currency without letters", {"currency": "999", "facts": (*DEAR.facts, ("value", D(27000)))},
      "the currency code 999")],
)  # fmt: skip
def test_without_letters_the_order_is_held_back(story, changes, said):
    batch = batch_of(replace(DEAR, **changes), RETAIL)
    assert not batch.declarations and batch.orders == (RETAIL.number,), story
    assert any(said in reason for reason in batch.refused[0].reasons)


@pytest.mark.parametrize(
    ("story", "section", "changes", "element"),
    [
        ("another company", "DecHead", {"TradeName": "他人"}, "TradeName"),
        ("another quantity", "DecList", {"GQty": "2"}, "GQty"),
        ("another value", "DecList", {"DeclTotal": "27001.49"}, "DeclTotal"),
        ("other goods", "DecList", {"GName": "别的"}, "GName"),
        ("another order", "EdocRealation", {"EdocID": "B2B-2"}, "EdocID"),
    ],
)
def test_what_differs_is_found(story, section, changes, element):
    declaration, order = made_of(DEAR)
    other = {name: [dict(row) for row in rows] for name, rows in declaration.parts.items()}
    other[section][0] |= changes
    found = differences(replace(declaration, parts=other), order.head, order.lists["OrderList"])
    assert [one.element for one in found] == [element], story
    assert changes[element] in found[0].sentence


def test_zeros_that_say_nothing_and_lines_that_are_missing():
    declaration, order = made_of(DEAR)
    lines = order.lists["OrderList"]
    same = [row | {"qty": "3.000", "price": "9000.50"} for row in lines]
    assert not differences(declaration, order.head, same)
    assert [one.element for one in differences(declaration, order.head, [])] == ["GNo"]
