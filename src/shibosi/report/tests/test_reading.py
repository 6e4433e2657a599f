"""What a control compares stands in one row, and the working says with which numbers it failed."""

from datetime import date
from decimal import Decimal

import lxml.html
import pytest

from shibosi.domains import registry
from shibosi.domains.customs.tests.builders import a_retail_import, without
from shibosi.kernel.controls import KNOWN, named
from shibosi.kernel.dossiers import gather
from shibosi.kernel.expressions.reasons import Reading
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.report.alignment import COMPARED, SCOPE, layout
from shibosi.report.quantities import Quantity, power_of_ten, shown
from shibosi.report.tests.making import seen
from shibosi.report.working import working

registry.load()


def fields(control, rank=COMPARED, rows=False):
    found = layout(named(control))
    return [field.columns for field in (found.rows if rows else found.fields) if field.rank == rank]


@pytest.mark.parametrize(
    ("story", "control", "rows"),
    [
        ("called alike", "buyer_name_agrees", [{"order": "buyer_name", "customs_list": "buyer_name"}]),
        ("called otherwise, but compared", "payer_is_the_buyer",
         [{"order": "buyer_name", "payment": "payer_name"}, {"order": "buyer_id", "payment": "payer_id"}]),
        ("a total and an amount", "payments_equal_the_amount_paid", [{"order": "paid", "payment": "amount"}]),
        ("three documents", "consignee_address_agrees",
         [dict.fromkeys(("order", "waybill", "customs_list"), "consignee_address")]),
        ("of one document", "gross_weight_covers_net",
         [{"customs_list": "gross_weight"}, {"customs_list": "net_weight"}]),
        ("a number and what it points to", "waybill_is_the_one_listed",
         [dict.fromkeys(("waybill", "customs_list"), "carrier_code"),
          {"waybill": "number", "customs_list": "waybill_number"}]),
    ],
)  # fmt: skip
def test_fields_that_are_compared_share_a_row(story, control, rows):
    assert fields(control) == rows


def test_lines_of_two_documents_share_a_row():
    assert fields("line_names_agree", rows=True) == [{"order_line": "item_name", "list_line": "name"}]


def test_what_only_the_scope_reads_comes_last():
    scope = [{"order": "order_type"}, {"customs_list": "direction"}, {"order": "subject"}]
    assert fields("buyer_id_agrees", SCOPE) == scope


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_every_control_has_a_layout_that_loses_no_field(name):
    control = named(name)
    laid = layout(control)
    told = {leaf for field in (*laid.fields, *laid.rows) for leaf in field.columns.items()}
    read = {(kind, column) for kind, column in control.leaves() if column != "#" and "+" not in kind}
    assert told == read


def worked(control, records, as_of=date(2026, 6, 1)):
    """The working of a control on a dossier, as an English reader sees it."""
    declared = named(control)
    at = Circumstances((as_of - DAY_ZERO).days)
    found = working(
        Reading(declared.dossier, gather(declared.dossier, records), at, registry.values()), declared.condition
    )
    return [seen(line) for line in lxml.html.fromstring(f"<div>{found}</div>").xpath(".//p")] if found else []


@pytest.mark.parametrize(
    ("story", "control", "records", "lines"),
    [
        ("a difference and what is allowed", "payments_equal_the_amount_paid",
         a_retail_import(payment={"amount": Decimal("317.21")}),
         ["|Σ Payment Amount paid − Order Amount actually paid| = 1.00 must be at most "
          "Order Amount actually paid × Largest difference accepted, as a share of the amount paid = 0.00"]),
        ("a sum", "amount_paid_adds_up", a_retail_import(order={"paid": Decimal(300)}),
         ["Order Amount actually paid = 300.00 must be equal to Order Value of the goods + "
          "Order Freight not in the goods price + Order Tax withheld in advance − Order Non-cash deduction = 318.21"]),
        ("a product on the line that fails", "line_totals_multiply",
         a_retail_import(order_line=[{}, {"price": Decimal("60.5")}]),
         ["|Order line Total of the line − Order line Unit price × Order line Quantity| = 0.50 must be at most "
          "Largest difference left by rounding = 0.01"]),
        ("days that have passed", "payment_was_reported", without(a_retail_import(), "payment"),
         ["number of documents: Payment = 0 must be above 0",
          "day the question is asked for = 2026-06-01 is after Order Time of reporting, Beijing time + "
          "Days after which a document that has not come is missing = 2026-04-01"]),
        ("one of several codes", "mode_fits_the_order_type", a_retail_import(customs_list={"mode": "9710"}),
         ["At least one of these:",
          "Customs list Supervision mode must be one of 1210 bonded e-commerce , "
          "1239 bonded e-commerce A: import, cities outside the first list , 9610 retail, direct",
          "Order Order type = I must be equal to B"]),
        ("what the documents side by side say already", "buyer_name_agrees",
         a_retail_import(order={"buyer_name": "A"}), []),
    ],
)  # fmt: skip
def test_the_working_says_with_which_numbers_it_failed(story, control, records, lines):
    assert [line.replace("\xa0", " ") for line in worked(control, records)] == lines


@pytest.mark.parametrize(
    ("story", "value", "quantity", "text"),
    [
        ("money", 123_456_700_000, Quantity("number", 5, True), "1,234,567.00"),
        ("money with five decimals", 123_456, Quantity("number", 5, True), "1.23456"),
        ("a product", 5 * 10**9, Quantity("number", 10), "0.5"),
        ("a count", 12, Quantity("number"), "12"),
        ("a day", 20_000, Quantity("day"), "2024-10-04"),
        ("a day outside the calendar", 10**9, Quantity("day"), "1000000000"),
        ("a moment", 0, Quantity("instant"), "1970-01-01 08:00:00 +08:00"),
        ("a moment outside the calendar", 10**18, Quantity("instant"), str(10**18)),
        ("text", "a<b", Quantity("text"), "a&lt;b"),
    ],
)
def test_a_number_is_shown_as_what_it_counts(story, value, quantity, text):
    assert shown(value, quantity) == text


@pytest.mark.parametrize(("factor", "power"), [(10, 1), (100_000, 5), (1, 0), (20, 0), (3_600_000_000, 0), (None, 0)])
def test_powers_of_ten_are_told_from_other_factors(factor, power):
    assert power_of_ten(factor) == power


def test_a_fact_that_is_not_known_is_told_as_such():
    assert "not known" in shown(None, Quantity("number"))
