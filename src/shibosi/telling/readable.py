"""Readable: the tree under a control as infix text.

    |total(payment.amount) - order.paid| <= order.paid * payment_tolerance.share

Powers of ten that only bring two scales together are left out, and so are the conditions that two amounts are in one
currency: those are listed beside the formula. What a domain has given a name (IMPORT, LIST_VALUE) is written by it.
In Chinese, columns are written with their labels.
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from shibosi.kernel.controls import Control
from shibosi.kernel.expressions.kinds import Expr
from shibosi.kernel.expressions.nodes import AGGREGATES, TRUE, Node
from shibosi.kernel.expressions.times import CHINA
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import record
from shibosi.kernel.words import language, translate
from shibosi.report.quantities import HOUR, MINUTE, Quantity, power_of_ten, quantity

CHOICE, EITHER, BOTH, NEGATED, COMPARED, SUM, PRODUCT, ATOM = range(8)
"""How tightly an operation binds, loosest first."""
NAMED_FROM = 4
"""Operations a named expression has at least to be written by its name."""
COMPARISONS = {"eq": "=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
OPPOSITES = {"eq": "!=", "lt": ">=", "le": ">", "gt": "<=", "ge": "<"}
SIGNS = {"add": ("+", SUM), "sub": ("-", SUM), "mul": ("*", PRODUCT)}
FUNCTIONS = {
    "every": "every", "some": "some", "sum": "total", "countif": "count where", "min": "smallest", "max": "largest",
    "common": "common", "distinct": "distinct", "localday": "day", "year": "year",
}  # fmt: skip


@dataclass(frozen=True)
class Formula:
    """An expression in words: its parts (all must hold), the names used in it, what must be in one currency."""

    parts: list[str]
    names: dict[str, str] = field(default_factory=dict)
    currencies: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All parts in one line."""
        return f" {translate('and')} ".join(self.parts)


def formula(node: Node, names: Mapping[Node, str]) -> Formula:
    """An expression in the language in use. `names` are expressions that have a name of their own."""
    writer = _Writer(names)
    terms = _terms(node, "and", names)
    parts = [writer.write(term, NEGATED if len(terms) > 1 else CHOICE) for term in terms if term is not TRUE]
    defined: dict[str, str] = {}
    while open_ := [named for named in writer.used if writer.names[named] not in defined]:
        for named in open_:
            inner = {other: name for other, name in names.items() if other is not named}
            body = _Writer(inner, writer.used, writer.currencies)
            defined[writer.names[named]] = body.write(named, CHOICE)
    return Formula(parts, defined, list(writer.currencies))


def names_of(control: Control) -> dict[Node, str]:
    """The expressions that have a name in capitals in the module of a control or among the dossiers of a domain."""
    shared = [name for name in sorted(sys.modules) if re.fullmatch(r"shibosi\.domains\.\w+\.dossiers", name)]
    found: dict[Node, str] = {}
    for module in [control.room, *shared]:
        for name, value in vars(sys.modules[module]).items() if module in sys.modules else ():
            if isinstance(value, Expr) and re.fullmatch("[A-Z][A-Z_]*", name) and _size(value.node) >= NAMED_FROM:
                found.setdefault(value.node, name)
    return found


def _size(node: Node) -> int:
    return sum(1 for _ in node.walk())


def column_name(kind: str, name: str) -> str:
    """How a column is written in a formula: `order.paid`, or in Chinese by labels."""
    if language() == "en":
        return f"{kind}.{name}"
    made = record(kind)
    return f"{translate(made.label)}.{short(translate(made.columns[name].label))}"


def short(label: str) -> str:
    """A label without its explanation: what stands before the first colon or comma."""
    return re.split("[:：,，]", label, maxsplit=1)[0]


def _terms(node: Node, op: str, names: Mapping[Node, str]) -> list[Node]:
    """The operands of a chain of "and" or "or", left to right."""
    if node.op != op or node in names:
        return [node]
    return [term for arg in node.args for term in _terms(arg, op, names)]


class _Writer:
    def __init__(
        self, names: Mapping[Node, str], used: dict[Node, None] | None = None, currencies: dict[str, None] | None = None
    ) -> None:
        self.names = names
        self.used: dict[Node, None] = {} if used is None else used
        self.currencies: dict[str, None] = {} if currencies is None else currencies

    def write(self, node: Node, tight: int, like: Quantity | None = None) -> str:
        """A node in words, between brackets where it binds looser than `tight`; `like` is what a number counts."""
        if node in self.names:
            self.used.setdefault(node)
            return self.names[node]
        text, binds = self._written(node, like)
        return f"({text})" if binds < tight else text

    def _written(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        op = node.op
        special = _SPECIAL.get(op)
        if special is not None:
            return special(self, node, like)
        if op in COMPARISONS:
            return self._between(node, COMPARISONS[op]), COMPARED
        if op in SIGNS:
            return self._arithmetic(node, like)
        if op in AGGREGATES:
            inside = self.write(node.args[0], CHOICE)
            if len(node.args) > 1 and node.args[1] is not TRUE:
                inside += f", {translate('where')} {self.write(node.args[1], CHOICE)}"
            return f"{translate(FUNCTIONS[op])}({inside})", ATOM
        return f"{translate(FUNCTIONS.get(op, op))}({', '.join(self.write(arg, CHOICE) for arg in node.args)})", ATOM

    # -- leaves

    def _literal(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        if node.meta is None:
            return translate("undecidable"), ATOM
        if isinstance(node.meta, bool):
            return translate("yes" if node.meta else "no"), ATOM
        if isinstance(node.meta, str):
            return f'"{node.meta}"', ATOM
        if like is not None and like.kind == "day":
            return day_text(node.meta), ATOM
        return number_text(node.meta, like.scale if like is not None and like.kind == "number" else 0), ATOM

    def _column(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return column_name(*node.meta), ATOM

    def _count(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        what = node.meta if language() == "en" else translate(record(node.meta).label)
        return f"{translate('count')}({what})", ATOM

    def _parameter(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return str(node.meta), ATOM

    def _as_of(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return translate("as-of day"), ATOM

    # -- truths

    def _joined(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        binds = BOTH if node.op == "and" else EITHER
        terms = _terms(node, node.op, self.names)
        return f" {translate(node.op)} ".join(self.write(term, binds + 1) for term in terms), binds

    def _not(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        inner = node.args[0]
        if inner.op == "guard":
            self._note(inner)
            inner = inner.args[1]
        if inner in self.names:
            return f"{translate('not')} {self.write(inner, ATOM)}", NEGATED
        if inner.op in OPPOSITES:
            return self._between(inner, OPPOSITES[inner.op]), COMPARED
        if inner.op == "known":
            return f"{self.write(inner.args[0], ATOM)} {translate('is missing')}", COMPARED
        return f"{translate('not')} {self.write(inner, ATOM)}", NEGATED

    def _known(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return f"{self.write(node.args[0], ATOM)} {translate('is known')}", COMPARED

    def _same(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return self._between(node, translate("same as")), COMPARED

    def _in(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        if len(node.args) == 2:
            return self._between(node, translate("in")), COMPARED
        members = ", ".join(f'"{member}"' for member in sorted(node.meta))
        return f"{self.write(node.args[0], SUM)} {translate('in')} {{{members}}}", COMPARED

    def _match(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return f"{self.write(node.args[0], SUM)} {translate('matches')} /{node.meta}/", COMPARED

    def _starts(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return self._between(node, translate("starts with")), COMPARED

    def _predicate(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return f"{self.write(node.args[0], ATOM)} {translate('is a valid')} {translate(node.meta)}", COMPARED

    # -- choices

    def _guard(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        self._note(node)
        value = node.args[1]
        return (self.write(value, ATOM), ATOM) if value in self.names else self._written(value, like)

    def _note(self, node: Node) -> None:
        """Keep which currencies have to agree; whatever else a guard may ask is kept in the same words."""
        for term in _terms(node.args[0], "and", {}):
            sides = {_Writer({}).write(arg, CHOICE) for arg in term.args}
            if len(sides) > 1:
                self.currencies.setdefault(_Writer({}).write(term, CHOICE))

    def _else(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        counted = like or quantity(node.args[0])
        first, second = (self.write(arg, ATOM, counted) for arg in node.args)
        return f"{first} {translate('otherwise')} {second}", CHOICE

    def _if(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        condition = self.write(node.args[0], EITHER)
        counted = like or quantity(node.args[1])
        then, otherwise = (self.write(arg, EITHER, counted) for arg in node.args[1:])
        return translate("if {condition} then {then} else {otherwise}").format(
            condition=condition, then=then, otherwise=otherwise
        ), CHOICE  # fmt: skip

    # -- numbers

    def _between(self, node: Node, sign: str) -> str:
        left, right = node.args
        return f"{self.write(left, SUM, quantity(right))} {sign} {self.write(right, SUM, quantity(left))}"

    def _arithmetic(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        left, right = node.args
        factor = right.meta if node.op == "mul" and right.op == "lit" else None
        if factor in (HOUR, MINUTE):
            unit = translate("hours") if factor == HOUR else translate("minutes")
            return f"{self.write(left, PRODUCT)} {unit}", PRODUCT
        if power_of_ten(factor):
            return (self.write(left, ATOM), ATOM) if left in self.names else self._written(left, like)
        sign, binds = SIGNS[node.op]
        counted = quantity(node)
        return f"{self.write(left, binds, counted)} {sign} {self.write(right, binds + 1, counted)}", binds

    def _abs(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return f"|{self.write(node.args[0], CHOICE)}|", ATOM

    def _slice(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return f"{translate('first')}({self.write(node.args[0], CHOICE)}, {node.meta[1]})", ATOM

    def _day(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        zone = "" if node.meta == CHINA else f", {node.meta}"
        return f"{translate('day')}({self.write(node.args[0], CHOICE)}{zone})", ATOM

    def _months(self, node: Node, like: Quantity | None) -> tuple[str, int]:
        return f"{self.write(node.args[0], SUM)} + {self.write(node.args[1], ATOM)} {translate('months')}", SUM


_Written = Callable[[_Writer, Node, "Quantity | None"], tuple[str, int]]
_SPECIAL: dict[str, _Written] = {
    "lit": _Writer._literal, "col": _Writer._column, "count": _Writer._count, "param": _Writer._parameter,
    "asof": _Writer._as_of, "and": _Writer._joined, "or": _Writer._joined, "not": _Writer._not,
    "known": _Writer._known, "same": _Writer._same, "in": _Writer._in, "match": _Writer._match,
    "starts": _Writer._starts, "predicate": _Writer._predicate, "guard": _Writer._guard, "else": _Writer._else,
    "if": _Writer._if, "abs": _Writer._abs, "slice": _Writer._slice, "localday": _Writer._day,
    "months": _Writer._months,
}  # fmt: skip


def number_text(units: int, scale: int) -> str:
    """Units of 10^-scale as a decimal without trailing zeros."""
    return f"{Decimal(units).scaleb(-scale).normalize():f}"


def day_text(days: int) -> str:
    """Days since 1970 as a day."""
    found: date = DAY_ZERO + timedelta(days=days)
    return found.isoformat()
