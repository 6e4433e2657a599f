"""One node as one Python expression: the words of the generated function.

Literals, lists and functions live in a table that the generated code sees; its source text holds none of them.
"""

import re
from collections.abc import Callable, Iterable
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


class Words:
    """Turns nodes into expressions over local variables; `names` says which variable holds which node."""

    def __init__(self, dossier: Dossier, values: Values) -> None:
        self.dossier = dossier
        self.values = values
        self.names: dict[Node, str] = {}
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

    def _known(self, names: Iterable[str]) -> str:
        parts = [f"{name} is None" for name in dict.fromkeys(names) if not _is_constant(name, self.table)]
        return " or ".join(parts)

    def _strict(self, node: Node, result: str) -> str:
        """Null as soon as an argument is null."""
        missing = self._known(self.value(arg) for arg in node.args)
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
