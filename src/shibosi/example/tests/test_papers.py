"""Editing papers: what changes, and what does not."""

import numpy as np
import polars as pl
import pytest

from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.example.papers import FIRST_LINE, LAST_LINE, Papers, renewed, twice_the_last


def frame(record, rows):
    """Rows of a kind with their order's place."""
    return pl.DataFrame(rows, schema={"at": pl.UInt32, **record.schema()})


@pytest.fixture
def papers():
    """Two orders of one case: the first with two lines, both with a payment."""
    head = pl.DataFrame(
        {"at": [4, 9], "group": [4, 4], "seat": [0, 1], "value": [100, 200]}, schema_overrides={"at": pl.UInt32}
    )
    frames = {
        "order": frame(Order, [{"at": 4, "number": "A", "guid": "50-a"}, {"at": 9, "number": "B", "guid": "50-b"}]),
        "order_line": frame(
            OrderLine,
            [
                {"at": 4, "order_number": "A", "line_number": 1, "price": 5},
                {"at": 4, "order_number": "A", "line_number": 2, "price": 6},
                {"at": 9, "order_number": "B", "line_number": 1, "price": 7},
            ],
        ),
        "payment": frame(Payment, [{"at": 4, "number": "P4", "amount": 1}, {"at": 9, "number": "P9", "amount": 2}]),
    }
    return Papers(head, frames, 0, np.random.default_rng(1))


def test_an_edit_reaches_the_rows_it_names_only(papers):
    papers.edit(OrderLine, FIRST_LINE, price=pl.col("price") + 100)
    assert papers.of(OrderLine)["price"].to_list() == [105, 6, 107]


def test_an_edit_reads_the_plan_of_the_order(papers):
    papers.edit(Payment, amount=pl.col("head_value"))
    assert papers.of(Payment)["amount"].to_list() == [100, 200]


def test_an_edit_can_take_a_value_away(papers):
    papers.edit(Order, guid=None)
    assert papers.of(Order)["guid"].to_list() == [None, None]


def test_rows_can_be_dropped_all_or_some(papers):
    papers.drop(OrderLine, LAST_LINE)
    papers.drop(Payment)
    assert papers.of(OrderLine)["price"].to_list() == [5]
    assert papers.of(Payment).is_empty()


def test_a_repeated_row_stands_behind_the_first_with_its_changes(papers):
    papers.repeat(Order, pl.col("number") == "A", guid=renewed("E"))
    assert papers.of(Order)["guid"].to_list() == ["50-a", "50-b", "E0-a"]


def test_all_but_the_first_of_a_case_borrow(papers):
    papers.borrow(Payment, "number")
    assert papers.of(Payment)["number"].to_list() == ["P4", "P4"]


def test_a_value_is_copied_from_another_document_of_the_same_order(papers):
    papers.copy(Payment, "guid", Order, "guid")
    assert papers.of(Payment)["guid"].to_list() == ["50-a", "50-b"]


def test_a_slip_hits_no_other_number():
    numbers = pl.DataFrame({"n": [str(number) for number in range(2000)]})
    slips = numbers.select(twice_the_last("n")).to_series()
    assert slips.n_unique() == 2000
    assert slips[17] == "177"
