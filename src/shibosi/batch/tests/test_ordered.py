"""Orders of customs lists become lines that taxes are simulated with."""

from datetime import date

import polars as pl
import pytest

from shibosi.batch.ordered import NoLists, of_frames, ordered
from shibosi.kernel.sources import Sources
from shibosi.methods.taxes.batch.landed import landed
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.law import Law

LISTS = {"order_number": pl.String, "direction": pl.String, "country": pl.String, "declared_on": pl.Date,
         "currency": pl.String}  # fmt: skip
GOODS = {"order_number": pl.String, "commodity_code": pl.String, "country": pl.String, "total": pl.Int64,
         "currency": pl.String}  # fmt: skip
DAY = date(2026, 8, 1)


def made(lists, goods):
    return of_frames(
        pl.DataFrame(lists, schema=LISTS, orient="row").lazy(), pl.DataFrame(goods, schema=GOODS, orient="row").lazy()
    )


def test_imports_are_of_china_and_exports_of_where_they_arrive():
    found = made(
        [("A", "I", "116", DAY, "142"), ("B", "E", "304", DAY, "300")],
        [("A", "3304990029", "116", 100_000, "142"), ("B", "6109100000", "304", 200_000, None)],
    ).lines  # fmt: skip
    assert found.select("order", "market", "origin", "currency", "category").rows() == [
        ("A", "CN", "JP", "CNY", "33"), ("B", "DE", "CN", "EUR", "61"),
    ]  # fmt: skip


def test_lines_that_do_not_say_enough_are_left_out_and_counted():
    goods = [("A", "3304990029", None, 100_000, None), ("B", None, None, 0, "142"), ("C", None, None, 100_000, "142")]
    found = made([("A", "I", "116", DAY, "142"), ("B", "I", "116", DAY, "142"), ("C", "I", None, None, "142")], goods)
    assert (found.lines["order"].to_list(), found.left_out) == (["A"], 2)


def test_an_order_of_goods_of_two_origins_is_taxed_once():
    goods = [("A", "3304990029", "116", 100_000_000, "142"), ("A", "3304990029", "133", 100_000_000, "142")]
    lines = made([("A", "I", "116", DAY, "142")], goods).lines
    found = landed(lines, Law(), Rates())
    assert found.height == 2 and found["tax_due"].to_list() == [9_100_000, 9_100_000]


def test_documents_without_lists_are_refused():
    with pytest.raises(NoLists):
        ordered(Sources())
