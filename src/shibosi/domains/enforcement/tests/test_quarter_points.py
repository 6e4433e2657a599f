"""Points of a quarter."""

from datetime import date

import pytest

from shibosi.domains.enforcement.measures.quarter_points import QUARTER_POINTS
from shibosi.domains.enforcement.tests.builders import stands, violations
from shibosi.kernel.controls import Severity

MINOR, MAJOR, CRITICAL = Severity


@pytest.mark.parametrize(("count", "tiers"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 5)])
def test_every_third_point_is_a_tier(count, tiers):
    found = stands(QUARTER_POINTS, violations(*[CRITICAL] * count), date(2026, 1, 10))
    assert (found.points, len(found.tiers)) == (3 * count, tiers)


@pytest.mark.parametrize(
    ("story", "severities", "tiers"), [("a point short", [MINOR, MINOR], 0), ("there", [MINOR, MAJOR], 1)]
)
def test_just_under_a_tier(story, severities, tiers):
    assert len(stands(QUARTER_POINTS, violations(*severities), date(2026, 1, 10)).tiers) == tiers


@pytest.mark.parametrize(
    ("story", "day", "points", "tiers"),
    [
        ("the last day of what it brought", date(2026, 4, 26), 0, 1),
        ("over", date(2026, 4, 27), 0, 0),
        ("the last day of the quarter", date(2026, 3, 31), 3, 1),
    ],
)
def test_points_end_with_the_quarter_and_measures_after_28_days(story, day, points, tiers):
    found = stands(QUARTER_POINTS, violations(CRITICAL, on=date(2026, 3, 30)), day)
    assert (found.points, len(found.tiers)) == (points, tiers)
