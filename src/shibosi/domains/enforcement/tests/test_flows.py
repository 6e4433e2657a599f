"""Waivers and appeals."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from shibosi.domains import registry
from shibosi.domains.enforcement.flows import APPEAL, WAIVER
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import OFFICER
from shibosi.kernel.flows.testing import FIRM, Story, officer
from shibosi.kernel.flows.tests.play import STEPS, walked
from shibosi.methods.calendar.working import WorkingDays


def rules():
    return Rules(registry.values(), WorkingDays())


def a_waiver(until=date(2026, 3, 31)):
    return Story(WAIVER, rules(), control="weights_agree", key="O-1", because="scales are mended", until=until)


def an_appeal(imposed_by="bob"):
    return Story(APPEAL, rules(), by="firm", measure="M-1", imposed_by=imposed_by, grounds="it was not us")


def test_a_waiver_lasts_until_the_end_of_its_last_day():
    story = a_waiver().does("grant", officer("bob"))
    assert story.effects() == ["waive-finding", "notify-party"]
    assert story.clock(days=29).case.state == "granted"
    story.clock(days=1)
    assert (story.case.state, story.events[-1].at) == ("expired", datetime(2026, 3, 31, 16, tzinfo=UTC))
    assert story.effects()[-2:] == ["end-waiver", "notify-party"]


def test_nobody_grants_a_waiver_to_themselves():
    with pytest.raises(Refusal) as refusal:
        a_waiver().does("grant", officer("ann"))
    assert refusal.value.code == "same-person"


@pytest.mark.parametrize(
    ("story", "until", "fits"),
    [
        ("today", date(2026, 3, 2), True),
        ("yesterday", date(2026, 3, 1), False),
        ("90 days", date(2026, 5, 31), True),
        ("a day more", date(2026, 6, 1), False),
    ],
)
def test_a_waiver_always_has_an_end_and_not_too_late(story, until, fits):
    if fits:
        assert a_waiver(until).case.state == "asked"
        return
    with pytest.raises(Refusal) as refusal:
        a_waiver(until)
    assert refusal.value.code == "field-wrong"


@pytest.mark.parametrize(("days", "state"), [(7, "asked"), (8, "refused")])
def test_a_waiver_nobody_decides_is_refused(days, state):
    assert a_waiver().clock(days=days).case.state == state


def test_a_waiver_can_be_revoked():
    story = a_waiver().does("grant", officer("bob")).does("revoke", officer("ann"))
    assert (story.case.state, story.effects()[-2]) == ("revoked", "end-waiver")


@pytest.mark.parametrize("move", ["overturn", "confirm", "ask_evidence"])
def test_who_imposed_a_measure_does_not_decide_about_it(move):
    with pytest.raises(Refusal) as refusal:
        an_appeal().does(move, officer("bob"), **({"asked": "papers"} if move == "ask_evidence" else {}))
    assert refusal.value.code == "same-person"


@pytest.mark.parametrize(
    ("move", "given", "effect"),
    [
        ("overturn", {}, "reverse-measure"),
        ("confirm", {}, "resume-measure"),
        ("ease", {"instead": "warn"}, "replace-measure"),
    ],
)
def test_an_appeal_is_decided(move, given, effect):
    assert effect in an_appeal().does(move, officer("cai"), **given).effects()


def test_an_appeal_not_decided_in_ten_working_days_suspends_the_measure():
    story = an_appeal().clock(days=14)
    assert story.case.state == "filed"
    story.clock(days=1)
    assert story.case.state == "late" and story.effects() == ["suspend-measure", "notify-party", "remind-officers"]
    assert story.does("confirm", officer("cai")).effects()[-2:] == ["resume-measure", "notify-party"]


def test_evidence_is_asked_for_handed_in_or_gone_without():
    story = an_appeal().does("ask_evidence", officer("cai"), asked="papers").does("hand_in", FIRM, exhibits="E-1")
    assert story.case.state == "evidence_in"
    without = an_appeal().does("ask_evidence", officer("cai"), asked="papers").clock(days=8)
    assert without.case.state == "evidence_in"


def test_asking_for_evidence_buys_the_platform_no_time():
    story = an_appeal().clock(days=14).does("ask_evidence", officer("cai"), asked="papers")
    story.clock(days=2).does("hand_in", FIRM, exhibits="E-1")
    assert story.clock(hours=1).case.state == "late"


@given(STEPS)
def test_no_walk_lets_those_decide_who_may_not(steps):
    story = an_appeal("judy")
    for _, case, _ in walked(APPEAL, story.case, steps, rules(), frozenset({OFFICER})):
        decided = {"overturn", "ease", "confirm"}
        assert "judy" not in {event.person for event in case.history if event.move in decided}
