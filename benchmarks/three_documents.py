"""Orders, payments and waybills for twelve checks: plain tables of a given size, keyed by text or by whole numbers.

Payments and waybills come about in the order of their orders, as exports do. About one row in a hundred is wrong.
"""

from pathlib import Path

import numpy as np
import polars as pl

KEYS = ("text", "whole")
FAULTS = 0.002
"""Share of the orders that each kind of fault touches."""
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"
NOBODY = "无名氏"
FIRST_NUMBER = 202600000000
STRAY = 5000
"""How far a payment or waybill may stand from the place of its order."""
START = 1_767_225_600_000_000
MINUTE = 60_000_000
AMOUNTS = ((100, 50_000), (0, 2000), (0, 3000))
"""Bounds of goods value, freight and tax in cents."""


def write(folder: Path, orders: int, seed: int = 1) -> None:
    """Write `order`, `payment` and `waybill` Parquet files once with text and once with whole-number keys."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(seed)
    made = _documents(orders, chance)
    for keys in KEYS:
        (folder / keys).mkdir(exist_ok=True)
        for name, frame in made.items():
            keyed = frame.select(_keyed(column, keys) for column in frame.columns)
            keyed.write_parquet(folder / keys / f"{name}.parquet")


def _keyed(column: str, keys: str) -> pl.Expr:
    number = pl.col(column)
    if keys == "whole" or not column.endswith("number"):
        return number
    return pl.format("DD{}", number).alias(column)


def _documents(orders: int, chance: np.random.Generator) -> dict[str, pl.DataFrame]:
    at = np.arange(orders)
    goods, freight, tax = (chance.integers(low, most, orders) * 1000 for low, most in AMOUNTS)
    names = pl.Series([f + a + b for f in FAMILY for a in GIVEN for b in GIVEN])
    buyer, consignee = (names.gather(chance.integers(0, len(names), orders)) for _ in range(2))
    ordered = START + at * 30_000_000
    order = pl.DataFrame({
        "number": FIRST_NUMBER + at, "goods": goods, "freight": freight, "tax": tax, "paid": goods + freight + tax,
        "currency": pl.Series(["142"]).new_from_index(0, orders), "buyer": buyer, "consignee": consignee,
        "ordered_at": pl.Series(ordered).cast(pl.Datetime("us", "UTC")),
    })  # fmt: skip
    later = pl.Series(chance.integers(1, 60, orders) * MINUTE).cast(pl.Duration("us"))
    payment = order.select(
        (pl.col("number") + 7 * 10**12).alias("payment_number"), pl.col("number").alias("order_number"),
        pl.col("paid").alias("amount"), "currency", pl.col("buyer").alias("payer"),
        (pl.col("ordered_at") + later).alias("paid_at"),
    )  # fmt: skip
    waybill = order.select(
        (pl.col("number") + 8 * 10**12).alias("waybill_number"), pl.col("number").alias("order_number"), "consignee",
        pl.Series(chance.integers(100, 20_000, orders) * 100).alias("weight"),
    )  # fmt: skip

    def some() -> pl.Series:
        return pl.Series(chance.random(orders) < FAULTS)

    order = order.with_columns(pl.when(some()).then(pl.col("paid") + 100_000).otherwise("paid").alias("paid"))
    payment = payment.with_columns(
        pl.when(some()).then(pl.col("amount") - 1000).otherwise("amount").alias("amount"),
        pl.when(some()).then(pl.lit("502")).otherwise("currency").alias("currency"),
        pl.when(some())
        .then(pl.lit(NOBODY))
        .when(some())
        .then(pl.format(" {} ", "payer"))
        .otherwise("payer")
        .alias("payer"),
        pl.when(some()).then(pl.col("paid_at") - pl.duration(hours=2)).otherwise("paid_at").alias("paid_at"),
    )
    waybill = waybill.with_columns(
        pl.when(some()).then(pl.lit(NOBODY)).otherwise("consignee").alias("consignee"),
    )
    again = payment.filter(some()).with_columns(pl.col("payment_number") + 10**12)
    second = waybill.filter(some()).with_columns(pl.col("waybill_number") + 10**12)
    twice = order.filter(some()).with_columns(pl.col("paid") + 1)
    return {
        "order": pl.concat([order.filter(~some()), twice]),
        "payment": _scattered(pl.concat([payment.filter(~some()), again]), chance),
        "waybill": _scattered(pl.concat([waybill.filter(~some()), second]), chance),
    }


def _scattered(frame: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    place = pl.col("order_number") + pl.Series(chance.integers(0, STRAY, frame.height))
    return frame.sort(place)
