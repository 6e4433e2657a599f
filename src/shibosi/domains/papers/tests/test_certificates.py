"""Certificates of security, service and quality."""

from datetime import date
from decimal import Decimal

import pytest

from shibosi.domains.papers.tests.builders import Story, but, told, usual
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED

PLAN = {"paper_kind": "certification-plan", "holder_name": None}


CONTROLS = [
    "supply_chain_is_secure",
    "acquiring_gateway_is_attested",
    "payment_firm_is_certified",
    "cloud_meets_international_standards",
    "cloud_meets_regional_schemes",
    "cloud_meets_its_sector",
    "cloud_keeps_data_where_agreed",
    "cloud_takes_part_in_compliance_bodies",
    "technology_is_certified",
    "core_system_is_protected",
]
STORIES = [
    *(story for control in CONTROLS for story in usual(control)),
    told("supply_chain_is_secure", "by another standard", BROKEN, paper={"standard": "ISO 9001"}),
    told("supply_chain_is_secure", "for another activity", BROKEN, paper={"activity": "warehousing"}),
    told("acquiring_gateway_is_attested", "fraud above the limit", BROKEN, measurement={"value": Decimal("0.00101")}),
    told("acquiring_gateway_is_attested", "fraud was not measured", UNDETERMINED, measurement=None),
    told(
        "acquiring_gateway_is_attested", "scanned a day too long ago", BROKEN, paper={"reviewed_on": date(2026, 3, 29)}
    ),
    told("acquiring_gateway_is_attested", "attested too long ago", BROKEN, paper={"issued_on": date(2025, 6, 29)}),
    told("payment_firm_is_certified", "in another name", BROKEN, paper={"holder_name": "Another Ltd"}),
    Story(
        "cloud_meets_international_standards",
        "a plan for one of them",
        but("cloud_meets_international_standards", 0, **PLAN),
        HELD,
    ),
    Story(
        "cloud_meets_international_standards",
        "a plan whose day has passed",
        but("cloud_meets_international_standards", 0, **PLAN, valid_until=date(2026, 6, 29)),
        BROKEN,
    ),
    told("cloud_meets_regional_schemes", "a scheme of another region", BROKEN, paper={"part": "C5"}),
    told(
        "cloud_meets_regional_schemes",
        "a market whose schemes nobody named",
        UNDETERMINED,
        activity={"market": "BR"},
        paper={"market": "BR"},
    ),
    told("cloud_meets_its_sector", "audited for another sector", BROKEN, paper={"category": "film"}),
    told("cloud_meets_its_sector", "a finding is overdue", BROKEN, measurement={"value": Decimal(2)}),
    told("cloud_keeps_data_where_agreed", "data of a client elsewhere", BROKEN, asset={"market": "US"}),
    told("cloud_keeps_data_where_agreed", "nobody knows what was agreed", UNDETERMINED, asset={"agreed_market": None}),
    told(
        "cloud_takes_part_in_compliance_bodies",
        "a requirement tied to nothing",
        BROKEN,
        paper=[{}, {"reference": None}],
    ),
    told("technology_is_certified", "for another service", BROKEN, paper={"activity": "payment-technology"}),
    told(
        "technology_is_certified",
        "payment technology with the local certificate",
        HELD,
        activity={"activity": "payment-technology"},
        paper={"part": "payment-security", "activity": "payment-technology"},
    ),
    told(
        "technology_is_certified",
        "payment technology with that of another market",
        BROKEN,
        activity={"activity": "payment-technology"},
        paper={"part": "payment-security", "activity": "payment-technology", "market": "SG"},
    ),
    told("core_system_is_protected", "keys changed ninety days ago", HELD, asset={"changed_on": date(2026, 4, 1)}),
    told("core_system_is_protected", "keys changed a day earlier", BROKEN, asset={"changed_on": date(2026, 3, 31)}),
    told("core_system_is_protected", "something went out in plain text", BROKEN, measurement={"value": Decimal(1)}),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_certificates(story: Story) -> None:
    assert story.judged() is story.outcome
