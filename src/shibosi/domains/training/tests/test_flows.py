"""Sessions of a training plan, mock audits, courses that have to be passed."""

from functools import partial

import pytest

from shibosi.domains import registry
from shibosi.domains.training.flows import MOCK_AUDIT, ORDERED_COURSE, TRAINING_PLAN
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.testing import FIRM, RULE, Story, Told, officer
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

BOB, CAI = officer("bob"), officer("cai")


def a_case(flow, **facts):
    return Story(flow, Rules(registry.values(), WorkingDays()), **facts)


def planned():
    return a_case(TRAINING_PLAN, period="2026-Q1", audience="client", topic="trade", market="CN")


def held():
    return planned().does("hold", BOB, session="S-1", given="New rates, by a customs officer")


def an_audit():
    return a_case(MOCK_AUDIT, firm="AAA", scope="customs", handbook="3")


def found():
    return an_audit().does("find", BOB, findings="Invoices are kept two years", count=1)


def corrected():
    return found().does("correct", FIRM, corrections="Kept three years: D-9")


def ordered():
    return a_case(ORDERED_COURSE, firm="AAA", course="marks", cause="V-1")


session = partial(Told, "training_session")
audit = partial(Told, "mock_audit")
course = partial(Told, "ordered_course")
STORIES = [
    session("held and recorded", lambda: held().does("record", BOB, guests=20, satisfied=19), HELD),
    session("not held in the quarter", lambda: planned().clock(days=91), BROKEN),
    session("nobody wrote down who came", lambda: held().clock(days=10), BROKEN),
    session("planned", planned, UNDETERMINED),
    audit("corrected and checked by another", lambda: corrected().does("close", CAI), HELD),
    audit("nothing was found", lambda: an_audit().does("find_nothing", BOB), HELD),
    audit("never held", lambda: an_audit().clock(days=61), BROKEN),
    audit("not corrected in thirty days", lambda: found().clock(days=31), BROKEN),
    audit("corrections not checked", lambda: corrected().clock(days=10), BROKEN),
    audit("being corrected", found, UNDETERMINED),
    course("passed", lambda: ordered().does("pass_test", RULE), HELD),
    course("not passed in thirty days", lambda: ordered().clock(days=31), BROKEN),
    course("to be passed", ordered, UNDETERMINED),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_what_becomes_of_a_case(story):
    assert story.judged() is story.outcome


def test_who_found_a_fault_does_not_close_the_audit():
    with pytest.raises(Refusal) as refusal:
        corrected().does("close", BOB)
    assert refusal.value.code == "same-person"


@pytest.mark.parametrize(("days", "state"), [(30, "ordered"), (31, "overdue")])
def test_a_course_has_thirty_days_and_can_be_passed_later(days, state):
    story = ordered().clock(days=days)
    assert story.case.state == state
    assert story.does("pass_test", RULE).case.state == "passed"
