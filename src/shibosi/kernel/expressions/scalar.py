"""The reading for one dossier in memory: generated plain-Python functions.

One judges a dossier by all its controls; what only controls of one scope need stands behind that scope. Others give the
values of some nodes: what a finding states, what is derived.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.expressions.nodes import TRUE, Node
from shibosi.kernel.expressions.writing import Writer
from shibosi.kernel.parameters import Values

if TYPE_CHECKING:
    from shibosi.kernel.controls import Control

Reckoned = Callable[[Rows, "Circumstances"], tuple[Any, ...] | None]
"""Rows of a dossier and circumstances to the values of some nodes, None where a condition on them is not true."""


@dataclass(frozen=True)
class Circumstances:
    """What holds for a whole run: the as-of day (days since 1970) and which kinds of record are not complete.

    `absent` kinds were not handed in at all, of `unsure` kinds some row could not be read; finding none of either
    says nothing.
    """

    as_of: int
    absent: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()

    @property
    def uncertain(self) -> frozenset[str]:
        """All kinds that are not complete."""
        return self.absent | self.unsure


@dataclass(frozen=True)
class Compiled:
    """The generated function: rows of a dossier and circumstances to one outcome (0 to 3) per control, in order."""

    names: tuple[str, ...]
    source: str
    function: Callable[[Rows, Circumstances], list[int]]

    def __call__(self, rows: Rows, circumstances: Circumstances) -> list[int]:
        return self.function(rows, circumstances)


def compile_controls(dossier: Dossier, controls: "Iterable[Control]", values: Values) -> Compiled:
    """One function that judges one dossier by all given controls."""
    return _Judging(dossier, list(controls), values).compiled()


def compile_values(dossier: Dossier, nodes: Sequence[Node], values: Values, where: Node = TRUE) -> Reckoned:
    """One function that gives the values of some nodes of one dossier, where a condition on it is true."""
    return _Reckoner(dossier, values).reckoned(nodes, where)


class _Judging(Writer):
    """All controls of a dossier."""

    def __init__(self, dossier: Dossier, controls: "list[Control]", values: Values) -> None:
        super().__init__(dossier, values)
        self.controls = controls

    def compiled(self) -> Compiled:
        self._open(self.dossier.members)
        self._put(f"out = [0] * {len(self.controls)}")
        groups: dict[Node, list[tuple[int, Control]]] = {}
        for position, control in enumerate(self.controls):
            groups.setdefault(control.scope, []).append((position, control))
        self._section(self._shared(groups))
        for scope, members in groups.items():
            self._group(scope, members)
        self._put("return out")
        source, function = self._made("controls")
        return Compiled(tuple(control.name for control in self.controls), source, function)

    def _shared(self, groups: "dict[Node, list[tuple[int, Control]]]") -> list[Node]:
        """Nodes that several scopes need, and the scopes themselves."""
        used: dict[Node, set[Node]] = {}
        for scope, members in groups.items():
            for node in self._outside(scope):
                used.setdefault(node, set()).update(groups)
            for _, control in members:
                for node in self._outside(control.condition):
                    used.setdefault(node, set()).add(scope)
        return [node for node, scopes in used.items() if len(scopes) > 1 and node.op != "lit"]

    def _group(self, scope: Node, members: "list[tuple[int, Control]]") -> None:
        """The controls of one scope: judged where it is true, undetermined where it is null."""
        self._section(self._outside(scope))
        name, kept = self.value(scope), dict(self.names)
        if scope is not TRUE:
            self._put(f"if {name}:")
            self.indent += 1
        wanted = [node for _, control in members for node in self._outside(control.condition)]
        self._section([node for node in dict.fromkeys(wanted) if node.op != "lit"])
        for position, control in members:
            self._put(f"out[{position}] = {self._verdict(self.value(control.condition))}")
        if scope is not TRUE:
            self.indent -= 1
            self.names = kept
            if not self.certain(name):
                self._put(f"elif {name} is None: {' = '.join(f'out[{position}]' for position, _ in members)} = 3")

    def _verdict(self, name: str) -> str:
        return f"1 if {name} else 2" if self.certain(name) else f"1 if {name} else 3 if {name} is None else 2"


class _Reckoner(Writer):
    """Some nodes."""

    def reckoned(self, nodes: Sequence[Node], where: Node) -> Reckoned:
        every = [part for node in (where, *nodes) for part in node.walk()]
        kinds = {part.meta if part.op == "count" else part.meta[0] for part in every if part.op in ("col", "count")}
        self._open(member for member in self.dossier.members if member.record.kind() in kinds)
        if where is not TRUE:
            self._section(self._outside(where))
            self._put(f"if {self.value(where)} is not True: return None")
        self._section(list(dict.fromkeys(part for node in nodes for part in self._outside(node))))
        self._put(f"return ({', '.join(self.value(node) for node in nodes)}{',' if nodes else ''})")
        return self._made("values")[1]
