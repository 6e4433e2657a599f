"""Export refunds rest on declaration, invoice and money, in time and to the cent."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.tax.tests.builders import Story, an_export
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal

declared = partial(Story, "claimed_goods_were_declared")
invoiced = partial(Story, "claimed_goods_were_invoiced")
complete = partial(Story, "invoices_of_a_claim_are_complete")
money = partial(Story, "money_of_a_claim_came_in_time")
deadline = partial(Story, "refund_was_claimed_in_time")
rate = partial(Story, "refund_is_price_times_rate")
base = partial(Story, "claim_rests_on_its_invoices")
checked = partial(Story, "claim_was_checked_and_received")
owed = partial(Story, "refund_owed_is_claimed")
left = partial(Story, "refund_of_stock_left_for_a_warehouse")
settled = partial(Story, "refund_of_stock_is_settled_after_sale")
same_declared = partial(Story, "declared_is_what_was_ordered")
same_invoiced = partial(Story, "invoiced_is_what_was_ordered")
same_received = partial(Story, "received_is_what_was_ordered")
NO_CLAIM = an_export(refund_claim=None)


def stock(mode: str | None = "9810", **claim: Any) -> list[Record]:
    """A claim for stock that left for a warehouse abroad."""
    return an_export(customs_list={"mode": mode}, refund_claim={"claim_type": "warehouse", **claim})


def received(year: int, month: int, day: int) -> list[Record]:
    """The export with money that came on a day, Beijing time."""
    return an_export(collection={"received_at": datetime(year, month, day, 4, tzinfo=UTC)})


DECLARED = [
    declared("an export", an_export(), HELD),
    declared("an import", an_export(customs_list={"direction": "I"}), BROKEN),
    declared("nothing", an_export(customs_list=None), BROKEN),
    declared("nobody knows which way", an_export(customs_list={"direction": None}), UNDETERMINED),
    declared("lists were not handed in", an_export(customs_list=None), UNDETERMINED, absent=("customs_list",)),
    declared("nothing is claimed", NO_CLAIM, OUT_OF_SCOPE),
]

INVOICED = [
    invoiced("a special invoice", an_export(), HELD),
    invoiced("a customs payment certificate", an_export(invoice=[{"invoice_type": "customs"}, {}]), HELD),
    invoiced("an ordinary one", an_export(invoice=[{"invoice_type": "other"}, {}]), BROKEN),
    invoiced("none", an_export(invoice=None), BROKEN),
    invoiced("nobody knows which", an_export(invoice=[{"invoice_type": None}, {}]), UNDETERMINED),
    invoiced("nothing is claimed", NO_CLAIM, OUT_OF_SCOPE),
]

FIELDS = [
    "issuer_code", "issuer_tax_number", "receiver_name", "goods", "quantity", "issued_on", "net", "tax", "currency",
]  # fmt: skip
COMPLETE = [
    complete("all of it", an_export(), HELD),
    *[complete(f"without {name}", an_export(invoice=[{}, {name: None}]), BROKEN) for name in FIELDS],
    complete("no invoices", an_export(invoice=None), OUT_OF_SCOPE),
    complete("nothing is claimed", NO_CLAIM, OUT_OF_SCOPE),
]

MONEY = [
    money("within a month", an_export(), HELD),
    money("on 30 April of the next year", received(2027, 4, 30), HELD),
    money("on 1 May of the next year", received(2027, 5, 1), BROKEN),
    money("before the export", received(2026, 1, 5), HELD),
    money("not yet", an_export(collection=None), UNDETERMINED, as_of=date(2027, 7, 10)),
    money("never", an_export(collection=None), BROKEN, as_of=date(2027, 7, 11)),
    money("nobody knows when", an_export(collection={"received_at": None}), UNDETERMINED),
    money("stock abroad, not sold yet", stock(), OUT_OF_SCOPE),
    money("nothing is claimed", NO_CLAIM, OUT_OF_SCOPE),
]

DEADLINE = [
    deadline("a month after", an_export(), HELD),
    deadline("36 months after", an_export(refund_claim={"filed_on": date(2029, 3, 10)}), HELD),
    deadline("a day more", an_export(refund_claim={"filed_on": date(2029, 3, 11)}), BROKEN),
    deadline("exported before there was such a time",
             an_export(refund_claim={"exported_on": date(2025, 12, 31)}), UNDETERMINED),
    deadline("nobody knows when", an_export(refund_claim={"filed_on": None}), UNDETERMINED),
    deadline("nothing is claimed", NO_CLAIM, OUT_OF_SCOPE),
]  # fmt: skip

RATE = [
    rate("1,000 at 13 percent", an_export(), HELD),
    rate("1,000 at 9 percent", an_export(refund_claim={"rate": D(9), "amount": D(90)}), HELD),
    rate("a cent of rounding", an_export(refund_claim={"amount": D("130.01")}), HELD),
    rate("two cents", an_export(refund_claim={"amount": D("130.02")}), BROKEN),
    rate("a billion", an_export(refund_claim={"base": D(10**9), "amount": D(13 * 10**7)}), HELD),
    rate("no rate", an_export(refund_claim={"rate": None}), UNDETERMINED),
    rate("nothing is claimed", NO_CLAIM, OUT_OF_SCOPE),
]

BASE = [
    base("to the cent", an_export(), HELD),
    base("less than invoiced", an_export(refund_claim={"base": D(900)}), HELD),
    base("a cent more", an_export(refund_claim={"base": D("1000.01")}), BROKEN),
    base("two claims on one invoice", an_export(refund_claim=[{}, {"number": "T-10", "base": D("0.01")}]), BROKEN),
    base("another currency", an_export(refund_claim={"currency": "502"}), UNDETERMINED),
    base("only the invoice of the sale", an_export(invoice=[{"invoice_type": "sale"}]), OUT_OF_SCOPE),
    base("no invoice", an_export(invoice=None), OUT_OF_SCOPE),
]

CHECKED = [
    checked("the day before", an_export(), HELD),
    checked("the same day", an_export(refund_claim={"checked_on": date(2026, 4, 10)}), HELD),
    checked("a day after filing", an_export(refund_claim={"checked_on": date(2026, 4, 11)}), BROKEN),
    checked("no receipt", an_export(refund_claim={"receipt_number": None}), BROKEN),
    checked("nobody knows when", an_export(refund_claim={"checked_on": None}), UNDETERMINED),
    checked("nothing is claimed", NO_CLAIM, OUT_OF_SCOPE),
]

OWED = [
    owed("it is", an_export(), HELD),
    owed("not yet", NO_CLAIM, UNDETERMINED, as_of=date(2026, 6, 10)),
    owed("91 days after the invoice", NO_CLAIM, BROKEN, as_of=date(2026, 6, 11)),
    owed("no special invoice", an_export(refund_claim=None, invoice=[{"invoice_type": "other"}]), OUT_OF_SCOPE),
    owed("not declared", an_export(refund_claim=None, customs_list=None), OUT_OF_SCOPE),
    owed("an import", an_export(order={"order_type": "I"}, customs_list={"direction": "I"}), OUT_OF_SCOPE),
]

LEFT = [
    left("mode 9810", stock(), HELD),
    left("mode 9610", stock(mode="9610"), BROKEN),
    left("nobody knows the mode", stock(mode=None), UNDETERMINED),
    left("an ordinary export", an_export(), OUT_OF_SCOPE),
]

SOLD: dict[str, Any] = {"sold_on": date(2026, 5, 1)}
SETTLED = [
    settled("sixty days after the sale", stock(**SOLD, settled_on=date(2026, 6, 30)), HELD),
    settled("a day more", stock(**SOLD, settled_on=date(2026, 7, 1)), BROKEN),
    settled("not yet", stock(**SOLD), UNDETERMINED, as_of=date(2026, 6, 30)),
    settled("never", stock(**SOLD), BROKEN, as_of=date(2026, 7, 1)),
    settled("not sold yet", stock(), UNDETERMINED),
    settled("an ordinary export", an_export(), OUT_OF_SCOPE),
]


def less(by: str, where: str, **reason: Any) -> dict[str, Any]:
    """Amounts that are less by so much, and the difference given for it."""
    amount = D(1200) - D(by)
    made = {"declaration": "list_line", "invoice": "invoice", "receipt": "collection"}[where]
    column = {"list_line": "total", "invoice": "net", "collection": "amount"}[made]
    row: Any = [{}, {column: amount}] if made == "invoice" else {column: amount}
    given = {"between": where, "amount": D(by), **reason} if reason else None
    return {made: row, "amount_difference": given}


def same(story: Any, between: str) -> list[Story]:
    """The stories that declaration, invoice and receipt have in common."""
    nothing = {"declaration": "list_line", "invoice": "invoice", "receipt": "collection"}[between]
    return [
        story("to the cent", an_export(), HELD),
        story("a cent less", an_export(**less("0.01", between)), HELD),
        story("two cents less", an_export(**less("0.02", between)), BROKEN),
        story("20 less for a fee", an_export(**less("20", between, reason="fee")), HELD),
        story("20 less, and a reason for 19.98",
              an_export(**less("20", between, reason="fee", amount=D("19.98"))), BROKEN),
        story("20 less, with a difference that gives no reason", an_export(**less("20", between, reason=None)),
              UNDETERMINED),
        story("20 less, explained for something else",
              an_export(**less("20", between, reason="fee", between="elsewhere")), BROKEN),
        story("the order has no value", an_export(order={"goods_value": None}), UNDETERMINED),
        story("another currency", an_export(order={"currency": "502"}), UNDETERMINED),
        story("nothing to compare", an_export(**{nothing: None}), OUT_OF_SCOPE),
        story("nothing is claimed", NO_CLAIM, OUT_OF_SCOPE),
    ]  # fmt: skip


SAME = [
    *same(same_declared, "declaration"),
    *same(same_invoiced, "invoice"),
    *same(same_received, "receipt"),
]

STORIES = DECLARED + INVOICED + COMPLETE + MONEY + DEADLINE + RATE + BASE + CHECKED + OWED + LEFT + SETTLED + SAME


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_claims(story: Story) -> None:
    assert story.judged() is story.outcome
