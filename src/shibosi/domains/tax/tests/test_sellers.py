"""Sellers a marketplace answers for have proof of registration, looked up, and their trade is on record."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.tax.tests.builders import Story, a_seller
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

proof = partial(Story, "seller_has_proof_of_registration")
looked = partial(Story, "proof_of_registration_was_looked_up")
trade = partial(Story, "trade_of_a_seller_is_on_record")
LAST_SALE = date(2026, 3, 12)
IN_FRANCE = {"market": "FR"}

STORIES = [
    proof("without an end", a_seller(), HELD),
    proof("until the day of the last sale", a_seller(tax_certificate={"valid_until": LAST_SALE}), HELD),
    proof("until the day before", a_seller(tax_certificate={"valid_until": date(2026, 3, 11)}), BROKEN),
    proof("from the day after", a_seller(tax_certificate={"valid_from": date(2026, 3, 13)}), BROKEN),
    proof("none", a_seller(tax_certificate=None), BROKEN),
    proof("proofs were not handed in", a_seller(tax_certificate=None), UNDETERMINED, absent=("tax_certificate",)),
    proof("from nobody knows when", a_seller(tax_certificate={"valid_from": None}), UNDETERMINED),
    proof("a market whose rule is not in the table",
          a_seller(tax_certificate=IN_FRANCE, tax_entry=IN_FRANCE, tax_registration=IN_FRANCE), UNDETERMINED),
    proof("nothing was sold", a_seller(tax_entry=None), OUT_OF_SCOPE),
    looked("the same number, on the fourth day", a_seller(), HELD),
    looked("another number", a_seller(tax_certificate={"number": "DE1"}), BROKEN),
    looked("before it held", a_seller(tax_certificate={"checked_on": date(2025, 7, 31)}), BROKEN),
    looked("never", a_seller(tax_certificate={"checked_on": None}), UNDETERMINED),
    looked("no proof", a_seller(tax_certificate=None), OUT_OF_SCOPE),
    trade("whole", a_seller(), HELD),
    trade("a sale without its rate", a_seller(tax_entry=[{"rate": None}, {}]), BROKEN),
    trade("a market whose rule is not in the table",
          a_seller(tax_certificate=IN_FRANCE, tax_entry=IN_FRANCE, tax_registration=IN_FRANCE), UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_sellers(story: Story) -> None:
    assert story.judged() is story.outcome
