"""Workbooks made to hurt, and files that only pretend to be workbooks. Nothing raises."""

import zipfile

import pytest

from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.tables import read_tables
from shibosi.methods.formats.tests.making import codes, file_of, only_table, sheet_of, text_row, xlsx_of

GOOD = sheet_of(text_row(1, "a") + text_row(2, "1"))
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path, limits=None):
    """The codes of a file that gives no table."""
    tables, problems = read_tables(path, limits=limits or Limits())
    assert tables == []
    assert all(problem.key_lost for problem in problems)
    return codes(problems)


@pytest.mark.parametrize(
    ("story", "name", "content", "code"),
    [
        ("an old xls", "f.xls", OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "old-excel"),
        ("under a password", "f.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a web page called xls", "f.xls", "<html><table><tr><td>1</td></tr></table></html>", "html-not-a-table"),
        ("a zip cut off", "f.xlsx", b"PK\x03\x04" + b"\0" * 100, "not-a-workbook"),
        ("an xlsx of noise", "f.xlsx", b"\x00\x01\x02" * 50, "not-a-workbook"),
        ("a picture", "f.png", b"\x89PNG\r\n\x1a\n\0\0\0", "unknown-kind"),
        ("an empty xlsx", "f.xlsx", b"", "empty-file"),
        ("an XML message", "f.xml", '<?xml version="1.0"?><ceb:CEB311Message/>', "xml-not-a-table"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path, story, name, content, code):
    assert refused(file_of(tmp_path, content, name)) == [code]


def test_tab_separated_text_called_xls_is_read(tmp_path):
    table, problems = only_table(file_of(tmp_path, "编号\t名称\n1\t电饭煲\n".encode("gbk"), "f.xls"))
    assert (table.frame.rows(), problems) == ([("1", "电饭煲")], [])


def test_a_binary_workbook_is_named(tmp_path):
    assert refused(xlsx_of(tmp_path, GOOD, extra={"xl/workbook.bin": b"x"})) == ["binary-excel"]


@pytest.mark.parametrize(
    ("story", "sheet"),
    [
        ("entities", BOMB + sheet_of(text_row(1, "&b;"))),
        ("cut off", GOOD[:-40]),
        ("rows backwards", sheet_of(text_row(5, "a") + text_row(2, "1"))),
        ("a row beyond the last", sheet_of(text_row(1, "a") + text_row(99_999_99, "1"))),
        ("not XML", "hello"),
        ("empty", ""),
    ],
)
def test_a_broken_sheet_is_told_and_others_are_read(tmp_path, story, sheet):
    tables, problems = read_tables(xlsx_of(tmp_path, sheet, GOOD))
    assert tables[-1].sheet == "S2"
    assert [(p.code, p.place, p.key_lost) for p in problems] == [("broken-part", "sheet S1", True)]


def test_rows_before_the_break_are_kept(tmp_path):
    many = "".join(text_row(number, f"x{number}" * 20) for number in range(2, 20_000))
    tables, problems = read_tables(xlsx_of(tmp_path, sheet_of(text_row(1, "a") + many)[:-100]))
    assert 0 < tables[0].frame.height < 19_998
    assert codes(problems) == ["broken-part"]


def test_entities_in_any_other_part_are_refused(tmp_path):
    path = xlsx_of(tmp_path, GOOD, styles="<cellXfs/>")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "bomb.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, (BOMB.encode() if name.endswith("styles.xml") else b"") + old.read(name))
    assert refused(tmp_path / "bomb.xlsx") == ["broken-part"]


@pytest.mark.parametrize(
    ("story", "limits", "code"),
    [
        ("all parts together", Limits(workbook_bytes=100_000), "unpacks-too-large"),
        ("the ratio", Limits(ratio_floor=100_000), "unpacks-too-far"),
        ("the number of parts", Limits(workbook_parts=2), "not-a-workbook"),
    ],
)
def test_a_bomb_is_refused_from_its_directory(tmp_path, story, limits, code):
    path = xlsx_of(tmp_path, GOOD, extra={"xl/media/x.bin": b"\0" * 5_000_000})
    assert refused(path, limits) == [code]


def test_a_bomb_whose_directory_lies_is_stopped(tmp_path):
    path = xlsx_of(tmp_path, sheet_of(text_row(1, "a") + text_row(2, "x" * 900_000)))
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert raw.count(size) == 2
    path.write_bytes(raw.replace(size, (1000).to_bytes(4, "little")))
    assert "broken-part" in codes(read_tables(path)[1])


def test_too_many_shared_texts_are_refused(tmp_path):
    path = xlsx_of(tmp_path, GOOD, texts="<si><t>x</t></si>" * 1000)
    assert refused(path, Limits(shared_bytes=1000)) == ["unpacks-too-large"]


def test_a_cell_in_the_last_column_of_the_last_row_costs_nothing(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    table, problems = only_table(xlsx_of(tmp_path, sheet_of(text_row(1, "a") + text_row(2, "1") + far)))
    assert (table.frame.rows(), codes(problems)) == ([("1",)], ["too-many-columns"])


def test_a_sheet_of_empty_cells_without_end_is_read_up_to_the_limit(tmp_path):
    rows = text_row(1, "a", *[""] * 20, "z") + "".join(text_row(n, "1") for n in range(2, 200))
    tables, problems = read_tables(xlsx_of(tmp_path, sheet_of(rows)), limits=Limits(sheet_cells=1000))
    assert (tables[0].frame.height, [(p.code, p.facts["last"]) for p in problems]) == (45, [("sheet-too-large", 46)])


def test_a_sheet_that_is_missing_is_told(tmp_path):
    path = xlsx_of(tmp_path, GOOD, GOOD)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "cut.xlsx", "w") as new:
        for name in old.namelist():
            if not name.endswith("sheet1.xml"):
                new.writestr(name, old.read(name))
    tables, problems = read_tables(tmp_path / "cut.xlsx")
    assert ([table.sheet for table in tables], codes(problems)) == (["S2"], ["broken-part"])
    assert problems[0].facts["reason"] == "it is missing"


@pytest.mark.parametrize("step", range(40))
def test_a_workbook_with_any_stretch_of_it_destroyed_does_not_raise(tmp_path, step):
    rows = "".join(text_row(number, f"O-{number * 7919}", "x") for number in range(2, 200))
    raw = bytearray(xlsx_of(tmp_path, sheet_of(text_row(1, "no", "name") + rows), styles="<cellXfs/>").read_bytes())
    start = len(raw) * step // 40
    raw[start : start + 8] = b"\xff\x00\x7f\x80\x01\xfe\x55\xaa"
    _, problems = read_tables(file_of(tmp_path, bytes(raw), "spoilt.xlsx"))
    assert all(problem.sentence("zh") != problem.sentence("en") for problem in problems)
