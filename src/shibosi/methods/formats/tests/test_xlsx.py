"""xlsx: what a person sees in the cells is what is read, and what Excel destroyed is told."""

import re
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.tables import NOTICES, read_tables
from shibosi.methods.formats.tests.making import (
    cell_under,
    codes,
    date_styles,
    only_table,
    sheet_of,
    text_row,
    xlsx_of,
)
from shibosi.methods.formats.workbook import meaning

DATES = date_styles(
    "yyyy-mm-dd", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; hh:mm", "h:mm:ss", "[h]:mm", "000000"
)


@pytest.mark.parametrize(
    ("story", "cell", "text"),
    [
        ("a whole number", '<c r="A2"><v>42</v></c>', "42"),
        ("15 digits", '<c r="A2"><v>123456789012345</v></c>', "123456789012345"),
        ("a float with its noise", '<c r="A2"><v>19.899999999999999</v></c>', "19.9"),
        ("a sum with its noise", '<c r="A2"><f>1.1*3</f><v>3.3000000000000003</v></c>', "3.3"),
        ("a small number", '<c r="A2"><v>1E-7</v></c>', "0.0000001"),
        ("a number in scientific form", '<c r="A2"><v>1.23E+5</v></c>', "123000"),
        ("minus zero", '<c r="A2"><v>-0.0</v></c>', "0"),
        ("a shared text in runs, without its reading", '<c r="A2" t="s"><v>0</v></c>', "蓝牙 耳机"),
        ("an inline text in runs", '<c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r>'
         "<rPh><t>x</t></rPh></is></c>", "ab"),
        ("an escaped character", '<c r="A2" t="inlineStr"><is><t>a_x000A_b</t></is></c>', "a\nb"),
        ("half a surrogate stays as written", '<c r="A2" t="inlineStr"><is><t>_xD800_</t></is></c>', "_xD800_"),
        ("the text of a formula", '<c r="A2" t="str"><f>A1&amp;"x"</f><v>ax</v></c>', "ax"),
        ("a text that looks like a formula", '<c r="A2" t="inlineStr"><is><t>=1+1</t></is></c>', "=1+1"),
        ("a truth", '<c r="A2" t="b"><v>1</v></c>', "true"),
        ("an ISO day", '<c r="A2" t="d"><v>2024-01-05</v></c>', "2024-01-05"),
        ("a day", '<c r="A2" s="1"><v>45296</v></c>', "2024-01-05"),
        ("a moment", '<c r="A2" s="2"><v>45296.430902777778</v></c>', "2024-01-05T10:20:30"),
        ("a time", '<c r="A2" s="3"><v>0.43090277777777775</v></c>', "10:20:30"),
        ("a span over a day", '<c r="A2" s="4"><v>1.5</v></c>', "36:00:00"),
        ("zeros a format shows", '<c r="A2" s="5"><v>4202</v></c>', "004202"),
        ("a cell without its place", "<c><v>7</v></c>", "7"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_is_shown(tmp_path, story, cell, text):
    texts = '<si><r><t>蓝牙</t></r><r><t xml:space="preserve"> 耳机</t></r><rPh sb="0" eb="1"><t>lanya</t></rPh></si>'
    path = xlsx_of(tmp_path, cell_under("a", cell), styles=DATES, texts=texts)
    table, problems = only_table(path)
    assert (table.frame["a"].to_list(), table.sheet, problems) == ([text], "S1", [])


@pytest.mark.parametrize(
    ("story", "cell", "code", "value"),
    [
        ("an order number Excel cut", '<c r="A2"><v>1.23456789012345E+17</v></c>', "number-lost-digits",
         "1.23456789012345E+17"),
        ("an order number written in full", '<c r="A2"><v>123456789012345678</v></c>', "number-lost-digits",
         "123456789012345678"),
        ("16 digits", '<c r="A2"><v>1000000000000000</v></c>', "number-lost-digits", "1000000000000000"),
        ("an error", '<c r="A2" t="e"><v>#N/A</v></c>', "error-cell", "#N/A"),
        ("a formula nobody computed", '<c r="A2"><f>B2*2</f></c>', "formula-without-value", ""),
        ("a formula with an empty value", '<c r="A2"><f>B2*2</f><v></v></c>', "formula-without-value", ""),
        ("a day before days", '<c r="A2" s="1"><v>-1</v></c>', "date-out-of-range", "-1"),
        ("a day after 9999", '<c r="A2" s="1"><v>2958466</v></c>', "date-out-of-range", "2958466"),
        ("the day that never was", '<c r="A2" s="1"><v>60</v></c>', "date-out-of-range", "60"),
        ("no number", '<c r="A2"><v>abc</v></c>', "broken-cell", "abc"),
        ("not a number", '<c r="A2"><v>NaN</v></c>', "broken-cell", "NaN"),
        ("a number of a million digits", f'<c r="A2"><v>{"9" * 1_000_000}</v></c>', "broken-cell", "9" * 40),
        ("an exponent without end", '<c r="A2"><v>1E999999999</v></c>', "broken-cell", "1E999999999"),
        ("a shared text that is not there", '<c r="A2" t="s"><v>99</v></c>', "broken-cell", "99"),
        ("a truth that is none", '<c r="A2" t="b"><v>2</v></c>', "broken-cell", "2"),
        ("an unknown kind", '<c r="A2" t="zz"><v>2</v></c>', "broken-cell", "2"),
        ("NUL", '<c r="A2" t="inlineStr"><is><t>_x0000_</t></is></c>', "nul-byte", ""),
        ("too long", f'<c r="A2" t="inlineStr"><is><t>{"中" * 400_000}</t></is></c>', "cell-too-long", ""),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_trusted_is_empty_and_told(tmp_path, story, cell, code, value):
    table, problems = only_table(xlsx_of(tmp_path, cell_under("a", cell), styles=DATES))
    assert table.frame["a"].to_list() == [None]
    assert [(p.code, p.place, p.row) for p in problems] == [(code, "sheet S1, row 2, column a", 0)]
    assert problems[0].facts["value"] == value


@pytest.mark.parametrize(
    ("serial", "day", "system"),
    [(1, "1900-01-01", ""), (59, "1900-02-28", ""), (61, "1900-03-01", ""), (0, "1904-01-01", "1"),
     (43833, "2024-01-04", "1"), (2958465, "9999-12-31", "")],
)  # fmt: skip
def test_days_count_from_1900_or_1904(tmp_path, serial, day, system):
    cell = f'<c r="A2" s="1"><v>{serial}</v></c>'
    path = xlsx_of(tmp_path, cell_under("a", cell), styles=DATES, properties=f'<workbookPr date1904="{system}"/>')
    assert only_table(path)[0].frame["a"].to_list() == [day]


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("General", ""), ("G/通用格式", ""), ("#,##0.00;[Red]-#,##0.00", ""), ('0.00" days"', ""), ("@", ""),
        ("0.00E+00", ""), ("0", ""), ("00000", "00000"), ("[$-804]yyyy/m/d", "date"), ('m"月"', "date"),
        ("[$-804]aaaa", "date"), ("d\\-mmm", "date"), ("yyyy-mm-dd hh:mm", "both"), ("mm:ss.0", "time"),
        ('上午/下午h"时"mm"分"', "time"), ("[mm]:ss", "span"), ("_ * #,##0_ ", ""), ("[$USD] #,##0", ""),
    ],
)  # fmt: skip
def test_a_number_format_says_whether_it_is_a_date(code, meant):
    assert meaning("164", code) == meant


@pytest.mark.parametrize(
    ("number", "meant"), [("14", "date"), ("22", "both"), ("57", "date"), ("46", "span"), ("2", "")]
)
def test_built_in_formats_say_it_by_number(number, meant):
    assert meaning(number, None) == meant


@pytest.mark.parametrize(
    ("story", "rows", "headings", "first_row", "height"),
    [
        ("at the top", text_row(1, "no", "name") + text_row(2, "1", "x"), ["no", "name"], 2, 1),
        ("under a title and a date", text_row(1, "订单导出") + text_row(2, "日期", "2024") + text_row(4, "a", "b", "c")
         + text_row(5, "1", "2", "3"), ["a", "b", "c"], 5, 1),
        ("a gap in the headings", text_row(1, "a", "", "c", "d", "e") + text_row(2, "1", "2"),
         ["a", "column 2", "c", "d", "e"], 2, 1),
        ("an unused gap falls away", text_row(1, "a", "", "c", "d", "e") + text_row(2, "1"),
         ["a", "c", "d", "e"], 2, 1),
        ("the table begins in column B", text_row(3, "", "a", "b") + text_row(4, "", "1", "2"), ["a", "b"], 4, 1),
        ("only headings", text_row(1, "a", "b"), ["a", "b"], 2, 0),
        ("only numbers: the fullest row of texts it is", '<row r="1"><c><v>1</v></c></row>' + text_row(2, "a"),
         ["a"], 3, 0),
        ("a row that repeats a text is no heading", text_row(1, "x", "x") + text_row(2, "a", "b") + text_row(3, "1"),
         ["a", "b"], 3, 1),
    ],
)  # fmt: skip
def test_the_heading_row_is_found(tmp_path, story, rows, headings, first_row, height):
    table, problems = only_table(xlsx_of(tmp_path, sheet_of(rows)))
    assert (table.frame.columns, table.first_row, table.frame.height, problems) == (headings, first_row, height, [])


def test_rows_keep_their_numbers_over_empty_ones(tmp_path):
    rows = (
        text_row(1, "a") + text_row(2, "1") + '<row r="3"><c s="1"/></row>' + text_row(1000, "2") + text_row(1001, " ")
    )
    table, _ = only_table(xlsx_of(tmp_path, sheet_of(rows)))
    assert [table.row_number(index) for index in range(table.frame.height)] == [2, 1000]


def test_cells_beside_the_table_are_told(tmp_path):
    rows = text_row(1, "a", "b") + text_row(2, "1", "2", "", "ask Li") + text_row(3, "", "", "", "and Wang")
    table, problems = only_table(xlsx_of(tmp_path, sheet_of(rows)))
    assert table.frame.rows() == [("1", "2")]
    assert [(p.code, p.place, p.row) for p in problems] == [
        ("cell-outside-table", "sheet S1, row 2, column column 4", 0),
        ("cell-outside-table", "sheet S1, row 3, column column 4", None),
    ]


def test_merged_cells_under_the_headings_are_told_those_above_are_not(tmp_path):
    merges = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/></mergeCells>'
    rows = text_row(1, "title") + text_row(2, "a", "b") + text_row(3, "1", "2") + text_row(4, "", "3")
    table, problems = only_table(xlsx_of(tmp_path, sheet_of(rows, after=merges)))
    assert table.frame.rows() == [("1", "2"), (None, "3")]
    assert [(p.code, p.facts["range"]) for p in problems] == [("merged-cells", "A3:A4")]


def test_every_visible_sheet_is_a_table_and_hidden_ones_are_skipped_aloud(tmp_path):
    sheet = sheet_of(text_row(1, "a") + text_row(2, "1"))
    path = xlsx_of(tmp_path, sheet, sheet, sheet, sheet_of(""), states=("visible", "hidden", "veryHidden", "visible"))
    tables, problems = read_tables(path)
    assert [table.sheet for table in tables] == ["S1"]
    assert [(p.code, p.place) for p in problems] == [
        ("hidden-sheet-skipped", "sheet S2"), ("hidden-sheet-skipped", "sheet S3"),
    ]  # fmt: skip
    assert set(codes(problems)) <= NOTICES


def test_sheets_beyond_the_limit_are_told(tmp_path):
    sheet = sheet_of(text_row(1, "a") + text_row(2, "1"))
    tables, problems = read_tables(xlsx_of(tmp_path, sheet, sheet, sheet), limits=Limits(sheets=2))
    assert (len(tables), codes(problems)) == (2, ["too-many-sheets"])


def test_macros_are_told_and_the_cells_read(tmp_path):
    sheet = cell_under("a", '<c r="A2"><v>1</v></c>')
    path = xlsx_of(tmp_path, sheet, name="orders.xlsm", extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    table, problems = only_table(path)
    assert (table.frame.rows(), codes(problems)) == ([("1",)], ["macros-not-run"])


def test_a_workbook_with_prefixed_names_is_read(tmp_path):
    plain = sheet_of(text_row(1, "a") + text_row(2, "1"))
    prefixed = re.sub(r"<(/?)", r"<\1x:", plain).replace("xmlns=", "xmlns:x=")
    table, problems = only_table(xlsx_of(tmp_path, prefixed))
    assert (table.frame.rows(), problems) == ([("1",)], [])


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", min_codepoint=32), min_size=1, max_size=9).filter(
        lambda text: text.strip() and not text.startswith("=") and "_x" not in text
    ),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(-(10**9), 10**9, places=4).map(float),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(lambda value: value.replace(microsecond=0)),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.times().map(lambda value: value.replace(microsecond=0)),
    st.booleans(),
)


def shown(value):
    """What a person sees of a value."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float):
        text = f"{value:.4f}".rstrip("0").rstrip(".")
        return "0" if text in ("-0", "") else text
    return str(value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(VALUES, min_size=1, max_size=8))
def test_what_openpyxl_writes_is_read_as_it_is_shown(tmp_path, values):
    book = openpyxl.Workbook()
    book.active.append(["标题"])
    for value in values:
        book.active.append([value])
    path = tmp_path / "made.xlsx"
    book.save(path)
    table, problems = only_table(path)
    assert (table.frame["标题"].to_list(), problems) == ([shown(value) for value in values], [])
