"""What differs between two states of the values: which parameter, where, from which day to which, from what to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from shibosi.kernel.expressions.nodes import Node
from shibosi.kernel.expressions.vector import Vector
from shibosi.kernel.parameters import BEGINNING, DAY_ZERO, EVERYWHERE, Pieces, Value, Values, Version, step


@dataclass(frozen=True)
class Moved:
    """A parameter that has another value in a place in a stretch of days. No first day: since ever; no last: open.

    `before` and `after` are None where there is no value.
    """

    parameter: str
    place: str
    first: date | None
    last: date | None
    before: Version | None
    after: Version | None


def moved(before: Values, after: Values) -> list[Moved]:
    """Every stretch in which a value differs, by parameter, place and day. Another source alone is no difference."""
    found: list[Moved] = []
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            for place in sorted({EVERYWHERE} | before.places(name) | after.places(name)):
                found += _stretches(name, place, before.pieces(name, place), after.pieces(name, place))
    return found


def _stretches(name: str, place: str, before: Pieces, after: Pieces) -> Iterator[Moved]:
    bounds = sorted({*before.bounds, *after.bounds})
    for bound, end in zip(bounds, [*bounds[1:], None], strict=True):
        was, is_ = step(before, bound), step(after, bound)
        if _value(was) != _value(is_):
            last = None if end is None else _day(end) - timedelta(days=1)
            yield Moved(name, place, None if bound <= BEGINNING else _day(bound), last, was, is_)


def _value(version: Version | None) -> Value | None:
    return None if version is None else version.value


def _day(number: int) -> date:
    return DAY_ZERO + timedelta(days=number)


class Touching:
    """Where a parameter, as a control reads it by a row's day and place, can come to another value.

    A row without a day has the value of a parameter that never changes, and none of one that does.
    """

    def __init__(self, before: Values, after: Values, stretches: list[Moved]) -> None:
        self.before, self.after = before, after
        self.stretches = stretches
        self.names = frozenset(one.parameter for one in stretches)

    def anywhere(self, parameter: Node) -> bool:
        """Whether there is a day and a place for which it differs; its place may be a constant."""
        if parameter.meta not in self.names:
            return False
        place = parameter.args[1]
        return place.op != "lit" or self._differs(parameter.meta, str(place.meta))

    def rows(self, parameter: Node, vector: Vector) -> pl.Expr:
        """True for rows for which it differs; `vector` has the columns of day and place ready."""
        day, place = (vector.expression(arg) for arg in parameter.args)
        if parameter.args[1].op == "lit":
            return self._days(parameter.meta, str(parameter.args[1].meta), day)
        found = self._days(parameter.meta, EVERYWHERE, day)
        for name in sorted(self.before.places(parameter.meta) | self.after.places(parameter.meta)):
            found = pl.when(place == name).then(self._days(parameter.meta, name, day)).otherwise(found)
        return found

    def _days(self, name: str, place: str, day: pl.Expr) -> pl.Expr:
        found = pl.lit(False)
        own = place if place in self.before.places(name) | self.after.places(name) else EVERYWHERE
        for one in self.stretches:
            if (one.parameter, one.place) == (name, own):
                first = pl.lit(True) if one.first is None else day >= (one.first - DAY_ZERO).days
                last = pl.lit(True) if one.last is None else day <= (one.last - DAY_ZERO).days
                found = found | (first & last)
        return pl.when(day.is_null()).then(pl.lit(self._undated(name, place))).otherwise(found)

    def _differs(self, name: str, place: str) -> bool:
        own = place if place in self.before.places(name) | self.after.places(name) else EVERYWHERE
        return self._undated(name, place) or any((one.parameter, one.place) == (name, own) for one in self.stretches)

    def _undated(self, name: str, place: str) -> bool:
        return _value(self.before.in_force(name, None, place)) != _value(self.after.in_force(name, None, place))
