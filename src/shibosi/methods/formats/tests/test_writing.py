"""Writing: every format gives back what went in, nothing runs as a formula, a failure leaves nothing behind."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.methods.formats.sheetwriting import LONGEST_CELL, TooWideError, cut_text, sheet_name
from shibosi.methods.formats.tests.making import only_table
from shibosi.methods.formats.writing import (
    FORMATS,
    UnknownFormatError,
    atomic,
    write,
    write_csv,
    write_jsonl,
    write_xlsx,
)

FRAME = pl.DataFrame(
    {
        "number": ["123456789012345678", "=cmd|' /C calc'!A0", None],
        "amount": [Decimal("1.10"), Decimal("-12345678901234567.89"), None],
        "paid_at": [datetime(2024, 1, 5, 10, 20, 30, tzinfo=UTC), None, None],
        "naive": [datetime(2024, 1, 5, 10, 20, 30), None, None],
        "day": [date(2024, 1, 5), date(1800, 1, 1), None],
        "clock": [time(10, 20), None, None],
        "span": [timedelta(days=1), None, None],
        "ok": [True, False, None],
        "count": [2**60, -5, None],
        "lines": [[{"sku": "a", "qty": Decimal("1.5")}], [], None],
    }
)
HEADINGS = {"number": ("订单编号", "Order number")}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_read_back(tmp_path, format):
    write(FRAME, tmp_path / f"out.{format}", format)
    table, problems = only_table(tmp_path / f"out.{format}") if format != "jsonl" else (None, [])
    assert problems == []
    if format == "parquet":
        assert table.frame.equals(FRAME)
    elif table is not None:
        rows = table.frame.to_dicts()
        assert rows[0]["number"] == "123456789012345678"
        assert rows[1]["amount"] == "-12345678901234567.89"
        assert rows[1]["day"] == "1800-01-01"
        assert rows[0]["count"] == str(2**60)
        assert json.loads(rows[0]["lines"]) == [{"sku": "a", "qty": "1.5"}]
        assert datetime.fromisoformat(rows[0]["paid_at"]) == FRAME["paid_at"][0]
        assert datetime.fromisoformat(rows[0]["naive"]) == FRAME["naive"][0]


def test_json_lines_keep_decimals_as_text(tmp_path):
    write_jsonl(FRAME, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["amount"] for line in lines] == ["1.10", "-12345678901234567.89", None]
    assert (lines[0]["count"], lines[0]["number"], lines[0]["ok"]) == (2**60, "123456789012345678", True)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_csv_text_never_begins_like_a_formula(tmp_path, start):
    frame = pl.DataFrame({f"{start}head": [f"{start}1+1"], "amount": [Decimal("-5.00")], "plain": ["a=1"]})
    write_csv(frame, tmp_path / "out.csv")
    write_csv(frame, tmp_path / "raw.csv", formula_safe=False)
    table, _ = only_table(tmp_path / "out.csv")
    assert (table.frame.columns[0][0], table.frame.row(0)) == ("'", (f"'{start}1+1", "-5.00", "a=1"))
    assert only_table(tmp_path / "raw.csv")[0].frame.row(0) == (f"{start}1+1", "-5.00", "a=1")


def test_a_csv_for_excel_begins_with_the_mark(tmp_path):
    write_csv(FRAME, tmp_path / "out.csv", mark=True, headings=HEADINGS)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert only_table(tmp_path / "out.csv")[0].frame.columns[0] == "订单编号 Order number"


def test_a_sheet_has_both_languages_texts_as_texts_and_headings_in_sight(tmp_path):
    write_xlsx({"订单": FRAME, "empty": FRAME.head(0)}, tmp_path / "out.xlsx", headings=HEADINGS)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["订单"]
    assert sheet["A1"].value == "订单编号\nOrder number"
    assert (sheet["A2"].value, sheet["A2"].number_format) == ("123456789012345678", "@")
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert (sheet["B2"].value, sheet["B2"].number_format, sheet["B3"].data_type) == (1.1, "0.00", "s")
    assert (sheet["E2"].value, sheet["H2"].value) == (datetime(2024, 1, 5), True)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:J4")
    assert 20 <= sheet.column_dimensions["A"].width <= 62
    assert book["empty"].max_row == 1


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path):
    write_xlsx({"a": pl.DataFrame({"x": ["中" * 40_000, "中" * LONGEST_CELL]})}, tmp_path / "out.xlsx")
    cut, whole = only_table(tmp_path / "out.xlsx")[0].frame["x"]
    assert len(cut) == LONGEST_CELL and cut.endswith("… (cut; 40000 characters)")
    assert whole == "中" * LONGEST_CELL == cut_text(whole)


def test_a_table_wider_than_a_sheet_is_refused_and_leaves_nothing(tmp_path):
    with pytest.raises(TooWideError) as error:
        write_xlsx({"a": pl.DataFrame({str(n): [1] for n in range(16_385)})}, tmp_path / "out.xlsx")
    assert (error.value.facts, list(tmp_path.iterdir())) == ({"limit": 16_384, "found": 16_385}, [])


def test_an_unknown_format_is_named(tmp_path):
    with pytest.raises(UnknownFormatError) as error:
        write(FRAME, tmp_path / "out", "xslx")
    assert (error.value.hint, list(tmp_path.iterdir())) == ("xlsx", [])


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [("orders", [], "orders"), ("a/b:c*?", [], "a b c"), ("", [], "1"), ("'x'", [], "x"),
     ("History", [], "History (2)"), ("Orders", ["orders", "orders (2)"], "Orders (3)"),
     ("x" * 40, ["x" * 31], "x" * 27 + " (2)")],
)  # fmt: skip
def test_sheet_names_are_those_excel_allows(wanted, taken, name):
    assert sheet_name(wanted, taken) == name


def test_a_failure_while_writing_leaves_the_old_file_and_no_draft(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(ValueError, match="half way"), atomic(path) as draft:
        draft.write_text("new")
        raise ValueError("half way")
    assert (path.read_text(), list(tmp_path.iterdir())) == ("old", [path])


TEXT = st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=9))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXT, TEXT), max_size=5), format=st.sampled_from(["csv", "xlsx"]))
def test_texts_come_back_as_they_went(tmp_path, rows, format):
    frame = pl.DataFrame(rows, schema={"a": pl.String, "标题": pl.String}, orient="row")
    path = tmp_path / f"out.{format}"
    if format == "csv":
        write_csv(frame, path, formula_safe=False)
    else:
        write_xlsx({"s": frame}, path)
    table, problems = only_table(path)
    kept = [row for row in rows if any(cell and cell.strip() for cell in row)] if format == "xlsx" else rows
    assert problems == []
    assert [row for row in table.frame.rows() if any(row)] == [
        tuple(cell if format == "csv" or (cell or "").strip() else None for cell in row) for row in kept if any(row)
    ]
