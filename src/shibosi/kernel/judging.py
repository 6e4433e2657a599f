"""Judging a batch: all controls of a dossier over assembled rows.

Order of work: columns of single members are gathered beside each dossier; aggregates are folded from their rows, those
that others build on first; then every scope and condition is one expression, and all of them run in one query.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.kernel.assembly import Assembled, Batch, Frames, Ids, assemble, batch_of
from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.derived import within
from shibosi.kernel.dossiers import Derivation, Dossier, Pair
from shibosi.kernel.expressions.bounds import needs_check, operand_limit
from shibosi.kernel.expressions.folding import Groups
from shibosi.kernel.expressions.nodes import TRUE, Node
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.expressions.vector import Vector
from shibosi.kernel.pairing import match
from shibosi.kernel.parameters import Values
from shibosi.kernel.steps import Step, Steps, source_name

Codes = NDArray[np.uint8]
NO_SCOPE = 4
VERDICT = np.array([0, 0, 0, 2, 1, 3, NO_SCOPE, NO_SCOPE, NO_SCOPE], dtype=np.uint8)
"""The code for a scope and a condition, each 0 for false, 1 for true, 2 for null: at scope * 3 + condition."""


@dataclass
class Judged:
    """What the controls said of a batch: `outcomes[name]` one code per dossier, `header` the columns they used.

    `scopeless[name]` (only where it happens) is 1 where not even the scope could be decided.
    """

    assembled: Assembled
    outcomes: dict[str, Codes]
    scopeless: dict[str, Codes]
    header: pl.DataFrame
    ready: dict[Node, str]
    values: Values
    as_of: int
    absent: frozenset[str]
    derived: dict[str, pl.DataFrame] = field(default_factory=dict)
    makers: dict[str, Ids] = field(default_factory=dict)
    """For each record derived the number of the dossier it was made from."""

    def cut(self, first: int, assembled: Assembled) -> "Judged":
        """The dossiers of one of several batches that were judged together; they begin at number `first`."""
        size = assembled.size
        here = {kind: (numbers >= first) & (numbers < first + size) for kind, numbers in self.makers.items()}
        return Judged(
            assembled,
            {name: codes[first : first + size] for name, codes in self.outcomes.items()},
            {name: codes[first : first + size] for name, codes in self.scopeless.items()},
            self.header.slice(first, size), self.ready, self.values, self.as_of, self.absent,
            {kind: frame.filter(pl.Series(here[kind])) for kind, frame in self.derived.items()},
            {kind: numbers[here[kind]] - first for kind, numbers in self.makers.items()},
        )  # fmt: skip


class Judge:
    """The plan for one dossier; made once, used for any number of batches.

    Records are derived from it as it declares; with `derives` off none are.
    """

    def __init__(
        self, dossier: Dossier, controls: Iterable[Control], values: Values, at: Circumstances, derives: bool = True
    ) -> None:  # fmt: skip
        self.dossier = dossier
        self.controls = list(controls)
        self.values = values
        self.at = at
        self.steps = Steps(dossier, self.controls, dossier.derivations if derives else ())

    def columns(self) -> dict[str, list[str]]:
        """The columns of each record kind that are read at all, keys and numbers included: what has to be loaded."""
        return self.steps.columns()

    def judge(self, frames: Frames) -> Judged:
        """Assemble and judge. Frames hold at least the columns of `columns()`; a kind may be missing altogether."""
        return self.judge_assembled(assemble(self.dossier, frames))

    def batch(self, frames: Frames) -> Batch:
        """The dossiers of some frames, to be judged piece by piece."""
        return batch_of(self.dossier, frames)

    def judge_piece(self, batch: Batch, first: int, last: int) -> Judged:
        """Judge some dossiers of a batch, from a first number to a last one (not included)."""
        return self.judge_assembled(batch.piece(first, last, self.columns()))

    def judge_assembled(self, assembled: Assembled) -> Judged:
        """Judge dossiers that are assembled already."""
        work = _Work(self, assembled)
        for step in self.steps.steps:
            work.fold(step)
        return work.judged()


class _Work:
    """One batch on its way: `header` has one row per dossier."""

    def __init__(self, judge: Judge, assembled: Assembled) -> None:
        self.judge = judge
        self.dossier = judge.dossier
        self.assembled = assembled
        self.vector = Vector(judge.values, judge.at.as_of, {})
        self.header = self._header()
        self.groups: dict[str, Groups] = {}
        self.pairs: dict[str, tuple[Ids, ...]] = {}

    def _header(self) -> pl.DataFrame:
        """Counts of every member, and the columns of single members that are read."""
        frames: list[pl.Series] = [pl.Series("#", np.arange(self.assembled.size))]
        frames += [self._count(node) for node in self.judge.steps.counts]
        for member in self.dossier.members:
            kind = member.record.kind()
            wanted = self.judge.steps.read[kind]
            self._measure(kind, wanted)
            if member.many or not wanted:
                continue
            taken = gathered(self.assembled.frames[kind].select(wanted), self.assembled.at(kind))
            for name in wanted:
                frames.append(_stored(taken[name]).alias(f"{kind}.{name}"))
                self.vector.ready[member.record.columns[name].node(member.record)] = f"{kind}.{name}"
        return pl.DataFrame(frames)

    def _count(self, node: Node) -> pl.Series:
        counts = pl.Series(f"#{node.meta}", self.assembled.count(node.meta).astype(np.int64, copy=False))
        self.vector.ready[node] = counts.name
        if node.meta in self.judge.at.uncertain:
            return pl.select(pl.when(counts > 0).then(counts)).to_series().alias(counts.name)
        return counts

    def _measure(self, kind: str, names: list[str]) -> None:
        """Note how large the whole numbers of a frame are, so that arithmetic stays in 64 bits where it can."""
        member = self.dossier.member(kind)
        assert member is not None
        frame = self.assembled.frames[kind]
        for name in names:
            node = member.record.columns[name].node(member.record)
            if node.kind == "int":
                series = _stored(frame[name])
                low, high = series.min(), series.max()
                assert isinstance(low, int | None) and isinstance(high, int | None)
                self.vector.sizes[node] = max(abs(low or 0), abs(high or 0))

    # -- rows

    def fold(self, step: Step) -> None:
        """Compute aggregates over the same rows and put them beside the dossiers."""
        frame, ids = self._rows(step)
        within = self.vector.within(step.ready)
        found = frame.lazy().select(
            [within.expression(node).alias(str(at)) for at, node in enumerate(step.values)]
        ).collect() if step.values else frame  # fmt: skip
        groups = self.groups.get(source_name(step.rows))
        if groups is None:
            groups = self.groups[source_name(step.rows)] = Groups(ids, self.assembled.size)
        place = {node: str(at) for at, node in enumerate(step.values)}
        columns: list[pl.Series] = []
        for node in step.aggregates:
            value, where = (None if arg is TRUE else _full(found[place[arg]], len(ids)) for arg in node.args)
            if value is None:
                value = pl.Series(np.ones(len(ids), dtype=bool))
            elif node.op == "sum" and needs_check(node):
                value = pl.select(pl.when(value.cast(pl.Int128).abs() < operand_limit(node)).then(value)).to_series()
            name = f"~{node.order}"
            columns.append(groups.fold(node.op, value, where).alias(name))
            self.vector.ready[node] = name
            if node.op == "sum":
                self.vector.sizes[node] = within.size(node.args[0]) * max(groups.longest, 1)
        self.header = self.header.with_columns(columns)

    def _rows(self, step: Step) -> tuple[pl.DataFrame, Ids]:
        """The rows of a step with what they need of their dossier, and the dossier of each."""
        parts: list[pl.Series] = []
        if isinstance(step.rows, Pair):
            ids, at_left, at_right = self._pair(step.rows)
            for kind, at in ((step.rows.left.kind(), at_left), (step.rows.right.kind(), at_right)):
                if step.own[kind]:
                    taken = gathered(self.assembled.frames[kind].select(step.own[kind]), at)
                    parts += [_stored(taken[name]).alias(f"{kind}.{name}") for name in step.own[kind]]
        else:
            kind = step.rows.record.kind()
            ids = self.assembled.ids[kind]
            parts += [_stored(self.assembled.frames[kind][name]).alias(f"{kind}.{name}") for name in step.own[kind]]
        parts += self._borrow(step.borrowed, ids)
        return pl.DataFrame(parts or [pl.Series("#", ids)]), ids

    def _pair(self, rows: Pair) -> tuple[Ids, ...]:
        if rows.name not in self.pairs:
            left, right = rows.left.kind(), rows.right.kind()
            frames, ids = self.assembled.frames, self.assembled.ids
            numbers = frames[left][rows.on[0]], frames[right][rows.on[1]]
            self.pairs[rows.name] = match(ids[left], numbers[0], ids[right], numbers[1], rows.lookup)
        return self.pairs[rows.name]

    def _borrow(self, nodes: list[Node], ids: Ids) -> list[pl.Series]:
        """What rows need of their dossier, repeated beside them."""
        if not nodes:
            return []
        found = self.header.lazy().select(
            [self.vector.expression(node).alias(f"^{node.order}") for node in nodes]
        ).collect()  # fmt: skip
        whole = pl.DataFrame([_full(found[name], self.header.height) for name in found.columns])
        return gathered(whole, ids).get_columns()

    # -- verdict

    def judged(self) -> Judged:
        """Outcome codes of every control, and the records derived."""
        truths = self._truths()
        outcomes: dict[str, Codes] = {}
        scopeless: dict[str, Codes] = {}
        for control in self.judge.controls:
            codes = VERDICT[truths[control.scope] * np.uint8(3) + truths[control.condition]]
            if 2 in truths[control.scope]:
                unscoped = codes == NO_SCOPE
                scopeless[control.name] = unscoped.astype(np.uint8)
                codes[unscoped] = Outcome.UNDETERMINED
            outcomes[control.name] = codes
        at = self.judge.at
        ready = dict(self.vector.ready)
        made = Judged(self.assembled, outcomes, scopeless, self.header, ready, self.judge.values, at.as_of, at.absent)
        for derivation in self.judge.steps.derivations:
            kind = derivation.record.kind()
            made.derived[kind], made.makers[kind] = self._derived(derivation)
        return made

    def _truths(self) -> dict[Node, Codes]:
        """Every scope and condition, each once, per dossier: 0 false, 1 true, 2 null."""
        wanted = dict.fromkeys(node for control in self.judge.controls for node in (control.scope, control.condition))
        size = self.header.height
        names = {node: str(place) for place, node in enumerate(wanted) if node is not TRUE}
        found = self.header.lazy().select(
            [self.vector.expression(node).alias(name) for node, name in names.items()]
        ).collect() if names else self.header  # fmt: skip
        truths = {node: _truth(_full(found[name], size)) for node, name in names.items()}
        return {**truths, TRUE: np.ones(size, dtype=np.uint8)}

    def _derived(self, derivation: Derivation) -> tuple[pl.DataFrame, Ids]:
        columns = [
            within(self.vector.expression(node), derivation, name).alias(name)
            for name, node in derivation.columns.items()
        ]
        where = self.vector.expression(derivation.where).alias("#where")
        frame = self.header.lazy().select(where, pl.col("#"), *columns).filter(pl.col("#where")).collect()
        schema = derivation.record.schema()
        given = [pl.col(name).cast(pl.Int32).cast(kind) if kind == pl.Date else pl.col(name).cast(kind)
                 for name, kind in schema.items() if name in derivation.columns]  # fmt: skip
        absent = [pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in frame.columns]
        return frame.select(given + absent), frame["#"].to_numpy()


def gathered(frame: pl.DataFrame, at: Ids) -> pl.DataFrame:
    """Rows of a frame by position, a row of nulls for -1."""
    if len(at) == frame.height and bool(np.all(at == np.arange(len(at)))):
        return frame
    if len(at) == 0 or int(at.min()) >= 0:
        return frame[at]
    places = pl.select(pl.when(pl.Series(at) >= 0).then(pl.Series(at))).to_series()
    return frame.select(pl.all().gather(places))


def _stored(series: pl.Series) -> pl.Series:
    """A column as the trees count it: days and instants as whole numbers."""
    if series.dtype == pl.Date or isinstance(series.dtype, pl.Datetime):
        return series.to_physical().cast(pl.Int64)
    return series


def _truth(series: pl.Series) -> Codes:
    return series.cast(pl.UInt8).fill_null(2).to_numpy()


def _full(series: pl.Series, height: int) -> pl.Series:
    """A constant expression comes back with one row: repeat it."""
    return series if len(series) == height else series.new_from_index(0, height)
