"""`shibosi map suggest`: a map that can be used, whatever the files hold."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.domains import registry
from shibosi.kernel.records import Record
from shibosi.methods.formats.mapping import load_map
from shibosi.telling.suggested import looked_at, map_text

registry.load()
RECORDS = {kind: list(made.columns) for kind, made in Record.known.items()}
ORDERS = "订单编号,下单时间,实付金额,货品\n1,2025-03-04,5,x\n"


def entries(text, tmp_path):
    """A map as `check --map` reads it."""
    path = tmp_path / "read.yaml"
    path.write_text(text, encoding="utf-8")
    return load_map(path, records=RECORDS).entries


def test_headings_are_matched_and_scored(ask, tmp_path):
    (tmp_path / "订单.csv").write_text(ORDERS, encoding="utf-8")
    found = ask("map", "suggest", tmp_path / "订单.csv")
    assert found.status == 0
    assert re.search(r'number: "订单编号"  # 0\.97 Chinese label', found.out)
    assert "Not used: 货品" in found.out and 'constants: {currency: "142"}' in found.out
    (entry,) = entries(found.out, tmp_path)
    assert entry.record == "order" and entry.match == "订单.csv"
    assert entry.columns["paid"] == "实付金额"


def test_reasons_speak_chinese(ask, tmp_path):
    (tmp_path / "a.csv").write_text(ORDERS, encoding="utf-8")
    found = ask("map", "suggest", tmp_path / "a.csv", language="zh").out
    assert "中文名称" in found and "未使用：货品" in found
    assert entries(found, tmp_path)


def test_numbered_files_that_are_alike_become_one_entry(ask, tmp_path):
    for number in (1, 2, 3):
        (tmp_path / f"orders-{number:04}.csv").write_text(ORDERS, encoding="utf-8")
    (entry,) = entries(ask("map", "suggest", tmp_path).out, tmp_path)
    assert entry.match == "orders-*.csv"


def test_signs_of_a_pattern_in_a_file_name_mean_themselves(ask, tmp_path):
    (tmp_path / "or[d]er*.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "order.csv").write_text("order_id,order status\n1,x\n", encoding="utf-8")
    found = entries(ask("map", "suggest", tmp_path / "or[d]er*.csv").out, tmp_path)
    assert [entry.match for entry in found] == ["or[[]d]er[*].csv"]


def test_sheets_of_a_workbook_have_entries_of_their_own(ask, tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        for name, headings in (
            ("订单", ["订单编号", "实付金额"]),
            ("支付单", ["支付交易编号", "订单编号", "支付金额"]),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, headings)
            sheet.write_row(1, 0, ["1", "2", "3"][: len(headings)])
    found = entries(ask("map", "suggest", tmp_path / "book.xlsx").out, tmp_path)
    assert {(entry.sheet, entry.record) for entry in found} == {("订单", "order"), ("支付单", "payment")}


def test_a_map_is_written_and_not_written_over(ask, tmp_path):
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    out = tmp_path / "maps" / "shop.yaml"
    assert "Check it" in ask("map", "suggest", tmp_path / "orders.csv", "--out", out).out
    before = out.read_bytes()
    refused = ask("map", "suggest", tmp_path / "orders.csv", "--out", out)
    assert refused.status == 2 and "is there already" in refused.err and out.read_bytes() == before
    assert ask("map", "suggest", tmp_path / "orders.csv", "--out", out, "--force").status == 0


def test_without_the_key_the_best_guess_says_what_it_lacks(ask, tmp_path):
    (tmp_path / "shop.csv").write_text("Kennung,order total,cur\nA-1,19.99,EUR\n", encoding="utf-8")
    found = ask("map", "suggest", tmp_path / "shop.csv")
    assert found.status == 0 and "# Needed and not found: " in found.out
    assert "# Not used: Kennung" in found.out
    assert entries(found.out, tmp_path)


@pytest.mark.parametrize(
    ("story", "name", "content", "said"),
    [
        ("empty", "a.csv", b"", "There is nothing in it"),
        ("a web page", "a.xls", b"<html><table></table></html>", "web page"),
        ("a broken workbook", "a.xlsx", b"PK\x03\x04broken", "not a whole xlsx"),
        ("an official message", "a.xml", b"<?xml version='1.0'?><a/>", "XML message"),
        ("headings that mean nothing", "a.csv", b"foo,bar\n1,2\n", "No heading"),
    ],
)
def test_a_file_that_is_no_use_is_told_with_status_2(ask, tmp_path, story, name, content, said):
    (tmp_path / name).write_bytes(content)
    found = ask("map", "suggest", tmp_path / name)
    assert found.status == 2 and said in found.err and found.out == ""


def test_a_path_that_leads_nowhere_is_refused(ask, tmp_path):
    found = ask("map", "suggest", tmp_path / "none.csv")
    assert found.status == 2 and "There is no file or folder" in found.err


def test_a_good_file_beside_a_bad_one_is_still_suggested(ask, tmp_path):
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "torn.xlsx").write_bytes(b"PK\x03\x04broken")
    found = ask("map", "suggest", tmp_path)
    assert found.status == 2 and "record: order" in found.out and "torn.xlsx" in found.err


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), min_size=1, max_size=6, unique=True
    )
)
def test_a_suggested_map_can_be_read_whatever_the_headings(tmp_path_factory, headings):
    folder = tmp_path_factory.mktemp("any")
    frame = pl.DataFrame({"order_no": ["1"], **{f"{heading}_": ["x"] for heading in headings}})
    frame.write_parquet(folder / "orders.parquet")
    tables, problems = looked_at([folder / "orders.parquet"])
    assert problems == []
    (entry,) = entries(map_text(tables, "m.yaml"), folder)
    assert entry.columns["number"] == "order_no"
    assert set(entry.columns.values()) <= set(tables[0].headings)


def test_the_record_is_one_whose_whole_key_is_there(ask, tmp_path):
    (tmp_path / "shop.csv").write_text("Bestellnr,order total,cur\nA-1,19.99,EUR\n")
    ask("map", "suggest", tmp_path / "shop.csv", "--out", tmp_path / "map.yaml")
    (entry,) = load_map(tmp_path / "map.yaml").entries
    assert (entry.record, entry.columns["number"]) == ("order", "Bestellnr")
    assert set(entry.columns.values()) == {"Bestellnr", "order total", "cur"}
    told = ask("check", tmp_path / "shop.csv", "--map", tmp_path / "map.yaml", "--out", tmp_path / "run").out
    assert "needs a column" not in told
