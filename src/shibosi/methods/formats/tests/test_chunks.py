"""Columns of two Parquet files that are the same bytes hold the same values; what is no Parquet file says nothing."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.methods.formats.chunks import beside

ROWS = 40
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def table(rows: int = ROWS) -> pl.DataFrame:
    numbers = range(rows)
    kinds = ["b" if each % 3 else None for each in numbers]
    return pl.DataFrame({"number": [f"A{each}" for each in numbers], "paid": list(numbers), "kind": kinds})


def put(frame: pl.DataFrame, name: str, row: int, value: int | str) -> pl.DataFrame:
    return frame.with_columns(frame[name].scatter([row], value))


def kept(frame: pl.DataFrame, path: Path, group: int = 10, **how) -> Path:
    frame.write_parquet(path, row_group_size=group, **how)
    return path


def test_a_cell_that_changed_is_told_by_its_column_and_group(tmp_path):
    old = kept(table(), tmp_path / "old")
    new = kept(put(table(), "paid", 17, -1), tmp_path / "new")
    assert [(found.first, found.rows, set(found.columns)) for found in beside(old, new)] == [
        (0, 10, set()), (10, 10, {"paid"}), (20, 10, set()), (30, 10, set()),
    ]  # fmt: skip


def test_rows_that_were_added_lie_beside_nothing(tmp_path):
    old, new = kept(table(20), tmp_path / "old"), kept(table(45), tmp_path / "new")
    assert [found.rows for found in beside(old, new)] == [10, 10]
    assert not any(found.columns for found in beside(old, new))


def test_a_file_is_beside_itself_whatever_packed_it(tmp_path):
    for how in ("zstd", "snappy", "gzip", "lz4", "uncompressed"):
        path = kept(table(), tmp_path / how, compression=how)
        assert [found.columns for found in beside(path, path)] == [frozenset()] * 4


@pytest.mark.parametrize("change", [
    lambda frame: frame.rename({"paid": "price"}),
    lambda frame: frame.with_columns(pl.col("paid").cast(pl.Int32)),
    lambda frame: frame.with_columns(pl.struct("paid").alias("nested")),
    lambda frame: frame.drop("kind"),
])  # fmt: skip
def test_files_with_other_columns_are_not_compared(tmp_path, change):
    old, new = kept(table(), tmp_path / "old"), kept(change(table()), tmp_path / "new")
    assert beside(old, new) == []


def test_columns_packed_in_another_way_differ(tmp_path):
    old, new = (kept(table(), tmp_path / how, compression=how) for how in ("zstd", "snappy"))
    assert all(found.columns == {"number", "paid", "kind"} for found in beside(old, new))


cells = st.lists(st.tuples(st.integers(0, ROWS - 1), st.sampled_from(["number", "paid", "kind"]), st.integers(0, 3)))


@quick
@given(cells, st.sampled_from([3, 10, 64]), st.sampled_from(["zstd", "uncompressed"]))
def test_what_is_not_told_to_differ_is_the_same(tmp_path, changes, group, packed):
    before = after = table()
    for row, name, value in changes:
        after = put(after, name, row, value if name == "paid" else f"A{value}")
    old, new = (kept(frame, tmp_path / n, group, compression=packed) for n, frame in (("old", before), ("new", after)))
    found = beside(old, new)
    assert sum(each.rows for each in found) == ROWS
    for each in found:
        for name in before.columns:
            same = before[name].slice(each.first, each.rows).equals(after[name].slice(each.first, each.rows))
            assert same or name in each.columns


@quick
@given(st.data())
def test_no_damage_is_more_than_not_knowing(tmp_path, data):
    whole = kept(table(), tmp_path / "old")
    torn = bytearray(whole.read_bytes())
    first = data.draw(st.integers(0, len(torn) - 1))
    kind = data.draw(st.sampled_from(["cut", "flipped", "filled"]))
    if kind == "cut":
        del torn[first:]
    elif kind == "flipped":
        torn[first] ^= data.draw(st.integers(1, 255))
    else:
        torn[max(first, len(torn) - 400) : -8] = data.draw(st.sampled_from([b"\xff", b"\x19", b"\x1c"])) * 50
    path = tmp_path / "torn"
    path.write_bytes(torn)
    assert isinstance(beside(whole, path), list)
    assert isinstance(beside(path, path), list)


def test_what_is_no_parquet_file_says_nothing(tmp_path):
    whole = kept(table(), tmp_path / "old")
    for number, content in enumerate((b"", b"PAR1", b"number,paid\nA1,2\n", b"PAR1" + b"\xff" * 8 + b"PAR1")):
        path = tmp_path / str(number)
        path.write_bytes(content)
        assert beside(whole, path) == beside(path, whole) == []
    assert beside(whole, tmp_path / "absent") == []
