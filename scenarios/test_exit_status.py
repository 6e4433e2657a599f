"""The exit status: 0 nothing broken and nothing undetermined, 1 broken, 3 only undetermined, 2 something unreadable."""

import re

import polars as pl
import pytest

from scenarios.telling import ANOTHER_BUYER, AS_OF, LATER, Tables, a_trade, check, found, write

ONE_SIDED = {"goods_are_on_the_positive_list", "payment_company_is_registered", "yearly_purchases_within_limit"}


def asked(folder, tables: Tables, as_of: str = AS_OF):
    """The status of a check of a trade, and its run."""
    said, run = check(write(folder / "documents", tables), folder / "run", as_of=as_of)
    assert said.status == run.about["exit"]
    return said.status, run


def a_good_trade() -> Tables:
    """The trade without the one thing that is broken in it."""
    tables = a_trade()
    tables["customs_list"][1]["buyer_name"] = tables["customs_list"][0]["buyer_name"]
    return tables


def test_nothing_broken_and_nothing_undetermined_is_0(tmp_path):
    status, run = asked(tmp_path, a_good_trade())
    assert (status, found(run)) == (0, set())


def test_controls_that_can_only_be_broken_are_counted_and_change_nothing(tmp_path):
    status, run = asked(tmp_path, a_good_trade())
    counts = run.counts().filter(pl.col("undetermined") > 0)
    assert set(counts["control"]) == ONE_SIDED
    assert counts["undetermined"].sum() == 7 == run.about["outcomes"]["undetermined"]
    assert status == 0


def test_a_one_sided_control_that_is_broken_is_1_and_what_it_cannot_say_is_not_listed(tmp_path):
    tables = a_good_trade()
    for row in tables["list_line"] + tables["order_line"]:
        row["price"], row["total"] = "4400", "8800"
    said, run = check(write(tmp_path / "documents", tables), tmp_path / "run", as_of=AS_OF)
    assert said.status == run.about["exit"] == 1
    numbers = re.findall(r"^ *(\d+) [│|] +(\d+) ", said.out, re.MULTILINE)
    broken, undetermined = (sum(int(row[at]) for row in numbers) for at in (0, 1))
    assert f": {broken} broken, {undetermined} undetermined," in said.out and broken and not undetermined
    assert any(control == "yearly_purchases_within_limit" for _, control, _ in found(run))


def test_something_broken_is_1(tmp_path):
    status, run = asked(tmp_path, a_trade())
    assert (status, found(run)) == (1, {ANOTHER_BUYER})


def test_only_undetermined_is_3(tmp_path):
    """A payment may still come."""
    tables = a_good_trade()
    del tables["payment"][0]
    status, run = asked(tmp_path, tables)
    assert (status, found(run)) == (3, {("O-1", "payment_was_reported", "undetermined")})


def test_what_is_undetermined_today_is_broken_in_three_months(tmp_path):
    tables = a_good_trade()
    del tables["payment"][0]
    status, run = asked(tmp_path, tables, LATER)
    assert (status, found(run)) == (1, {("O-1", "payment_was_reported", "broken")})


def test_broken_wins_over_undetermined(tmp_path):
    tables = a_trade()
    del tables["payment"][0]
    status, run = asked(tmp_path, tables)
    assert (status, found(run)) == (1, {ANOTHER_BUYER, ("O-1", "payment_was_reported", "undetermined")})


@pytest.mark.parametrize(("story", "trade"), [("broken", a_trade), ("nothing else", a_good_trade)])
def test_unreadable_wins_over_all(tmp_path, story, trade):
    documents = write(tmp_path / "documents", trade())
    (documents / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    said, run = check(documents, tmp_path / "run")
    assert (said.status, run.about["exit"]) == (2, 2)
    assert found(run) == ({ANOTHER_BUYER} if story == "broken" else set())


def test_left_aside_on_purpose_is_not_unreadable(tmp_path):
    """A map that does not speak of a file leaves it out aloud, and the status stays what it was."""
    documents = write(tmp_path / "documents", {"order": a_good_trade()["order"]})
    text = 'files:\n  - match: "order.csv"\n    record: order\n    columns: {number: number}\n'
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    before, _ = check(documents, tmp_path / "before", "--map", tmp_path / "map.yaml")
    (documents / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    said, run = check(documents, tmp_path / "run", "--map", tmp_path / "map.yaml")
    assert said.status == before.status == 3
    assert "notes.csv" in said.out
    assert run.about["rows"] == {"order": 3}
