"""Intake: headings understood or told, rows kept whatever is wrong with them, and what cannot be read named."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest

from shibosi.kernel import intake
from shibosi.kernel.intake import SHOWN, Intake, folded, headings, take_in, uncertain_kinds
from shibosi.kernel.problems import Problem
from shibosi.kernel.tests.builders import Item, Line, Sheet, Stub

NUMBERS = ["S-1", "S-2", "S-3"]


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue with the Chinese of one label."""
    known = {"Sheet number": "单号"}
    monkeypatch.setattr(intake, "translate", lambda text, language=None: known.get(text, text))
    intake._headings.cache_clear()
    yield
    intake._headings.cache_clear()


def took(**columns: list[Any]) -> Intake:
    """A table of sheets taken in; every column under its own heading, numbers given where none are."""
    rows = len(next(iter(columns.values()))) if columns else 3
    told = {"number": [f"S-{at}" for at in range(1, rows + 1)], **columns}
    return take_in(Sheet, pl.DataFrame(told, strict=False), "sheets.csv")


def codes(found: Intake) -> list[str]:
    """The codes of its problems."""
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "heading",
    [
        "number",
        "NUMBER",
        " Number ",
        "sheetNo",
        "sheetno",
        "sheet_no",
        "Sheet number",
        "sheet-number",
        "SHEET NUMBER",
        "单号",
    ],
)
def test_a_heading_is_the_name_the_element_or_the_label_in_either_language(heading: str, chinese: None) -> None:
    found = take_in(Sheet, pl.DataFrame({heading: NUMBERS}), "sheets.csv")
    assert (found.frame["number"].to_list(), found.problems) == (NUMBERS, [])


@pytest.mark.parametrize("heading", ["amount", "amt", "sum", "Amount"])
def test_a_column_may_have_several_elements(heading: str) -> None:
    assert took(**{heading: ["1", "2", "3"]}).frame["amount"].to_list() == [100_000, 200_000, 300_000]


def test_headings_are_told_apart_by_more_than_blanks() -> None:
    assert folded(" Unit_Price-CNY ") == "unitpricecny"
    assert headings(Sheet)["sheetno"] == "number"


def test_an_unknown_heading_is_told_with_what_was_probably_meant() -> None:
    (problem,) = took(amuont=["1", "2", "3"]).problems
    assert (problem.code, problem.place, problem.key_lost) == ("unknown-column", "column amuont", False)
    assert (
        problem.sentence("en")
        == "sheets.csv, column amuont: 'amuont' is no column of sheet. Did you mean 'amount' (Amount)?"
    )


def test_an_unknown_heading_like_no_other_is_told_too() -> None:
    (problem,) = took(xyzzy=["1", "2", "3"]).problems
    assert (problem.code, problem.facts) == ("unknown-column", {"heading": "xyzzy", "record": "sheet"})


def test_a_mapping_that_is_not_strict_passes_over_other_headings() -> None:
    raw = pl.DataFrame({"number": NUMBERS, "xyzzy": NUMBERS})
    assert take_in(Sheet, raw, "sheets.csv", strict=False).problems == []


def test_positions_of_a_reader_are_no_columns() -> None:
    assert took(**{"#row": [1, 2, 3]}).problems == []


def test_two_headings_for_one_column_are_told_and_the_first_is_used() -> None:
    found = took(amount=["1", "2", "3"], sum=["7", "8", "9"])
    assert codes(found) == ["column-twice"]
    assert found.problems[0].facts == {"column": "amount"}
    assert found.frame["amount"].to_list() == [100_000, 200_000, 300_000]


def test_a_frame_has_the_schema_of_its_record_whatever_came() -> None:
    for found in (took(), took(amount=[1, 2, 3]), took(amount=[None, None, None]), took(amount=["x", "1", None])):
        assert dict(found.frame.schema) == Sheet.schema()
        assert found.frame.height == 3


def test_a_table_without_rows_is_taken_in() -> None:
    found = take_in(Sheet, pl.DataFrame({"number": [], "amount": []}), "sheets.csv")
    assert (found.frame.height, dict(found.frame.schema), found.problems) == (0, Sheet.schema(), [])


def test_what_cannot_be_read_is_null_and_told_with_row_column_and_what_was_expected() -> None:
    found = took(amount=["1", "1e5", None], signed_on=["2025-03-04", "", "03/04/2025"])
    assert found.frame["amount"].to_list() == [100_000, None, None]
    assert found.frame["signed_on"].to_list() == [date(2025, 3, 4), None, None]
    first, second = found.problems
    assert (first.code, first.place, first.row, first.kind, first.key_lost) == (
        "not-money", "row 3, column amount", 1, "sheet", False,
    )  # fmt: skip
    assert first.facts["found"] == "1e5"
    assert (second.code, second.place, second.facts["found"]) == ("not-day", "row 4, column signed_on", "03/04/2025")


def test_rows_are_counted_as_in_the_file() -> None:
    raw = pl.DataFrame({"number": NUMBERS, "amount": ["1", "x", "y"]})
    found = take_in(Sheet, raw, "sheets.xlsx", row_number=lambda row: 10 * row)
    assert [problem.place for problem in found.problems] == ["row 10, column amount", "row 20, column amount"]


@pytest.mark.parametrize(("bad", "told"), [(SHOWN, SHOWN), (SHOWN + 1, SHOWN + 1), (500, SHOWN + 1)])
def test_many_cells_that_cannot_be_read_are_counted(bad: int, told: int) -> None:
    found = took(amount=["x"] * bad)
    assert len(found.problems) == told
    if bad > SHOWN:
        last = found.problems[-1]
        assert (last.facts, last.row) == ({"count": bad - SHOWN}, None)


def test_long_cells_are_cut_and_sensitive_ones_hidden() -> None:
    raw = pl.DataFrame({"number": ["S-1"], "amount": ["x" * 100], "holder": [["a secret"]]})
    by_code = {problem.code: problem.facts["found"] for problem in take_in(Sheet, raw, "sheets.csv").problems}
    assert by_code["not-money"] == "x" * 40 + "…"
    assert "secret" not in by_code["not-text"]


def test_a_column_that_was_not_reported_is_taken_from_the_one_that_serves() -> None:
    assert took(currency=["142", "840", "142"]).frame["fee_currency"].to_list() == ["142", "840", "142"]
    both = took(currency=["142", "840", "142"], fee_currency=["502", None, ""])
    assert both.frame["fee_currency"].to_list() == ["502", "840", "142"]


def test_a_table_without_its_key_column_is_told_once() -> None:
    found = take_in(Line, pl.DataFrame({"line_number": [1, 2]}), "lines.csv")
    assert [(problem.code, problem.key_lost) for problem in found.problems] == [("missing-column", True)]
    assert found.frame.height == 2


def test_rows_without_a_key_are_told_one_by_one_up_to_a_number() -> None:
    found = take_in(Stub, pl.DataFrame({"sheet_number": ["S-1", "", None, " "]}), "stubs.csv")
    assert [(problem.code, problem.row, problem.key_lost) for problem in found.problems] == [
        ("no-key", 1, True), ("no-key", 2, True), ("no-key", 3, True),
    ]  # fmt: skip
    assert found.problems[0].facts == {"what": "sheet"}
    many = take_in(Stub, pl.DataFrame({"sheet_number": [None] * 50}, schema={"sheet_number": pl.String}), "stubs.csv")
    assert len(many.problems) == SHOWN + 1
    assert many.problems[-1].facts == {"count": 50 - SHOWN}


def problem(kind: str, key_lost: bool) -> Problem:
    """A problem with a row of that kind."""
    return Problem("a.csv", "row 2", "no-key", "It cannot be read.", {}, kind, 0, key_lost)


@pytest.mark.parametrize(
    ("story", "problems", "kinds"),
    [
        ("none", [], set()),
        ("a cell of a row that is there", [problem("stub", False)], set()),
        ("a row that may belong anywhere", [problem("stub", True)], {"stub"}),
        ("two kinds", [problem("stub", True), problem("line", True), problem("sheet", False)], {"stub", "line"}),
        ("a file nobody can read", [problem("", True)], {"sheet", "stub", "line", "item", "back"}),
        ("a message that holds no record", [problem("CEB999Message", True)], set()),
    ],
)
def test_kinds_that_may_lack_a_row(story: str, problems: list[Problem], kinds: set[str]) -> None:
    assert uncertain_kinds(problems) == kinds


def test_a_key_that_cannot_be_read_makes_its_kind_uncertain() -> None:
    found = take_in(Item, pl.DataFrame({"sheet_number": [[1]], "line_number": ["1"]}), "items.csv")
    assert uncertain_kinds(found.problems) == {"item"}


def test_rows_that_the_reader_told_as_unread_are_left_out_without_another_word() -> None:
    raw = pl.DataFrame({"sheet_number": ["S-1", None, None]})
    found = take_in(Stub, raw, "stubs.csv", unread=frozenset({1}))
    assert found.frame["sheet_number"].to_list() == ["S-1", None]
    assert [(one.code, one.row) for one in found.problems] == [("no-key", 2)]
