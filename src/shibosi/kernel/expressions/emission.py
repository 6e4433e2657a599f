"""One node as one Python expression: the words of the generated function.

Literals, lists and functions live in a table that the generated code sees; its source text holds none of them.
"""

import re
from collections.abc import Callable
from typing import Any

from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.expressions.bounds import needs_check, operand_limit
from shibosi.kernel.expressions.nodes import Node
from shibosi.kernel.expressions.plain import local_day, months_later, same, year
from shibosi.kernel.expressions.predicates import Predicate
from shibosi.kernel.expressions.rows import matched
from shibosi.kernel.parameters import Values, step

COMPARE = {"eq": "==", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
ARITHMETIC = {"add": "+", "sub": "-", "mul": "*"}
COUNTED = re.compile(r"n_\w+")
"""How the number of rows of a kind is called."""
STRICT = frozenset({*COMPARE, *ARITHMETIC, "and", "or", "not", "abs", "same", "starts", "in", "if"})
"""What is null only where an argument is."""


class Words:
    """Turns nodes into expressions over local variables; `names` says which variable holds which node.

    `sure` are the variables that are never null: what is certain is not asked again.
    """

    def __init__(self, dossier: Dossier, values: Values) -> None:
        self.dossier = dossier
        self.values = values
        self.names: dict[Node, str] = {}
        self.sure: set[str] = {"asof", "True", "False"}
        self.table: dict[str, Any] = {
            "local_day": local_day, "months_later": months_later, "year": year, "same": same, "matched": matched,
        }  # fmt: skip
        self.constants: dict[tuple[type, Any], str] = {}

    def value(self, node: Node) -> str:
        if node.op == "lit":
            return repr(node.meta) if node.meta is None or isinstance(node.meta, bool) else self.constant(node.meta)
        return self.names[node]

    def constant(self, value: Any) -> str:
        if isinstance(value, int) and abs(value) < 1 << 31:
            return repr(value)
        key = (type(value), repr(value))
        if key not in self.constants:
            self.constants[key] = f"c{len(self.constants)}"
            self.table[self.constants[key]] = value
        return self.constants[key]

    def certain(self, name: str) -> bool:
        """Whether what a name stands for is never null."""
        return name in self.sure or name.lstrip("-").isdigit() or name in self.table or bool(COUNTED.fullmatch(name))

    def yields(self, node: Node) -> bool:
        """Whether a node is never null, as its arguments are named."""
        if node.op == "known":
            return True
        certain = [self.certain(self.value(arg)) for arg in node.args]
        if node.op == "else":
            return any(certain)
        if node.op in ARITHMETIC and needs_check(node):
            return False
        return bool(certain) and node.op in STRICT and all(certain)

    def _strict(self, node: Node, result: str) -> str:
        """Null as soon as an argument is null."""
        names = list(dict.fromkeys(self.value(arg) for arg in node.args))
        if "None" in names:
            return "None"
        missing = " or ".join(f"{name} is None" for name in names if not self.certain(name))
        return f"None if {missing} else {result}" if missing else result

    def expression(self, node: Node) -> str:
        names = [self.value(arg) for arg in node.args]
        op = node.op
        if op in COMPARE:
            return self._strict(node, f"{names[0]} {COMPARE[op]} {names[1]}")
        if op in ARITHMETIC:
            result = f"{names[0]} {ARITHMETIC[op]} {names[1]}"
            if needs_check(node):
                limit = self.constant(operand_limit(node))
                result = f"({result} if abs({names[0]}) < {limit} and abs({names[1]}) < {limit} else None)"
            return self._strict(node, result)
        if op in ("and", "or"):
            return self._joined(op, *names)
        if op in ("guard", "else", "if"):
            return self._chosen(node, names)
        return self._other(node, names)

    def _joined(self, op: str, left: str, right: str) -> str:
        """Kleene's `and` and `or`; Python's own where one side is certain, which then stands first."""
        if self.certain(left) or self.certain(right):
            return f"{left} {op} {right}" if self.certain(left) else f"{right} {op} {left}"
        ends, neither = ("False", "True") if op == "and" else ("True", "False")
        return (f"{ends} if {left} is {ends} or {right} is {ends} else "
                f"None if {left} is None or {right} is None else {neither}")  # fmt: skip

    def _chosen(self, node: Node, names: list[str]) -> str:
        """One of several values, by a condition or by what is known; rows that are not there are no rows."""
        op, first, second = node.op, *names[:2]
        if op == "else" and node.args[0].op == "count" and second == "0":
            return f"n_{node.args[0].meta}"
        if op == "else":
            return first if self.certain(first) else f"{second} if {first} is None else {first}"
        if op == "guard":
            return f"{second} if {first} else None"
        if self.certain(first):
            return f"{second} if {first} else {names[2]}"
        return f"{second} if {first} else None if {first} is None else {names[2]}"

    def _other(self, node: Node, names: list[str]) -> str:
        op = node.op
        if op == "not":
            return self._strict(node, f"not {names[0]}")
        if op == "known":
            return "True" if self.certain(names[0]) else f"{names[0]} is not None"
        if op == "abs":
            return self._strict(node, f"abs({names[0]})")
        if op == "same":
            return self._strict(node, f"{names[0]} == {names[1]} or same({names[0]}, {names[1]})")
        if op == "starts":
            return self._strict(node, f"{names[0]}.startswith({names[1]})")
        if op == "slice":
            return self._strict(node, f"{names[0]}[{node.meta[0]}:{node.meta[1]}]")
        if op == "in":
            return self._strict(node, f"{names[0]} in {names[1] if len(names) == 2 else self.constant(node.meta)}")
        if op == "match":
            return self._strict(node, f"{self.constant(re.compile(node.meta))}.fullmatch({names[0]}) is not None")
        if op == "predicate":
            return self._strict(node, f"{self._function(Predicate.known[node.meta].plain)}({names[0]})")
        if op == "localday":
            return self._strict(node, f"local_day({names[0]}, {node.meta!r})")
        if op == "months":
            return self._strict(node, f"months_later({names[0]}, {names[1]})")
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
            return "None" if version is None or version.value is None else self.constant(version.value)
        return f"{self._function(_lookup(self.values, node.meta))}({names[0]}, {names[1]})"

    def _function(self, function: Any) -> str:
        name = f"f{len(self.table)}"
        self.table[name] = function
        return name


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
