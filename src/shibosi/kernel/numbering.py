"""Numbering: every key of every member of a dossier gets a number 0 … n-1, for a whole batch.

Keys are found by a 64-bit hash and then compared as written; should two different keys ever share a hash, the batch is
numbered again by the written keys.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.kernel.dossiers import Dossier, Member

Ids = NDArray[np.int64]
Frames = dict[str, pl.DataFrame]
"""Record kind to frame of the record's schema (columns no control reads may be left out)."""
SEED = 20300
JOINT = "\x1f"
"""Stands between the parts of a key."""
SPREAD = 4
"""Whole numbers are looked up in a table of at most so many places for each."""
WORTH = 0.9
"""Neighbouring rows of one key are looked up once where that leaves fewer than this share of the rows."""


@dataclass
class Numbers:
    """`ids[kind]` numbers the dossier of each row, `size` counts dossiers; the first `plain` come from one member."""

    size: int
    plain: int
    ids: dict[str, Ids]


def numbers_of(dossier: Dossier, frames: Frames) -> Numbers:
    """Number the dossiers of a batch. Frames have every member and no row whose key is null."""
    found = _numbered(dossier, frames, by_hash=True)
    if found is None:
        found = _numbered(dossier, frames, by_hash=False)
    assert found is not None
    return found


def key_text(member: Member) -> pl.Expr:
    """The key of a row as one text, null where a part of it is null."""
    parts = [pl.col(name).cast(pl.String) for name in member.by]
    return parts[0] if len(parts) == 1 else pl.concat_str(parts, separator=JOINT)


def key_hash(member: Member) -> pl.Expr:
    """The hash of a row's key: one number for all rows of a dossier, whatever their kind."""
    return key_text(member).hash(SEED)


def _numbered(dossier: Dossier, frames: Frames, by_hash: bool) -> Numbers | None:
    """Number by hash; None when a written key disagrees with its hash. The largest single member comes first.

    A key that is one whole number is its own hash.
    """
    whole = all(_is_whole(member) for member in dossier.members)
    members = sorted(dossier.members, key=lambda member: (member.many, -frames[member.record.kind()].height))
    known = _Known()
    ids: dict[str, Ids] = {}
    plain = 0
    for member in members:
        key = pl.col(member.by[0]) if whole else key_text(member)
        texts = frames[member.record.kind()].select(key).to_series().rechunk()
        codes = texts.hash(SEED) if by_hash and not whole else texts
        starts = _starts(codes)
        if starts is None:
            own = known.add(codes, texts)
        else:
            own = np.repeat(known.add(codes.gather(starts), texts.gather(starts)), np.diff(starts, append=len(codes)))
            known.sound = known.sound and int((texts != texts.shift()).sum()) + 1 == len(starts)
        if not known.sound:
            return None
        ids[member.record.kind()] = own
        plain = plain or known.size
    return Numbers(known.size, plain, ids)


def _is_whole(member: Member) -> bool:
    return len(member.by) == 1 and member.record.columns[member.by[0]].kind == "whole"


class _Known:
    """The keys that have a number, and whether all that share a code are written alike."""

    def __init__(self) -> None:
        self.size = 0
        self.sound = True
        self.codes: pl.Series | None = None
        self.texts: pl.Series | None = None

    def add(self, codes: pl.Series, texts: pl.Series) -> Ids:
        """The numbers of some keys; those not seen before get the next ones."""
        if self.codes is None or self.texts is None:
            return self._first(codes, texts)
        own = _find(self.codes, codes)
        strays = np.flatnonzero(own < 0)
        if len(strays):
            fresh, at = _once(codes.gather(strays))
            own[strays] = at + self.size
            first = np.full(len(fresh), -1, dtype=np.int64)
            first[at[::-1]] = strays[::-1]
            self.codes = pl.concat([self.codes, fresh], rechunk=True)
            self.texts = pl.concat([self.texts, texts.gather(first)], rechunk=True)
            self.size += len(fresh)
        self._compare(own, texts)
        return own

    def _first(self, codes: pl.Series, texts: pl.Series) -> Ids:
        self.codes, own = _once(codes)
        self.size = len(self.codes)
        if self.size == len(codes):
            self.texts = texts
            return own
        first = np.full(self.size, -1, dtype=np.int64)
        first[own[::-1]] = np.arange(len(own) - 1, -1, -1)
        self.texts = texts.gather(first)
        self._compare(own, texts)
        return own

    def _compare(self, own: Ids, texts: pl.Series) -> None:
        assert self.texts is not None
        if texts.dtype == pl.Int64:
            return
        self.sound = self.sound and bool((self.texts.gather(own) == texts).all())


def _once(codes: pl.Series) -> tuple[pl.Series, Ids]:
    """Each code once in order of appearance, and for every row its place among them."""
    places = _places(codes)
    if places is not None:
        firsts = places.of(codes)
        fresh = firsts == np.arange(len(codes))
        return codes.filter(pl.Series(fresh)), (np.cumsum(fresh) - 1)[firsts]
    once = codes.unique(maintain_order=True)
    if len(once) == len(codes):
        return codes, np.arange(len(codes))
    return once, _find(once, codes)


def _starts(codes: pl.Series) -> Ids | None:
    """Where neighbouring rows with the same key begin; None when that saves little."""
    if len(codes) < 2:
        return None
    begins = np.flatnonzero((codes != codes.shift()).fill_null(True).to_numpy())
    return None if len(begins) > WORTH * len(codes) else begins


def _find(table: pl.Series, wanted: pl.Series) -> Ids:
    """The place of each wanted code in a table of different codes, -1 where it is not there."""
    if len(table) == len(wanted) and bool((table == wanted).all()):
        return np.arange(len(table))
    places = _places(table)
    if places is not None:
        return places.of(wanted)
    numbered = pl.DataFrame({"code": table, "at": np.arange(len(table))})
    found = pl.DataFrame({"code": wanted}).join(numbered, on="code", how="left", maintain_order="left")["at"]
    return found.fill_null(-1).to_numpy().astype(np.int64)


@dataclass
class _Places:
    """Where each whole number first stood: `at[number - low]`, -1 where it did not."""

    low: int
    at: Ids

    def of(self, wanted: pl.Series) -> Ids:
        """The places of some numbers."""
        offsets = wanted.to_numpy() - self.low
        inside = (offsets >= 0) & (offsets < len(self.at))
        found: Ids = self.at[np.where(inside, offsets, 0)]
        return found if bool(inside.all()) else np.where(inside, found, -1)


def _places(codes: pl.Series) -> _Places | None:
    """The places of whole numbers that lie close together; None for hashes, and where a table would be mostly empty."""
    if codes.dtype != pl.Int64 or codes.is_empty():
        return None
    values = codes.to_numpy()
    low, high = int(values.min()), int(values.max())
    if high - low > SPREAD * len(values):
        return None
    at = np.full(high - low + 1, -1, dtype=np.int64)
    at[values[::-1] - low] = np.arange(len(values) - 1, -1, -1)  # of equal numbers the first is written last
    return _Places(low, at)
