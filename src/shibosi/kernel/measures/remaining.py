"""Which events still count: an overturned one, and what was said about it, falls away as if it had never been."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from shibosi.kernel.measures.events import Contest, Event, Lift, Measure, Remaining, Ruling, Suspension, TwoEvents

About = Contest | Suspension | Ruling | Lift
"""Events that speak of another one."""


def remaining(events: Iterable[Event], party: str, day: date, known: datetime | None = None) -> Remaining:
    """The events of a party up to a day that still count, in the order of their days.

    With `known`, only what was recorded by then. An event told twice counts once; raises TwoEvents where two differ.
    """
    told: dict[str, Event] = {}
    for event in events:
        counts = event.party == party and (known is None or event.recorded <= known)
        if counts and told.setdefault(event.id, event) != event:
            raise TwoEvents(id=event.id)
    gone = overturned(told)
    kept = sorted((one for one in told.values() if one.id not in gone and one.day <= day), key=_order)
    rulings: dict[str, date] = {}
    for one in kept:
        if isinstance(one, Ruling):
            rulings[one.about] = max(one.day, rulings.get(one.about, one.day))
    return Remaining(tuple(kept), _open(kept, Contest, rulings), _open(kept, Suspension, rulings))


def overturned(told: Mapping[str, Event]) -> set[str]:
    """The ids of events that are undone, of what speaks of them, and of measures that rest on undone violations only.

    A ruling about something recorded after it counts for nothing; so rulings about rulings come to an end.
    """
    about = {one.id: one.about for one in told.values() if isinstance(one, About)}
    undoing: dict[str, list[Ruling]] = {}
    for one in told.values():
        if isinstance(one, Ruling) and one.overturned and one.about in told and _moment(told[one.about]) < _moment(one):
            undoing.setdefault(one.about, []).append(one)
    gone: set[str] = set()
    for one in sorted(told.values(), key=_moment, reverse=True):
        if any(ruling.id not in gone for ruling in undoing.get(one.id, ())):
            gone.add(one.id)
    spreading = True
    while spreading:
        fallen = {id for id, other in about.items() if other in gone or other not in told}
        fallen |= {one.id for one in told.values() if isinstance(one, Measure) and _rests_on_nothing(one, told, gone)}
        spreading = not fallen <= gone
        gone |= fallen
    return gone


def _rests_on_nothing(measure: Measure, told: Mapping[str, Event], gone: set[str]) -> bool:
    return bool(measure.because) and all(id in gone or id not in told for id in measure.because)


def _open(kept: list[Event], kind: type[Contest] | type[Suspension], rulings: Mapping[str, date]) -> frozenset[str]:
    """What is contested or suspended and not ruled on since."""
    found = [one for one in kept if isinstance(one, kind)]
    return frozenset(one.about for one in found if one.about not in rulings or rulings[one.about] < one.day)


def _order(event: Event) -> tuple[date, datetime, str]:
    return event.day, event.recorded, event.id


def _moment(event: Event) -> tuple[datetime, str]:
    return event.recorded, event.id
