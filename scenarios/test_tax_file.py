"""A tax file in files: a good one says nothing, each seeded fault says exactly what is wrong with it."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scenarios.telling import Tables, check, found, problems, tables_of, write
from shibosi.domains.tax.tests.builders import a_payment, a_period, an_assessment, an_export, an_order_tax
from shibosi.kernel.records import Record

AS_OF = "2026-06-09"
"""Before the claim of the export would be missed, after everything else is due."""
D = Decimal
PERIOD, EXPORT = "F-1/DE/VAT/2026-03", "O-9"
Changes = dict[str, dict[str, Any]]


def tax_file(fault: Changes | None = None) -> list[Record]:
    """A month of German VAT, an export with its claim, an assessment, a payment abroad; with a fault laid over one."""
    built = {"period": a_period, "export": an_export, "assessment": an_assessment, "payment": a_payment}
    laid = fault or {}
    return [record for name, build in built.items() for record in build(**laid.get(name, {}))]


def tables(records: list[Record]) -> Tables:
    """The rows of files, without the columns nobody filled."""
    return {
        kind: [{name: text for name, text in row.items() if text is not None} for row in rows]
        for kind, rows in tables_of(records).items()
    }


def told(folder: Path, records: list[Record]) -> set[tuple[str, str, str]]:
    """What controls of tax find in files of these records."""
    _, run = check(write(folder / "documents", tables(records)), folder / "run", as_of=AS_OF)
    assert problems(run) == []
    return {one for one in found(run) if one[0] in (PERIOD, EXPORT, "AS-1", "O-P") or "/DE/VAT" in one[0]}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, str]]:
    """What is found where nothing was seeded: papers that these small files do not hold."""
    return told(tmp_path_factory.mktemp("good"), tax_file())


def test_a_good_file_breaks_no_rule_of_tax(usual):
    assert not [one for one in usual if one[2] == "broken" and "/" in one[0]]


@pytest.mark.parametrize(
    ("story", "fault", "key", "control"),
    [
        ("filed a day late", {"period": {"tax_return": {"filed_on": date(2026, 4, 11)}}}, PERIOD,
         "return_was_filed_in_time"),
        ("filed for another month", {"period": {"tax_return": {"period": "2026-02"}}}, PERIOD, "return_was_filed"),
        ("paid a cent short", {"period": {"tax_return": {"paid": D("56.99")}}}, PERIOD,
         "tax_declared_was_paid_in_time"),
        ("an order left out of the lines", {"period": {"tax_return_line": [{}]}}, PERIOD,
         "return_is_the_sum_of_its_lines"),
        ("an order taxed at last year's rate", {"period": {"tax_entry": [{"rate": D(16)}, {}]}}, "O-1/F-1/DE/VAT",
         "standard_rate_is_the_one_in_force"),
        ("an invoice that is not special", {"export": {"invoice": [{"invoice_type": "other"}, {}]}}, EXPORT,
         "claimed_goods_were_invoiced"),
        ("money that is less, without a reason", {"export": {"collection": {"amount": D(1180)}}}, EXPORT,
         "received_is_what_was_ordered"),
        ("a refund at another rate", {"export": {"refund_claim": {"rate": D(9)}}}, EXPORT,
         "refund_is_price_times_rate"),
        ("an assessment paid late", {"assessment": {"tax_assessment": {"paid_on": date(2026, 3, 26)}}}, "AS-1",
         "assessed_tax_is_paid_in_time"),
        ("a payment abroad without a form",
         {"payment": {"outward_payment": {"filing_number": None, "filed_on": None}}}, "O-P",
         "large_payment_abroad_was_filed"),
    ],
)  # fmt: skip
def test_a_seeded_fault_is_found(tmp_path, usual, story, fault, key, control):
    assert (key, control, "broken") in told(tmp_path, tax_file(fault)) - usual


def test_a_reason_settles_a_difference(tmp_path, usual):
    fault = {"export": {"collection": {"amount": D(1180)}, "amount_difference": {}}}
    assert told(tmp_path, tax_file(fault)) == usual


def test_tax_that_a_platform_did_not_withhold_is_found(tmp_path):
    short = an_order_tax(tax_entry={"withheld_by": "PLAT-1"}, tax_return_line=None, withholding={"amount": D(10)})
    key = "O-1/F-1/DE/VAT"
    assert (key, "platform_withheld_what_is_expected", "broken") in told(tmp_path, short)
