"""Dossiers that stand alone: where controls only count, dossiers of a single row are all alike.

Of millions of documents with an id of their own, one is judged for all; only those that share an id are loaded.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from shibosi.kernel.dossiers import Dossier, Member
from shibosi.kernel.numbering import Frames, key_hash
from shibosi.kernel.versions import compact


@dataclass(frozen=True)
class Alone:
    """The rows that share their key with another (`rest`), and for each kind a row that stands for `times` others.

    Of that row (`one`) nothing is read but that it is there: it has a key and no more.
    """

    rest: Frames
    one: Frames
    times: dict[str, int]


def apart(dossier: Dossier, scans: dict[str, pl.LazyFrame]) -> Alone:
    """Part the rows of some kinds. Rows whose key is null are left out; rows whose keys share a hash stay together."""
    members = {member.record.kind(): member for member in dossier.members if member.record.kind() in scans}
    codes = {kind: _codes(member, scans[kind]) for kind, member in members.items()}
    shared = _shared(list(codes.values()))
    rest: Frames = {}
    one: Frames = {}
    times: dict[str, int] = {}
    for kind, member in members.items():
        found = scans[kind].drop_nulls(list(member.by)).filter(key_hash(member).is_in(shared))
        rest[kind] = compact(found.collect(engine="streaming"))
        times[kind] = len(codes[kind]) - rest[kind].height
        if times[kind]:
            one[kind] = pl.DataFrame({key: [""] for key in member.by}).cast(rest[kind].select(member.by).schema)
    return Alone(rest, one, times)


def _codes(member: Member, rows: pl.LazyFrame) -> pl.Series:
    hashed = rows.select(member.by).drop_nulls().select(key_hash(member).alias("code"))
    return hashed.collect(engine="streaming")["code"]


def _shared(codes: list[pl.Series]) -> pl.Series:
    """The codes that occur more than once, as one list."""
    every = np.concatenate([np.zeros(0, dtype=np.uint64), *(found.to_numpy() for found in codes)])
    every.sort()
    return pl.Series(np.unique(every[1:][every[1:] == every[:-1]]), dtype=pl.UInt64).implode()
