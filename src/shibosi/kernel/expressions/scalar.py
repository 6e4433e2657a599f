"""The reading for one dossier in memory: one generated plain-Python function for all controls of a dossier.

Each node becomes one local variable, rows of a member are walked once for all aggregates over it, and what only
controls of one scope need stands behind that scope. Literals and lists live in a table, never in the source text.
"""

import linecache
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count as counter
from typing import TYPE_CHECKING, Any

from shibosi.kernel.dossiers import Dossier, Member, Pair, Rows
from shibosi.kernel.expressions.bounds import needs_check, operand_limit
from shibosi.kernel.expressions.nodes import AGGREGATES, TRUE, Node
from shibosi.kernel.expressions.plain import local_day, same, year
from shibosi.kernel.expressions.predicates import Predicate
from shibosi.kernel.expressions.rows import matched
from shibosi.kernel.parameters import Values, step

if TYPE_CHECKING:
    from shibosi.kernel.controls import Control

_serial = counter()
COMPARE = {"eq": "==", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
ARITHMETIC = {"add": "+", "sub": "-", "mul": "*"}


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


class _Writer:
    def __init__(self, dossier: Dossier, controls: "list[Control]", values: Values) -> None:
        self.dossier = dossier
        self.controls = controls
        self.values = values
        self.lines: list[str] = []
        self.indent = 1
        self.names: dict[Node, str] = {}
        self.table: dict[str, Any] = {"local_day": local_day, "year": year, "same": same, "matched": matched}
        self.constants: dict[tuple[type, Any], str] = {}
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
                empty = self._constant([None] * len(member.record.columns))
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
            name = self._value(scope)
            self._put(f"if {name} is not False:")
            self.indent += 1
        wanted = [node for _, control in members for node in self._outside(control.condition)]
        kept = dict(self.names)
        self._section([node for node in dict.fromkeys(wanted) if node.op != "lit"])
        for position, control in members:
            name = self._value(control.condition)
            verdict = f"3 if {name} is None else 1 if {name} else 2"
            if scope.op != "lit":
                verdict = f"3 if {self._value(scope)} is None else {verdict}"
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
        self._assign(node, self._expression(node))

    def _assign(self, node: Node, expression: str) -> None:
        name = f"v{next(self.fresh)}"
        self.names[node] = name
        self._put(f"{name} = {expression}")

    def _value(self, node: Node) -> str:
        if node.op == "lit":
            return repr(node.meta) if node.meta is None or isinstance(node.meta, bool) else self._constant(node.meta)
        return self.names[node]

    def _constant(self, value: Any) -> str:
        if isinstance(value, int) and abs(value) < 1 << 31:
            return repr(value)
        key = (type(value), repr(value))
        if key not in self.constants:
            self.constants[key] = f"c{len(self.constants)}"
            self.table[self.constants[key]] = value
        return self.constants[key]

    def _known(self, names: Iterable[str]) -> str:
        parts = [f"{name} is None" for name in dict.fromkeys(names) if not _is_constant(name, self.table)]
        return " or ".join(parts)

    def _strict(self, node: Node, result: str) -> str:
        """Null as soon as an argument is null."""
        missing = self._known(self._value(arg) for arg in node.args)
        return f"None if {missing} else {result}" if missing else result

    def _expression(self, node: Node) -> str:
        names = [self._value(arg) for arg in node.args]
        op = node.op
        if op in COMPARE:
            return self._strict(node, f"{names[0]} {COMPARE[op]} {names[1]}")
        if op in ARITHMETIC:
            result = f"{names[0]} {ARITHMETIC[op]} {names[1]}"
            if needs_check(node):
                limit = self._constant(operand_limit(node))
                result = f"({result} if abs({names[0]}) < {limit} and abs({names[1]}) < {limit} else None)"
            return self._strict(node, result)
        if op == "and":
            return (f"False if {names[0]} is False or {names[1]} is False else "
                    f"None if {names[0]} is None or {names[1]} is None else True")  # fmt: skip
        if op == "or":
            return (f"True if {names[0]} is True or {names[1]} is True else "
                    f"None if {names[0]} is None or {names[1]} is None else False")  # fmt: skip
        return self._other(node, names)

    def _other(self, node: Node, names: list[str]) -> str:
        op = node.op
        if op == "not":
            return f"None if {names[0]} is None else not {names[0]}"
        if op == "known":
            return f"{names[0]} is not None"
        if op == "guard":
            return f"{names[1]} if {names[0]} is True else None"
        if op == "else":
            return f"{names[1]} if {names[0]} is None else {names[0]}"
        if op == "if":
            return f"{names[1]} if {names[0]} is True else {names[2]} if {names[0]} is False else None"
        if op == "abs":
            return self._strict(node, f"abs({names[0]})")
        if op == "same":
            return self._strict(node, f"{names[0]} == {names[1]} or same({names[0]}, {names[1]})")
        if op == "starts":
            return self._strict(node, f"{names[0]}.startswith({names[1]})")
        if op == "slice":
            return self._strict(node, f"{names[0]}[{node.meta[0]}:{node.meta[1]}]")
        if op == "in":
            return self._strict(node, f"{names[0]} in {names[1] if len(names) == 2 else self._constant(node.meta)}")
        if op == "match":
            return self._strict(node, f"{self._constant(re.compile(node.meta))}.fullmatch({names[0]}) is not None")
        if op == "predicate":
            return self._strict(node, f"{self._function(Predicate.known[node.meta].plain)}({names[0]})")
        if op == "localday":
            return self._strict(node, f"local_day({names[0]}, {node.meta!r})")
        if op == "year":
            return self._strict(node, f"year({names[0]})")
        return self._leaf(node, names)

    def _leaf(self, node: Node, names: list[str]) -> str:
        if node.op == "col":
            kind, column = node.meta
            member = self.dossier.member(kind)
            assert member is not None
            return f"o_{kind}[{member.record.columns[column].position}]"
        if node.op == "count":
            return f"n_{node.meta} if n_{node.meta} or {node.meta!r} not in doubt else None"
        if node.op == "asof":
            return "asof"
        if node.op == "param":
            return self._parameter(node, names)
        raise AssertionError(f"no reading for {node.op}")

    def _parameter(self, node: Node, names: list[str]) -> str:
        places = self.values.places(node.meta)
        only = self.values.pieces(node.meta, "all")
        if not places and len(only.versions) == 1:
            version = only.versions[0]
            return "None" if version is None or version.value is None else self._constant(version.value)
        return f"{self._function(_lookup(self.values, node.meta))}({names[0]}, {names[1]})"

    def _function(self, function: Any) -> str:
        name = f"f{len(self.table)}"
        self.table[name] = function
        return name

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
        empty = self._constant([None] * max(len(left.columns), len(right.columns)))
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
        self._assign(node, self._expression(node))

    def _start(self, node: Node) -> None:
        name = f"a{next(self.fresh)}"
        self.names[node] = name
        kind = {"every": "True", "some": "False", "sum": "0", "countif": "0", "distinct": "set()"}.get(node.op, "None")
        self._put(f"{name} = {kind}; {name}n = 0; {name}u = False")

    def _fold(self, node: Node) -> None:
        name, (value, where) = self.names[node], (self._value(arg) for arg in node.args)
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
                limit = self._constant(operand_limit(node))
                return f"{name} += {value} if abs({value}) < {limit} else 0; {name}u = {name}u or abs({value}) >= {limit}"
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


def _is_constant(name: str, table: dict[str, Any]) -> bool:
    return name in ("True", "False") or name.lstrip("-").isdigit() or (name.startswith("c") and name in table)


def _lookup(values: Values, parameter: str) -> Callable[[int | None, str | None], Any]:
    """A parameter's value for a day and place, remembered by place."""
    single: dict[str | None, Any] = {}

    def find(day: int | None, place: str | None) -> Any:
        pieces = single.get(place)
        if pieces is None:
            pieces = single[place] = values.pieces(parameter, place or "all")
        if len(pieces.versions) == 1:
            version = pieces.versions[0]
        else:
            version = None if day is None else step(pieces, day)
        return None if version is None else version.value

    return find
