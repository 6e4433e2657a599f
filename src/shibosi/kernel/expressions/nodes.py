"""The tree under every control: a small set of operations on whole numbers, texts and truths.

Money, days, shares and times are turned into whole numbers when an expression is written (see `kinds`), so that the
three readings (`vector`, `scalar`, `reading`) have the same few operations to agree on. Nodes are interned: two equal
trees are one object, so `is` compares them and a dictionary keyed by node shares work.

Null means "cannot be decided". Every operation gives null when an argument it needs is null, except:
`and`, `or` (Kleene), `known`, `else`, `if` (only the branch taken counts) and `count`.
A product or sum too large for 127 bits is null as well, never wrapped.
"""

from collections.abc import Iterator
from typing import Any, Literal

Kind = Literal["int", "text", "bool"]

INT_LIMIT = 1 << 62
"""Operands of a product stay below this, else the product is null."""
SUM_LIMIT = 1 << 100
"""Operands of a sum or difference stay below this, else the result is null."""


class Node:
    """One operation. `args` are nodes, `meta` is whatever else identifies it (a column, a literal, a name)."""

    __slots__ = ("args", "kind", "meta", "op", "order")

    _known: dict[tuple[Any, ...], "Node"] = {}

    op: str
    args: tuple["Node", ...]
    meta: Any
    kind: Kind
    order: int

    def __new__(cls, op: str, args: tuple["Node", ...] = (), meta: Any = None, kind: Kind = "int") -> "Node":
        """The node of this shape, made at most once. `type(meta)` keeps the text "1" apart from the number 1."""
        key = (op, tuple(id(arg) for arg in args), type(meta), meta, kind)
        found = cls._known.get(key)
        if found is None:
            found = super().__new__(cls)
            found.op, found.args, found.meta, found.kind, found.order = op, args, meta, kind, len(cls._known)
            cls._known[key] = found
        return found

    def walk(self) -> Iterator["Node"]:
        """Every node of the tree once, arguments before what uses them."""
        seen: set[Node] = set()
        stack: list[tuple[Node, bool]] = [(self, False)]
        while stack:
            node, ready = stack.pop()
            if node in seen:
                continue
            if ready:
                seen.add(node)
                yield node
            else:
                stack.append((node, True))
                stack.extend((arg, False) for arg in reversed(node.args) if arg not in seen)

    def __repr__(self) -> str:
        meta = sorted(self.meta) if isinstance(self.meta, frozenset) else self.meta
        inside = ", ".join([*map(repr, self.args), *([repr(meta)] if meta is not None else [])])
        return f"{self.op}({inside})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Node, (self.op, self.args, self.meta, self.kind))


def literal(value: int | str | bool | None, kind: Kind) -> Node:
    """A constant; None is the constant null of that kind."""
    return Node("lit", (), value, kind)


TRUE = literal(True, "bool")
FALSE = literal(False, "bool")
UNKNOWN = literal(None, "bool")


def is_aggregate(node: Node) -> bool:
    """Whether a node folds the rows of a member into one value."""
    return node.op in AGGREGATES


AGGREGATES = frozenset({"every", "some", "sum", "countif", "min", "max", "common", "distinct"})


def conjunction(parts: list[Node]) -> Node:
    """All of them (true when there are none)."""
    result = TRUE
    for part in parts:
        if part is FALSE or result is TRUE:
            result = part
        elif part is not TRUE and part is not result:
            result = Node("and", (result, part), None, "bool")
    return result


def guard(condition: Node, value: Node) -> Node:
    """The value where the condition is true, null where it is false or null."""
    return value if condition is TRUE else Node("guard", (condition, value), None, value.kind)


def equal(left: Node, right: Node) -> Node:
    """Equality; a node equals itself only where it is known, so no short cut is taken."""
    return Node("eq", (left, right), None, "bool")


def scaled(node: Node, by: int) -> Node:
    """A whole number times a power of ten."""
    if by == 0:
        return node
    if node.op == "lit" and isinstance(node.meta, int):
        return literal(node.meta * 10**by, "int")
    return Node("mul", (node, literal(10**by, "int")))
