"""Files of an example: their bytes, their types, their languages, their limits."""

import csv
import hashlib
import json
import subprocess
import sys
from datetime import datetime
from decimal import Decimal

import openpyxl
import polars as pl
import pytest

from shibosi.example import write_example, writing
from shibosi.example.errors import FolderInUse, TooManyOrders, UnknownEncoding, UnknownFormat, WrongShare
from shibosi.example.part import make_part
from shibosi.example.tests.oracle_other import judge_all
from shibosi.example.tests.reading import read_messages
from shibosi.kernel.records import record

KINDS = [
    "order", "order_line", "payment", "collection", "waybill", "customs_list", "list_line", "answer", "customs_return",
    "return_line",
]  # fmt: skip


def digests(folder):
    """Every file below a folder by its hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl", "xlsx", "xml"])
def test_the_same_seed_gives_the_same_bytes(tmp_path, format):
    for name in ("a", "b"):
        write_example(tmp_path / name, 150, 5, format=format)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_another_seed_gives_another_example(tmp_path):
    for seed in (1, 2):
        write_example(tmp_path / str(seed), 150, seed)
    first, second = (digests(tmp_path / name)["documents/order-00000.parquet"] for name in "12")
    assert first != second


def test_a_full_part_does_not_depend_on_what_follows(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "PART", 400)
    write_example(tmp_path / "short", 800, 9)
    write_example(tmp_path / "long", 1100, 9)
    short = {name: digest for name, digest in digests(tmp_path / "short").items() if name.startswith("documents")}
    long = digests(tmp_path / "long")
    assert {name: long[name] for name in short} == short
    assert "documents/order-00002.parquet" in long


def test_nothing_of_one_part_stands_in_another():
    first, second = (make_part(9, number, 3000, 0.05).frames for number in (0, 1))
    for kind, column in [("order", "number"), ("order", "buyer_id"), ("order", "guid"), ("waybill", "number"),
                         ("payment", "number"), ("customs_list", "customs_number")]:  # fmt: skip
        assert set(first[kind][column].drop_nulls()).isdisjoint(second[kind][column].drop_nulls())


def test_parquet_has_the_types_of_the_records(tmp_path):
    write_example(tmp_path, 1000, 3)
    for kind in KINDS:
        path = tmp_path / "documents" / f"{kind}-00000.parquet"
        schema = pl.read_parquet_schema(path)
        columns = record(kind).columns
        assert list(schema) == list(columns)
        for name, column in columns.items():
            amount = column.kind in ("money", "decimal")
            assert schema[name] == (pl.Decimal(18, 5) if amount else column.dtype), f"{kind}.{name}"
        assert pl.read_parquet_metadata(path)["shibosi.record"] == kind


def test_example_json_says_what_was_written(tmp_path):
    summary = write_example(tmp_path, 1000, 3)
    told = json.loads((tmp_path / "example.json").read_text(encoding="utf-8"))
    assert (told["orders"], told["seed"], told["as_of"], told["parts"]) == (1000, 3, "2026-10-01", 1)
    assert told["rows"] == summary.rows
    assert told["rows"]["order"] == pl.read_parquet(tmp_path / "documents" / "order-00000.parquet").height
    assert abs(sum(told["modes"].values()) - 1) < 0.001
    with (tmp_path / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["dossier", "key", "control", "outcome", "fault"]
    assert len(rows) == sum(sum(outcomes.values()) for outcomes in told["findings"].values())


def as_parquet(tmp_path, kind, seed):
    """The rows of a kind as the Parquet example of the same seed has them."""
    folder = tmp_path / "parquet"
    if not folder.exists():
        write_example(folder, 300, seed)
    return pl.read_parquet(folder / "documents" / f"{kind}-00000.parquet")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_csv_says_the_same_as_parquet(tmp_path, encoding):
    write_example(tmp_path / "csv", 300, 6, format="csv", encoding=encoding)
    for kind in ("order", "list_line"):
        expected = as_parquet(tmp_path, kind, 6)
        with (tmp_path / "csv" / "documents" / f"{kind}-00000.csv").open(encoding=encoding, newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == expected.height
        amount = "paid" if kind == "order" else "price"
        assert [Decimal(row[amount]) if row[amount] else None for row in rows] == expected[amount].to_list()
        name = "merchant_name" if kind == "order" else "name"
        assert [row[name] for row in rows] == expected[name].to_list()


def test_times_in_text_files_are_beijing_time(tmp_path):
    write_example(tmp_path / "jsonl", 300, 6, format="jsonl")
    lines = (tmp_path / "jsonl" / "documents" / "order-00000.jsonl").read_text(encoding="utf-8").splitlines()
    expected = as_parquet(tmp_path, "order", 6)["reported_at"].dt.convert_time_zone("Asia/Shanghai")
    told = [datetime.fromisoformat(json.loads(line)["reported_at"]) for line in lines]
    assert told == [time.replace(tzinfo=None) for time in expected]


def test_xlsx_keeps_long_numbers_as_text_and_amounts_as_numbers(tmp_path):
    write_example(tmp_path / "xlsx", 300, 6, format="xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "xlsx" / "documents" / "payment-00000.xlsx", read_only=True).active
    header, *rows = sheet.iter_rows(values_only=True)
    expected = as_parquet(tmp_path, "payment", 6)
    table = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["payer_id"] for row in table] == expected["payer_id"].to_list()
    assert [Decimal(str(row["amount"])) for row in table] == expected["amount"].to_list()


def test_messages_say_what_the_truth_expects(tmp_path):
    write_example(tmp_path, 1500, 8, format="xml", fault_share=0.4)
    found = judge_all(read_messages(tmp_path / "documents"))
    told = {
        (row["dossier"], row["key"], row["control"]): row["outcome"]
        for row in csv.DictReader((tmp_path / "truth.csv").read_text(encoding="utf-8").splitlines())
    }
    assert len(told) > 500
    assert found == told


def test_rows_written_as_messages_are_counted(tmp_path):
    summary = write_example(tmp_path, 600, 8, format="xml")
    documents = read_messages(tmp_path / "documents")
    assert {kind: len(rows) for kind, rows in documents.items() if rows} == {
        kind: number for kind, number in summary.rows.items() if number
    }


def test_progress_is_told_part_by_part(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "PART", 300)
    seen = []
    write_example(tmp_path, 700, 1, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(300, 700), (600, 700), (700, 700)]


def test_one_order_is_an_example(tmp_path):
    assert write_example(tmp_path, 1, 1).orders == 1
    assert (tmp_path / "documents" / "collection-00000.parquet").exists()


@pytest.mark.parametrize(
    ("story", "wish", "error"),
    [
        ("an unknown format", {"format": "parquett"}, UnknownFormat),
        ("an unknown encoding", {"format": "csv", "encoding": "latin-1"}, UnknownEncoding),
        ("no orders", {"orders": 0}, TooManyOrders),
        ("more orders than a workbook should hold", {"orders": 50_001, "format": "xlsx"}, TooManyOrders),
        ("less than no faults", {"fault_share": -0.1}, WrongShare),
        ("nothing but faults", {"fault_share": 0.9}, WrongShare),
    ],
)
def test_a_wish_that_cannot_be_met_writes_nothing(tmp_path, story, wish, error):
    with pytest.raises(error):
        write_example(tmp_path / "out", **{"orders": 10, "seed": 1, **wish})
    assert not (tmp_path / "out").exists()


def test_a_misspelt_format_is_guessed(tmp_path):
    with pytest.raises(UnknownFormat, match="Did you mean 'parquet'"):
        write_example(tmp_path, 10, 1, format="parquett")


def test_two_examples_do_not_mix(tmp_path):
    write_example(tmp_path, 10, 1)
    with pytest.raises(FolderInUse):
        write_example(tmp_path, 10, 2)


PEAK = """
import resource, sys
from pathlib import Path
from shibosi.example import write_example, writing
writing.PART = 4000
write_example(Path(sys.argv[1]), int(sys.argv[2]), 1)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_number_of_parts(tmp_path):
    peaks = [
        int(subprocess.run([sys.executable, "-c", PEAK, str(tmp_path / str(orders)), str(orders)],
                           capture_output=True, text=True, check=True).stdout)
        for orders in (8_000, 32_000)
    ]  # fmt: skip
    assert peaks[1] < peaks[0] * 1.35
