"""The one place where something happens to a party: the event is kept, and everything that follows of it.

Proposals, what a pack imposes by itself, the register, orders judged again, the log and webhooks: one transaction.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from shibosi.domains.enforcement.measures.scheme import Scheme
from shibosi.kernel.log.commitments import canonical
from shibosi.kernel.measures.events import Violation
from shibosi.kernel.measures.remaining import remaining
from shibosi.store import logbook, webhooks
from shibosi.store.firms import reporter_mark
from shibosi.store.measures import noticing, proposing, register
from shibosi.store.measures.lives import keep, life, told
from shibosi.store.measures.proposing import SYSTEM, Asked
from shibosi.store.measures.rejudging import orders_of
from shibosi.store.measures.standing import Stand, chosen, packs_beside, stand
from shibosi.store.models import EventKind, MeasureEvent, Party, Proposal
from shibosi.store.sealing import token
from shibosi.store.zones import day_of

SAID = {
    EventKind.VIOLATION: "violation recorded", EventKind.ORDERS: "orders counted", EventKind.MEASURE: "measure imposed",
    EventKind.CONTEST: "measure appealed", EventKind.SUSPENSION: "measure suspended",
    EventKind.RULING: "measure ruled on", EventKind.LIFT: "measure lifted",
}  # fmt: skip
"""What the log calls each kind of event."""


def happened(party: Party, kind: EventKind, by: str, now: datetime, **said: Any) -> MeasureEvent:
    """Something happens to a party. Inside a transaction. Raises Unreasoned."""
    row = keep(party, kind, by, now, **said)
    _tell(row, now)
    noticing.notice(row, now)
    follow(party, now, changed=kind is not EventKind.ORDERS)
    return row


def impose(party: Party, by: str, now: datetime, what: str, day: date, **said: Any) -> MeasureEvent:
    """A measure is imposed from a day on; until when one may appeal follows from the day. Raises Unreasoned."""
    term = timedelta(days=int(str(chosen(Scheme.appeal, party, day))))
    return happened(party, EventKind.MEASURE, by, now, what=what, day=day, appeal_by=day + term, **said)


def follow(party: Party, now: datetime, changed: bool = True) -> Stand:
    """Put right what hangs on the standing of a party; twice it changes nothing. Inside a transaction."""
    events = life(party)
    found = stand(party, day_of(party, now), events)
    by_packs = [found, *(stand(party, found.day, events, pack=one) for one in packs_beside(party, found.day))]
    asked = [(one, list(proposing.asked(one, events))) for one in by_packs]
    for one, wanted in asked:
        tell_proposed(proposing.settle(one, [each for each in wanted if not each.automatic], now), now)
    register.refresh(found, events)
    violations = [one for one in remaining(events, party.public, found.day).events if isinstance(one, Violation)]
    proposing.show(found, len(violations), now)
    if changed:
        orders_of(party, now)
    automatic = next(((one, each) for one, wanted in asked for each in wanted if each.automatic), None)
    if automatic is not None:
        _impose(*automatic, now)
        return follow(party, now, changed=False)
    return found


def tell_proposed(made: Iterable[Proposal], now: datetime) -> None:
    """Tell the platform of proposals; the party is told of what is decided."""
    webhooks.tell_of([(set(), _proposed(one, now)) for one in made], now)


def digest(row: MeasureEvent) -> str:
    """What the log keeps of an event: anything in it that is changed later changes this."""
    event = told(row)
    facts = {name: str(getattr(event, name)) for name in type(event).__slots__ if hasattr(event, name)}
    return token(canonical({**facts, "id": row.public, "text": row.text or ""}).decode())


def _impose(found: Stand, one: Asked, now: datetime) -> None:
    """Impose what a tier brings by itself."""
    impose(
        found.party, SYSTEM, now, one.what, found.day, last=one.last, clauses=list(one.clauses), finding=one.finding,
        case=one.case, because=list(one.because), pack=found.pack.name, tier=one.tier, automatic=True,
    )  # fmt: skip


def _tell(row: MeasureEvent, now: datetime) -> None:
    """Tell the log and those who want to know."""
    about = row.about.public if row.about is not None else row.public
    facts = {"by": row.recorded_by, "party": row.party.public, "digest": digest(row)}
    logbook.append([logbook.Entry(SAID[EventKind(row.kind)], f"measure:{about}", facts)], now)
    webhooks.tell_of([({reporter_mark(row.party.public)}, _event(row, now))], now)


def _event(row: MeasureEvent, now: datetime) -> dict[str, Any]:
    """An event as webhooks tell it."""
    subject = row.about if row.about is not None else row
    name = webhooks.REVERSED if row.overturned else webhooks.OF_MEASURES[EventKind(row.kind)]
    about = {"id": subject.public, "kind": subject.what or subject.kind, "party": row.party.public,
             "from": subject.day.isoformat(), "until": subject.last.isoformat() if subject.last else None}  # fmt: skip
    return {"event": name, "at": now.isoformat(), "measure": about}


def _proposed(one: Proposal, now: datetime) -> dict[str, Any]:
    about = {"id": one.public, "kind": one.what, "party": one.party.public, "tier": one.tier, "review": one.review}
    return {"event": webhooks.PROPOSED, "at": now.isoformat(), "proposal": about}
