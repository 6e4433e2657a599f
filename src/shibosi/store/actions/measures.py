"""Verbs of measures: record a violation, impose, propose, confirm, decline, lift, reverse.

Each asks whether it is allowed; `store.measures.changing` keeps the event, writes the log and carries out what follows.
"""

from collections.abc import Iterable
from datetime import date

from shibosi.kernel import controls
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.measures.remaining import overturned
from shibosi.store import logbook, scope
from shibosi.store.allowing import NotThere, allowed, the_one
from shibosi.store.measures import changing
from shibosi.store.measures.lives import life
from shibosi.store.measures.proposing import needing_two
from shibosi.store.measures.standing import stand
from shibosi.store.measures.wanted import Wanted, check, check_violation, reason
from shibosi.store.models import EventKind, Finding, MeasureEvent, Party, Proposal, ProposalState
from shibosi.store.viewers import Viewer
from shibosi.store.zones import day_of

MOST_FINDINGS = 200
"""Findings recorded as violations at once."""


class OverAlready(ShibosiError):
    """Something that was decided, lifted or reversed before."""

    code = "over-already"
    message = "This is over already: it was decided, lifted or reversed."


class SecondPerson(ShibosiError):
    """The second of two people is the first."""

    code = "second-person"
    message = "This measure takes two people; somebody else has to confirm it."


@logbook.at_its_end()
def record(viewer: Viewer, party: str, findings: Iterable[int], text: str, thing: str = "") -> list[MeasureEvent]:
    """Record findings as violations of a party: clauses and severity are those of the control.

    A violation counts from the day the finding is about, else from the day it was first seen. Raises Forbidden,
    NotThere, NoViolation, FindingElsewhere, RecordedAlready, ReasonLacking.
    """
    allowed(viewer, "violations.record")
    concerned = _party(viewer, party)
    wanted = list(dict.fromkeys(findings))[:MOST_FINDINGS]
    found = {one.pk: one for one in scope.findings(viewer).filter(pk__in=wanted)}
    if found.keys() != set(wanted):
        raise NotThere()
    return [_record(viewer, concerned, found[number], reason(text), thing) for number in wanted]


@logbook.at_its_end()
def impose(viewer: Viewer, wanted: Wanted) -> MeasureEvent | Proposal:
    """Impose a measure; where its kind takes two people it is proposed, and another confirms it.

    Raises Forbidden, NotThere, and what `wanted.check` raises.
    """
    party = _checked(viewer, wanted)
    if _takes_two(party, wanted):
        return _propose(viewer, party, wanted, four_eyes=True)
    by = viewer.person
    return changing.impose(party, by, viewer.now, wanted.kind, wanted.day, **wanted.said())


@logbook.at_its_end()
def propose(viewer: Viewer, wanted: Wanted) -> Proposal:
    """Propose a measure to other officers. Raises as `impose`."""
    party = _checked(viewer, wanted)
    return _propose(viewer, party, wanted, _takes_two(party, wanted))


@logbook.at_its_end()
def confirm(viewer: Viewer, proposal: str, text: str = "", last: date | None = None) -> Proposal:
    """Confirm a proposal: its measure is imposed, or a second person is waited for.

    What rests on a value without source is confirmed with a reason: somebody looked. What is written stands after what
    was written before. Raises Forbidden, NotThere, OverAlready, SecondPerson, ReasonLacking.
    """
    allowed(viewer, "measures.impose")
    one = _proposal(viewer, proposal)
    if text.strip() or one.review:
        one.text = reason("\n".join(filter(None, (one.text, reason(text)))))  # type: ignore[assignment]
    one.last = last or one.last
    if one.four_eyes and one.first_by == viewer.person:
        raise SecondPerson()
    if one.four_eyes and not one.first_by:
        one.first_by = viewer.person
        one.save()
        _tell(viewer, "proposal confirmed once", one)
        return one
    one.state, one.decided_by, one.decided_at = ProposalState.CONFIRMED.value, viewer.person, viewer.now
    one.save()
    _tell(viewer, "proposal confirmed", one)
    one.measure = changing.impose(
        one.party, viewer.person, viewer.now, one.what, max(one.day, day_of(one.party, viewer.now)), last=one.last,
        clauses=one.clauses, finding=one.finding, case=one.case, thing=one.thing, because=one.because, pack=one.pack,
        tier=one.tier, text=one.text,
    )  # fmt: skip
    one.save(update_fields=["measure"])
    return one


@logbook.at_its_end()
def decline(viewer: Viewer, proposal: str, text: str) -> Proposal:
    """Decline a proposal, with the reason. Raises Forbidden, NotThere, OverAlready, ReasonLacking."""
    allowed(viewer, "measures.impose")
    one = _proposal(viewer, proposal)
    one.state, one.decided_by, one.decided_at = ProposalState.DECLINED.value, viewer.person, viewer.now
    one.decided_because = reason(text)  # type: ignore[assignment]
    one.save()
    _tell(viewer, "proposal declined", one)
    return one


@logbook.at_its_end()
def lift(viewer: Viewer, measure: str, text: str) -> MeasureEvent:
    """End a measure: yesterday was its last day. Raises Forbidden, NotThere, OverAlready, ReasonLacking."""
    allowed(viewer, "measures.impose")
    row = _event(viewer, measure, [EventKind.MEASURE])
    found = stand(row.party, day_of(row.party, viewer.now))
    waits = row.day > found.day or row.public in found.stopped
    lifted = MeasureEvent.objects.filter(about=row, kind=EventKind.LIFT).exists()
    if lifted or not (waits or any(one.id == row.public for one in found.in_force)):
        raise OverAlready()
    return changing.happened(row.party, EventKind.LIFT, viewer.person, viewer.now, about=row, text=reason(text))


@logbook.at_its_end()
def reverse(viewer: Viewer, event: str, text: str) -> MeasureEvent:
    """Undo a measure or a violation as if it had never been. Raises Forbidden, NotThere, OverAlready, ReasonLacking."""
    allowed(viewer, "measures.reverse")
    row = _event(viewer, event, [EventKind.MEASURE, EventKind.VIOLATION])
    by = viewer.person
    return changing.happened(row.party, EventKind.RULING, by, viewer.now, about=row, overturned=True, text=reason(text))


def _record(viewer: Viewer, party: Party, found: Finding, text: str, thing: str) -> MeasureEvent:
    check_violation(party, found)
    control = controls.named(found.control)
    return changing.happened(
        party, EventKind.VIOLATION, viewer.person, viewer.now, day=found.day or day_of(party, found.first_seen),
        severity=int(control.severity), clauses=list(control.clauses), control=found.control, finding=found.pk,
        thing=thing, text=text,
    )  # fmt: skip


def _checked(viewer: Viewer, wanted: Wanted) -> Party:
    """The party of a measure that may and can be imposed."""
    allowed(viewer, "measures.impose")
    party = _party(viewer, wanted.party)
    check(party, wanted, viewer.now)
    if wanted.finding is not None and not scope.findings(viewer).filter(pk=wanted.finding).exists():
        raise NotThere()
    return party


def _takes_two(party: Party, wanted: Wanted) -> bool:
    found = stand(party, wanted.day)
    return wanted.kind in needing_two(found.pack, found)


def _propose(viewer: Viewer, party: Party, wanted: Wanted, four_eyes: bool) -> Proposal:
    made = Proposal.objects.create(
        party=party, what=wanted.kind, day=wanted.day, four_eyes=four_eyes, asked_by=viewer.person,
        asked_at=viewer.now, first_by=viewer.person if four_eyes else "", **wanted.said(),
    )  # fmt: skip
    _tell(viewer, "measure proposed", made)
    changing.tell_proposed([made], viewer.now)
    return made


def _party(viewer: Viewer, public: str) -> Party:
    found = the_one(scope.parties(viewer).filter(public=public))
    return found


def _proposal(viewer: Viewer, public: str) -> Proposal:
    """An open proposal that nobody else decides meanwhile."""
    seen = scope.proposals(viewer).filter(public=public)
    one = the_one(Proposal.objects.select_for_update(of=("self",)).filter(pk__in=seen.values("pk")))
    if one.state != ProposalState.OPEN:
        raise OverAlready()
    return one


def _event(viewer: Viewer, public: str, kinds: list[EventKind]) -> MeasureEvent:
    """An event that stands."""
    row = the_one(scope.measure_events(viewer).filter(public=public, kind__in=kinds).select_related("party"))
    if row.public in overturned({one.id: one for one in life(row.party)}):
        raise OverAlready()
    return row


def _tell(viewer: Viewer, what: str, one: Proposal) -> None:
    facts = {"by": viewer.person, "party": one.party.public, "kind": one.what}
    logbook.append([logbook.Entry(what, f"proposal:{one.public}", facts)], viewer.now)
