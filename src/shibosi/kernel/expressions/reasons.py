"""The reading with reasons: walks the tree for one dossier and says which facts and values decided.

Of an "and" that is false only the false side speaks, of a null only what is unknown, of "every line" only the lines
that fail. It is slower than the generated function and must agree with it; the kernel's property test sees to that.
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from shibosi.kernel.dossiers import Dossier, Member, Rows
from shibosi.kernel.expressions.bounds import needs_check, operand_limit
from shibosi.kernel.expressions.nodes import AGGREGATES, TRUE, Node
from shibosi.kernel.expressions.plain import local_day, months_later, same, year
from shibosi.kernel.expressions.predicates import Predicate
from shibosi.kernel.expressions.rows import matched
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.parameters import Values, Version
from shibosi.kernel.records import record

RowAt = dict[str, tuple[int, list[Any]]]
"""Inside an aggregate: record kind to the row looked at and its position."""


@dataclass(frozen=True)
class Fact:
    """Something a document says: record kind, column, which row of the member (0 for a single one), the stored value.

    A column "#" is the number of such records; `op` names the aggregate when the value is one of many rows.
    """

    kind: str
    column: str
    row: int
    value: Any
    op: str = ""


@dataclass(frozen=True)
class Used:
    """A parameter that was read, and the version in force (None: none was)."""

    parameter: str
    version: Version | None


Reason = Fact | Used


class Reading:
    """One dossier read with reasons. `rows` are stored values by record kind, as `dossiers.gather` gives them."""

    def __init__(self, dossier: Dossier, rows: Rows, at: Circumstances, values: Values) -> None:
        self.dossier = dossier
        self.rows = rows
        self.at = at
        self.values = values
        self._folded: dict[Node, Any] = {}
        self._told: dict[Node, list[Reason]] = {}

    def value(self, node: Node, here: RowAt | None = None) -> Any:
        """The value of a node: None where it cannot be decided."""
        here = here or {}
        op = node.op
        if op == "lit":
            return node.meta
        if op in AGGREGATES:
            if node not in self._folded:
                self._folded[node] = self._aggregate(node)
            return self._folded[node]
        if op in ("col", "count", "asof", "param"):
            return self._leaf(node, here)
        if op in ("and", "or"):
            return self._kleene(op, [self.value(arg, here) for arg in node.args])
        if op == "guard":
            return self.value(node.args[1], here) if self.value(node.args[0], here) is True else None
        if op == "else":
            found = self.value(node.args[0], here)
            return self.value(node.args[1], here) if found is None else found
        if op == "if":
            condition = self.value(node.args[0], here)
            return None if condition is None else self.value(node.args[1 if condition else 2], here)
        if op == "known":
            return self.value(node.args[0], here) is not None
        args = [self.value(arg, here) for arg in node.args]
        return None if any(arg is None for arg in args) else self._strict(node, args)

    def reasons(self, node: Node, here: RowAt | None = None) -> list[Reason]:
        """What decided the value of a node, without repeats, in the order of the tree."""
        return list(dict.fromkeys(self._reasons(node, here or {})))

    # -- values

    @staticmethod
    def _kleene(op: str, args: list[Any]) -> bool | None:
        decides = op == "or"
        if any(arg is decides for arg in args):
            return decides
        return None if any(arg is None for arg in args) else not decides

    def _leaf(self, node: Node, here: RowAt) -> Any:
        if node.op == "col":
            return self._column(node, here)[1]
        if node.op == "count":
            found = len(self.rows[node.meta])
            return None if found == 0 and node.meta in self.at.uncertain else found
        if node.op == "asof":
            return self.at.as_of
        version = self._version(node, here)
        return None if version is None else version.value

    def _column(self, node: Node, here: RowAt) -> tuple[int, Any]:
        kind, name = node.meta
        position = record(kind).columns[name].position
        if kind in here:
            at, row = here[kind]
            return at, row[position] if row else None
        rows = self.rows[kind]
        return 0, rows[0][position] if len(rows) == 1 else None

    def _version(self, node: Node, here: RowAt) -> Version | None:
        day, place = (self.value(arg, here) for arg in node.args)
        return self.values.in_force_at(node.meta, day, place)

    def _strict(self, node: Node, args: list[Any]) -> Any:
        op = node.op
        if op in ("add", "sub", "mul"):
            if needs_check(node) and any(abs(arg) >= operand_limit(node) for arg in args):
                return None
            return args[0] + args[1] if op == "add" else args[0] - args[1] if op == "sub" else args[0] * args[1]
        if op in ("eq", "lt", "le", "gt", "ge"):
            return getattr(operator, op)(args[0], args[1])
        if op == "in":
            return args[0] in (args[1] if len(args) == 2 else node.meta)
        if op == "slice":
            return args[0][node.meta[0] : node.meta[1]]
        if op == "match":
            return re.fullmatch(node.meta, args[0]) is not None
        if op == "predicate":
            return Predicate.known[node.meta].plain(args[0])
        if op == "localday":
            return local_day(args[0], node.meta)
        simple: dict[str, Any] = {
            "not": lambda a: not a,
            "abs": abs,
            "same": same,
            "year": year,
            "months": months_later,
            "starts": str.startswith,
        }
        return simple[op](*args)

    def _walk(self, node: Node) -> Iterator[RowAt]:
        """The rows an aggregate folds."""
        source = self.dossier.rows_of(node)
        assert source is not None
        if isinstance(source, Member):
            kind = source.record.kind()
            yield from ({kind: (at, row)} for at, row in enumerate(self.rows[kind]))
            return
        left, right = source.left.kind(), source.right.kind()
        places = {id(row): at for kind in (left, right) for at, row in enumerate(self.rows[kind])}
        on = (source.left.columns[source.on[0]].position, source.right.columns[source.on[1]].position)
        for one, other in matched(self.rows[left], self.rows[right], *on, source.lookup, []):
            yield {left: (places.get(id(one), 0), one), right: (places.get(id(other), 0), other)}

    def _aggregate(self, node: Node) -> Any:
        inside = [(here, self.value(node.args[1], here)) for here in self._walk(node)]
        unsure = any(where is None for _, where in inside)
        found = [self.value(node.args[0], here) for here, where in inside if where is True]
        if node.op in ("every", "some"):
            decides = node.op == "some"
            if any(value is decides for value in found):
                return decides
            return None if unsure or not found or None in found else not decides
        if unsure or not found or None in found:
            return None
        if node.op == "sum":
            if needs_check(node) and any(abs(value) >= operand_limit(node) for value in found):
                return None
            return sum(found)
        if node.op == "common":
            return found[0] if len(set(found)) == 1 else None
        fold: dict[str, Callable[[list[Any]], Any]] = {"countif": sum, "min": min, "max": max, "distinct": _different}
        return fold[node.op](found)

    # -- reasons

    def _reasons(self, node: Node, here: RowAt) -> Iterator[Reason]:
        op = node.op
        if op == "col":
            at, value = self._column(node, here)
            kind, name = node.meta
            yield Fact(kind, name, at, value)
        elif op == "count":
            yield Fact(node.meta, "#", 0, self._leaf(node, here))
        elif op == "param":
            yield Used(node.meta, self._version(node, here))
        elif op in AGGREGATES:
            if node not in self._told:
                self._told[node] = list(dict.fromkeys(self._of_rows(node)))
            yield from self._told[node]
        elif op in ("and", "or"):
            yield from self._of_kleene(node, here)
        elif op == "guard":
            taken = node.args[1] if self.value(node.args[0], here) is True else node.args[0]
            yield from self._reasons(taken, here)
        elif op == "else":
            known = self.value(node.args[0], here) is not None
            yield from self._reasons(node.args[0 if known else 1], here)
        elif op == "if":
            condition = self.value(node.args[0], here)
            yield from self._reasons(node.args[0], here)
            if condition is not None:
                yield from self._reasons(node.args[1 if condition else 2], here)
        else:
            for arg in node.args:
                yield from self._reasons(arg, here)

    def _of_kleene(self, node: Node, here: RowAt) -> Iterator[Reason]:
        whole = self.value(node, here)
        for arg in node.args:
            if self.value(arg, here) is whole:
                yield from self._reasons(arg, here)

    def _of_rows(self, node: Node) -> Iterator[Reason]:
        """The rows that decided; of a number the rows it was made of."""
        whole = self.value(node)
        rows = 0
        for here in self._walk(node):
            inside = self.value(node.args[1], here)
            if inside is None and whole is None:
                rows += 1
                yield from self._reasons(node.args[1], here)
            elif inside is True and (node.op not in ("every", "some") or self.value(node.args[0], here) is whole):
                rows += 1
                yield from self._reasons(node.args[0], here)
        if rows == 0:
            kinds = sorted({leaf.meta[0] for leaf in node.walk() if leaf.op == "col" and leaf.meta[0] in self.rows})
            yield from (Fact(kind, "#", 0, len(self.rows[kind])) for kind in kinds if self._many(kind))

    def _many(self, kind: str) -> bool:
        member = self.dossier.member(kind)
        return member is not None and member.many


def _different(values: list[Any]) -> int:
    return len(set(values))


def decided(reading: Reading, scope: Node, condition: Node) -> tuple[int, list[Reason]]:
    """Outcome code (0 out of scope, 1 held, 2 broken, 3 undetermined) of a control, and what decided it."""
    inside = True if scope is TRUE else reading.value(scope)
    if inside is not True:
        return (3 if inside is None else 0), reading.reasons(scope)
    holds = reading.value(condition)
    return (3 if holds is None else 1 if holds else 2), reading.reasons(condition)
