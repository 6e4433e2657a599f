"""A spreadsheet given back: the user's own content, the cells marked, what was found beside them."""

from datetime import datetime

import openpyxl
import polars as pl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from shibosi.methods.formats.annotating import AUTHOR, COMMENTS, FILLS, Note, annotate_xlsx
from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.raw import NOTES_HEADING, RESULT_HEADING, SUMMARY_SHEET
from shibosi.methods.formats.sheets import column_number
from shibosi.methods.formats.tables import read_tables
from shibosi.methods.formats.tests.making import cell_under, file_of, only_table, sheet_of, text_row, xlsx_of
from shibosi.methods.formats.unreadable import UnreadableError

NOTES = [
    Note("订单", 4, "金额", "major", "The amount is not what was paid."),
    Note("订单", 4, "订单编号", "critical", "=HYPERLINK(\"http://x\")"),
    Note("订单", 5, None, "undetermined", "The payment is missing."),
    Note("订单", 99, "金额", "minor", "A row that is not there."),
]  # fmt: skip


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "订单"
    for row in (["导出"], [], ["订单编号", "金额", "日期"], ["O-1", 5, datetime(2024, 1, 5)], ["O-2", "=B4*2", None]):
        sheet.append(row)
    sheet["A4"].font = Font(bold=True)
    sheet["A4"].comment = Comment("ask Li", "Wang")
    hidden = book.create_sheet("hidden")
    hidden["A1"] = "secret"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "orders.xlsx")
    return tmp_path / "orders.xlsx"


def values(sheet):
    """The values of a sheet, row by row."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def colour(cell):
    """The colour a cell is filled with, None for none."""
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else None


def test_content_stays_and_notes_stand_beside_it(tmp_path, workbook):
    annotate_xlsx(workbook, NOTES, tmp_path / "out.xlsx", language="zh")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["订单"]
    assert book.sheetnames == ["订单", "hidden", SUMMARY_SHEET]
    assert values(sheet)[2:] == [
        ["订单编号", "金额", "日期", RESULT_HEADING, NOTES_HEADING],
        ["O-1", 5, datetime(2024, 1, 5), "严重", "The amount is not what was paid.\n=HYPERLINK(\"http://x\")"],
        ["O-2", "=B4*2", None, "无法判定", "The payment is missing."],
    ]  # fmt: skip
    assert (sheet["A4"].font.bold, book["hidden"].sheet_state) == (True, "hidden")
    assert [colour(sheet[place]) for place in ("A4", "B4", "C4", "D4", "A5")] == [
        FILLS["critical"], FILLS["major"], None, FILLS["critical"], None,
    ]  # fmt: skip
    assert sheet["A4"].comment.text == "ask Li\n=HYPERLINK(\"http://x\")"  # fmt: skip
    assert sheet["B4"].comment.author == AUTHOR


def test_the_summary_lists_every_note_and_nothing_in_it_runs(tmp_path, workbook):
    annotate_xlsx(workbook, NOTES, tmp_path / "out.xlsx", language="en")
    summary = openpyxl.load_workbook(tmp_path / "out.xlsx")[SUMMARY_SHEET]
    assert values(summary)[:5] == [
        ["critical", 1, None, None, None], ["major", 1, None, None, None], ["minor", 1, None, None, None],
        ["undetermined", 1, None, None, None], [None] * 5,
    ]  # fmt: skip
    assert values(summary)[6] == ["订单", 4, "金额", "major", "The amount is not what was paid."]
    assert len(values(summary)) == 10
    assert "f" not in {cell.data_type for row in summary.iter_rows() for cell in row}


def test_what_we_wrote_is_not_read_back_as_data(tmp_path, workbook):
    annotate_xlsx(workbook, NOTES, tmp_path / "out.xlsx")
    tables, _ = read_tables(tmp_path / "out.xlsx")
    assert [(table.sheet, table.frame.columns) for table in tables] == [("订单", ["订单编号", "金额", "日期"])]
    assert tables[0].first_row == 4


def test_annotating_again_replaces_what_was_said_before(tmp_path, workbook):
    annotate_xlsx(workbook, NOTES, tmp_path / "one.xlsx")
    annotate_xlsx(tmp_path / "one.xlsx", [Note(None, 5, "订单编号", "minor", "new")], tmp_path / "two.xlsx")
    book = openpyxl.load_workbook(tmp_path / "two.xlsx")
    sheet = book["订单"]
    assert book.sheetnames == ["订单", "hidden", SUMMARY_SHEET]
    assert [row[3:] for row in values(sheet)[2:]] == [[RESULT_HEADING, NOTES_HEADING], [None, None], ["minor", "new"]]
    assert (colour(sheet["B4"]), sheet["B4"].comment, colour(sheet["A5"])) == (None, None, FILLS["minor"])


@pytest.mark.parametrize(
    ("story", "name", "content", "row", "shown"),
    [
        ("a CSV in GB18030", "f.csv", "编号,名称\n1,电饭煲\n\n2,=1+1\n".encode("gb18030"), 4, 4),
        ("JSON lines", "f.jsonl", '{"编号": 1, "名称": "a"}\n{"编号": 2, "名称": "=1+1"}\n'.encode(), 2, 3),
    ],
)
def test_other_files_become_a_workbook_row_by_row(tmp_path, story, name, content, row, shown):
    annotate_xlsx(file_of(tmp_path, content, name), [Note(None, row, "名称", "minor", "x")], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert values(sheet)[shown - 1] == ["2", "=1+1", "minor", "x"]
    assert (sheet.cell(shown, 2).data_type, colour(sheet.cell(shown, 2))) == ("s", FILLS["minor"])
    assert values(sheet)[0] == ["编号", "名称", RESULT_HEADING, NOTES_HEADING]


def test_typed_files_too(tmp_path):
    pl.DataFrame({"a": [1, 2]}).write_parquet(tmp_path / "f.parquet")
    annotate_xlsx(tmp_path / "f.parquet", [Note(None, 2, "a", "minor", "x")], tmp_path / "out.xlsx")
    assert values(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0])[2] == ["2", "minor", "x"]


def test_nested_rows_are_listed_in_the_summary_only(tmp_path):
    path = file_of(tmp_path, '{"a": 1, "l": [{"b": 1}, {"b": 2}]}', "f.jsonl")
    annotate_xlsx(path, [Note("l", 1, "b", "minor", "x")], tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [row[3:] for row in values(book["l"])] == [[NOTES_HEADING], [None], [None]]
    assert values(book[SUMMARY_SHEET])[3] == ["l", 1, "b", "minor", "x"]


def test_a_workbook_openpyxl_cannot_take_is_made_anew(tmp_path):
    styles = '<fills><fill><nonsense/></fill></fills><cellXfs><xf numFmtId="x" fillId="y"/></cellXfs>'
    path = xlsx_of(tmp_path, sheet_of(text_row(1, "a", "b") + text_row(2, "1", "2")), styles=styles)
    with pytest.raises((ValueError, TypeError), match=r"nonsense|Fill|int"):
        openpyxl.load_workbook(path)
    annotate_xlsx(path, [Note("S1", 2, "b", "minor", "x")], tmp_path / "out.xlsx")
    assert values(openpyxl.load_workbook(tmp_path / "out.xlsx")["S1"])[1] == ["1", "2", "minor", "x"]


@pytest.mark.parametrize(
    ("story", "after"),
    [
        ("merged", '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
        ("linked", '<hyperlinks><hyperlink ref="A3:XFD1048576" location="x"/></hyperlinks>'),
    ],
)
def test_areas_without_end_are_refused(tmp_path, story, after):
    path = xlsx_of(tmp_path, cell_under("a", '<c r="A2"><v>1</v></c>', after=after))
    with pytest.raises(UnreadableError) as error:
        annotate_xlsx(path, [], tmp_path / "out.xlsx")
    assert error.value.problem == "too-large-to-annotate"
    assert "5000000" in error.value.sentence("zh")


def test_a_cell_in_the_last_corner_costs_nothing(tmp_path):
    far = '<row r="1048576"><c r="BAA1048576"><v>1</v></c></row>'
    path = xlsx_of(tmp_path, sheet_of(text_row(1, "a") + text_row(2, "1") + far))
    annotate_xlsx(path, [Note("S1", 2, "a", "minor", "x")], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["S1"]
    assert (sheet["BAB2"].value, sheet["BAC2"].value, sheet.max_column) == ("minor", "x", column_number("BAC"))


def test_entities_are_refused_in_parts_we_would_not_read_ourselves(tmp_path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    path = xlsx_of(tmp_path, cell_under("a", '<c r="A2"><v>1</v></c>'), extra={"xl/theme/theme1.xml": bomb})
    assert only_table(path)[1] == []
    with pytest.raises(UnreadableError) as error:
        annotate_xlsx(path, [], tmp_path / "out.xlsx")
    assert (error.value.problem, (tmp_path / "out.xlsx").exists()) == ("broken-part", False)


@pytest.mark.parametrize(("name", "content"), [("f.csv", b""), ("f.bin", b"\0\1\2")])
def test_what_cannot_be_read_cannot_be_annotated(tmp_path, name, content):
    with pytest.raises(UnreadableError):
        annotate_xlsx(file_of(tmp_path, content, name), [], tmp_path / "out.xlsx")


def test_a_file_over_the_limit_is_refused(tmp_path):
    with pytest.raises(UnreadableError):
        annotate_xlsx(file_of(tmp_path, "a,b\n1,2\n3,4\n"), [], tmp_path / "o.xlsx", limits=Limits(annotated_cells=3))


def test_comments_stop_at_their_limit_and_colours_go_on(tmp_path):
    rows = COMMENTS + 5
    path = file_of(tmp_path, "a\n" + "1\n" * rows)
    annotate_xlsx(path, [Note(None, row, "a", "minor", "x") for row in range(2, rows + 2)], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    commented = [cell for cell in sheet["A"] if cell.comment]
    assert (len(commented), colour(sheet.cell(rows + 1, 1))) == (COMMENTS, FILLS["minor"])
