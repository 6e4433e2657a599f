"""What other values change: outcomes before and after, dossier by dossier, counted by control and clause."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

import numpy as np
import polars as pl

from shibosi.batch.impact.doubling import AFTER, Affected, affected, both, values_of_both
from shibosi.batch.impact.moved import Moved, Touching, moved
from shibosi.batch.impact.narrowing import Columns, Narrow
from shibosi.kernel import controls as registry
from shibosi.kernel.assembly import Batch
from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.engines.local import PIECE, SIDE_BY_SIDE
from shibosi.kernel.engines.plan import Question, circumstances, columns_read, order_of_work
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.judging import Judge, Judged
from shibosi.kernel.parameters import Values
from shibosi.kernel.sources import Sources

CHANGES = dict.fromkeys(["dossier", "key", "control", "before", "after"], pl.String)
ORDER = ["dossier", "key", "control"]
NAMES = np.array([outcome.name.lower() for outcome in Outcome])
"""Outcomes by their code."""
EXAMPLES = 5
Progress = Callable[[str, int, int], None]
Made = TypeVar("Made")


class NothingDiffers(ShibosiError):
    """Other values that are those there are."""

    code = "impact-nothing-differs"
    message = "These values are those in force already, in every place and on every day; nothing would change."


@dataclass(frozen=True)
class Impact:
    """What would change. `changes` has a row for each control of a dossier that comes to another outcome, sorted.

    `controls` hang on the values and were judged, `judged` dossiers by them; `spared` dossiers were left out because no
    value differs on their day in their place. An undetermined outcome counts even where a finding about its cause tells
    of it elsewhere.
    """

    moved: tuple[Moved, ...]
    controls: tuple[str, ...]
    judged: int
    spared: int
    changes: pl.DataFrame

    @property
    def dossiers(self) -> int:
        """How many dossiers come to another outcome of any control."""
        return self.changes.select("dossier", "key").n_unique()

    def by_control(self) -> pl.DataFrame:
        """How many dossiers change how: control, before, after, dossiers."""
        names = ["control", "before", "after"]
        return self.changes.group_by(names).len("dossiers").sort(names)

    def by_clause(self) -> pl.DataFrame:
        """How many dossiers change in the controls of each clause: clause, dossiers, sorted by clause."""
        cited = [(name, clause) for name in self.controls for clause in registry.named(name).clauses]
        clauses = pl.DataFrame(cited, schema={"control": pl.String, "clause": pl.String}, orient="row")
        told = self.changes.join(clauses, on="control").select("clause", "dossier", "key").unique()
        return told.group_by("clause").len("dossiers").sort("clause")

    def examples(self, most: int = EXAMPLES) -> pl.DataFrame:
        """Some changes of each kind, in the order of keys."""
        return self.changes.filter(pl.int_range(pl.len()).over("control", "before", "after") < most)


def impact(
    sources: Sources, before: Values, after: Values, as_of: date, only: Sequence[str] = (),
    progress: Progress | None = None,
) -> Impact:  # fmt: skip
    """What other values change among documents, as of a day; with `only` some controls, for these alone.

    Raises NothingDiffers, DerivedDiffers, UnknownControl.
    """
    stretches = moved(before, after)
    if not stretches:
        raise NothingDiffers()
    touching = Touching(before, after, stretches)
    hanging = affected(touching, only)
    work = _Work(sources, touching, as_of)
    parts = [pl.DataFrame(schema=CHANGES)]
    for number, one in enumerate(hanging):
        if progress is not None:
            progress(one.dossier.name, number + 1, len(hanging))
        parts += work.changes(one)
    names = tuple(sorted(control.name for one in hanging for control in one.controls))
    return Impact(tuple(stretches), names, work.judged, work.spared, pl.concat(parts).sort(ORDER))


class _Work:
    """The dossiers of some documents, judged by both values."""

    def __init__(self, sources: Sources, touching: Touching, as_of: date) -> None:
        self.touching = touching
        self.judged = 0
        self.spared = 0
        question = Question(touching.before, as_of)
        self.at = circumstances(question, sources)
        self.work = order_of_work(question, sources)
        self.every: Columns = columns_read(
            Judge(one, question.of(one), question.values, self.at) for one in self.work
        )  # fmt: skip
        self.values = values_of_both(touching)
        self.sources = Sources(dict(sources.frames), dict(sources.rows), work=sources.work)

    def changes(self, one: Affected) -> list[pl.DataFrame]:
        """What changes in the dossiers of a kind."""
        if all(one.dossier is not dossier for dossier in self.work):
            return []
        self._derive({member.record.kind() for member in one.dossier.members})
        judge = Judge(one.dossier, both(one.controls, self.touching), self.values, self.at, derives=False)
        narrow = Narrow(self.sources, judge, self.every, touching=self.touching, parameters=one.parameters)
        found: list[pl.DataFrame] = []
        for size, changed in _each(narrow, lambda judged: (judged.assembled.size, _changed(judged, one.controls))):
            self.judged += size
            found.append(changed)
        self.spared += narrow.spared
        return found

    def _derive(self, kinds: set[str]) -> None:
        """Make the records among these that are made from other dossiers."""
        missing = kinds - self.sources.kinds()
        for dossier in self.work:
            if any(derivation.record.kind() in missing for derivation in dossier.derivations):
                judge = Judge(dossier, [], self.values, self.at)
                for derived in _each(Narrow(self.sources, judge, self.every), lambda judged: judged.derived):
                    for kind, frame in derived.items():
                        self.sources.add(kind, frame.lazy(), frame.height)


def _each(narrow: Narrow, work: Callable[[Judged], Made]) -> Iterator[Made]:
    """What some work makes of all dossiers, judged piece by piece, some side by side."""
    judge = narrow.judge

    def judged(batch: Batch, bounds: tuple[int, int]) -> Made:
        return work(judge.judge_piece(batch, *bounds))

    with ThreadPoolExecutor(min(SIDE_BY_SIDE, pl.thread_pool_size())) as pool:
        for frames in narrow.parts():
            batch = judge.batch(frames)
            yield from pool.map(partial(judged, batch), batch.bounds(PIECE))


def _changed(judged: Judged, controls: Sequence[Control]) -> pl.DataFrame:
    """The dossiers in which a control comes to another outcome."""
    found = [pl.DataFrame(schema=CHANGES)]
    for control in controls:
        before, after = judged.outcomes[control.name], judged.outcomes[control.name + AFTER]
        at = np.flatnonzero(before != after)
        found.append(pl.DataFrame({
            "key": judged.assembled.key_texts(at), "before": NAMES[before[at]], "after": NAMES[after[at]],
        }).select(pl.lit(control.dossier.name).alias("dossier"), "key", pl.lit(control.name).alias("control"),
                  pl.col("before", "after").cast(pl.String)))  # fmt: skip
    return pl.concat(found)
