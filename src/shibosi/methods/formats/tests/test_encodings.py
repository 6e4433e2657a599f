"""Encodings: found from the bytes alone, every text the same in each, bad bytes named."""

import csv
import io
from itertools import product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shibosi.methods.formats.bytesource import MARKED
from shibosi.methods.formats.tables import read_tables
from shibosi.methods.formats.tests.making import codes, file_of, only_table

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]
CHINESE = "订单编号,商品名称\nO-1,蓝牙耳机\nO-2,电饭煲\n"


@pytest.mark.parametrize("encoding", [*ENCODINGS, "gbk"])
def test_the_same_text_is_read_from_every_encoding(tmp_path, encoding):
    table, problems = only_table(file_of(tmp_path, CHINESE.encode(encoding)))
    assert (table.frame.rows(), problems) == ([("O-1", "蓝牙耳机"), ("O-2", "电饭煲")], [])


def test_a_bar_inside_a_gbk_sign_is_no_separator(tmp_path):
    assert b"|" in "亅".encode("gbk")
    table, _ = only_table(file_of(tmp_path, "编号|名称\n1|亅\n2|瓅\n".encode("gbk")))
    assert table.frame.rows() == [("1", "亅"), ("2", "瓅")]


def test_one_bad_byte_in_utf_8_costs_one_cell(tmp_path):
    raw = CHINESE.encode().replace("电饭煲".encode(), "电".encode() + b"\xff\xfe")
    table, problems = only_table(file_of(tmp_path, raw))
    assert table.frame.rows() == [("O-1", "蓝牙耳机"), ("O-2", None)]
    assert [(p.code, p.place, p.row) for p in problems] == [("undecodable-bytes", "row 3, column 商品名称", 1)]
    assert problems[0].facts == {
        "column": "商品名称", "bytes": "FF FE", "offset": raw.index(b"\xff"), "line": 3, "encoding": "UTF-8",
    }  # fmt: skip


def test_one_bad_byte_in_gb18030_costs_one_cell(tmp_path):
    raw = CHINESE.encode("gb18030").replace(b"O-2,", b"O-2\xff,")
    table, problems = only_table(file_of(tmp_path, raw))
    assert table.frame.rows() == [("O-1", "蓝牙耳机"), (None, "电饭煲")]
    assert (problems[0].facts["offset"], problems[0].facts["encoding"]) == (raw.index(b"\xff"), "GB18030")


def test_western_bytes_in_an_english_file_are_named_not_guessed(tmp_path):
    table, problems = only_table(file_of(tmp_path, b"a,b\ncaf\xe9,1\nx,2\n"))
    assert (table.frame.rows(), codes(problems)) == ([(None, "1"), ("x", "2")], ["undecodable-bytes"])


def test_a_bad_heading_is_told_and_numbered(tmp_path):
    table, problems = only_table(file_of(tmp_path, b"a,b\xff\n1,2\n"))
    assert (table.frame.columns, codes(problems)) == (["a", "column 2"], ["undecodable-bytes"])


def test_bad_bytes_in_a_cell_over_several_lines(tmp_path):
    raw = b'a,b\n1,"x\n\xff\ny"\n2,z\n'
    table, problems = only_table(file_of(tmp_path, raw))
    assert table.frame.rows() == [("1", None), ("2", "z")]
    assert problems[0].facts["offset"] == raw.index(b"\xff")


def test_half_a_sign_at_the_end_of_utf_16(tmp_path):
    table, problems = only_table(file_of(tmp_path, "a,b\n1,2\n3,中".encode("utf-16") + b"\x41"))
    assert (table.frame.rows(), codes(problems)) == ([("1", "2"), ("3", None)], ["undecodable-bytes"])


def test_utf_16_without_its_mark_is_refused(tmp_path):
    tables, problems = read_tables(file_of(tmp_path, "a,b\n1,2\n".encode("utf-16-le")))
    assert (tables, codes(problems)) == ([], ["utf-16-without-mark"])


def test_no_valid_text_decodes_to_the_signs_that_mark_bad_bytes():
    with pytest.raises(UnicodeDecodeError):
        "\udc80".encode("utf-8", "surrogatepass").decode()
    digits = range(0x30, 0x3A)
    for raw in map(bytes, product(range(0x81, 0x85), digits, range(0x81, 0xFF), digits)):
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            continue
        assert not MARKED.search(text)


CELL = st.text(st.characters(codec="gb18030", exclude_characters="\0", exclude_categories=["Cs", "Co"]), max_size=8)
ROWS = st.lists(st.tuples(CELL, CELL), max_size=6)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, encoding=st.sampled_from(ENCODINGS), separator=st.sampled_from(",;\t|"),
       end=st.sampled_from(["\n", "\r\n"]))  # fmt: skip
@example(rows=[('"', "\r"), ("", "\n\r\n")], encoding="utf-16", separator=";", end="\r\n")
def test_what_is_written_as_csv_is_read_back_in_every_encoding(tmp_path, rows, encoding, separator, end):
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["编号（Number）", "名称、说明、备注、品牌、规格型号、计量单位、原产国"])
    writer.writerows(rows)
    table, problems = only_table(file_of(tmp_path, written.getvalue().encode(encoding)))
    kept = [tuple(cell or None for cell in row) for row in rows if any(row)]
    assert (table.frame.rows(), problems) == (kept, [])
