"""Dossiers 卷宗: records that belong together, joined by a key.

A dossier declares its members and by which of their columns they join. Keys come from every member, so a record
without its counterpart has a dossier too. Nothing is multiplied: a member that may occur once and is found twice reads
as null and its count is 2. Whatever a dossier says is local to its key.
"""

from dataclasses import dataclass, field
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.expressions.bounds import COLUMN_LIMIT, bound
from shibosi.kernel.expressions.kinds import BoolX, Expr, MoneyX, NumberX
from shibosi.kernel.expressions.nodes import AGGREGATES, Node, guard, literal
from shibosi.kernel.records import Record, record


class NoSuchMember(ShibosiError):
    """A control reads a record that its dossier has not got, or reads rows where one value is wanted."""

    code = "no-such-member"
    message = "Dossier '{dossier}' cannot read {what}: {reason}."


@dataclass(frozen=True)
class Member:
    """A record of the dossier: the columns of its key, and whether it may have many rows."""

    record: type[Record]
    by: tuple[str, ...]
    many: bool

    @property
    def numbers(self) -> list[str]:
        """The columns that number a record of this kind, whatever joins it here."""
        return self.record.keys()


@dataclass(frozen=True)
class Pair:
    """Two members matched row by row on a whole number. With `lookup` each left row finds its right one.

    Without it every number of either side makes a row; a number found twice on a side reads as null there.
    """

    left: type[Record]
    right: type[Record]
    on: tuple[str, str]
    lookup: bool = False

    @property
    def name(self) -> str:
        """How the pair is called in plans and findings."""
        return f"{self.left.kind()}+{self.right.kind()}"


@dataclass(frozen=True)
class Derivation:
    """A record made from a dossier: which one, where, and the expression of each column.

    `shifts` says by how many decimals an expression is finer than its column; the value is rounded half up.
    """

    record: type[Record]
    where: Node
    columns: dict[str, Node]
    shifts: dict[str, int]


@dataclass
class Dossier:
    """What is seen together. `name` is stable, `label` for people, `parts` name the parts of the key."""

    name: str
    label: str
    parts: tuple[str, ...]
    members: list[Member]
    pairs: list[Pair] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)
    personal_key: bool = False

    def __post_init__(self) -> None:
        KNOWN[self.name] = self
        for member in self.members:
            if len(member.by) != len(self.parts):
                raise NoSuchMember(dossier=self.name, what=member.record.kind(), reason="its key has other parts")

    def member(self, kind: str) -> Member | None:
        """The member of a record kind."""
        return next((member for member in self.members if member.record.kind() == kind), None)

    def row_source(self, node: Node) -> "Member | Pair | None":
        """The rows an expression speaks of: a member with many rows, a pair of members, or None for the dossier."""
        kinds = row_kinds(node)
        many = {kind for kind in kinds if (found := self.member(kind)) is not None and found.many}
        for kind in kinds:
            if self.member(kind) is None:
                raise NoSuchMember(dossier=self.name, what=kind, reason="it is no member")
        if not many:
            return None
        if len(many) == 1:
            return self.member(next(iter(many)))
        for pair in self.pairs:
            if {pair.left.kind(), pair.right.kind()} == many:
                return pair
        raise NoSuchMember(dossier=self.name, what=" + ".join(sorted(many)), reason="these rows are not matched")

    def rows_of(self, aggregate: Node) -> "Member | Pair | None":
        """The rows an aggregate folds: those its value and its `where` speak of."""
        return self.row_source(Node("rows", aggregate.args, None, "bool"))

    def derive(self, record: type[Record], where: BoolX, **columns: Expr) -> None:
        """Make a record from every dossier where the condition is true, for a dossier with another key."""
        shifts = {
            name: value.scale - record.columns[name].scale
            for name, value in columns.items()
            if isinstance(value, MoneyX | NumberX)
        }
        nodes = {name: _holdable(value.node, shifts.get(name, 0)) for name, value in columns.items()}
        self.derivations.append(Derivation(record, where.node, nodes, shifts))


KNOWN: dict[str, Dossier] = {}


def _holdable(node: Node, shift: int) -> Node:
    """A number that is unknown where it is larger than a column holds."""
    limit = COLUMN_LIMIT * 10 ** max(shift, 0)
    if node.kind != "int" or bound(node) <= limit:
        return node
    return guard(Node("lt", (Node("abs", (node,)), literal(limit, "int")), None, "bool"), node)


def row_kinds(node: Node) -> set[str]:
    """The record kinds an expression reads row by row, not counting what it reads inside an aggregate."""
    found: set[str] = set()
    seen: set[Node] = set()
    stack = [node]
    while stack:
        current = stack.pop()
        if current in seen or current.op in AGGREGATES:
            continue
        seen.add(current)
        if current.op == "col":
            found.add(current.meta[0])
        stack.extend(current.args)
    return found


def leaves(node: Node) -> set[tuple[str, str]]:
    """Every column and count an expression reads, also inside aggregates: (record kind, column or "#")."""
    found: set[tuple[str, str]] = set()
    for part in node.walk():
        if part.op == "col":
            found.add(part.meta)
        elif part.op == "count":
            found.add((part.meta, "#"))
    return found


def one(*by: Expr) -> Member:
    """A member that occurs at most once, joined by these columns of it."""
    return _member(by, many=False)


def many(*by: Expr) -> Member:
    """A member that may have any number of rows, joined by these columns of it."""
    return _member(by, many=True)


def pair(left: Expr, right: Expr) -> Pair:
    """Match two members line by line on a number of each."""
    return _pair(left, right, lookup=False)


def lookup(left: Expr, right: Expr) -> Pair:
    """For each row on the left the one row on the right with the same number."""
    return _pair(left, right, lookup=True)


def _member(by: tuple[Expr, ...], many: bool) -> Member:
    return Member(record(by[0].node.meta[0]), tuple(part.node.meta[1] for part in by), many)


def _pair(left: Expr, right: Expr, lookup: bool) -> Pair:
    (left_kind, left_column), (right_kind, right_column) = left.node.meta, right.node.meta
    return Pair(record(left_kind), record(right_kind), (left_column, right_column), lookup)


def dossier(name: str) -> Dossier:
    """The dossier of that name."""
    return KNOWN[name]


Rows = dict[str, list[list[Any]]]
"""A dossier in memory: record kind to rows, each a list of stored values in column order."""


def gather(declared: Dossier, records: "list[Record]") -> Rows:
    """Records as the rows of one dossier. Whether their keys agree is not asked."""
    rows: Rows = {member.record.kind(): [] for member in declared.members}
    for found in records:
        if found.kind() not in rows:
            raise NoSuchMember(dossier=declared.name, what=found.kind(), reason="it is no member")
        rows[found.kind()].append(found.values)
    return rows
