"""One row in memory is read as a file with that one row would be: same values, same problems."""

import re
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.kernel.intake import take_in
from shibosi.kernel.reading import AMOUNT_LIMIT, read_column
from shibosi.kernel.reading_one import UNREADABLE, Row, RowReader, cell_reader
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import Item, Line, Sheet, Stub
from shibosi.kernel.tests.test_reading import AMOUNTS, NO_AMOUNTS

MANY = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Monrovia", "UTC")
TIMES = [
    "2025-03-04 10:20:30", "20250304102030123", "2025/3/4 9:05", "2025年3月4日10:20:30", "2025-03-04T10:20:30Z",
    "2025-03-04 10:20:30 +0800", "2025-03-04T10:20:30+14:01", "2025-03-04 24:00:00", "2025-02-30", "0001-01-01",
    "9999-12-31 23:59:59", "1986-05-04 02:30:00", "２０２５－０３－０４ １０：２０：３０", "2025-03-04 10:20:30.5",
    "2025-03-04 10:20:30.123456789", "20250304 1020", "1901-01-01 00:00:00+14:00", "2099-12-31 23:59:59-14:00",
    "2025-03-04 00:00:00.000", "2025/3/4 0:00", "20250304", "2025.3.4", "2025-3-4日", "1900-12-31", "2100-01-01",
    "0001-01-01 00:00:00", "202511", "45720",
]  # fmt: skip
WORDS = [
    "是",
    "否",
    "ｙｅｓ",
    " TRUE ",
    "1",
    "0",
    "truee",
    "",
    " ",
    "\u3000",
    "\x1c",
    "\x1fa",
    "\u0085",
    "null",
    "ﬁ",
    "ＡＢ１",
    "a\nb",
]
texts = st.one_of(
    st.sampled_from([*AMOUNTS, *NO_AMOUNTS, *TIMES, *WORDS]),
    st.text(alphabet="0123456789０９+-.,eE年月日/: TZ", max_size=24),
    st.from_regex(re.compile("[12][09][0-9]{2}[-/.年]?[01]?[0-9][-/.月]?[0-3]?[0-9][日T ]?([0-9]{1,2}:?[0-9]{2}.*)?")),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=6),
)  # fmt: skip
cents = st.integers(-(10**15), 10**15).map(lambda number: number / 100)
CELLS: tuple[tuple[st.SearchStrategy[Any], pl.DataType | None], ...] = (
    (texts, pl.String()),
    (st.one_of(st.integers(-(2**63), 2**63 - 1), st.sampled_from([0, 1, 2, 10**15, 10**15 + 1, 20250304])), pl.Int64()),
    (st.one_of(st.integers(-(10**37), 10**37), st.just(10**30)), pl.Int128()),
    (
        st.one_of(
            st.floats(), cents, st.floats(1e-8, 1e-3), st.sampled_from([-0.0, 2.0**53, 1e10, 1.000005, 0.1 + 0.2])
        ),
        pl.Float64(),
    ),
    (st.booleans(), pl.Boolean()),
)


def both(
    name: str, cells: list[Any], dtype: pl.DataType | None, zone: str | None = None
) -> tuple[list[Any], list[Any]]:
    """Cells of a column of the sheet, read as a column and one by one, as stored."""
    column = Sheet.columns[name]
    found = read_column(column, pl.Series("raw", cells, dtype=dtype), zone)
    whole = [
        UNREADABLE if bad else column.stored(value) if column.kind in ("day", "instant") else value
        for value, bad in zip(found.values.to_list(), found.unreadable.to_list(), strict=True)
    ]
    read = cell_reader(column, zone)
    return whole, [read(cell) for cell in cells]


COLUMNS = ["number", "title", "holder", "place", "amount", "weight", "pieces", "urgent", "signed_on", "sent_at"]


@pytest.mark.parametrize("name", COLUMNS)
@MANY
@given(st.data())
def test_a_cell_is_read_as_in_a_column(name: str, data: st.DataObject) -> None:
    for strategy, dtype in CELLS:
        cells = data.draw(st.lists(st.none() | strategy, min_size=1, max_size=30))
        whole, single = both(name, cells, dtype)
        assert [(cell, value) for cell, value, other in zip(cells, single, whole, strict=True) if value != other] == []


@pytest.mark.parametrize("name", COLUMNS)
@MANY
@given(st.lists(st.integers(-(10**25), 10**25), min_size=1), st.integers(0, 8))
def test_a_decimal_is_read_as_in_a_column(name: str, numbers: list[int], scale: int) -> None:
    cells = [Decimal(number).scaleb(-scale) for number in numbers]
    whole, single = both(name, cells, pl.Decimal(38, scale))
    written = [f"{cell:.{scale}f}" for cell in cells]
    for cell, text, value, other in zip(cells, written, single, whole, strict=True):
        assert value == other or (value == f"{cell:f}" and other == text), (cell, value, other)


@pytest.mark.parametrize("name", COLUMNS)
def test_every_cell_the_tests_know_is_read_as_in_a_column(name: str) -> None:
    whole, single = both(name, [*AMOUNTS, *NO_AMOUNTS, *TIMES, *WORDS], pl.String())
    assert single == whole


def test_every_character_is_read_as_in_a_column() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    letters = [letter for letter in every if category(letter) not in ("Cn", "Co") or ord(letter) % 997 == 0]
    for cells in (letters, [f"A{letter}e\u0301" for letter in letters]):
        whole, single = both("title", cells, pl.String())
        assert [hex(ord(letter)) for letter, a, b in zip(letters, whole, single, strict=True) if a != b] == []


@MANY
@given(
    st.sampled_from(ZONES),
    st.lists(st.datetimes(datetime(1901, 1, 2), datetime(2099, 12, 30)), min_size=1),
    st.sampled_from([timedelta(0), timedelta(minutes=30), timedelta(hours=-1), timedelta(microseconds=-1)]),
)
def test_local_times_are_those_of_the_zone(zone: str, moments: list[datetime], near: timedelta) -> None:
    changes = [moment for start in moments for moment in _changes(zone, start.year)]
    written = [f"{moment + near}" for moment in (*moments, *changes)]
    whole, single = both("sent_at", written, pl.String(), zone)
    assert [(cell, a, b) for cell, a, b in zip(written, whole, single, strict=True) if a != b] == []


@cache
def _changes(zone: str, year: int) -> list[datetime]:
    """Local times about which the clocks of a zone are changed."""
    place, found = ZoneInfo(zone), []
    days = [datetime(year, 1, 2, tzinfo=UTC) + timedelta(days=day) for day in range(362)]
    for day, next_day in pairwise(days):
        if day.astimezone(place).utcoffset() == next_day.astimezone(place).utcoffset():
            continue
        for before, after in pairwise(day + timedelta(hours=hour) for hour in range(25)):
            if before.astimezone(place).utcoffset() != after.astimezone(place).utcoffset():
                found += [moment.astimezone(place).replace(tzinfo=None) for moment in (before, after)]
    return found


@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [
        ("amount", Decimal("NaN"), UNREADABLE),
        ("amount", Decimal("-Infinity"), UNREADABLE),
        ("amount", Decimal("1E+1000000"), UNREADABLE),
        ("amount", Decimal("1E-1000000"), UNREADABLE),
        ("amount", Decimal("0E-1000000"), 0),
        ("amount", Decimal("1E+5"), 10**10),
        ("amount", 10**5000, UNREADABLE),
        ("amount", AMOUNT_LIMIT // 10**5 - 1, AMOUNT_LIMIT - 10**5),
        ("amount", [1], UNREADABLE),
        ("amount", {"a": 1}, UNREADABLE),
        ("title", 10**5000, UNREADABLE),
        ("title", Decimal("1E+1000000"), UNREADABLE),
        ("title", Decimal("1E+2"), "100"),
        ("title", "\ud800", UNREADABLE),
        ("title", "a\udfff", UNREADABLE),
        ("holder", "\ud800", UNREADABLE),
        ("title", ["a"], UNREADABLE),
        ("urgent", {}, UNREADABLE),
        ("sent_at", [], UNREADABLE),
        ("pieces", 10**5000, UNREADABLE),
        ("signed_on", 10**5000, UNREADABLE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_cells_no_column_can_hold(name: str, cell: Any, expected: Any) -> None:
    assert cell_reader(Sheet.columns[name])(cell) == expected


def rows_agree(record: type[Record], cells: dict[str, Any], zone: str | None = None, strict: bool = True) -> Row:
    """A row read by itself, after checking that a table of this row gives the same."""
    schema = {heading: pl.String() for heading, cell in cells.items() if isinstance(cell, str)}
    raw = pl.DataFrame({heading: [cell] for heading, cell in cells.items()}, schema_overrides=schema)
    table = take_in(record, raw if cells else pl.DataFrame({"#": [1]}), "a.json", lambda row: row + 7, zone, strict)
    single = RowReader(record, zone).read(cells, "a.json", number=7, strict=strict)
    columns = record.columns.values()
    stored = [
        column.stored(value) if column.kind in ("day", "instant") else value
        for column, value in zip(columns, table.frame.row(0), strict=True)
    ]
    assert (single.values, single.problems) == (stored, table.problems)
    return single


HEADINGS = st.sampled_from(
    [*Sheet.columns, "amt", "sum", "Sheet number", "SHEET_NO", "amuont", "xyzzy", "#row", "Amount", " number "]
)
VALUES = st.one_of(texts, st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(), cents)


@settings(MANY, max_examples=100)
@given(st.dictionaries(HEADINGS, VALUES, max_size=12), st.sampled_from([None, "Europe/Berlin"]), st.booleans())
def test_a_row_is_read_as_in_a_table(cells: dict[str, Any], zone: str | None, strict: bool) -> None:
    rows_agree(Sheet, cells, zone, strict)


@pytest.mark.parametrize("record", [Sheet, Stub, Line, Item])
@pytest.mark.parametrize("number", ["S-1", "", None, 5, "\u3000"])
def test_a_row_says_where_it_belongs(record: type[Record], number: Any) -> None:
    key = record.needs
    assert rows_agree(record, {key: number}).belongs is (number in ("S-1", 5))
    assert not rows_agree(record, {"title" if "title" in record.columns else "name": "a"}).belongs


def test_a_lost_key_is_told_as_such() -> None:
    (problem, *_) = RowReader(Item).read({"sheet_number": [1], "line_number": 1}, "a.json").problems
    assert (problem.code, problem.key_lost, problem.place) == ("not-text", True, "row 1, column sheet_number")


def test_what_a_problem_shows_is_text_that_can_be_sent_on() -> None:
    found = RowReader(Sheet).read({"number": "S\ud800", "amount": 10**5000, "pieces": Decimal("1E+20")}, "a.json")
    shown = {problem.code: problem.facts["found"] for problem in found.problems if "found" in problem.facts}
    assert shown["not-text"] == "S\ufffd"
    assert len(shown["not-money"]) == 41
    assert shown["not-whole"] == "100000000000000000000"


def test_a_column_that_was_not_reported_is_taken_from_the_one_that_serves() -> None:
    found = rows_agree(Sheet, {"number": "S-1", "currency": "142"})
    assert found.values[Sheet.columns["fee_currency"].position] == "142"
