"""Money kept for a client: apart, booked the same day, and every figure made of entries."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.tests.builders import Story, built
from shibosi.domains.payments.records import BankEntry, LedgerEntry, ReportFigure
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
DAY, NEXT = date(2026, 3, 2), date(2026, 3, 3)
MOVED: dict[str, Any] = {
    "account_number": "62-1", "number": "B-1", "agency_code": "AG-1", "client_code": "CL-1", "booked_on": DAY,
    "amount": D(1200), "currency": "142", "funds": "client",
}  # fmt: skip
BOOKED: dict[str, Any] = {
    "number": "L-1", "account_number": "62-1", "bank_number": "B-1", "client_code": "CL-1", "shop": "Shop A",
    "category": "sales", "period": "2026-03", "booked_on": DAY, "amount": D(1200), "currency": "142",
    "voucher_number": "V-1",
}  # fmt: skip
FIGURE: dict[str, Any] = {
    "client_code": "CL-1", "period": "2026-03", "category": "sales", "amount": D(1200), "currency": "142",
    "reported_on": date(2026, 4, 2),
}  # fmt: skip

one_client = partial(Story, "account_serves_one_client")
own = partial(Story, "client_account_holds_no_own_money")
booked = partial(Story, "movement_is_booked_the_same_day")
named = partial(Story, "entry_names_shop_category_and_voucher")
figure = partial(Story, "figure_is_the_sum_of_its_entries")


def an_account(*movements: dict[str, Any]) -> list[Record]:
    """An account with these movements; one of CNY 1200 where none is named."""
    return built({BankEntry: [MOVED]}, {"bank_entry": list(movements or [{}])})


def a_movement(**changes: Any) -> list[Record]:
    """A movement of CNY 1200, booked the same day."""
    return built({BankEntry: [MOVED], LedgerEntry: [BOOKED]}, changes)


def a_figure(**changes: Any) -> list[Record]:
    """Sales of 1200 in March, made of one entry."""
    return built({ReportFigure: [FIGURE], LedgerEntry: [BOOKED]}, changes)


TWO: dict[str, Any] = {"ledger_entry": [{"amount": D(1000)}, {"number": "L-2", "amount": D(200)}]}
STORIES = [
    one_client("one", an_account({}, {"number": "B-2"}), HELD),
    one_client("two", an_account({}, {"number": "B-2", "client_code": "CL-2"}), BROKEN),
    one_client("a movement names none", an_account({}, {"number": "B-2", "client_code": None}), UNDETERMINED),
    own("none", an_account(), HELD),
    own("once", an_account({}, {"number": "B-2", "funds": "own"}), BROKEN),
    own("nobody knows whose", an_account({"funds": None}), UNDETERMINED),
    booked("the same day", a_movement(), HELD),
    booked("in two parts", a_movement(**TWO), HELD),
    booked("the next day", a_movement(ledger_entry={"booked_on": NEXT}), BROKEN),
    booked("a cent of rounding", a_movement(ledger_entry={"amount": D("1199.99")}), HELD),
    booked("two cents short", a_movement(ledger_entry={"amount": D("1199.98")}), BROKEN),
    booked("not yet, that day", a_movement(ledger_entry=None), UNDETERMINED, as_of=DAY),
    booked("not by the next day", a_movement(ledger_entry=None), BROKEN, as_of=NEXT),
    booked("nobody knows when", a_movement(ledger_entry={"booked_on": None}), UNDETERMINED),
    booked("no movement", a_movement(bank_entry=None), OUT_OF_SCOPE),
    named("all of it", a_movement(), HELD),
    named("no voucher", a_movement(ledger_entry={"voucher_number": None}), BROKEN),
    named("no shop", a_movement(ledger_entry={"shop": None}), BROKEN),
    named("no entries", a_movement(ledger_entry=None), OUT_OF_SCOPE),
    figure("to the cent", a_figure(), HELD),
    figure("of two entries", a_figure(**TWO), HELD),
    figure("two cents more than its entries", a_figure(report_figure={"amount": D("1200.02")}), BROKEN),
    figure("made of nothing", a_figure(ledger_entry=None), BROKEN),
    figure("nothing, made of nothing", a_figure(ledger_entry=None, report_figure={"amount": D(0)}), HELD),
    figure("in another currency", a_figure(report_figure={"currency": "502"}), UNDETERMINED),
    figure("not reported", a_figure(report_figure=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_client_accounts(story: Story) -> None:
    assert story.judged() is story.outcome
