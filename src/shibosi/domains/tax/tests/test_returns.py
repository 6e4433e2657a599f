"""Returns are filed, paid, right and kept."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.tax.tests.builders import Story, a_period, papers
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
LAST, DAY_AFTER = date(2026, 4, 10), date(2026, 4, 11)
IOSS = {"market": "EU", "scheme": "IOSS", "ends_on": date(2026, 2, 28)}
OSS = {"market": "EU", "scheme": "OSS", "ends_on": date(2026, 3, 31)}


def due(**changes: Any) -> list[Record]:
    """The obligation alone."""
    return a_period(tax_obligation=changes, tax_return=None, tax_return_line=None, tax_entry=None)


filed = partial(Story, "return_was_filed")
in_time = partial(Story, "return_was_filed_in_time")
law = partial(Story, "deadline_is_that_of_the_law")
paid = partial(Story, "tax_declared_was_paid_in_time")
lines = partial(Story, "return_is_the_sum_of_its_lines")
books = partial(Story, "return_is_what_the_books_hold")
receipt = partial(Story, "return_has_its_receipt")
kept = partial(Story, "papers_of_a_return_are_kept")

FILED = [
    filed("it was", a_period(), HELD),
    filed("a return of zero", a_period(tax_return={"taxable": D(0), "tax": D(0)}), HELD),
    filed("none on the last day", a_period(tax_return=None), UNDETERMINED, as_of=LAST),
    filed("none on the day after", a_period(tax_return=None), BROKEN, as_of=DAY_AFTER),
    filed("none, due nobody knows when", a_period(tax_return=None, tax_obligation={"due_on": None}), UNDETERMINED),
    filed("returns were not handed in", a_period(tax_return=None), UNDETERMINED, absent=("tax_return",)),
    filed("no period is due", a_period(tax_obligation=None), OUT_OF_SCOPE),
]

IN_TIME = [
    in_time("two days early", a_period(), HELD),
    in_time("on the last day", a_period(tax_return={"filed_on": LAST}), HELD),
    in_time("a day late", a_period(tax_return={"filed_on": DAY_AFTER}), BROKEN),
    in_time("nobody knows when", a_period(tax_return={"filed_on": None}), UNDETERMINED),
    in_time("not filed", a_period(tax_return=None), OUT_OF_SCOPE),
]

LAW = [
    law("Germany, the 10th of the next month", a_period(), HELD),
    law("Germany, ten days of holidays later", due(due_on=date(2026, 4, 20)), HELD),
    law("Germany, a day more", due(due_on=date(2026, 4, 21)), BROKEN),
    law("Germany, earlier by the firm's own rule", due(due_on=date(2026, 4, 5)), HELD),
    law("Britain, a month, a week and ten days", due(market="GB", due_on=date(2026, 5, 17)), HELD),
    law("Britain, a day more", due(market="GB", due_on=date(2026, 5, 18)), BROKEN),
    law("IOSS, the end of a longer month", due(**IOSS, due_on=date(2026, 4, 10)), HELD),
    law("IOSS, a day more than ten", due(**IOSS, due_on=date(2026, 4, 11)), BROKEN),
    law("OSS, a quarter", due(**OSS, due_on=date(2026, 4, 30)), HELD),
    law("OSS, before it began", due(**OSS | {"ends_on": date(2021, 6, 30)}, due_on=date(2021, 7, 31)), UNDETERMINED),
    law("GST of Singapore", due(market="SG", scheme="GST", due_on=date(2026, 4, 30)), HELD),
    law("a market whose law is not in the tables", due(market="FR"), UNDETERMINED),
    law("a tax whose law is not in the tables", due(scheme="sales-tax"), UNDETERMINED),
    law("nobody knows until when", due(due_on=None), UNDETERMINED),
    law("no period is due", a_period(tax_obligation=None), OUT_OF_SCOPE),
]

PAID = [
    paid("a day early", a_period(), HELD),
    paid("on the last day", a_period(tax_return={"paid_on": LAST}), HELD),
    paid("a day late", a_period(tax_return={"paid_on": DAY_AFTER}), BROKEN),
    paid("a cent short", a_period(tax_return={"paid": D("56.99")}), BROKEN),
    paid("not yet, on the last day", a_period(tax_return={"paid_on": None, "paid": None}), UNDETERMINED, as_of=LAST),
    paid("not yet, a day later", a_period(tax_return={"paid_on": None, "paid": None}), BROKEN, as_of=DAY_AFTER),
    paid("nobody knows how much", a_period(tax_return={"paid": None}), UNDETERMINED),
    paid("nothing to pay", a_period(tax_return={"tax": D(0)}), OUT_OF_SCOPE),
    paid("no return", a_period(tax_return=None), OUT_OF_SCOPE),
]

LINES = [
    lines("to the cent", a_period(), HELD),
    lines("a cent of rounding", a_period(tax_return={"tax": D("57.01")}), HELD),
    lines("two cents", a_period(tax_return={"tax": D("57.02")}), BROKEN),
    lines("sales two cents short", a_period(tax_return={"taxable": D("299.98")}), BROKEN),
    lines("a line without tax", a_period(tax_return_line=[{"tax": None}, {}]), UNDETERMINED),
    lines("lines in another currency", a_period(tax_return_line={"currency": "142"}), UNDETERMINED),
    lines("no lines", a_period(tax_return_line=None), OUT_OF_SCOPE),
    lines("no return", a_period(tax_return=None), OUT_OF_SCOPE),
]

WITHHELD = {"withheld_by": "PLAT-1"}
BOOKS = [
    books("to the cent", a_period(), HELD),
    books("a cent of rounding", a_period(tax_entry=[{"tax": D("19.01")}, {}]), HELD),
    books("two cents", a_period(tax_entry=[{"tax": D("19.02")}, {}]), BROKEN),
    books("an order the return left out", a_period(tax_entry=[{}, {}, {"number": "E-3"}]), BROKEN),
    books("a refund of one order",
          a_period(tax_entry=[{}, {}, {"number": "E-3", "taxable": D(-100), "tax": D(-19)}],
                   tax_return={"taxable": D(200), "tax": D(38)}), HELD),
    books("an order whose tax the platform withholds",
          a_period(tax_entry=[WITHHELD, {}], tax_return={"taxable": D(200), "tax": D(38)}), HELD),
    books("an entry without tax", a_period(tax_entry=[{"tax": None}, {}]), UNDETERMINED),
    books("no books", a_period(tax_entry=None), OUT_OF_SCOPE),
]  # fmt: skip

RECEIPT = [
    receipt("kept", a_period(), HELD),
    receipt("none", a_period(tax_return={"receipt_number": None}), BROKEN),
    receipt("no return", a_period(tax_return=None), OUT_OF_SCOPE),
]

KEPT = [
    kept("ten years", papers(), HELD),
    kept("a day less", papers(tax_document={"kept_until": date(2036, 3, 30)}), BROKEN),
    kept("no contract", papers(tax_document=[{}, {}, {}]), BROKEN),
    kept("a digest that is none", papers(tax_document=[{"digest": "abc"}, {}, {}, {}]), BROKEN),
    kept("nothing", papers(tax_document=None), BROKEN),
    kept("nobody knows until when one is kept", papers(tax_document=[{"kept_until": None}, {}, {}, {}]), UNDETERMINED),
    kept("documents were not handed in", papers(tax_document=None), UNDETERMINED, absent=("tax_document",)),
    kept("no return", papers(tax_return=None), OUT_OF_SCOPE),
]

STORIES = FILED + IN_TIME + LAW + PAID + LINES + BOOKS + RECEIPT + KEPT


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_returns(story: Story) -> None:
    assert story.judged() is story.outcome
