"""Samples: some of many, drawn so that whoever knows the seed draws the same again.

Every thing has a number that only its key and the seed decide; the sample is those with the smallest numbers. Only
things there were at `until` are drawn from, and only filters that never change are taken, so that what comes in later
or is resolved since changes no sample.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from heapq import nsmallest
from typing import Any

from django.db.models import QuerySet

from shibosi.store import scope
from shibosi.store.viewers import Viewer

MOST = 500
KINDS = {"finding": "first_seen", "document": "receipt__received_at"}
"""What is sampled, with the moment it came to be there."""


@dataclass(frozen=True)
class Sampled:
    """What is asked: a kind, a seed, how many, of which control and outcome, from which moment until which."""

    kind: str
    seed: str
    size: int
    until: datetime
    since: datetime | None = None
    control: str = ""
    outcome: str = ""


def sample(viewer: Viewer, asked: Sampled) -> tuple[list[Any], int]:
    """The things drawn, in the order they were drawn, and of how many. Among what the viewer sees."""
    query = _among(viewer, asked)
    keys = list(query.values_list("pk", flat=True))
    drawn = nsmallest(min(asked.size, MOST), keys, key=lambda pk: number(asked.seed, asked.kind, pk))
    beside = ("dossier",) if asked.kind == "finding" else ("receipt",)
    found = query.select_related(*beside).in_bulk(drawn)
    return [found[pk] for pk in drawn], len(keys)


def number(seed: str, kind: str, pk: int) -> bytes:
    """What decides whether a thing is drawn: BLAKE2b of kind and key, keyed by the seed."""
    key = blake2b(seed.encode(), digest_size=32).digest()
    return blake2b(f"{kind}:{pk}".encode(), digest_size=16, key=key).digest()


def _among(viewer: Viewer, asked: Sampled) -> QuerySet[Any]:
    query = scope.findings(viewer) if asked.kind == "finding" else scope.documents(viewer)
    moment = KINDS[asked.kind]
    wanted: dict[str, Any] = {f"{moment}__lt": asked.until}
    if asked.since is not None:
        wanted[f"{moment}__gte"] = asked.since
    if asked.kind == "finding":
        wanted |= {name: value for name, value in (("control", asked.control), ("outcome", asked.outcome)) if value}
    return query.filter(**wanted)
