"""Dossiers that stand alone: where controls only count, dossiers of a single row are all alike.

Of millions of documents with an id of their own, one is judged for all; only those that share an id are looked at.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.numbering import Frames, hashes


@dataclass(frozen=True)
class Alone:
    """The rows that share their key with another (`rest`), and for each kind one row that stands for `times` others."""

    rest: Frames
    one: Frames
    times: dict[str, int]


def apart(dossier: Dossier, frames: Frames) -> Alone:
    """Part the rows of a batch. Rows whose key is null are left out; rows whose keys share a hash stay together."""
    kept: Frames = {}
    codes: dict[str, pl.Series] = {}
    for member in dossier.members:
        kind = member.record.kind()
        if kind in frames:
            kept[kind] = frames[kind].drop_nulls(list(member.by))
            codes[kind] = hashes(member, kept[kind]).rechunk()
    every = np.sort(np.concatenate([np.zeros(0, dtype=np.uint64), *(found.to_numpy() for found in codes.values())]))
    shared = pl.Series(np.unique(every[1:][every[1:] == every[:-1]]), dtype=pl.UInt64).implode()
    rest: Frames = {}
    one: Frames = {}
    times: dict[str, int] = {}
    for kind, frame in kept.items():
        shares = codes[kind].is_in(shared)
        rest[kind] = frame.filter(shares)
        times[kind] = frame.height - rest[kind].height
        if times[kind]:
            first = int(shares.arg_min() or 0)
            one[kind] = frame.slice(first, 1)
    return Alone(rest, one, times)
