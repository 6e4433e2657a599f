"""Clearance abroad: papers at hand and in agreement, entries that declare them, cargo filed in advance."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.customs.tests.builders import Story, an_entry
from shibosi.domains.customs.tests.templates import beijing
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
four = partial(Story, "four_papers_are_at_hand")
counting = partial(Story, "papers_count_on_the_day")
packages = partial(Story, "papers_state_the_same_packages")
value = partial(Story, "value_declared_is_the_invoice_with_additions")
quantity = partial(Story, "quantity_declared_is_that_of_the_papers")
number = partial(Story, "acceptance_has_a_number")
five = partial(Story, "entry_into_the_us_has_its_five_elements")
filed = partial(Story, "cargo_is_filed_before_it_leaves")
recent = partial(Story, "rules_of_the_destination_are_recent")


def entry(**changes):
    return an_entry(entry_declaration=changes)


def papers(*changes):
    """The four papers with changes laid over them; goods list, invoice, transport paper, proof of payment."""
    return an_entry(trade_paper=list(changes))


FOUR = [
    four("all four", an_entry(), HELD),
    four("no proof of payment", papers({}, {}, {}), BROKEN),
    four("a paper of unknown kind in the place of one", papers({}, {}, {}, {"paper_kind": None}), UNDETERMINED),
    four("no paper at all", an_entry(trade_paper=None), BROKEN),
    four("papers were not handed in", an_entry(trade_paper=None), UNDETERMINED, absent=("trade_paper",)),
    four("nothing is declared", an_entry(entry_declaration=None), OUT_OF_SCOPE),
]

COUNTING = [
    counting("until the very day", an_entry(), HELD),
    counting("one says no day", papers({}, {}, {}, {"valid_until": None}), HELD),
    counting("one ran out the day before", papers({}, {"valid_until": date(2026, 3, 9)}), BROKEN),
    counting("nobody knows when it is declared", entry(declared_on=None), UNDETERMINED),
    counting("no papers", an_entry(trade_paper=None), OUT_OF_SCOPE),
]

PACKAGES = [
    packages("two everywhere", an_entry(), HELD),
    packages("the invoice says three", papers({}, {"packages": 3}, {}), BROKEN),
    packages("the entry says three", entry(packages=3), BROKEN),
    packages("the invoice does not say", papers({}, {"packages": None}, {}), UNDETERMINED),
    packages("the entry does not say", entry(packages=None), UNDETERMINED),
    packages("only a proof of payment", an_entry(trade_paper=[{"paper_kind": "payment-proof"}]), OUT_OF_SCOPE),
]

VALUE = [
    value("300 and 30", an_entry(), HELD),
    value("a hundredth less", entry(value=D("326.7")), HELD),
    value("a step less than that", entry(value=D("326.69999")), BROKEN),
    value("a hundredth more", entry(value=D("333.3")), HELD),
    value("a step more than that", entry(value=D("333.30001")), BROKEN),
    value("without the additions", entry(value=D(300)), BROKEN),
    value("nobody says what was added", entry(additions=None), UNDETERMINED),
    value("in another currency", entry(currency="502"), UNDETERMINED),
    value("no invoice", an_entry(trade_paper=[{}]), OUT_OF_SCOPE),
]

QUANTITY = [
    quantity("three everywhere", an_entry(), HELD),
    quantity("a piece less", entry(quantity=D(2)), BROKEN),
    quantity("the transport paper says four", papers({}, {}, {"quantity": D(4)}), BROKEN),
    quantity("the entry does not say", entry(quantity=None), UNDETERMINED),
    quantity("the invoice does not say", papers({}, {"quantity": None}, {}), UNDETERMINED),
    quantity("no papers", an_entry(trade_paper=None), OUT_OF_SCOPE),
]

NUMBER = [
    number("it has", an_entry(), HELD),
    number("it has none", entry(acceptance_number=None), BROKEN),
    number("two declarations under one order", an_entry(entry_declaration=[{}, {"number": "E-2"}]), OUT_OF_SCOPE),
    number("not accepted yet", entry(accepted_at=None), OUT_OF_SCOPE),
]

FIVE = [
    five("all five", entry(market="US"), HELD),
    *(five(f"no {name}", entry(market="US", **{name: None}), BROKEN)
      for name in ("description", "value", "quantity", "weight", "origin")),
    five("nobody knows where it enters", entry(market=None), UNDETERMINED),
    five("into the EU", an_entry(), OUT_OF_SCOPE),
]  # fmt: skip

FILED = [
    filed("an hour before", an_entry(), HELD),
    filed("at the moment of leaving", entry(advance_accepted_at=beijing(2026, 3, 4, 9)), HELD),
    filed("a minute after", entry(advance_accepted_at=beijing(2026, 3, 4, 9, 1)), BROKEN),
    filed("never", entry(advance_accepted_at=None), BROKEN),
    filed("never, by pipe", entry(advance_accepted_at=None, transport_mode="G"), HELD),
    filed("never, by rail, on its first day",
          entry(advance_accepted_at=None, transport_mode="3", departed_at=beijing(2025, 4, 1)), BROKEN),
    filed("never, by rail, the day before",
          entry(advance_accepted_at=None, transport_mode="3", departed_at=beijing(2025, 3, 31)), HELD),
    filed("never, by road", entry(advance_accepted_at=None, transport_mode="4"), BROKEN),
    filed("never, by sea", entry(advance_accepted_at=None, transport_mode="2"), BROKEN),
    filed("never, nobody knows by what", entry(advance_accepted_at=None, transport_mode=None), UNDETERMINED),
    filed("never, on the last day before ICS2",
          entry(advance_accepted_at=None, departed_at=beijing(2023, 2, 28)), UNDETERMINED),
    filed("never, on its first day", entry(advance_accepted_at=None, departed_at=beijing(2023, 3, 1)), BROKEN),
    filed("never, into the United States", entry(advance_accepted_at=None, market="US"), UNDETERMINED),
    filed("nothing is declared", an_entry(entry_declaration=None), OUT_OF_SCOPE),
]  # fmt: skip

RECENT = [
    recent("seven days before", an_entry(), HELD),
    recent("eight days before", entry(rules_read_on=date(2026, 3, 2)), BROKEN),
    recent("on the day", entry(rules_read_on=date(2026, 3, 10)), HELD),
    recent("the day after", entry(rules_read_on=date(2026, 3, 11)), BROKEN),
    recent("nobody says when", entry(rules_read_on=None), UNDETERMINED),
    recent("nothing is declared", an_entry(entry_declaration=None), OUT_OF_SCOPE),
]

STORIES = FOUR + COUNTING + PACKAGES + VALUE + QUANTITY + NUMBER + FIVE + FILED + RECENT


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_entry(story: Story) -> None:
    assert story.judged() is story.outcome
