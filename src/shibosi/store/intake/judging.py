"""Judging what was touched: dossiers by all their controls, and what follows for findings and derived records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shibosi.kernel import controls
from shibosi.kernel.deciding import Decided
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.store import rows
from shibosi.store.firms import note_dossiers
from shibosi.store.intake import staking
from shibosi.store.intake.claiming import NEW, Claims, stored_key, text, undecided
from shibosi.store.intake.deciders import copies_of, decider_of, in_order
from shibosi.store.intake.ruling import NO_RULINGS, Rulings, rulings_of
from shibosi.store.intake.touching import Key, rows_of, touched
from shibosi.store.logbook import Entry
from shibosi.store.measures import orders
from shibosi.store.models import DossierState, Finding, SilentFeed

Name = tuple[str, Key]
"""The kind of a dossier and its key."""


@dataclass(frozen=True)
class Held:
    """A dossier that is held and was not before: for which controls, and by which rows."""

    state: DossierState
    because: tuple[str, ...]
    rows: Rows


@dataclass
class Judgement:
    """What judging brought: the states of dossiers, those decided otherwise than before, what was found.

    `held` are those held now and not before, `accepted` those accepted now and not before; `because` has for dossiers
    that are not accepted the controls for which they are not; `led_to` by dossier those that were judged because
    something made from it changed.
    """

    states: dict[Name, DossierState] = field(default_factory=dict)
    led_to: dict[Name, dict[str, set[Key]]] = field(default_factory=dict)
    decided: list[DossierState] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    accepted: list[DossierState] = field(default_factory=list)
    because: dict[int, tuple[str, ...]] = field(default_factory=dict)
    opened: list[Finding] = field(default_factory=list)
    resolved: list[Finding] = field(default_factory=list)

    def take(self, opened: list[Finding], resolved: list[Finding]) -> None:
        """Add findings."""
        self.opened += opened
        self.resolved += resolved

    def of(self, keys: Mapping[str, Iterable[Key]]) -> list[DossierState]:
        """The states of some dossiers and of all they led to, in the order in which they were judged."""
        wanted: set[Name] = set()
        waiting = [(kind, key) for kind, some in keys.items() for key in some]
        while waiting:
            name = waiting.pop()
            if name not in wanted:
                wanted.add(name)
                waiting += [(kind, key) for kind, some in self.led_to.get(name, {}).items() for key in some]
        return [state for name, state in self.states.items() if name in wanted]

    @property
    def entries(self) -> list[Entry]:
        """What the log is told."""
        return [
            Entry(what, f"finding:{found.pk}", {"control": found.control, "outcome": found.outcome})
            for what, some in (("finding opened", self.opened), ("finding resolved", self.resolved))
            for found in some
        ]


@dataclass(frozen=True)
class Reported:
    """Who reported what is judged now (a party by its public name), and to which dossiers it belongs."""

    by: str = ""
    dossiers: dict[str, set[Key]] = field(default_factory=dict)


def judge(
    keys: dict[str, set[Key]], now: datetime, on: date, reported: Reported = Reported(), claims: Claims | None = None
) -> Judgement:  # fmt: skip
    """Judge dossiers, those others are made from first, and put down what was found and whom they concern.

    `claims`: what this transaction has claimed already.
    """
    found, at, claims = Judgement(), circumstances(on), claims or Claims(now, on)
    for dossier in in_order():
        wanted = keys.get(dossier.name)
        if wanted:
            for key, touched_by in _judge(dossier, wanted, now, on, at, found, reported, claims).items():
                found.led_to[dossier.name, key] = touched_by
                for kind, changed in touched_by.items():
                    keys.setdefault(kind, set()).update(changed)
    return found


def _judge(
    dossier: Dossier, keys: set[Key], now: datetime, on: date, at: Circumstances, found: Judgement, reported: Reported,
    claims: Claims,
) -> dict[Key, dict[str, set[Key]]]:  # fmt: skip
    decider, copies = decider_of(dossier.name), copies_of(dossier.name)
    before = claims.before(dossier, keys)
    every = rows_of(dossier, keys)
    ruled = rulings_of(dossier.name, [key for key, one in before.items() if one.ruled], on)
    decided = {
        key: ruled.get(stored_key(dossier, text(key)), NO_RULINGS).applied(decider, copies.without(own), at)
        for key, own in every.items()
    } if ruled else {key: decider.decide(copies.without(own), at) for key, own in every.items()}  # fmt: skip
    stops = _stops(dossier, every, now)
    states = _states(dossier, decided, stops, now, on)
    orders.note(states, stops)
    staking.note(states.values(), before)
    direct = reported.dossiers.get(dossier.name, set())
    old = {state.pk for state in states.values() if state.key in before}
    note_dossiers([(states[key], every[key]) for key in states if key in direct], reported.by, old)
    note_dossiers([(states[key], every[key]) for key in states if key not in direct], old=old)
    found.states |= {(dossier.name, key): state for key, state in states.items()}
    for key, state in states.items():
        was, decision = before.get(state.key, NEW), decided[key].decision
        if was.verdict != state.verdict:
            found.decided.append(state)
        if state.verdict == decision.verdict == Verdict.HOLD and (was.verdict != Verdict.HOLD or was.stopped_by):
            found.held.append(Held(state, decision.because, every[key]))
        elif state.verdict == Verdict.ACCEPT and was.verdict not in (None, Verdict.ACCEPT):
            found.accepted.append(state)
        if state.verdict != Verdict.ACCEPT:
            found.because[state.pk] = decided[key].decision.because
    found.take(*_findings(states, old, decided, ruled, now))
    return _derived(dossier, states, decided) if dossier.derivations else {}


def _stops(dossier: Dossier, every: dict[Key, Rows], now: datetime) -> dict[Key, orders.Stopped]:
    """What measures against sellers make of dossiers that are orders."""
    if dossier.name not in orders.SELLERS:
        return {}
    return orders.stopped(dossier, every, {key: stored_key(dossier, text(key)) for key in every}, now)


def _states(
    dossier: Dossier, decided: dict[Key, Decided], stops: dict[Key, orders.Stopped], now: datetime, on: date
) -> dict[Key, DossierState]:  # fmt: skip
    """The state of each dossier, put down: the stricter of what its controls and what measures say."""
    made = {}
    for key, one in decided.items():
        stop, decision, state = stops.get(key, orders.NOTHING), one.decision, undecided(dossier, key, now, on)
        turns = [day for day in (decision.again, stop.again) if day is not None]
        state.verdict, state.wakes_on = max(decision.verdict, stop.verdict), min(turns, default=None)
        state.stopped_by = stop.told
        made[key] = state
    DossierState.objects.bulk_create(
        made.values(), update_conflicts=True, unique_fields=["kind", "key"],
        update_fields=["verdict", "judged_at", "judged_on", "wakes_on", "stopped_by"],
    )  # fmt: skip
    return made


def _findings(
    states: dict[Key, DossierState], old: Set[int], decided: dict[Key, Decided], ruled: Mapping[str, Rulings],
    now: datetime,
) -> tuple[list[Finding], list[Finding]]:  # fmt: skip
    """Open what was found anew, confirm what still stands, resolve what does no longer; the new and the resolved.

    `old`: the dossiers that were there before; others have no findings yet.
    """
    open_ = {
        (found.dossier_id, found.control, found.outcome): found
        for found in (Finding.objects.filter(dossier__in=old, resolved_at__isnull=True) if old else ())
    }
    fresh: list[Finding] = []
    again: list[Finding] = []
    for key, one in decided.items():
        waived = ruled.get(states[key].key, NO_RULINGS).waived
        for told in one.findings:
            known = open_.pop((states[key].pk, told.control, told.outcome), None)
            control = controls.named(told.control)
            if known is None:
                fresh.append(Finding(
                    dossier=states[key], control=told.control, outcome=told.outcome, severity=int(control.severity),
                    blocks=control.blocks, day=told.day, place=told.place, facts=told.facts, first_seen=now,
                    last_seen=now, waived_until=waived.get(told.control),
                ))  # fmt: skip
            else:
                known.last_seen, known.facts, known.day, known.place = now, told.facts, told.day, told.place
                known.waived_until = waived.get(told.control)
                again.append(known)
    gone = list(open_.values())
    for found in gone:
        found.resolved_at = now
    Finding.objects.bulk_create(fresh)
    Finding.objects.bulk_update(again, ["last_seen", "facts", "day", "place", "waived_until"])
    Finding.objects.bulk_update(gone, ["resolved_at"])
    return fresh, gone


def _derived(
    dossier: Dossier, states: dict[Key, DossierState], decided: dict[Key, Decided]
) -> dict[Key, dict[str, set[Key]]]:  # fmt: skip
    """Put down the records made from dossiers; answers for each of these which other dossiers that touches."""
    changed: dict[Key, dict[str, list[list[Any]]]] = defaultdict(dict)
    by_pk = {state.pk: key for key, state in states.items()}
    for derivation in dossier.derivations:
        kind = derivation.record.kind()
        before = rows.select_by(kind, "made_from_id", by_pk)
        stale: list[int] = []
        fresh: list[tuple[tuple[Any, ...], list[Any]]] = []
        for number, key in by_pk.items():
            one = decided[key].derived.get(kind)
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
    return Circumstances((on - DAY_ZERO).days, frozenset(SilentFeed.objects.values_list("kind", flat=True)))
