"""What other values would have made of orders: who pays what more; files of orders that cannot be read."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from shibosi.methods.taxes.batch.orders import read_orders
from shibosi.methods.taxes.batch.simulation import of_quarter, simulate
from shibosi.methods.taxes.errors import Unreadable
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.law import Overlaid

ORDERS = """order,market,day,currency,price,code,duty,category
A,GB,2026-08-02,GBP,100.00,610910,12,clothes
A,GB,2026-08-02,GBP,20.50,910211,4,watches
B,GB,2026-09-30,GBP,134.99,610910,12,clothes
C,FR,2026-08-05,EUR,60,610910,12,clothes
C,FR,2026-08-05,EUR,30,910211,4,
D,GB,2026-10-01,GBP,10,610910,12,clothes
"""
NO_RELIEF = {"thresholds/GB/duty/parcel": (Overlaid(date(2026, 7, 1), None, Decimal(0), "a bill"),)}


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return read_orders(path)


def test_a_relief_that_ends_costs_duty_and_the_tax_on_it(orders):
    found = simulate(of_quarter(orders, date(2026, 11, 21)), NO_RELIEF, Rates())
    rows = {(row["market"], row["category"]): row for row in found.by.iter_rows(named=True)}
    clothes = rows["GB", "clothes"]
    assert (clothes["lines"], clothes["dearer"], clothes["cheaper"]) == (2, 2, 0)
    assert clothes["before"] == 4_700_000
    assert clothes["more"] == 1_200_000 + 240_000 + 1_620_000 + 324_000
    assert rows["FR", "clothes"]["more"] == rows["FR", "91"]["more"] == 0
    assert found.markets()["more"].sum() == found.lines["more"].sum()


def test_fees_of_an_order_count_once(orders):
    france = simulate(orders.filter(pl.col("order") == "C"), {}, Rates()).by
    dues = france["before"].sum()
    assert dues == 600_000 + 1_920_000 + 400_000, "two subheadings, 20 % of 96, a fee for each of two lines"


def test_nothing_changed_changes_nothing(orders):
    assert simulate(orders, {}, Rates()).lines["more"].to_list() == [0] * 6


@pytest.mark.parametrize(
    ("today", "kept"),
    [(date(2026, 10, 1), 5), (date(2026, 12, 31), 5), (date(2027, 1, 1), 1), (date(2027, 4, 1), 0)],
)
def test_the_quarter_that_ended_last(orders, today, kept):
    assert of_quarter(orders, today).height == kept


def test_the_answer_is_a_file_without_formulas(orders, tmp_path):
    wrong = orders.with_columns(pl.lit("=1+1").alias("category"))
    simulate(wrong, NO_RELIEF, Rates()).write(tmp_path / "out.csv")
    written = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "'=1+1" in written and ",=1+1" not in written
    assert ",36.26000," in written


@pytest.mark.parametrize(
    ("story", "old", "new", "row"),
    [
        ("no column of days", "day", "tag", 1), ("a day that is none", "2026-08-05", "2026-02-30", 5),
        ("a price of nothing", "134.99", "0", 4), ("a price below nothing", "134.99", "-1", 4),
        ("no number", "134.99", "much", 4), ("no market", "A,GB", "A,XX", 2), ("no currency", ",GBP,134", ",,134", 4),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_with_its_row(tmp_path, story, old, new, row):
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS.replace(old, new), encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        read_orders(path)
    assert refused.value.facts["row"] == row, story


def test_chinese_headings_and_parquet_are_read(tmp_path):
    frame = pl.DataFrame({"订单号": ["A"], "目的市场": ["DE"], "日期": ["2026-08-01"], "币种": ["EUR"], "金额": ["60"]})
    frame.write_parquet(tmp_path / "orders.parquet")
    assert read_orders(tmp_path / "orders.parquet").row(0, named=True)["price"] == 6_000_000
