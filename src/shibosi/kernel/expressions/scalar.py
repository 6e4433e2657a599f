"""The reading for one dossier in memory: one generated plain-Python function for all controls of a dossier.

Each node becomes one local variable, rows of a member are walked once for all aggregates over it, and what only
controls of one scope need stands behind that scope. Literals and lists live in a table, never in the source text.
"""

import linecache
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count as counter
from typing import TYPE_CHECKING

from shibosi.kernel.dossiers import Dossier, Member, Pair, Rows
from shibosi.kernel.expressions.bounds import needs_check, operand_limit
from shibosi.kernel.expressions.emission import Words
from shibosi.kernel.expressions.nodes import AGGREGATES, TRUE, Node
from shibosi.kernel.parameters import Values

if TYPE_CHECKING:
    from shibosi.kernel.controls import Control

_serial = counter()


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
    return _Writer(dossier, list(controls), values).compiled()


class _Writer(Words):
    def __init__(self, dossier: Dossier, controls: "list[Control]", values: Values) -> None:
        super().__init__(dossier, values)
        self.controls = controls
        self.lines: list[str] = []
        self.indent = 1
        self.fresh = counter()

    def compiled(self) -> Compiled:
        self._open()
        groups: dict[Node, list[tuple[int, Control]]] = {}
        for position, control in enumerate(self.controls):
            groups.setdefault(control.scope, []).append((position, control))
        shared = self._shared(groups)
        self._section(shared)
        for scope, members in groups.items():
            self._group(scope, members)
        self._put("return out")
        source = "def judge(rows, at):\n" + "\n".join(self.lines) + "\n"
        name = f"<controls of {self.dossier.name} {next(_serial)}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), self.table)
        function: Callable[[Rows, Circumstances], list[int]] = self.table["judge"]
        return Compiled(tuple(control.name for control in self.controls), source, function)

    # -- frame of the function

    def _put(self, line: str) -> None:
        self.lines.append("    " * self.indent + line)

    def _open(self) -> None:
        self._put("asof, doubt = at.as_of, at.uncertain")
        for member in self.dossier.members:
            kind = member.record.kind()
            self._put(f"r_{kind} = rows[{kind!r}]; n_{kind} = len(r_{kind})")
            if not member.many:
                empty = self.constant([None] * len(member.record.columns))
                self._put(f"o_{kind} = r_{kind}[0] if n_{kind} == 1 else {empty}")
        self._put(f"out = [0] * {len(self.controls)}")

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

    def _outside(self, root: Node) -> list[Node]:
        """The nodes evaluated once per dossier: all but those that stand for rows."""
        found = [node for node in root.walk() if self._rows(node) is None]
        reach = {root}
        for node in reversed(found):
            if node in reach:
                reach.update(self._needs(node))
        return [node for node in found if node in reach]

    def _needs(self, node: Node) -> list[Node]:
        """What must be known before a node: its arguments, or for an aggregate what its rows borrow from outside."""
        if node.op not in AGGREGATES:
            return list(node.args)
        needed: list[Node] = []
        seen: set[Node] = set()
        stack = list(node.args)
        while stack:
            current = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            if self._rows(current) is None:
                needed.append(current)
            else:
                stack.extend(current.args)
        return needed

    def _rows(self, node: Node) -> Member | Pair | None:
        return self.dossier.row_source(node)

    def _group(self, scope: Node, members: "list[tuple[int, Control]]") -> None:
        if scope.op != "lit":
            self._section(self._outside(scope))
            name = self.value(scope)
            self._put(f"if {name} is not False:")
            self.indent += 1
        wanted = [node for _, control in members for node in self._outside(control.condition)]
        kept = dict(self.names)
        self._section([node for node in dict.fromkeys(wanted) if node.op != "lit"])
        for position, control in members:
            name = self.value(control.condition)
            verdict = f"3 if {name} is None else 1 if {name} else 2"
            if scope.op != "lit":
                verdict = f"3 if {self.value(scope)} is None else {verdict}"
            self._put(f"out[{position}] = {verdict}")
        if scope.op != "lit":
            self.indent -= 1
            self.names = kept

    # -- nodes

    def _section(self, nodes: list[Node]) -> None:
        """Emit nodes in order of need; aggregates over the same rows share one loop."""
        waiting = [node for node in nodes if node not in self.names]
        pending = set(waiting)
        for node in waiting:
            self._emit(node, pending)

    def _emit(self, node: Node, pending: set[Node]) -> None:
        if node in self.names or node.op == "lit":
            return
        if node.op in AGGREGATES:
            self._loop(node, pending)
            return
        for arg in node.args:
            self._emit(arg, pending)
        self._assign(node, self.expression(node))

    def _assign(self, node: Node, expression: str) -> None:
        name = f"v{next(self.fresh)}"
        self.names[node] = name
        self._put(f"{name} = {expression}")

    # -- rows

    def _loop(self, first: Node, pending: set[Node]) -> None:
        """All pending aggregates over the same rows whose needs are met, in one walk over the rows."""
        source = self.dossier.rows_of(first)
        together = [first]
        for node in self._needs(first):
            self._emit(node, pending)
        for node in pending:
            if node in self.names or node is first or node.op not in AGGREGATES:
                continue
            if self.dossier.rows_of(node) == source and all(
                need in self.names or need.op == "lit" for need in self._needs(node)
            ):
                together.append(node)
        assert source is not None
        for node in together:
            self._start(node)
        kept = dict(self.names)
        self._walk(source)
        self.indent += 1
        for node in sorted(together, key=lambda each: each.order):
            for arg in node.args:
                self._emit_row(arg, source)
            self._fold(node)
        self.indent -= 1
        self.names = kept
        for node in together:
            self._finish(node)

    def _walk(self, source: Member | Pair) -> None:
        if isinstance(source, Member):
            self._put(f"for x_{source.record.kind()} in r_{source.record.kind()}:")
            return
        left, right = source.left, source.right
        empty = self.constant([None] * max(len(left.columns), len(right.columns)))
        positions = f"{left.columns[source.on[0]].position}, {right.columns[source.on[1]].position}"
        self._put(f"for x_{left.kind()}, x_{right.kind()} in matched("
                  f"r_{left.kind()}, r_{right.kind()}, {positions}, {source.lookup}, {empty}):")  # fmt: skip

    def _emit_row(self, node: Node, source: Member | Pair) -> None:
        if node in self.names or node.op == "lit":
            return
        if node.op == "col" and self._rows(node) is not None:
            kind, column = node.meta
            member = self.dossier.member(kind)
            assert member is not None
            self._assign(node, f"x_{kind}[{member.record.columns[column].position}]")
            return
        for arg in node.args:
            self._emit_row(arg, source)
        self._assign(node, self.expression(node))

    def _start(self, node: Node) -> None:
        name = f"a{next(self.fresh)}"
        self.names[node] = name
        kind = {"every": "True", "some": "False", "sum": "0", "countif": "0", "distinct": "set()"}.get(node.op, "None")
        self._put(f"{name} = {kind}; {name}n = 0; {name}u = False")

    def _fold(self, node: Node) -> None:
        name, (value, where) = self.names[node], (self.value(arg) for arg in node.args)
        inside = node.args[1] is not TRUE
        if inside:
            self._put(f"if {where} is None: {name}u = True")
            self._put(f"elif {where}:")
            self.indent += 1
        self._put(f"{name}n += 1")
        if node.op == "every":
            self._put(f"if {value} is not True: {name} = False if {value} is False or {name} is False else None")
        elif node.op == "some":
            self._put(f"if {value} is not False: {name} = True if {value} is True or {name} is True else None")
        else:
            self._put(f"if {value} is None: {name}u = True")
            self._put(f"else: {self._step(node, name, value)}")
        if inside:
            self.indent -= 1

    def _step(self, node: Node, name: str, value: str) -> str:
        if node.op == "sum":
            if needs_check(node):
                limit = self.constant(operand_limit(node))
                fits = f"abs({value}) < {limit}"
                return f"{name} += {value} if {fits} else 0; {name}u = {name}u or not {fits}"
            return f"{name} += {value}"
        if node.op == "countif":
            return f"{name} += {value}"
        if node.op == "min":
            return f"{name} = {value} if {name} is None or {value} < {name} else {name}"
        if node.op == "max":
            return f"{name} = {value} if {name} is None or {value} > {name} else {name}"
        if node.op == "common":
            return f"{name}u = {name}u or {name} not in (None, {value}); {name} = {value}"
        return f"{name}.add({value})"

    def _finish(self, node: Node) -> None:
        name = self.names[node]
        if node.op == "every":
            self._put(f"{name} = False if {name} is False else None if not {name}n or {name}u else {name}")
        elif node.op == "some":
            self._put(f"{name} = True if {name} is True else None if not {name}n or {name}u else {name}")
        else:
            result = f"len({name})" if node.op == "distinct" else name
            self._put(f"{name} = None if {name}u or not {name}n else {result}")
