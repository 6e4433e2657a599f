"""Days of the calendar that all readings reckon alike."""

from datetime import date

import pytest

from shibosi.kernel.expressions.plain import DAY_ZERO, MOST_MONTHS, months_later


def later(day: date, months: int) -> date | None:
    """The day so many months later, as a day."""
    found = months_later((day - DAY_ZERO).days, months)
    return None if found is None else date.fromordinal(found + DAY_ZERO.toordinal())


@pytest.mark.parametrize(
    ("story", "day", "months", "found"),
    [
        ("the same day", date(2026, 3, 10), 6, date(2026, 9, 10)),
        ("the last day of a shorter month", date(2026, 8, 31), 6, date(2027, 2, 28)),
        ("a leap day", date(2023, 8, 31), 6, date(2024, 2, 29)),
        ("a year after a leap day", date(2024, 2, 29), 12, date(2025, 2, 28)),
        ("over the end of the year", date(2026, 11, 30), 3, date(2027, 2, 28)),
        ("earlier", date(2026, 1, 31), -2, date(2025, 11, 30)),
        ("none", date(2026, 1, 31), 0, date(2026, 1, 31)),
        ("the last year there is", date(2098, 12, 31), 12, date(2099, 12, 31)),
        ("beyond it", date(2098, 12, 31), 13, None),
        ("before the first", date(1901, 1, 1), -1, None),
        ("a day beyond it", date(2100, 1, 1), 0, None),
        ("a century and a month", date(1950, 1, 1), MOST_MONTHS + 1, None),
    ],
)
def test_months_later(story: str, day: date, months: int, found: date | None) -> None:
    assert later(day, months) == found
