"""What changed between two full sets of files: found by the digests of rows that the run before left behind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.batch.changes import Columns, Wanted
from shibosi.batch.inputs import InputChanged
from shibosi.batch.keeping import frames_of
from shibosi.batch.rows import among, less, unbalanced
from shibosi.batch.state import Digests, Frame, Layer, State, digests_of, write_digests
from shibosi.batch.touched import Touched, key_of, near
from shibosi.kernel.assembly import Frames
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.records import record
from shibosi.kernel.sources import ROW, Sources, standing

Numbers = NDArray[np.int64]


class FullFiles:
    """Two full sets of files: `before` are the layers of the run before, `new` is what was handed in now.

    `gone` and `come` are the rows in force that went and came, by kind; all other rows of a dossier are `common`.
    Raises InputChanged where the files of the run before are not what they were, or do not say where a row lay.
    """

    def __init__(
        self, state: State, before: Sequence[Sources], new: Sources, columns: Columns, dossiers: Iterable[Dossier]
    ) -> None:  # fmt: skip
        self.state, self.before, self.new, self.columns = state, before, new, columns
        self.frames = frames_of(new)
        kinds = sorted(new.kinds() & columns.keys())
        self.after = {name: marks for kind in kinds for name, marks in new.marks(kind).items()}
        self.gone: Frames = {}
        self.come: Frames = {}
        self.digests: dict[str, Digests] = {}
        gone = {kind: self._compare(kind) for kind in kinds}
        self.keys = {dossier.name: Touched(dossier, self._come_keys(dossier)) for dossier in dossiers}
        members = [
            (member, touched)
            for touched in self.keys.values()
            if len(touched.keys)
            for member in touched.dossier.members
        ]
        self.near = {kind: [touched.near(of) for of, touched in members if of.record.kind() == kind] for kind in kinds}
        self.stay: Frames = {}
        for kind, at in gone.items():
            self._read_old(kind, at)

    def common(self, wanted: Wanted) -> Frames:
        """The rows of some dossiers that are in force before and after."""
        found: Frames = {}
        for kind, members in wanted.items():
            beyond = [(member, touched.beyond(self.keys[touched.dossier.name])) for member, touched in members]
            more = [touched.near(member) for member, touched in beyond if len(touched.keys)]
            found[kind] = self.stay[kind]
            if more:
                where = near(more) & ~near(self.near[kind])
                rows = self._in_force(kind, self.new.frames[kind]).filter(where).collect(engine="streaming")
                found[kind] = pl.concat([found[kind], less(rows, self.come[kind].filter(where))])
        return found

    def keep(self, folder: Path) -> list[Layer]:
        """Write the digests of what is in force now; the layer they lie in."""
        for kind, digests in self.digests.items():
            write_digests(folder / "digests" / f"0-{kind}.u64", digests)
        return [self.frames]

    def _come_keys(self, dossier: Dossier) -> list[pl.Series]:
        members = [member for member in dossier.members if member.record.kind() in self.come]
        return [self.come[member.record.kind()].select(key_of(member)).to_series() for member in members]

    def _compare(self, kind: str) -> Numbers:
        """Find what came of a kind, and where what went lay."""
        old, unplaced = self.state.in_force(kind)
        frames = [frame for layer in self.state.layers for frame in layer.get(kind, [])]
        slices, slices_old = _slices(self.frames[kind]), _slices(frames)
        same = _same(frames, self.frames[kind]) if self._quiet(kind) else {}
        known = {number: old[slices_old[twin]].copy() for number, twin in same.items()}
        for twin in same.values():
            old[slices_old[twin]] = 0
        new, rows = self._read(kind, same, slices, _beside(old, slices_old, slices))
        gone = (old != 0) & (old != _beside(new, slices, slices_old))
        fresh = new[rows[ROW].to_numpy()]
        changed = unbalanced([(old[gone], 1), (unplaced, 1), (fresh, -1)])
        if bool(among(unplaced, changed).any()):
            raise self._changed(kind)
        self.come[kind] = rows.filter(among(fresh, changed)).select(self.columns[kind])
        at = np.flatnonzero(gone)
        for number, digests in known.items():
            new[slices[number]] = digests
        self.digests[kind] = new
        moved: Numbers = at[among(old[at], changed).to_numpy()]
        return moved

    def _read(
        self, kind: str, same: Mapping[int, int], slices: list[slice], beside: Digests
    ) -> tuple[Digests, pl.DataFrame]:
        """The digests of all rows, but for frames that are the same, and the rows that are not as `beside`."""
        frames = [frame for number, frame in enumerate(self.new.frames[kind]) if number not in same]
        numbers = _numbers(slices, same)
        new = np.zeros(len(beside), dtype=np.uint64)
        whole = self._in_force(kind, frames, numbered=True)
        parts = [pl.DataFrame(schema=whole.collect_schema()).with_columns(pl.col(ROW).cast(pl.Int64))]
        for rows in whole.collect_batches(engine="streaming"):
            at = numbers[rows[ROW].to_numpy()]
            new[at] = digests_of(rows, self.columns[kind], self.state.seed)
            differ = pl.Series(new[at] != beside[at])
            parts.append(rows.with_columns(pl.Series(ROW, at)).filter(differ))
        return new, pl.concat(parts)

    def _read_old(self, kind: str, gone: Numbers) -> None:
        """Read the rows that went from where they lay, and those beside them that stay of dossiers in which one came.

        Where it is not known of every row where it lay, those that stay are read from what was handed in now.
        """
        old, unplaced = self.state.in_force(kind)
        names, theirs = self.columns[kind], near(self.near[kind])
        marks = np.zeros(len(old), dtype=bool)
        marks[gone] = True
        slices = _slices([frame for layer in self.state.layers for frame in layer.get(kind, [])])
        parts = [pl.LazyFrame(schema={name: record(kind).schema()[name] for name in names} | {ROW: pl.Int64})]
        for frame, place in zip(self._old_frames(kind), slices, strict=True):
            if frame.select(pl.len()).collect().item() != place.stop - place.start:
                raise self._changed(kind)
            here = np.flatnonzero(marks[place]) + place.start
            if self.near[kind] or len(here):
                numbered = frame.select(names).with_row_index(ROW, place.start).with_columns(pl.col(ROW).cast(pl.Int64))
                parts.append(numbered.filter(theirs | pl.col(ROW).is_in(here)).select(*names, ROW))
        rows = pl.concat(parts).collect(engine="streaming").sort(ROW)
        at = rows[ROW].to_numpy()
        self.gone[kind] = rows.filter(pl.Series(marks[at])).select(names)
        if not np.array_equal(digests_of(self.gone[kind], names, self.state.seed), old[gone]):
            raise self._changed(kind)
        self.stay[kind] = rows.filter(pl.Series((old[at] != 0) & ~marks[at])).select(names)
        if len(unplaced):
            rows = self._in_force(kind, self.new.frames[kind]).filter(theirs).collect(engine="streaming")
            self.stay[kind] = less(rows, self.come[kind].filter(theirs))

    def _old_frames(self, kind: str) -> Iterator[pl.LazyFrame]:
        for sources, layer in zip(self.before, self.state.layers, strict=True):
            yield from sources.frames.get(kind, [])[: len(layer.get(kind, []))]

    def _changed(self, kind: str) -> InputChanged:
        files = sorted(file.path for layer in self.before for file in layer.files if kind in file.rows)
        return InputChanged(path=", ".join(files))

    def _quiet(self, kind: str) -> bool:
        """Whether a file of before that is handed in again has the same rows in force."""
        if self.state.moved("less", kind).size or self.state.moved("more", kind).size:
            return False
        before = self.state.superseded()
        names = [kind, record(kind).part_of]
        return all(_same_marks(before.get(name), self.after.get(name)) for name in names)

    def _in_force(self, kind: str, frames: list[pl.LazyFrame], numbered: bool = False) -> pl.LazyFrame:
        names = [*self.columns[kind], *([ROW] if numbered else [])]
        whole = pl.concat([pl.LazyFrame(schema=record(kind).schema()), *frames])
        marks = {name: self.after[name] for name in (kind, record(kind).part_of) if name in self.after}
        return standing(kind, whole.with_row_index(ROW) if numbered else whole, marks).select(names)


def _same(old: list[Frame], new: list[Frame]) -> dict[int, int]:
    """Frames that hold the same file: number now to number before."""
    left = dict(enumerate(old))
    found: dict[int, int] = {}
    for number, frame in enumerate(new):
        twin = next((place for place, other in left.items() if frame.sha256 is not None and other == frame), None)
        if twin is not None:
            found[number] = twin
            del left[twin]
    return found


def _same_marks(before: pl.DataFrame | None, after: pl.DataFrame | None) -> bool:
    if before is None or after is None:
        return (before is None or before.is_empty()) and (after is None or after.is_empty())
    return before.sort(before.columns).equals(after.sort(before.columns))


def _slices(frames: list[Frame]) -> list[slice]:
    ends = list(accumulate(frame.rows for frame in frames))
    return [slice(end - frame.rows, end) for end, frame in zip(ends, frames, strict=True)]


def _numbers(slices: list[slice], same: Mapping[int, int]) -> Numbers:
    """For each row that was read, frames that are the same file left out, its number among all rows."""
    parts = [np.arange(place.start, place.stop) for number, place in enumerate(slices) if number not in same]
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _beside(others: Digests, theirs: list[slice], slices: list[slice]) -> Digests:
    """For each row the digest of that which stands in the same place of the other side, 0 where there is none."""
    found = np.zeros(slices[-1].stop if slices else 0, dtype=np.uint64)
    for there, here in zip(theirs, slices, strict=False):
        size = min(there.stop - there.start, here.stop - here.start)
        found[here.start : here.start + size] = others[there.start : there.start + size]
    return found
