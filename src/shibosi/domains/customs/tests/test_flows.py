"""Correction of a document."""

import pytest

from shibosi.domains import registry
from shibosi.domains.customs.flows import CORRECTION
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.testing import FIRM, RULE, Story, officer
from shibosi.methods.calendar.working import WorkingDays


def a_correction():
    rules = Rules(registry.values(), WorkingDays())
    return Story(CORRECTION, rules, record="customs_list", number="L-1", wanted="The weight")


def test_a_corrected_document_takes_the_place_of_the_one_before():
    story = a_correction().does("submit", FIRM, corrected="G-2").does("accept", RULE)
    assert story.case.state == "corrected" and story.case.facts["corrected"] == "G-2"
    assert story.effects() == ["judge-dossiers", "supersede-document", "judge-dossiers", "notify-party"]


def test_only_the_firm_that_reported_it_corrects_it():
    with pytest.raises(Refusal) as refusal:
        a_correction().does("submit", officer("bob"), corrected="G-2")
    assert refusal.value.code == "not-your-role"


def test_what_is_sent_back_has_its_days_again():
    story = a_correction().does("submit", FIRM, corrected="G-2").does("send_back", officer("bob"))
    assert story.clock(days=2).case.state == "asked"


@pytest.mark.parametrize(("days", "state"), [(3, "asked"), (4, "overdue")])
def test_three_working_days_to_correct(days, state):
    assert a_correction().clock(days=days).case.state == state


def test_late_is_better_than_never():
    story = a_correction().clock(days=30).does("submit", FIRM, corrected="G-2").does("accept", officer("bob"))
    assert story.case.state == "corrected"
    assert a_correction().clock(days=30).does("give_up", officer("bob")).case.state == "given_up"


def test_a_document_may_be_right_or_be_cancelled():
    assert a_correction().does("object", FIRM).does("agree", officer("bob")).case.state == "unfounded"
    assert a_correction().does("cancel", FIRM).effects() == ["cancel-document", "judge-dossiers"]


def test_a_check_that_takes_too_long_is_told():
    story = a_correction().does("submit", FIRM, corrected="G-2").clock(days=2)
    assert (story.case.state, story.effects()[-1]) == ("check_late", "remind-officers")
    assert story.does("accept", officer("bob")).case.state == "corrected"
