"""What other values of law would have made of orders that were placed: who pays what more, by market and category.

Both sides are counted over the same lines. Amounts of different currencies are never added: each row has its own. Where
one side is a bound its least amount counts, and the row says how many lines that were.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from shibosi.methods.formats.writing import write_csv
from shibosi.methods.taxes.batch.exact import SCALE
from shibosi.methods.taxes.batch.landed import landed
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.law import Law, Overlay

BY = ["market", "currency", "category"]
COUNTED = ("orders", "lines", "dearer", "cheaper", "before", "after", "more", "bounds")
AMOUNTS = ("before", "after", "more")


@dataclass(frozen=True)
class Simulated:
    """The answer: `by` market, currency and category, `lines` one by one with both sides; amounts in 0.00001."""

    by: pl.DataFrame
    lines: pl.DataFrame

    def markets(self) -> pl.DataFrame:
        """The answer by market and currency."""
        sums = [pl.col(name).sum() for name in COUNTED]
        return self.by.group_by("market", "currency").agg(sums).sort("market", "currency")

    def write(self, path: Path) -> None:
        """The answer as CSV, amounts as decimals, no formula."""
        decimals = [(pl.col(name).cast(pl.Decimal(38, SCALE)) / 10**SCALE).alias(name) for name in AMOUNTS]
        write_csv(self.by.with_columns(decimals), path, formula_safe=True)


def simulate(lines: pl.DataFrame, overlay: Overlay, rates: Rates, fixed_duty_in_price: bool = True) -> Simulated:
    """Tax order lines (`LINES` and `category`) as the law is and with other values. Raises what `landed` does."""
    sides = [
        _side(lines, name, law, rates, fixed_duty_in_price)
        for name, law in (("before", Law()), ("after", Law(overlay)))
    ]
    both = pl.concat([lines, *sides], how="horizontal")
    told = both.with_columns((pl.col("after") - pl.col("before")).alias("more"))
    more, bound = pl.col("more"), pl.col("bound_before") | pl.col("bound_after")
    counted = told.group_by(BY).agg(
        pl.col("order").n_unique().alias("orders"), pl.len().alias("lines"), (more > 0).sum().alias("dearer"),
        (more < 0).sum().alias("cheaper"), pl.col("before").sum(), pl.col("after").sum(), more.sum(),
        bound.sum().alias("bounds"),
    )  # fmt: skip
    return Simulated(counted.sort([-more.abs(), *map(pl.col, BY)]), told)


def _side(lines: pl.DataFrame, name: str, law: Law, rates: Rates, fixed_duty_in_price: bool) -> pl.DataFrame:
    """What each line bears under one law; the fees of an order stand in its first line."""
    told = landed(lines, law, rates, fixed_duty_in_price)
    first = pl.int_range(pl.len()).over("order") == 0
    fees = pl.when(first).then(pl.col("fees")).otherwise(0)
    due = (pl.col("duty_due") + pl.col("tax_due") + fees).alias(name)
    return told.select(due, pl.col("bound").alias(f"bound_{name}"), pl.col("band").alias(f"band_{name}"))


def of_quarter(lines: pl.DataFrame, today: date) -> pl.DataFrame:
    """The lines of the calendar quarter that ended last before a day."""
    first, after = quarter_before(today)
    return lines.filter((pl.col("day") >= first) & (pl.col("day") < after))


def quarter_before(today: date) -> tuple[date, date]:
    """The calendar quarter that ended last before a day: its first day, and the day after it."""
    after = _quarter(today)
    return _quarter(after - timedelta(days=1)), after


def _quarter(day: date) -> date:
    """The first day of the quarter of a day."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
