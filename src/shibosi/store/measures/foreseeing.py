"""What would follow of a violation or a measure, before it is done: points, tiers, what is stopped and asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.effects import EFFECTS, Effect
from shibosi.kernel.measures.events import Event, Measure, Reason, Violation
from shibosi.kernel.measures.packs import Pack
from shibosi.store.measures.lives import life
from shibosi.store.measures.proposing import asked, needing_two
from shibosi.store.measures.standing import Stand, pack_for, stand
from shibosi.store.models import Party
from shibosi.store.zones import day_of

UNSAID = Reason(clauses=("-",), case="-")
"""The reason of what has not happened yet."""


@dataclass(frozen=True)
class Foreseen:
    """How a party stands on a day without and with something, and what the tiers would ask for then.

    `stops`: what it would stop that nothing stops yet. `four_eyes`: it takes two people.
    """

    before: Stand
    after: Stand
    asks: tuple[str, ...]
    stops: dict[str, Effect]
    four_eyes: bool = False


def of_violation(party: Party, severity: Severity, day: date, now: datetime, rule: str = "") -> Foreseen:
    """What one more violation, of a rule if one is named, would bring today, by the pack that counts it."""
    today = day_of(party, now)
    made = Violation("foreseen", party.public, day, now, severity, replace(UNSAID, rule=rule))
    return _foreseen(party, made, today, pack_for(rule, party, today))


def of_measure(party: Party, kind: str, day: date, now: datetime) -> Foreseen:
    """What a measure would bring on its first day."""
    made = Measure("foreseen", party.public, day, now, kind, UNSAID, "somebody", "somewhere")
    found = _foreseen(party, made, max(day, day_of(party, now)))
    return replace(found, four_eyes=kind in needing_two(found.after.pack, found.after))


def curve(party: Party, events: Iterable[Event], days: Iterable[date]) -> list[tuple[date, int | None]]:
    """Points of a party on days; None where a value is missing."""
    told = list(events)
    return [(day, stand(party, day, told).standing.points) for day in days]


def stopping(found: Stand) -> dict[str, Effect]:
    """What the measures in force stop, each as firmly as the firmest of them."""
    firm = list(Effect)
    stops: dict[str, Effect] = {}
    for one in found.in_force:
        if one.thing:
            continue
        for doing, does in EFFECTS[one.kind].items():
            stops[doing] = max(does, stops.get(doing, does), key=firm.index)
    return stops


def _foreseen(party: Party, event: Event, day: date, pack: Pack | None = None) -> Foreseen:
    told = life(party)
    before, after = stand(party, day, told, pack=pack), stand(party, day, [*told, event], pack=pack)
    was, will = stopping(before), stopping(after)
    had = {one.what for one in asked(before, told)}
    asks = tuple(sorted({one.what for one in asked(after, [*told, event])} - had))
    return Foreseen(before, after, asks, {doing: does for doing, does in will.items() if was.get(doing) != does})
