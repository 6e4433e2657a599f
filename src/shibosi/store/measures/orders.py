"""What measures do to orders: one that comes in while the seller's are stopped is held or refused, the measure named.

What came in before stays as it was decided. An order once refused stays so when the measure has ended, an order that is
held goes on; where the measure is overturned, both are as if it had never been, and while an appeal or a suspension
stops the measure, neither counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from shibosi.kernel.decisions import Verdict
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.measures.effects import ORDERS, Effect, effect, stopping
from shibosi.kernel.measures.events import Measure
from shibosi.kernel.records import record
from shibosi.store.firms import MOST, folded
from shibosi.store.measures.lives import lives
from shibosi.store.measures.standing import Stand, stand
from shibosi.store.models import DossierMeasure, DossierParty, DossierState, EventKind, MeasureEvent, Party, PartyCode
from shibosi.store.models.access import IN_RECORDS
from shibosi.store.portions import portions
from shibosi.store.statements import find
from shibosi.store.zones import day_of

SELLERS = {"order": ("order", "merchant_code")}
"""Kinds of dossier that are orders: the record and the column that name the seller."""
VERDICTS = {Effect.HELD: Verdict.HOLD, Effect.REFUSED: Verdict.REFUSE}
ONE_DAY = timedelta(days=1)
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Stopped:
    """What measures make of an order: the verdict, which of them, the day to look again, what is new of it."""

    verdict: Verdict
    told: list[dict[str, str]]
    again: date | None
    met: dict[int, date]
    """Measures by the number of their events, and the day the order first met each."""


NOTHING = Stopped(Verdict.ACCEPT, [], None, {})


def stopped(
    dossier: Dossier, every: Mapping[Key, Rows], stored: Mapping[Key, str], now: datetime
) -> dict[Key, Stopped]:
    """What measures make of dossiers that are judged now. `stored`: their keys as the database has them.

    One statement where no seller ever had a measure; orders without one are left out.
    """
    sellers = {key: code for key, rows in every.items() if (code := _seller(dossier, rows))}
    parties = _parties(set(sellers.values()))
    if not parties:
        return {}
    touched = {key: parties[code] for key, code in sellers.items() if code in parties}
    met = _met(dossier, [stored[key] for key in touched])
    known = _known(dossier, {stored[key]: sellers[key] for key in touched})
    folding = _Folding(lives({one.pk for one in touched.values()}), now)
    return {
        key: found
        for key, party in touched.items()
        if (found := folding.of(party, met.get(stored[key], {}), new=stored[key] not in known)) is not None
    }


def note(states: Mapping[Key, DossierState], found: Mapping[Key, Stopped]) -> None:
    """Put down which dossiers met which measures."""
    made = [
        DossierMeasure(dossier=states[key], measure_id=measure, since=since)
        for key, one in found.items()
        for measure, since in one.met.items()
    ]
    if made:
        DossierMeasure.objects.bulk_create(made, ignore_conflicts=True)


class _Folding:
    """Folds the lives of sellers, each day of each once."""

    def __init__(self, events: Mapping[int, Any], now: datetime) -> None:
        self.events = events
        self.now = now
        self.folded: dict[tuple[int, date], Stand] = {}
        self.numbers = dict(MeasureEvent.objects.filter(party__in=events).values_list("public", "pk"))

    def on(self, party: Party, day: date) -> Stand:
        """How a seller stood on a day, by what is known now."""
        key = (party.pk, day)
        if key not in self.folded:
            self.folded[key] = stand(party, day, self.events[party.pk])
        return self.folded[key]

    def of(self, party: Party, met: Mapping[int, date], new: bool) -> Stopped | None:
        """What the measures an order met make of it; a new one meets those in force. None: it meets none."""
        today = day_of(party, self.now)
        current = self.on(party, today)
        held = [one for one in current.in_force if one.kind in stopping(ORDERS) and not one.thing]
        holding = {self.numbers[one.id]: one for one in held}
        fresh = {number: today for number in holding if number not in met} if new else {}
        every = {**met, **fresh}
        if not every:
            return None
        counting = [one for number, since in every.items() if (one := self._counts(party, number, since, current))]
        told = [{"measure": one.id, "kind": one.kind, "effect": str(effect(one.kind, ORDERS))} for one in counting]
        verdicts = [VERDICTS[does] for one in counting if (does := effect(one.kind, ORDERS)) in VERDICTS]
        waiting = [one for number, one in holding.items() if number in every]
        return Stopped(max(verdicts, default=Verdict.ACCEPT), told, _again(waiting, today), fresh)

    def _counts(self, party: Party, number: int, since: date, current: Stand) -> Measure | None:
        """The measure, where it still does something to an order that met it on a day."""
        then = self.on(party, since).in_force
        one = next((held for held in then if self.numbers[held.id] == number), None)
        if one is None:
            return None
        if effect(one.kind, ORDERS) is Effect.HELD:
            return one if any(held.id == one.id for held in current.in_force) else None
        return None if one.id in current.stopped else one


def _again(holding: Sequence[Measure], today: date) -> date | None:
    """The day on which measures that hold orders may have ended by themselves."""
    ends = [one.last + ONE_DAY if one.last else today + ONE_DAY for one in holding if one.last or one.tier]
    return min(ends, default=None)


def _seller(dossier: Dossier, rows: Rows) -> str:
    """The code of the seller of an order; empty where there is none or several say others."""
    if dossier.name not in SELLERS:
        return ""
    kind, column = SELLERS[dossier.name]
    place = record(kind).columns[column].position
    codes = {folded(row[place]) for row in rows.get(kind, ()) if row[place]}
    return codes.pop() if len(codes) == 1 else ""


def _parties(codes: set[str]) -> dict[str, Party]:
    """Sellers that ever had a measure that stops orders, by their codes."""
    found: dict[str, int] = {}
    for portion in portions(sorted(codes), MOST):
        there = {"code": portion, "register": IN_RECORDS}
        found.update(dict(find(PartyCode, ("code", "party_id"), there, "AND ended_at IS NULL")))
    stopped_by: dict[str, Sequence[Any]] = {"party_id": sorted(set(found.values())), "kind": [EventKind.MEASURE.value],
                  "what": sorted(stopping(ORDERS))}  # fmt: skip
    ever = {party for (party,) in find(MeasureEvent, ("party_id",), stopped_by)}
    parties = Party.objects.in_bulk(ever) if ever else {}
    return {code: parties[party] for code, party in found.items() if party in parties}


def _met(dossier: Dossier, keys: Sequence[str]) -> dict[str, dict[int, date]]:
    """The measures that dossiers met before, with the day they did."""
    found: dict[str, dict[int, date]] = {}
    for portion in portions(keys, MOST):
        rows = DossierMeasure.objects.filter(dossier__kind=dossier.name, dossier__key__in=portion)
        for key, measure, since in rows.values_list("dossier__key", "measure_id", "since"):
            found.setdefault(key, {})[measure] = since
    return found


def _known(dossier: Dossier, sellers: Mapping[str, str]) -> set[str]:
    """The dossiers that named their seller before they are judged now."""
    keys, found = list(sellers), set()
    for portion in portions(keys, MOST):
        rows = DossierParty.objects.filter(dossier__kind=dossier.name, dossier__key__in=portion)
        found |= {key for key, who in rows.values_list("dossier__key", "who") if who == sellers[key]}
    return found
