"""Real exports of a marketplace, and every other real table at hand, are read whole."""

import os
import re
from pathlib import Path

import pytest

from shibosi.methods.formats.mapping import apply, load_map
from shibosi.methods.formats.suggesting import ColumnLike, suggest
from shibosi.methods.formats.tables import iter_tables, read_tables
from shibosi.methods.formats.tests.making import file_of, only_table

REAL = os.environ.get("SHIBOSI_REAL_DATA")
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(REAL is None, reason="SHIBOSI_REAL_DATA is not set: real marketplace exports are not at hand"),
]
DATA = Path(REAL or ".") / "data"


def stated_rows():
    """File, rows and columns as the README of the data says."""
    readme = DATA / "olist" / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    return re.findall(r"^\| (\S+\.csv(?:\.gz)?) \| (\d+) \| (.+?) \|$", text, re.MULTILINE)


@pytest.mark.parametrize(("name", "rows", "columns"), stated_rows())
def test_every_row_of_the_olist_files_is_read(name, rows, columns):
    table, problems = only_table(DATA / "olist" / name)
    assert (table.frame.height, table.frame.columns, problems) == (int(rows), columns.split(", "), [])


def test_the_readme_names_all_eight_files():
    assert len(stated_rows()) == 8


def test_the_stated_figures_come_out_of_a_mapped_order_file(tmp_path):
    for name in ("order_items.csv.gz", "order_payments.csv.gz"):
        (tmp_path / name).write_bytes((DATA / "olist" / name).read_bytes())
    text = """
files:
  - match: "order_items.csv*"
    record: line
    columns: {order_number: order_id}
    derive: {due: {sum: [price, freight_value]}}
    zone: America/Sao_Paulo
"""
    table, _ = only_table(tmp_path / "order_items.csv.gz")
    [(_, lines)] = apply(load_map(file_of(tmp_path, text, "map.yaml")), table)
    cents = lines.frame["due"].str.replace(".", "", literal=True)
    assert lines.problems == ()
    assert lines.frame.height == 4558
    assert lines.frame["order_number"].n_unique() == 3965 - 14
    assert cents.str.contains(r"^\d+$").all()


def test_the_headings_of_real_orders_are_recognised():
    table, _ = only_table(DATA / "olist" / "orders.csv.gz")
    columns = [ColumnLike("number", "Order number", "订单编号", "orderNo"),
               ColumnLike("ordered_at", "Time of order", "下单时间")]  # fmt: skip
    assert {made.column: made.heading for made in suggest(table.frame.columns, columns)} == {
        "number": "order_id", "ordered_at": "order_purchase_timestamp",
    }  # fmt: skip


def test_no_real_file_raises_and_chunks_count_on():
    names = sorted(path for path in DATA.rglob("*") if path.is_file() and path.stat().st_size < 300_000)
    for path in names:
        given = {}
        for tables, _ in iter_tables(path):
            for table in tables:
                assert table.offset == given.get(table.sheet, 0)
                given[table.sheet] = table.offset + table.frame.height
    assert len(names) > 50


def test_the_code_lists_of_chinese_customs_are_read_without_a_problem():
    for path in sorted((DATA / "code_lists").glob("cn_customs_*.csv")):
        tables, problems = read_tables(path)
        assert (len(tables), problems) == (1, [])
