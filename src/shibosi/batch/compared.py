"""What changed between two full sets of files: found by the digests of rows that the run before left behind."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.batch.changes import Columns, Wanted, either
from shibosi.batch.inputs import InputChanged
from shibosi.batch.keeping import frames_of
from shibosi.batch.rows import among, less, unbalanced
from shibosi.batch.state import Digests, Frame, Layer, State, digests_of, write_digests
from shibosi.kernel.assembly import Frames
from shibosi.kernel.records import record
from shibosi.kernel.sources import ROW, Sources, standing

Numbers = NDArray[np.int64]


class FullFiles:
    """Two full sets of files: `before` are the layers of the run before, `new` is what was handed in now.

    `gone` and `come` are the rows in force that went and came, by kind; all other rows of a dossier are `common`.
    Raises InputChanged where the files of the run before are not what they were, or do not say where a row lay.
    """

    def __init__(self, state: State, before: Sequence[Sources], new: Sources, columns: Columns) -> None:
        self.state, self.before, self.new, self.columns = state, before, new, columns
        self.frames = frames_of(new)
        kinds = sorted(new.kinds() & columns.keys())
        self.after = {name: marks for kind in kinds for name, marks in new.marks(kind).items()}
        self.gone: Frames = {}
        self.come: Frames = {}
        self.digests: dict[str, Digests] = {}
        for kind in kinds:
            self._compare(kind)

    def common(self, wanted: Wanted) -> Frames:
        """The rows of some dossiers that are in force before and after."""
        found: Frames = {}
        for kind, members in wanted.items():
            where = either([touched.near(member) for member, touched in members])
            rows = self._in_force(kind, self.new.frames[kind]).filter(where).collect(engine="streaming")
            found[kind] = less(rows, self.come[kind].filter(where))
        return found

    def keep(self, folder: Path) -> list[Layer]:
        """Write the digests of what is in force now; the layer they lie in."""
        for kind, digests in self.digests.items():
            write_digests(folder / "digests" / f"0-{kind}.u64", digests)
        return [self.frames]

    def _compare(self, kind: str) -> None:
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
        self.gone[kind] = self._gone(kind, old, slices_old, at[among(old[at], changed).to_numpy()])
        for number, digests in known.items():
            new[slices[number]] = digests
        self.digests[kind] = new

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

    def _gone(self, kind: str, old: Digests, slices: list[slice], at: Numbers) -> pl.DataFrame:
        """Rows of before, read from where they lay."""
        sources = [
            sources.frames[kind][number]
            for sources, layer in zip(self.before, self.state.layers, strict=True)
            for number in range(len(layer.get(kind, [])))
        ]
        parts: list[pl.DataFrame] = []
        for frame, place in zip(sources, slices, strict=True):
            here = at[slice(*np.searchsorted(at, (place.start, place.stop)))] - place.start
            if len(here):
                parts += _taken(frame.select(self.columns[kind]), here)
        made = record(kind)
        nothing = pl.DataFrame(schema={name: made.schema()[name] for name in self.columns[kind]})
        found = pl.concat([nothing, *parts])
        if not np.array_equal(np.sort(digests_of(found, found.columns, self.state.seed)), np.sort(old[at])):
            raise self._changed(kind)
        return found

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


def _taken(frame: pl.LazyFrame, at: Numbers) -> Iterator[pl.DataFrame]:
    """Rows by their numbers, which are sorted. Everything has to be decoded, but little of it is held at a time."""
    first = 0
    for rows in frame.collect_batches(maintain_order=True, engine="streaming"):
        start, end = np.searchsorted(at, (first, first + rows.height))
        yield rows[at[start:end] - first]
        first += rows.height


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
