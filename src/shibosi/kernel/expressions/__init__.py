"""Expressions: one text of a rule, read three ways (a batch, one dossier, with reasons)."""

from shibosi.kernel.expressions.aggregates import (
    common,
    count,
    count_where,
    distinct,
    every,
    largest,
    smallest,
    some,
    total,
    total_money,
)
from shibosi.kernel.expressions.kinds import BoolX, ListX, MoneyX, NumberX, TextX, all_of, any_of, text, unknown, when
from shibosi.kernel.expressions.predicates import Predicate
from shibosi.kernel.expressions.times import DayX, TimeX, as_of, hours, minutes

__all__ = [
    "BoolX", "DayX", "ListX", "MoneyX", "NumberX", "Predicate", "TextX", "TimeX", "all_of", "any_of", "as_of",
    "common", "count", "count_where", "distinct", "every", "hours", "largest", "minutes", "smallest", "some", "text",
    "total", "total_money", "unknown", "when",
]  # fmt: skip
