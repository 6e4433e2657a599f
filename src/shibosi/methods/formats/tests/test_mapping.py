"""Maps: a user's own headings become our columns; what is derived is exact, what is wrong is told."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.methods.formats.deriving import as_decimal
from shibosi.methods.formats.mapping import MapError, apply, load_map, missing_headings
from shibosi.methods.formats.raw import PARENT, RawTable
from shibosi.methods.formats.tables import read_tables
from shibosi.methods.formats.tests.making import codes, file_of

FULL = """
files:
  - match: "orders.csv*"
    record: order
    columns: {number: order_id, ordered_at: order_purchase_timestamp, state: order_status}
    constants: {currency: "986", market: NO}
    zone: America/Sao_Paulo
    derive:
      total: price
      due: {multiply: [price, qty]}
      paid: {sum: [price, freight]}
      buyer: {concat: [first, " ", last]}
      city: {lookup: {by: customer, file: customers.csv, key: id, take: city}}
    codes: {state: {delivered: D, on: "1"}}
"""
ORDERS = (
    "order_id,order_purchase_timestamp,order_status,price,qty,freight,first,last,customer\n"
    "O-1,2017-10-02 10:56:33,delivered,19.90,3,0.1,Ana,Luz,c1\n"
    "O-2,,shipped,free,2,1,Rui,,c2\n"
    "O-3,x,on,,1,1,,Paz,c3\n"
)


def mapped(folder, text, table):
    """The table through a map."""
    return apply(load_map(file_of(folder, text, "map.yaml")), table)


def orders(folder, text=ORDERS, name="orders.csv.v2"):
    """A read CSV file under a name the map matches."""
    file_of(folder, "id,city\nc1,São Paulo\nc2,Rio\nc2,Belém\n", "customers.csv")
    table = read_tables(file_of(folder, text, "orders.csv"))[0][0]
    return RawTable(table.frame, name)


def test_every_way_to_a_column(tmp_path):
    table = orders(tmp_path)
    [(record, result)] = mapped(tmp_path, FULL, table)
    assert (record, result.zone) == ("order", "America/Sao_Paulo")
    assert result.frame.to_dicts() == [
        {"number": "O-1", "ordered_at": "2017-10-02 10:56:33", "state": "D", "total": "19.90", "due": "59.70",
         "paid": "20.00", "buyer": "Ana Luz", "city": "São Paulo", "currency": "986", "market": "NO"},
        {"number": "O-2", "ordered_at": None, "state": "shipped", "total": "free", "due": None, "paid": None,
         "buyer": None, "city": None, "currency": "986", "market": "NO"},
        {"number": "O-3", "ordered_at": "x", "state": "1", "total": None, "due": None, "paid": None, "buyer": None,
         "city": None, "currency": "986", "market": "NO"},
    ]  # fmt: skip


def test_what_is_no_number_is_told_where_it_stands(tmp_path):
    [(_, result)] = mapped(tmp_path, FULL, orders(tmp_path))
    assert [(p.code, p.place, p.row) for p in result.problems] == [
        ("not-a-number", "row 3, column price", 1), ("not-a-number", "row 3, column price", 1),
    ]  # fmt: skip


def test_one_file_may_feed_several_records_and_others_none(tmp_path):
    text = (
        'files:\n  - {match: "*.csv", record: order, columns: {number: a}}\n'
        "  - {match: f.csv, record: line, columns: {order_number: a}}\n  - {match: g.csv, record: never}\n"
    )
    results = mapped(tmp_path, text, RawTable(pl.DataFrame({"a": ["1"]}), "f.csv"))
    assert [(record, table.frame.columns) for record, table in results] == [
        ("order", ["number"]), ("line", ["order_number"]),
    ]  # fmt: skip


def test_sheets_are_matched_by_name(tmp_path):
    frame = pl.DataFrame({"订单编号": ["1"]})
    text = "files: [{sheet: 订单*, record: order, columns: {number: 订单编号}}]"
    assert [record for record, _ in mapped(tmp_path, text, RawTable(frame, "x.xlsx", "订单2024"))] == ["order"]
    assert mapped(tmp_path, text, RawTable(frame, "x.xlsx", "说明")) == []


def test_nested_rows_need_their_sheet_and_keep_their_parent(tmp_path):
    child = RawTable(pl.DataFrame({PARENT: [0], "sku": ["a"]}), "orders.jsonl", "lines")
    general = "files: [{match: '*', record: order, columns: {number: sku}}]"
    named = "files: [{match: '*', sheet: lines, record: line, columns: {item: sku}}]"
    assert mapped(tmp_path, general, child) == []
    assert mapped(tmp_path, named, child)[0][1].frame.to_dicts() == [{PARENT: 0, "item": "a"}]


def test_a_missing_heading_gives_an_empty_column_and_is_told_for_the_whole_file(tmp_path):
    text = "files: [{match: f.csv, record: order, columns: {number: order_id, note: b}}, {match: z*, record: order}]"
    map = load_map(file_of(tmp_path, text, "map.yaml"))
    chunks = [RawTable(pl.DataFrame({"order_ids": ["1"]}), "f.csv"), RawTable(pl.DataFrame({"b": ["2"]}), "f.csv")]
    assert [apply(map, chunk)[0][1].frame.rows() for chunk in chunks] == [[(None, None)], [(None, "2")]]
    problems = missing_headings(map, chunks)
    assert codes(problems) == ["heading-not-found", "map-entry-unused"]
    assert problems[0].facts == {"heading": "order_id", "nearest": "order_ids"}


def test_typed_columns_keep_their_types_and_are_counted_exactly(tmp_path):
    frame = pl.DataFrame({"a": [Decimal("1.10")], "b": [3]}, schema_overrides={"a": pl.Decimal(20, 5)})
    text = (
        "files: [{match: '*', record: r, columns: {x: a}, derive: {y: {multiply: [a, b]}}, codes: {x: {'1.10000': k}}}]"
    )
    [(_, result)] = mapped(tmp_path, text, RawTable(frame, "f.parquet", typed=True))
    assert result.frame.rows() == [("k", "3.30000")]


def test_a_lookup_file_without_its_headings_is_an_error(tmp_path):
    file_of(tmp_path, "id,town\nc1,x\n", "customers.csv")
    table = read_tables(file_of(tmp_path, ORDERS))[0][0]
    with pytest.raises(MapError) as error:
        mapped(tmp_path, FULL, table)
    assert (error.value.code, error.value.facts["file"]) == ("map-lookup", "customers.csv")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1200.50", "1200.50"), (" -3 ", "-3"), (".5", "0.5"), ("１２．５", "12.5"), ("1,200", None), ("1e5", None),
     ("", None), ("٣", None), ("NaN", None), ("9" * 31, None)],
)  # fmt: skip
def test_only_plain_numbers_are_numbers(text, value):
    assert as_decimal(text) == (None if value is None else Decimal(value))


AMOUNTS = st.decimals(-(10**12), 10**12, places=5)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=5))
def test_sums_and_products_are_exact(tmp_path, numbers):
    text = "files: [{match: '*', record: r, derive: {s: {sum: [a, b]}, p: {multiply: [a, b]}}}]"
    frame = pl.DataFrame({"a": [f"{a:f}" for a, _ in numbers], "b": [f"{b:f}" for _, b in numbers]})
    [(_, result)] = mapped(tmp_path, text, RawTable(frame, "f.csv"))
    for (a, b), row in zip(numbers, result.frame.iter_rows(named=True), strict=True):
        assert Fraction(row["s"]) == Fraction(a) + Fraction(b)
        assert Fraction(row["p"]) == Fraction(a) * Fraction(b)
