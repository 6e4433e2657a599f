"""The property test can fail: every operation, spoilt in one reading, is caught."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from shibosi.kernel.expressions import emission, folding, reasons, rows, vector
from shibosi.kernel.expressions.tests.test_three_readings import QUICK, random_outcomes, random_values

pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")
HUNT = settings(
    QUICK, max_examples=3_000, phases=[Phase.generate], database=None, derandomize=True, report_multiple_bugs=False
)
Spoil = Callable[..., Any]


def assert_caught(check: Callable[[st.DataObject], None]) -> None:
    """The check finds that the readings differ."""
    with pytest.raises(AssertionError, match="batch|with reasons"):
        HUNT(given(st.data())(check))()


BATCH: dict[str, Spoil] = {
    "and": lambda a, b: pl.when(a.is_null()).then(None).otherwise(a & b),
    "or": lambda a, b: pl.when(b.is_null()).then(None).otherwise(a | b),
    "not": lambda a: (~a).fill_null(False),
    "eq": lambda a, b: a.eq_missing(b),
    "lt": lambda a, b: a <= b,
    "le": lambda a, b: a < b,
    "gt": lambda a, b: a >= b,
    "ge": lambda a, b: a > b,
    "known": lambda a: pl.lit(True),
    "guard": lambda c, a: a,
    "else": lambda a, b: a,
    "if": lambda c, a, b: pl.when(c).then(a).otherwise(b),
    "abs": lambda a: a,
    "same": lambda a, b: a == b,
    "starts": lambda a, b: a.str.contains(b, literal=True),
}


@pytest.mark.parametrize("op", BATCH)
def test_an_operation_spoilt_in_the_batch_is_caught(op: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vector._SIMPLE, op, BATCH[op])
    assert_caught(random_outcomes)


def test_every_operation_of_the_batch_table_is_spoilt() -> None:
    assert set(BATCH) == set(vector._SIMPLE)


def test_a_comparison_spoilt_in_the_generated_function_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(emission.COMPARE, "le", "<")
    assert_caught(random_outcomes)


def test_an_addition_spoilt_in_the_generated_function_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(emission.ARITHMETIC, "add", "-")
    assert_caught(random_values)


def test_an_and_spoilt_in_the_reading_with_reasons_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons.Reading, "_kleene", staticmethod(lambda op, args: None if None in args else all(args)))
    assert_caught(random_outcomes)


@pytest.mark.parametrize(
    ("story", "owner", "name", "wrong"),
    [
        ("the local day in UTC", reasons, "local_day", lambda instant, zone: instant // 86_400_000_000),
        ("plain text that keeps blanks", reasons, "same", lambda a, b: a.casefold() == b.casefold()),
        ("a year of 365 days", reasons, "year", lambda day: 1970 + day // 365),
        ("distinct without its rows", folding.Groups, "_rising", lambda self, value: True),
        ("rows matched only from the left", reasons, "matched", lambda left, right, a, b, lookup, empty: (
            rows.matched(left, right, a, b, True, empty))),
    ],
)  # fmt: skip
def test_a_helper_spoilt_in_one_reading_is_caught(
    story: str, owner: Any, name: str, wrong: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, wrong)
    assert_caught(random_values)
