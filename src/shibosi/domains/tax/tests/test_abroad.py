"""Payments abroad for services are filed, taxed and paid over."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.tax.tests.builders import Story, a_contract, a_payment
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
NO_FORM = {"filing_number": None, "filed_on": None}
filed = partial(Story, "large_payment_abroad_was_filed")
each = partial(Story, "each_large_payment_of_a_contract_was_filed")
contract = partial(Story, "contract_with_large_payments_abroad_was_filed")
split = partial(Story, "payments_of_a_contract_are_not_split")
vat = partial(Story, "vat_of_a_payment_abroad_is_withheld")
income = partial(Story, "income_tax_of_a_royalty_is_withheld")
over = partial(Story, "tax_withheld_abroad_is_paid_in_time")
GOODS = a_payment(outward_payment={"nature": "goods"})
UNPAID = a_payment(outward_payment={"tax_paid_on": None})

FILED = [
    filed("two days before", a_payment(), HELD),
    filed("the same day", a_payment(outward_payment={"filed_on": date(2026, 3, 20)}), HELD),
    filed("a day after", a_payment(outward_payment={"filed_on": date(2026, 3, 21)}), BROKEN),
    filed("no form", a_payment(outward_payment=NO_FORM), BROKEN),
    filed("no form for 50,000 dollars", a_payment(outward_payment={**NO_FORM, "dollars": D(50000)}), HELD),
    filed("no form for a cent more", a_payment(outward_payment={**NO_FORM, "dollars": D("50000.01")}), BROKEN),
    filed("filed nobody knows when", a_payment(outward_payment={"filed_on": None}), UNDETERMINED),
    filed("nobody knows how many dollars, no form",
          a_payment(outward_payment={**NO_FORM, "dollars": None}), UNDETERMINED),
    filed("before there was a form",
          a_payment(outward_payment={**NO_FORM, "paid_on": date(2013, 8, 31)}), UNDETERMINED),
    filed("goods", GOODS, OUT_OF_SCOPE),
]  # fmt: skip

VAT = [
    vat("6 percent of 1,000,000", a_payment(), HELD),
    vat("none", a_payment(outward_payment={"vat": D(0)}), BROKEN),
    vat("6 percent of the whole", a_payment(outward_payment={"vat": D(63600)}), BROKEN),
    vat("a cent of rounding", a_payment(outward_payment={"vat": D("60000.009")}), HELD),
    vat("two cents", a_payment(outward_payment={"vat": D("60000.02")}), BROKEN),
    vat("nobody knows", a_payment(outward_payment={"vat": None}), UNDETERMINED),
    vat("a dividend", a_payment(outward_payment={"nature": "dividend"}), OUT_OF_SCOPE),
]

INCOME = [
    income("10 percent of 1,000,000", a_payment(), HELD),
    income("none", a_payment(outward_payment={"income_tax": D(0)}), BROKEN),
    income("a cent of rounding", a_payment(outward_payment={"income_tax": D("100000.01")}), HELD),
    income("two cents", a_payment(outward_payment={"income_tax": D("100000.02")}), BROKEN),
    income("nobody knows", a_payment(outward_payment={"income_tax": None}), UNDETERMINED),
    income("a treaty lowers it",
           a_payment(outward_payment={"income_tax": D(50000), "treaty_article": "Article 12"}), OUT_OF_SCOPE),
    income("a service", a_payment(outward_payment={"nature": "service"}), OUT_OF_SCOPE),
]  # fmt: skip

OVER = [
    over("on the last day", a_payment(), HELD),
    over("a day late", a_payment(outward_payment={"tax_paid_on": date(2026, 4, 16)}), BROKEN),
    over("not yet", UNPAID, UNDETERMINED, as_of=date(2026, 4, 15)),
    over("not at all", UNPAID, BROKEN, as_of=date(2026, 4, 16)),
    over("nobody knows until when", a_payment(outward_payment={"tax_due_on": None}), UNDETERMINED),
    over("goods", GOODS, OUT_OF_SCOPE),
]

OLD = {"contract_number": "K-1", "paid_on": date(2021, 6, 28), "filed_on": date(2021, 6, 28)}
EACH = [
    each("filed the same day", a_payment(outward_payment=OLD), HELD),
    each("no form of its own", a_payment(outward_payment={**OLD, **NO_FORM}), BROKEN),
    each("filed nobody knows when", a_payment(outward_payment={**OLD, "filed_on": None}), UNDETERMINED),
    each("a day later the contract counts",
         a_payment(outward_payment={**OLD, **NO_FORM, "paid_on": date(2021, 6, 29)}), OUT_OF_SCOPE),
    each("of no contract", a_payment(outward_payment={**OLD, "contract_number": None}), OUT_OF_SCOPE),
]  # fmt: skip

SMALL = {**NO_FORM, "dollars": D(25000)}
CONTRACT = [
    contract("one form for both", a_contract(outward_payment=[{}, NO_FORM]), HELD),
    contract("filed after the first", a_contract(outward_payment=[NO_FORM, {"filed_on": date(2026, 3, 21)}]), BROKEN),
    contract("no form", a_contract(outward_payment=NO_FORM), BROKEN),
    contract("small ones need none", a_contract(outward_payment=SMALL), HELD),
    contract("nobody knows how many dollars", a_contract(outward_payment={**NO_FORM, "dollars": None}), UNDETERMINED),
    contract("before one form served all", a_contract(outward_payment={"paid_on": date(2021, 6, 28)}), OUT_OF_SCOPE),
    contract("goods", a_contract(outward_payment={"nature": "goods"}), OUT_OF_SCOPE),
]

SPLIT = [
    split("three months apart", a_contract(outward_payment=SMALL), HELD),
    split("50,000 in one month", a_contract(outward_payment=[SMALL, {**SMALL, "paid_on": date(2026, 3, 21)}]), HELD),
    split("a cent more", a_contract(outward_payment=[SMALL, {**SMALL, "dollars": D("25000.01"),
          "paid_on": date(2026, 3, 21)}]), BROKEN),
    split("a cent more thirty days later", a_contract(outward_payment=[SMALL, {**SMALL, "dollars": D("25000.01"),
          "paid_on": date(2026, 4, 19)}]), HELD),
    split("in an earlier month", a_contract(outward_payment=[
        {**SMALL, "dollars": D(40000), "paid_on": date(2026, 3, 19)}, {**SMALL, "dollars": D(40000)},
        {**SMALL, "paid_on": date(2026, 6, 20)}]), BROKEN),
    split("across two months, then nothing for long", a_contract(outward_payment=[
        {**SMALL, "dollars": D(30000), "paid_on": date(2026, 3, 10)},
        {**SMALL, "dollars": D(30000), "paid_on": date(2026, 4, 8)}, {**SMALL, "paid_on": date(2026, 6, 20)}]), BROKEN),
    split("the same a day further apart", a_contract(outward_payment=[
        {**SMALL, "dollars": D(30000), "paid_on": date(2026, 3, 10)},
        {**SMALL, "dollars": D(30000), "paid_on": date(2026, 4, 9)}, {**SMALL, "paid_on": date(2026, 6, 20)}]), HELD),
    split("filed", a_contract(outward_payment={"paid_on": date(2026, 3, 20)}), HELD),
    split("nobody knows how many dollars", a_contract(outward_payment={**NO_FORM, "dollars": None}), UNDETERMINED),
]  # fmt: skip

STORIES = FILED + EACH + CONTRACT + SPLIT + VAT + INCOME + OVER


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_payments_abroad(story: Story) -> None:
    assert story.judged() is story.outcome
