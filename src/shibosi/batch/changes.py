"""What changes do to the documents of a run, when they are handed in by themselves."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

from shibosi.batch.keeping import frames_of
from shibosi.batch.kept import link
from shibosi.batch.layers import identity, untouched
from shibosi.batch.rows import cancelled
from shibosi.batch.state import Layer, State, digests_of, write_digests
from shibosi.batch.touched import Touched, key_of, near
from shibosi.kernel.assembly import Frames
from shibosi.kernel.dossiers import Dossier, Member
from shibosi.kernel.records import Record, record
from shibosi.kernel.sources import ROW, Sources, standing
from shibosi.kernel.versions import DOCUMENT, GUID, HOW, WHEN, superseded

STREAMED: Literal["streaming"] = "streaming"
Columns = Mapping[str, list[str]]
"""Record kind to the columns that any dossier reads."""
Wanted = Mapping[str, list[tuple[Member, Touched]]]
"""Record kind to the members that are rows of it, with the dossiers whose rows are wanted."""


class HandedChanges:
    """Changes that were handed in by themselves. `old` are the documents before, `columns` those that are read.

    `gone` and `come` are the rows in force that went and came, by kind; all other rows of a dossier are `common`.
    """

    def __init__(
        self, state: State, old: Sources, changes: Sources, columns: Columns, dossiers: Iterable[Dossier]
    ) -> None:  # fmt: skip
        self.state, self.old, self.changes, self.columns = state, old, changes, columns
        self.fresh = {kind: pl.concat(frames).collect(engine="streaming") for kind, frames in changes.frames.items()}
        self.before = state.superseded()
        self.after = dict(self.before)
        self.keys = {dossier.name: Touched(dossier, self._fresh_keys(dossier)) for dossier in dossiers}
        self.members = [(member, self.keys[dossier.name]) for dossier in dossiers for member in dossier.members]
        self.gone: Frames = {}
        self.come: Frames = {}
        self._stay: Frames = {}
        self._went: Frames = {}
        self._revived: Frames = {}
        self._near: dict[str, pl.Expr] = {}
        kinds = [record(kind) for kind in sorted(old.kinds()) if kind in columns]
        for lines in (False, True):
            # Documents come before their lines, which go out of force with them. Files are read side by side.
            wave = [made for made in kinds if bool(made.part_of) == lines]
            self._near.update({made.kind(): self._nearness(made) for made in wave})
            found = pl.collect_all([self._scan(made.kind(), self._near[made.kind()]) for made in wave], engine=STREAMED)
            for made, rows in zip(wave, found, strict=True):
                self._exchange(made, rows)

    def common(self, wanted: Wanted) -> Frames:
        """The rows of some dossiers that are in force before and after, and rows of other dossiers."""
        found: Frames = {}
        for kind, members in wanted.items():
            rows = [self._stay[kind]]
            beyond = [(member, touched.beyond(self.keys[touched.dossier.name])) for member, touched in members]
            more = [touched.near(member) for member, touched in beyond if len(touched.keys)]
            if more:
                scanned = self._scan(kind, near(more) & ~self._near[kind]).collect(engine=STREAMED)
                rows.append(self._sides(kind, scanned)[1].select(self.columns[kind]))
            found[kind] = pl.concat(rows)
        return found

    def keep(self, folder: Path) -> list[Layer]:
        """Write the digests of what is in force now; the layers they lie in."""
        layers = [*self.state.layers, frames_of(self.changes)]
        if not self.state.has_digests():
            return layers
        seed = self.state.seed
        for path in sorted((self.state.folder / "digests").glob("[0-9]*.u64")):
            link(path, folder / "digests" / path.name)
        for kind, rows in self.fresh.items():
            numbered = standing(kind, rows.with_row_index(ROW).lazy(), self._marks(kind, self.after)).collect()
            digests = np.zeros(rows.height, dtype=np.uint64)
            digests[numbered[ROW].to_numpy()] = digests_of(numbered, self.columns[kind], seed)
            write_digests(folder / "digests" / f"{len(layers) - 1}-{kind}.u64", digests)
        for name, moved in (("less", self._went), ("more", self._revived)):
            for kind, rows in moved.items():
                every = np.concatenate([self.state.moved(name, kind), digests_of(rows, self.columns[kind], seed)])
                if len(every):
                    write_digests(folder / "digests" / f"{name}-{kind}.u64", every)
        return layers

    def _fresh_keys(self, dossier: Dossier) -> list[pl.Series]:
        members = [member for member in dossier.members if member.record.kind() in self.fresh]
        return [self.fresh[member.record.kind()].select(key_of(member)).to_series() for member in members]

    def _exchange(self, made: type[Record], found: pl.DataFrame) -> None:
        """What went and came of a kind, of the rows found near."""
        kind, columns = made.kind(), self.columns[made.kind()]
        fresh = self.fresh.get(kind, pl.DataFrame(schema=made.schema())).select(found.columns)
        if kind in self.fresh and HOW in made.columns:
            self.after.update(self._superseded(made, found, fresh))
        went, stay, revived = self._sides(kind, found)
        came = standing(kind, fresh.lazy(), self._marks(kind, self.after)).collect()
        self._went[kind], self._revived[kind] = went.select(columns), revived.select(columns)
        both = pl.concat([revived, came]).select(columns)
        self.gone[kind], self.come[kind], same = cancelled(self._went[kind], both)
        self._stay[kind] = pl.concat([stay.select(columns), same])

    def _sides(self, kind: str, found: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """Of rows of the documents before: those that went out of force, that stay in it, that come into it."""
        rows = found.with_row_index(ROW)
        before = standing(kind, rows.lazy(), self._marks(kind, self.before)).select(ROW).collect()[ROW]
        left = untouched(record(kind), rows.lazy(), self.fresh)
        after = standing(kind, left, self._marks(kind, self.after)).select(ROW).collect()[ROW]
        was, is_ = (rows[ROW].is_in(side.implode()) for side in (before, after))
        return found.filter(was & ~is_), found.filter(was & is_), found.filter(~was & is_)

    def _superseded(self, made: type[Record], found: pl.DataFrame, fresh: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """All documents of a kind that are out of force now: versions are decided number by number."""
        kind, keys = made.kind(), made.keys()
        numbers = fresh.select(keys).unique()
        theirs = untouched(made, found.lazy(), self.fresh).join(numbers.lazy(), on=keys, how="semi", nulls_equal=True)
        parts = [superseded(made, pl.concat([theirs, fresh.lazy()]))]
        if kind in self.before:
            parts.append(self.before[kind].join(numbers, on=keys, how="anti", nulls_equal=True))
        every = [part for part in parts if part is not None]
        return {kind: pl.concat(every)} if every else {}

    def _nearness(self, made: type[Record]) -> pl.Expr:
        """A condition that every row fulfils which changes may move or which belongs to a dossier they name."""
        kind = made.kind()
        parts = [touched.near(member) for member, touched in self.members if member.record.kind() == kind]
        if kind in self.fresh:
            # Of one number: the documents a change replaces, and those it puts out of force.
            names = identity(made) if made.part_of else made.keys()
            name = max(names, key=lambda name: (made.schema()[name] == pl.String, self.fresh[kind][name].n_unique()))
            parts.append((name, self.fresh[kind][name]))
        if made.part_of and DOCUMENT in made.columns and (turned := self._turned(made.part_of)):
            parts.append((DOCUMENT, pl.Series(turned)))
        return near(parts)

    def _turned(self, kind: str) -> list[str]:
        """Documents that went out of force or came back into it, by unique id."""
        sides = [set(side[kind][GUID].drop_nulls()) if kind in side else set() for side in (self.before, self.after)]
        return sorted(sides[0] ^ sides[1])

    def _scan(self, kind: str, where: pl.Expr) -> pl.LazyFrame:
        made = record(kind)
        marks = [name for name in (WHEN, HOW, GUID, DOCUMENT) if name in made.columns]
        names = list(dict.fromkeys([*self.columns[kind], *made.keys(), made.needs, *marks]))
        return pl.concat(self.old.frames[kind]).filter(where).select(names)

    def _marks(self, kind: str, side: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        return {name: side[name] for name in (kind, record(kind).part_of) if name in side}
