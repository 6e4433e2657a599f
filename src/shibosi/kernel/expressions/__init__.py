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
from shibosi.kernel.expressions.kinds import (
    BoolX,
    DayX,
    ListX,
    MoneyX,
    NumberX,
    TextX,
    TimeX,
    all_of,
    any_of,
    as_of,
    hours,
    minutes,
    text,
    unknown,
    when,
)
from shibosi.kernel.expressions.predicates import Predicate

__all__ = [
    "BoolX", "DayX", "ListX", "MoneyX", "NumberX", "Predicate", "TextX", "TimeX", "all_of", "any_of", "as_of",
    "common", "count", "count_where", "distinct", "every", "hours", "largest", "minutes", "smallest", "some", "text",
    "total", "total_money", "unknown", "when",
]  # fmt: skip
