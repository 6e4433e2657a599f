"""Policy watch: who does what, by when, and what is told when it is late."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given

from shibosi.domains import registry
from shibosi.domains.assurance import flows
from shibosi.kernel.flows.clock import Rules
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import MACHINE, OFFICER
from shibosi.kernel.flows.testing import FIRM, Story, Told, officer
from shibosi.kernel.flows.tests.play import STEPS, walked
from shibosi.kernel.testing import BROKEN, HELD, UNDETERMINED
from shibosi.methods.calendar.working import WorkingDays

# Cases begin on Monday, 2026-03-02, 09:00 in Shanghai.
ANN, BOB = officer("ann"), officer("bob")
NEWS = {"topic": "tax", "market": "RO", "change": "VAT 21 to 22 %", "effective": date(2026, 5, 1)}
OPENING: dict[str, dict[str, Any]] = {
    "rule_change": NEWS | {"adapt_by": date(2026, 4, 17)},
    "policy_news": NEWS | {"scope": "Sellers with stock there"},
    "tariff_change": {
        "firm": "C-1", "change": "Heading 3304", "effective": date(2026, 3, 20), "last_day": date(2026, 3, 19),
    },
    "rules_renewed": NEWS | {"topic": "property", "change": "Rules on notices of infringement, version 4",
                             "effective": date(2026, 3, 20), "last_day": date(2026, 3, 19)},
    "risk_letter": {"firm": "C-1", "event": "Fined for wrong papers, 2026-03-01"},
    "rule_source": {
        "topic": "finance", "market": "CN", "source": "Notices of the regulator", "next_look": date(2026, 3, 3),
        "next_contact": date(2026, 5, 29),
    },
    "obligations": {"corridor": "CN to DE by sea"},
    "market_rules": {"market": "DE"},
    "support_match": {"firm": "C-1", "measures": "Exemption without invoice"},
}  # fmt: skip
PACK = {"data": "GDPR", "payment": "PSD2", "logistics": "UCC", "recognised": "CE by notified bodies"}
LOOKED: dict[str, Any] = {"found": "Nothing new", "next_look": date(2026, 3, 3)}


def a_case(flow: Flow) -> Story:
    """A case of a flow, just opened."""
    return Story(flow, Rules(registry.values(), WorkingDays()), **OPENING[flow.name])


def assessed() -> Story:
    """A change whose impact is known."""
    return a_case(flows.RULE_CHANGE).does("assess", ANN, report="Two controls, 31 dossiers, 4 clients")


def told() -> Story:
    """A change of which the clients know."""
    return assessed().does("tell", ANN, scope="Sellers with stock there")


def adapted() -> Story:
    """A change that was adapted to."""
    return told().does("adapt", ANN, done="The rate, two price lists")


def pushed() -> Story:
    """News that went out."""
    return a_case(flows.POLICY_NEWS).does("push", ANN)


def warned() -> Story:
    """A client that knows of its tariff."""
    return a_case(flows.TARIFF_CHANGE).does("warn", ANN, items="33049900", difference="+3 %")


def renewed() -> Story:
    """A version of the rules that those bound by it were told of."""
    return a_case(flows.RULES_RENEWED).does("tell", ANN, version="4", digest="9f86d081", scope="All shops")


def listed(flow: Flow, **given: str) -> Story:
    """A list in force."""
    return a_case(flow).does("approve", ANN, **given)


change = partial(Told, "rule_change")
news = partial(Told, "policy_news")
tariff = partial(Told, "tariff_change")
renewal = partial(Told, "rules_renewed")
letter = partial(Told, "risk_letter")
source = partial(Told, "rule_source")
duties = partial(Told, "obligations")
market = partial(Told, "market_rules")
support = partial(Told, "support_match")
DUTIES = {"version": "1", "duties": "Dangerous goods note: control adr_papers"}

STORIES = [
    change("assessed, told, adapted, confirmed by another", lambda: adapted().does("close", BOB), HELD),
    change("concerns nobody", lambda: a_case(flows.RULE_CHANGE).does("leave_out", ANN), HELD),
    change("not assessed on the fifth working day", lambda: a_case(flows.RULE_CHANGE).clock(days=7), UNDETERMINED),
    change("not assessed on the sixth", lambda: a_case(flows.RULE_CHANGE).clock(days=8), BROKEN),
    change("assessed, nobody told in time", lambda: assessed().clock(days=8), BROKEN),
    change("told, not adapted by its last day", lambda: told().clock(days=46), UNDETERMINED),
    change("told, not adapted the day after", lambda: told().clock(days=47), BROKEN),
    news("told within the day, key clients advised",
         lambda: pushed().does("advise", ANN, clients="C-1: price list", training="2026-03-20"), HELD),
    news("23 hours after publication", lambda: a_case(flows.POLICY_NEWS).clock(hours=23), UNDETERMINED),
    news("24 hours after publication", lambda: a_case(flows.POLICY_NEWS).clock(hours=24), BROKEN),
    news("told, key clients not advised", lambda: pushed().clock(days=8), BROKEN),
    tariff("warned and refiled", lambda: warned().does("refile", FIRM, declarations="D-1, D-2"), HELD),
    tariff("not warned after 23 hours", lambda: a_case(flows.TARIFF_CHANGE).clock(hours=23), UNDETERMINED),
    tariff("not warned after 24 hours", lambda: a_case(flows.TARIFF_CHANGE).clock(hours=24), BROKEN),
    tariff("warned, not refiled before it takes effect", lambda: warned().clock(days=18), BROKEN),
    renewal("told before, then in force", lambda: renewed().does("begin", ANN, shown="/rules/ip/"), HELD),
    renewal("not brought into force", lambda: renewed().does("drop", ANN), HELD),
    renewal("not told on the last day before", lambda: a_case(flows.RULES_RENEWED).clock(days=17), UNDETERMINED),
    renewal("not told on its first day", lambda: a_case(flows.RULES_RENEWED).clock(days=18), BROKEN),
    renewal("told, not shown on its first day", lambda: renewed().clock(days=18), UNDETERMINED),
    renewal("told, not shown the day after", lambda: renewed().clock(days=19), BROKEN),
    letter("sent", lambda: a_case(flows.RISK_LETTER).does("send", ANN, letter="Papers first"), HELD),
    letter("not on the third working day", lambda: a_case(flows.RISK_LETTER).clock(days=3), UNDETERMINED),
    letter("not on the fourth", lambda: a_case(flows.RISK_LETTER).clock(days=4), BROKEN),
    source("looked at until it was given up",
           lambda: a_case(flows.RULE_SOURCE).does("look", ANN, **LOOKED).does("end", ANN), HELD),
    source("open until the next look", lambda: a_case(flows.RULE_SOURCE).clock(days=1), UNDETERMINED),
    source("not looked at on its day", lambda: a_case(flows.RULE_SOURCE).clock(days=2), BROKEN),
    duties("in force, later replaced", lambda: listed(flows.OBLIGATIONS, **DUTIES).does("end", ANN), HELD),
    duties("in force for 183 days", lambda: listed(flows.OBLIGATIONS, **DUTIES).clock(days=182), UNDETERMINED),
    duties("not looked at for longer", lambda: listed(flows.OBLIGATIONS, **DUTIES).clock(days=184), BROKEN),
    market("whole, and the market is left", lambda: listed(flows.MARKET_RULES, **PACK).does("end", ANN), HELD),
    market("still being drafted", lambda: a_case(flows.MARKET_RULES), UNDETERMINED),
    market("not looked at again", lambda: listed(flows.MARKET_RULES, **PACK).clock(days=184), BROKEN),
    support("taken up", lambda: a_case(flows.SUPPORT_MATCH).does("note", ANN, taken_up="1 of 1"), HELD),
    support("no answer on the tenth working day", lambda: a_case(flows.SUPPORT_MATCH).clock(days=14), UNDETERMINED),
    support("no answer on the eleventh", lambda: a_case(flows.SUPPORT_MATCH).clock(days=15), BROKEN),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_policy_watch(story: Told) -> None:
    assert story.judged() is story.outcome


def test_who_adapted_does_not_confirm_it() -> None:
    with pytest.raises(Refusal) as refusal:
        adapted().does("close", ANN)
    assert refusal.value.code == "same-person"


def test_what_is_told_goes_to_the_subscribers() -> None:
    assert told().effects() == pushed().effects() == ["tell-subscribers"]


def test_what_is_late_can_still_be_done_and_reminds_the_officers() -> None:
    story = a_case(flows.RULE_CHANGE).clock(days=8)
    assert story.effects() == ["remind-officers"]
    story.does("assess", BOB, report="Nothing stored").clock()
    assert story.case.state == "tell_late"
    story.does("tell", BOB, scope="All").does("adapt", BOB, done="Nothing")
    assert story.does("close", ANN).case.state == "closed"


@pytest.mark.parametrize("missing", PACK)
def test_a_market_is_not_entered_while_a_part_of_its_rules_is_missing(missing: str) -> None:
    with pytest.raises(Refusal):
        listed(flows.MARKET_RULES, **{name: text for name, text in PACK.items() if name != missing})


def test_each_look_sets_the_day_of_the_next() -> None:
    story = a_case(flows.RULE_SOURCE).clock(days=1).does("look", ANN, found="RO VAT", next_look=date(2026, 3, 4))
    assert story.clock(days=1).case.state == "watched"
    assert story.clock(days=1).case.state == "look_late"


def test_the_next_look_lies_ahead_and_not_too_far() -> None:
    for day in (date(2026, 3, 1), date(2026, 4, 1)):
        with pytest.raises(Refusal):
            a_case(flows.RULE_SOURCE).does("look", ANN, found="Nothing", next_look=day)


def test_the_firm_may_refile_and_nothing_else() -> None:
    with pytest.raises(Refusal) as refusal:
        a_case(flows.TARIFF_CHANGE).does("warn", FIRM, items="x", difference="y")
    assert refusal.value.code == "not-your-role"


@given(STEPS)
def test_no_walk_closes_a_change_twice_or_by_who_adapted_it(steps: Any) -> None:
    rules, roles = Rules(registry.values(), WorkingDays()), frozenset({OFFICER, MACHINE})
    for _, case, _ in walked(flows.RULE_CHANGE, a_case(flows.RULE_CHANGE).case, steps, rules, roles):
        ends = [event for event in case.history if flows.RULE_CHANGE.states[event.target].final]
        assert len(ends) <= 1
        if case.state == "closed":
            last = next(event for event in reversed(case.history) if event.move == "adapt")
            assert last.person != case.history[-1].person
