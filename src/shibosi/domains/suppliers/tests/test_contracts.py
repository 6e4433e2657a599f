"""Contracts in force, renewed in time, binding those who are given data; transport terms looked at first."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.suppliers.tests.builders import Story, a_carriage, a_contract, a_supplier
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

bound = partial(Story, "whoever_is_given_data_is_bound")
settled = partial(Story, "processing_contract_settles_its_terms")
purpose = partial(Story, "data_have_purpose_and_term")
permitted = partial(Story, "sub_processor_was_permitted_first")
followed = partial(Story, "contract_is_followed_up_in_time")
transport = partial(Story, "transport_terms_were_looked_at_first")
NO_DATA = {"data": "plain"}
NEAR = date(2026, 11, 11)


def through(**more):
    """A sub-processor of S-0."""
    return a_supplier(supplier={"through_code": "S-0", "permitted_on": date(2026, 1, 15), **more})


STORIES = [
    bound("a contract on processing", a_supplier(), HELD),
    bound("only a contract of supply", a_supplier(contract={"contract_kind": "supply"}), BROKEN),
    bound("the day after its last", a_supplier(), BROKEN, as_of=date(2027, 1, 11)),
    bound("no contract", a_supplier(contract=None), BROKEN),
    bound("no contracts handed in at all", a_supplier(contract=None), UNDETERMINED, absent=("contract",)),
    bound("plain data", a_supplier(supplier=NO_DATA), OUT_OF_SCOPE),
    settled("all four", a_contract(), HELD),
    settled("subcontracting is not settled", a_contract(contract_term=[{}, {}, {}, {"term": "audit"}]), BROKEN),
    settled("nobody said where", a_contract(contract_term=[{"place": None}, {}, {}, {}]), BROKEN),
    settled("no terms handed in at all", a_contract(contract_term=None), UNDETERMINED, absent=("contract_term",)),
    settled("a contract of supply", a_contract(contract={"contract_kind": "supply"}), OUT_OF_SCOPE),
    settled("ended", a_contract(contract={"ended_on": date(2026, 6, 29)}), OUT_OF_SCOPE),
    purpose("until the end of the year", a_supplier(), HELD, as_of=date(2026, 12, 31)),
    purpose("the day after", a_supplier(), BROKEN, as_of=date(2027, 1, 1)),
    purpose("for nothing in particular", a_supplier(supplier={"purpose": None}), BROKEN),
    purpose("without end", a_supplier(supplier={"data_until": None}), BROKEN),
    purpose("nobody said whether it is given data", a_supplier(supplier={"data": None}), UNDETERMINED),
    purpose("plain data", a_supplier(supplier=NO_DATA), OUT_OF_SCOPE),
    permitted("permitted the day it began", through(), HELD),
    permitted("began a day before", through(first_order_on=date(2026, 1, 14)), BROKEN),
    permitted("never permitted", through(permitted_on=None), BROKEN),
    permitted("nobody knows when it began", through(first_order_on=None), UNDETERMINED),
    permitted("no sub-processor", a_supplier(), OUT_OF_SCOPE),
    followed("sixty-one days before", a_contract(), HELD, as_of=date(2026, 11, 10)),
    followed("sixty days before", a_contract(), BROKEN, as_of=NEAR),
    followed("its successor is signed", a_contract(contract={"follow_up": "renewed", "followed_by": "C-2"}), HELD,
             as_of=NEAR),
    followed("it will be left", a_contract(contract={"follow_up": "left"}), HELD, as_of=NEAR),
    followed("renewed, but by what", a_contract(contract={"follow_up": "renewed"}), BROKEN, as_of=NEAR),
    followed("last day not known", a_contract(contract={"valid_until": None}), UNDETERMINED),
    followed("without end", a_contract(contract={"open_ended": True}), OUT_OF_SCOPE),
    followed("after its last day", a_contract(), OUT_OF_SCOPE, as_of=date(2027, 1, 11)),
    transport("looked at the day before", a_carriage(), HELD),
    transport("looked at the same day", a_carriage(contract={"reviewed_on": date(2026, 1, 10)}), HELD),
    transport("looked at a day late", a_carriage(contract={"reviewed_on": date(2026, 1, 11)}), BROKEN),
    transport("by nobody", a_carriage(contract={"reviewed_by": None}), BROKEN),
    transport("the forum did not pass", a_carriage(contract_term=[{}, {}, {}, {"passed": False}]), BROKEN),
    transport("nobody said whether the law passed", a_carriage(contract_term=[{}, {}, {"passed": None}, {}]),
              UNDETERMINED),
    transport("a contract on processing", a_contract(), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_contracts(story: Story) -> None:
    assert story.judged() is story.outcome
