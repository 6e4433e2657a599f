"""The tax of an order is reckoned right, stands in a return or is withheld, and what was missed is filed anew."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.tax.tests.builders import Story, an_order_tax
from shibosi.domains.tax.tests.templates import PLATFORM
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
WAITED, LONGER = date(2026, 7, 19), date(2026, 7, 20)
"""130 days after the sale of 2026-03-11, and a day more."""
REJECTED: dict[str, Any] = {"rejected_on": date(2026, 4, 10), "remitted_on": None}

reckoned = partial(Story, "tax_of_an_order_is_sale_times_rate")
in_force = partial(Story, "standard_rate_is_the_one_in_force")
listed = partial(Story, "order_stands_in_a_return")
booked = partial(Story, "line_of_a_return_is_an_order")
expected = partial(Story, "platform_withheld_what_is_expected")
refiled = partial(Story, "rejected_withholding_was_refiled")
over = partial(Story, "tax_withheld_was_paid_over")


def withheld(entry: dict[str, Any] | None = None, **withholding: Any) -> list[Record]:
    """The order's tax is withheld by the platform: no line of a return."""
    given = {"withheld_by": PLATFORM, **(entry or {})}
    return an_order_tax(tax_entry=given, tax_return_line=None, withholding=withholding)


def not_withheld(**changes: Any) -> list[Record]:
    """The platform should withhold and reported nothing."""
    return an_order_tax(tax_entry={"withheld_by": PLATFORM}, tax_return_line=None, **changes)


def abroad(**entry: Any) -> list[Record]:
    """The entry alone, in another market or scheme."""
    return an_order_tax(tax_entry=entry, tax_return_line=None)


RECKONED = [
    reckoned("19 percent", an_order_tax(), HELD),
    reckoned("a cent of rounding", an_order_tax(tax_entry={"tax": D("19.01")}), HELD),
    reckoned("two cents", an_order_tax(tax_entry={"tax": D("19.02")}), BROKEN),
    reckoned("a refund", an_order_tax(tax_entry={"taxable": D(-100), "tax": D(-19)}), HELD),
    reckoned("at zero", an_order_tax(tax_entry={"rate": D(0), "tax": D(0)}), HELD),
    reckoned("no rate", an_order_tax(tax_entry={"rate": None}), UNDETERMINED),
    reckoned("no books", an_order_tax(tax_entry=None), OUT_OF_SCOPE),
]

SUMMER_OF_2020: dict[str, Any] = {"booked_on": date(2020, 12, 31)}
IN_FORCE = [
    in_force("Germany, 19 percent", an_order_tax(), HELD),
    in_force("Germany, 16 percent", an_order_tax(tax_entry={"rate": D(16)}), BROKEN),
    in_force("16 percent on the last day on which it was right",
             an_order_tax(tax_entry={**SUMMER_OF_2020, "rate": D(16)}), HELD),
    in_force("19 percent on that day", an_order_tax(tax_entry=SUMMER_OF_2020), BROKEN),
    in_force("16 percent a day later",
             an_order_tax(tax_entry={"booked_on": date(2021, 1, 1), "rate": D(16)}), BROKEN),
    in_force("GST of Singapore, 9 percent", abroad(market="SG", scheme="GST", rate=D(9)), HELD),
    in_force("GST of Singapore, 8 percent", abroad(market="SG", scheme="GST", rate=D(8)), BROKEN),
    in_force("a market whose rate is not in the tables", abroad(market="XX"), UNDETERMINED),
    in_force("OSS, where each country has its own", abroad(market="EU", scheme="OSS"), UNDETERMINED),
    in_force("no rate", an_order_tax(tax_entry={"rate": None}), UNDETERMINED),
    in_force("a reduced rate", an_order_tax(tax_entry={"rate": D(7), "rate_class": "reduced"}), OUT_OF_SCOPE),
    in_force("no books", an_order_tax(tax_entry=None), OUT_OF_SCOPE),
]  # fmt: skip

LISTED = [
    listed("to the cent", an_order_tax(), HELD),
    listed("a cent of rounding", an_order_tax(tax_return_line={"tax": D("18.99")}), HELD),
    listed("two cents", an_order_tax(tax_return_line={"tax": D("18.98")}), BROKEN),
    listed("in two periods", an_order_tax(tax_return_line=[{"tax": D(10)}, {"period": "2026-04", "tax": D(9)}]), HELD),
    listed("a refund that no return shows",
           an_order_tax(tax_entry=[{}, {"number": "E-9", "taxable": D(-100), "tax": D(-19)}]), BROKEN),
    listed("not yet", an_order_tax(tax_return_line=None), UNDETERMINED, as_of=WAITED),
    listed("never", an_order_tax(tax_return_line=None), BROKEN, as_of=LONGER),
    listed("a line without tax", an_order_tax(tax_return_line={"tax": None}), UNDETERMINED),
    listed("the platform withholds", withheld(), OUT_OF_SCOPE),
]  # fmt: skip

BOOKED = [
    booked("it is", an_order_tax(), HELD),
    booked("no such order", an_order_tax(tax_entry=None), BROKEN),
    booked("books were not handed in", an_order_tax(tax_entry=None), UNDETERMINED, absent=("tax_entry",)),
    booked("no line", an_order_tax(tax_return_line=None), OUT_OF_SCOPE),
]

EXPECTED = [
    expected("all of it", withheld(), HELD),
    expected("a cent of rounding", withheld(amount=D("18.99")), HELD),
    expected("two cents short", withheld(amount=D("18.98")), BROKEN),
    expected("rejected", withheld(**REJECTED), UNDETERMINED),
    expected("rejected and filed anew", withheld(**REJECTED, refiled_on=date(2026, 4, 20)), HELD),
    expected("not yet", not_withheld(), UNDETERMINED, as_of=WAITED),
    expected("never", not_withheld(), BROKEN, as_of=LONGER),
    expected("nobody knows how much", withheld(amount=None), UNDETERMINED),
    expected("the seller files itself", an_order_tax(), OUT_OF_SCOPE),
]

REFILED = [
    refiled("ten days after the rejection", withheld(**REJECTED, refiled_on=date(2026, 4, 20)), HELD),
    refiled("thirty days", withheld(**REJECTED, refiled_on=date(2026, 5, 10)), HELD),
    refiled("a day more", withheld(**REJECTED, refiled_on=date(2026, 5, 11)), BROKEN),
    refiled("not yet", withheld(**REJECTED), UNDETERMINED, as_of=date(2026, 5, 10)),
    refiled("never", withheld(**REJECTED), BROKEN, as_of=date(2026, 5, 11)),
    refiled("nothing was rejected", withheld(), OUT_OF_SCOPE),
    refiled("nothing was withheld", an_order_tax(), OUT_OF_SCOPE),
]

OVER = [
    over("within a month", withheld(), HELD),
    over("130 days later", withheld(remitted_on=WAITED), HELD),
    over("a day more", withheld(remitted_on=LONGER), BROKEN),
    over("not yet", withheld(remitted_on=None), UNDETERMINED, as_of=WAITED),
    over("never", withheld(remitted_on=None), BROKEN, as_of=LONGER),
    over("rejected", withheld(**REJECTED), OUT_OF_SCOPE),
    over("nothing was withheld", an_order_tax(), OUT_OF_SCOPE),
]

STORIES = RECKONED + IN_FORCE + LISTED + BOOKED + EXPECTED + REFILED + OVER


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_tax_of_orders(story: Story) -> None:
    assert story.judged() is story.outcome
