"""Real orders of a marketplace, and the sample messages of customs, through the command line."""

import re
import shutil
from pathlib import Path

import polars as pl
import pytest
from tests.house.files import ROOT

from scenarios.telling import check, found, problems, shibosi
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.records import Record
from shibosi.kernel.runs import Run
from shibosi.methods.formats.ceb import read_message, write_message
from shibosi.methods.formats.handing import hand_in

pytestmark = pytest.mark.real
MAP = ROOT / "docs" / "maps" / "olist.yaml"
COVERED = "payments_cover_lines_and_freight"
UNPAID = "shop_payment_was_reported"
SPEAKING = {COVERED, UNPAID, "order_was_reported", "order_number_has_one_content"}
"""What can be asked of orders that never met customs."""
DAY = "2019-01-01"
OTHERS = {"CEB792Message", "CEB816Message"}
"""Samples of messages that no check reads."""


# -- the marketplace


@pytest.fixture(scope="module")
def marketplace(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The orders, items and payments, checked by the committed map."""
    data = real_data / "data" / "olist"
    files = [data / f"{name}.csv.gz" for name in ("orders", "order_items", "order_payments")]
    said, run = check(files, tmp_path_factory.mktemp("olist") / "run", "--map", MAP, as_of=DAY)
    assert said.status == 1
    return run


@pytest.fixture(scope="module")
def figures(real_data: Path) -> dict[str, int]:
    """The reference figures that the README of the data states."""
    text = (real_data / "data" / "olist" / "README.md").read_text(encoding="utf-8").replace(",", "")
    stated = {
        "orders": r"(\d+) orders 14", "without items": r"orders (\d+) without items",
        "without payment": r"items (\d+) without payment", "equal": r"payment (\d+) where items plus freight equal",
        "differ": r"within 0\.01 (\d+) that differ", "several": r"1\.00\) (\d+) orders paid in several lines",
    }  # fmt: skip
    return {name: int(re.search(pattern, text)[1]) for name, pattern in stated.items()}  # type: ignore[index]


def count(run: Run, control: str) -> dict[str, int]:
    """How often a control came to what."""
    row = run.counts().row(by_predicate=pl.col("control") == control, named=True)
    return {name: row[name] for name in ("held", "broken", "undetermined", "out_of_scope")}


def test_payments_cover_the_orders_as_the_readme_states(marketplace, figures):
    unknown = figures["without items"] + figures["without payment"]
    assert (figures["equal"], figures["differ"], unknown) == (3937, 13, 15)
    assert count(marketplace, COVERED) == {
        "held": figures["equal"], "broken": figures["differ"], "undetermined": unknown, "out_of_scope": 0,
    }  # fmt: skip
    assert marketplace.about["dossiers"]["order"] == figures["orders"]
    assert problems(marketplace) == []


def test_what_the_data_cannot_say_is_held_by_nobody(marketplace):
    counts = marketplace.counts()
    assert set(counts.filter(pl.col("held") > 0)["control"]) == SPEAKING
    others = counts.filter(~pl.col("control").is_in(SPEAKING))
    assert others.select(pl.sum("held", "broken", "undetermined")).row(0) == (0, 0, 0)
    assert (
        set(others["control"])
        >= {name for name, control in KNOWN.items() if control.dossier.name == "order"} - SPEAKING
    )


def test_an_order_paid_in_several_lines_is_no_fault_here(marketplace, figures, real_data):
    payments = pl.read_csv(real_data / "data" / "olist" / "order_payments.csv.gz")
    several = payments.group_by("order_id").len().filter(pl.col("len") > 1)
    assert several.height == figures["several"]
    broken = marketplace.findings().filter(pl.col("outcome") == "broken")["key"]
    assert several.filter(~pl.col("order_id").is_in(broken.implode())).height > 90
    assert count(marketplace, "order_is_paid_once")["out_of_scope"] == figures["orders"]


def test_the_broken_ones_differ_in_the_files_too(marketplace, real_data):
    """Added up once more, from the files, without the program."""
    data = real_data / "data" / "olist"
    cents = (pl.col("c") * 100).round(0).cast(pl.Int64)
    items = pl.read_csv(data / "order_items.csv.gz").select("order_id", c=pl.col("price") + pl.col("freight_value"))
    paid = pl.read_csv(data / "order_payments.csv.gz").select("order_id", c=pl.col("payment_value"))
    both = (
        items.group_by("order_id")
        .agg(due=cents.sum())
        .join(paid.group_by("order_id").agg(paid=cents.sum()), on="order_id")
    )
    differ = both.filter((pl.col("due") - pl.col("paid")).abs() > 1)["order_id"]
    unpaid = set(pl.read_csv(data / "orders.csv.gz")["order_id"]) - set(paid["order_id"])
    assert {(key, control) for key, control, outcome in found(marketplace) if outcome == "broken"} == {
        *((key, COVERED) for key in differ), *((key, UNPAID) for key in unpaid),
    }  # fmt: skip


def test_the_marketplace_can_be_replayed(marketplace):
    assert shibosi("replay", marketplace.folder).status == 0


def test_files_the_map_does_not_speak_of_are_left_out_aloud(real_data, tmp_path, marketplace):
    said, run = check(real_data / "data" / "olist", tmp_path / "run", "--map", MAP, as_of=DAY)
    left_out = {problem["file"] for problem in problems(run) if problem["code"] == "not-mapped"}
    assert left_out == {
        "customers.csv.gz", "order_reviews.csv.gz", "product_category_name_translation.csv", "products.csv.gz",
        "sellers.csv.gz",
    }  # fmt: skip
    doubted = {
        (key, control, "undetermined" if control == UNPAID else told) for key, control, told in found(marketplace)
    }
    assert found(run) == doubted, "a payment may stand in a file that is left out"
    assert (said.status, "README.md" in said.out) == (2, True), "a page of text is no table, and that is said"


# -- the messages


def samples(real_data: Path) -> list[Path]:
    """The sample messages."""
    return sorted((real_data / "reference" / "samples" / "ceb").glob("*.xml"))


def test_samples_are_written_back_byte_for_byte(real_data):
    for path in samples(real_data):
        data = path.read_bytes()
        message, faults = read_message(data, path.name)
        assert (message is not None and write_message(message), faults) == (data, []), path.name


def test_samples_become_records(real_data):
    held = {part.split("/")[0] for made in Record.known.values() for part in made.messages}
    seen = set()
    for path in samples(real_data):
        message, _ = read_message(path.read_bytes(), path.name)
        assert message is not None
        sources = hand_in([path])
        documents = len(message.documents)
        heads = [
            made.kind()
            for made in Record.known.values()
            if any(p.startswith(f"{message.name}/") for p in made.messages)
        ]
        if message.name not in held:
            assert (sources.rows, [p.code for p in sources.problems]) == ({}, ["not-mapped"])
            continue
        seen.add(message.name)
        assert sources.problems == []
        assert sources.rows[heads[0]] == documents > 0
        lines = sum(len(rows) for document in message.documents for rows in document.lists.values())
        assert sum(sources.rows.values()) == documents + lines
    assert seen >= {f"CEB{number}Message" for number in (303, 311, 403, 411, 505, 511, 603, 621, 622)}


def test_a_folder_of_samples_is_checked_and_the_others_are_left_out_aloud(real_data, tmp_path):
    documents = tmp_path / "messages"
    documents.mkdir()
    for path in samples(real_data):
        shutil.copy(path, documents)
    said, run = check(documents, tmp_path / "run")
    assert {problem["facts"]["message"] for problem in problems(run)} == OTHERS
    assert {problem["code"] for problem in problems(run)} == {"not-mapped"}
    assert said.status == 1, "left out on purpose is not unreadable"
    for message in OTHERS:
        assert message in said.out
    assert shibosi("replay", run.folder).status == 0
