"""What changed between two full sets of files: found by the digests of rows that the run before left behind."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.batch.changes import Columns, Wanted
from shibosi.batch.inputs import InputChanged
from shibosi.batch.keeping import frames_of
from shibosi.batch.kept import as_it_was
from shibosi.batch.rows import among, less, marking, out_of_force, unbalanced
from shibosi.batch.state import Digests, Layer, Numbers, State, digests_of, write_digests
from shibosi.batch.touched import Touched, key_of, near
from shibosi.batch.twins import Changed, Framed, Pair, Twin, as_marked, pairs, placed, twin
from shibosi.kernel.assembly import Frames
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.records import record
from shibosi.kernel.sources import ROW, Sources, standing

Mask = NDArray[np.bool_]
SIDE_BY_SIDE = 2
"""Kinds of record compared at a time."""


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
        self._before_marks = state.superseded()
        # Kinds that are read, and the documents whose lines they are: these may be out of force.
        told = new.kinds() & {name for kind in kinds for name in (kind, record(kind).part_of)}
        self._lay = {kind: self._framed(kind) for kind in told}
        self._lie = {kind: self._handed(kind) for kind in told}
        self._pairs = {kind: pairs(kind, self._lay[kind], self._lie[kind]) for kind in told}
        self.after = {kind: marks for kind in sorted(told) if (marks := self._marks(kind)) is not None}
        self.gone: Frames = {}
        self.come: Frames = {}
        self.digests: dict[str, Digests] = {}
        self.changed: dict[str, list[Changed]] = {}
        self._old: dict[str, tuple[Digests, Digests]] = {}
        self._dossiers = list(dossiers)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            gone = dict(zip(kinds, pool.map(self._compare, kinds), strict=True))
        self.keys = {dossier.name: Touched(dossier, self._come_keys(dossier)) for dossier in self._dossiers}
        members = [
            (member, touched)
            for touched in self.keys.values()
            if len(touched.keys)
            for member in touched.dossier.members
        ]
        self.near = {kind: [touched.near(of) for of, touched in members if of.record.kind() == kind] for kind in kinds}
        self.stay: Frames = {}
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            list(pool.map(self._read_old, gone, gone.values()))

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
        return [
            rows.select(key_of(member)).to_series()
            for member in dossier.members if (kind := member.record.kind()) in self.come
            for rows in (self.come[kind], *(found.cells for found in self.changed[kind]))
        ]  # fmt: skip

    def _compare(self, kind: str) -> Numbers:
        """Find what came of a kind, but for rows that changed in some columns only, and where what went lay."""
        old, unplaced = self._old[kind] = self.state.in_force(kind)
        slices, slices_old = _slices(self._lie[kind]), _slices(self._lay[kind])
        carried, old = self._carried(kind), old.copy()
        lay: list[Digests] = []
        for pair in carried:
            place = slice(slices_old[pair.before].start, slices_old[pair.before].start + pair.rows)
            lay.append(old[place].copy())
            old[place] = 0
        new, rows = self._read(kind, slices, carried, _beside(old, slices_old, slices))
        gone = (old != 0) & (old != _beside(new, slices, slices_old))
        fresh = new[rows[ROW].to_numpy()]
        changed = unbalanced([(old[gone], 1), (unplaced, 1), (fresh, -1)])
        if bool(among(unplaced, changed).any()):
            raise self._went(kind)
        self.come[kind] = rows.filter(among(fresh, changed)).select(self.columns[kind])
        self.digests[kind], self.changed[kind] = new, []
        for pair, digests in zip(carried, lay, strict=True):
            first, start = slices_old[pair.before].start, slices[pair.now].start
            new[start : start + pair.rows] = digests
            self.changed[kind].append(placed(self._twin(kind, pair), digests, first, start))
        at = np.flatnonzero(gone)
        moved = [at[among(old[at], changed).to_numpy()], *(found.before for found in self.changed[kind])]
        return np.sort(np.concatenate(moved))

    def _carried(self, kind: str) -> list[Pair]:
        """The pairs in which what is in force and what changed is known by the columns that differ."""
        marks = {*marking(kind, self.after)}
        known = [pair for pair in self._pairs[kind] if not any(marks & group.columns for group in pair.groups)]
        return known if self._quiet(kind) else []

    def _twin(self, kind: str, pair: Pair) -> Twin:
        """What a file handed in again holds elsewise, with the keys of its dossiers."""
        members = [member for dossier in self._dossiers for member in dossier.members if member.record.kind() == kind]
        keys = [name for member in members for name in member.by]
        paths = self._lay[kind][pair.before][1], self._lie[kind][pair.now][1]
        return twin(kind, pair, *paths, self.columns[kind], keys)

    def _marks(self, kind: str) -> pl.DataFrame | None:
        """The documents of a kind that are out of force, looked for where that may have changed."""
        if as_marked(kind, self._pairs[kind], self._lay[kind], self._lie[kind]):
            return self._before_marks.get(kind)
        return self.new.marks(kind).get(kind)

    def _read(
        self, kind: str, slices: list[slice], carried: list[Pair], beside: Digests
    ) -> tuple[Digests, pl.DataFrame]:
        """The digests of all rows, but for those carried over, and the rows that are not as `beside`."""
        known = {pair.now: pair.rows for pair in carried}
        starts = [place.start + known.get(number, 0) for number, place in enumerate(slices)]
        numbers = np.concatenate([np.zeros(0, dtype=np.int64), *map(np.arange, starts, [at.stop for at in slices])])
        frames = [
            frame.slice(start - place.start)
            for frame, start, place in zip(self.new.frames[kind], starts, slices, strict=True) if start < place.stop
        ]  # fmt: skip
        new = np.zeros(len(beside), dtype=np.uint64)
        names = list(dict.fromkeys([*self.columns[kind], *marking(kind, self.after)]))
        whole = pl.concat([pl.LazyFrame(schema=record(kind).schema()), *frames]).with_row_index(ROW).select(*names, ROW)
        parts = [pl.DataFrame(schema=whole.collect_schema()).with_columns(pl.col(ROW).cast(pl.Int64))]
        for rows in whole.collect_batches(engine="streaming"):
            at = numbers[rows[ROW].to_numpy()]
            out = out_of_force(kind, rows, self.after)
            new[at] = np.where(out.to_numpy(), np.uint64(0), digests_of(rows, self.columns[kind], self.state.seed))
            differ = pl.Series(new[at] != beside[at]) & ~out
            parts.append(rows.with_columns(pl.Series(ROW, at)).filter(differ))
        return new, pl.concat(parts)

    def _read_old(self, kind: str, gone: Numbers) -> None:
        """Read the rows that went, and those beside them that stay of dossiers in which one came.

        Rows are alike that have the same digest: of those near, as many went and as many stay as the digests say. Only
        rows that went and are not near are read from where they lay.
        Where it is not known of every row where it lay, those that stay are read from what was handed in now.
        """
        old, unplaced = self._old[kind]
        frames = list(self._old_frames(kind))
        slices = _slices(self._lay[kind])
        heights = pl.collect_all([frame.select(pl.len()) for frame, _ in frames])
        if [int(height.item()) for height in heights] != [place.stop - place.start for place in slices]:
            raise self._went(kind)
        names, theirs = self.columns[kind], near(self.near[kind])
        nothing = pl.LazyFrame(schema={name: record(kind).schema()[name] for name in names})
        found = [frame.filter(theirs).select(names) for frame, _ in frames] if self.near[kind] else []
        rows = pl.concat([nothing, *found]).collect(engine="streaming")
        digests = digests_of(rows, names, self.state.seed)
        went, stays = _shares(digests, old, old[gone])
        left = gone[~_shares(old[gone], digests[went])[0]]
        self.gone[kind] = pl.concat([rows.filter(pl.Series(went)), self._at(kind, frames, slices, left)])
        if not np.array_equal(np.sort(digests_of(self.gone[kind], names, self.state.seed)), np.sort(old[gone])):
            raise self._went(kind)
        self.stay[kind] = rows.filter(pl.Series(stays))
        self._complete(kind, old)
        if len(unplaced):
            rows = self._in_force(kind, self.new.frames[kind]).filter(theirs).collect(engine="streaming")
            self.stay[kind] = less(rows, self.come[kind].filter(theirs))

    def _complete(self, kind: str, old: Digests) -> None:
        """Rows that changed in some columns only hold in all others what they held before."""
        names, seed = self.columns[kind], self.state.seed
        gone = self.gone[kind]
        by_digest = gone.with_columns(pl.Series("#digest", digests_of(gone, names, seed))).unique("#digest")
        for found in self.changed[kind]:
            lay = pl.DataFrame({"#digest": pl.Series(old[found.before], dtype=pl.UInt64)})
            rows = lay.join(by_digest, on="#digest", how="left", maintain_order="left").select(names)
            rows = rows.with_columns(found.cells.select(found.columns))
            self.digests[kind][found.now] = digests_of(rows, names, seed)
            self.come[kind] = pl.concat([self.come[kind], rows])

    def _at(self, kind: str, frames: list[tuple[pl.LazyFrame, str]], slices: list[slice], at: Numbers) -> pl.DataFrame:
        """Rows of before from where they lay: of Parquet files of our own they are numbered as they are read."""
        names = self.columns[kind]
        parts = [pl.LazyFrame(schema={name: record(kind).schema()[name] for name in names})]
        for (frame, path), place in zip(frames, slices, strict=True):
            here = pl.Series(at[(at >= place.start) & (at < place.stop)] - place.start, dtype=pl.UInt32)
            if len(here):
                numbered = as_it_was(kind, Path(path), ROW) if path else frame.with_row_index(ROW)
                parts.append(numbered.filter(pl.col(ROW).is_in(here.implode())).select(names))
        return pl.concat(parts).collect(engine="streaming")

    def _old_frames(self, kind: str) -> Iterator[tuple[pl.LazyFrame, str]]:
        """The frames of before, each with the path where it is a Parquet file of our own."""
        for sources, layer in zip(self.before, self.state.layers, strict=True):
            known = layer.get(kind, [])
            for number, frame in enumerate(sources.frames.get(kind, [])[: len(known)]):
                yield frame, sources.apart.get((kind, number), "") if known[number].sha256 is not None else ""

    def _framed(self, kind: str) -> list[Framed]:
        """The frames of before, as the state knows them. Raises InputChanged where there are others."""
        frames = [frame for layer in self.state.layers for frame in layer.get(kind, [])]
        paths = [path for _, path in self._old_frames(kind)]
        if len(paths) != len(frames):
            raise self._went(kind)
        return list(zip(frames, paths, strict=True))

    def _handed(self, kind: str) -> list[Framed]:
        """The frames handed in now."""
        frames = self.frames[kind]
        files = [self.new.apart.get((kind, number), "") for number in range(len(frames))]
        return [(frame, path if frame.sha256 is not None else "") for frame, path in zip(frames, files, strict=True)]

    def _went(self, kind: str) -> InputChanged:
        files = sorted(file.path for layer in self.before for file in layer.files if kind in file.rows)
        return InputChanged(path=", ".join(files))

    def _quiet(self, kind: str) -> bool:
        """Whether a file of before that is handed in again has the same rows in force."""
        if self.state.moved("less", kind).size or self.state.moved("more", kind).size:
            return False
        names = [kind, record(kind).part_of]
        return all(_same_marks(self._before_marks.get(name), self.after.get(name)) for name in names)

    def _in_force(self, kind: str, frames: list[pl.LazyFrame]) -> pl.LazyFrame:
        whole = pl.concat([pl.LazyFrame(schema=record(kind).schema()), *frames])
        return standing(kind, whole, self.after).select(self.columns[kind])


def _shares(digests: Digests, all_of: Digests, some_of: Digests | None = None) -> tuple[Mask, Mask]:
    """Of rows as many of each digest as another side has: which belong to `some_of`, and which to the rest of `all_of`.

    Without `some_of` the first are those of `all_of`.
    """
    rows = pl.DataFrame({"digest": pl.Series(digests, dtype=pl.UInt64)})
    wanted = rows["digest"].unique().implode()
    counted = [
        pl.DataFrame({"digest": pl.Series(side, dtype=pl.UInt64)}).filter(pl.col("digest").is_in(wanted))
        .group_by("digest").len(name)
        for name, side in (("all", all_of), ("some", all_of if some_of is None else some_of))
    ]  # fmt: skip
    for counts in counted:
        rows = rows.join(counts, on="digest", how="left", maintain_order="left")
    at = pl.int_range(pl.len()).over("digest")
    told = rows.select(
        (at < pl.col("some").fill_null(0)).alias("some"),
        ((at >= pl.col("some").fill_null(0)) & (at < pl.col("all").fill_null(0))).alias("rest"),
    )
    return told["some"].to_numpy(), told["rest"].to_numpy()


def _same_marks(before: pl.DataFrame | None, after: pl.DataFrame | None) -> bool:
    if before is None or after is None:
        return (before is None or before.is_empty()) and (after is None or after.is_empty())
    return before.sort(before.columns).equals(after.sort(before.columns))


def _slices(frames: list[Framed]) -> list[slice]:
    ends = list(accumulate(frame.rows for frame, _ in frames))
    return [slice(end - frame.rows, end) for end, (frame, _) in zip(ends, frames, strict=True)]


def _beside(others: Digests, theirs: list[slice], slices: list[slice]) -> Digests:
    """For each row the digest of that which stands in the same place of the other side, 0 where there is none."""
    found = np.zeros(slices[-1].stop if slices else 0, dtype=np.uint64)
    for there, here in zip(theirs, slices, strict=False):
        size = min(there.stop - there.start, here.stop - here.start)
        found[here.start : here.start + size] = others[there.start : there.start + size]
    return found
