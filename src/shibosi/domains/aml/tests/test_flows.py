"""Possible matches with watch-lists, and customers checked."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given

from shibosi.domains import registry
from shibosi.domains.aml.flows import AUTHORITY_REPORT, CUSTOMER_CHECK, ENHANCED_CHECK, SCREENING_HIT
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import MACHINE, OFFICER
from shibosi.kernel.flows.testing import FIRM, RULE, Story, Told, officer
from shibosi.kernel.flows.tests.play import STEPS, walked
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

LAST_DAY = date(2026, 3, 20)


def rules():
    return Rules(registry.values(), WorkingDays())


def a_hit():
    facts = {
        "name": "Wladimir Putin",
        "listed_name": "PUTIN, Vladimir",
        "entry": "un QDi.1",
        "score": "0.97",
        "reasons": "-",
    }
    return Story(SCREENING_HIT, rules(), **facts)


def a_customer():
    facts = {"firm": "AAA", "name": "Acme Ltd", "licence": "91110000600037341L", "address": "Beijing"}
    return Story(CUSTOMER_CHECK, rules(), **facts)


def a_closer_look():
    return Story(ENHANCED_CHECK, rules(), firm="AAA", name="Acme Ltd", questions="Who owns it?")


def a_report():
    """Owed until 2026-03-20, eighteen days after it is opened."""
    return Story(AUTHORITY_REPORT, rules(), firm="PAY", obligation="OB-1", period="2026-02", last_day=LAST_DAY)


def handed_in():
    return a_report().does("write", officer("bob"), report="kept").does("hand_in", officer("cai"), filed_on=LAST_DAY)


def sent():
    return a_customer().does("send", FIRM, papers="licence.pdf").does("pass_first", officer("bob"))


def answered():
    return a_closer_look().does("answer", FIRM, finance="Sales", trade="Toys").does("propose", officer("bob"))


match = partial(Told, "screening_hit")
customer = partial(Told, "customer_check")
closer = partial(Told, "enhanced_check")
report = partial(Told, "authority_report")
STORIES = [
    match("cleared within a day", lambda: a_hit().does("clear", officer("bob")), HELD),
    match("confirmed by two", lambda: a_hit().does("propose", officer("bob")).does("confirm", officer("cai")), HELD),
    match("not decided in 24 hours", lambda: a_hit().clock(hours=24), BROKEN),
    match("just found", a_hit, UNDETERMINED),
    customer("verified, later no customer any more",
             lambda: sent().does("verify_low", officer("cai")).does("end", officer("bob")), HELD),
    customer("papers never came", lambda: a_customer().clock(days=20), BROKEN),
    customer("of high risk, not checked again within a year",
             lambda: sent().does("verify_high", officer("cai")).clock(days=366), BROKEN),
    customer("papers being checked", sent, UNDETERMINED),
    closer("background accepted by two", lambda: answered().does("accept", officer("cai")), HELD),
    closer("no answer in ten days: dealings limited", lambda: a_closer_look().clock(days=11), BROKEN),
    closer("acceptance proposed", answered, UNDETERMINED),
    report("handed in by two, receipt kept", lambda: handed_in().does("receive", officer("bob"), receipt="R-1"), HELD),
    report("not handed in by the last day", lambda: a_report().clock(days=30), BROKEN),
    report("no receipt came", lambda: handed_in().clock(days=30), BROKEN),
    report("handed in", handed_in, UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_what_becomes_of_a_case(story):
    assert story.judged() is story.outcome


def test_one_person_clears_with_a_reason():
    assert a_hit().does("clear", officer("bob")).case.state == "cleared"
    with pytest.raises(Refusal) as refusal:
        a_hit().does("clear", officer("bob"), reason="")
    assert refusal.value.code == "reason-missing"


def test_it_takes_two_to_confirm_a_match():
    story = a_hit().does("propose", officer("bob"))
    with pytest.raises(Refusal) as refusal:
        story.does("confirm", officer("bob"))
    assert refusal.value.code == "same-person"
    assert story.does("confirm", officer("cai")).case.state == "confirmed"


def test_a_match_that_is_none_any_more_goes_by_itself():
    assert a_hit().does("lapse", RULE).case.state == "gone"


@pytest.mark.parametrize(("hours", "state"), [(23, "found"), (24, "late")])
def test_a_match_not_decided_in_24_hours_is_late(hours, state):
    assert a_hit().clock(hours=hours).case.state == state


def test_a_customer_is_verified_by_two():
    with pytest.raises(Refusal) as refusal:
        sent().does("verify_low", officer("bob"))
    assert refusal.value.code == "same-person"
    assert sent().does("verify_low", officer("cai")).case.state == "low_risk"


@pytest.mark.parametrize(("risk", "days"), [("low", 1095), ("medium", 730), ("high", 365)])
def test_a_check_runs_out_by_the_class_of_risk(risk, days):
    story = sent().does(f"verify_{risk}", officer("cai"))
    assert story.clock(days=days).case.state == f"{risk}_risk"
    assert story.clock(days=1).case.state == "asked"


def test_a_customer_that_changes_is_checked_again():
    assert sent().does("verify_low", officer("cai")).does("change", RULE).case.state == "asked"


def test_papers_that_do_not_come_are_overdue_and_can_still_come():
    story = a_customer().clock(days=20)
    assert story.case.state == "overdue"
    assert story.does("send", FIRM, papers="licence.pdf").case.state == "sent"


@pytest.mark.parametrize(("days", "state"), [(10, "asked"), (11, "limited")])
def test_a_customer_of_high_risk_has_ten_days_to_answer(days, state):
    assert a_closer_look().clock(days=days).case.state == state


def test_a_background_is_accepted_by_two():
    story = answered()
    with pytest.raises(Refusal):
        story.does("accept", officer("bob"))
    assert story.does("accept", officer("cai")).case.state == "accepted"


def test_who_wrote_a_report_does_not_hand_it_in():
    written = a_report().does("write", officer("bob"), report="kept")
    with pytest.raises(Refusal) as refusal:
        written.does("hand_in", officer("bob"), filed_on=LAST_DAY)
    assert refusal.value.code == "same-person"


@pytest.mark.parametrize("story", [a_hit, a_customer, a_closer_look, a_report])
@given(STEPS)
def test_no_walk_ends_twice(story, steps):
    flow = {
        a_hit: SCREENING_HIT, a_customer: CUSTOMER_CHECK, a_closer_look: ENHANCED_CHECK, a_report: AUTHORITY_REPORT,
    }[story]  # fmt: skip
    for _, case, _ in walked(flow, story().case, steps, rules(), frozenset({OFFICER, MACHINE})):
        assert len([event for event in case.history if flow.states[event.target].final]) <= 1
