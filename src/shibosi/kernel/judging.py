"""Judging a batch: all controls of a dossier over assembled rows.

Order of work: columns of single members are gathered beside each dossier; aggregates are folded from their rows, those
that others build on first; then every scope and condition is one expression, and all of them run in one query.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shibosi.kernel.assembly import Assembled, Frames, Ids, assemble
from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.dossiers import Derivation, Dossier, Member, Pair
from shibosi.kernel.expressions.bounds import needs_check, operand_limit
from shibosi.kernel.expressions.folding import Groups
from shibosi.kernel.expressions.nodes import AGGREGATES, TRUE, Node
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.expressions.vector import Vector
from shibosi.kernel.pairing import match
from shibosi.kernel.parameters import Values

Codes = NDArray[np.uint8]
NO_SCOPE = 4


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
    """The plan for one dossier; made once, used for any number of batches."""

    def __init__(self, dossier: Dossier, controls: Iterable[Control], values: Values, at: Circumstances) -> None:
        self.dossier = dossier
        self.controls = list(controls)
        self.values = values
        self.at = at
        self.roots = [node for control in self.controls for node in self._of(control)]
        for derivation in dossier.derivations:
            self.roots += [derivation.where, *derivation.columns.values()]
        self.nodes = list(dict.fromkeys(node for root in self.roots for node in root.walk()))
        self.levels = self._levels()

    @staticmethod
    def _of(control: Control) -> list[Node]:
        extra = [control.day] if control.day is not None else []
        return [control.scope, control.condition, control.place, *extra]

    def columns(self) -> dict[str, list[str]]:
        """The columns of each record kind that are read at all, keys and numbers included: what has to be loaded."""
        wanted = {member.record.kind(): {*member.by, *member.record.keys()} for member in self.dossier.members}
        for pair in self.dossier.pairs:
            wanted[pair.left.kind()].add(pair.on[0])
            wanted[pair.right.kind()].add(pair.on[1])
        for node in self.nodes:
            if node.op == "col":
                wanted[node.meta[0]].add(node.meta[1])
        return {kind: sorted(names) for kind, names in wanted.items()}

    def judge(self, frames: Frames) -> Judged:
        """Assemble and judge. Frames hold at least the columns of `columns()`; a kind may be missing altogether."""
        return self.judge_assembled(assemble(self.dossier, frames))

    def judge_assembled(self, assembled: Assembled) -> Judged:
        """Judge dossiers that are assembled already."""
        work = _Batch(self, assembled)
        for level in sorted(self.levels):
            for source, aggregates in self.levels[level].items():
                work.fold(source, aggregates)
        return work.judged()

    def _levels(self) -> dict[int, dict[str, list[Node]]]:
        depth: dict[Node, int] = {}
        levels: dict[int, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for node in self.nodes:
            below = max((depth[arg] for arg in node.args), default=0)
            depth[node] = below + (node.op in AGGREGATES)
            if node.op in AGGREGATES:
                source = self.dossier.rows_of(node)
                assert source is not None
                levels[depth[node]][source_name(source)].append(node)
        return levels


def source_name(source: Member | Pair) -> str:
    """How rows are called in a plan."""
    return source.name if isinstance(source, Pair) else source.record.kind()


class _Batch:
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
        wanted: dict[str, list[str]] = defaultdict(list)
        for node in self.judge.nodes:
            if node.op == "col":
                wanted[node.meta[0]].append(node.meta[1])
            elif node.op == "count":
                frames.append(self._count(node))
        for member in self.dossier.members:
            kind = member.record.kind()
            if member.many or not wanted[kind]:
                self._measure(kind, wanted[kind])
                continue
            at = self.assembled.at(kind)
            taken = gathered(self.assembled.frames[kind].select(wanted[kind]), at)
            for name in wanted[kind]:
                frames.append(_stored(taken[name]).alias(f"{kind}.{name}"))
                self.vector.ready[member.record.columns[name].node(member.record)] = f"{kind}.{name}"
            self._measure(kind, wanted[kind])
        return pl.DataFrame(frames)

    def _count(self, node: Node) -> pl.Series:
        counts = pl.Series(f"#{node.meta}", self.assembled.count(node.meta).astype(np.int64))
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

    def fold(self, source: str, aggregates: list[Node]) -> None:
        """Compute aggregates over the same rows and put them beside the dossiers."""
        rows = self.dossier.rows_of(aggregates[0])
        assert rows is not None
        frame, ids = self._rows(rows, aggregates)
        inner = list(dict.fromkeys(arg for node in aggregates for arg in node.args if arg is not TRUE))
        outside = dict(self.vector.ready)
        self.vector.ready.update(self._row_ready(rows, aggregates))
        found = frame.lazy().select(
            [self.vector.expression(node).alias(str(at)) for at, node in enumerate(inner)]
        ).collect() if inner else frame  # fmt: skip
        self.vector.ready = outside
        groups = self.groups.setdefault(source, Groups(ids, self.assembled.size))
        columns: list[pl.Series] = []
        for node in aggregates:
            value, where = (None if arg is TRUE else _full(found[str(inner.index(arg))], len(ids)) for arg in node.args)
            if value is None:
                value = pl.Series(np.ones(len(ids), dtype=bool))
            elif node.op == "sum" and needs_check(node):
                value = pl.select(pl.when(value.cast(pl.Int128).abs() < operand_limit(node)).then(value)).to_series()
            name = f"~{node.order}"
            columns.append(groups.fold(node.op, value, where).alias(name))
            self.vector.ready[node] = name
            if node.op == "sum":
                self.vector.sizes[node] = self.vector.size(node.args[0]) * max(groups.longest, 1)
        self.header = self.header.with_columns(columns).rechunk()

    def _rows(self, rows: Member | Pair, aggregates: list[Node]) -> tuple[pl.DataFrame, Ids]:
        own: dict[str, list[str]] = defaultdict(list)
        borrowed: list[Node] = []
        for node in self._inside(aggregates):
            if node.op == "col" and self._is_row(node, rows):
                own[node.meta[0]].append(node.meta[1])
            elif node.op != "lit" and self.dossier.row_source(node) is None:
                borrowed.append(node)
        parts: list[pl.Series] = []
        if isinstance(rows, Member):
            kind = rows.record.kind()
            ids = self.assembled.ids[kind]
            parts += [_stored(self.assembled.frames[kind][name]).alias(f"{kind}.{name}") for name in own[kind]]
        else:
            ids, at_left, at_right = self._pair(rows)
            for kind, at in ((rows.left.kind(), at_left), (rows.right.kind(), at_right)):
                if own[kind]:
                    taken = gathered(self.assembled.frames[kind].select(own[kind]), at)
                    parts += [_stored(taken[name]).alias(f"{kind}.{name}") for name in own[kind]]
        parts += self._borrow(borrowed, ids)
        return pl.DataFrame(parts or [pl.Series("#", ids)]), ids

    def _pair(self, rows: Pair) -> tuple[Ids, ...]:
        if rows.name not in self.pairs:
            left, right = rows.left.kind(), rows.right.kind()
            frames, ids = self.assembled.frames, self.assembled.ids
            numbers = frames[left][rows.on[0]], frames[right][rows.on[1]]
            self.pairs[rows.name] = match(ids[left], numbers[0], ids[right], numbers[1], rows.lookup)
        return self.pairs[rows.name]

    def _inside(self, aggregates: list[Node]) -> list[Node]:
        """The nodes to be computed per row, and the first ones met that belong to the dossier as a whole."""
        found: dict[Node, None] = {}
        stack = [arg for node in aggregates for arg in node.args]
        while stack:
            node = stack.pop()
            if node in found:
                continue
            found[node] = None
            if self.dossier.row_source(node) is not None:
                stack.extend(node.args if node.op != "in" else self._beside_list(node))
        return list(found)

    @staticmethod
    def _beside_list(node: Node) -> list[Node]:
        """What membership needs per row: the text; of a list parameter, which is no column, its day and place."""
        return [node.args[0], *(part for parameter in node.args[1:] for part in parameter.args)]

    def _is_row(self, node: Node, rows: Member | Pair) -> bool:
        kinds = {rows.record.kind()} if isinstance(rows, Member) else {rows.left.kind(), rows.right.kind()}
        return node.meta[0] in kinds

    def _row_ready(self, rows: Member | Pair, aggregates: list[Node]) -> dict[Node, str]:
        ready: dict[Node, str] = {}
        for node in self._inside(aggregates):
            if node.op == "col" and self._is_row(node, rows):
                ready[node] = ".".join(node.meta)
            elif node.op != "lit" and self.dossier.row_source(node) is None:
                ready[node] = f"^{node.order}"
        return ready

    def _borrow(self, nodes: list[Node], ids: Ids) -> list[pl.Series]:
        """What rows need of their dossier, repeated beside them."""
        if not nodes:
            return []
        nodes = list(dict.fromkeys(nodes))
        found = self.header.lazy().select(
            [self.vector.expression(node).alias(f"^{node.order}") for node in nodes]
        ).collect()  # fmt: skip
        return pl.DataFrame([_full(found[name], self.header.height) for name in found.columns])[ids].get_columns()

    # -- verdict

    def judged(self) -> Judged:
        """Outcome codes of every control, and the records derived."""
        controls = self.judge.controls
        wanted = [self._code(control).alias(control.name) for control in controls]
        found = self.header.lazy().select(wanted).collect() if wanted else pl.DataFrame()
        outcomes: dict[str, Codes] = {}
        scopeless: dict[str, Codes] = {}
        for control in controls:
            codes = _full(found[control.name], self.header.height).to_numpy().astype(np.uint8)
            if bool(np.any(codes == NO_SCOPE)):
                scopeless[control.name] = (codes == NO_SCOPE).astype(np.uint8)
                codes = np.minimum(codes, np.uint8(Outcome.UNDETERMINED))
            outcomes[control.name] = codes
        made = Judged(
            self.assembled,
            outcomes,
            scopeless,
            self.header,
            dict(self.vector.ready),
            self.judge.values,
            self.judge.at.as_of,
            self.judge.at.absent,
        )
        for derivation in self.dossier.derivations:
            kind = derivation.record.kind()
            made.derived[kind], made.makers[kind] = self._derived(derivation)
        return made

    def _code(self, control: Control) -> pl.Expr:
        condition = self.vector.expression(control.condition)
        verdict = (
            pl.when(condition.is_null()).then(3).when(condition).then(1).otherwise(2).cast(pl.UInt8)
        )  # fmt: skip
        if control.scope is TRUE:
            return verdict
        scope = self.vector.expression(control.scope)
        return pl.when(scope.is_null()).then(NO_SCOPE).when(scope).then(verdict).otherwise(0).cast(pl.UInt8)

    def _derived(self, derivation: Derivation) -> tuple[pl.DataFrame, Ids]:
        columns = [
            _shifted(self.vector.expression(node), derivation.shifts.get(name, 0)).alias(name)
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
    if len(at) and int(at.min()) < 0:
        nothing = pl.DataFrame({name: [None] for name in frame.columns}, schema=frame.schema)
        frame = pl.concat([frame, nothing]).rechunk()
        at = np.where(at < 0, frame.height - 1, at)
    return frame[at]


def _stored(series: pl.Series) -> pl.Series:
    """A column as the trees count it: days and instants as whole numbers."""
    if series.dtype == pl.Date or isinstance(series.dtype, pl.Datetime):
        return series.to_physical().cast(pl.Int64)
    return series


def _full(series: pl.Series, height: int) -> pl.Series:
    """A constant expression comes back with one row: repeat it."""
    return series if len(series) == height else series.new_from_index(0, height)


def _shifted(number: pl.Expr, decimals: int) -> pl.Expr:
    """A number with so many decimals fewer, rounded half up (or more, for a negative count)."""
    if decimals <= 0:
        return number if decimals == 0 else number * pl.lit(10 ** abs(decimals), dtype=pl.Int64)
    step = pl.lit(10**decimals, dtype=pl.Int64)
    return (number + pl.lit(10**decimals // 2, dtype=pl.Int64)) // step
