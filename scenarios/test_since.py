"""Nightly runs: what is judged against an earlier run is what a full run finds, byte for byte."""

import pytest

from scenarios.telling import ANOTHER_BUYER, AS_OF, LATER, Tables, a_trade, check, found, shibosi, write
from shibosi.kernel.runs import Run

SAID = ("rows", "dossiers", "outcomes", "findings", "not_handed_in", "exit")


def another_amount(tables: Tables) -> None:
    """A payment is corrected to the wrong amount."""
    tables["payment"][0]["amount"] = "9.99"


def a_payment_less(tables: Tables) -> None:
    """A payment was withdrawn."""
    del tables["payment"][2]


def the_right_buyer(tables: Tables) -> None:
    """What was broken is put right."""
    tables["customs_list"][1]["buyer_name"] = tables["customs_list"][0]["buyer_name"]


def another_trade(tables: Tables) -> None:
    """One more order with all its papers."""
    for kind, rows in a_trade(4).items():
        tables[kind] += [row for row in rows if row["order_number" if kind != "order" else "number"] == "O-4"]


def nothing(tables: Tables) -> None:
    """The same documents again."""


def same(one: Run, other: Run) -> None:
    """Two runs found the same."""
    assert {name: one.about[name] for name in SAID} == {name: other.about[name] for name in SAID}
    assert one.counts().sort("control").equals(other.counts().sort("control"))


@pytest.mark.parametrize("change", [another_amount, a_payment_less, the_right_buyer, another_trade, nothing])
@pytest.mark.parametrize("as_of", [AS_OF, LATER])
def test_full_files_a_night_later(tmp_path, change, as_of):
    tables = a_trade()
    check(write(tmp_path / "first", tables), tmp_path / "before")
    change(tables)
    documents = write(tmp_path / "second", tables)
    _, full = check(documents, tmp_path / "full", as_of=as_of)
    _, run = check(documents, tmp_path / "run", "--since", tmp_path / "before", as_of=as_of)
    same(run, full)
    assert shibosi("replay", run.folder).status == 0


def test_only_what_changed_is_handed_in(tmp_path):
    tables = a_trade()
    check(write(tmp_path / "first", tables), tmp_path / "before")
    payment = {**tables["payment"][0], "amount": "9.99"}
    words = ("--since", tmp_path / "before", "--only-changes")
    said, run = check(write(tmp_path / "changes", {"payment": [payment]}), tmp_path / "run", *words)
    tables["payment"][0] = payment
    _, full = check(write(tmp_path / "second", tables), tmp_path / "full")
    assert said.status == 1
    assert found(run) == found(full) > {ANOTHER_BUYER}
    assert run.about["outcomes"] == full.about["outcomes"]
    assert shibosi("replay", run.folder).status == 0
