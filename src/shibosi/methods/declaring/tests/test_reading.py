"""Orders from JSON and JSON lines; what cannot be read is named with its place, and the rest goes on."""

import json
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from shibosi.methods.declaring.reading import read_sales

ORDER = {"number": "O-1", "direction": "export", "mode": "9610"}
LINE = {"name": "茶", "quantity": 2, "price": "49.50"}


def read(*members):
    return list(read_sales("\n".join(json.dumps(one) for one in members).encode(), "orders.jsonl"))


def test_what_is_shared_holds_for_every_order_that_says_nothing_else():
    whole = {"sender": {"code": "C", "name": "N", "mailbox": "M"}, "shared": {"direction": "export", "mode": "9610"},
             "orders": [{"number": "O-1", "lines": [LINE]}, {"number": "O-2", "mode": "9710"}]}  # fmt: skip
    sender, first, second = read_sales(json.dumps(whole).encode(), "orders.json")
    assert sender.sender == {"copCode": "C", "copName": "N", "dxpId": "M", "dxpMode": "DXP"}
    assert (first.sale.mode, second.sale.mode) == ("9610", "9710")
    assert first.sale.goods_value == Decimal("99.00")


def test_json_lines_may_share_from_any_line_on():
    found = read({"shared": {"direction": "import", "mode": "1210"}}, {"number": "A"}, {"shared": {**ORDER}}, {})
    assert [(one.sale.number, one.sale.mode) for one in found if one.sale] == [("A", "1210"), ("O-1", "9610")]


def test_numbers_times_and_facts_are_read_as_what_they_are():
    (found,) = read({**ORDER, "freight": 12.5, "paid_at": "2026-03-03T08:00:00", "facts": {"refund": False}})
    assert (found.sale.freight, found.sale.paid_at) == (Decimal("12.5"), datetime(2026, 3, 3, 8))
    assert found.sale.facts == (("refund", False),)
    (empty,) = read({**ORDER, "freight": None, "consignee": " "})
    assert (empty.sale.freight, empty.sale.consignee) == (0, None)


@pytest.mark.parametrize(
    ("story", "order", "said"),
    [
        ("a misspelt name", {**ORDER, "consinee": "x"}, "'consinee' has no meaning here"),
        ("a misspelt name in a line", {**ORDER, "lines": [{"nmae": "x"}]}, "'nmae' has no meaning here"),
        ("an unknown fact", {**ORDER, "facts": {"weather": True}}, "'weather' has no meaning here"),
        ("no number", {"direction": "export", "mode": "9610"}, "'number' is missing"),
        ("an amount that is none", {**ORDER, "freight": "much"}, "'freight' has a value of another form"),
        ("an amount too large", {**ORDER, "freight": "1e99"}, "'freight' has a value of another form"),
        ("no day", {**ORDER, "crossed_on": "2026-02-30"}, "'crossed_on' has a value of another form"),
        ("yes as an amount", {**ORDER, "freight": True}, "'freight' has a value of another form"),
        ("a word for yes", {**ORDER, "facts": {"refund": "yes"}}, "'refund' has a value of another form"),
        ("a character no message carries", {**ORDER, "note": "\x01"}, "'note' has a value of another form"),
        ("lines that are none", {**ORDER, "lines": {}}, "'lines' is no list"),
        ("a line that is none", {**ORDER, "lines": [1]}, "'lines' is no object"),
        ("a list", [1], "it is no object"),
        ("a sender that is none", {"sender": 3}, "'sender' is no object"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(story, order, said):
    bad, good = read(order, ORDER)
    assert said in bad.problem.sentence() and "line 1" in bad.problem.sentence(), story
    assert good.sale.number == "O-1"


def test_a_line_that_is_no_json_is_named():
    found = list(read_sales(b'{"number": \n{"number": "O", "direction": "export", "mode": "9610"}\n', "x"))
    assert "it cannot be read as JSON" in found[0].problem.sentence() and found[1].sale.number == "O"


@given(some.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_named(data):
    for one in read_sales(data, "x"):
        assert (one.sale is None) + (one.sender is None) + (one.problem is None) == 2
