"""Policies, plans and manuals: in force, owned, reviewed, and true to what is done."""

from datetime import date
from decimal import Decimal

import pytest

from shibosi.domains.papers.tests.builders import Story, told, usual
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED

RULES = [
    "accounting_manual_is_current", "site_plan_is_current", "warehouse_safety_code_is_current",
    "delivery_information_rule_is_current", "delivery_tracing_rule_is_current",
    "delivery_equipment_rule_is_current", "delivery_staff_rule_is_current",
]  # fmt: skip
CONTROLS = [
    "accounting_manual_is_current",
    "site_plan_is_current",
    "rules_of_the_platform_are_current",
    "trading_rules_are_current",
    "consumer_rules_lead_to_functions",
    "disclosure_rules_are_lived",
    "privacy_rules_reach_the_data",
    "quality_system_is_audited",
    "warehouse_safety_code_is_current",
    "delivery_information_rule_is_current",
    "delivery_tracing_rule_is_current",
    "delivery_equipment_rule_is_current",
    "delivery_staff_rule_is_current",
    "service_manuals_set_the_clock",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    *(told(name, "reviewed a year ago", HELD, paper={"reviewed_on": date(2025, 6, 30)}) for name in RULES),
    *(told(name, "reviewed a year and a day ago", BROKEN, paper={"reviewed_on": date(2025, 6, 29)}) for name in RULES),
    *(told(name, "nobody answers for it", BROKEN, paper={"owner_name": None}) for name in RULES),
    *(told(name, "made for another activity", BROKEN, paper={"activity": "other"}) for name in RULES),
    *(told(name, "good everywhere", HELD, paper={"market": None}) for name in RULES),
    told("rules_of_the_platform_are_current", "one set without an owner", BROKEN, paper=[{}, {"owner_name": None}]),
    told(
        "trading_rules_are_current",
        "published a day after they took effect",
        BROKEN,
        paper={"published_on": date(2026, 1, 6)},
    ),
    told(
        "trading_rules_are_current", "nobody knows when they were published", UNDETERMINED, paper={"published_on": None}
    ),
    told(
        "consumer_rules_lead_to_functions",
        "a right leads nowhere",
        BROKEN,
        paper=[{}, {"part": "refund", "reference": None}],
    ),
    told("disclosure_rules_are_lived", "nothing was reviewed", BROKEN, measurement={"value": Decimal(0)}),
    told("disclosure_rules_are_lived", "figures of long ago", BROKEN, measurement={"ends_on": date(2025, 6, 29)}),
    told("disclosure_rules_are_lived", "no figures were handed in", BROKEN, measurement=None),
    told("privacy_rules_reach_the_data", "data without a mark", BROKEN, asset={"marking": None}),
    told("privacy_rules_reach_the_data", "access not reviewed", UNDETERMINED, asset={"access_reviewed_on": None}),
    told("quality_system_is_audited", "an action is overdue", BROKEN, measurement={"value": Decimal(1)}),
    told("service_manuals_set_the_clock", "work took the whole limit", HELD, measurement={"value": Decimal(10)}),
    told("service_manuals_set_the_clock", "work took longer", BROKEN, measurement={"value": Decimal("10.5")}),
    told("service_manuals_set_the_clock", "a manual without a limit", UNDETERMINED, paper={"limit": None}),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_policies(story: Story) -> None:
    assert story.judged() is story.outcome
