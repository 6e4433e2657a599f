"""Contracts with partners."""

from datetime import date
from decimal import Decimal

import pytest

from shibosi.domains.papers.tests.builders import Story, but, told, usual
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED

CONTROLS = [
    "data_supplier_is_bound",
    "corridor_is_joined_of_legs",
    "scheme_was_approved_by_the_bank",
    "foreign_matter_is_led_at_home",
    "upstream_supplier_is_equal",
    "service_contract_came_before_access",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    told("data_supplier_is_bound", "insured for exactly the sum", HELD, paper={"amount": Decimal(1_000_000)}),
    told("data_supplier_is_bound", "insured for less", BROKEN, paper={"amount": Decimal(999_999)}),
    told("data_supplier_is_bound", "insured in another currency", UNDETERMINED, paper={"currency": "502"}),
    told("data_supplier_is_bound", "with another supplier", BROKEN, paper={"counterparty_code": "P-9"}),
    told("data_supplier_is_bound", "audited too long ago", BROKEN, paper={"reviewed_on": date(2025, 6, 29)}),
    told("corridor_is_joined_of_legs", "to another market", BROKEN, paper={"market": "DE"}),
    told("scheme_was_approved_by_the_bank", "by another bank", BROKEN, paper={"issuer_code": "I-9"}),
    told("scheme_was_approved_by_the_bank", "on the day it was offered", BROKEN, paper={"issued_on": date(2026, 2, 1)}),
    told("scheme_was_approved_by_the_bank", "changed afterwards", BROKEN, activity={"changed_on": date(2026, 1, 6)}),
    told(
        "scheme_was_approved_by_the_bank",
        "approved again",
        HELD,
        activity={"changed_on": date(2026, 3, 6)},
        paper={"reviewed_on": date(2026, 3, 6)},
    ),
    told("foreign_matter_is_led_at_home", "led by the foreign firm", BROKEN, activity={"leader_code": "P-1"}),
    told("foreign_matter_is_led_at_home", "nobody knows who leads", UNDETERMINED, activity={"leader_code": None}),
    Story(
        "upstream_supplier_is_equal",
        "the supplier lacks what the firm has",
        but("upstream_supplier_is_equal", 2, part="other"),
        BROKEN,
    ),
    told("service_contract_came_before_access", "signed on the first day", HELD, paper={"issued_on": date(2026, 2, 1)}),
    told("service_contract_came_before_access", "signed a day late", BROKEN, paper={"issued_on": date(2026, 2, 2)}),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_contracts(story: Story) -> None:
    assert story.judged() is story.outcome
