"""What a first page shows: what is wrong now, how it went day by day, what is at stake, what comes next."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from shibosi.kernel.controls import Severity
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.expressions.kinds import AMOUNT_SCALE
from shibosi.standard import codes
from shibosi.store import scope
from shibosi.store.models import Case, Finding, SilentFeed
from shibosi.store.models.cases import NEVER
from shibosi.store.reading.findings import beginning
from shibosi.store.viewers import Viewer
from shibosi.store.zones import LocalDay

DAYS = 30
SOONEST = 8
UNIT = 10**AMOUNT_SCALE
COMING = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """What was found and what was resolved on a day; `found` by severity."""

    day: date
    found: dict[int, int]
    resolved: int


@dataclass(frozen=True)
class Stake:
    """Orders of dossiers that are held or refused, in one currency."""

    currency: str
    orders: int
    amount: Decimal


def days(viewer: Viewer, count: int = DAYS) -> list[Day]:
    """The last days, the oldest first, in the server's zone.

    Over the whole platform each day is counted over an index; of a firm the findings are read and counted.
    """
    today = viewer.today
    wanted = [today - timedelta(days=back) for back in reversed(range(count))]
    every = scope.findings(viewer, counted=True).order_by()
    if not viewer.platform or every.query.is_empty():
        return _counted(every, wanted)
    fresh: dict[date, dict[int, int]] = {day: {} for day in wanted}
    for at, severity, some in _by_day(every, wanted, "first_seen", "severity"):
        fresh[wanted[at]][severity] = some
    gone = {wanted[at]: some for at, some in _by_day(every, wanted, "resolved_at")}
    return [Day(day, fresh[day], gone.get(day, 0)) for day in wanted]


def _by_day(every: QuerySet[Finding], wanted: list[date], moment: str, *more: str) -> list[tuple[int, ...]]:
    """How many fall on which of the days, told by its place, and what more they are counted by. One statement, for
    which each day is looked up in the index of the moment.
    """
    seen, given = every.values_list(moment, *more).query.sql_with_params()
    edges = [(at, beginning(day), beginning(day + timedelta(days=1))) for at, day in enumerate(wanted)]
    rows = ", ".join(["(%s, %s, %s)"] * len(edges))
    by = ", ".join(("days.place", *(f"seen.{name}" for name in more)))
    adapted = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH days(place, first, after) AS (VALUES {rows}) SELECT {by}, COUNT(*) FROM days "
            f"JOIN ({seen}) seen ON seen.{moment} >= days.first AND seen.{moment} < days.after GROUP BY {by}",
            [*(one for at, first, after in edges for one in (at, adapted(first), adapted(after))), *given],
        )
        return list(cursor.fetchall())


def _counted(every: QuerySet[Finding], wanted: list[date]) -> list[Day]:
    """The same in one query that reads every finding once."""
    first = beginning(wanted[0])
    recent = every.filter(Q(first_seen__gte=first) | Q(resolved_at__gte=first))
    grouped = recent.values_list(LocalDay("first_seen"), "severity", LocalDay("resolved_at"))
    fresh: Counter[tuple[date, int]] = Counter()
    gone: Counter[date] = Counter()
    for came, severity, went, count in grouped.annotate(count=Count("*")):
        fresh[came, severity] += count
        gone[went] += count
    return [Day(day, {int(one): fresh[day, one] for one in Severity if fresh[day, one]}, gone[day]) for day in wanted]


def verdicts(viewer: Viewer) -> dict[Verdict, int]:
    """How many dossiers are decided how."""
    counted = scope.dossiers(viewer, counted=True).order_by().values_list("verdict").annotate(count=Count("*"))
    found = dict(counted)
    return {verdict: found.get(int(verdict), 0) for verdict in Verdict}


def stakes(viewer: Viewer) -> list[Stake]:
    """What orders are worth whose dossiers are held or refused, by currency, the most first."""
    summed = scope.stakes(viewer).order_by().values_list("currency").annotate(count=Count("*"), amount=Sum("amount"))
    found = [Stake(_letters(code), count, Decimal(amount) / UNIT) for code, count, amount in summed]
    return sorted(found, key=lambda one: -one.amount)


def silent(viewer: Viewer) -> list[SilentFeed]:
    """Kinds of record that nobody reports here; the platform's to know."""
    return list(SilentFeed.objects.order_by("kind")) if viewer.platform else []


def waking(viewer: Viewer) -> list[tuple[date, int]]:
    """On which of the next days how many dossiers may be decided otherwise by time alone."""
    today = viewer.today
    coming = (
        scope.dossiers(viewer, counted=True)
        .filter(wakes_on__gt=today, wakes_on__lte=today + COMING)
        .order_by("wakes_on")
    )
    return list(coming.values_list("wakes_on").annotate(count=Count("*")))


def deadlines(viewer: Viewer) -> list[Case]:
    """Open cases whose deadline ends first, those that are late before all."""
    open_ = scope.cases(viewer).filter(closed_at__isnull=True, due_at__lt=NEVER).select_related("dossier", "document")
    open_ = open_.order_by("due_at", "pk")
    return list(open_[:SOONEST])


def _letters(code: str | None) -> str:
    known = codes.codes("currency").get(code) if code else None
    return (known.more.get("iso") or code or "") if known else code or ""
