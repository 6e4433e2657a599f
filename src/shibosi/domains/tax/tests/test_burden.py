"""A tax burden out of the usual is reviewed, returns name the registration, stock abroad is audited."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.tax.tests.builders import Story, a_market, a_period, audits
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
named = partial(Story, "returns_name_the_registration")
stated = partial(Story, "burden_is_tax_over_sales")
odd = partial(Story, "odd_burden_is_reviewed")
audited = partial(Story, "stock_abroad_is_audited")
OPEN: dict[str, Any] = {"closed_on": None}


def months(*burdens: str | None, **changes: Any) -> list[Record]:
    """The last months with these burdens, March 2026 at the end; eight returns at most."""
    given: list[dict[str, Any]] = [{"burden": None if one is None else D(one)} for one in burdens]
    skipped: list[dict[str, Any]] = [{} for _ in range(8 - len(given))]
    made = a_market(tax_return=[*skipped, *given], **changes)
    returns = [one for one in made if one.kind() == "tax_return"]
    return [one for one in made if one not in returns[: len(skipped)]]


def march(burden: str, **changes: Any) -> list[Record]:
    """Six months at 0.19, then March."""
    return months(*["0.19"] * 6, burden, **changes)


NAMED = [
    named("every one", a_market(), HELD),
    named("one of eight names another number",
          a_market(tax_return=[{} for _ in range(7)] + [{"registration_number": "DE1"}]), BROKEN),
    named("registered on the last day of the first period",
          a_market(tax_registration={"registered_on": date(2025, 8, 31)}), HELD),
    named("registered a day later", a_market(tax_registration={"registered_on": date(2025, 9, 1)}), BROKEN),
    named("no registration", a_market(tax_registration=None), BROKEN),
    named("registrations were not handed in", a_market(tax_registration=None), UNDETERMINED,
          absent=("tax_registration",)),
    named("a return without a number",
          a_market(tax_return=[{} for _ in range(7)] + [{"registration_number": None}]), UNDETERMINED),
    named("no returns", a_market(tax_return=None), OUT_OF_SCOPE),
]  # fmt: skip

STATED = [
    stated("57 of 300", a_period(), HELD),
    stated("the last decimal", a_period(tax_return={"burden": D("0.19001")}), HELD),
    stated("one more", a_period(tax_return={"burden": D("0.19002")}), BROKEN),
    stated("no sales", a_period(tax_return={"taxable": None}), UNDETERMINED),
    stated("not stated", a_period(tax_return={"burden": None}), OUT_OF_SCOPE),
]

ODD = [
    odd("as always", a_market(), HELD),
    odd("a fifth more", march("0.228"), HELD),
    odd("a little more than a fifth more", march("0.22801"), UNDETERMINED, as_of=date(2026, 5, 8)),
    odd("and nobody looked in thirty days", march("0.22801"), BROKEN, as_of=date(2026, 5, 9)),
    odd("a fifth less", march("0.152"), HELD),
    odd("a little more than a fifth less", march("0.15199"), BROKEN),
    odd("explained", march("0.3", burden_review={}), HELD),
    odd("the review is open", march("0.3", burden_review=OPEN), BROKEN),
    odd("the review explains nothing", march("0.3", burden_review={"explanation": None}), BROKEN),
    odd("the review is of another month", march("0.3", burden_review={"ends_on": date(2026, 2, 28)}), BROKEN),
    odd("the sixth month before counts", months("0.9", *["0.19"] * 6), BROKEN),
    odd(
        "the seventh does not, and February was explained",
        months("0.9", *["0.19"] * 7, burden_review={"ends_on": date(2026, 2, 28)}),
        HELD,
    ),
    odd("an earlier month that nobody explained", months(*["0.19"] * 6, "0.3", "0.19"), BROKEN),
    odd(
        "an earlier month that was explained",
        months(*["0.19"] * 6, "0.3", "0.19", burden_review={"ends_on": date(2026, 2, 28)}),
        HELD,
    ),
    odd("an earlier month with too few before it", months(*["0.19"] * 3, "0.23", *["0.19"] * 4), HELD),
    odd("the first return", months("0.19"), HELD),
    odd("one month says nothing", months("0.19", None, "0.19"), UNDETERMINED),
    odd("no returns", a_market(tax_return=None), OUT_OF_SCOPE),
]

AUDITED = [
    audited("nine months before", audits(), HELD),
    audited("twelve months before", audits(tax_document={"issued_on": date(2025, 3, 31)}), HELD),
    audited("a day more", audits(tax_document={"issued_on": date(2025, 3, 30)}), BROKEN),
    audited("another paper", audits(tax_document={"document_type": "contract"}), BROKEN),
    audited("none", audits(tax_document=None), BROKEN),
    audited("none, registered twelve months ago",
            audits(tax_document=None, tax_registration={"registered_on": date(2025, 3, 31)}), HELD),
    audited("none, registered nobody knows when",
            audits(tax_document=None, tax_registration={"registered_on": None}), UNDETERMINED),
    audited("no stock", audits(tax_registration={"stock": False}), OUT_OF_SCOPE),
]  # fmt: skip

STORIES = NAMED + STATED + ODD + AUDITED


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_burden(story: Story) -> None:
    assert story.judged() is story.outcome
