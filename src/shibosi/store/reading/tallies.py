"""Findings counted by cause and day: whatever is asked of days and of what was resolved is told from these."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Min, Q

from shibosi.store import scope
from shibosi.store.reading.findings import ALL, RESOLVED, Cause, Wanted, among, joined
from shibosi.store.viewers import Viewer
from shibosi.store.zones import LocalDay

GONE = ExpressionWrapper(Q(resolved_at__isnull=False), output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings of one control and outcome that were first seen on one day; `resolved`: those that are no more."""

    cause: Cause
    day: date
    resolved: bool


def tallies(viewer: Viewer) -> list[Tally]:
    """All findings a viewer sees, by cause, day and whether they are resolved."""
    rows = scope.findings(viewer, counted=True).order_by()
    grouped = rows.values_list("control", "outcome", "severity", LocalDay("first_seen"), GONE)
    return [
        Tally(Cause(control, outcome, severity, count, oldest), day, resolved)
        for control, outcome, severity, day, resolved, count, oldest
        in grouped.annotate(count=Count("*"), oldest=Min("first_seen"))
    ]  # fmt: skip


def gathered(every: Iterable[Tally], wanted: Wanted) -> list[Cause]:
    """What is wanted of tallies, by cause, as `causes` has it; of which firm it is they do not tell."""
    first, last = wanted.first or date.min, wanted.last or date.max
    some = (
        one.cause for one in every
        if first <= one.day <= last and (wanted.state == ALL or one.resolved == (wanted.state == RESOLVED))
    )  # fmt: skip
    return joined(among(some, wanted))
