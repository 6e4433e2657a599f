"""The health score."""

from datetime import UTC, date, datetime

import pytest

from shibosi.domains.enforcement.measures.health_score import HEALTH_SCORE
from shibosi.domains.enforcement.tests.builders import NEW_YEAR, stands, violations
from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.events import Orders

MINOR, MAJOR, CRITICAL = Severity


def orders(count):
    return Orders("o", "P", NEW_YEAR, datetime(2026, 1, 1, tzinfo=UTC), count)


@pytest.mark.parametrize(
    ("story", "severities", "carried_out", "score", "closed"),
    [
        ("a new account", [], 0, 200, False),
        ("one violation", [MAJOR], 0, 196, False),
        ("199 orders win nothing back", [MAJOR], 199, 196, False),
        ("200 do", [MAJOR], 200, 200, False),
        ("at the bar", [CRITICAL] * 12 + [MAJOR], 0, 100, False),
        ("under it", [CRITICAL] * 12 + [MAJOR, MINOR], 0, 98, True),
        ("orders lift it over the bar", [CRITICAL] * 12 + [MAJOR, MINOR], 200, 102, False),
        ("never under 0", [CRITICAL] * 40, 0, 0, True),
        ("never over 1000", [], 100_000, 1000, False),
    ],
)
def test_the_score(story, severities, carried_out, score, closed):
    found = stands(HEALTH_SCORE, [*violations(*severities), orders(carried_out)], date(2026, 3, 1))
    assert (found.points, found.proposed) == (score, {"close-account"} if closed else frozenset())


@pytest.mark.parametrize(("day", "score"), [(date(2026, 6, 29), 192), (date(2026, 6, 30), 200)])
def test_a_violation_counts_180_days(day, score):
    assert stands(HEALTH_SCORE, violations(CRITICAL), day).points == score
