"""The working: the comparisons that failed, written out with what stood on both sides.

|Σ amount paid − amount paid by the order| = 1.00   must be at most   amount × share = 0.00
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from shibosi.kernel.dossiers import Pair
from shibosi.kernel.expressions.nodes import AGGREGATES, Node
from shibosi.kernel.expressions.reasons import Reading, RowAt
from shibosi.kernel.expressions.rows import matched
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.records import record
from shibosi.report.html import Markup, Word, joined, said, tag, text
from shibosi.report.quantities import HOUR, MINUTE, Quantity, power_of_ten, quantity, shown
from shibosi.report.shown import LISTED, coded

MOST = 4
"""Comparisons written out for one dossier."""
LOOKED_AT = 200
RELATIONS = {
    "le": ("at most", "above"), "lt": ("below", "at least"), "ge": ("at least", "below"), "gt": ("above", "at most"),
    "eq": ("equal to", "different from"),
}  # fmt: skip
DAY_RELATIONS = {
    "le": ("on or before", "after"), "lt": ("before", "on or after"), "ge": ("on or after", "before"),
    "gt": ("after", "on or before"), "eq": ("equal to", "different from"),
}  # fmt: skip
"""How two sides stand to each other when the comparison is true, and when it is false."""
SIGNS = {"add": " + ", "sub": " − ", "mul": " × "}
FOLDS = {"min": "smallest", "max": "largest", "distinct": "different", "common": "shared"}


@dataclass(frozen=True)
class Atom:
    """A comparison that decided: where it was read, what it had to be, or (`given`) what it was found to be.

    `either` where it is one of several of which one would have been enough.
    """

    node: Node
    here: tuple[tuple[str, tuple[int, Any]], ...]
    wanted: bool
    given: bool
    either: bool = False


def working(reading: Reading, condition: Node) -> Markup:
    """The failed comparisons of a broken control; empty where the documents side by side say it all."""
    lines: dict[str, bool] = {}
    found = list(islice(_atoms(reading, condition, {}, True, False), LOOKED_AT))
    must = {atom.node for atom in found if not atom.given}
    for atom in found:
        if atom.given and (atom.node in must or any(part.op == "count" for part in atom.node.args)):
            continue
        line = _line(reading, atom)
        if line:
            lines.setdefault(line, atom.either)
        if len(lines) == MOST:
            break
    if not lines:
        return Markup("")
    lead = tag("p", said("At least one of these:")) if sum(lines.values()) > 1 else ""
    return tag("div", lead, [Markup(line) for line in lines], class_="working")


def _atoms(reading: Reading, node: Node, here: RowAt, wanted: bool, given: bool) -> Iterator[Atom]:
    op = node.op
    if op in ("and", "or"):
        whole = reading.value(node, here)
        if not given and whole is not wanted and (op == "or") is wanted:
            yield from _nearest([list(_atoms(reading, arg, here, wanted, given)) for arg in _flat(node, op)])
            return
        for arg in node.args:
            if reading.value(arg, here) is whole:
                yield from _atoms(reading, arg, here, wanted, given)
    elif op == "not":
        yield from _atoms(reading, node.args[0], here, not wanted, given)
    elif op == "guard":
        if reading.value(node.args[0], here) is True:
            yield from _atoms(reading, node.args[1], here, wanted, given)
    elif op == "else":
        known = reading.value(node.args[0], here) is not None
        yield from _atoms(reading, node.args[0 if known else 1], here, wanted, given)
    elif op == "if":
        condition = reading.value(node.args[0], here)
        if condition is not None:
            yield from _atoms(reading, node.args[1 if condition else 2], here, wanted, given)
            yield from _atoms(reading, node.args[0], here, condition, True)
    elif op in ("every", "some"):
        for row in _rows(reading, node):
            if reading.value(node.args[1], row) is True and reading.value(node.args[0], row) is False:
                yield from _atoms(reading, node.args[0], row, wanted, given)
    elif node.kind == "bool" and op != "lit":
        yield Atom(node, tuple(here.items()), wanted, given)


def _flat(node: Node, op: str) -> list[Node]:
    """The parts of a chain of "or" or "and"."""
    return [node] if node.op != op else [part for arg in node.args for part in _flat(arg, op)]


def _nearest(alternatives: list[list[Atom]]) -> Iterator[Atom]:
    """The alternatives that lack least."""
    least = min((len(atoms) for atoms in alternatives if atoms), default=0)
    for atoms in alternatives:
        if len(atoms) == least:
            yield from (replace(atom, either=True) for atom in atoms)


def _rows(reading: Reading, node: Node) -> Iterator[RowAt]:
    """The rows an aggregate folds, as the reading has them."""
    source = reading.dossier.rows_of(node)
    if isinstance(source, Pair):
        left, right = source.left.kind(), source.right.kind()
        on = (source.left.columns[source.on[0]].position, source.right.columns[source.on[1]].position)
        for one, other in matched(reading.rows[left], reading.rows[right], *on, source.lookup, []):
            yield {left: (0, one), right: (0, other)}
    elif source is not None:
        kind = source.record.kind()
        yield from ({kind: (at, row)} for at, row in enumerate(reading.rows[kind]))


def _line(reading: Reading, atom: Atom) -> Markup:
    node, here = atom.node, dict(atom.here)
    if node.op in RELATIONS:
        return _comparison(reading, atom, here)
    if atom.given:
        return Markup("")
    if node.op == "known" and node.args[0].op == "col" and (atom.wanted or not atom.either):
        words = "must be reported" if atom.wanted else "must not be reported"
        return tag("p", _chip(node.args[0]), " ", tag("em", said(words)))
    if node.op == "in" and isinstance(node.meta, frozenset) and atom.wanted and node.args[0].op == "col":
        column = record(node.args[0].meta[0]).columns[node.args[0].meta[1]]
        several = joined([coded(column, code) for code in sorted(node.meta)[:LISTED]], by=", ")
        more = len(node.meta) - LISTED
        return tag(
            "p", _chip(node.args[0]), " ", tag("em", said("must be one of")), " ", several,
            [" ", said("and {count} more", count=more)] if more > 0 else "",
        )  # fmt: skip
    return Markup("")


def _comparison(reading: Reading, atom: Atom, here: RowAt) -> Markup:
    left, right = atom.node.args
    if left.op == right.op == "col" and not atom.given and not atom.either:
        return Markup("")
    one, other = quantity(left), quantity(right)
    if one.kind == "any":
        one = other
    if other.kind == "any":
        other = one
    relations = DAY_RELATIONS if one.kind in ("day", "instant") else RELATIONS
    relation = Word(relations[atom.node.op][0 if atom.wanted else 1])
    words = "is {relation}" if atom.given else "must be {relation}"
    return tag(
        "p", _side(reading, left, one, here), " ", tag("em", said(words, relation=relation)), " ",
        _side(reading, right, other, here), class_="given" if atom.given else None,
    )  # fmt: skip


def _side(reading: Reading, node: Node, counted: Quantity, here: RowAt) -> Markup:
    value = reading.value(node, here)
    if node.op == "lit":
        if counted.kind == "text" and isinstance(value, str):
            return tag("b", value)
        return tag("b", shown(value, counted))
    formula = _formula(node)
    if _is_personal(node):
        return formula
    return joined([formula, " = ", tag("b", shown(value, counted))])


def _is_personal(node: Node) -> bool:
    columns = [record(leaf.meta[0]).columns[leaf.meta[1]] for leaf in node.walk() if leaf.op == "col"]
    return node.kind == "text" and any(column.personal for column in columns)


def _formula(node: Node) -> Markup:
    op = node.op
    if op == "col":
        return _chip(node)
    if op == "param":
        return tag("span", said(Parameters.known[node.meta].meaning), class_="chip value")
    if op == "asof":
        return tag("span", said("day the question is asked for"), class_="chip value")
    if op == "count":
        return tag("span", said("number of documents: {what}", what=Word(record(node.meta).label)), class_="chip")
    if op == "lit":
        return text(node.meta)
    if op == "mul" and (node.args[1].meta in (HOUR, MINUTE) or power_of_ten(node.args[1].meta)):
        return _formula(node.args[0])
    if op in SIGNS:
        return joined([_operand(node, node.args[0]), SIGNS[op], _operand(node, node.args[1])])
    if op == "abs":
        return joined(["|", _formula(node.args[0]), "|"])
    if op in AGGREGATES:
        name = FOLDS.get(op)
        return joined([said(name) if name else "Σ", " ", _operand(node, node.args[0])])
    if op in ("guard", "if"):
        return _formula(node.args[1])
    return joined([_formula(arg) for arg in node.args if arg.kind == node.args[0].kind][:1])


def _operand(outer: Node, node: Node) -> Markup:
    inner = node
    while inner.op in ("guard", "if", "else") or (inner.op == "mul" and power_of_ten(inner.args[1].meta)):
        inner = inner.args[1] if inner.op in ("guard", "if") else inner.args[0]
    loose = inner.op in ("add", "sub") and (outer.op != "add" and not (outer.op == "sub" and outer.args[0] is node))
    return joined(["(", _formula(node), ")"]) if loose else _formula(node)


def _chip(node: Node) -> Markup:
    kind, name = node.meta
    made = record(kind)
    return tag("span", tag("small", said(made.label)), " ", said(made.columns[name].label), class_="chip")
