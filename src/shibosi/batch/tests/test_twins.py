"""Files handed in again: which was which, and what of them has to be read."""

from pathlib import Path

import polars as pl
import pytest

from shibosi.batch.state import Digests, Frame, digests_of
from shibosi.batch.tests.builders import differing, run, trade, written
from shibosi.batch.twins import as_marked, pairs, twin
from shibosi.domains import registry
from shibosi.kernel.records import record


@pytest.fixture(autouse=True)
def records():
    registry.load()


def file(folder: Path, name: str, rows: pl.DataFrame, kind: str = "waybill", group: int = 10) -> tuple[Frame, str]:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    rows.write_parquet(path, metadata={"shibosi.record": kind}, row_group_size=group)
    return Frame(rows.height, str(path)), str(path)


def heavier(rows: pl.DataFrame, at: list[int]) -> pl.DataFrame:
    weights = rows["weight"].scatter(at, pl.Series([7] * len(at), dtype=rows.schema["weight"]))
    return rows.with_columns(weights)


def test_a_file_is_paired_with_itself_then_by_name_then_with_what_is_left(tmp_path):
    rows = trade()["waybill"]
    old = [
        file(tmp_path / "old", f"{name}.parquet", rows[at : at + 20]) for at, name in ((0, "a"), (20, "b"), (40, "c"))
    ]
    moved = (old[2][0], str(tmp_path / "new" / "moved.parquet"))
    new = [moved, file(tmp_path / "new", "other.parquet", rows[:20]), file(tmp_path / "new", "20.parquet", rows[20:40])]
    assert sorted((pair.before, pair.now) for pair in pairs("waybill", old, new)) == [(0, 1), (1, 2), (2, 0)]


def test_what_is_no_parquet_file_is_paired_only_with_itself():
    lay, lies = Frame(3, "one"), Frame(3, "other")
    assert pairs("waybill", [(lay, "")], [(lies, "")]) == []
    assert [pair.rows for pair in pairs("waybill", [(lay, "")], [(lay, "")])] == [3]
    assert pairs("waybill", [(Frame(3, None), "")], [(Frame(3, None), "")]) == []


def test_a_twin_tells_rows_that_differ_what_they_hold_and_their_keys(tmp_path):
    rows = trade()["waybill"].head(40)
    old, new = file(tmp_path / "old", "a", rows), file(tmp_path / "new", "a", heavier(rows, [3, 31]))
    (pair,) = pairs("waybill", [old], [new])
    found = twin("waybill", pair, old[1], new[1], ["weight", "number"], ["order_number"])
    assert (found.at.tolist(), found.columns) == ([3, 31], ["weight"])
    assert found.cells["order_number"].to_list() == rows["order_number"][[3, 31]].to_list()
    assert twin("waybill", pair, old[1], new[1], ["number"], ["order_number"]).at.tolist() == []


def test_a_column_that_serves_for_another_changes_that_one_too(tmp_path):
    rows = trade()["customs_list"].head(10)
    every = record("customs_list").columns.items()
    name, serves = next((name, column.otherwise) for name, column in every if column.otherwise is not None)
    changed = rows.with_columns(rows[serves].scatter([4], "840"), pl.lit(None, dtype=pl.String).alias(name))
    old = file(tmp_path / "old", "a", rows.with_columns(pl.lit(None, dtype=pl.String).alias(name)), "customs_list")
    new = file(tmp_path / "new", "a", changed, "customs_list")
    (pair,) = pairs("customs_list", [old], [new])
    found = twin("customs_list", pair, old[1], new[1], [name], [])
    assert (found.at.tolist(), found.cells[name].to_list()) == ([4], ["840"])


def test_documents_out_of_force_are_looked_for_again_only_where_they_may_be_others(tmp_path):
    rows = trade()["waybill"].head(40)
    old = [file(tmp_path / "old", "a", rows)]
    corrected = rows.with_columns(pl.lit("2").alias("report_type"))
    for told, changed in ((True, heavier(rows, [5])), (False, corrected), (False, rows.head(30))):
        new = [file(tmp_path / "new", "a", changed)]
        assert as_marked("waybill", pairs("waybill", old, new), old, new) is told


def test_of_a_file_with_some_cells_changed_no_row_is_read_to_be_compared(tmp_path, monkeypatch):
    made = trade()
    before = run(written(made, tmp_path / "before"), tmp_path / "run").folder
    after = written({**made, "waybill": heavier(made["waybill"], [1, 50, 51])}, tmp_path / "after")
    whole = run(after, tmp_path / "whole", state=False)
    read: list[int] = []

    def noted(rows: pl.DataFrame, columns: list[str], seed: int) -> Digests:
        read.append(rows.height)
        return digests_of(rows, columns, seed)

    monkeypatch.setattr("shibosi.batch.compared.digests_of", noted)
    found = run(after, tmp_path / "found", before)
    assert differing(found, whole) == [] and not found.about["full"]
    assert 0 < max(read) < made["waybill"].height / 2
