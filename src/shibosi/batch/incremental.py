"""Incremental runs: judge again only the dossiers whose documents changed, or that only waited for time to pass.

A run's findings and counts are those of the run before, less what its touched dossiers gave, plus what they give now.
The answer is the same as that of a full run. Where that cannot be said, everything is judged, and the run says why
(see `hindrances`).
"""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import Protocol

import polars as pl

from shibosi.batch.changes import Columns, HandedChanges, Wanted
from shibosi.batch.compared import FullFiles
from shibosi.batch.hindrances import hindrance
from shibosi.batch.inputs import InputChanged, InputGone, Stamps
from shibosi.batch.keeping import carry_derived, made_folder, waiting_of, write_about, write_rest
from shibosi.batch.layers import layers, merged, with_changes
from shibosi.batch.rows import cancelled, less
from shibosi.batch.state import Layer, State, StateDamaged, every_dossier, state_of
from shibosi.batch.touched import Touched, key_of, near
from shibosi.kernel.assembly import Frames
from shibosi.kernel.dossiers import Dossier, Member
from shibosi.kernel.engines import local
from shibosi.kernel.engines.plan import (
    SORTED,
    Part,
    Question,
    Result,
    circumstances,
    columns_read,
    judge_change,
    order_of_work,
    part_of,
)  # fmt: skip
from shibosi.kernel.findings import COUNTS
from shibosi.kernel.judging import Judge, Judged
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.patience import told_on_the_day
from shibosi.kernel.records import record
from shibosi.kernel.runs import Run
from shibosi.kernel.sources import Sources

MOST = 2_000_000
"""Dossiers judged again at most: they are held in memory."""
FEW = 20_000
"""So many are always judged again, whatever share they are of all."""
SIDE_BY_SIDE = 2
"""Kinds of dossier judged at a time."""
NUMBERS = [name for name, kind in COUNTS.items() if kind == pl.Int64]


class Changes(Protocol):
    """What changed between two states of the documents; see `HandedChanges` and `FullFiles`."""

    gone: Frames
    come: Frames
    after: dict[str, pl.DataFrame]

    def common(self, wanted: Wanted) -> Frames: ...

    def keep(self, folder: Path) -> list[Layer]: ...


class Since:
    """A run since an earlier one: `sources` are all documents as they are now, `handed` what was handed in now."""

    def __init__(self, before: Run, handed: Sources, only_changes: bool, work: Path) -> None:
        self.before, self.handed, self.only_changes = before, handed, only_changes
        self.because = ""
        self.state = state_of(before.folder)
        self._work = work
        self._layers: list[Sources] | None = None
        self._found: _Found | None = None
        self.sources = with_changes(merged(self.layers()), handed) if only_changes else handed

    def layers(self) -> list[Sources]:
        """What the run before was made of. Raises InputChanged or InputGone."""
        if self._layers is None:
            self._layers = layers(self.before, self._work, self.state)
        return self._layers

    def result(self, question: Question, progress: local.Progress | None = None) -> Result | None:
        """What a full run would find; None, and `because` says why, where a full run has to be made."""
        self.because = hindrance(self.before, self.state, question, self.sources, self.only_changes)
        if self.because or self.state is None:
            return None
        at = circumstances(question, self.sources)
        work = order_of_work(question, self.sources)
        judges = {dossier.name: Judge(dossier, question.of(dossier), question.values, at) for dossier in work}
        columns = columns_read(judges.values())
        try:
            changes = self._changes(columns, work)
            found = _Found(self.before, self.state, question, changes, progress)
            if not found.judge(list(judges.values())):
                self.because = "many-changes"
                return None
        except StateDamaged:
            self.because = "state-damaged"
            return None
        except (InputChanged, InputGone):
            if self.only_changes:
                raise
            self.because = "inputs"
            return None
        self._found = found
        return found.result(sorted(at.absent))

    def keep(self, folder: Path, question: Question, stamps: Stamps) -> None:
        """Leave the state of an incremental run for the next one."""
        found, state = self._found, self.state
        assert found is not None and state is not None
        into = made_folder(folder)
        kept = found.changes.keep(into)
        for kind, made in found.derived.items():
            carry_derived(state, into, kind, made.gone, made.come)
        write_rest(into, found.changes.after, found.waiting)
        known = {**(state.stamps if self.only_changes else {}), **stamps}
        digests = not self.only_changes or state.has_digests()
        write_about(into, question, self.sources, state.columns, kept, known, state.seed, digests, state)

    def _changes(self, columns: Columns, work: Sequence[Dossier]) -> "Changes":
        assert self.state is not None
        derived = {made.record.kind() for dossier in work for made in dossier.derivations}
        plain = [dossier for dossier in work if not _kinds(dossier) & derived]
        if not self.only_changes:
            return FullFiles(self.state, self.layers(), self.handed, columns, plain)
        return HandedChanges(self.state, merged(self.layers()), self.handed, columns, plain)


@dataclass
class _Derived:
    """Records of one kind that are made from dossiers: those that went and came."""

    gone: pl.DataFrame
    come: pl.DataFrame


class _Found:
    """The findings of the run before on their way to those of now."""

    def __init__(
        self, before: Run, state: State, question: Question, changes: Changes, progress: local.Progress | None
    ) -> None:  # fmt: skip
        self.state, self.question, self.changes, self.progress = state, question, changes, progress
        self.day = before.as_of
        self.findings = _on_the_day(state.findings(), question)
        self.counts = state.counts()
        self.dossiers: dict[str, int] = dict(before.about["dossiers"])
        self.waiting = state.waiting()
        self.waited = self.waiting if question.as_of > before.as_of else self.waiting.clear()
        self.derived: dict[str, _Derived] = {}

    def judge(self, judges: Sequence[Judge]) -> bool:
        """Judge what is touched, dossiers that others are made from first; False where that is nearly everything."""
        made = {derivation.record.kind() for judge in judges for derivation in judge.dossier.derivations}
        first = [judge for judge in judges if not _kinds(judge.dossier) & made]
        later = [judge for judge in judges if _kinds(judge.dossier) & made]
        for wave in (first, later):
            if wave is later:
                self._complete(made)
            touched = {judge.dossier.name: self._touched(judge.dossier) for judge in wave}
            if any(len(found.keys) > self._most(name) for name, found in touched.items()):
                return False
            common = self._common(touched)
            work = [judge for judge in wave if len(touched[judge.dossier.name].keys)]
            for number, judge in enumerate(work):
                if self.progress is not None:
                    self.progress(judge.dossier.name, number + 1, len(work))
            with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
                # Those with most controls first: they take longest.
                work.sort(key=lambda judge: -len(judge.controls))
                theirs = [touched[judge.dossier.name] for judge in work]
                found = pool.map(self._again, work, theirs, repeat(common))
                for judge, keys, (gone, come, waiting) in zip(work, theirs, found, strict=True):
                    self._exchange(judge, keys, gone, come, waiting)
        return True

    def _complete(self, made: set[str]) -> None:
        """Records made from dossiers of which none was touched stay as they were."""
        for kind in made - set(self.derived):
            nothing = pl.DataFrame(schema=record(kind).schema())
            self.derived[kind] = _Derived(nothing, nothing)

    def result(self, absent: list[str]) -> Result:
        """What is found now."""
        dossiers = dict(sorted(self.dossiers.items()))
        return Result(self.findings.sort(SORTED), self.counts.sort("control"), dossiers, absent)

    def _most(self, dossier: str) -> int:
        """How many touched dossiers of a kind are judged again. They are judged twice: as they were, as they are."""
        return min(MOST, max(FEW, self.dossiers.get(dossier, 0) // 3))

    def _touched(self, dossier: Dossier) -> Touched:
        """Dossiers of a kind in which a row came or went, and those that waited when days have passed."""
        keys = [self.waited.filter(pl.col("dossier") == dossier.name)["key"]]
        for member in dossier.members:
            gone, come = self._rows(member.record.kind())
            keys += [rows.select(key_of(member)).to_series() for rows in (gone, come) if rows is not None]
        return Touched(dossier, keys)

    def _rows(self, kind: str) -> tuple[pl.DataFrame | None, pl.DataFrame | None]:
        if kind in self.derived:
            return self.derived[kind].gone, self.derived[kind].come
        return self.changes.gone.get(kind), self.changes.come.get(kind)

    def _common(self, touched: dict[str, Touched]) -> Frames:
        """The rows of touched dossiers that are the same as before, by kind."""
        wanted: dict[str, list[tuple[Member, Touched]]] = defaultdict(list)
        for found in touched.values():
            for member in found.dossier.members:
                if len(found.keys):
                    wanted[member.record.kind()].append((member, found))
        common = self.changes.common({kind: wanted[kind] for kind in wanted if kind in self.changes.gone})
        return common | {kind: self._same(kind, wanted[kind]) for kind in wanted if kind in self.derived}

    def _same(self, kind: str, wanted: list[tuple[Member, Touched]]) -> pl.DataFrame:
        """Records made from dossiers that are the same as before, those that some dossiers need."""
        theirs = near([touched.near(member) for member, touched in wanted])
        made, withdrawn = (rows.filter(theirs).collect(engine="streaming") for rows in self.state.derived(kind))
        return less(made, pl.concat([withdrawn, self.derived[kind].gone.filter(theirs).select(made.columns)]))

    def _again(self, judge: Judge, touched: Touched, common: Frames) -> tuple[Part, Part, pl.DataFrame]:
        """What touched dossiers gave before, what they give now, and which of them wait now."""
        before, after = self._sides(judge, touched, common)
        was, is_ = self._judged(judge, before, after)
        return part_of(judge, was, told=False), part_of(judge, is_), waiting_of(is_)

    def _exchange(self, judge: Judge, touched: Touched, gone: Part, come: Part, waiting: pl.DataFrame) -> None:
        """Take out what touched dossiers gave before, put in what they give now."""
        name = judge.dossier.name
        theirs = (pl.col("dossier") == name) & pl.col("key").is_in(touched.keys.implode())
        self.findings = pl.concat([self.findings.filter(~theirs), come.findings])
        self.waiting = pl.concat([self.waiting.filter(~theirs), waiting])
        self.counts = _exchanged(self.counts, gone.counts, come.counts)
        self.dossiers[name] = self.dossiers.get(name, 0) - gone.dossiers + come.dossiers
        for kind in gone.derived:
            self._derive(kind, gone, come)

    def _judged(self, judge: Judge, before: Frames, after: Frames) -> tuple[Judged, Judged]:
        """Dossiers as they were on the day of the run before, and as they are."""
        if self.question.as_of == self.day:
            return judge_change(judge, before, after)
        at = replace(judge.at, as_of=(self.day - DAY_ZERO).days)
        return Judge(judge.dossier, judge.controls, judge.values, at).judge(before), judge.judge(after)

    def _sides(self, judge: Judge, touched: Touched, common: Frames) -> tuple[Frames, Frames]:
        before: Frames = {}
        after: Frames = {}
        for member in judge.dossier.members:
            kind = member.record.kind()
            gone, come = self._rows(kind)
            if gone is None or come is None:
                continue
            stay = touched.rows(member, common[kind])
            before[kind] = pl.concat([stay, touched.rows(member, gone).select(stay.columns)])
            after[kind] = pl.concat([stay, touched.rows(member, come).select(stay.columns)])
        return before, after

    def _derive(self, kind: str, was: Part, is_: Part) -> None:
        """Records made from dossiers: put in those of touched dossiers as they are now."""
        gone, come, _ = cancelled(was.derived[kind], is_.derived[kind])
        self.derived[kind] = _Derived(gone, come)


def _kinds(dossier: Dossier) -> set[str]:
    return {member.record.kind() for member in dossier.members}


def _on_the_day(findings: pl.DataFrame, question: Question) -> pl.DataFrame:
    """Findings of controls that speak of the as-of day, as of the day that is asked for."""
    told = [control.name for dossier in every_dossier() for control in question.of(dossier) if told_on_the_day(control)]
    today = pl.lit(question.as_of, dtype=pl.Date)
    return findings.with_columns(
        pl.when(pl.col("control").is_in(told)).then(today).otherwise(pl.col("day")).alias("day")
    )


def _exchanged(counts: pl.DataFrame, gone: pl.DataFrame, come: pl.DataFrame) -> pl.DataFrame:
    signed = [counts.cast(dict.fromkeys(NUMBERS, pl.Int64)), gone.with_columns(-pl.col(NUMBERS)), come]
    return (
        pl.concat([frame.select(COUNTS.keys()) for frame in signed])
        .group_by("control", "dossier")
        .agg(pl.col(NUMBERS).sum())
    )
