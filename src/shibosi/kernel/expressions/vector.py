"""The reading for a batch: a tree as a Polars expression over columns that stand in a frame.

Which columns stand there is the business of `kernel.judging`: leaves, parameters, aggregates and whatever rows borrow
from their dossier come as ready columns (`ready`), everything else is an operation.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import or_

import numpy as np
import polars as pl

from shibosi.kernel.expressions.bounds import RESULT_LIMIT, needs_check, operand_limit
from shibosi.kernel.expressions.nodes import INT_LIMIT, Node
from shibosi.kernel.expressions.plain import FIRST_DAY, LAST_DAY, MOST_MONTHS, plain
from shibosi.kernel.expressions.predicates import Predicate
from shibosi.kernel.parameters import BEGINNING, Values

DAY = 86_400_000_000
FEW = 8
"""So many codes are compared one by one."""
Type = pl.DataType | type[pl.DataType]


class Vector:
    """Expressions for one batch. `ready` names the column of a node, `sizes` bounds the whole numbers in columns."""

    def __init__(self, values: Values, as_of: int, sizes: Mapping[Node, int]) -> None:
        self.values = values
        self.as_of = as_of
        self.sizes = dict(sizes)
        self.ready: dict[Node, str] = {}
        self._made: dict[Node, pl.Expr] = {}

    def within(self, ready: Mapping[Node, str]) -> "Vector":
        """For rows in which other columns stand ready; what is known about sizes stays known."""
        inner = Vector(self.values, self.as_of, self.sizes)
        inner.ready = dict(ready)
        return inner

    def size(self, node: Node) -> int:
        """The largest magnitude a number node has in this batch."""
        if node in self.sizes:
            return self.sizes[node]
        if node.op == "lit":
            found = abs(node.meta or 0)
        elif node.op == "param":
            found = max((abs(v.value) for v in self.values.get(node.meta, ()) if isinstance(v.value, int)), default=0)
        elif node.op in ("count", "countif", "distinct", "year", "asof", "localday", "months"):
            found = 1 << 31
        else:
            inner = [self.size(arg) for arg in node.args if arg.kind == "int"]
            if node.op in ("add", "sub"):
                found = inner[0] + inner[1]
            else:
                found = inner[0] * inner[1] if node.op == "mul" else max(inner, default=0)
        self.sizes[node] = min(found, RESULT_LIMIT)
        return self.sizes[node]

    def expression(self, node: Node) -> pl.Expr:
        """The expression of a node over the ready columns."""
        if node in self.ready:
            return pl.col(self.ready[node])
        made = self._made.get(node)
        if made is None:
            made = self._expression(node)
            made = self._made[node] = settled(made) if node.args and self._is_constant(node) else made
        return made

    def _is_constant(self, node: Node) -> bool:
        """Whether no row is asked."""
        if node in self.ready:
            return False
        return all(map(self._is_constant, node.args)) if node.args else node.op in ("lit", "asof")

    def _expression(self, node: Node) -> pl.Expr:
        if node.op == "lit":
            types = {"int": pl.Int64, "text": pl.String, "bool": pl.Boolean}
            wide = node.kind == "int" and abs(node.meta or 0) >= INT_LIMIT
            return pl.lit(node.meta, dtype=pl.Int128 if wide else types[node.kind])
        if node.op == "asof":
            return pl.lit(self.as_of, dtype=pl.Int64)
        if node.op == "param":
            return self._parameter(node)
        if node.op == "in" and len(node.args) == 2:
            return self._in_parameter(node, self.expression(node.args[0]))
        parts = [self.expression(arg) for arg in node.args]
        if node.op in ("add", "sub", "mul"):
            return self._arithmetic(node, parts)
        if node.op in _SIMPLE:
            simple: pl.Expr = _SIMPLE[node.op](*parts)
            return simple
        return self._other(node, parts)

    def _arithmetic(self, node: Node, parts: list[pl.Expr]) -> pl.Expr:
        if self.size(node) >= INT_LIMIT:
            parts = [part.cast(pl.Int128) for part in parts]
        left, right = parts
        result = left + right if node.op == "add" else left - right if node.op == "sub" else left * right
        if needs_check(node):
            limit = pl.lit(operand_limit(node), dtype=pl.Int128)
            small = [part.cast(pl.Int128).abs() < limit for part in parts]
            kept = [pl.when(fits).then(part) for fits, part in zip(small, parts, strict=True)]
            left, right = kept
            result = left + right if node.op == "add" else left - right if node.op == "sub" else left * right
        return result

    def _other(self, node: Node, parts: list[pl.Expr]) -> pl.Expr:
        if node.op == "in":
            few = [parts[0] == value for value in sorted(node.meta)]
            return reduce(or_, few) if 0 < len(few) <= FEW else parts[0].is_in(sorted(node.meta))
        if node.op == "match":
            return parts[0].str.contains(f"^(?:{node.meta})$")
        if node.op == "slice":
            return parts[0].str.slice(*node.meta)
        if node.op == "predicate":
            return parts[0].map_batches(Predicate.known[node.meta].column, return_dtype=pl.Boolean)
        if node.op == "localday":
            moment = pl.when(parts[0].is_between(FIRST_DAY * DAY, LAST_DAY * DAY)).then(parts[0])
            local = moment.cast(pl.Datetime("us", "UTC")).dt.convert_time_zone(node.meta)
            return local.dt.date().to_physical().cast(pl.Int64)
        if node.op == "months":
            return _months_later(*parts)
        if node.op == "year":
            inside = pl.when(parts[0].is_between(FIRST_DAY, LAST_DAY)).then(parts[0])
            return inside.cast(pl.Int32).cast(pl.Date).dt.year().cast(pl.Int64)
        raise AssertionError(f"no batch reading for {node.op}")

    # -- parameters

    def _parameter(self, node: Node) -> pl.Expr:
        """Each row its own value: by day within a place, by place where places have values of their own."""
        dtype = pl.Int64 if node.kind == "int" else pl.String
        day, place = node.args[0], self.expression(node.args[1])
        if node.args[1].op == "lit":
            return self._by_day(node.meta, str(node.args[1].meta), day, dtype)
        general = self._by_day(node.meta, "all", day, dtype)
        own = sorted(self.values.places(node.meta))
        return reduce(
            lambda rest, name: pl.when(place == name).then(self._by_day(node.meta, name, day, dtype)).otherwise(rest),
            own, general,
        )  # fmt: skip

    def _by_day(self, name: str, place: str, day: Node, dtype: Type) -> pl.Expr:
        pieces = self.values.pieces(name, place)
        values = [None if version is None else version.value for version in pieces.versions]
        if len(values) == 1:
            return pl.lit(values[0], dtype=dtype)
        table = pl.Series(values, dtype=dtype)
        starts = np.array([max(bound, BEGINNING) for bound in pieces.bounds], dtype=np.int64)

        def look_up(days: pl.Series) -> pl.Series:
            at = np.searchsorted(starts, days.fill_null(0).to_numpy(), side="right") - 1
            found = table.gather(at)
            return found if not days.has_nulls() else pl.select(pl.when(days.is_not_null()).then(found)).to_series()

        return self._of_day(day, look_up, dtype)

    def _of_day(self, day: Node, asked: Callable[[pl.Series], pl.Series], dtype: Type) -> pl.Expr:
        """A function of the day, asked for all rows at once.

        Not `is_elementwise`: a column that is one value throughout would come as one row, and whoever goes on with the
        answer may take it for the whole.
        """
        made = self.expression(day).map_batches(asked, return_dtype=dtype)
        return settled(made) if self._is_constant(day) else made

    def _in_parameter(self, node: Node, text: pl.Expr) -> pl.Expr:
        """Membership in a list parameter: one test per version of the list."""
        parameter = node.args[1]
        day, place = parameter.args[0], self.expression(parameter.args[1])
        versions = [version for version in self.values.get(parameter.meta, ()) if isinstance(version.value, frozenset)]
        found = pl.lit(None, dtype=pl.Boolean)
        for version in versions:
            inside = text.is_in(sorted(version.value)) if isinstance(version.value, frozenset) else found
            serves = self._serves(parameter.meta, version.label(), day, place, parameter.args[1])
            found = pl.when(serves).then(inside).otherwise(found)
        return found

    def _serves(self, name: str, label: str, day: Node, place: pl.Expr, where: Node) -> pl.Expr:
        """Whether a version is the one in force on the row's day in its place."""

        def of(place_name: str) -> pl.Expr:
            pieces = self.values.pieces(name, place_name)
            labels = [None if version is None else version.label() for version in pieces.versions]
            if len(labels) == 1:
                return pl.lit(labels[0] == label)
            starts = np.array(pieces.bounds, dtype=np.int64)
            table = pl.Series([found == label for found in labels], dtype=pl.Boolean)
            found = self._of_day(
                day,
                lambda days: table.gather(np.searchsorted(starts, days.fill_null(0).to_numpy(), side="right") - 1),
                pl.Boolean,
            )
            return pl.when(self.expression(day).is_not_null()).then(found)

        if where.op == "lit":
            return of(str(where.meta))
        own = sorted(self.values.places(name))
        return reduce(lambda rest, each: pl.when(place == each).then(of(each)).otherwise(rest), own, of("all"))


def settled(constant: pl.Expr) -> pl.Expr:
    """The value of an expression that asks no row, as a literal: it fits beside columns of any height."""
    found = pl.select(constant).to_series()
    return pl.lit(found[0], dtype=found.dtype)


def _months_later(days: pl.Expr, months: pl.Expr) -> pl.Expr:
    """As `plain.months_later`, for columns."""
    start = pl.when(days.is_between(FIRST_DAY, LAST_DAY)).then(days).cast(pl.Int32).cast(pl.Date)
    count = pl.when(months.is_between(-MOST_MONTHS, MOST_MONTHS)).then(months).cast(pl.Int32)
    at = start.dt.year() * 12 + start.dt.month() - 1 + count
    first = pl.date(at // 12, at % 12 + 1, 1)
    found = pl.date(at // 12, at % 12 + 1, pl.min_horizontal(start.dt.day(), first.dt.month_end().dt.day()))
    reached = found.to_physical().cast(pl.Int64)
    return pl.when(reached.is_between(FIRST_DAY, LAST_DAY)).then(reached)


def same_column(both: Sequence[pl.Series]) -> pl.Series:
    """Two columns of text compared with width, case and blanks forgiven; only the rows that differ are normalised."""
    left, right = both
    if len(left) != len(right):  # one of them is a constant
        height = len(right) if len(left) == 1 else len(left)
        left, right = (side if len(side) == height else side.new_from_index(0, height) for side in both)
    equal = left == right
    differ = equal.not_().fill_null(False)
    if not differ.any():
        return equal
    at = differ.arg_true()
    checked = [
        plain(a) == plain(b)
        for a, b in zip(left.gather(at).to_list(), right.gather(at).to_list(), strict=True)
    ]  # fmt: skip
    return equal.scatter(at, checked)


def _same(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    return pl.map_batches([left, right], same_column, return_dtype=pl.Boolean)


def _if(condition: pl.Expr, then: pl.Expr, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(then).when(~condition).then(otherwise)


_SIMPLE: dict[str, Callable[..., pl.Expr]] = {
    "eq": lambda a, b: a == b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "not": lambda a: ~a,
    "known": lambda a: a.is_not_null(),
    "guard": lambda c, a: pl.when(c).then(a),
    "else": lambda a, b: pl.when(a.is_null()).then(b).otherwise(a),
    "if": _if,
    "abs": lambda a: a.abs(),
    "same": _same,
    "starts": lambda a, b: a.str.starts_with(b),
}
