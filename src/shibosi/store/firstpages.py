"""First pages: what they count, as it is now; of a firm of much, as it was counted last, told with the moment.

Counting all that concerns a firm of much takes seconds. Its page shows what is kept, and where that is no longer fresh
a worker counts anew. Counters that every intake moves would be exact, but all who hand in would wait for one another.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import cache

from shibosi import __version__
from shibosi.kernel.decisions import Verdict
from shibosi.store import concerned, jobs
from shibosi.store.reading import overview
from shibosi.store.reading.findings import Cause, Wanted, among, causes, told_by_causes
from shibosi.store.reading.tallies import Tally, gathered, tallies
from shibosi.store.viewers import Viewer, of_ids

JOB = "pages.count"
FRESH = timedelta(minutes=10)
"""How long counts serve before they are made anew. Our choice."""
TALLIES = "tallies"


@dataclass(frozen=True)
class Counts:
    """What a first page counts, as of a moment."""

    at: datetime
    causes: list[Cause]
    days: list[overview.Day]
    verdicts: dict[Verdict, int]
    stakes: list[overview.Stake]
    waking: list[tuple[date, int]]


@dataclass(frozen=True)
class Tallied:
    """All findings by cause and day, as of a moment."""

    at: datetime
    every: list[Tally]


K = TypeVar("K", Counts, Tallied)


def counts(viewer: Viewer) -> Counts:
    """What the first page of a viewer counts."""
    return kept(viewer, wait=True) or _now(viewer)


def kept(viewer: Viewer, wait: bool = False) -> Counts | None:
    """What was counted last for a firm of much; nothing for others, who are told what is now. `wait`: what was never
    counted is counted now, not behind whoever looks.
    """
    if not _of_much(viewer):
        return None
    found: Counts | None = cache.get(_key(viewer))
    return _keep(viewer) if found is None and wait else _renewed(viewer, found)


def by_cause(viewer: Viewer, wanted: Wanted) -> tuple[list[Cause], datetime | None]:
    """Findings by cause; of a firm of much as they were counted last, and when. Raises UnknownClause.

    What is asked of other firms is counted when it is asked, and the answer serves a while.
    """
    if not _of_much(viewer):
        return causes(viewer, wanted), None
    if told_by_causes(wanted):
        counted: Counts | None = _renewed(viewer, cache.get(_key(viewer)))
        if counted is not None:
            return among(counted.causes, wanted), counted.at
    elif not wanted.party:
        tallied: Tallied | None = _renewed(viewer, cache.get(_key(viewer, TALLIES)))
        if tallied is not None:
            return gathered(tallied.every, wanted), tallied.at
    key = _key(viewer, wanted)
    answer: tuple[list[Cause], datetime] | None = cache.get(key)
    if answer is None:
        answer = causes(viewer, wanted), viewer.now
        cache.set(key, answer, timeout=FRESH.total_seconds())
    return answer


@jobs.job(JOB)
def count_again(
    running: jobs.Running, account: int | None, token: int | None, party: str | None
) -> dict[str, Any]:  # fmt: skip
    """Count for a firm of much, as far as who looked may still see it."""
    viewer = of_ids(account, token, party, running.clock())
    found = _keep(viewer)
    cache.set(_key(viewer, TALLIES), Tallied(viewer.now, tallies(viewer)), timeout=None)
    return {"findings": sum(one.count for one in found.causes), "dossiers": sum(found.verdicts.values())}


def _renewed(viewer: Viewer, found: K | None) -> K | None:
    """What was kept, as it is; what is old or lacking is counted behind whoever looks."""
    if found is None or viewer.now - found.at >= FRESH:
        jobs.ask(JOB, viewer.now, viewer.by, only_one=_key(viewer), account=viewer.account, token=viewer.token,
                 party=viewer.reporter or None)  # fmt: skip
    return found


def _of_much(viewer: Viewer) -> bool:
    return not viewer.platform and concerned.much(viewer.names)


def _now(viewer: Viewer) -> Counts:
    return Counts(viewer.now, causes(viewer, Wanted()), overview.days(viewer), overview.verdicts(viewer),
                  overview.stakes(viewer), overview.waking(viewer))  # fmt: skip


def _keep(viewer: Viewer) -> Counts:
    found = _now(viewer)
    cache.set(_key(viewer), found, timeout=None)
    return found


def _key(viewer: Viewer, *more: object) -> str:
    """What decides what is counted: the version of this, the marks of the firm, what the viewer may see and asks."""
    seen = [scope for scope in ("findings:read", "documents:read") if viewer.may(scope)]
    return "first-page:" + sha256(repr((__version__, sorted(viewer.names), seen, *more)).encode()).hexdigest()
