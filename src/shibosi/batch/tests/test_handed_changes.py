"""Changes come as files of their own: the run finds what a full run over the documents as they are then finds."""

import random

import polars as pl
import pytest

from shibosi.batch.replay import replay
from shibosi.batch.tests.builders import (
    LINES,
    Trade,
    differing,
    documents_of,
    edited,
    key_of,
    reports,
    run,
    trade,
    value_changed,
    written,
)  # fmt: skip
from shibosi.kernel.records import record

HEADS = {line: head for head, line in LINES.items()}


def placed(made: Trade, changes: Trade) -> Trade:
    """The documents with changes in their place, row by row, as the guide tells it."""
    result = {kind: rows.rows(named=True) for kind, rows in made.items()}
    for kind, rows in changes.items():
        for new in rows.rows(named=True):
            result[kind] = [old for old in result[kind] if not replaces(kind, new, old, changes)]
    return {kind: pl.concat([made[kind].clear(), pl.DataFrame(rows, made[kind].schema, orient="row")])
            .vstack(changes.get(kind, made[kind].clear())) for kind, rows in result.items()}  # fmt: skip


def replaces(kind: str, new: dict[str, object], old: dict[str, object], changes: Trade) -> bool:
    """A document replaces that of its number; a correction, and its lines, only copies of themselves."""
    if kind in HEADS:
        head = HEADS[kind]
        told = changes.get(head, pl.DataFrame(schema={"report_type": pl.String, "guid": pl.String}))
        corrections = told.filter(pl.col("report_type").is_in(["2", "3"]))["guid"].drop_nulls().to_list()
        beside = new["document"] in corrections and old["document"] not in (None, new["document"])
        return not beside and all(new[name] == old[name] for name in key_of(kind))
    names = list(dict.fromkeys([*record(kind).keys(), record(kind).needs]))
    if new.get("report_type") in ("2", "3"):
        names += ["report_type", "reported_at"]
    return all(new[name] == old[name] for name in names)


def some_changes(made: Trade, chance: random.Random) -> Trade:
    """A few documents with changed values, new ones, reports about earlier ones."""
    mine = documents_of(made, chance, 3)
    for _ in range(4):
        mine = value_changed(mine, chance)
    parts = [mine, documents_of(trade(40, 6), chance, 2), *(reports(made, chance) for _ in range(chance.randint(0, 3)))]
    chosen = chance.sample(sorted(made), chance.randint(1, len(made)))
    found = {kind: pl.concat([part[kind] for part in parts if kind in part]) for kind in chosen}
    return {kind: rows for kind, rows in found.items() if rows.height}


@pytest.mark.parametrize("seed", range(3))
def test_three_nights_and_full_files_then(tmp_path, seed):
    chance = random.Random(seed)
    made = trade()
    before = run(written(made, tmp_path / "files-0"), tmp_path / "run-0").folder
    for night in (1, 2, 3):
        changes = some_changes(made, chance)
        made = placed(made, changes)
        files = written(changes, tmp_path / f"changes-{night}")
        found = run(files, tmp_path / f"run-{night}", before, only_changes=True)
        whole = run(written(made, tmp_path / f"files-{night}"), tmp_path / f"whole-{night}", state=False)
        assert not found.about["full"], found.about["because"]
        assert differing(found, whole) == []
        before = found.folder
    assert replay(found).identical
    made = edited(made, chance)
    files = written(made, tmp_path / "files-4")
    found = run(files, tmp_path / "run-4", before)
    assert differing(found, run(files, tmp_path / "whole-4", state=False)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_nights(tmp_path, seed):
    test_three_nights_and_full_files_then(tmp_path, seed)


def test_a_change_handed_in_twice_changes_nothing(tmp_path):
    made = trade(40)
    before = run(written(made, tmp_path / "files"), tmp_path / "run-0").folder
    changes = written(some_changes(made, random.Random(2)), tmp_path / "changes")
    first = run(changes, tmp_path / "run-1", before, only_changes=True)
    again = run(changes, tmp_path / "run-2", first.folder, only_changes=True)
    assert not again.about["full"]
    assert differing(again, first) == []


def test_changes_of_tables_as_csv(tmp_path):
    made = trade(40)
    before = run(written(made, tmp_path / "files", format="csv"), tmp_path / "run").folder
    changes = some_changes(made, random.Random(8))
    found = run(written(changes, tmp_path / "changes", format="csv"), tmp_path / "found", before, only_changes=True)
    whole = run(written(placed(made, changes), tmp_path / "later", format="csv"), tmp_path / "whole", state=False)
    assert not found.about["full"], found.about["because"]
    assert differing(found, whole) == []


def test_lines_of_a_correction_replace_lines_that_do_not_say_where_they_stand(tmp_path):
    made = trade(40)
    before = run(written(made, tmp_path / "files"), tmp_path / "run").folder
    line = made["order_line"].filter(pl.col("document").is_null())[0]
    lines = made["order_line"].filter(pl.col("order_number") == line["order_number"][0])
    head = made["order"].filter(pl.col("number") == line["order_number"][0])[0]
    changes = {
        "order": head.with_columns(pl.lit("2").alias("report_type"), pl.lit("guid-2").alias("guid")),
        "order_line": lines.with_columns(pl.lit("guid-2").alias("document"), pl.col("quantity") + 1).cast(lines.schema),
    }
    found = run(written(changes, tmp_path / "changes"), tmp_path / "found", before, only_changes=True)
    later = placed(made, changes)
    assert later["order_line"].height == made["order_line"].height
    assert differing(found, run(written(later, tmp_path / "later"), tmp_path / "whole", state=False)) == []
