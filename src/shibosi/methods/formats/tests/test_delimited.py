"""CSV: what people and programs do to it, and what is still read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.methods.formats import splitting
from shibosi.methods.formats.bytesource import TextSource
from shibosi.methods.formats.delimited import read_delimited
from shibosi.methods.formats.limits import DEFAULT_LIMITS, Limits
from shibosi.methods.formats.splitting import Splitter
from shibosi.methods.formats.tables import iter_tables, read_tables
from shibosi.methods.formats.tests.making import codes, file_of, only_table
from shibosi.methods.formats.unreadable import Problems


@pytest.mark.parametrize(
    ("story", "text", "headings", "rows"),
    [
        ("plain", "a,b\n1,2\n3,4\n", ["a", "b"], [("1", "2"), ("3", "4")]),
        ("no line end at the end", "a,b\n1,2", ["a", "b"], [("1", "2")]),
        ("Windows line ends", "a,b\r\n1,2\r\n", ["a", "b"], [("1", "2")]),
        ("old Macintosh line ends", "a,b\r1,2\r", ["a", "b"], [("1", "2")]),
        ("semicolons", "a;b\n1,5;2\n", ["a", "b"], [("1,5", "2")]),
        ("tabs", "a\tb\n1\t2\n", ["a", "b"], [("1", "2")]),
        ("bars", "a|b\n1|2\n", ["a", "b"], [("1", "2")]),
        ("the separator stated as Excel does", "sep=;\na;b,c\n1;2\n", ["a", "b,c"], [("1", "2")]),
        ("a separator inside a quoted heading does not count", '"a,x,y";b\n1;2\n', ["a,x,y", "b"], [("1", "2")]),
        ("one column", "a\n1\n2\n", ["a"], [("1",), ("2",)]),
        ("quoted separators and marks", 'a,b\n"1,5","say ""hi"""\n', ["a", "b"], [("1,5", 'say "hi"')]),
        ("a cell with a line end", 'a,b\n"x\ny",2\n', ["a", "b"], [("x\ny", "2")]),
        ("a cell with a Windows line end keeps it", 'a,b\r\n"x\r\ny",2\r\n', ["a", "b"], [("x\r\ny", "2")]),
        ("a quotation mark inside a plain cell", 'a,b\n5" screen,2\n', ["a", "b"], [('5" screen', "2")]),
        ("text after a closing mark", 'a,b\n"x"y,2\n', ["a", "b"], [("xy", "2")]),
        ("empty cells and empty quotes are nothing", 'a,b,c\n1,,""\n', ["a", "b", "c"], [("1", None, None)]),
        ("white space is kept", "a,b\n 1 ,\t2\n", ["a", "b"], [(" 1 ", "\t2")]),
        ("formulas and apostrophes stay text", "a,b\n=1+1,'007\n", ["a", "b"], [("=1+1", "'007")]),
        ("headings are cleaned", " ａ ,b\u3000 c\n1,2\n", ["a", "b c"], [("1", "2")]),
        ("a column without a heading", "a,,c\n1,2,3\n", ["a", "column 2", "c"], [("1", "2", "3")]),
        ("only a heading", "a,b\n", ["a", "b"], []),
        ("empty lines at the end", "a,b\n1,2\n\n,\n\r\n", ["a", "b"], [("1", "2")]),
        ("the end mark of DOS", "a,b\n1,2\n\x1a", ["a", "b"], [("1", "2")]),
        ("separators after the last cell", "a,b\n1,2,,\n", ["a", "b"], [("1", "2")]),
    ],
)
def test_is_read_without_a_problem(tmp_path, story, text, headings, rows):
    table, problems = only_table(file_of(tmp_path, text))
    assert (table.frame.columns, table.frame.rows(), problems) == (headings, rows, [])


@pytest.mark.parametrize(
    ("story", "text", "code", "rows", "row", "place", "key_lost"),
    [
        ("too few", "a,b,c\n1,2\n4,5,6\n", "too-few-cells", [("1", "2", None), ("4", "5", "6")], 0, "row 2", False),
        ("too many", "a,b\n1,2,3\n4,5\n", "too-many-cells", [(None, None), ("4", "5")], 0, "row 2", True),
        ("NUL", "a,b\n1,x\x00y\n", "nul-byte", [("1", None)], 0, "row 2, column b", False),
        ("an open mark", 'a,b\n1,"x\n3,4\n', "open-quote", [(None, None), ("3", "4")], 0, "row 2", True),
        ("a heading twice", "a,a\n1,2\n", "duplicate-heading", [("1", "2")], None, "row 1", False),
    ],
)  # fmt: skip
def test_damage_is_told_and_the_rest_is_read(tmp_path, story, text, code, rows, row, place, key_lost):
    table, problems = only_table(file_of(tmp_path, text))
    assert table.frame.rows() == rows
    assert [(p.code, p.row, p.place, p.key_lost) for p in problems] == [(code, row, place, key_lost)]


def test_a_second_heading_of_the_same_name_carries_a_number(tmp_path):
    table, problems = only_table(file_of(tmp_path, "a,a (2),Ａ,a\n1,2,3,4\n"))
    assert table.frame.columns == ["a", "a (2)", "A", "a (3)"]
    assert problems[0].facts == {"heading": "a"}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b" \r\n\t\r\n"])
def test_nothing_at_all_is_a_problem(tmp_path, content):
    assert [codes(problems) for problems in [read_tables(file_of(tmp_path, content))[1]]] == [["empty-file"]]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    table, problems = only_table(file_of(tmp_path, '\na,b\n"x\ny",1\n\n2\n3,4\n'))
    assert [table.row_number(index) for index in range(3)] == [3, 5, 6]
    assert (table.first_row, problems[0].place, problems[0].row) == (3, "row 5", 1)


def test_a_broken_heading_row_gives_the_file_up(tmp_path):
    tables, problems = read_tables(file_of(tmp_path, 'a,"b\n1,2\n'))
    assert (tables, [(p.code, p.key_lost) for p in problems]) == ([], [("open-quote", True)])


def test_more_columns_than_allowed_are_refused(tmp_path):
    tables, problems = read_tables(file_of(tmp_path, "a,b,c\n1,2,3\n"), limits=Limits(columns=2))
    assert (tables, codes(problems)) == ([], ["too-many-columns"])


def test_problems_are_listed_up_to_the_limit_and_then_counted(tmp_path):
    path = file_of(tmp_path, "a,b\n" + "1,2,3\n" * 50)
    table, problems = only_table(path, Limits(problems=10))
    assert table.frame.height == 50
    assert (len(problems), problems[-1].code, problems[-1].facts, problems[-1].key_lost) == (
        11, "more-problems", {"count": 40}, True,
    )  # fmt: skip


def test_chunks_together_are_the_whole_file(tmp_path):
    lines = [f"O{number},{number % 7 or ''},{'x,y' if number == 5000 else 'x'}" for number in range(40_000)]
    path = file_of(tmp_path, "a,b,c\n" + "\n".join(lines))
    chunks = list(iter_tables(path, limits=Limits(chunk_rows=100, problems=5)))
    tables = [table for found, _ in chunks for table in found]
    whole, problems = only_table(path)
    assert [row for table in tables for row in table.frame.rows()] == whole.frame.rows()
    assert [table.offset for table in tables] == [
        sum(table.frame.height for table in tables[:index]) for index in range(len(tables))
    ]
    assert [p for _, found in chunks for p in found] == problems
    assert problems[0].row == 5000


def test_chunks_stay_small_in_bytes_and_cells(tmp_path):
    path = file_of(tmp_path, "a,b\n" + "1,\n" * 2_000_000)
    for limits in (Limits(chunk_bytes=1), Limits(chunk_cells=1)):
        assert len([1 for tables, _ in iter_tables(path, limits=limits) if tables]) > 1


def test_short_rows_under_many_headings_are_bounded_by_the_cells_they_leave_empty(tmp_path):
    path = file_of(tmp_path, ",".join(f"c{n}" for n in range(1000)) + "\n" + "1\n" * 3000)
    tables = [table for found, _ in iter_tables(path, limits=Limits(chunk_cells=500_000)) for table in found]
    assert {table.frame.height for table in tables} == {500}
    whole, problems = read_tables(path, limits=Limits(chunk_cells=500_000, whole_cells=1_200_000))
    assert (whole[0].frame.height, problems[-1].code) == (1000, "too-large-to-hold")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.lists(st.sampled_from(["", "1", " ", "中|文", "x;y", "\t", "é\r", "\x1a", '"', "\0", "\ufeff"]),
                            max_size=4).map(",".join), max_size=8),
    ends=st.sampled_from(["\n", "\r\n", "\r\r\n"]),
)  # fmt: skip
def test_reading_whole_blocks_at_once_changes_nothing(tmp_path, lines, ends):
    path = file_of(tmp_path, "headings,b\n" + ends.join(lines) + ends + "filler,x\n" * 9)
    read = []
    for quick in (True, False):
        problems = Problems("f", 100)
        tables = list(read_delimited(TextSource(path, DEFAULT_LIMITS), problems, quick=quick))
        read.append(([(t.frame.rows(), t.row_numbers().to_list()) for t in tables], problems.close()))
    assert read[0] == read[1]


@settings(max_examples=500, deadline=None)
@given(line=st.text(st.sampled_from('a,";\r\t \0é'), max_size=12), separator=st.sampled_from(",;\t|"))
def test_both_ways_to_split_a_line_agree(line, separator):
    slow = Splitter(separator)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "QUICK_LENGTH", 0)
        expected = slow.feed(line)
    assert Splitter(separator).feed(line) == expected
