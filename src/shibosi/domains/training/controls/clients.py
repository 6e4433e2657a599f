"""Clients of brokers and law firms: taught, helped with papers, audited for practice, coached, their risks answered.

Not modelled: the criteria of customs themselves; whoever coaches numbers them as the customs standard in force does.
"""

from functools import partial

from shibosi.domains.training.dossiers import CLIENT
from shibosi.domains.training.records import (
    AeoCriterion,
    AuditFinding,
    ClientPeriod,
    ClientRisk,
    HandbookPart,
    MockAudit,
    SessionGuest,
)
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import (
    BoolX,
    DayX,
    all_of,
    as_of,
    count,
    every,
    largest,
    smallest,
    some,
    total,
    unknown,
    when,
)
from shibosi.kernel.parameters import Parameters, share, whole

PARTS = ("customs", "tax", "property")
AREAS = ("control", "finance", "compliance")
FILED = count(ClientPeriod).or_else(0) > 0
SERVED = some(HandbookPart.ended_on.is_missing() | (HandbookPart.ended_on >= as_of())).or_else(False)
COACHED = count(AeoCriterion).or_else(0) > 0
client = partial(control, dossier=CLIENT, day=as_of(), blocks=NOTHING)


class ClientRules(Parameters):
    """How often clients are taught and tried, and what may come back."""

    sessions = whole("Months in which a client comes to a policy session again", unit="months")
    returned = share("Share of a client's declarations that may come back for want of papers without help")
    handbook = whole("Months in which a compliance handbook is renewed", unit="months")
    audit = whole("Months in which a mock audit is held again", unit="months")
    correct = whole("Days in which a finding of a mock audit is corrected", unit="days")
    answer = whole("Days in which a customs risk is assessed and answered", unit="days")


def came_to(kind: str) -> DayX:
    """The last day on which the client came to a session of a kind."""
    return largest(SessionGuest.held_on, where=(SessionGuest.session_kind == kind) & SessionGuest.came)


def taught(kind: str, rules: ClientRules, since: DayX) -> BoolX:
    """The client came to a session of a kind lately; of a client since a short time that cannot be said yet."""
    lately = came_to(kind).later(rules.sessions) >= as_of()
    there = lately.or_else(False)
    return when(there, lately, when(since.later(rules.sessions) < as_of(), there, unknown()))


@client(
    clauses=["10.4.3-b"], when=FILED, reports=[SessionGuest], remedy="Invite the client to the next policy session."
)
def client_came_to_a_policy_session(rules: ClientRules) -> BoolX:
    """A client for whom declarations are filed came to a session on policy in the last months."""
    return taught("policy", rules, smallest(ClientPeriod.ends_on))


@client(clauses=["10.4.3-b"], when=FILED, remedy="Go through the papers with the client before the next declaration.")
def returned_papers_lead_to_help(rules: ClientRules) -> BoolX:
    """Where many declarations of a client come back for want of papers, the client is helped with its papers."""
    few = ClientPeriod.returned <= ClientPeriod.declared * rules.returned
    return every(few | (ClientPeriod.helped > 0))


@client(
    clauses=["10.4.3-b"],
    when=FILED & came_to("policy").is_known(),
    remedy="Find out which papers were missing, and teach these.",
)
def fewer_papers_come_back_after_a_session() -> BoolX:
    """After the last policy session a client came to, no larger share of its declarations comes back than before."""
    last = came_to("policy")
    since, earlier = ClientPeriod.ends_on >= last, ClientPeriod.ends_on < last
    now = total(ClientPeriod.returned, where=since) * total(ClientPeriod.declared, where=earlier)
    then = total(ClientPeriod.returned, where=earlier) * total(ClientPeriod.declared, where=since)
    return when(some(since) & some(earlier), now <= then, unknown())


@client(clauses=["10.2.5.3-c"], when=SERVED, remedy="Renew the part of the handbook against the law of today.")
def handbook_is_whole_and_renewed(rules: ClientRules) -> BoolX:
    """The compliance handbook of a client has its parts on customs, tax and property, each renewed lately."""
    fresh = HandbookPart.digest.is_known() & (HandbookPart.renewed_on.later(rules.handbook) >= as_of())
    return all_of(*(some((HandbookPart.part == one) & fresh) for one in PARTS))


@client(
    clauses=["10.2.5.3-c"], when=SERVED, reports=[SessionGuest],
    remedy="Hold a training on compliance for the staff of the client.",
)  # fmt: skip
def staff_of_the_client_are_taught(rules: ClientRules) -> BoolX:
    """The staff of a client with a handbook came to a training on compliance in the last months."""
    return taught("compliance", rules, smallest(HandbookPart.renewed_on))


@client(
    clauses=["10.2.5.3-c"], when=SERVED, reports=[MockAudit, AuditFinding],
    remedy="Hold a mock audit, and have what it found corrected and proven.",
)  # fmt: skip
def mock_audit_is_regular_and_closed(rules: ClientRules) -> BoolX:
    """A mock audit was held in the last months, and what it found is corrected in time with proof."""
    lately = largest(MockAudit.held_on).later(rules.audit) >= as_of()
    audited = count(MockAudit) > 0
    listed = total(MockAudit.findings) == count(AuditFinding).or_else(0)
    proven = (AuditFinding.corrected_on <= AuditFinding.found_on + rules.correct) & AuditFinding.evidence.is_known()
    open_ = AuditFinding.corrected_on.is_missing() & (as_of() <= AuditFinding.found_on + rules.correct)
    closed = (count(AuditFinding).or_else(0) == 0) | every(proven.or_else(False) | open_.or_else(False)).or_else(True)
    return when(audited, lately & listed & closed, audited)


@client(
    clauses=["10.2.5.3-c", "10.4.5.3-c"], when=COACHED,
    remedy="Assess the areas that are missing; give each gap an owner and a day, and close what is overdue.",
)  # fmt: skip
def client_is_coached_to_authorised_status(rules: ClientRules) -> BoolX:
    """Control, finance and compliance are assessed; what is met is proven, what is not has an owner and a day ahead."""
    assessed = all_of(*(some(AeoCriterion.area == one) for one in AREAS)) & every(AeoCriterion.assessed_on <= as_of())
    planned = AeoCriterion.owner.is_known() & (AeoCriterion.due_on >= as_of())
    return assessed & every(when(AeoCriterion.met, AeoCriterion.evidence.is_known(), planned.or_else(False)))


@client(
    clauses=["10.4.5.3-c"], when=COACHED, reports=[ClientRisk],
    remedy="Assess the risk, and decide what is done about it.",
)  # fmt: skip
def customs_risks_are_assessed_and_answered(rules: ClientRules) -> BoolX:
    """A client that is coached has a register of customs risks, each assessed and answered within days."""
    there = count(ClientRisk) > 0
    done = ClientRisk.level.is_known() & ClientRisk.answer.is_known() & (
        ClientRisk.assessed_on <= ClientRisk.answered_on
    ) & (ClientRisk.answered_on <= ClientRisk.noticed_on + rules.answer)  # fmt: skip
    waiting = ClientRisk.answered_on.is_missing() & (as_of() <= ClientRisk.noticed_on + rules.answer)
    return when(there, every(when(waiting, unknown(), done)), there)
