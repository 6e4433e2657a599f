"""Retail import of many lines at once: tax within the limits, and what each person used of each year.

Lines: `price` (whole numbers of 0.00001 CNY, with freight and insurance), `day`, `vat` and `consumption` (class, or per
cent as text; null: none). Lines whose consumption tax goes by quantity are left to the single form: null.
"""

from datetime import date
from decimal import Decimal

import polars as pl

from shibosi.methods.taxes.asking import percent_or_class
from shibosi.methods.taxes.batch.exact import MILLION, WIDE, cents, millionths
from shibosi.methods.taxes.errors import NoScheme
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail import rates
from shibosi.standard import tables

KEY = ["day", "vat", "consumption"]


def taxed(lines: pl.DataFrame, law: Law) -> pl.DataFrame:
    """The lines with `consumption_tax`, `vat_due` and `due`, whole numbers of 0.00001 CNY, rounded line by line.

    Raises NoScheme, UnknownClass.
    """
    known = lines.select(KEY).unique(maintain_order=True)
    found = [_rates(day, vat, consumption, law) for day, vat, consumption in known.iter_rows()]
    names = ("c", "v", "share_c", "share_v")
    each = known.with_columns(
        pl.Series(name, [None if one is None else one[at] for one in found], pl.Int64) for at, name in enumerate(names)
    )
    joined = lines.join(each, on=KEY, how="left", nulls_equal=True, maintain_order="left")
    price, rest = pl.col("price").cast(WIDE), (MILLION - pl.col("c")).cast(WIDE)
    consumption = cents(price * pl.col("c").cast(WIDE) * pl.col("share_c").cast(WIDE), rest * MILLION)
    vat = cents(price * pl.col("v").cast(WIDE) * pl.col("share_v").cast(WIDE), rest * MILLION)
    return (
        joined.with_columns(consumption.cast(pl.Int64).alias("consumption_tax"), vat.cast(pl.Int64).alias("vat_due"))
        .with_columns((pl.col("consumption_tax") + pl.col("vat_due")).alias("due"))
        .drop(names)
    )


def used(purchases: pl.DataFrame, returns: pl.DataFrame) -> pl.DataFrame:
    """What each `person` used of each `year`, whole numbers of 0.00001 CNY, and how many lists that were.

    Purchases: `person`, `order`, `declared`, `released` (null: not yet, does not count), `value`. Returns: `order`,
    `asked`, `back`, `value`; those out of time, before release, or of more than was bought, restore nothing.
    """
    released = purchases.filter(pl.col("released").is_not_null())
    days = released.select(pl.col("released").unique()).to_series()
    until = pl.DataFrame(
        {"released": days, "ask": [_days("import-return-application", day) for day in days],
         "home": [_days("import-return-arrival", day) for day in days]},
        schema={"released": pl.Date, "ask": pl.Int64, "home": pl.Int64},
    )  # fmt: skip
    own = returns.rename({"value": "returned"}).join(
        released.select("order", "released", "value"), on="order").join(until, on="released")  # fmt: skip
    asked = (pl.col("asked") - pl.col("released")).dt.total_days()
    home = (pl.col("back") - pl.col("released")).dt.total_days()
    sound = (pl.col("back") >= pl.col("asked")) & (asked >= 0) & (pl.col("returned") > 0)
    timely = own.filter(sound & (asked <= pl.col("ask")) & (home <= pl.col("home")))
    together = timely.group_by("order").agg(pl.col("returned").sum(), pl.col("value").first())
    restored = together.filter(pl.col("returned") <= pl.col("value")).select("order", "returned")
    return (
        released.join(restored, on="order", how="left")
        .group_by("person", pl.col("declared").dt.year().alias("year"))
        .agg((pl.col("value") - pl.col("returned").fill_null(0)).sum().alias("used"), pl.len().alias("lists"))
        .sort("person", "year")
    )


def _days(kind: str, day: date) -> int | None:
    row = tables.in_force("customs_deadlines", day, rates.CHINA, deadline=kind)
    return int(row.number("amount")) if row else None


def _rates(day: date, vat: str, consumption: str | None, law: Law) -> tuple[int, int, int, int] | None:
    """Rates and shares of the relief in millionths; None where consumption tax goes by quantity."""
    if consumption is not None and consumption in rates.by_quantity(day):
        return None
    shares = []
    for tax in (rates.CONSUMPTION, rates.VAT):
        row = law.row("retail_import_relief", day, rates.CHINA, tax=tax)
        if row is None:
            raise NoScheme(place=rates.CHINA, day=day)
        shares.append(law.number(row, "share", "", "%", day).low)
    own = rates.rate(law, rates.VAT, percent_or_class(vat, "vat"), day).low
    consumed = Decimal(0)
    if consumption is not None:
        consumed = rates.rate(law, rates.CONSUMPTION, percent_or_class(consumption, "consumption"), day).low
    return millionths(consumed), millionths(own), millionths(shares[0]), millionths(shares[1])
