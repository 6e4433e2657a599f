"""What other values change: outcomes before and after, dossier by dossier, counted by control and clause."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from shibosi.batch.impact.doubling import AFTER, Affected, affected, both, kinds_of, values_of_both
from shibosi.batch.impact.moved import Moved, Touching, moved
from shibosi.batch.impact.narrowing import Columns, Narrow
from shibosi.kernel import controls as registry
from shibosi.kernel.assembly import Batch
from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.dossiers import Dossier
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


class NothingDiffers(ShibosiError):
    """Other values that are those there are."""

    code = "impact-nothing-differs"
    message = "These values are those in force already, in every place and on every day; nothing would change."


@dataclass(frozen=True)
class Impact:
    """What would change. `changes` has a row for each control of a dossier that comes to another outcome, sorted.

    `controls` hang on the values and were judged, `judged` dossiers by them; `spared` dossiers were left out because no
    value differs on their day in their place; none of those that records are made from. An undetermined outcome counts
    even where a finding about its cause tells of it elsewhere.
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
    work = _Work(sources, touching, as_of, hanging)
    parts = [pl.DataFrame(schema=CHANGES)]
    for number, dossier in enumerate(work.todo):
        if progress is not None:
            progress(dossier.name, number + 1, len(work.todo))
        parts += work.changes(dossier)
    names = tuple(sorted(control.name for one in hanging for control in one.controls))
    return Impact(tuple(stretches), names, work.judged, work.spared, pl.concat(parts).sort(ORDER))


class _Work:
    """The dossiers of some documents, judged by both values; those that others are made from first.

    Judging a kind of dossier and making records from it is one pass.
    """

    def __init__(self, sources: Sources, touching: Touching, as_of: date, hanging: Sequence[Affected]) -> None:
        self.touching = touching
        self.hanging = {one.dossier.name: one for one in hanging}
        self.judged = 0
        self.spared = 0
        question = Question(touching.before, as_of)
        self.at = circumstances(question, sources)
        work = order_of_work(question, sources)
        self.every: Columns = columns_read(Judge(one, question.of(one), question.values, self.at) for one in work)
        self.values = values_of_both(touching)
        self.sources = Sources(dict(sources.frames), dict(sources.rows), work=sources.work)
        missing = kinds_of(hanging) - sources.kinds()
        self.deriving = {
            dossier.name for dossier in work for one in dossier.derivations if one.record.kind() in missing
        }
        self.todo = [one for one in work if one.name in self.hanging or one.name in self.deriving]

    def changes(self, dossier: Dossier) -> list[pl.DataFrame]:
        """What changes in the dossiers of a kind; records that later ones need are made from them."""
        one = self.hanging.get(dossier.name, Affected(dossier, (), ()))
        derives = dossier.name in self.deriving
        judge = Judge(dossier, both(one.controls, self.touching), self.values, self.at, derives)
        narrow = Narrow(self.sources, judge, self.every, None if derives else self.touching, one.parameters)
        found: list[pl.DataFrame] = []
        for size, changed, derived in _each(narrow, one.controls):
            self.judged += size if one.controls else 0
            found.append(changed)
            for kind, frame in derived.items():
                self.sources.add(kind, frame.lazy(), frame.height)
        self.spared += narrow.spared
        return found


def _each(narrow: Narrow, controls: Sequence[Control]) -> Iterator[tuple[int, pl.DataFrame, dict[str, pl.DataFrame]]]:
    """How many dossiers, what changes in them and what is made of them: piece by piece, some side by side."""
    judge = narrow.judge

    def work(batch: Batch, bounds: tuple[int, int]) -> tuple[int, pl.DataFrame, dict[str, pl.DataFrame]]:
        judged = judge.judge_piece(batch, *bounds)
        return judged.assembled.size, _changed(judged, controls), judged.derived

    with ThreadPoolExecutor(min(SIDE_BY_SIDE, pl.thread_pool_size())) as pool:
        for frames in narrow.parts():
            batch = judge.batch(frames)
            yield from pool.map(partial(work, batch), batch.bounds(PIECE))


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
