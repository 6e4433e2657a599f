"""Parquet: types kept, damage told before and while reading."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.tables import iter_tables, read_tables, scan_parquet
from shibosi.methods.formats.tests.making import codes, file_of, only_table

FRAME = pl.DataFrame(
    {"订单编号 ": ["O-1", "O-2"], "amount": [Decimal("1.10000"), None], "day": [date(2024, 1, 5), None]},
    schema_overrides={"amount": pl.Decimal(20, 5)},
)


@pytest.fixture
def whole(tmp_path):
    path = tmp_path / "orders.parquet"
    FRAME.write_parquet(path)
    return path


def test_types_are_kept_and_headings_cleaned(whole):
    table, problems = only_table(whole)
    assert table.frame.equals(FRAME.rename({"订单编号 ": "订单编号"}))
    assert (table.typed, table.first_row, problems) == (True, 1, [])


def test_it_is_read_lazily_too(whole):
    lazy = scan_parquet(whole)
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.select("订单编号").collect().to_series().to_list() == ["O-1", "O-2"]


def test_chunks_together_are_the_whole_file(tmp_path):
    frame = pl.DataFrame({"a": range(1000)})
    frame.write_parquet(tmp_path / "f.parquet", row_group_size=70)
    tables = [
        table for found, _ in iter_tables(tmp_path / "f.parquet", limits=Limits(chunk_rows=300)) for table in found
    ]
    assert pl.concat([table.frame for table in tables]).equals(frame)
    assert [(table.offset, table.first_row) for table in tables] == [(0, 1), (300, 301), (600, 601), (900, 901)]


def test_a_file_without_rows_is_a_table_without_rows(tmp_path):
    FRAME.head(0).write_parquet(tmp_path / "f.parquet")
    table, problems = only_table(tmp_path / "f.parquet")
    assert (table.frame.height, table.frame.width, problems) == (0, 3, [])


def test_a_text_too_long_for_a_cell_is_left_empty(tmp_path):
    pl.DataFrame({"a": ["x" * 9, "x" * 10, None, "x" * 11], "b": [1, 2, 3, 4]}).write_parquet(tmp_path / "f.parquet")
    [(tables, problems)] = iter_tables(tmp_path / "f.parquet", limits=Limits(cell_bytes=10))
    assert tables[0].frame["a"].to_list() == ["x" * 9, "x" * 10, None, None]
    assert [(problem.code, problem.place, problem.row) for problem in problems] == [
        ("cell-too-long", "row 4, column a", 3)
    ]


def test_two_headings_that_are_the_same_after_cleaning(tmp_path):
    pl.DataFrame({"a": [1], "a ": [2]}).write_parquet(tmp_path / "f.parquet")
    table, problems = only_table(tmp_path / "f.parquet")
    assert (table.frame.columns, codes(problems)) == (["a", "a (2)"], ["duplicate-heading"])


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_a_problem_both_ways(tmp_path, whole, kept):
    raw = whole.read_bytes()
    path = file_of(tmp_path, raw[: max(5, int(len(raw) * kept))], "cut.parquet")
    tables, problems = read_tables(path)
    lazy = scan_parquet(path)
    assert (tables, [(p.code, p.key_lost) for p in problems]) == ([], [("torn-parquet", True)])
    assert isinstance(lazy, Problem) and lazy == problems[0]


def test_a_file_that_is_not_there_is_a_problem_for_the_lazy_door_too(tmp_path):
    lazy = scan_parquet(tmp_path / "none.parquet")
    assert isinstance(lazy, Problem) and lazy.code == "cannot-open"


@pytest.mark.parametrize("step", range(60))
def test_a_file_with_any_stretch_of_it_destroyed_does_not_raise(tmp_path, whole, step):
    raw = bytearray(whole.read_bytes())
    start = len(raw) * step // 60
    raw[start : start + 12] = b"\xff\x00\x7f\x80\x01\xfe\x55\xaa\xff\xff\xff\x7f"
    tables, problems = read_tables(file_of(tmp_path, bytes(raw), "spoilt.parquet"))
    assert tables or codes(problems) == ["torn-parquet"] or codes(problems) == ["unknown-kind"]


def test_more_columns_than_allowed_are_refused(whole):
    assert codes(read_tables(whole, limits=Limits(columns=2))[1]) == ["too-many-columns"]
