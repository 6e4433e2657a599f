"""Tables of values: what is in force when and where, and which rows are refused."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.standard import errors, tables

HEAD = ["place", "from", "to", "limit", "source", "confidence", "note_en", "note_zh"]
DAY = date(2024, 6, 1)


def a_row(**changes: str) -> list[str]:
    """A row every table takes; a story changes only what it is about (`start` and `end` for from and to)."""
    row = {"place": "CN", "start": "2024-01-01", "end": "", "limit": "5", "source": "a law", "confidence": "verified"}
    return list({**row, "en": "", "zh": "", **changes}.values())


def a_table(folder: Path, *rows: Sequence[str], head: Sequence[str] = HEAD) -> Path:
    path = folder / "made.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in (head, *rows)]
    path.write_text("\n".join(["# made for a test", *lines, ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("story", "day", "single", "annual"),
    [
        ("the day before there were limits", date(2016, 4, 7), None, None),
        ("the first day", date(2016, 4, 8), 2000, 20000),
        ("the last day of the first limits", date(2018, 12, 31), 2000, 20000),
        ("the first day of the present limits", date(2019, 1, 1), 5000, 26000),
        ("still open", date(2030, 1, 1), 5000, 26000),
    ],
)
def test_retail_import_limits(story: str, day: date, single: int | None, annual: int | None) -> None:
    row = tables.in_force("retail_import_limits", day, "CN")
    assert (row.number("single") if row else None) == single
    assert (row.number("annual") if row else None) == annual


@pytest.mark.parametrize(
    ("story", "day", "modes"),
    [
        ("before B2B lists", date(2020, 6, 30), ("9610", "1210")),
        ("from the day 9710 and 9810 began", date(2020, 7, 1), ("9610", "1210", "9710", "9810")),
    ],
)
def test_simplified_export_limit(story: str, day: date, modes: tuple[str, ...]) -> None:
    row = tables.in_force("simplified_export_limit", day, "CN")
    assert row is not None
    assert row.number("limit") == 5000
    assert row.members("modes") == modes


@pytest.mark.parametrize(("day", "needed"), [(date(2024, 12, 14), "yes"), (date(2024, 12, 15), "no")])
def test_the_collection_is_needed_until_14_december_2024(day: date, needed: str) -> None:
    row = tables.in_force("export_collection", day, "CN")
    assert row is not None
    assert row.value("needed") == needed


@pytest.mark.parametrize(
    ("deadline", "amount", "unit"),
    [
        ("import-return-application", 30, "days"),
        ("import-return-arrival", 45, "days"),
        ("export-return", 1, "year"),
        ("waybill-number-reuse", 6, "months"),
        ("export-summary-declaration", 15, "day-of-next-month"),
        ("payment-data-kept", 3, "years"),
    ],
)
def test_deadlines_of_customs(deadline: str, amount: int, unit: str) -> None:
    row = tables.in_force("customs_deadlines", DAY, "CN", deadline=deadline)
    assert row is not None
    assert (row.number("amount"), row.value("unit")) == (Decimal(amount), unit)


def test_a_value_without_a_known_first_day_is_used_and_seen_to_be_undated() -> None:
    row = tables.in_force("customs_deadlines", date(1990, 1, 1), "CN", deadline="waybill-number-reuse")
    assert row is not None
    assert row.start is None


@pytest.mark.parametrize("name", tables.names())
def test_every_table_has_dated_rows_with_source_and_remarks_in_both_languages(name: str) -> None:
    table = tables.table(name)
    assert table.origin
    for row in table.rows:
        assert row.source
        assert any("一" <= letter <= "鿿" for letter in row.note_zh) == bool(row.note_en)


def test_remarks_follow_the_language_in_use(chinese: None) -> None:
    assert "一般贸易" in tables.table("retail_import_limits").rows[0].note


def test_message_descriptions_are_no_tables_of_values() -> None:
    with pytest.raises(errors.UnknownTable):
        tables.table("ceb_fields")


@pytest.mark.parametrize(
    ("story", "rows", "refusal", "row", "facts"),
    [
        ("no such day", [a_row(start="2024-02-30")], errors.BadDate, 3, {"column": "from", "found": "2024-02-30"}),
        ("a day written otherwise", [a_row(end="20241231")], errors.BadDate, 3, {"column": "to"}),
        ("a week is no day", [a_row(start="2024-W01-1")], errors.BadDate, 3, {"column": "from"}),
        ("the end may not be unknown", [a_row(end="unknown")], errors.BadDate, 3, {"column": "to"}),
        ("no first day", [a_row(start="")], errors.EmptyCell, 3, {"column": "from"}),
        ("ends before it begins", [a_row(end="2023-12-31")], errors.PeriodReversed, 3, {"end": date(2023, 12, 31)}),
        ("open for ever, then another", [a_row(), a_row(start="2025-01-01")], errors.PeriodsOverlap, 4, {"before": 3}),
        (
            "share one day",
            [a_row(end="2024-06-30"), a_row(start="2024-06-30")],
            errors.PeriodsOverlap,
            4,
            {"before": 3},
        ),
        (
            "two without a first day",
            [a_row(start="unknown", end="2020-01-01"), a_row(start="unknown", end="2010-01-01")],
            errors.PeriodsOverlap,
            4,
            {"before": 3},
        ),
        ("no source", [a_row(source="")], errors.EmptyCell, 3, {"column": "source"}),
        ("no value", [a_row(limit="")], errors.EmptyCell, 3, {"column": "limit"}),
        ("no place", [a_row(place="")], errors.EmptyCell, 3, {"column": "place"}),
        ("sure of what?", [a_row(confidence="sure")], errors.UnknownWord, 3, {"found": "sure"}),
        ("a remark in English only", [a_row(en="Mind this.")], errors.EmptyCell, 3, {"column": "note_zh"}),
    ],
)
def test_a_wrong_row_is_refused_with_file_and_row(
    tmp_path: Path,
    story: str,
    rows: list[list[str]],
    refusal: type[errors.RegisterError],
    row: int,
    facts: dict[str, object],
) -> None:
    with pytest.raises(refusal) as refused:
        tables.read_table(a_table(tmp_path, *rows))
    assert {"file": "made.csv", "row": row, **facts}.items() <= refused.value.facts.items()


@pytest.mark.parametrize(
    ("story", "head"),
    [
        ("place misspelt", ["plaice", *HEAD[1:]]),
        ("no last day", ["place", "from", "limit", *HEAD[4:]]),
        ("no value", ["place", "from", "to", *HEAD[4:]]),
        ("no confidence", [*HEAD[:5], "note_en", "note_zh"]),
        ("the same column twice", ["place", "from", "to", "limit", "limit", *HEAD[4:]]),
    ],
)
def test_a_table_of_another_shape_is_refused(tmp_path: Path, story: str, head: list[str]) -> None:
    with pytest.raises(errors.WrongColumns) as refused:
        tables.read_table(a_table(tmp_path, head=head))
    assert refused.value.facts["row"] == 2


def test_neighbours_and_other_places_do_not_overlap(tmp_path: Path) -> None:
    rows = [a_row(end="2024-06-30"), a_row(start="2024-07-01", limit="6"), a_row(place="DE", limit="7")]
    table = tables.read_table(a_table(tmp_path, *rows))
    found = [table.in_force(day, place) for day, place in ((DAY, "CN"), (date(2024, 7, 1), "CN"), (DAY, "DE"))]
    assert [row.value("limit") for row in found if row] == ["5", "6", "7"]


def test_the_general_place_serves_where_a_place_has_nothing(tmp_path: Path) -> None:
    table = tables.read_table(a_table(tmp_path, a_row(place="all", start="unknown"), a_row(limit="6")))
    found = [table.in_force(day, place) for day, place in ((DAY, "DE"), (DAY, "CN"), (date(2023, 1, 1), "CN"))]
    assert [row.value("limit") for row in found if row] == ["5", "6", "5"]


def test_a_repeal_keeps_the_general_place_out(tmp_path: Path) -> None:
    table = tables.read_table(a_table(tmp_path, a_row(place="all"), a_row(limit="repealed")))
    assert table.in_force(DAY, "CN") is None


def test_rows_of_one_place_are_told_apart_by_their_keys(tmp_path: Path) -> None:
    head = ["place", "mode", *HEAD[1:]]
    rows = [["CN", "9610", *a_row()[1:]], ["CN", "9710", *a_row(limit="6")[1:]]]
    table = tables.read_table(a_table(tmp_path, *rows, head=head))
    row = table.in_force(DAY, "CN", mode="9710")
    assert table.keys == ("mode",)
    assert row is not None
    assert row.value("limit") == "6"
    assert table.in_force(DAY, "CN", mode="1210") is None
    for wrong in ({}, {"mode": "9710", "kind": "x"}, {"kind": "x"}):
        with pytest.raises(errors.WrongKeys):
            table.in_force(DAY, "CN", **wrong)


def test_questions_a_table_cannot_answer_are_refused() -> None:
    with pytest.raises(errors.UnknownTable) as unknown:
        tables.table("retail_import_limit")
    assert unknown.value.hint == "retail_import_limits"
    row = tables.table("retail_import_limits").rows[0]
    with pytest.raises(errors.UnknownColumn) as column:
        row.value("singel")
    assert column.value.hint == "single"
    with pytest.raises(errors.NotANumber) as number:
        row.number("currency")
    assert number.value.facts["row"] == 3


days = st.dates(date(2020, 1, 1), date(2020, 3, 1))
periods = st.tuples(st.none() | days, st.none() | st.integers(0, 40))


@given(period=st.tuples(periods, periods))
def test_two_periods_are_refused_exactly_when_they_share_a_day(
    tmp_path_factory: pytest.TempPathFactory, period: tuple[tuple[date | None, int | None], ...]
) -> None:
    rows, spans = [], []
    for start, length in period:
        end = None if length is None else (start or date(2020, 1, 1)) + timedelta(days=length)
        rows.append(a_row(start=str(start or "unknown"), end=str(end or "")))
        spans.append((start or date.min, end or date.max))
    path = a_table(tmp_path_factory.mktemp("made"), *rows)
    if max(start for start, _ in spans) <= min(end for _, end in spans):
        with pytest.raises(errors.PeriodsOverlap):
            tables.read_table(path)
    else:
        table = tables.read_table(path)
        for (start, end), row in zip(spans, table.rows, strict=True):
            assert table.in_force(start, "CN") == table.in_force(end, "CN") == row
