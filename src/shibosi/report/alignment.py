"""Alignment: which fields of different documents stand in one row, because the control holds them against each other.

Nobody writes this down: fields meet that a comparison compares, that are called alike, or that are the same element
of the official messages. A row has at most one field of each document.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import Pair
from shibosi.kernel.expressions.nodes import AGGREGATES, Node
from shibosi.kernel.records import record

Leaf = tuple[str, str]
"""Record kind and column, or "#" for how many there are."""
COMPARISONS = frozenset({"eq", "same", "lt", "le", "gt", "ge", "sub", "starts"})
EQUAL = frozenset({"eq", "same"})
COMPARED, BESIDE, SCOPE = 0, 1, 2


@dataclass(frozen=True)
class Field:
    """A row of the comparison: the column of each kind of document; `equal` where the control wants them equal.

    `rank` is 0 for what is compared, 1 for what stands beside it (currencies, days), 2 for what only the scope reads.
    """

    columns: dict[str, str]
    rank: int
    equal: bool


@dataclass(frozen=True)
class Layout:
    """What a control reads: fields of single documents, fields of rows, kinds whose number counts."""

    fields: tuple[Field, ...]
    rows: tuple[Field, ...]
    kinds: tuple[str, ...]
    row_kinds: tuple[str, ...]
    pair: Pair | None


def layout(control: Control) -> Layout:
    """How the documents of a control's dossiers are laid side by side."""
    inside, scope = list(leaves(control.condition)), list(leaves(control.scope))
    order = [member.record.kind() for member in control.dossier.members]
    lines = [kind for kind in order if record(kind).part_of]
    read = {kind for kind, _ in [*inside, *scope]}
    fields = _fields(control.condition, inside, BESIDE) + _fields(
        control.scope, [leaf for leaf in scope if leaf not in inside], SCOPE
    )
    fields = sorted(_together(fields), key=lambda field: field.rank)
    row_kinds = [kind for kind in lines if kind in read]
    pair = next(
        (pair for pair in control.dossier.pairs if {pair.left.kind(), pair.right.kind()} <= set(row_kinds)), None
    )
    return Layout(
        tuple(_of(fields, [kind for kind in order if kind not in lines])),
        tuple(_of(fields, lines)),
        tuple(kind for kind in order if kind in read and kind not in lines),
        tuple(row_kinds),
        pair,
    )


def _fields(root: Node, read: list[Leaf], rank: int) -> list[Field]:
    columns = [leaf for leaf in read if leaf[1] != "#"]
    compared = _amounts(root) if rank == BESIDE else set()
    equal = {leaf for left, right, op in _met(root) if op in EQUAL for leaf in (left, right)}
    return [
        Field(dict(group), COMPARED if compared & set(group) else rank, len(group) > 1 and equal >= set(group))
        for group in _grouped(columns, [(left, right) for left, right, _ in _met(root)])
    ]


def _of(fields: list[Field], kinds: list[str]) -> Iterator[Field]:
    for field in fields:
        columns = {kind: field.columns[kind] for kind in kinds if kind in field.columns}
        if columns:
            yield Field(columns, field.rank, field.equal)


def _together(fields: list[Field]) -> list[Field]:
    """A field of the scope joins the row of the condition that has the same name, where there is room."""
    found: list[Field] = []
    for field in fields:
        names = set(field.columns.values())
        host = next(
            (other for other in found
             if field.rank == SCOPE and other.rank != SCOPE and names & set(other.columns.values())
             and not set(other.columns) & set(field.columns)), None,
        )  # fmt: skip
        if host is None:
            found.append(field)
        else:
            host.columns.update(field.columns)
    return found


def leaves(node: Node) -> Iterator[Leaf]:
    """Columns and counts in the order in which the sentence reads them, each once."""
    seen: dict[Leaf, None] = {}
    stack = [node]
    while stack:
        part = stack.pop()
        if part.op == "col":
            seen.setdefault(part.meta)
        elif part.op == "count":
            seen.setdefault((part.meta, "#"))
        stack.extend(reversed(part.args))
    yield from seen


def _met(root: Node) -> list[tuple[Leaf, Leaf, str]]:
    """Fields that stand alone on the two sides of a comparison or difference, and which it is."""
    found: list[tuple[Leaf, Leaf, str]] = []
    for node in root.walk():
        if node.op in COMPARISONS and len(node.args) == 2:
            left, right = (sorted(_amounts(arg)) for arg in node.args)
            if len(left) == len(right) == 1 and left[0][0] != right[0][0]:
                found.append((left[0], right[0], node.op))
    return found


def _amounts(node: Node) -> set[Leaf]:
    """The columns whose values a side is made of; conditions and currencies beside them do not count."""
    if node.op == "col":
        return {node.meta}
    if node.op == "guard":
        return _amounts(node.args[1])
    if node.op in AGGREGATES:
        return _amounts(node.args[0])
    if node.op == "if":
        return _amounts(node.args[1]) | _amounts(node.args[2])
    if node.op == "param":
        return set()
    return {leaf for arg in node.args for leaf in _amounts(arg)}


def _grouped(columns: list[Leaf], met: list[tuple[Leaf, Leaf]]) -> list[list[Leaf]]:
    """Columns in rows: what was compared first, then equal names, then equal elements."""
    groups: list[list[Leaf]] = [[leaf] for leaf in columns]
    pairs = [*met, *_alike(columns)]
    for left, right in pairs:
        one = next((group for group in groups if left in group), None)
        other = next((group for group in groups if right in group), None)
        if one is None or other is None or one is other:
            continue
        if {kind for kind, _ in one} & {kind for kind, _ in other}:
            continue
        first, second = sorted((one, other), key=groups.index)
        first.extend(second)
        groups.remove(second)
    return groups


def _alike(columns: list[Leaf]) -> Iterable[tuple[Leaf, Leaf]]:
    for same in (_same_name, _same_element):
        for at, left in enumerate(columns):
            for right in columns[at + 1 :]:
                if left[0] != right[0] and same(left, right):
                    yield left, right


def _same_name(left: Leaf, right: Leaf) -> bool:
    return left[1] == right[1]


def _same_element(left: Leaf, right: Leaf) -> bool:
    one, other = (record(kind).columns[name].element for kind, name in (left, right))
    return bool(one and other and set(one.split("|")) & set(other.split("|")))
