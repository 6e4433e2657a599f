"""What `check` finds on a generated example is what the truth file says: every finding, and no other."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scenarios.telling import check, problems, shibosi
from shibosi.batch.truth import COMPARED, compare
from shibosi.domains import registry
from shibosi.example import write_example
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.engines import local
from shibosi.kernel.runs import Run

SEEDS = (1, 2, 20261001)
LARGE = 100_000
MANY_FAULTS = {"seed": 7, "fault_share": 0.3}
FORMATS = {
    "CSV": {"format": "csv"},
    "CSV in GB18030": {"format": "csv", "encoding": "gb18030"},
    "JSON lines": {"format": "jsonl"},
    "xlsx": {"format": "xlsx"},
}
MESSAGES = (303, 304, 311, 312, 403, 411, 412, 505, 506, 511, 512, 603, 604, 621, 622, 213, 625)
registry.load()
WRITTEN = {
    "order", "order_line", "payment", "collection", "waybill", "customs_list", "list_line", "order_line+list_line",
    "customs_return", "return_line", "answer", "purchase",
}  # fmt: skip
"""What the example writes, and what is made of it."""
SEEDED = {name for name, control in KNOWN.items() if {kind for kind, _ in control.leaves()} <= WRITTEN} - {
    "goods_are_on_the_positive_list", "payment_company_is_registered",
}  # fmt: skip
"""The controls that the truth names: all that read nothing else, but those that need a list nobody hands in here."""
UNSAID = {
    "payment_follows_the_order", "payments_cover_lines_and_freight", "services_need_no_customs",
    "shop_payment_was_reported",
}  # fmt: skip
"""Controls of which no official message speaks: of the time of an order, of shop orders, of services."""


def story(folder: Path, orders: int, seed: int, **options: Any) -> Run:
    """Generate an example, check its documents, and check them again by replay."""
    made = write_example(folder / "example", orders, seed, **options)
    said, run = check(folder / "example" / "documents", folder / "run", as_of=str(made.as_of))
    assert said.status == 1
    assert problems(run) == []
    assert shibosi("replay", run.folder).status == 0
    return run


def told(run: Run) -> pl.DataFrame:
    """The truth about the documents of a run."""
    return pl.read_csv(truth_of(run), infer_schema=False).select(COMPARED)


def truth_of(run: Run) -> Path:
    """The truth file beside a run."""
    return run.folder.parent / "example" / "truth.csv"


def assert_true(run: Run) -> None:
    """The findings are those of the truth file, no more, no less, each once."""
    missed, surplus = compare(truth_of(run), run.findings())
    assert missed.is_empty(), missed
    assert surplus.is_empty(), surplus
    assert run.findings().height == told(run).height > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hundred_thousand_orders_hold_exactly_what_was_seeded(tmp_path, seed):
    run = story(tmp_path, LARGE, seed)
    assert_true(run)
    assert run.about["dossiers"]["order"] >= LARGE
    assert set(told(run)["control"]) == SEEDED, "a control the truth never names could be removed unnoticed"


@pytest.fixture(scope="module")
def in_parquet(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """An example of many faults, as it is found in Parquet."""
    run = story(tmp_path_factory.mktemp("parquet"), 1500, **MANY_FAULTS)
    assert_true(run)
    return run


@pytest.mark.xdist_group("formats")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_the_same(tmp_path, in_parquet, name):
    run = story(tmp_path, 1500, **MANY_FAULTS, **FORMATS[name])
    assert_true(run)
    for said in ("rows", "dossiers", "outcomes", "findings"):
        assert run.about[said] == in_parquet.about[said]


def test_official_messages_say_what_they_have_a_place_for(tmp_path):
    run = story(tmp_path, 2000, **MANY_FAULTS, format="xml")
    assert_true(run)
    documents = tmp_path / "example" / "documents"
    assert {int(path.name[3:6]) for path in documents.iterdir()} == set(MESSAGES)
    assert set(told(run)["control"]) == SEEDED - UNSAID


def test_judged_in_many_parts_nothing_is_lost_or_found_twice(tmp_path, monkeypatch):
    whole = story(tmp_path / "whole", 3000, 3)
    for limit, small in (("AT_ONCE", 0), ("PART", 1 << 20), ("PIECE", 300)):
        monkeypatch.setattr(local, limit, small)
    parted = story(tmp_path / "parted", 3000, 3)
    assert_true(parted)
    assert parted.about["findings"]["sha256"] == whole.about["findings"]["sha256"]
    assert parted.about["outcomes"] == whole.about["outcomes"]


def test_documents_spread_over_many_files_are_one_trade(tmp_path):
    run = story(tmp_path, 2000, 4)
    documents = tmp_path / "example" / "documents"
    for path in sorted(documents.glob("*.parquet")):
        frame = pl.read_parquet(path)
        for number, piece in enumerate(frame.iter_slices(max(1, frame.height // 3 + 1))):
            folder = documents / f"branch {number}"
            folder.mkdir(exist_ok=True)
            piece.write_parquet(folder / path.name, metadata={"shibosi.record": path.name.split("-")[0]})
        if frame.height:
            path.unlink()
    _, again = check(documents, tmp_path / "again", as_of=run.about["as_of"])
    assert again.about["findings"] == run.about["findings"]
    assert again.about["outcomes"] == run.about["outcomes"]


# -- each control matters


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """An example in which every order has a fault."""
    return story(tmp_path_factory.mktemp("small"), 20_000, 1, fault_share=0.5)


@pytest.mark.xdist_group("small")
@pytest.mark.parametrize("name", sorted(SEEDED))
def test_without_a_control_the_comparison_fails(small, name):
    without = small.findings().filter(pl.col("control") != name)
    missed, surplus = compare(truth_of(small), without)
    assert surplus.is_empty()
    assert set(missed["control"]) == {name}


def test_a_control_that_is_taken_out_is_missed(tmp_path, monkeypatch):
    """The same through the registry itself, for one control."""
    monkeypatch.delitem(KNOWN, "buyer_name_agrees")
    run = story(tmp_path, 3000, 7)
    missed, surplus = compare(truth_of(run), run.findings())
    assert set(missed["control"]) == {"buyer_name_agrees"}
    assert surplus.is_empty()
