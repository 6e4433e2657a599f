"""JSON lines and JSON files: values exactly as written, nested lists as tables of their own, bad lines told."""

import gzip
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.tables import PARENT, iter_tables, read_tables
from shibosi.methods.formats.tests.making import codes, file_of, only_table

ORDERS = (
    '{"no": "O-1", "total": 1.10, "buyer": {"name": "王"}, "lines": [{"sku": "a", "qty": 1}, {"sku": "b"}]}\n'
    '{"no": "O-2", "lines": [], "paid": true}\n'
    '{"no": "O-3", "lines": [{"sku": "c", "taxes": [{"rate": "9.1"}]}], "tags": ["x", 1.50, null]}\n'
)


def test_numbers_keep_their_digits_and_nesting_becomes_columns_and_tables(tmp_path):
    tables, problems = read_tables(file_of(tmp_path, ORDERS, "orders.jsonl"))
    assert problems == []
    assert [table.sheet for table in tables] == [None, "lines", "lines.taxes"]
    assert tables[0].frame.to_dicts() == [
        {"no": "O-1", "total": "1.10", "buyer.name": "王", "paid": None, "tags": None},
        {"no": "O-2", "total": None, "buyer.name": None, "paid": "true", "tags": None},
        {"no": "O-3", "total": None, "buyer.name": None, "paid": None, "tags": '["x", 1.50, null]'},
    ]
    assert tables[1].frame.rows() == [(0, "a", "1"), (0, "b", None), (2, "c", None)]
    assert tables[2].frame.to_dicts() == [{PARENT: 2, "rate": "9.1"}]
    assert [tables[1].row_number(index) for index in range(3)] == [1, 1, 3]


@pytest.mark.parametrize(
    ("story", "content", "name"),
    [
        ("a list", '[{"a": 1.0},\n {"a": "2"}]', "f.json"),
        ("a list without an ending", ' [ {"a":1.0} , {"a":"2"} ] ', "f"),
        ("lines", '{"a": 1.0}\n\n{"a": "2"}\n', "f.ndjson"),
        ("lines with a mark", '\ufeff{"a": 1.0}\r\n{"a": "2"}', "f.jsonl"),
        ("objects spread over lines", '{\n"a": 1.0\n}\n{\n"a": "2"}', "f.json"),
    ],
)
def test_all_these_hold_two_rows(tmp_path, story, content, name):
    table, problems = only_table(file_of(tmp_path, content, name))
    assert (table.frame["a"].to_list(), problems) == (["1.0", "2"], [])


@pytest.mark.parametrize(
    ("story", "line", "code"),
    [
        ("cut off", '{"a": ', "bad-json"),
        ("no number", '{"a": NaN}', "bad-json"),
        ("a tab inside a text", '{"a": "\t"}', "bad-json"),
        ("two objects", '{"a": 1} {"a": 2}', "bad-json"),
        ("nested without end", '{"a": ' * 100_000, "bad-json"),
        ("a bare value", "5", "not-an-object"),
        ("a list", "[1]", "not-an-object"),
        ("too long", '{"a": "' + "x" * 3_000_000 + '"}', "row-too-long"),
    ],
)
def test_a_bad_line_costs_itself(tmp_path, story, line, code):
    path = file_of(tmp_path, f'{{"a": 1}}\n{line}\n{{"a": 3}}\n', "f.jsonl")
    table, problems = only_table(path, Limits(row_bytes=900_000))
    assert table.frame["a"].to_list() == ["1", None, "3"]
    assert [(p.code, p.place, p.row, p.key_lost) for p in problems] == [(code, "line 2", 1, True)]


@pytest.mark.parametrize(
    ("story", "line", "code", "place"),
    [
        ("a name twice", '{"a": 1, "a": 2}', "duplicate-key", "line 1, column a"),
        ("a name twice, written differently", '{"a": 1, "ａ ": 2}', "duplicate-key", "line 1, column a"),
        ("a name reached by two ways", '{"a": {"b": 1}, "a.b": 2}', "duplicate-key", "line 1, column a.b"),
        ("NUL", '{"a": "x\\u0000"}', "nul-byte", "line 1, column a"),
        ("half a surrogate pair", '{"a": "\\ud800"}', "undecodable-bytes", "line 1, column a"),
        ("too deep", '{"a":' * 9 + "1" + "}" * 9, "too-deep", "line 1, column " + ".".join("a" * 8)),
        ("a list too deep", '{"a": ' + "[" * 12 + "]" * 12 + "}", "too-deep", "line 1, column a"),
        ("a cell too long", '{"a": "' + "x" * 101 + '"}', "cell-too-long", "line 1, column a"),
        ("our own column", '{"l": [{"#parent": 7, "a": 1}]}', "duplicate-key", "sheet l, line 1, column #parent"),
    ],
)
def test_a_bad_value_costs_its_cell(tmp_path, story, line, code, place):
    tables, problems = read_tables(file_of(tmp_path, line + '\n{"z": 1}', "f.jsonl"), limits=Limits(cell_bytes=100))
    assert [(p.code, p.place, p.row) for p in problems] == [(code, place, 0)]
    assert tables[0].frame["z"].to_list() == [None, "1"]


def test_bad_bytes_inside_a_text_cost_the_cell(tmp_path):
    path = file_of(tmp_path, '{"a": "王", "b": "'.encode() + b'\xff"}\n' + '{"a": "李"}'.encode(), "f.jsonl")
    table, problems = only_table(path)
    assert (table.frame["a"].to_list(), codes(problems)) == (["王", "李"], ["undecodable-bytes"])


@pytest.mark.parametrize(
    ("story", "content", "rows"),
    [
        ("cut off inside", '[{"a": 1}, {"a": ', ["1"]),
        ("not closed", '[{"a": 1}', ["1"]),
        ("a comma missing", '[{"a": 1} {"a": 2}]', ["1"]),
        ("a comma too many", '[{"a": 1},]', ["1"]),
        ("text after the end", '[{"a": 1}] x', ["1"]),
    ],
)
def test_a_broken_list_gives_what_came_before(tmp_path, story, content, rows):
    table, problems = only_table(file_of(tmp_path, content, "f.json"))
    assert (table.frame["a"].to_list(), codes(problems)) == (rows, ["bad-json-stop"])


@pytest.mark.parametrize("content", ["[]", " \n ", ""])
def test_nothing_at_all_is_a_problem(tmp_path, content):
    assert codes(read_tables(file_of(tmp_path, content, "f.json"))[1]) == ["empty-file"]


def test_names_beyond_the_limit_are_left_out_aloud(tmp_path):
    lines = "\n".join(json.dumps({f"c{n}": n, "l": [{f"d{n}": n}]}) for n in range(50))
    tables, problems = read_tables(file_of(tmp_path, lines, "f.jsonl"), limits=Limits(columns=10))
    assert sum(table.frame.width for table in tables) <= 10
    assert codes(problems) == ["too-many-columns"]


def test_rows_nested_beyond_the_limit_are_told(tmp_path):
    lines = json.dumps({"a": [{"b": [{"c": 1}] * 10}] * 10}) + "\n" + json.dumps({"a": [{"b": []}]})
    tables, problems = read_tables(file_of(tmp_path, lines, "f.jsonl"), limits=Limits(nested_rows=25))
    assert [(table.sheet, table.frame.height) for table in tables] == [(None, 2), ("a", 4), ("a.b", 22)]
    assert [(p.code, p.row) for p in problems] == [("too-many-nested", 2)]


def test_few_names_in_many_rows_are_bounded_by_the_cells_they_leave_empty(tmp_path):
    lines = json.dumps({f"c{n}": n for n in range(100)}) + "\n" + '{"c1": 1}\n' * 5000
    steps = iter_tables(file_of(tmp_path, lines, "f.jsonl"), limits=Limits(chunk_cells=50_000))
    assert max(table.frame.height for tables, _ in steps for table in tables) == 500


def test_a_list_is_read_in_pieces(tmp_path):
    rows = [{"a": n, "l": [{"b": n}, {"b": -n}], "text": "x" * 900} for n in range(6000)]
    path = file_of(tmp_path, gzip.compress(json.dumps(rows).encode()), "f.json.gz")
    steps = [tables for tables, _ in iter_tables(path, limits=Limits(chunk_rows=1000))]
    assert len(steps) > 10
    main = [table for tables in steps for table in tables if table.sheet is None]
    nested = [table for tables in steps for table in tables if table.sheet == "l"]
    assert [value for table in main for value in table.frame["a"]] == [str(n) for n in range(6000)]
    assert [value for table in nested for value in table.frame[PARENT]] == [n for n in range(6000) for _ in "12"]


NUMBERS = st.one_of(
    st.integers().map(str),
    st.decimals(allow_nan=False, allow_infinity=False).map(lambda value: f"{value:f}"),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
)
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(NUMBERS, TEXTS), min_size=1), as_list=st.booleans(), ascii_only=st.booleans(),
       encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))  # fmt: skip
def test_numbers_and_texts_come_back_exactly(tmp_path, rows, as_list, ascii_only, encoding):
    objects = [f'{{"n": {number}, "t": {json.dumps(text, ensure_ascii=ascii_only)}}}' for number, text in rows]
    content = "[" + ",".join(objects) + "]" if as_list else "\n".join(objects)
    table, problems = only_table(file_of(tmp_path, content.encode(encoding), "f.json"))
    assert (table.frame.rows(), problems) == ([(number, text or None) for number, text in rows], [])
