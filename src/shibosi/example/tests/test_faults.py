"""Every fault happens, every control can be broken by one, and every story can be told in Chinese."""

import polars as pl
import pytest

from shibosi.example.faults.register import faults, harmless_cases
from shibosi.example.part import make_part
from shibosi.kernel.words import translate

NAMES = """
order_was_reported payment_was_reported shop_payment_was_reported waybill_was_reported list_was_reported
collection_was_reported order_lines_were_reported list_lines_were_reported order_number_has_one_content
order_is_declared_once order_travels_in_one_waybill order_is_paid_once payment_names_the_platform
list_names_the_platform list_names_the_merchant collection_names_platform_and_merchant payment_is_the_one_named
waybill_is_the_one_listed guarantor_is_a_party owner_is_named amount_paid_adds_up payments_equal_the_amount_paid
list_and_payment_agree payments_cover_lines_and_freight goods_value_is_the_sum_of_lines line_totals_multiply
list_line_totals_multiply lines_correspond line_names_agree line_quantities_agree line_units_agree line_prices_agree
line_totals_agree line_currencies_agree order_lines_are_numbered list_lines_are_numbered
second_unit_with_second_quantity buyer_name_agrees buyer_id_agrees buyer_phone_agrees payer_is_the_buyer
consignee_agrees consignee_phone_agrees consignee_address_agrees buyer_identity_number_is_valid
identity_document_is_a_card one_parcel amounts_are_in_yuan company_number_is_given company_codes_are_well_formed
commodity_codes_are_well_formed barcodes_are_valid mode_fits_the_order_type direct_import_names_the_transport
direct_import_has_no_account_book bonded_import_names_the_zone bonded_import_has_no_transport
zone_export_names_the_zone simplified_export_stays_small simplified_export_has_no_licence services_need_no_customs
gross_weight_covers_net waybill_weight_is_near_the_list documents_precede_the_list payment_follows_the_order
single_purchase_within_limit single_purchase_within_limit_until_2018 listed_waybill_was_reported
waybill_number_has_one_content waybill_is_used_once export_weight_is_near_the_list payment_number_has_one_content
payment_is_used_once guid_is_unique yearly_purchases_within_limit returned_list_is_of_the_same_company
returned_list_was_released export_return_comes_from_abroad import_return_was_asked_in_time
export_return_was_asked_in_time import_return_came_back_in_time returned_line_was_listed returned_quantity_was_listed
returned_goods_are_the_listed order_was_accepted payment_was_accepted waybill_was_accepted
payment_company_is_the_one_named payment_company_code_is_well_formed waybill_has_weight_and_pieces
day_is_not_parted_under_the_single_limit
"""
CONTROLS = NAMES.split()
"""Every control that own data can break: positive list and register of payment companies are not at hand."""


@pytest.fixture(scope="module")
def part():
    """A hundred thousand orders."""
    return make_part(11, 0, 100_000, 0.05)


def test_every_fault_occurs_in_a_hundred_thousand_orders(part):
    assert set(part.faults) == {fault.name for fault in faults()}
    assert set(part.harmless) == {fault.name for fault in harmless_cases()}


def test_about_five_percent_of_the_orders_have_a_fault(part):
    assert 4_500 < sum(part.faults.values()) < 5_500


def test_every_control_that_can_be_broken_is_broken_by_some_fault(part):
    assert set(part.truth.filter(pl.col("outcome") == "broken")["control"]) == set(CONTROLS)


def test_papers_that_may_still_come_are_undetermined(part):
    presence = part.truth.filter(pl.col("control").str.ends_with("_was_reported"))
    late = presence.group_by("control").agg(pl.col("outcome").n_unique()).filter(pl.col("outcome") == 2)
    assert set(late["control"]) == {
        "order_was_reported", "payment_was_reported", "waybill_was_reported", "list_was_reported",
        "listed_waybill_was_reported",
    }  # fmt: skip


def test_a_few_orders_have_two_faults(part):
    assert sum("+" in name for name in part.faults) >= 5
    assert part.truth.group_by("at").agg(pl.col("fault").n_unique())["fault"].max() == 2


def test_faults_have_names_of_their_own_and_a_story():
    known = faults() + harmless_cases()
    assert len({fault.name for fault in known}) == len(known)
    assert all(fault.story.endswith(".") and (fault.then or fault.parts) for fault in faults())
    assert not any(case.then for case in harmless_cases())


@pytest.mark.parametrize(
    "fault", [fault for fault in faults() + harmless_cases() if not fault.parts], ids=lambda f: f.name
)
def test_the_story_can_be_told_in_chinese(fault):
    assert translate(fault.story, "zh") != fault.story


def test_more_faults_are_made_when_more_are_wanted():
    few, many = (sum(make_part(1, 0, 10_000, share).faults.values()) for share in (0.01, 0.2))
    assert 60 < few < 140
    assert many > 1_700
