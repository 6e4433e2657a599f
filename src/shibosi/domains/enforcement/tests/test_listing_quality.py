"""Points for the quality of listings: each fault by its own points, in an account of their own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shibosi.domains.enforcement.measures.listing_quality import (
    CHEATING,
    CONTACT,
    FAULTS,
    LISTING_QUALITY,
    OTHER,
    STOLEN,
    WATERMARK,
)
from shibosi.domains.enforcement.tests.builders import NEW_YEAR, stands
from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.events import Reason, Ruling, Violation

KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
SOON = date(2026, 1, 7)


def faults(*rules: str) -> list[Violation]:
    """A fault a day, from New Year on."""
    return [
        Violation(f"v{at}", "P", NEW_YEAR + timedelta(days=at), KNOWN, Severity.MINOR,
                  Reason(("000-46",), case="C-1", rule=rule))
        for at, rule in enumerate(rules)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("story", "rules", "points", "tiers"),
    [
        ("no fault", [], 0, []),
        ("what has nothing to do with listings", ["payments_equal_the_amount_paid", ""], 0, []),
        ("a fault that people laid to the seller", [WATERMARK], 6, []),
        ("a fault that a control found costs the same as one that people found",
         [CONTACT, "texts_hold_no_contact_data"], 4, []),
        ("just under the first tier", [STOLEN, OTHER, OTHER], 10, []),
        ("the first tier", [STOLEN, CHEATING], 12, ["first"]),
        ("the second", [STOLEN] * 4, 24, ["first", "second"]),
        ("the third", [STOLEN] * 6, 36, ["first", "second", "third"]),
    ],
)  # fmt: skip
def test_faults_lead_to_steps(story, rules, points, tiers):
    found = stands(LISTING_QUALITY, faults(*rules), SOON)
    assert (found.points, [one.tier for one in found.tiers]) == (points, tiers)


def test_what_a_tier_brings_lasts_seven_days_and_the_year_begins_anew():
    told = faults(STOLEN, STOLEN)
    assert (
        stands(LISTING_QUALITY, told, date(2026, 1, 8)).tiers
        and not stands(LISTING_QUALITY, told, date(2026, 1, 9)).tiers
    )
    assert stands(LISTING_QUALITY, told, date(2027, 1, 1)).points == 0


def test_an_appeal_that_is_granted_takes_the_points_away():
    told = faults(STOLEN, STOLEN)
    ruled = Ruling("r", "P", SOON, datetime(2026, 1, 5, tzinfo=UTC), "v1", True, "account:2")
    assert stands(LISTING_QUALITY, [*told, ruled], SOON) == stands(LISTING_QUALITY, told[:1], SOON)


def test_every_fault_costs_something_and_figures_nobody_saw_ask_for_review():
    for fault in FAULTS:
        found = stands(LISTING_QUALITY, faults(fault), SOON)
        assert found.points and found.review
