"""Assembly: which rows belong to which dossier, for a whole batch.

Every key of every member gets a number 0 … n-1. Members then meet by number: a member that occurs once is a gather, a
member with many rows keeps the numbers beside its rows. Keys are found by a 64-bit hash and then compared as written;
should two different keys ever share a hash, the batch is assembled again by the written keys.
"""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.kernel.dossiers import Dossier, Member
from shibosi.kernel.versions import one_of_each

Ids = NDArray[np.int64]
SEED = 20300
Frames = dict[str, pl.DataFrame]
"""Record kind to frame of the record's schema (columns no control reads may be left out)."""


@dataclass
class Assembled:
    """Rows by dossier: `ids[kind]` numbers the dossier of each kept row of `frames[kind]`, `size` counts dossiers."""

    dossier: Dossier
    size: int
    frames: Frames
    ids: dict[str, Ids]
    counts: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    positions: dict[str, Ids] = field(default_factory=dict)

    def keys(self, wanted: Ids) -> pl.DataFrame:
        """The written keys of some dossiers, one column a part, in the order asked."""
        parts = list(self.dossier.parts)
        found: list[pl.DataFrame] = []
        left = np.arange(len(wanted))
        for member in self.dossier.members:
            if len(left) == 0:
                break
            at = self._first(member.record.kind())[wanted[left]]
            here = at >= 0
            frame = self.frames[member.record.kind()][at[here]].select(member.by)
            found.append(
                pl.DataFrame([column.cast(pl.String).alias(part) for column, part in zip(frame, parts, strict=True)])
                .with_columns(pl.Series("#", left[here]))
            )  # fmt: skip
            left = left[~here]
        if not found:
            return pl.DataFrame(schema=dict.fromkeys(parts, pl.String))
        return pl.concat(found).sort("#").drop("#")

    def key_texts(self, wanted: Ids) -> pl.Series:
        """The written keys as one text each, parts joined with "/"."""
        return self.keys(wanted).select(pl.concat_str(pl.all(), separator="/").alias("key"))["key"]

    def _first(self, kind: str) -> Ids:
        """Per dossier the first row of a member, -1 where it has none."""
        found = self.positions.get(kind)
        if found is None:
            found = np.full(self.size, -1, dtype=np.int64)
            ids = self.ids[kind]
            found[ids[::-1]] = np.arange(len(ids) - 1, -1, -1)
            self.positions[kind] = found
        return found

    def at(self, kind: str) -> Ids:
        """Per dossier the row of a member that occurs once, -1 where there is none or more than one."""
        return np.where(self.count(kind) == 1, self._first(kind), -1)

    def count(self, kind: str) -> NDArray[np.int64]:
        """Per dossier how many rows of a member it has."""
        found = self.counts.get(kind)
        if found is None:
            found = self.counts[kind] = np.bincount(self.ids[kind], minlength=self.size)
        return found


def stacked(first: Assembled, second: Assembled) -> Assembled:
    """Two batches of one kind of dossier as one: those of the second are numbered after those of the first."""
    frames = {kind: pl.concat([frame, second.frames[kind]]) for kind, frame in first.frames.items()}
    ids = {kind: np.concatenate([own, second.ids[kind] + first.size]) for kind, own in first.ids.items()}
    return Assembled(first.dossier, first.size + second.size, frames, ids)


def assemble(dossier: Dossier, frames: Frames) -> Assembled:
    """Number the dossiers of a batch. Rows whose key is null belong to none and are left out."""
    kept: Frames = {}
    for member in dossier.members:
        kind = member.record.kind()
        frame = frames.get(kind)
        if frame is None:
            frame = pl.DataFrame(schema=member.record.schema())
        for column in member.by:
            if frame[column].has_nulls():
                frame = frame.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in member.by))
                break
        kept[kind] = frame.rechunk()
    found = _numbered(dossier, kept, by_hash=True)
    return found if found is not None else _written(dossier, kept)


def _numbered(dossier: Dossier, frames: Frames, by_hash: bool) -> Assembled | None:
    """Number by hash; None when a written key disagrees with its hash."""
    members = sorted(dossier.members, key=lambda member: (member.many, -frames[member.record.kind()].height))
    ids: dict[str, Ids] = {}
    table: pl.Series | None = None
    texts: list[pl.Series] = []
    size = 0
    for member in members:
        frame = frames[member.record.kind()]
        keys = _key_texts(member, frame)
        hashed = keys.hash(SEED) if by_hash else keys
        runs = _runs(hashed)
        heads = hashed if runs is None else hashed.gather(runs)
        if table is None:
            table = new_heads = heads if heads.n_unique() == len(heads) else heads.unique(maintain_order=True)
            numbers = _find(table, heads)
        else:
            numbers = _find(table, heads)
            missing = numbers.is_null()
            new_heads = heads.filter(missing).unique(maintain_order=True) if missing.any() else heads.clear()
            if len(new_heads):
                table = pl.concat([table, new_heads])
                numbers = _find(table, heads)
        own = numbers.to_numpy().astype(np.int64, copy=False)
        head_keys = keys if runs is None else keys.gather(runs)
        if len(new_heads):
            first = np.full(len(table), -1, dtype=np.int64)
            first[own[::-1]] = np.arange(len(own) - 1, -1, -1)
            texts.append(head_keys.gather(first[size:]))
        size = len(table)
        if by_hash and not (_agree(texts, own, head_keys) and _alike(keys, runs)):
            return None
        if runs is not None:
            lengths = np.diff(np.append(runs, len(hashed)))
            own = np.repeat(own, lengths)
        ids[member.record.kind()] = own
    made = Assembled(dossier, size, frames, ids)
    for member in members:
        _drop_copies(made, member)
    return made


def _drop_copies(made: Assembled, member: Member) -> None:
    """A document handed in twice, equal in every column that is read, is one document.

    Rows that have no number of their own beside the dossier's key are never taken for copies: two equal payments of
    one order may both be real.
    """
    kind = member.record.kind()
    ids, frame = made.ids[kind], made.frames[kind]
    number = next((name for name in member.numbers if frame.schema.get(name) == pl.Int64), None)
    if number is not None and not frame[number].has_nulls() and frame.height:
        codes = (ids << 20) ^ frame[number].to_numpy()
        if bool(np.all(codes[1:] > codes[:-1])):
            return
        suspects = np.flatnonzero(pl.Series(codes).is_duplicated().to_numpy())
    else:
        suspects = np.flatnonzero(made.count(kind)[ids] > 1)
    if len(suspects) == 0:
        return
    rows = frame[suspects].with_columns(pl.Series("#", ids[suspects]))
    stays = one_of_each(rows)
    if own := [name for name in member.numbers if name not in member.by]:
        stays |= rows.select(pl.all_horizontal(pl.col(own).is_null()).alias("nameless"))["nameless"]
    if bool(stays.all()):
        return
    keep = np.ones(len(ids), dtype=bool)
    keep[suspects[~stays.to_numpy()]] = False
    made.frames[kind] = frame.filter(pl.Series(keep))
    made.ids[kind] = ids[keep]
    made.counts.pop(kind, None)
    made.positions.pop(kind, None)


def _written(dossier: Dossier, frames: Frames) -> Assembled:
    found = _numbered(dossier, frames, by_hash=False)
    assert found is not None
    return found


def _key_texts(member: Member, frame: pl.DataFrame) -> pl.Series:
    if len(member.by) == 1 and frame.schema[member.by[0]] == pl.String:
        return frame[member.by[0]]
    parts = [pl.col(name).cast(pl.String) for name in member.by]
    return frame.select(pl.concat_str(parts, separator="\x1f").alias("key"))["key"]


def _runs(keys: pl.Series) -> Ids | None:
    """Where neighbouring rows with the same key begin; None when that saves little."""
    if len(keys) < 2:
        return None
    values = keys.to_numpy() if keys.dtype != pl.String else None
    if values is None:
        return None
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1
    if len(changes) > 0.9 * len(keys):
        return None
    return np.concatenate([np.zeros(1, dtype=np.int64), changes])


def _find(table: pl.Series, wanted: pl.Series) -> pl.Series:
    """The number of each wanted key in a table of different keys, null where it is not there."""
    if len(table) == len(wanted) and bool((table == wanted).all()):
        return pl.Series(np.arange(len(table)))
    numbered = pl.DataFrame({"key": table, "id": np.arange(len(table))})
    return pl.DataFrame({"key": wanted}).join(numbered, on="key", how="left", maintain_order="left")["id"]


def _agree(texts: list[pl.Series], own: Ids, keys: pl.Series) -> bool:
    if len(keys) == 0:
        return True
    known = texts[0] if len(texts) == 1 else pl.concat(texts)
    return bool((known.gather(own) == keys).all())


def _alike(keys: pl.Series, runs: Ids | None) -> bool:
    """Whether neighbours that were taken for one key are written alike."""
    return runs is None or int((keys != keys.shift()).sum()) + 1 == len(runs)
