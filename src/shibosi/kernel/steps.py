"""The plan for one kind of dossier: what is read, what is folded in which order, what rows need of their dossier.

Made once, used for any number of batches.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import Derivation, Dossier, Member, Pair
from shibosi.kernel.expressions.nodes import AGGREGATES, TRUE, Node


@dataclass(frozen=True)
class Step:
    """Aggregates over the same rows that can be folded together.

    `values` are what is computed for each row, `own` the columns of the rows by record kind, `borrowed` what the rows
    need of their dossier, `ready` how all leaves of the values are called in a frame of the rows.
    """

    rows: Member | Pair
    aggregates: list[Node]
    values: list[Node]
    own: dict[str, list[str]]
    borrowed: list[Node]
    ready: dict[Node, str]


class Steps:
    """What a dossier's controls and derivations read, and the steps in which aggregates are folded."""

    def __init__(self, dossier: Dossier, controls: Iterable[Control], derivations: Iterable[Derivation]) -> None:
        self.dossier = dossier
        self.derivations = tuple(derivations)
        roots = [node for control in controls for node in _of(control)]
        for derivation in self.derivations:
            roots += [derivation.where, *derivation.columns.values()]
        self.nodes = list(dict.fromkeys(node for root in roots for node in root.walk()))
        self.read: dict[str, list[str]] = {member.record.kind(): [] for member in dossier.members}
        for node in self.nodes:
            if node.op == "col":
                self.read[node.meta[0]].append(node.meta[1])
        self.counts = [node for node in self.nodes if node.op == "count"]
        self.steps = [self._step(aggregates) for aggregates in self._levels()]

    def columns(self) -> dict[str, list[str]]:
        """The columns of each record kind that are read at all, keys and numbers included: what has to be loaded."""
        wanted = {member.record.kind(): {*member.by, *member.record.keys()} for member in self.dossier.members}
        for pair in self.dossier.pairs:
            wanted[pair.left.kind()].add(pair.on[0])
            wanted[pair.right.kind()].add(pair.on[1])
        for kind, names in self.read.items():
            wanted[kind].update(names)
        return {kind: sorted(names) for kind, names in wanted.items()}

    def only_counts(self) -> bool:
        """Whether nothing is read of the rows but how many there are."""
        return not any(self.read.values()) and not self.derivations

    def kinds(self) -> set[str]:
        """The record kinds of which anything is read, be it how many rows there are."""
        counted = {node.meta for node in self.counts}
        folded = {kind for step in self.steps for kind in step.own}
        return {kind for kind, names in self.read.items() if names} | counted | folded

    def _levels(self) -> list[list[Node]]:
        """Aggregates by rows, those that others build on first."""
        depth: dict[Node, int] = {}
        levels: dict[int, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for node in self.nodes:
            below = max((depth[arg] for arg in node.args), default=0)
            depth[node] = below + (node.op in AGGREGATES)
            if node.op in AGGREGATES:
                source = self.dossier.rows_of(node)
                assert source is not None
                levels[depth[node]][source_name(source)].append(node)
        return [aggregates for level in sorted(levels) for aggregates in levels[level].values()]

    def _step(self, aggregates: list[Node]) -> Step:
        rows = self.dossier.rows_of(aggregates[0])
        assert rows is not None
        kinds = {rows.record.kind()} if isinstance(rows, Member) else {rows.left.kind(), rows.right.kind()}
        own: dict[str, list[str]] = {kind: [] for kind in kinds}
        borrowed: list[Node] = []
        ready: dict[Node, str] = {}
        for node in self._inside(aggregates):
            if node.op == "col" and node.meta[0] in kinds:
                own[node.meta[0]].append(node.meta[1])
                ready[node] = ".".join(node.meta)
            elif node.op != "lit" and self.dossier.row_source(node) is None:
                borrowed.append(node)
                ready[node] = f"^{node.order}"
        values = list(dict.fromkeys(arg for node in aggregates for arg in node.args if arg is not TRUE))
        return Step(rows, aggregates, values, own, borrowed, ready)

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
                stack.extend(node.args if node.op != "in" else _beside_list(node))
        return list(found)


def source_name(source: Member | Pair) -> str:
    """How rows are called in a plan."""
    return source.name if isinstance(source, Pair) else source.record.kind()


def _of(control: Control) -> list[Node]:
    extra = [control.day] if control.day is not None else []
    return [control.scope, control.condition, control.place, *extra]


def _beside_list(node: Node) -> list[Node]:
    """What membership needs per row: the text; of a list parameter, which is no column, its day and place."""
    return [node.args[0], *(part for parameter in node.args[1:] for part in parameter.args)]
