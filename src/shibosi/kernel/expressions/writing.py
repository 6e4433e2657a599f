"""Writing a function for one dossier: nodes become local variables, rows of a member are walked once.

Literals and lists live in a table, never in the source text.
"""

import linecache
from collections.abc import Callable, Iterable
from itertools import count as counter
from typing import Any

from shibosi.kernel.dossiers import Dossier, Member, Pair
from shibosi.kernel.expressions.bounds import needs_check, operand_limit
from shibosi.kernel.expressions.emission import Words
from shibosi.kernel.expressions.nodes import AGGREGATES, TRUE, Node
from shibosi.kernel.parameters import Values

_serial = counter()
KLEENE = {"every": ("True", "False"), "some": ("False", "True")}
"""What an aggregate of truths is before any row, and what ends it."""
FIRST = {"every": "True", "some": "False", "sum": "0", "countif": "0", "distinct": "set()"}
"""What an aggregate is before any row; null where not named."""


class Writer(Words):
    """A function in the making: `rows` of a dossier and circumstances `at` in, what `_put` lines say out."""

    def __init__(self, dossier: Dossier, values: Values) -> None:
        super().__init__(dossier, values)
        self.lines: list[str] = []
        self.indent = 1
        self.fresh = counter()

    def _made(self, what: str) -> tuple[str, Callable[..., Any]]:
        """The source of the function and the function."""
        source = "def judge(rows, at):\n" + "\n".join(self.lines) + "\n"
        name = f"<{what} of {self.dossier.name} {next(_serial)}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), self.table)
        return source, self.table["judge"]

    # -- frame of the function

    def _put(self, line: str) -> None:
        self.lines.append("    " * self.indent + line)

    def _open(self, members: Iterable[Member]) -> None:
        """Name the rows of some members, how many there are, and the only row of a member that occurs once."""
        self._put("asof, doubt = at.as_of, at.uncertain")
        for member in members:
            kind = member.record.kind()
            self._put(f"r_{kind} = rows[{kind!r}]; n_{kind} = len(r_{kind})")
            if not member.many:
                empty = self.constant([None] * len(member.record.columns))
                self._put(f"o_{kind} = r_{kind}[0] if n_{kind} == 1 else {empty}")

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
        """A variable for a node; what is a name or a constant already needs none."""
        if expression.isidentifier() or self.certain(expression):
            self.names[node] = expression
            return
        name = f"v{next(self.fresh)}"
        if self.yields(node):
            self.sure.add(name)
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
            self._start(node, _any_rows(source))
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

    def _start(self, node: Node, rows: str) -> None:
        """A variable for an aggregate over rows; null at once where there are no rows, `n` counts those asked for."""
        name = f"a{next(self.fresh)}"
        self.names[node] = name
        kind = FIRST.get(node.op, "None")
        if node.args[1] is not TRUE:
            self._put(f"{name} = {kind}; {name}n = 0; {name}u = False")
        elif node.op in KLEENE:
            self._put(f"{name} = {kind} if {rows} else None")
        else:
            self._put(f"{name} = {kind}; {name}u = not {rows}")

    def _fold(self, node: Node) -> None:
        name, (value, where) = self.names[node], (self.value(arg) for arg in node.args)
        inside = node.args[1] is not TRUE
        if inside:
            sure = self.certain(where)
            if not sure:
                self._put(f"if {where} is None: {name}u = True")
            self._put(f"{'if' if sure else 'elif'} {where}:")
            self.indent += 1
            self._put(f"{name}n += 1")
        if node.op in KLEENE:
            starts, ends = KLEENE[node.op]
            self._put(f"if {value} is not {starts}: {name} = {ends} if {value} is {ends} or {name} is {ends} else None")
        elif self.certain(value):
            self._put(self._step(node, name, value))
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
        name, inside = self.names[node], node.args[1] is not TRUE
        missing = f"{name}u or not {name}n" if inside else f"{name}u"
        if node.op not in KLEENE:
            result = f"len({name})" if node.op == "distinct" else name
            self._put(f"{name} = None if {missing} else {result}")
        elif inside:
            _, ends = KLEENE[node.op]
            self._put(f"{name} = {ends} if {name} is {ends} else None if {missing} else {name}")


def _any_rows(source: Member | Pair) -> str:
    """An expression: whether there is anything to walk over."""
    if isinstance(source, Member):
        return f"n_{source.record.kind()}"
    left, right = f"n_{source.left.kind()}", f"n_{source.right.kind()}"
    return left if source.lookup else f"({left} or {right})"
