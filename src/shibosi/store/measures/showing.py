"""Measures as people read them: how each stands today, and what each stops."""

from collections.abc import Iterable
from datetime import datetime

from shibosi.kernel.measures.remaining import overturned
from shibosi.store.measures.lives import lives
from shibosi.store.measures.standing import Stand, stand
from shibosi.store.models import EventKind, MeasureEvent
from shibosi.store.scope import measure_events
from shibosi.store.viewers import Viewer
from shibosi.store.zones import day_of

IN_FORCE, WAITING, STOPPED, OVER, UNDONE = "in_force", "waiting", "stopped", "over", "undone"
STATES = {
    IN_FORCE: "Now in force", WAITING: "Not begun", STOPPED: "Suspended or appealed", OVER: "Ended", UNDONE: "Reversed",
}  # fmt: skip
OF_VIOLATIONS = STATES | {IN_FORCE: "Counts", STOPPED: "Does not count now"}


def states(rows: Iterable[MeasureEvent], now: datetime) -> dict[str, str]:
    """How events stand, by their numbers: violations count ("in_force") or were undone. One statement."""
    every = list(rows)
    told = lives({row.party_id for row in every})
    gone = {pk: overturned({one.id: one for one in some}) for pk, some in told.items()}
    parties = {row.party_id: row.party for row in every}
    stood = {pk: stand(party, day_of(party, now), told[pk]) for pk, party in parties.items()}
    return {row.public: _state(row, stood[row.party_id], gone[row.party_id]) for row in every}


def stops_seen(viewer: Viewer, told: Iterable[list[dict[str, str]]]) -> list[list[dict[str, str]]]:
    """What measures made of orders, as a viewer may know it: only the seller and the platform learn of a measure."""
    every = list(told)
    named = {one["measure"] for some in every for one in some}
    seen = set(measure_events(viewer).filter(public__in=named).values_list("public", flat=True)) if named else set()
    return [[one for one in some if one["measure"] in seen] for some in every]


def by(viewer: Viewer, name: str) -> str:
    """Who did it, as a viewer may know it: the platform learns who, parties whether a firm, an officer or nobody."""
    if viewer.platform or ":" not in name:
        return name
    return "firm" if "/" in name else "officer"


def _state(row: MeasureEvent, found: Stand, gone: set[str]) -> str:
    if row.public in gone:
        return UNDONE
    if row.public in found.stopped:
        return STOPPED
    if row.day > found.day:
        return WAITING
    held = row.kind != EventKind.MEASURE or any(one.id == row.public for one in found.in_force)
    return IN_FORCE if held else OVER
