"""Clients: taught, helped with papers, audited for practice, coached; their risks answered."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.training.tests.builders import Story, a_client, a_coached_client, an_advised_client
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

session = partial(Story, "client_came_to_a_policy_session")
helped = partial(Story, "returned_papers_lead_to_help")
fewer = partial(Story, "fewer_papers_come_back_after_a_session")
handbook = partial(Story, "handbook_is_whole_and_renewed")
staff = partial(Story, "staff_of_the_client_are_taught")
audit = partial(Story, "mock_audit_is_regular_and_closed")
coached = partial(Story, "client_is_coached_to_authorised_status")
risks = partial(Story, "customs_risks_are_assessed_and_answered")
OPEN = {"corrected_on": None, "evidence": None}


def finding(**changes):
    """The finding of a mock audit of 2026-05-01."""
    return an_advised_client(audit_finding=changes)


def gap(**changes):
    """The gap in finance."""
    return a_coached_client(aeo_criterion=[{}, changes, {}])


STORIES = [
    session("in April, asked in June", a_client(), HELD),
    session("three months later", a_client(), HELD, as_of=date(2026, 7, 15)),
    session("a day more", a_client(), BROKEN, as_of=date(2026, 7, 16)),
    session("stayed away", a_client(session_guest={"came": False}), BROKEN, as_of=date(2026, 7, 1)),
    session("another kind of session", a_client(session_guest={"session_kind": "class"}), BROKEN,
            as_of=date(2026, 7, 1)),
    session("none yet, a client since March", a_client(session_guest=None), UNDETERMINED),
    session("nothing filed", an_advised_client(), OUT_OF_SCOPE),
    helped("eight came back, twice helped", a_client(), HELD),
    helped("five of a hundred", a_client(client_period={"returned": 5, "helped": 0}), HELD),
    helped("six of a hundred, not helped", a_client(client_period={"returned": 6, "helped": 0}), BROKEN),
    helped("not counted", a_client(client_period={"returned": None, "helped": 0}), UNDETERMINED),
    helped("nothing filed", an_advised_client(), OUT_OF_SCOPE),
    fewer("from 8 to 3", a_client(), HELD),
    fewer("as many", a_client(client_period={"returned": 5}), HELD),
    fewer("from 3 to 4", a_client(client_period=[{"returned": 3}, {"returned": 4}]), BROKEN),
    fewer("fewer, of fewer still", a_client(client_period=[{}, {"declared": 30}]), BROKEN),
    fewer("nothing before", a_client(session_guest={"held_on": date(2026, 3, 1)}), UNDETERMINED),
    fewer("no session", a_client(session_guest=None), OUT_OF_SCOPE),
    handbook("three parts of January", an_advised_client(), HELD),
    handbook("a year later", an_advised_client(), HELD, as_of=date(2027, 1, 15)),
    handbook("a day more", an_advised_client(), BROKEN, as_of=date(2027, 1, 16)),
    handbook("no part on property", an_advised_client(handbook_part=[{}, {}, {"part": "labour"}]), BROKEN),
    handbook("no text of it is kept", an_advised_client(handbook_part={"digest": None}), BROKEN),
    handbook("nobody knows when", an_advised_client(handbook_part={"renewed_on": None}), UNDETERMINED),
    handbook("no client any more", an_advised_client(handbook_part={"ended_on": date(2026, 6, 29)}), OUT_OF_SCOPE),
    staff("in April", an_advised_client(), HELD),
    staff("too long ago", an_advised_client(), BROKEN, as_of=date(2026, 7, 16)),
    staff("never, since January", an_advised_client(session_guest=None), BROKEN),
    staff("never yet, since January", an_advised_client(session_guest=None), UNDETERMINED, as_of=date(2026, 4, 15)),
    staff("no handbook", a_client(), OUT_OF_SCOPE),
    audit("in May, corrected on the last day", an_advised_client(), HELD),
    audit("a year later", an_advised_client(), HELD, as_of=date(2027, 5, 1)),
    audit("a day more", an_advised_client(), BROKEN, as_of=date(2027, 5, 2)),
    audit("none", an_advised_client(mock_audit=None, audit_finding=None), BROKEN),
    audit("corrected a day late", finding(corrected_on=date(2026, 6, 1)), BROKEN),
    audit("corrected without proof", finding(evidence=None), BROKEN),
    audit("still to be corrected", finding(**OPEN), HELD, as_of=date(2026, 5, 31)),
    audit("not corrected", finding(**OPEN), BROKEN),
    audit("a finding is not listed", an_advised_client(mock_audit={"findings": 2}), BROKEN),
    audit("nothing was found", an_advised_client(mock_audit={"findings": 0}, audit_finding=None), HELD),
    audit("not said how many", an_advised_client(mock_audit={"findings": None}), UNDETERMINED),
    audit("no handbook", a_client(), OUT_OF_SCOPE),
    coached("a gap with owner and day", a_coached_client(), HELD),
    coached("the day is today", gap(due_on=date(2026, 6, 30)), HELD),
    coached("the day was yesterday", gap(due_on=date(2026, 6, 29)), BROKEN),
    coached("a gap of nobody", gap(owner=None), BROKEN),
    coached("met without proof", gap(met=True, evidence=None), BROKEN),
    coached("finance was not looked at", gap(area="control"), BROKEN),
    coached("nobody says whether it is met", gap(met=None), UNDETERMINED),
    coached("not coached", a_client(), OUT_OF_SCOPE),
    risks("answered on the last day", a_coached_client(), HELD),
    risks("a day late", a_coached_client(client_risk={"answered_on": date(2026, 6, 1)}), BROKEN),
    risks("answered before it was assessed", a_coached_client(client_risk={"assessed_on": date(2026, 6, 2)}), BROKEN),
    risks("no register", a_coached_client(client_risk=None), BROKEN),
    risks("not answered yet", a_coached_client(client_risk={"answered_on": None}), UNDETERMINED,
          as_of=date(2026, 5, 31)),
    risks("not coached", a_client(), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_clients(story: Story) -> None:
    assert story.judged() is story.outcome
