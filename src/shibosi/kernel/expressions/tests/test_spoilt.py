"""The property test can fail: every operation, spoilt in one reading, is caught."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from shibosi.kernel.expressions import BoolX, NumberX, count_where, emission, folding, reasons, vector
from shibosi.kernel.expressions.rows import matched
from shibosi.kernel.expressions.tests.strategies import (
    Draw,
    Maker,
    Rows,
    amounts,
    comparisons,
    days,
    expressions,
    limits,
    numbers,
    texts,
    truths,
)
from shibosi.kernel.expressions.tests.test_three_readings import QUICK, check_values, random_outcomes
from shibosi.kernel.tests.builders import Item, Line

pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")
HUNT = settings(
    QUICK, max_examples=1_000, phases=[Phase.generate], database=None, derandomize=True, report_multiple_bugs=False
)
Spoil = Callable[..., Any]


def assert_caught(*makers: Maker) -> None:
    """The property finds that the readings differ; the makers make what is spoilt more often than chance would."""

    @HUNT
    @given(st.data())
    def hunt(data: st.DataObject) -> None:
        check_values(data, data.draw(st.lists(expressions(makers, 1), min_size=6, max_size=6)))

    with pytest.raises(AssertionError, match="with reasons"):
        hunt()


def alike(draw: Draw, rows: Rows, depth: int) -> BoolX:
    """Two texts, width, case and blanks forgiven."""
    return texts(draw, rows, 0).same_as(texts(draw, rows, 0))


def beginning(draw: Draw, rows: Rows, depth: int) -> BoolX:
    """The beginning of a text."""
    return texts(draw, rows, 0).starts_with(texts(draw, rows, 0))


def later(draw: Draw, rows: Rows, depth: int) -> NumberX:
    """How many days some months make."""
    day = days(draw, rows, 0)
    return day.later(limits(draw).days) - day


def matched_rows(draw: Draw, rows: Rows, depth: int) -> NumberX:
    """On how many numbers something holds of line and item."""
    both = Line.line_number.is_known() | Item.line_number.is_known()
    return count_where(both & truths(draw, (Line, Item), 0).or_else(True))


BATCH: dict[str, tuple[Maker, Spoil]] = {
    "and": (truths, lambda a, b: pl.when(a.is_null()).then(None).otherwise(a & b)),
    "or": (truths, lambda a, b: pl.when(b.is_null()).then(None).otherwise(a | b)),
    "not": (truths, lambda a: (~a).fill_null(False)),
    "eq": (comparisons, lambda a, b: a.eq_missing(b)),
    "lt": (comparisons, lambda a, b: a <= b),
    "le": (comparisons, lambda a, b: a < b),
    "gt": (comparisons, lambda a, b: a >= b),
    "ge": (comparisons, lambda a, b: a > b),
    "known": (truths, lambda a: pl.lit(True)),
    "guard": (amounts, lambda c, a: a),
    "else": (numbers, lambda a, b: a),
    "if": (amounts, lambda c, a, b: pl.when(c).then(a).otherwise(b)),
    "abs": (numbers, lambda a: a),
    "same": (alike, lambda a, b: a == b),
    "starts": (beginning, lambda a, b: a.str.contains(b, literal=True)),
}


@pytest.mark.parametrize("op", BATCH)
def test_an_operation_spoilt_in_the_batch_is_caught(op: str, monkeypatch: pytest.MonkeyPatch) -> None:
    maker, wrong = BATCH[op]
    monkeypatch.setitem(vector._SIMPLE, op, wrong)
    assert_caught(maker)


def test_every_operation_of_the_batch_table_is_spoilt() -> None:
    assert set(BATCH) == set(vector._SIMPLE)


def test_a_comparison_spoilt_in_the_generated_function_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(emission.COMPARE, "le", "<")
    assert_caught(comparisons)


def test_an_addition_spoilt_in_the_generated_function_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(emission.ARITHMETIC, "add", "-")
    assert_caught(numbers, amounts)


def test_an_and_spoilt_in_the_reading_with_reasons_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons.Reading, "_kleene", staticmethod(lambda op, args: None if None in args else all(args)))
    assert_caught(truths)


@pytest.mark.parametrize(
    ("story", "maker", "owner", "name", "wrong"),
    [
        ("the local day in UTC", days, reasons, "local_day", lambda instant, zone: instant // 86_400_000_000),
        ("plain text that keeps blanks", alike, reasons, "same", lambda a, b: a.casefold() == b.casefold()),
        ("a year of 365 days", numbers, reasons, "year", lambda day: 1970 + day // 365),
        ("a month of thirty days", later, reasons, "months_later", lambda day, months: day + 30 * months),
        ("distinct that believes all rows differ", numbers, folding.Groups, "_rising", lambda self, value: True),
        ("rows that only the right side has", matched_rows, emission, "matched",
         lambda left, right, a, b, lookup, empty: matched(left, right, a, b, True, empty)),
    ],
)  # fmt: skip
def test_a_helper_spoilt_in_one_reading_is_caught(
    story: str, maker: Maker, owner: Any, name: str, wrong: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, wrong)
    assert_caught(maker)


def test_the_property_over_outcomes_catches_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vector._SIMPLE, "or", lambda a, b: a & b)
    with pytest.raises(AssertionError, match="batch"):
        HUNT(given(st.data())(random_outcomes))()
