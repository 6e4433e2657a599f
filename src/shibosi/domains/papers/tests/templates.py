"""Rows that no control of papers objects to: for each control what it is about, and its papers.

The papers of a control are made from the table of kinds, a row for each part; what is special about a control stands
in `SPECIAL`.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from shibosi.domains.papers.papers import Kind, kinds
from shibosi.domains.papers.records import Activity, Asset, Measurement, Paper, StaffMember
from shibosi.kernel.records import Record

Row = dict[str, Any]
Templates = dict[type[Record], list[Row]]
D = Decimal
FIRM = "91330100MA2ABCDE1R"
ISSUED, STARTED = date(2026, 1, 5), date(2026, 2, 1)
NAME, PERSON = "Harbour Trading Ltd", "Li Na"
PAPER: Row = {
    "holder_code": FIRM, "holder_name": NAME, "issuer_code": "I-1", "issuer_name": "Issuer", "issuer_licence": "L-1",
    "issuer_until": date(2027, 12, 31), "counterparty_code": "P-1", "market": "CN", "category": "food",
    "reference": "R-1", "standard": "S-1", "version": "2", "owner_name": "Zhang Wei", "status": "valid",
    "issued_on": ISSUED, "valid_from": ISSUED, "valid_until": date(2027, 1, 4), "reviewed_on": ISSUED,
    "ends_on": date(2025, 12, 31), "published_on": date(2026, 1, 1), "amount": D(5_000_000), "currency": "142",
    "limit": D(10),
}  # fmt: skip
ACTIVITY: Row = {
    "party_code": FIRM, "number": "A-1", "market": "CN", "category": "food", "party_name": NAME, "home": "CN",
    "partner_code": "P-1", "leader_code": FIRM, "representative_name": PERSON, "sole_trader": False,
    "own_site": False, "for_profit": True, "complex": True, "started_on": STARTED,
}  # fmt: skip
STAFF: Row = {
    "party_code": FIRM, "number": "A-1", "name": PERSON, "licence_number": "J-1", "joined_on": ISSUED,
    "qualified_until": date(2027, 1, 4), "first_task_on": STARTED, "unit": "A-1",
}  # fmt: skip
ASSET: Row = {
    "party_code": FIRM, "number": "A-1", "market": "CN", "agreed_market": "CN", "reference": "R-1",
    "maker_code": "I-1", "standard": "S-1", "version": "2", "marking": "personal", "capacity": D(1000),
    "working": True, "inspected_until": date(2026, 12, 31), "insured_until": date(2026, 12, 31),
    "changed_on": ISSUED, "access_reviewed_on": ISSUED, "unit": "A-1",
}  # fmt: skip


def measured(**figures: int | str) -> list[Row]:
    """Figures of May 2026."""
    return [
        {"party_code": FIRM, "about": "A-1", "measure": name.replace("_", "-"), "ends_on": date(2026, 5, 31),
         "value": D(value)}
        for name, value in figures.items()
    ]  # fmt: skip


def team(*roles: str) -> list[Row]:
    """People of the unit, one for each role."""
    return [{**STAFF, "number": f"E-{at}", "role": role} for at, role in enumerate(roles)]


def stock(asset: str, *steps: str) -> list[Row]:
    """Assets of the unit, one for each step."""
    return [{**ASSET, "number": f"F-{at}", "asset": asset, "step": step} for at, step in enumerate(steps)]


STATION = stock("equipment", "receiving", "holding", "issuing", "delivering")
Special = dict[Any, Any]
SPECIAL: dict[str, Special] = {
    "telecom_permit_is_of_the_right_kind": {"activity": "online-trading", "papers": [{"part": "EDI"}]},
    "payment_business_is_licensed": {"kinds": ["payment-licence"]},
    "exporter_is_registered_in_the_market": {"kinds": ["market-registration"]},
    "importer_is_registered_and_checked": {"paper": {"reference": FIRM}},
    "shop_has_its_business_licence": {"kinds": ["business-licence"], "papers": [{"number": FIRM}]},
    "representative_is_who_the_licence_says": {"papers": [{"part": "passport", "holder_name": PERSON}]},
    "payment_firm_is_licensed_widely": {
        "paper": {"activity": "internet-payment"}, "papers": [{}, {"market": "SG"}, {"market": "DE"}],
    },
    "advertiser_is_licensed": {
        "activity": "internet-advertising", "paper": {"activity": "advertising"},
        "papers": [{}, {"part": "permit"}], "kinds": ["advertising-licence", "advertising-telecom"],
    },
    "advertiser_may_enter_the_market": {"paper": {"valid_from": ISSUED}},
    "rules_of_the_platform_are_current": {"kinds": ["rule-register", "trading-rules"]},
    "consumer_rules_lead_to_functions": {"papers": [{"part": "return"}]},
    "disclosure_rules_are_lived": {Measurement: measured(items_reviewed=12000, items_refused=310)},
    "privacy_rules_reach_the_data": {Asset: stock("data", "")},
    "quality_system_is_audited": {Measurement: measured(corrective_actions_overdue=0)},
    "service_manuals_set_the_clock": {
        Measurement: [
            {**row, "measure": f"days-{part}"}
            for part in ("due-diligence", "contract-review", "compliance-report")
            for row in measured(days=8)
        ],
    },
    "supply_chain_is_secure": {"paper": {"standard": "ISO 28000"}},
    "acquiring_gateway_is_attested": {
        "paper": {"reviewed_on": date(2026, 3, 30)}, Measurement: measured(fraud_share="0.001"),
    },
    "cloud_meets_international_standards": {"kinds": ["cloud-certificate"]},
    "cloud_meets_regional_schemes": {"papers": [{"part": "MLPS 2.0"}]},
    "cloud_meets_its_sector": {Measurement: measured(audit_findings_overdue=0)},
    "cloud_keeps_data_where_agreed": {Asset: stock("tenant", "")},
    "technology_is_certified": {"papers": [{"part": "ISO/IEC 27001"}]},
    "core_system_is_protected": {
        Asset: [{**row, "changed_on": date(2026, 4, 1)} for row in stock("key", "")],
        Measurement: measured(plain_transfers=0),
    },
    "corridor_is_joined_of_legs": {
        "kinds": ["corridor-solution", "leg-contract", "leg-contract"], "papers": [{}, {}, {"number": "N-2"}],
    },
    "scheme_was_approved_by_the_bank": {"paper": {"issuer_code": "P-1"}},
    "upstream_supplier_is_equal": {
        "kinds": ["security-undertaking", "supplier-certificate", "own-certificate", "upstream-audit"],
        "papers": [{}, {}, {}, {}, {"part": "ISO 20000"}, {}],
    },
    "storage_meets_its_standards": {"paper": {"reference": "A-1"}, Measurement: measured(storage_accuracy="0.999")},
    "operations_are_audited_by_an_international_firm": {"paper": {"issuer_code": "P-1"}},
    "equipment_carries_the_busiest_hour": {
        Asset: stock("equipment", "loading", "moving", "storing", "sorting", "packing"),
        Measurement: measured(peak_parcels_per_hour=1000),
    },
    "delivery_station_is_in_order": {Asset: [*STATION, {**ASSET, "number": "V-1", "asset": "vehicle"}]},
    "station_is_equipped_for_its_steps": {Asset: STATION},
    "vehicle_is_inspected_insured_and_not_overloaded": {Measurement: measured(load=1000)},
    "data_centre_abroad_serves_its_users": {Measurement: measured(latency=200, uptime="0.9995")},
    "site_team_has_its_roles": {StaffMember: team("operations", "content", "technology", "service")},
    "carrier_has_the_people_it_needs": {
        StaffMember: team("management", "technology", "operation", "operation"),
        Measurement: measured(needed_management=1, needed_technology=1, needed_operation=2),
    },
    "station_has_manager_and_courier": {StaffMember: team("station-manager", "courier")},
    "complex_matter_has_its_team": {StaffMember: team("domestic-lawyer", "foreign-lawyer", "expert")},
    "broker_is_registered_with_declarants": {StaffMember: team("declarant")},
    "law_firm_is_licensed": {"kinds": ["law-firm-licence"]},
}  # fmt: skip


def template(control: str) -> Templates:
    """Records by kind for a control: its subject, its papers, and what else it reads."""
    special = SPECIAL.get(control, {})
    asked = [one for one in kinds().values() if one.control == control]
    wanted = [kinds()[name] for name in special["kinds"]] if "kinds" in special else asked
    first = asked[0]
    made: Templates = {Paper: _papers(first, wanted, special)}
    what = special.get("activity", first.serves[0])
    if first.subject == "activity":
        made[Activity] = [{**ACTIVITY, "activity": what}]
    elif first.subject == "person":
        made[StaffMember] = [{**STAFF, "role": what}]
    else:
        made[Asset] = [{**ASSET, "asset": what}]
    made |= {record: rows for record, rows in special.items() if isinstance(record, type)}
    return made


def _papers(first: Kind, wanted: list[Kind], special: Special) -> list[Row]:
    own: Row = {"holder_name": PERSON} if first.subject == "person" else {}
    activity = special.get("activity", first.serves[0] if first.subject == "activity" else None)
    rows = [
        {**PAPER, **own, "paper_kind": one.kind, "number": "AB12345678", "about": "A-1", "part": part,
         "activity": activity, **special.get("paper", {})}
        for one in wanted for part in one.parts or (None,)
    ]  # fmt: skip
    laid = special.get("papers", [])
    return [{**rows[min(at, len(rows) - 1)], **over} for at, over in enumerate(laid)] if laid else rows
