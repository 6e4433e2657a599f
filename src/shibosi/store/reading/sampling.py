"""Samples: some of many, drawn so that whoever knows the seed draws the same again.

Every thing has a lot that only its kind, its number and the seed decide; the sample is those with the smallest lots.
Things are numbered as they come to be, and only those up to `among` are drawn from, by filters that never change: what
comes in later or is resolved since changes no sample.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from heapq import nsmallest
from typing import Any

from django.db.models import QuerySet

from shibosi.store import scope
from shibosi.store.models import Documents
from shibosi.store.viewers import Viewer

DOSSIER, FINDING, DOCUMENT = "dossier", "finding", "document"
MOST = {DOSSIER: 200, FINDING: 500, DOCUMENT: 500}
"""Things of a sample, by what is drawn; dossiers are decided again while one waits."""
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
    keys = list(query.values_list("pk", flat=True).iterator())
    size = min(asked.size, MOST[asked.kind])
    drawn = nsmallest(size, keys, key=lambda number: lot(asked.seed, asked.kind, number))
    found = BESIDE[asked.kind](query).in_bulk(drawn)
    return [found[number] for number in drawn], len(keys)


def newest(viewer: Viewer, kind: str) -> int:
    """The number of the newest thing of a kind that is seen; 0 where there is none."""
    return _things(viewer, kind).order_by("-pk").values_list("pk", flat=True).first() or 0


def lot(seed: str, kind: str, number: int) -> bytes:
    """The lot of a thing: BLAKE2b of its kind and number, keyed by the seed."""
    key = blake2b(seed.encode(), digest_size=32).digest()
    return blake2b(f"{kind}:{number}".encode(), digest_size=16, key=key).digest()


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
