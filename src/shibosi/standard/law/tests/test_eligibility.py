"""Which policies a firm can use, both sides of every condition."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shibosi.standard.law.eligibility import eligible
from shibosi.standard.law.policies import POLICIES, deemed_tax, months_later
from shibosi.standard.law.profiles import MEANINGS, Profile, as_data

DAY = date(2025, 6, 2)
REFUND = Profile(
    DAY, general_taxpayer=True, refund_status=True, declared=True, proceeds=True, voucher="special-invoice",
    voucher_matches=True, refund_cancelled=False,
)  # fmt: skip
NO_INVOICE = Profile(
    DAY, city="杭州", voucher="none", recorded=True, declared_by_list=True, zone_customs=True, refund_cancelled=False
)
BACK = Profile(
    DAY, mode="9610", food=False, unchanged=True, cause="unsold", returned_on=date(2025, 12, 2),
)  # fmt: skip
LISTED = Profile(DAY, mode="9610", value=Decimal(5000), licence=False)
STOCK = replace(REFUND, mode="9810", departed=True, proceeds=None)


def usable(policy, profile):
    return {one.policy.name: one.usable for one in eligible(profile)}[policy]


@pytest.mark.parametrize(
    ("story", "policy", "profile", "changes", "answer"),
    [
        ("all met", "export-refund", REFUND, {}, True),
        ("a customs certificate", "export-refund", REFUND, {"voucher": "customs-certificate"}, True),
        ("no general taxpayer", "export-refund", REFUND, {"general_taxpayer": False}, False),
        ("not said", "export-refund", REFUND, {"refund_status": None}, None),
        ("no proceeds", "export-refund", REFUND, {"proceeds": False}, False),
        ("the voucher differs", "export-refund", REFUND, {"voucher_matches": False}, False),
        ("refund cancelled", "export-refund", REFUND, {"refund_cancelled": True}, False),
        ("before the notice", "export-refund", REFUND, {"day": date(2013, 12, 31)}, False),
        ("refund fails", "export-exemption", REFUND, {"proceeds": False, "tax_registered": True}, True),
        ("refund succeeds", "export-exemption", REFUND, {"tax_registered": True}, False),
        ("no voucher", "export-exemption", REFUND, {"voucher": "none", "tax_registered": True}, False),
        ("all met", "no-invoice-exemption", NO_INVOICE, {}, True),
        ("first day", "no-invoice-exemption", NO_INVOICE, {"day": date(2018, 10, 1)}, True),
        ("the day before", "no-invoice-exemption", NO_INVOICE, {"day": date(2018, 9, 30)}, False),
        ("not yet a zone", "no-invoice-exemption", NO_INVOICE, {"city": "秦皇岛", "day": date(2025, 4, 24)}, False),
        ("a zone since then", "no-invoice-exemption", NO_INVOICE, {"city": "秦皇岛", "day": date(2025, 4, 25)}, True),
        ("a city nobody names", "no-invoice-exemption", NO_INVOICE, {"city": "Atlantis"}, None),
        ("city not said", "no-invoice-exemption", NO_INVOICE, {"city": None}, None),
        ("a voucher", "no-invoice-exemption", NO_INVOICE, {"voucher": "other"}, False),
        ("not recorded", "no-invoice-exemption", NO_INVOICE, {"recorded": False}, False),
        ("at another customs", "no-invoice-exemption", NO_INVOICE, {"zone_customs": False}, False),
        ("all met", "deemed-income", NO_INVOICE, {}, True),
        ("first day", "deemed-income", NO_INVOICE, {"day": date(2020, 1, 1)}, True),
        ("the day before", "deemed-income", NO_INVOICE, {"day": date(2019, 12, 31)}, False),
        ("goods with voucher", "deemed-income", NO_INVOICE, {"voucher": "special-invoice"}, False),
        ("no proceeds yet", "warehouse-refund", STOCK, {}, True),
        ("not departed", "warehouse-refund", STOCK, {"departed": False}, False),
        ("another mode", "warehouse-refund", STOCK, {"mode": "9710"}, False),
        ("at the limit", "simplified-list", LISTED, {}, True),
        ("above it by a cent", "simplified-list", LISTED, {"value": Decimal("5000.01")}, False),
        ("under licence", "simplified-list", LISTED, {"licence": True}, False),
        ("a mode outside", "simplified-list", LISTED, {"mode": "0110"}, False),
        ("on the last day", "return-relief", BACK, {}, True),
        ("a day late", "return-relief", BACK, {"returned_on": date(2025, 12, 3)}, False),
        ("before it left", "return-relief", BACK, {"returned_on": date(2025, 6, 1)}, False),
        ("food", "return-relief", BACK, {"food": True}, False),
        ("for another cause", "return-relief", BACK, {"cause": "other"}, False),
        ("declared before the relief", "return-relief", BACK, {"day": date(2023, 1, 29)}, False),
        ("first day of the next notice", "return-relief", BACK,
         {"day": date(2026, 1, 1), "returned_on": date(2026, 7, 1)}, True),
        ("after it", "return-relief", BACK, {"day": date(2028, 1, 1), "returned_on": date(2028, 2, 1)}, False),
        ("1210 counts from leaving the zone", "return-relief", BACK,
         {"mode": "1210", "left_zone_on": date(2025, 6, 20), "returned_on": date(2025, 12, 20)}, True),
        ("1210 without that day", "return-relief", BACK, {"mode": "1210"}, None),
    ],
)  # fmt: skip
def test_a_policy_can_be_used_where_all_conditions_are_met(story, policy, profile, changes, answer):
    assert usable(policy, replace(profile, **changes)) is answer


def test_who_says_nothing_can_be_told_nothing():
    assert {one.usable for one in eligible(Profile(date(2026, 11, 20)))} == {None}


def test_every_reason_is_given_both_ways():
    found = next(
        one for one in eligible(replace(NO_INVOICE, recorded=False)) if one.policy.name == "no-invoice-exemption"
    )
    assert [reason.met for reason in found.reasons] == [True, True, True, False, True, True, True]


def test_what_was_not_seen_is_a_caution_and_decides_nothing():
    found = next(one for one in eligible(replace(NO_INVOICE, day=date(2026, 1, 1)))
                 if one.policy.name == "no-invoice-exemption")  # fmt: skip
    assert found.usable is True and len(found.cautions) == 1
    assert not next(one for one in eligible(NO_INVOICE) if one.policy.name == "no-invoice-exemption").cautions


@pytest.mark.parametrize(
    ("story", "revenue", "day", "income", "tax", "small"),
    [
        ("a small firm", 10_000_000, DAY, 400_000, 100_000, 20_000),
        ("exactly small", 75_000_000, DAY, 3_000_000, 750_000, 150_000),
        ("no longer small", 100_000_000, DAY, 4_000_000, 1_000_000, None),
        ("before the announcement", 10_000_000, date(2019, 12, 31), None, None, None),
        ("after the relief", 10_000_000, date(2028, 1, 1), 400_000, 100_000, None),
    ],
)
def test_deemed_income_is_a_share_of_revenue(story, revenue, day, income, tax, small):
    assert deemed_tax(Decimal(revenue), day) == {"income": income, "tax": tax, "small": small}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 3, 10), 6, date(2026, 9, 10)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2025, 7, 1), 6, date(2026, 1, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later):
    assert months_later(day, months) == later


def test_everything_a_firm_can_say_has_a_meaning():
    assert set(MEANINGS) | {"day"} == set(as_data(REFUND))
    assert len({policy.name for policy in POLICIES}) == len(POLICIES)
