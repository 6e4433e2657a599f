"""A run in parts, in any order of rows and files, gives the findings of a run in one go, byte for byte."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import Question, Result
from shibosi.kernel.expressions.tests.samples import papers
from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record
from shibosi.kernel.sources import Sources
from shibosi.kernel.tests.builders import VALUES, Back, Item, Line, Sheet, Stub, installed
from shibosi.kernel.tests.rules import RULED

QUESTION = Question(VALUES, date(2026, 4, 2))
READ = [
    Sheet.amount, Sheet.currency, Sheet.weight, Sheet.title, Sheet.carrier, Sheet.parcel, Sheet.place, Sheet.pieces,
    Sheet.signed_on, Stub.amount, Stub.currency, Stub.weight, Stub.carrier, Stub.parcel, Line.price, Line.currency,
    Line.quantity, Item.quantity, Back.quantity,
]  # fmt: skip
COLUMNS = tuple(found.node for found in READ)
FAST = settings(max_examples=25, suppress_health_check=list(HealthCheck))
D = Decimal


@pytest.fixture(autouse=True, scope="module")
def rules(world: None) -> Iterator[None]:
    """The controls of `rules`."""
    with installed(RULED):
        yield


def sources(files: list[list[Record]]) -> Sources:
    """Records as files: each is handed in by itself."""
    made = Sources()
    for file in files:
        for kind in {type(found) for found in file}:
            rows = [found for found in file if type(found) is kind]
            made.add(kind.kind(), kind.frame(rows).lazy(), len(rows))
    return made


def run(files: list[list[Record]], **how: Any) -> Result:
    """What all controls find in them."""
    return local.run(sources(files), QUESTION, **how)


def written(result: Result) -> tuple[str, str, dict[str, int], list[str]]:
    """All a run says, to be compared letter by letter."""
    return result.findings.write_csv(), result.counts.write_csv(), result.dossiers, result.absent


@FAST
@given(papers(COLUMNS), st.integers(1, 4))
def test_parts_make_no_difference(records: list[Record], part_rows: int) -> None:
    assert written(run([records], part_rows=part_rows)) == written(run([records]))


@FAST
@given(papers(COLUMNS), st.data())
def test_neither_rows_nor_files_have_an_order(records: list[Record], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(records))
    cut = data.draw(st.integers(0, len(records)))
    assert written(run([shuffled[cut:], shuffled[:cut]])) == written(run([records]))


def numbered(found: Record) -> bool:
    """Whether it has a number of its own."""
    return all(getattr(found, name) is not None for name, column in found.columns.items() if column.key)


@FAST
@given(papers(COLUMNS))
def test_numbered_papers_handed_in_twice_change_nothing(records: list[Record]) -> None:
    told = [found for found in records if numbered(found)]
    assert written(run([told, told])) == written(run([told]))
    assert written(run([told, told], part_rows=1)) == written(run([told]))


def sheets(*parcels: str) -> list[Record]:
    """Sheets of one number that differ in nothing but the parcel, which only the other dossier reads."""
    return [Sheet(number="S-1", carrier="C", parcel=parcel, signed_on=date(2026, 3, 1)) for parcel in parcels]


@pytest.mark.parametrize("part_rows", [1, 2, 100])
def test_papers_that_differ_where_another_dossier_reads_are_two(part_rows: int) -> None:
    found = run([sheets("P-1", "P-2")], part_rows=part_rows).findings
    assert "sheet_is_there_once" in found["control"].to_list()


@pytest.mark.parametrize("part_rows", [1, 100])
def test_parts_are_told_one_by_one_and_the_folder_is_left_clean(part_rows: int, tmp_path: Path) -> None:
    made = sources([[Sheet(number=f"S-{at}") for at in range(5)]])
    made.work = tmp_path
    seen: list[tuple[str, int, int]] = []
    local.run(made, QUESTION, lambda *told: seen.append(told), part_rows=part_rows)
    parts = 5 if part_rows == 1 else 1
    assert seen[:parts] == [("file", number, parts) for number in range(1, parts + 1)]
    assert list(tmp_path.iterdir()) == []


def test_rows_without_a_key_are_judged_nowhere() -> None:
    nameless: list[list[Record]] = [[Sheet(title="x"), Line(line_number=1)]]
    for part_rows in (1, 100):
        assert run(nameless, part_rows=part_rows).dossiers == {"file": 0, "packet": 0}


def test_nothing_handed_in_is_nothing_found() -> None:
    result = run([])
    assert (result.findings.height, result.dossiers) == (0, {})
    assert result.absent == ["back", "item", "line", "sheet", "stub"]


def test_a_kind_handed_in_without_rows_is_not_absent() -> None:
    made = sources([[Sheet(number="S-1", signed_on=date(2026, 3, 1))]])
    made.add("stub", Stub.frame([]).lazy(), 0)
    result = local.run(made, QUESTION)
    assert result.absent == ["back", "item", "line"]
    assert dict(result.findings.select("control", "outcome").rows()) == {"stub_was_reported": "broken"}


def test_a_row_that_lost_its_key_makes_its_kind_uncertain() -> None:
    made = sources([[Sheet(number="S-1", signed_on=date(2026, 3, 1))], [Stub(sheet_number="S-2")]])
    made.problems.append(Problem("stubs.csv", "row 3", "no-key", "no key", {}, "stub", 1, key_lost=True))
    found = {
        row["key"]: row["outcome"] for row in local.run(made, QUESTION).findings.to_dicts() if "stub" in row["control"]
    }
    assert found == {"S-1": "undetermined"}


def test_a_changed_paper_is_judged_as_changed_in_parts_too() -> None:
    def sheet(how: str, hour: int, amount: int) -> Record:
        when = datetime(2026, 3, 2, hour, tzinfo=UTC)
        return Sheet(number="S-1", report_type=how, reported_at=when, amount=D(amount), currency="142")

    stub = Stub(sheet_number="S-1", amount=D(2), currency="142")
    for part_rows in (1, 100):
        result = run([[sheet("2", 2, 2), stub, sheet("1", 1, 1)]], part_rows=part_rows)
        counts = result.counts.filter(pl.col("control").is_in(["amounts_agree", "sheet_is_there_once"]))
        assert counts["held"].to_list() == [1, 1]


@pytest.mark.parametrize(("spare", "parts"), [(0, 5), (1 << 40, 1)])
def test_without_memory_to_spare_a_trade_is_judged_in_parts(spare: int, parts: int, monkeypatch: Any) -> None:
    monkeypatch.setattr(local, "available", lambda: spare)
    monkeypatch.setattr(local, "PART", 1)
    seen: list[tuple[str, int, int]] = []
    local.run(sources([[Sheet(number=str(number)) for number in range(5)]]), QUESTION, lambda *told: seen.append(told))
    assert [told[1:] for told in seen if told[0] == "file"] == [(part + 1, parts) for part in range(parts)]
