"""Named predicates on text: what operators cannot say (a check digit, a pattern of a register).

A predicate is a plain function on one text, and optionally a fast one on a column. Both must give the same answer;
the property test of the kernel compares them for every predicate that exists.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from shibosi.kernel.expressions.kinds import BoolX, TextX
from shibosi.kernel.expressions.nodes import Node


@dataclass(frozen=True)
class Predicate:
    """`plain(text) -> bool` and, where there are millions of rows, `vector(series of text) -> series of bool`.

    Nulls never reach either: they stay null.
    """

    name: str
    plain: Callable[[str], bool]
    vector: Callable[[pl.Series], pl.Series] | None = None

    known: ClassVar[dict[str, "Predicate"]] = {}

    def __post_init__(self) -> None:
        Predicate.known[self.name] = self

    def __call__(self, value: TextX) -> BoolX:
        return BoolX(Node("predicate", (value.node,), self.name, "bool"))

    def column(self, values: pl.Series) -> pl.Series:
        """The answer for a column, null for null. Without a `vector` each different text is asked once."""
        if values.null_count() == len(values):
            return pl.Series([None] * len(values), dtype=pl.Boolean)
        if self.vector is not None:
            answers = self.vector(values.fill_null(""))
            return answers if not values.has_nulls() else _where_known(values, answers)
        kept = values.drop_nulls().unique()
        answers = pl.Series([self.plain(value) for value in kept.to_list()], dtype=pl.Boolean)
        return values.replace_strict(kept, answers, default=None, return_dtype=pl.Boolean)


def _where_known(values: pl.Series, answers: pl.Series) -> pl.Series:
    return pl.select(pl.when(values.is_not_null()).then(answers)).to_series()
