"""The life of a party: its events, kept once and never changed, and as the kernel folds them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures import events as kernel
from shibosi.store.models import EventKind, MeasureEvent, Party
from shibosi.store.portions import portions
from shibosi.store.zones import day_of

ROUTE = "/api/v1/measures/{measure}/appeal"
"""Where an appeal against a measure is lodged."""
AT_ONCE = 500


def life(party: Party) -> list[kernel.Event]:
    """Everything that happened to a party."""
    return lives([party.pk]).get(party.pk, [])


def lives(parties: Iterable[int]) -> dict[int, list[kernel.Event]]:
    """The events of parties by their numbers; of one without events there is nothing."""
    found: dict[int, list[kernel.Event]] = defaultdict(list)
    wanted = sorted(set(parties))
    for portion in portions(wanted, AT_ONCE):
        rows = MeasureEvent.objects.filter(party__in=portion)
        for row in rows.select_related("party", "about").order_by("recorded_at", "pk"):
            found[row.party_id].append(told(row))
    return found


def told(row: MeasureEvent) -> kernel.Event:
    """An event as the kernel folds it."""
    base = (row.public, row.party.public, row.day, row.recorded_at)
    about = row.about.public if row.about is not None else ""
    match EventKind(row.kind):
        case EventKind.VIOLATION:
            return kernel.Violation(*base, Severity(row.severity), reason(row), row.thing)
        case EventKind.ORDERS:
            return kernel.Orders(*base, row.count or 0)
        case EventKind.MEASURE:
            return kernel.Measure(
                *base, row.what, reason(row), row.recorded_by, ROUTE.format(measure=row.public), row.last,
                row.appeal_by, row.thing, tuple(row.because), row.tier, row.automatic, row.pack,
            )  # fmt: skip
        case EventKind.CONTEST:
            return kernel.Contest(*base, about)
        case EventKind.SUSPENSION:
            return kernel.Suspension(*base, about)
        case EventKind.RULING:
            return kernel.Ruling(*base, about, bool(row.overturned), row.recorded_by)
        case EventKind.LIFT:
            return kernel.Lift(*base, about)


def reason(row: MeasureEvent) -> kernel.Reason:
    """Why, as the kernel reads it; the free text stays sealed."""
    finding = "" if row.finding is None else str(row.finding)
    return kernel.Reason(tuple(row.clauses), finding, row.case, row.control)


def keep(party: Party, kind: EventKind, by: str, at: datetime, **said: Any) -> MeasureEvent:
    """Add an event to the life of a party, inside a transaction. Raises Unreasoned where it does not say what it must.

    Events of a party are put down one after the other, each a moment after the one before: what is ruled on is known.
    """
    Party.objects.select_for_update().get(pk=party.pk)
    last = MeasureEvent.objects.filter(party=party).aggregate(last=Max("recorded_at"))["last"]
    moment = at if last is None or last < at else last + timedelta(microseconds=1)
    said.setdefault("day", day_of(party, at))
    row = MeasureEvent(party=party, kind=kind.value, recorded_at=moment, recorded_by=by, **said)
    told(row)
    row.save()
    return row
