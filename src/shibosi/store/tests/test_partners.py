"""Carriers and payment firms of orders held against the suppliers of whoever ran the order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shibosi.domains.suppliers.records import OrderPartner, Supplier
from shibosi.store.goods.lists import rows_of
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import Finding, Mandate
from shibosi.store.partners import look
from shibosi.store.tests.firms import a_party

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
HOW = HandedIn("t", "")


def listed(firm="AGENCY", code="CARRIER", kind="transport", now=NOON, **other):
    row = {"party_code": firm, "supplier_code": code, "supplier_kind": kind, "grade": "approved",
           "graded_on": date(2026, 10, 1), **other}  # fmt: skip
    hand_in([(Supplier.kind(), row)], HOW, now)


def ordered(number="O-1", agent="AGENCY", at="2026-11-01T20:00:00+00:00"):
    order = {"number": number, "ordered_at": at, "platform_code": "PLATFORM", "merchant_code": "MERCHANT"}
    waybill = {"carrier_code": "carrier", "number": f"W-{number}", "order_number": number}
    payment = {"firm_code": "PAYER", "number": f"P-{number}", "order_number": number}
    declared = {"order_number": number, "company_number": f"L-{number}", "direction": "I", "declarant_code": agent}
    kinds = {"order": order, "waybill": waybill, "payment": payment, "customs_list": declared}
    receive([{"kind": kind, "values": values} for kind, values in kinds.items()], HOW, NOON)


def found():
    return [
        (row["party_code"], row["partner_code"], row["found"], row.get("grade")) for _, row in rows_of(OrderPartner)
    ]


def broken():
    return list(Finding.objects.filter(
        outcome="broken", dossier__kind="order-partners", resolved_at=None
    ).values_list("control", "dossier__key"))  # fmt: skip


def test_a_carrier_on_the_list_of_the_agency_is_told_with_its_grade_and_the_day_of_the_order_in_beijing():
    listed()
    ordered()
    assert look(NOON)["looked"] == 1
    assert found() == [("AGENCY", "CARRIER", True, "approved")] and broken() == []
    [(_, row)] = rows_of(OrderPartner)
    assert (row["role"], row["ordered_on"]) == ("transport", date(2026, 11, 2))


def test_a_partner_on_no_list_is_a_finding_and_goes_when_it_is_listed():
    listed(code="OTHER")
    listed(code="PAYER", kind="payment", grade="blocked")
    ordered()
    reached = look(NOON)
    assert found() == [("AGENCY", "PAYER", True, "blocked"), ("AGENCY", "CARRIER", False, None)]
    assert broken() == [("partners_were_approved_on_the_day", "AGENCY/O-1")]
    assert look(NOON, reached["document"])["looked"] == 0
    later = NOON + timedelta(hours=1)
    listed(now=later)
    listed(code="PAYER", kind="payment", now=later)
    look(later)
    assert broken() == []


def test_of_work_for_which_a_firm_lists_nobody_nothing_is_told():
    listed(kind="cloud")
    ordered()
    assert look(NOON)["looked"] == 0 and found() == []


def test_firms_that_did_not_run_the_order_are_not_asked_but_who_acts_for_its_company_is():
    agency, merchant = a_party("HELPER"), a_party("MERCHANT")
    listed(firm="HELPER")
    ordered(agent="ANOTHER")
    assert look(NOON)["looked"] == 0
    Mandate.objects.create(principal=merchant, agent=agency, scopes=[], begins_at=NOON - timedelta(days=1),
                           ends_at=NOON + timedelta(days=1), given_by="t")  # fmt: skip
    assert look(NOON)["looked"] == 1 and found()[0][0] == "HELPER"
    assert look(NOON + timedelta(days=2))["looked"] == 0


def test_a_payment_that_comes_later_is_looked_up_then():
    listed(code="PAYER", kind="payment")
    receive([{"kind": "order", "values": {"number": "O-1", "platform_code": "AGENCY"}}], HOW, NOON)
    reached = look(NOON)
    payment = {"firm_code": "PAYER", "number": "P-1", "order_number": "O-1"}
    receive([{"kind": "payment", "values": payment}], HOW, NOON)
    assert reached["looked"] == 0 and look(NOON, reached["document"])["looked"] == 1
