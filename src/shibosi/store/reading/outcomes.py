"""What every control says of dossiers, and samples of dossiers that can be drawn again.

Only findings are stored, so outcomes are decided again from the documents that stand, as of a day. A sample is decided
by seed, size, kind and `among`: dossiers are numbered as they come to be, and those up to that number are drawn from.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from heapq import nsmallest

from django.db.models import QuerySet

from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.dossiers import KNOWN
from shibosi.store import scope
from shibosi.store.dossiers import key_of
from shibosi.store.intake.deciders import copies_of, decider_of
from shibosi.store.intake.judging import circumstances
from shibosi.store.intake.touching import rows_of
from shibosi.store.models import DossierState
from shibosi.store.viewers import Viewer

MOST = 200
"""Dossiers of a sample: as many as are decided again while one waits."""


@dataclass(frozen=True)
class Said:
    """What a control says of a dossier. `folded`: it is undetermined for a cause that another control tells."""

    control: Control
    outcome: Outcome
    folded: bool = False


@dataclass(frozen=True)
class Sampled:
    """What is drawn: how many by which seed, of which kind ("": of all), up to which dossier."""

    seed: str
    size: int
    among: int
    kind: str = ""


def said(states: Iterable[DossierState], on: date) -> dict[int, list[Said]]:
    """What every control says of some dossiers as of a day, by their numbers; nothing where no document stands."""
    found: dict[int, list[Said]] = {}
    at, kinds = circumstances(on), defaultdict(list)
    for state in states:
        kinds[state.kind].append(state)
    for kind, some in kinds.items():
        decider, copies = decider_of(kind), copies_of(kind)
        keys = {state.pk: key_of(state) for state in some}
        rows = rows_of(KNOWN[kind], set(keys.values()))
        for number, key in keys.items():
            decided = decider.decide(copies.without(rows[key]), at)
            if decided.key is not None:
                found[number] = [
                    Said(control, Outcome(code), control.name in decided.folded)
                    for control, code in zip(decider.controls, decided.outcomes, strict=True)
                ]
    return found


def newest(viewer: Viewer) -> int:
    """The number of the newest dossier that is seen; 0 where there is none."""
    return scope.dossiers(viewer).order_by("-pk").values_list("pk", flat=True).first() or 0


def sample(viewer: Viewer, asked: Sampled) -> tuple[list[DossierState], int]:
    """The dossiers drawn, in the order of the draw, and of how many; among those the viewer sees."""
    query = _among(viewer, asked)
    keys = query.values_list("pk", flat=True)
    every = list(keys.iterator())
    drawn = nsmallest(min(asked.size, MOST), every, key=lambda number: lot(asked.seed, number))
    found = query.in_bulk(drawn)
    return [found[number] for number in drawn], len(every)


def lot(seed: str, number: int) -> bytes:
    """The lot of a dossier: BLAKE2b of its number, keyed by the seed; those with the smallest are drawn."""
    key = blake2b(seed.encode(), digest_size=32).digest()
    return blake2b(str(number).encode(), digest_size=16, key=key).digest()


def _among(viewer: Viewer, asked: Sampled) -> QuerySet[DossierState]:
    query = scope.dossiers(viewer).filter(pk__lte=asked.among)
    return query.filter(kind=asked.kind) if asked.kind else query
