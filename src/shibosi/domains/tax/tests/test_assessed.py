"""Imports are classified, and their tax is reckoned, paid and proven."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.tax.tests.builders import Story, an_assessment, an_import
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
known = partial(Story, "imported_lines_are_classified")
recent = partial(Story, "tariff_read_is_recent")
paid = partial(Story, "assessed_tax_is_paid_in_time")
penalty = partial(Story, "no_penalty_was_charged")
agree = partial(Story, "calculated_tax_is_what_was_assessed")
rules = partial(Story, "calculation_follows_the_rules")
proven = partial(Story, "payment_of_tax_is_proven")
UNPAID = {"paid_on": None, "paid": None}

KNOWN = [
    known("every line", an_import(), HELD),
    known("no line of two", an_import(item_tariff=[{}]), BROKEN),
    known("no rate of duty", an_import(item_tariff=[{"duty_rate": None}, {}]), BROKEN),
    known("no relief said", an_import(item_tariff=[{}, {"relief": None}]), BROKEN),
    known("another code", an_import(item_tariff=[{"commodity_code": "3304990010"}, {}]), BROKEN),
    known("the list gives no code", an_import(list_line=[{"commodity_code": None}, {}]), UNDETERMINED),
    known("nothing was classified", an_import(item_tariff=None), OUT_OF_SCOPE),
    known("an export", an_import(order={"order_type": "E"}, customs_list={"direction": "E"}), OUT_OF_SCOPE),
]

RECENT = [
    recent("a week old", an_import(), HELD),
    recent("a day more", an_import(item_tariff={"tariff_day": date(2026, 3, 2)}), BROKEN),
    recent("of that day", an_import(item_tariff={"tariff_day": date(2026, 3, 10)}), HELD),
    recent("nobody knows of when", an_import(item_tariff={"tariff_day": None}), UNDETERMINED),
    recent("nothing was classified", an_import(item_tariff=None), OUT_OF_SCOPE),
]

PAID = [
    paid("on the last day", an_assessment(), HELD),
    paid("a day late", an_assessment(tax_assessment={"paid_on": date(2026, 3, 26)}), BROKEN),
    paid("a cent short", an_assessment(tax_assessment={"paid": D("1457.99")}), BROKEN),
    paid("consumption tax left out", an_assessment(tax_assessment={"excise": D(10)}), BROKEN),
    paid("not yet", an_assessment(tax_assessment=UNPAID), UNDETERMINED, as_of=date(2026, 3, 25)),
    paid("not at all", an_assessment(tax_assessment=UNPAID), BROKEN, as_of=date(2026, 3, 26)),
    paid("nobody knows until when", an_assessment(tax_assessment={"due_on": None}), UNDETERMINED),
    paid("not assessed", an_assessment(tax_assessment=None), OUT_OF_SCOPE),
]

PENALTY = [
    penalty("none", an_assessment(), HELD),
    penalty("a cent", an_assessment(tax_assessment={"penalty": D("0.01")}), BROKEN),
    penalty("nobody knows", an_assessment(tax_assessment={"penalty": None}), UNDETERMINED),
    penalty("not assessed", an_assessment(tax_assessment=None), OUT_OF_SCOPE),
]

AGREE = [
    agree("to the cent", an_assessment(), HELD),
    agree("a cent of rounding", an_assessment(tax_assessment={"vat": D("858.01")}), HELD),
    agree("two cents", an_assessment(tax_assessment={"vat": D("858.02")}), BROKEN),
    agree("assessed with consumption tax", an_assessment(tax_assessment={"excise": D(10)}), BROKEN),
    agree("no VAT assessed", an_assessment(tax_assessment={"vat": None}), UNDETERMINED),
    agree("another currency", an_assessment(tax_calculation={"currency": "502"}), UNDETERMINED),
    agree("not calculated", an_assessment(tax_calculation=None), OUT_OF_SCOPE),
]

RULES = [
    rules("10 and 13 percent of 6,000", an_assessment(), HELD),
    rules("a cent of rounding", an_assessment(tax_calculation={"duty": D("600.01")}), HELD),
    rules("duty by another rate", an_assessment(tax_calculation={"duty_rate": D(5)}), BROKEN),
    rules("VAT without the duty", an_assessment(tax_calculation={"vat": D(780)}), BROKEN),
    rules("with consumption tax",
          an_assessment(tax_calculation={"excise": D(100), "vat": D(871)}), HELD),
    rules("no value", an_assessment(tax_calculation={"value": None}), UNDETERMINED),
    rules("not calculated", an_assessment(tax_calculation=None), OUT_OF_SCOPE),
]  # fmt: skip

PROVEN = [
    proven("stored", an_assessment(), HELD),
    proven("another paper", an_assessment(tax_document={"document_type": "contract"}), BROKEN),
    proven("a digest that is none", an_assessment(tax_document={"digest": "xyz"}), BROKEN),
    proven("nothing stored", an_assessment(tax_document=None), BROKEN),
    proven("nobody knows which paper", an_assessment(tax_document={"document_type": None}), UNDETERMINED),
    proven("documents were not handed in", an_assessment(tax_document=None), UNDETERMINED, absent=("tax_document",)),
    proven("not paid yet", an_assessment(tax_assessment=UNPAID), OUT_OF_SCOPE),
]

STORIES = KNOWN + RECENT + PAID + PENALTY + AGREE + RULES + PROVEN


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_imports(story: Story) -> None:
    assert story.judged() is story.outcome
