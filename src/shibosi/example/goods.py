"""The goods of the example: a table of invented goods in four packings each."""

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from shibosi.example.numbers import bar_codes

TABLE = Path(__file__).parent / "tables" / "goods.csv"
BANDS = ["import", "dear", "piece", "export", "service", "digital"]
PACKINGS = [("标准装 A", 100, 100), ("家庭装 B", 160, 170), ("便携装 C", 60, 50), ("礼盒装 D", 130, 115)]
"""Name, share of the price in percent, share of the weight in percent."""
ONE_MAKE = [("银色 S1", 100, 100), ("黑色 S2", 104, 100), ("白色 S3", 98, 100), ("限定 S4", 110, 102)]
"""The same for goods that come in makes, not in packings."""
OFFERS = [("方案一", 100, 100), ("方案二", 150, 100), ("方案三", 80, 100), ("方案四", 220, 100)]
"""The same for services and digital goods."""


@cache
def stock() -> pl.DataFrame:
    """One row per item, sorted by band: name, model, numbers, price in fen, net grams, units, bar code."""
    table = pl.read_csv(
        TABLE, comment_prefix="#", schema_overrides={"price": pl.Int64, "grams": pl.Int64}, infer_schema=False
    ).with_columns(pl.col("price", "grams").cast(pl.Int64), good=pl.int_range(pl.len(), dtype=pl.Int64))
    items = pl.concat([_packed(table, packing) for packing in range(len(PACKINGS))])
    items = items.sort(pl.col("band").replace_strict(BANDS, range(len(BANDS))), "good", "packing")
    number = np.arange(len(items), dtype=np.int64)
    codes = bar_codes(690_099_000_000 + number * 37)
    return items.with_columns(
        item_number=pl.lit("SKU") + (pl.Series(number) + 10001).cast(pl.String),
        item_record=pl.lit("L") + (pl.Series(number) + 100001).cast(pl.String),
        barcode=pl.when(pl.Series(number % 13 == 5)).then(None).when(pl.Series(number % 9 == 4)).then(pl.lit("无"))
        .otherwise(codes),
    )  # fmt: skip


def _packed(table: pl.DataFrame, packing: int) -> pl.DataFrame:
    sized, offered = pl.col("band").is_in(["import", "export"]), pl.col("band").is_in(["service", "digital"])

    def choose(place: int) -> pl.Expr:
        size, make, offer = (pl.lit(kind[packing][place]) for kind in (PACKINGS, ONE_MAKE, OFFERS))
        return pl.when(sized).then(size).when(offered).then(offer).otherwise(make)

    return table.with_columns(
        name=pl.col("name") + " " + choose(0),
        model=pl.lit("品牌:云舟示例|规格:") + choose(0) + "|用途:个人自用",
        price=pl.col("price") * choose(1) // 100,
        grams=pl.col("grams") * choose(2) // 100,
        packing=pl.lit(packing),
    )


@cache
def bands() -> dict[str, tuple[int, int]]:
    """Band to (first row, number of rows) in the stock."""
    counted = stock().group_by("band", maintain_order=True).len()
    starts = counted["len"].cum_sum() - counted["len"]
    return {
        band: (int(start), int(length))
        for band, start, length in zip(counted["band"], starts, counted["len"], strict=True)
    }
