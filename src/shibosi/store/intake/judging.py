"""Judging what was touched: dossiers by all their controls, and what follows for findings and derived records."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shibosi.kernel import controls
from shibosi.kernel.deciding import Decided
from shibosi.kernel.deciding import Finding as Told
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.store import rows
from shibosi.store.firms import note_dossiers
from shibosi.store.intake import staking
from shibosi.store.intake.claiming import NEW, Before, Claims, stored_key, text, undecided
from shibosi.store.intake.deciders import copies_of, decider_of, in_waves
from shibosi.store.intake.judgement import Held, Judgement, Reported
from shibosi.store.intake.ruling import NO_RULINGS, Rulings, rulings_of
from shibosi.store.intake.touching import Key, rows_of_all, touched
from shibosi.store.measures import orders
from shibosi.store.models import DossierState, Finding, SilentFeed
from shibosi.store.statements import change, create, find


def judge(
    keys: dict[str, set[Key]], now: datetime, on: date, reported: Reported = Reported(), claims: Claims | None = None
) -> Judgement:  # fmt: skip
    """Judge dossiers, those others are made from first, and put down what was found and whom they concern.

    `claims`: what this transaction has claimed already.
    """
    found, at, claims = Judgement(), circumstances(on), claims or Claims(now, on)
    for wave in in_waves():
        wanted = {dossier.name: keys[dossier.name] for dossier in wave if keys.get(dossier.name)}
        if not wanted:
            continue
        claims.claim(wanted)
        gathered = rows_of_all(wanted)
        every = [_decided(dossier, gathered[dossier.name], now, on, at, claims)
                 for dossier in wave if dossier.name in wanted]  # fmt: skip
        _put_down(every, now, on, reported, found)
        for own in every:
            for key, touched_by in _derived(own).items():
                found.led_to[own.dossier.name, key] = touched_by
                for kind, changed in touched_by.items():
                    keys.setdefault(kind, set()).update(changed)
    return found


@dataclass
class Own:
    """The dossiers of one kind that are judged: how they were decided before and are now, what measures make of them.

    `before` and `ruled` by stored key, `states` once they are put down.
    """

    dossier: Dossier
    before: dict[str, Before]
    rows: dict[Key, Rows]
    ruled: Mapping[str, Rulings]
    decided: dict[Key, Decided]
    stops: dict[Key, orders.Stopped]
    states: dict[Key, DossierState] = field(default_factory=dict)


def _decided(
    dossier: Dossier, every: dict[Key, Rows], now: datetime, on: date, at: Circumstances, claims: Claims
) -> Own:  # fmt: skip
    decider, copies = decider_of(dossier.name), copies_of(dossier.name)
    before = claims.before(dossier, every)
    ruled = rulings_of(dossier.name, [key for key, one in before.items() if one.ruled], on)
    decided = {
        key: ruled.get(stored_key(dossier, text(key)), NO_RULINGS).applied(decider, copies.without(own), at)
        for key, own in every.items()
    } if ruled else {key: decider.decide(copies.without(own), at) for key, own in every.items()}  # fmt: skip
    return Own(dossier, before, every, ruled, decided, _stops(dossier, every, now))


def _stops(dossier: Dossier, every: dict[Key, Rows], now: datetime) -> dict[Key, orders.Stopped]:
    """What measures against sellers make of dossiers that are orders."""
    if dossier.name not in orders.SELLERS:
        return {}
    return orders.stopped(dossier, every, {key: stored_key(dossier, text(key)) for key in every}, now)


def _put_down(every: list[Own], now: datetime, on: date, reported: Reported, found: Judgement) -> None:
    """Put down what was decided of dossiers of some kinds, whom they concern, what was found; and tell it."""
    _states(every, now, on)
    old: set[int] = set()
    concerned = []
    for own in every:
        direct = reported.dossiers.get(own.dossier.name, ())
        for key, state in own.states.items():
            if state.key in own.before:
                old.add(state.pk)
            concerned.append((state, own.rows[key], reported.by if key in direct else ""))
            found.states[own.dossier.name, key] = state
            _tell(own, key, found)
        orders.note(own.states, own.stops)
        staking.note(own.states.values(), own.before)
    note_dossiers(concerned, old)
    found.take(*_findings(every, old, now))


def _tell(own: Own, key: Key, found: Judgement) -> None:
    """How a dossier is decided otherwise than before."""
    state, decision = own.states[key], own.decided[key].decision
    was = own.before.get(state.key, NEW)
    if was.verdict != state.verdict:
        found.decided.append(state)
    if state.verdict == decision.verdict == Verdict.HOLD and (was.verdict != Verdict.HOLD or was.stopped_by):
        found.held.append(Held(state, decision.because, own.rows[key]))
    elif state.verdict == Verdict.ACCEPT and was.verdict not in (None, Verdict.ACCEPT):
        found.accepted.append(state)
    if state.verdict != Verdict.ACCEPT:
        found.because[state.pk] = decision.because
    if own.decided[key].findings:
        found.unclear.add(state.pk)


def _states(every: list[Own], now: datetime, on: date) -> None:
    """The state of each dossier, put down: the stricter of what its controls and what measures say."""
    for own in every:
        for key, one in own.decided.items():
            stop, state = own.stops.get(key, orders.NOTHING), undecided(own.dossier, key, now, on)
            turns = [day for day in (one.decision.again, stop.again) if day is not None]
            state.verdict, state.wakes_on = max(one.decision.verdict, stop.verdict), min(turns, default=None)
            state.stopped_by = stop.told
            own.states[key] = state
    states = [state for own in every for state in own.states.values()]
    create(states, ("kind", "key"), ("verdict", "judged_at", "judged_on", "wakes_on", "stopped_by"))


def _findings(every: list[Own], old: Set[int], now: datetime) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """Open what was found anew, confirm what still stands, resolve what does no longer; answers the three.

    `old`: the dossiers that were there before; others have no findings yet.
    """
    open_ = {
        (found.dossier_id, found.control, found.outcome): found
        for found in (Finding.objects.filter(dossier__in=old, resolved_at__isnull=True) if old else ())
    }
    fresh: list[Finding] = []
    again: list[Finding] = []
    for own in every:
        for key, one in own.decided.items():
            state = own.states[key]
            waived = own.ruled.get(state.key, NO_RULINGS).waived
            for told in one.findings:
                known = open_.pop((state.pk, told.control, told.outcome), None)
                if known is None:
                    fresh.append(_opened(state, told, waived.get(told.control), now))
                else:
                    known.last_seen, known.facts, known.day, known.place = now, told.facts, told.day, told.place
                    known.waived_until = waived.get(told.control)
                    again.append(known)
    gone = list(open_.values())
    for found in gone:
        found.resolved_at = now
    create(fresh)
    change(Finding, again, ["last_seen", "facts", "day", "place", "waived_until"])
    change(Finding, gone, ["resolved_at"])
    return fresh, again, gone


def _opened(state: DossierState, told: Told, waived: date | None, now: datetime) -> Finding:
    control = controls.named(told.control)
    return Finding(
        dossier=state, control=told.control, outcome=told.outcome, severity=int(control.severity),
        blocks=control.blocks, day=told.day, place=told.place, facts=told.facts, first_seen=now, last_seen=now,
        waived_until=waived,
    )  # fmt: skip


def _derived(own: Own) -> dict[Key, dict[str, set[Key]]]:
    """Put down the records made from dossiers; answers for each of these which other dossiers that touches."""
    changed: dict[Key, dict[str, list[list[Any]]]] = defaultdict(dict)
    by_pk = {state.pk: key for key, state in own.states.items()}
    for derivation in own.dossier.derivations:
        kind = derivation.record.kind()
        before = rows.select_by(kind, "made_from_id", by_pk)
        stale: list[int] = []
        fresh: list[tuple[tuple[Any, ...], list[Any]]] = []
        for number, key in by_pk.items():
            one = own.decided[key].derived.get(kind)
            is_, was = [] if one is None else [one], before.get(number, [])
            if is_ != was:
                changed[key][kind] = [*was, *is_]
                stale += [number] if was else []
                fresh += [((number,), row) for row in is_]
        rows.delete(kind, "made_from_id", stale)
        rows.insert(kind, fresh)
    return {key: touched(some) for key, some in changed.items()}


def circumstances(on: date) -> Circumstances:
    """What holds on a day: the day, and the kinds of record that nobody is expected to send here."""
    return Circumstances((on - DAY_ZERO).days, frozenset(kind for (kind,) in find(SilentFeed, ("kind",), {})))
