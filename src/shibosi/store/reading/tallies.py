"""Findings counted by cause and day: whatever is asked of days and of what was resolved is told from these."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Min, Q

from shibosi.store import scope
from shibosi.store.reading.findings import ALL, RESOLVED, Cause, Wanted, among, ordered
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
    found: dict[tuple[str, str, int], Cause] = {}
    for one in every:
        if wanted.state != ALL and one.resolved != (wanted.state == RESOLVED):
            continue
        if (wanted.first and one.day < wanted.first) or (wanted.last and one.day > wanted.last):
            continue
        cause = one.cause
        key = cause.control, cause.outcome, cause.severity
        if before := found.get(key):
            cause = replace(cause, count=before.count + cause.count, oldest=min(before.oldest, cause.oldest))
        found[key] = cause
    return ordered(among(found.values(), wanted))
