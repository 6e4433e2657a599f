"""Spark finds what one machine finds, byte for byte, wherever the rows lie and into how many parts they are split."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import polars as pl
import pytest

from shibosi.kernel.engines import local, spark, sparkwork
from shibosi.kernel.engines.tests.world import (
    NOON,
    QUESTION,
    Bill,
    BillLine,
    Reminder,
    a_bill,
    a_claim,
    load,
    many_claims,
)
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record
from shibosi.kernel.runs import finding_lines
from shibosi.kernel.sources import Sources
from shibosi.kernel.tests.builders import frames

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]
LATER = NOON + timedelta(hours=1)
ONE, PAID, LINES = "there_is_one_bill", "what_is_owed_is_paid", "lines_add_up"
ACCOUNT, DOCUMENT, YEAR = "one_account_serves_one_debtor", "a_document_id_is_used_once", "nobody_owes_too_much"
STORIES: list[tuple[str, list[Record], list[str], list[tuple[str, str]]]] = [
    ("nothing is wrong", a_claim("S0"), ["S0", "B/A-S0", "G-S0", "D-S0/2026"], []),
    ("paid short", a_claim("S1", owed=Decimal(102)), ["S1"], [("S1", PAID), ("S1", LINES)]),
    ("a receipt without its bill", a_claim("S2")[3:], ["S2"], [("S2", ONE)]),
    ("lines without their bill", a_claim("S3")[1:3], ["S3"], [("S3", ONE)]),
    ("handed in twice", a_claim("S4") * 2, ["S4", "B/A-S4", "G-S4", "D-S4/2026"], []),
    ("one number for two bills", [*a_claim("S5"), a_bill("S5", guid="S5-2")], ["S5", "S5-2"], [("S5", ONE)]),
    (
        "changed later: the lines go with their bill",
        [
            a_bill("S6", guid="S6-old", owed=Decimal(300)),
            BillLine(bill_number="S6", line_number=3, document="S6-old", price=Decimal(200), currency="142"),
            *a_claim("S6", report_type="2", reported_at=LATER),
        ],
        ["S6", "S6-old"],
        [],
    ),
    ("deleted later", [a_bill("S7"), a_bill("S7", guid="S7-2", report_type="3", reported_at=LATER)], ["S7"], []),
    ("a bill without a number", [Bill(guid="S8", bank="B")], ["S8"], []),
    ("one id for two bills", [a_bill("S9", guid="S9"), a_bill("S9-2", guid="S9")], ["S9"], [("S9", DOCUMENT)]),
    (
        "two bills that differ only where their ids are not read",
        [a_bill("S10", account="A-1"), a_bill("S10", account="A-2")],
        ["G-S10"],
        [("G-S10", DOCUMENT)],
    ),
    (
        "two people on one account",
        [a_bill("S11", account="S11"), a_bill("S12", account="S11")],
        ["B/S11"],
        [("B/S11", ACCOUNT)],
    ),
    (
        "too much in one year, not in another",
        [a_bill(f"S13-{at}", debtor="S13", owed=Decimal(owed)) for at, owed in enumerate([600, 401])]
        + [a_bill(f"S14-{at}", debtor="S14", owed=Decimal(owed)) for at, owed in enumerate([600, 400])],
        ["S13/2026", "S14/2026"],
        [("S13/2026", YEAR)],
    ),
]
EVERYTHING = [record for _, records, _, _ in STORIES for record in records] + many_claims(seed=7, size=300)


def in_memory(records=EVERYTHING):
    """Sources that hold their rows in memory."""
    sources = Sources()
    for kind, frame in frames(*records).items():
        sources.add(kind, frame.lazy(), frame.height)
    return sources


def in_files(folder, records=EVERYTHING):
    """Sources that lie in two Parquet files a kind, each with several groups of rows."""
    sources = Sources(work=folder)
    for kind, frame in frames(*records).items():
        for number, half in enumerate((frame[: frame.height // 2], frame[frame.height // 2 :])):
            path = folder / f"{kind}-{number}.parquet"
            half.write_parquet(path, row_group_size=50)
            sources.add(kind, pl.scan_parquet(path), half.height, apart=str(path))
    return sources


def on_spark(sources, question=QUESTION, **rest):
    """A run with two workers, in the one session of these tests."""
    return spark.run(sources, question, load=load, master="local[2]", **rest)


def assert_same(found, expected):
    """Same bytes of findings, same counts, same dossiers."""
    assert finding_lines(found.findings) == finding_lines(expected.findings)
    assert found.findings.equals(expected.findings)
    assert found.counts.equals(expected.counts)
    assert (found.dossiers, found.absent) == (expected.dossiers, expected.absent)


@pytest.fixture(scope="module")
def expected(world):
    """What one machine finds."""
    return local.run(in_memory(), QUESTION)


@pytest.fixture(scope="module")
def found(world, tmp_path_factory):
    """What Spark finds in files, in four parts."""
    return on_spark(in_files(tmp_path_factory.mktemp("files")), parts=4)


def test_files_in_four_parts_give_the_same_bytes(found, expected):
    assert_same(found, expected)
    assert {"broken", "undetermined"} == set(found.findings["outcome"])
    assert found.absent == ["reminder"]


@pytest.mark.parametrize(
    ("story", "keys", "broken"), [(story, *rest) for story, _, *rest in STORIES], ids=[story for story, *_ in STORIES]
)
def test_spark_finds_what_is_broken(found, story, keys, broken):
    rows = found.findings.filter(pl.col("key").is_in(keys) & (pl.col("outcome") == "broken"))
    assert sorted(rows.select("key", "control").rows()) == sorted(broken)


def test_rows_in_memory_travel_to_the_workers(expected):
    assert_same(on_spark(in_memory(), parts=1), expected)


def test_much_in_memory_is_put_aside_and_read_in_slices(expected, monkeypatch, tmp_path):
    monkeypatch.setattr(spark, "SMALL", 10)
    monkeypatch.setattr(spark, "SLICE", 100)
    monkeypatch.setattr(spark, "PART_ROWS", 100)
    told = []
    sources = replace(in_memory(), work=tmp_path)
    assert_same(on_spark(sources, progress=lambda *step: told.append(step)), expected)
    parts = -(-sources.rows["bill"] // 100)
    assert told[:3] == [("account", 1, parts), ("claim", 1, parts), ("document", 1, parts)]
    assert told[3] == ("a-year", 1, 2), "derived rows are counted too"
    assert list(tmp_path.iterdir()) == []


def test_other_controls_kinds_and_problems():
    """Fewer controls; no lines, kinds without rows, one not fully readable; no dossier at all of one kind."""
    records = [record for record in EVERYTHING if record.kind() == "receipt"]
    question = replace(QUESTION, controls=(ONE, PAID, ACCOUNT, YEAR))
    both = []
    for run in (local.run, on_spark):
        sources = in_memory(records)
        sources.add("bill", pl.LazyFrame(schema=Bill.schema()), 0)
        sources.add("reminder", Reminder.frame([]).lazy(), 0)
        sources.problems = [Problem("a.csv", "row 2", "no-key", "lost", kind="bill", row=0, key_lost=True)]
        both.append(run(sources, question))
    assert_same(both[1], both[0])
    assert both[1].absent == ["bill_line"]
    assert both[1].dossiers["a-year"] == 0


def test_a_file_damaged_inside_is_the_same_error_as_on_one_machine(tmp_path):
    sources = in_files(tmp_path)
    path = tmp_path / "receipt-1.parquet"
    content = bytearray(path.read_bytes())
    content[100:900] = b"\xff" * 800
    path.write_bytes(content)
    for run in (local.run, on_spark):
        with pytest.raises(pl.exceptions.ComputeError):
            run(sources, QUESTION)


def test_a_file_that_workers_do_not_see(monkeypatch, tmp_path):
    gone = pl.scan_parquet(tmp_path / "gone.parquet").serialize()
    monkeypatch.setattr(spark, "_readings", lambda *_: iter([("bill", gone)]))
    with pytest.raises(spark.UnseenByWorker) as refused:
        on_spark(in_memory())
    assert "gone.parquet" in refused.value.facts["reason"]


def test_a_worker_with_other_software(monkeypatch):
    here = sparkwork.software()
    monkeypatch.setattr(sparkwork, "software", lambda: "Shibosi 0, Polars 0")
    with pytest.raises(sparkwork.WorkerDiffers) as refused:
        on_spark(in_memory())
    assert refused.value.facts == {"there": here, "here": "Shibosi 0, Polars 0"}
