"""Tax work: who does what, by when, and what is told when it is late."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from shibosi.domains import registry
from shibosi.domains.tax import flows
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.testing import FIRM, Story, Told, officer
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

# Cases begin on Monday, 2026-03-02, 09:00 in Shanghai.
ANN = officer("ann")
OPENING: dict[str, dict[str, Any]] = {
    "tax_plan": {"market": "DE", "first_sale": date(2026, 4, 1)},
    "tax_relief": {"sort": "refund", "number": "O-9", "last_day": date(2026, 4, 30)},
    "refund_service": {"number": "O-9"},
    "refund_partner": {"agreement": "J-1", "declared": "1200 CNY", "fee": "20 CNY"},
    "tax_registration": {"market": "DE", "scheme": "VAT", "because": "Stock in Germany"},
    "tax_change": {"market": "RO", "change": "rates/RO/VAT/standard", "from_day": date(2026, 8, 1)},
    "burden_review": {"market": "DE", "scheme": "VAT", "until": date(2026, 2, 28), "because": "odd"},
    "tax_audit": {"market": "DE", "asked": "Sales of 2025", "answer_by": date(2026, 3, 20)},
}
PLAN: dict[str, Any] = {
    "obligations": "VAT, monthly",
    "rates": "19 %",
    "thresholds": "none with stock",
    "structure": "no treaty used",
}


def a_case(flow: Flow) -> Story:
    """A case of a flow, just opened."""
    rules = Rules(registry.values(), WorkingDays())
    return Story(flow, rules, firm="P", **OPENING[flow.name])


def planned() -> Story:
    """A plan that was handed in."""
    return a_case(flows.TAX_PLAN).does("submit", FIRM, **PLAN)


def claimed() -> Story:
    """A relief that was claimed."""
    return a_case(flows.TAX_RELIEF).does("claim", FIRM, receipt="ER-1")


def collected() -> Story:
    """A refund whose papers are complete."""
    story = a_case(flows.REFUND_SERVICE).does("accept", ANN, grounds="Special invoice, declared")
    return story.does("collect", FIRM, exhibits="Declaration, invoice, contract, receipt")


def moved() -> Story:
    """The declared amount is with the partner."""
    return a_case(flows.REFUND_PARTNER).does("move", FIRM, payment_in="PAY-1", amount_in="1200 CNY")


def applied() -> Story:
    """A registration that was applied for."""
    return a_case(flows.TAX_REGISTRATION).does("submit", FIRM, exhibits="Licence, passport")


def answered() -> Story:
    """An audit whose questions were answered."""
    return a_case(flows.TAX_AUDIT).does("answer", FIRM, exhibits="Books", difference="0")


plan = partial(Told, "tax_plan")
relief = partial(Told, "tax_relief")
refund = partial(Told, "refund_service")
partner = partial(Told, "refund_partner")
registration = partial(Told, "tax_registration")
change = partial(Told, "tax_change")
audit = partial(Told, "tax_audit")
burden = partial(Told, "burden_review")
GOT: dict[str, Any] = {"amount": "130 CNY", "received_on": date(2026, 3, 30)}
PAID: dict[str, Any] = {"payment_out": "PAY-2", "withdrawn": "1200 CNY", "refund": "130 CNY", "paid_out": "1310 CNY"}

STORIES = [
    plan("approved, and later the market is left",
         lambda: planned().does("approve", ANN).does("leave", FIRM), HELD),
    plan("none on the day of the first sale", lambda: a_case(flows.TAX_PLAN).clock(days=30), UNDETERMINED),
    plan("none the day after", lambda: a_case(flows.TAX_PLAN).clock(days=31), BROKEN),
    plan("handed in, not approved before the first sale", lambda: planned().clock(days=31), BROKEN),
    plan("in force for 182 days", lambda: planned().does("approve", ANN).clock(days=181), UNDETERMINED),
    plan("not looked at for longer", lambda: planned().does("approve", ANN).clock(days=183), BROKEN),
    relief("claimed and received", lambda: claimed().does("receive", FIRM, **GOT), HELD),
    relief("claimed and refused", lambda: claimed().does("refuse", ANN), HELD),
    relief("not claimed on the last day", lambda: a_case(flows.TAX_RELIEF).clock(days=59), UNDETERMINED),
    relief("ran out", lambda: a_case(flows.TAX_RELIEF).clock(days=60), BROKEN),
    relief("no answer for sixty days", lambda: claimed().clock(days=61), BROKEN),
    refund("received", lambda: collected().does("file", ANN, receipt="ER-1").does("receive", ANN, **GOT), HELD),
    refund("nothing is owed", lambda: a_case(flows.REFUND_SERVICE).does("decline", ANN), HELD),
    refund("filed on the third working day", lambda: collected().clock(days=3), UNDETERMINED),
    refund("not filed on the fourth", lambda: collected().clock(days=4), BROKEN),
    partner("paid out on the tenth working day",
            lambda: moved().clock(days=14).does("pay_out", ANN, **PAID), HELD),
    partner("not paid out on the tenth", lambda: moved().clock(days=14), UNDETERMINED),
    partner("not paid out on the eleventh", lambda: moved().clock(days=15), BROKEN),
    registration("the number came",
                 lambda: applied().does("register", FIRM, number="DE1", registered_on=date(2026, 3, 9)), HELD),
    registration("papers on the tenth working day",
                 lambda: a_case(flows.TAX_REGISTRATION).clock(days=14), UNDETERMINED),
    registration("no papers on the eleventh", lambda: a_case(flows.TAX_REGISTRATION).clock(days=15), BROKEN),
    change("explained", lambda: a_case(flows.TAX_CHANGE).does("explain", ANN, advice="Charge 22 percent"), HELD),
    change("not on the fifth working day", lambda: a_case(flows.TAX_CHANGE).clock(days=7), UNDETERMINED),
    change("not on the sixth", lambda: a_case(flows.TAX_CHANGE).clock(days=8), BROKEN),
    burden("explained and accepted",
           lambda: a_case(flows.BURDEN_REVIEW).does("explain", FIRM, explanation="Sale").does("accept", ANN), HELD),
    burden("filed anew", lambda: a_case(flows.BURDEN_REVIEW).does("refile", FIRM, receipt="ER-2"), HELD),
    burden("not explained on the tenth working day", lambda: a_case(flows.BURDEN_REVIEW).clock(days=14), UNDETERMINED),
    burden("not explained on the eleventh", lambda: a_case(flows.BURDEN_REVIEW).clock(days=15), BROKEN),
    audit("closed", lambda: answered().does("close", ANN, result="No difference"), HELD),
    audit("open on the last day", lambda: a_case(flows.TAX_AUDIT).clock(days=18), UNDETERMINED),
    audit("not answered the day after", lambda: a_case(flows.TAX_AUDIT).clock(days=19), BROKEN),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_tax_work(story: Told) -> None:
    assert story.judged() is story.outcome


def test_the_firm_plans_and_an_officer_approves() -> None:
    with pytest.raises(Refusal) as refusal:
        a_case(flows.TAX_PLAN).does("submit", ANN, **PLAN)
    assert refusal.value.code == "not-your-role"
    with pytest.raises(Refusal) as refusal:
        planned().does("approve", FIRM)
    assert refusal.value.code == "not-your-role"


def test_a_plan_without_its_tables_is_no_plan() -> None:
    with pytest.raises(Refusal):
        a_case(flows.TAX_PLAN).does("submit", FIRM, obligations="VAT")


def test_a_late_plan_can_still_be_made() -> None:
    story = a_case(flows.TAX_PLAN).clock(days=40).does("submit", FIRM, **PLAN)
    assert story.case.state == "submitted"


def test_a_payout_names_its_payments() -> None:
    with pytest.raises(Refusal):
        moved().does("pay_out", ANN, payment_out="PAY-2")
    assert moved().does("pay_out", ANN, **PAID).case.facts["payment_in"] == "PAY-1"


def test_another_question_of_an_audit_has_its_own_last_day() -> None:
    story = answered().does("ask_again", ANN, answer_by=date(2026, 4, 10)).clock(days=30)
    assert story.case.state == "opened"
    assert story.clock(days=15).case.state == "late"
