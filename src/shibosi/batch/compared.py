"""What changed between two full sets of files: found by the digests of rows that the run before left behind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.batch.changes import Columns, Wanted, either
from shibosi.batch.inputs import InputChanged
from shibosi.batch.keeping import frames_of
from shibosi.batch.rows import among, unbalanced
from shibosi.batch.state import Digests, Frame, Layer, State, digests_of, write_digests
from shibosi.kernel.assembly import Frames
from shibosi.kernel.records import record
from shibosi.kernel.sources import ROW, Sources, standing

Numbers = NDArray[np.int64]
HELD_ROWS = 12_000_000
"""Rows that are kept in memory while they are compared; more are read again where they are needed."""


@dataclass
class _Kind:
    """One kind of record: which frames are a file of before, the digests of all rows, and which digests changed."""

    same: dict[int, int]
    digests: Digests
    changed: pl.Series
    rows: pl.DataFrame | None


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
        self.kinds: dict[str, _Kind] = {}
        held = sum(new.rows[kind] for kind in kinds) <= HELD_ROWS
        for kind in kinds:
            self._compare(kind, held)

    def common(self, wanted: Wanted) -> Frames:
        """The rows of some dossiers that are in force before and after."""
        found: Frames = {}
        for kind, members in wanted.items():
            here, where = self.kinds[kind], either([touched.near(member) for member, touched in members])
            rows = (
                here.rows.lazy()
                if here.rows is not None
                else self._in_force(kind, self._frames(kind, here.same, False))
            )
            near = rows.filter(where).select(self.columns[kind]).collect(engine="streaming")
            near = near.filter(~among(digests_of(near, near.columns, self.state.seed), here.changed))
            same = self._in_force(kind, self._frames(kind, here.same, True)).filter(where)
            found[kind] = pl.concat([near, same.select(near.columns).collect(engine="streaming")])
        return found

    def keep(self, folder: Path) -> list[Layer]:
        """Write the digests of what is in force now; the layer they lie in."""
        for kind, found in self.kinds.items():
            write_digests(folder / "digests" / f"0-{kind}.u64", found.digests)
        return [self.frames]

    def _compare(self, kind: str, held: bool) -> None:
        old, unplaced = self.state.in_force(kind)
        frames = [(layer, frame) for layer in self.state.layers for frame in layer.get(kind, [])]
        same = _same([frame for _, frame in frames], self.frames[kind]) if self._quiet(kind) else {}
        rows = self._in_force(kind, self._frames(kind, same, False), numbered=True).collect(engine="streaming")
        fresh = digests_of(rows, self.columns[kind], self.state.seed)
        slices, slices_old = _slices(self.frames[kind]), _slices([frame for _, frame in frames])
        new = np.zeros(slices[-1].stop if slices else 0, dtype=np.uint64)
        new[_numbers(slices, same)[rows[ROW].to_numpy()]] = fresh
        for twin in same.values():
            old[slices_old[twin]] = 0
        left = _apart(old, slices_old, new, slices)
        changed = unbalanced([(left[0], 1), (unplaced, 1), (left[1], -1)])
        if bool(among(unplaced, changed).any()):
            raise self._changed(kind)
        self.come[kind] = rows.filter(among(fresh, changed)).select(self.columns[kind])
        self.gone[kind] = self._gone(kind, old, slices_old, changed)
        before, _ = self.state.in_force(kind) if same else (old, unplaced)
        for number, twin in same.items():
            new[slices[number]] = before[slices_old[twin]]
        self.kinds[kind] = _Kind(same, new, changed, rows.drop(ROW) if held else None)

    def _gone(self, kind: str, old: Digests, slices: list[slice], changed: pl.Series) -> pl.DataFrame:
        """Rows of before by their digests, read from where they lay."""
        at = among(old, changed).arg_true().to_numpy()
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

    def _frames(self, kind: str, same: Mapping[int, int], wanted: bool) -> list[pl.LazyFrame]:
        return [frame for number, frame in enumerate(self.new.frames[kind]) if (number in same) == wanted]

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


def _apart(old: Digests, slices_old: list[slice], new: Digests, slices: list[slice]) -> tuple[Digests, Digests]:
    """What is left of both where rows that stand in the same place are equal. Frames are compared in their order."""
    differ = np.ones(len(old), dtype=bool), np.ones(len(new), dtype=bool)
    for before, after in zip(slices_old, slices, strict=False):
        size = min(before.stop - before.start, after.stop - after.start)
        there, here = slice(before.start, before.start + size), slice(after.start, after.start + size)
        differ[0][there] = differ[1][here] = old[there] != new[here]
    differ[0][old == 0] = differ[1][new == 0] = False
    return old[differ[0]], new[differ[1]]
