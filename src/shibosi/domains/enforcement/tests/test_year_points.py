"""Points of a behaviour year."""

from datetime import date

import pytest

from shibosi.domains.enforcement.measures.year_points import YEAR_POINTS
from shibosi.domains.enforcement.tests.builders import stands, violations
from shibosi.kernel.controls import Severity

MINOR, MAJOR, CRITICAL = Severity
LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("story", "severities", "points", "tiers"),
    [
        ("a clean year", [], 0, 0),
        ("just under the first tier", [MAJOR, MINOR, MINOR], 10, 0),
        ("the first tier", [CRITICAL], 12, 1),
        ("just under the second", [CRITICAL, MAJOR, MINOR, MINOR], 22, 1),
        ("the second", [CRITICAL, CRITICAL], 24, 2),
        ("the third", [CRITICAL] * 3, 36, 3),
        ("closed", [CRITICAL] * 4, 48, 4),
    ],
)
def test_tiers_of_a_year(story, severities, points, tiers):
    found = stands(YEAR_POINTS, violations(*severities), LAST)
    assert (found.points, len(found.tiers)) == (points, tiers)
    assert ("close-shop" in found.proposed) is (tiers == 4)


def test_the_next_year_begins_at_nothing():
    told = violations(*[CRITICAL] * 4)
    assert stands(YEAR_POINTS, told, date(2027, 1, 1)).points == 0


def test_figures_nobody_saw_on_a_page_ask_for_review():
    found = stands(YEAR_POINTS, violations(CRITICAL), LAST)
    assert found.review and not found.missing
    assert ("year_points.months", "all@unknown", "seed") in found.used
