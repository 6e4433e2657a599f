"""Accounts on which firms are paid, and what arrived on them."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.tests.builders import a_retail_export, with_value
from shibosi.domains.orders.records import Order
from shibosi.domains.parties.records import AccountReceipt
from shibosi.domains.parties.tests.builders import LATIN, PERSON, Story, a_firm, an_account
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

own = partial(Story, "receiving_account_is_the_firms_own")
personal = partial(Story, "receiving_account_is_not_personal")
cooled = partial(Story, "changed_account_cooled_off")
named = partial(Story, "accounts_name_the_registered_firm")
business = partial(Story, "money_arrives_with_a_firm")
declared = partial(Story, "money_arrives_with_the_firm_declared")
CHANGED = {"changed_on": date(2026, 6, 1), "used_from": date(2026, 6, 4), "asked_by": "ann", "confirmed_by": "bob"}
HONG_KONG = with_value("account_rules.countries", ["HK"])


def received(**changes: Any) -> list[Record]:
    """A retail export with what was received for it."""
    export = a_retail_export()
    order = next(one for one in export if isinstance(one, Order))
    row = {"order_number": order.number, "number": "T-1", "holder_code": order.merchant_code, "holder_kind": "firm"}
    return [*export, AccountReceipt(**{**row, **changes})]


STORIES = [
    own("in its Chinese name", an_account(), HELD),
    own("in its Latin name", an_account(holder_name=LATIN.upper()), HELD),
    own("of somebody else", an_account(holder_name="Quay Holding"), BROKEN),
    own("not proven yet", an_account(proven_on=date(2026, 7, 1)), BROKEN),
    own("proven by a photograph", an_account(proven_by="photo"), BROKEN),
    own("a kind the market does not take", an_account(account_kind="wallet"), BROKEN),
    own("where only Hong Kong is allowed, in Hong Kong", an_account(), HELD, values=HONG_KONG),
    own("where only Hong Kong is allowed, elsewhere", an_account(country="SG"), BROKEN, values=HONG_KONG),
    own("nobody knows who holds it", an_account(holder_name=None), UNDETERMINED),
    own("for paying only", an_account(use="paying"), OUT_OF_SCOPE),
    own("closed", an_account(closed_on=date(2026, 6, 29)), OUT_OF_SCOPE),
    personal("a firm's", an_account(), HELD),
    personal("the representative's own", an_account(holder_kind="person", holder_name=PERSON), BROKEN),
    personal("not said", an_account(holder_kind=None), UNDETERMINED),
    personal("for paying only", an_account(use="paying"), OUT_OF_SCOPE),
    cooled("three days and two people", an_account(**CHANGED), HELD),
    cooled("a day too soon", an_account(**CHANGED | {"used_from": date(2026, 6, 3)}), BROKEN),
    cooled("confirmed by who asked", an_account(**CHANGED | {"confirmed_by": "ann"}), BROKEN),
    cooled("nobody confirmed it yet", an_account(**CHANGED | {"confirmed_by": None}), UNDETERMINED),
    cooled("never changed", an_account(), OUT_OF_SCOPE),
    named("as registered", a_firm(), HELD),
    named("as another firm", a_firm(money_account={"firm_name": "Quay Holding"}), BROKEN),
    named("not said", a_firm(money_account={"firm_name": None}), UNDETERMINED),
    named("no account", a_firm(money_account=None), OUT_OF_SCOPE),
    business("with the firm", received(), HELD),
    business("with a person", received(holder_kind="person"), BROKEN),
    business("not said with whom", received(holder_kind=None), UNDETERMINED),
    business("nothing was received", a_retail_export(), OUT_OF_SCOPE),
    declared("with the seller on the list", received(), HELD),
    declared("with somebody else", received(holder_code="9999999999"), BROKEN),
    declared("not said with whom", received(holder_code=None), UNDETERMINED),
    declared("nothing was received", a_retail_export(), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_accounts(story: Story) -> None:
    assert story.judged() is story.outcome
