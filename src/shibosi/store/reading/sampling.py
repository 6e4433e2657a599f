"""Samples: some of many, drawn so that whoever knows the seed draws the same again.

Things are numbered as they come to be, and only those up to `among` are drawn from, by filters that never change: what
comes in later or is resolved since changes no sample. Each number has a rank by lot that only the seed, the kind and
`among` decide (`ranks`); the sample is those of the smallest ranks. Of many things it is found by asking rank after
rank, of few by the rank of each: the same things either way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from typing import Any

from django.db.models import QuerySet

from shibosi.store import scope
from shibosi.store.models import Documents
from shibosi.store.portions import portions
from shibosi.store.reading.ranks import Ranks
from shibosi.store.viewers import Viewer

DOSSIER, FINDING, DOCUMENT = "dossier", "finding", "document"
MOST = {DOSSIER: 200, FINDING: 500, DOCUMENT: 500}
"""Things of a sample, by what is drawn; dossiers are decided again while one waits."""
AT_ONCE = 500
"""Numbers asked for in one query."""
MOMENTS = {FINDING: "first_seen", DOCUMENT: "receipt__received_at"}
"""When findings and documents came to be there."""
BESIDE: dict[str, Callable[[Any], Any]] = {
    FINDING: lambda some: some.select_related("dossier"), DOCUMENT: Documents.dated, DOSSIER: lambda some: some,
}  # fmt: skip


@dataclass(frozen=True)
class Sampled:
    """What is asked: of which things how many, by which seed, up to which number.

    Of findings those of a control and outcome, of dossiers those of a kind (`of`); findings and documents from a moment
    until before another. What is empty is not asked.
    """

    kind: str
    seed: str
    size: int
    among: int
    control: str = ""
    outcome: str = ""
    of: str = ""
    since: datetime | None = None
    until: datetime | None = None


def sample(viewer: Viewer, asked: Sampled) -> tuple[list[Any], int]:
    """The things drawn, in the order they were drawn, and of how many. Among what the viewer sees."""
    query = _among(viewer, asked)
    ranks, count = Ranks(asked.seed, asked.kind, asked.among), query.count()
    size = min(asked.size, MOST[asked.kind], count)
    if _many(count, size, asked.among):
        drawn = _by_rank(query, ranks, size)
    else:
        drawn = nsmallest(size, query.values_list("pk", flat=True), ranks.rank)
    found = BESIDE[asked.kind](query).in_bulk(drawn)
    return [found[number] for number in drawn], count


def _many(count: int, size: int, among: int) -> bool:
    """Whether rank after rank finds the things sooner than the rank of each does."""
    return count * count > size * among


def _by_rank(query: QuerySet[Any], ranks: Ranks, size: int) -> list[int]:
    """The keys of the smallest ranks, asked for rank after rank until there are so many."""
    drawn: list[int] = []
    for some in portions(range(ranks.largest), AT_ONCE):
        numbers = [ranks.number(rank) for rank in some]
        there = set(query.filter(pk__in=numbers).values_list("pk", flat=True))
        drawn += [number for number in numbers if number in there]
        if len(drawn) >= size:
            break
    return drawn[:size]


def newest(viewer: Viewer, kind: str) -> int:
    """The number of the newest thing of a kind that is seen; 0 where there is none."""
    return _things(viewer, kind).order_by("-pk").values_list("pk", flat=True).first() or 0


def _among(viewer: Viewer, asked: Sampled) -> QuerySet[Any]:
    plain: dict[str, Any] = {"pk__lte": asked.among}
    if asked.kind == FINDING:
        plain |= {"control": asked.control, "outcome": asked.outcome}
    if asked.kind == DOSSIER:
        plain["kind"] = asked.of
    else:
        plain |= {f"{MOMENTS[asked.kind]}__gte": asked.since, f"{MOMENTS[asked.kind]}__lt": asked.until}
    return _things(viewer, asked.kind).filter(**{name: value for name, value in plain.items() if value})


def _things(viewer: Viewer, kind: str) -> QuerySet[Any]:
    return {DOSSIER: scope.dossiers, FINDING: scope.findings, DOCUMENT: scope.documents}[kind](viewer)
