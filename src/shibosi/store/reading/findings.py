"""Findings as lists ask for them: filtered, and gathered by cause."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, QuerySet

from shibosi.kernel import controls
from shibosi.standard.register import resolve
from shibosi.store import concerned, scope
from shibosi.store.models import Finding
from shibosi.store.reading.firms import marks_called
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE

OPEN, RESOLVED, ALL = "open", "resolved", "all"
SOME = timedelta(days=31)
"""Days of which each open finding is looked up, if it is the firm's, when they are counted. Our choice."""


@dataclass(frozen=True)
class Wanted:
    """Which findings. `severity` as `kernel.controls.Severity`; `first` to `last` are days on which they were first
    seen, in the server's zone; `party` is a firm by name, part of it, code or public name; what is empty is not
    asked.
    """

    control: str = ""
    outcome: str = ""
    severity: int | None = None
    clause: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None
    state: str = OPEN
    party: str = ""


@dataclass(frozen=True)
class Cause:
    """Findings of one control and outcome."""

    control: str
    outcome: str
    severity: int
    count: int
    oldest: datetime


def found(viewer: Viewer, wanted: Wanted, counted: bool = False) -> QuerySet[Finding]:
    """The findings the viewer sees of those wanted; `counted`: all are wanted. Raises UnknownClause."""
    query = scope.findings(viewer, counted)
    if wanted.state != ALL:
        query = query.filter(resolved_at__isnull=wanted.state == OPEN)
    plain = {"control": wanted.control, "outcome": wanted.outcome, "severity": wanted.severity}
    query = query.filter(**{name: value for name, value in plain.items() if value})
    if (answered := _controls(wanted)) is not None:
        query = query.filter(control__in=sorted(answered))
    if wanted.first:
        query = query.filter(first_seen__gte=beginning(wanted.first))
    if wanted.last:
        query = query.filter(first_seen__lt=beginning(wanted.last + timedelta(days=1)))
    if wanted.party:
        query = query.filter(concerned.dossiers(marks_called(viewer, wanted.party), "dossier", walked=not counted))
    return query


def causes(viewer: Viewer, wanted: Wanted) -> list[Cause]:
    """What is wanted, gathered by control and outcome: the gravest first, then the most frequent."""
    if viewer.platform and wanted.state == ALL:  # each half has an index that tells all of it
        return joined(one for half in (OPEN, RESOLVED) for one in causes(viewer, replace(wanted, state=half)))
    rows = found(viewer, wanted, counted=not _few(viewer, wanted)).values("control", "outcome", "severity").order_by()
    return joined(Cause(**row) for row in rows.annotate(count=Count("*"), oldest=Min("first_seen")))


def joined(some: Iterable[Cause]) -> list[Cause]:
    """Those that are the same as one, in the order of `causes`."""
    found: dict[tuple[str, str, int], Cause] = {}
    for one in some:
        key = one.control, one.outcome, one.severity
        if before := found.get(key):
            one = replace(one, count=before.count + one.count, oldest=min(before.oldest, one.oldest))
        found[key] = one
    every = found.values()
    return sorted(every, key=lambda one: (one.outcome != "broken", -one.severity, -one.count, one.control))


def among(every: Iterable[Cause], wanted: Wanted) -> list[Cause]:
    """Of the causes of all open findings those that are wanted; what is wanted is told by causes alone."""
    controls_ = _controls(wanted)
    return [
        one for one in every
        if wanted.control in ("", one.control) and wanted.outcome in ("", one.outcome)
        and wanted.severity in (None, one.severity) and (controls_ is None or one.control in controls_)
    ]  # fmt: skip


def told_by_causes(wanted: Wanted) -> bool:
    """Whether causes tell what is wanted: open findings, of whatever day and firm."""
    return wanted.state == OPEN and not (wanted.first or wanted.last or wanted.party)


def _few(viewer: Viewer, wanted: Wanted) -> bool:
    """Whether few of a firm's findings are wanted, so that each is looked up rather than all of the firm's gathered."""
    if wanted.state != OPEN or wanted.first is None:
        return wanted.state == OPEN and bool(wanted.control)
    return (wanted.last or viewer.today) - wanted.first <= SOME


def _controls(wanted: Wanted) -> frozenset[str] | None:
    """The controls that speak of the kind and answer the clause that are wanted; None where any does."""
    some = [
        *([speaking_of([wanted.kind])] if wanted.kind else []),
        *([answering(wanted.clause)] if wanted.clause else []),
    ]
    return frozenset(some[0]).intersection(*some[1:]) if some else None


def speaking_of(kinds: Collection[str]) -> list[str]:
    """The controls that speak of some kinds of dossier: findings are found by these, without reading their dossiers."""
    return sorted(name for name, one in controls.KNOWN.items() if one.dossier.name in kinds)


def answering(clause: str) -> list[str]:
    """The controls that answer a clause or an item under it. Raises UnknownClause."""
    items = {one.id for one in resolve(clause)}
    return sorted(
        name for name, one in controls.KNOWN.items()
        if any(found.id in items for number in one.clauses for found in resolve(number))
    )  # fmt: skip


def beginning(day: date) -> datetime:
    """The first moment of a day in the server's zone."""
    return datetime.combine(day, time(), HOUSE)
