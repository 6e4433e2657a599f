"""Assembly: which rows belong to which dossier, for a whole batch or a piece of it after the other.

Dossiers have a number 0 … n-1. Members meet by number: a member that occurs once is a gather, a member with many rows
keeps the numbers beside its rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from shibosi.kernel.dossiers import Dossier, Member
from shibosi.kernel.numbering import SEED, Frames, Ids, numbers_of
from shibosi.kernel.versions import one_of_each

__all__ = ["SEED", "Assembled", "Batch", "Frames", "Ids", "assemble", "batch_of", "stacked"]


@dataclass
class Assembled:
    """Rows by dossier: `ids[kind]` numbers the dossier of each row of `frames[kind]`, `size` counts dossiers."""

    dossier: Dossier
    size: int
    frames: Frames
    ids: dict[str, Ids]
    counts: dict[str, Ids] = field(default_factory=dict)
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
            frame = self.frames[member.record.kind()].select(member.by)[at[here]]
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

    def count(self, kind: str) -> Ids:
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
    """All dossiers of a batch. Rows whose key is null belong to none and are left out."""
    batch = batch_of(dossier, frames)
    frames = {kind: frame.rechunk() for kind, frame in batch.frames.items()}
    ids = {kind: member.ids for kind, member in batch.members.items()}
    found = Assembled(dossier, batch.size, frames, ids)
    for member in dossier.members:
        kind = member.record.kind()
        stays = _without_copies(member, frames[kind], found.ids[kind], found.count(kind))
        if stays is not None:
            _leave_out(found, kind, stays)
    return found


def batch_of(dossier: Dossier, frames: Frames) -> "Batch":
    """The dossiers of a batch, to be taken in pieces. Rows whose key is null belong to none and are left out."""
    kept: Frames = {}
    for member in dossier.members:
        kind = member.record.kind()
        frame = frames.get(kind)
        if frame is None:
            frame = pl.DataFrame(schema=member.record.schema())
        if any(frame[name].has_nulls() for name in member.by):
            frame = frame.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in member.by))
        kept[kind] = frame
    numbers = numbers_of(dossier, kept)
    members = {
        member.record.kind(): _Rows(member, kept[member.record.kind()], numbers.ids[member.record.kind()])
        for member in dossier.members
    }
    return Batch(dossier, numbers.size, numbers.plain, members)


@dataclass
class _Rows:
    """The rows of a member and the dossier of each."""

    member: Member
    frame: pl.DataFrame
    ids: Ids

    @cached_property
    def order(self) -> Ids | None:
        """The rows by number of their dossier; None where they lie so already."""
        if len(self.ids) < 2 or bool(np.all(self.ids[1:] >= self.ids[:-1])):
            return None
        return np.argsort(self.ids, kind="stable")

    @cached_property
    def sorted(self) -> Ids:
        """The dossiers of the rows in that order."""
        return self.ids if self.order is None else self.ids[self.order]

    def taken(self, first: int, last: int, columns: Sequence[str]) -> tuple[pl.DataFrame, Ids]:
        """The rows of some dossiers in a row, without copies, and the numbers of those dossiers counted from 0."""
        start, end = np.searchsorted(self.sorted, (first, last))
        ids = self.sorted[start:end] - first
        at = np.arange(start, end) if self.order is None else self.order[start:end]
        stays = self._stays(ids, at, last - first)
        if stays is not None:
            ids, at = ids[stays], at[stays]
        return picked(self.frame.select(columns), at), ids

    def _stays(self, ids: Ids, at: Ids, size: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]] | None":
        return _without_copies(self.member, self.frame, ids, np.bincount(ids, minlength=size), at)


@dataclass
class Batch:
    """Dossiers that are numbered, and the rows they are made of; nothing is copied before a piece is taken.

    The first `plain` of `size` dossiers have the order of one member, which others often share: they are taken apart
    from the rest, whose rows lie scattered.
    """

    dossier: Dossier
    size: int
    plain: int
    members: dict[str, _Rows]

    @property
    def frames(self) -> Frames:
        """All rows of every member."""
        return {kind: rows.frame for kind, rows in self.members.items()}

    def bounds(self, most: int) -> list[tuple[int, int]]:
        """First and last number (not included) of each piece, none larger than `most`, all much alike."""
        return [*_cut(0, self.plain, most), *_cut(self.plain, self.size, most)] or [(0, 0)]

    def piece(self, first: int, last: int, columns: Mapping[str, Sequence[str]]) -> Assembled:
        """Some dossiers in a row, with some columns of their members."""
        taken = {kind: rows.taken(first, last, columns[kind]) for kind, rows in self.members.items()}
        frames = {kind: frame for kind, (frame, _) in taken.items()}
        return Assembled(self.dossier, last - first, frames, {kind: ids for kind, (_, ids) in taken.items()})


def picked(frame: pl.DataFrame, at: Ids) -> pl.DataFrame:
    """Rows of a frame by position, in one chunk. Positions that lie close together are quick."""
    if len(at) == 0:
        return frame.clear()
    low, high = int(at.min()), int(at.max()) + 1
    if high - low > 2 * len(at) + 64:
        return frame[at].rechunk()
    window = frame.slice(low, high - low).rechunk()
    if high - low == len(at) and bool(np.all(at[1:] > at[:-1])):
        return window
    return window[at - low]


def _cut(first: int, last: int, most: int) -> Iterator[tuple[int, int]]:
    pieces = -(-(last - first) // most)
    for number in range(pieces):
        yield first + (last - first) * number // pieces, first + (last - first) * (number + 1) // pieces


def _without_copies(
    member: Member, frame: pl.DataFrame, ids: Ids, counts: Ids, at: Ids | None = None
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]] | None":  # fmt: skip
    """Which rows stay; None: all. Row `i` is that of the frame, or with `at` row `at[i]` of it.

    A document handed in twice, equal in every column of the frame, is one document. Rows that have no number of their
    own beside the dossier's key are never taken for copies: two equal payments of one order may both be real.
    """
    suspects = _suspects(member, frame, ids, counts, at)
    if len(suspects) == 0:
        return None
    rows = frame[suspects if at is None else at[suspects]].with_columns(pl.Series("#", ids[suspects]))
    stays = one_of_each(rows)
    if own := [name for name in member.numbers if name not in member.by]:
        stays |= rows.select(pl.all_horizontal(pl.col(own).is_null()).alias("nameless"))["nameless"]
    if bool(stays.all()):
        return None
    kept = np.ones(len(ids), dtype=bool)
    kept[suspects[~stays.to_numpy()]] = False
    return kept


def _suspects(member: Member, frame: pl.DataFrame, ids: Ids, counts: Ids, at: Ids | None) -> Ids:
    """Rows that share dossier and number with another."""
    number = next((name for name in member.numbers if frame.schema.get(name) == pl.Int64), None)
    if number is not None and len(ids):
        numbers = frame[number] if at is None else picked(frame.select(number), at)[number]
        if not numbers.has_nulls():
            codes = (ids << 20) ^ numbers.to_numpy()
            if bool(np.all(codes[1:] > codes[:-1])):
                return np.zeros(0, dtype=np.int64)
            return np.flatnonzero(pl.Series(codes).is_duplicated().to_numpy())
    return np.flatnonzero(counts[ids] > 1)


def _leave_out(found: Assembled, kind: str, stays: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> None:
    found.frames[kind] = found.frames[kind].filter(pl.Series(stays))
    found.ids[kind] = found.ids[kind][stays]
    found.counts.pop(kind, None)
    found.positions.pop(kind, None)
