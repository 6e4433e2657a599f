"""The papers of the orders that one fault is about, and what is done to them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from shibosi.kernel.records import Record

Change = pl.Expr | str | int | None
"""A new value: computed from the row, the same for every row, or none at all."""
FIRST_LINE = pl.col("line_number") == pl.col("line_number").min().over("at")
LAST_LINE = pl.col("line_number") == pl.col("line_number").max().over("at")


@dataclass
class Papers:
    """Documents by kind, and `head`: the plan of the orders with `group` and `seat`, their place among one another.

    `part` is the part they stand in, `rng` draws what differs from order to order.
    """

    head: pl.DataFrame
    frames: dict[str, pl.DataFrame]
    part: int
    rng: np.random.Generator

    def of(self, record: type[Record]) -> pl.DataFrame:
        """The rows of a kind."""
        return self.frames[record.kind()]

    def keep(self, record: type[Record], rows: pl.DataFrame) -> None:
        """Put these rows in the place of those of their kind."""
        self.frames[record.kind()] = rows.select("at", *record.schema())

    def edit(self, record: type[Record], where: pl.Expr | None = None, **changes: Change) -> None:
        """Change columns of a kind, on every row or where a condition holds.

        Conditions and values may use the columns of the row and, under the name `head_...`, those of the plan.
        """
        rows = self.beside_head(record)
        chosen = pl.lit(True) if where is None else where
        schema = record.schema()
        self.keep(
            record,
            rows.with_columns(
                pl.when(chosen).then(_value(change).cast(schema[name])).otherwise(name).alias(name)
                for name, change in changes.items()
            ),
        )

    def drop(self, record: type[Record], where: pl.Expr | None = None) -> None:
        """Take rows away: all of a kind, or those where a condition holds."""
        rows = self.beside_head(record)
        self.keep(record, rows.clear() if where is None else rows.filter(~where))

    def repeat(self, record: type[Record], where: pl.Expr | None = None, **changes: Change) -> None:
        """Add a second row for each row (where a condition holds), with these changes, behind the first."""
        rows = self.beside_head(record)
        if where is not None:
            rows = rows.filter(where)
        schema = record.schema()
        second = rows.with_columns(_value(change).cast(schema[name]).alias(name) for name, change in changes.items())
        self.keep(record, pl.concat([self.of(record), second.select(self.of(record).columns)]))

    def borrow(self, record: type[Record], *columns: str, source: type[Record] | None = None) -> None:
        """Every order but the first of its group takes these columns from the first one's document of that kind."""
        giver = self.of(source or record).join(self.head.select("at", "group", "seat"), on="at")
        lent = giver.filter(pl.col("seat") == 0).unique("group", keep="first").select("group", *columns)
        rows = self.beside_head(record).join(lent, left_on="head_group", right_on="group", how="left", suffix="_lent")
        self.keep(
            record,
            rows.with_columns(
                pl.when(pl.col("head_seat") > 0).then(f"{column}_lent").otherwise(column).alias(column)
                for column in columns
            ),
        )

    def copy(self, record: type[Record], column: str, source: type[Record], from_column: str) -> None:
        """Write what another document of the same order says into a column."""
        told = self.of(source).unique("at", keep="first").select("at", told=from_column)
        self.keep(record, self.of(record).join(told, on="at", how="left").with_columns(pl.col("told").alias(column)))

    def beside_head(self, record: type[Record]) -> pl.DataFrame:
        """The rows of a kind with the plan of their orders beside them, each column named `head_...`."""
        head = self.head.select("at", pl.all().exclude("at").name.prefix("head_"))
        return self.of(record).join(head, on="at", how="left", maintain_order="left")

    def draw(self, low: int, high: int) -> None:
        """Give the plan of the orders a column `drawn`: a whole number from low up to, not including, high."""
        self.head = self.head.with_columns(drawn=pl.Series(self.rng.integers(low, high, len(self.head))))


def _value(change: Any) -> pl.Expr:
    return change if isinstance(change, pl.Expr) else pl.lit(change)


def twice_the_last(column: str) -> pl.Expr:
    """A number with its last digit typed twice: a slip that hits no other number."""
    return pl.col(column) + pl.col(column).str.slice(-1)


def renewed(letter: str, column: str = "guid") -> pl.Expr:
    """The id of another version of a document."""
    return pl.lit(letter) + pl.col(column).str.slice(1)
