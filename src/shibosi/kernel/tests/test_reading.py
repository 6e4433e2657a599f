"""Cells as people and systems write them: what is read, and what is refused rather than guessed."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.expressions.kinds import AMOUNT_SCALE
from shibosi.kernel.reading import AMOUNT_LIMIT
from shibosi.kernel.tests.builders import Sheet
from shibosi.kernel.tests.cells import BLANK, UNREADABLE, one, read

D = Decimal


@pytest.mark.parametrize("column", ["title", "place", "amount", "weight", "pieces", "urgent", "signed_on", "sent_at"])
@pytest.mark.parametrize("cell", ["", " ", "\t", "\u3000", "\u00a0 ", None])
def test_a_blank_cell_is_nothing_and_no_mistake(column: str, cell: str | None) -> None:
    assert read(column, cell, dtype=pl.String()) == [BLANK]


@pytest.mark.parametrize("column", ["title", "amount", "pieces", "urgent", "signed_on", "sent_at"])
def test_a_column_without_a_type_is_blank(column: str) -> None:
    assert read(column, None, None) == [BLANK, BLANK]


AMOUNTS = {
    "5": 500_000, "5.": 500_000, "5.0": 500_000, "0.5": 50_000, "00005": 500_000, "-5": -500_000, "+5": 500_000,
    "-0": 0,
    "5.1": 510_000, "5.12345": 512_345, "5.123450": 512_345, "5.123450000": 512_345, "0.00001": 1,
    "1,234.5": 123_450_000, "1,234,567.89": 123_456_789_000, "-1,000": -100_000_000, " 5 ": 500_000,
    "５．５": 550_000, "１，２３４": 123_400_000, "０．０１": 1_000, "89999999999999.99999": AMOUNT_LIMIT - 1,
    "-89999999999999.99999": -(AMOUNT_LIMIT - 1),
}  # fmt: skip
NO_AMOUNTS = [
    "10^30", "1e5", "1E5", "1e-2", "NaN", "nan", "inf", "-Infinity", "5.123456", "0.000001", "90000000000000",
    "99999999999999", "123456789012345", "12,34", "1,23", "1.234,56", "1,2345", ",123", "1,234,", ".5", "--5", "- 5",
    "−5", "(5)", "5-", "¥5", "5元", "5%", "5 000", "1'000", "1_000", "0x10", "٣", "五", "5/2", "1.2.3", "abc", "-",
]  # fmt: skip


@pytest.mark.parametrize(("cell", "stored"), AMOUNTS.items())
def test_amounts(cell: str, stored: int) -> None:
    assert one("amount", cell) == one("weight", cell) == stored


@pytest.mark.parametrize("cell", NO_AMOUNTS)
def test_amounts_that_are_none(cell: str) -> None:
    assert one("amount", cell) == one("weight", cell) == UNREADABLE


def test_cells_of_one_column_do_not_disturb_each_other() -> None:
    assert read("amount", "1,234", "1e5", None, "5", "", "12,34") == [
        123_400_000,
        UNREADABLE,
        None,
        500_000,
        None,
        UNREADABLE,
    ]


amounts = st.decimals(
    D("-89999999999999.99999"), D("89999999999999.99999"), places=5, allow_nan=False, allow_infinity=False
)


@given(amounts, st.booleans(), st.booleans())
def test_every_amount_survives_text_and_back(amount: Decimal, grouped: bool, full: bool) -> None:
    column = Sheet.columns["amount"]
    written = f"{amount:,f}" if grouped else f"{amount:f}"
    if full:
        written = written.translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))
    stored = one("amount", written)
    assert stored == column.stored(amount) == int(amount.scaleb(AMOUNT_SCALE))
    assert column.seen(stored) == amount
    assert one("amount", str(column.seen(stored))) == stored


@given(st.text(max_size=25))
def test_any_text_is_an_amount_or_refused(written: str) -> None:
    stored = one("amount", written, dtype=pl.String())
    if stored not in (UNREADABLE, BLANK):
        assert abs(stored) < AMOUNT_LIMIT


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_cents_as_floats_are_read_exactly(cents: int) -> None:
    amount = D(cents).scaleb(-2)
    expected = int(amount.scaleb(AMOUNT_SCALE)) if abs(amount) < 10**10 else UNREADABLE
    assert one("amount", float(amount), dtype=pl.Float64()) == expected


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        (0.1, 10_000),
        (59.97, 5_997_000),
        (0.03, 3_000),
        (1.12345, 112_345),
        (-5.0, -500_000),
        (-0.0, 0),
        (9_999_999_999.99, 999_999_999_999_000),
        (0.1 + 0.2, UNREADABLE),
        (1.123456, UNREADABLE),
        (1e30, UNREADABLE),
        (1e10, UNREADABLE),
        (float("nan"), UNREADABLE),
        (float("inf"), UNREADABLE),
        (float("-inf"), UNREADABLE),
        (None, BLANK),
    ],
)
def test_floats_are_amounts_where_five_decimals_say_the_same(cell: float | None, stored: Any) -> None:
    assert one("amount", cell, dtype=pl.Float64()) == stored


@pytest.mark.parametrize(
    ("cell", "dtype", "stored"),
    [
        (5, pl.Int64(), 500_000),
        (-5, pl.Int8(), -500_000),
        (5, pl.UInt32(), 500_000),
        (89_999_999_999_999, pl.Int64(), 8_999_999_999_999_900_000),
        (90_000_000_000_000, pl.Int64(), UNREADABLE),
        (10**18, pl.Int64(), UNREADABLE),
        (-(2**63), pl.Int64(), UNREADABLE),
        (10**30, pl.Int128(), UNREADABLE),
        (D("1.10"), pl.Decimal(38, 2), 110_000),
        (D("1.12345"), pl.Decimal(38, 5), 112_345),
        (D("1.1234500"), pl.Decimal(38, 7), 112_345),
        (D("1.1234501"), pl.Decimal(38, 7), UNREADABLE),
        (D("0.00001"), pl.Decimal(38, 30), 1),
        (D("90000000000000.00000"), pl.Decimal(38, 5), UNREADABLE),
        (D(10) ** 37, pl.Decimal(38, 0), UNREADABLE),
        (True, pl.Boolean(), UNREADABLE),
        (date(2025, 1, 1), pl.Date(), UNREADABLE),
        ([1], pl.List(pl.Int64), UNREADABLE),
        (None, pl.Int64(), BLANK),
        ("1.5", pl.Categorical(), 150_000),
    ],
)
def test_typed_amounts(cell: Any, dtype: pl.DataType, stored: Any) -> None:
    assert one("amount", cell, dtype=dtype) == stored


@given(st.integers(-(9 * 10**13) + 1, 9 * 10**13 - 1), st.integers(0, 8))
def test_exact_numbers_and_their_text_say_the_same(number: int, scale: int) -> None:
    amount = D(number).scaleb(-scale)
    assert one("amount", amount, dtype=pl.Decimal(38, scale)) == one("amount", f"{amount:f}")


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ("1", 1), ("1.0", 1), ("1.", 1), ("-3", -3), ("+3", 3), ("１２", 12), ("007", 7), ("-0", 0),
        ("999999999999999", 10**15 - 1), (" 4 ", 4), ("1.5", UNREADABLE), ("1e3", UNREADABLE), ("1,000", UNREADABLE),
        ("1000000000000000", UNREADABLE), ("10^30", UNREADABLE), ("٣", UNREADABLE), ("one", UNREADABLE),
        ("NaN", UNREADABLE), ("- 3", UNREADABLE), ("0x1F", UNREADABLE),
    ],
)  # fmt: skip
def test_whole_numbers(cell: str, stored: Any) -> None:
    assert one("pieces", cell) == stored


@pytest.mark.parametrize(
    ("cell", "dtype", "stored"),
    [
        (5, pl.Int32(), 5), (10**15, pl.Int64(), 10**15), (10**15 + 1, pl.Int64(), UNREADABLE),
        (10**30, pl.Int128(), UNREADABLE), (1.0, pl.Float64(), 1), (1.5, pl.Float64(), UNREADABLE),
        (float("nan"), pl.Float64(), UNREADABLE), (1e20, pl.Float64(), UNREADABLE), (True, pl.Boolean(), UNREADABLE),
        (D("3.00"), pl.Decimal(10, 2), 3), (D("3.50"), pl.Decimal(10, 2), UNREADABLE),
    ],
)  # fmt: skip
def test_typed_whole_numbers(cell: Any, dtype: pl.DataType, stored: Any) -> None:
    assert one("pieces", cell, dtype=dtype) == stored


@pytest.mark.parametrize("cell", ["1", "true", "TRUE", "True", "yes", "Y", "t", "是", "ｙｅｓ", " yes "])
def test_yes(cell: str) -> None:
    assert one("urgent", cell) is True


@pytest.mark.parametrize("cell", ["0", "false", "FALSE", "no", "N", "f", "否", "ｎｏ"])
def test_no(cell: str) -> None:
    assert one("urgent", cell) is False


@pytest.mark.parametrize("cell", ["2", "-1", "真", "ja", "x", "truee", "是否", "1.5"])
def test_neither_yes_nor_no(cell: str) -> None:
    assert one("urgent", cell) == UNREADABLE


def test_typed_truths() -> None:
    assert read("urgent", True, False, None) == [True, False, BLANK]
    assert read("urgent", 1, 0, 2, None) == [True, False, UNREADABLE, BLANK]
    assert read("urgent", 1.0, 0.0, 0.5) == [True, False, UNREADABLE]


def test_text_is_kept_without_surrounding_blanks() -> None:
    assert read("title", " a b ", "　张三　", "a\nb", "null") == ["a b", "张三", "a\nb", "null"]


def test_width_is_folded_but_not_in_what_persons_are_called() -> None:
    assert read("title", "ＡＢ１", "ﬁ") == ["AB1", "fi"]
    assert read("holder", "ＡＢ１") == ["ＡＢ１"]


@pytest.mark.parametrize(
    ("cell", "dtype", "found"),
    [
        (123, pl.Int64(), "123"),
        (1.0, pl.Float64(), "1"),
        (0.5, pl.Float64(), "0.5"),
        (9_007_199_254_740_991.0, pl.Float64(), "9007199254740991"),
        (9_007_199_254_740_992.0, pl.Float64(), UNREADABLE),
        (1e22, pl.Float64(), UNREADABLE),
        (float("inf"), pl.Float64(), UNREADABLE),
        (float("nan"), pl.Float64(), UNREADABLE),
        (D("1.50"), pl.Decimal(10, 2), "1.50"),
        (date(2025, 3, 4), pl.Date(), "2025-03-04"),
        ("a", pl.Categorical(), "a"),
        (["a"], pl.List(pl.String), UNREADABLE),
        ({"a": 1}, pl.Struct({"a": pl.Int64}), UNREADABLE),
    ],
)
def test_numbers_that_are_names(cell: Any, dtype: pl.DataType, found: Any) -> None:
    assert one("number", cell, dtype=dtype) == found
