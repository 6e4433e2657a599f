"""Webhooks: what happened is put down for those who want to know it, in the transaction in which it happened.

A job sends it, again and again until it is taken. The body is signed: the header `X-Shibosi-Signature` reads
`t=<seconds since 1970>,v1=<HMAC-SHA256 of "<seconds>.<body>", hexadecimal>`, with two `v1` while a secret is changed.
"""

import hmac
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from shibosi.kernel.decisions import Verdict
from shibosi.kernel.dossiers import KNOWN
from shibosi.store import jobs, sending
from shibosi.store.firms import names_of
from shibosi.store.intake.judgement import Judgement
from shibosi.store.models import Case, CaseEvent, Delivery, DossierParty, DossierState, EventKind, Finding, Subscription
from shibosi.store.portions import portions
from shibosi.store.statements import find

OPENED, RESOLVED, DECIDED = "finding.opened", "finding.resolved", "dossier.decided"
CASE_OPENED, CASE_MOVED = "case.opened", "case.moved"
PROPOSED, REVERSED = "measure.proposed", "measure.reversed"
LAW = "law.changed"
OF_MEASURES = {
    EventKind.VIOLATION: "violation.recorded", EventKind.ORDERS: "orders.counted", EventKind.MEASURE: "measure.imposed",
    EventKind.CONTEST: "measure.appealed", EventKind.SUSPENSION: "measure.suspended",
    EventKind.RULING: "measure.confirmed", EventKind.LIFT: "measure.lifted",
}  # fmt: skip
EVENTS = (OPENED, RESOLVED, DECIDED, CASE_OPENED, CASE_MOVED, PROPOSED, REVERSED, LAW, *OF_MEASURES.values())
MOST = 200
"""Events in one request."""
JOB = "webhooks.deliver"
SIGNATURE = "X-Shibosi-Signature"
DELIVERY = "X-Shibosi-Delivery"


def tell(judged: Judgement, now: datetime) -> None:
    """Put down what came of judging for those who want to know. Inside the transaction of the intake."""
    if not find(Subscription, ("id",), {}, "WHERE ended_at IS NULL LIMIT 1"):
        return
    events = _events(judged, now)
    for one in Subscription.objects.filter(ended_at__isnull=True).select_related("party"):
        wanted = [told for state, told in events if told["event"] in one.events]
        if one.party is not None:
            seen = _seen_by(one, [state for state, _ in events])
            wanted = [told for state, told in events if told["event"] in one.events and state.pk in seen]
        send(one, wanted, now)


def tell_of(told: Iterable[tuple[set[str], dict[str, Any]]], now: datetime) -> None:
    """Put down what happened in cases or to parties, each with the marks of the parties. Inside its transaction."""
    events = list(told)
    wanting = Subscription.objects.filter(ended_at__isnull=True).select_related("party") if events else []
    for one in wanting:
        names = None if one.party is None else names_of(one.party)
        wanted = [
            event for marks, event in events
            if event["event"] in one.events and (names is None or not names.isdisjoint(marks))
        ]  # fmt: skip
        send(one, wanted, now)


def tell_of_law(parties: Collection[int], about: Mapping[str, Any], now: datetime) -> None:
    """Put down a change of law: for addresses of these parties, and for those of the platform."""
    event = {"event": LAW, "at": now.isoformat(), "change": dict(about)}
    for one in Subscription.objects.filter(ended_at__isnull=True):
        if LAW in one.events and (one.party_id is None or one.party_id in parties):
            send(one, [event], now)


def case_event(event: str, case: Case, at: datetime, moved: CaseEvent | None = None) -> dict[str, Any]:
    """What happened in a case. What people wrote in it is not told: it is read in the case."""
    about = {"number": case.public, "flow": case.flow, "state": case.state if moved is None else moved.target}
    made = {} if moved is None else {"move": {"name": moved.move, "from": moved.source, "to": moved.target,
                                              "role": moved.role}}  # fmt: skip
    return {"event": event, "at": at.isoformat(), "case": about, **made}


def send(one: Subscription, events: list[dict[str, Any]], now: datetime) -> list[Delivery]:
    """Put events down for an address and ask for their delivery."""
    made = [Delivery.objects.create(subscription=one, events=some, made_at=now) for some in portions(events, MOST)]
    for delivery in made:
        jobs.ask(JOB, now, "webhooks", delivery=delivery.pk)
    return made


def signature(body: bytes, secrets: Iterable[str], at: datetime) -> str:
    """The signature of a body under one secret or more."""
    stamp = str(int(at.timestamp()))
    signed = [hmac.new(one.encode(), stamp.encode() + b"." + body, sha256).hexdigest() for one in secrets]
    return ",".join([f"t={stamp}", *(f"v1={one}" for one in signed)])


@jobs.job(JOB, attempts=10)
def deliver(running: jobs.Running, delivery: int) -> dict[str, Any] | None:
    """Send events to an address. Raises NotDelivered, UnusableAddress: the job is tried again."""
    one = Delivery.objects.select_related("subscription").get(pk=delivery)
    to, now = one.subscription, running.clock()
    if one.delivered_at is not None or to.ended_at is not None:
        return None
    said = {"delivery": one.public, "made_at": one.made_at.isoformat(), "events": one.events}
    body = json.dumps(said, ensure_ascii=False).encode()
    kept = [to.previous] if to.previous and to.previous_until and now < to.previous_until else []
    headers = {
        "Content-Type": "application/json", "User-Agent": "Shibosi", DELIVERY: one.public,
        SIGNATURE: signature(body, [to.secret, *kept], now),
    }  # fmt: skip
    one.attempts, one.tried_at, one.status, one.error = one.attempts + 1, now, None, ""
    try:
        one.status = sending.post(to.url, body, headers)
        if not 200 <= one.status < 300:
            raise sending.NotDelivered(host=to.url.split("/")[2], reason=str(one.status))
    except (sending.NotDelivered, sending.UnusableAddress) as mistake:
        one.error = mistake.sentence("en")[:300]
        one.save()
        raise
    one.delivered_at = now
    one.save()
    return {"status": one.status}


def _events(judged: Judgement, now: datetime) -> list[tuple[DossierState, dict[str, Any]]]:
    """What happened, each with the dossier it happened to."""
    found = [(one.dossier, _finding(OPENED, one, now)) for one in judged.opened]
    found += [(one.dossier, _finding(RESOLVED, one, now)) for one in judged.resolved]
    return found + [
        (one, {"event": DECIDED, "at": now.isoformat(), "dossier": _dossier(one)}) for one in judged.decided
    ]


def _finding(event: str, found: Finding, now: datetime) -> dict[str, Any]:
    about = {"id": found.pk, "control": found.control, "outcome": found.outcome, "severity": found.severity,
             "blocks": found.blocks}  # fmt: skip
    return {"event": event, "at": now.isoformat(), "finding": about, "dossier": _dossier(found.dossier)}


def _dossier(state: DossierState) -> dict[str, Any]:
    key = None if KNOWN[state.kind].personal_key else state.key
    return {"id": state.pk, "kind": state.kind, "key": key, "decision": Verdict(state.verdict).name.lower()}


def _seen_by(one: Subscription, states: list[DossierState]) -> set[int]:
    """Which dossiers the party of a subscription sees."""
    open_ = {state.pk for state in states if not KNOWN[state.kind].personal_key}
    who = DossierParty.objects.filter(who__in=names_of(one.party), dossier__in=open_)
    return set(who.values_list("dossier", flat=True))
