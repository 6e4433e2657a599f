"""Orders from a table: columns of any of the usual names, as the lines that `landed` reads; wrong rows are told."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.batch.exact import LARGEST, SCALE
from shibosi.methods.taxes.batch.landed import LINES
from shibosi.methods.taxes.errors import Unreadable
from shibosi.standard.law.places import places

HEADINGS = {
    "order": ("order", "order_number", "订单号", "订单编号"), "market": ("market", "country", "目的市场", "目的国"),
    "day": ("day", "date", "order_day", "日期", "下单日期"), "currency": ("currency", "币种"),
    "origin": ("origin", "原产地"), "price": ("price", "total", "amount", "金额", "货价"),
    "code": ("code", "hs", "commodity_code", "商品编码"), "duty": ("duty", "duty_percent", "关税率"),
    "category": ("category", "类目", "品类"),
}  # fmt: skip
NEEDED = ("order", "market", "day", "currency", "price")
DECIMAL = pl.Decimal(38, SCALE)


def read_orders(path: Path) -> pl.DataFrame:
    """The order lines of a CSV or Parquet file, with `category`: that of the table, or the chapter of the code.

    Raises Unreadable with the first row that cannot be read.
    """
    try:
        frame = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    except pl.exceptions.PolarsError as mistake:
        raise Unreadable(file=path.name, row=1, reason="it is no CSV in UTF-8") from mistake
    found = {name: next((word for word in words if word in frame.columns), None) for name, words in HEADINGS.items()}
    if lacking := [name for name in NEEDED if found[name] is None]:
        raise Unreadable(
            file=path.name, row=1, reason=Phrase("wanted are the columns {wanted}", wanted=", ".join(lacking))
        )
    text = frame.select(
        (pl.lit(None, pl.String) if word is None else pl.col(word).cast(pl.String).str.strip_chars()).alias(name)
        for name, word in found.items()
    )
    lines = text.with_columns(
        pl.col("day").str.to_date("%Y-%m-%d", strict=False), pl.col("origin", "code").fill_null(""),
        _whole("price", SCALE), _whole("duty", 4),
    )  # fmt: skip
    markets = [code for code, one in places().items() if one.kind == "market"]
    good = {
        "market": pl.col("market").is_in(markets), "day": pl.col("day").is_not_null(),
        "price": (pl.col("price") > 0) & (pl.col("price") < LARGEST), "order": pl.col("order") != "",
        "currency": pl.col("currency").str.contains(r"^[A-Z]{3}$"),
    }  # fmt: skip
    _all_good(path.name, lines, text, good.items())
    chapter = pl.when(pl.col("code").str.len_chars() >= 2).then(pl.col("code").str.slice(0, 2)).otherwise(pl.lit("-"))
    category = pl.coalesce("category", chapter).alias("category")
    return lines.select(*(pl.col(name).cast(kind) for name, kind in LINES.items()), category)


def _whole(name: str, decimals: int) -> pl.Expr:
    return (pl.col(name).cast(DECIMAL, strict=False) * 10**decimals).cast(pl.Int64, strict=False).alias(name)


def _all_good(file: str, lines: pl.DataFrame, text: pl.DataFrame, good: Iterable[tuple[str, pl.Expr]]) -> None:
    for name, is_good in good:
        wrong = lines.select((~is_good.fill_null(False)).arg_true()).to_series()
        if len(wrong):
            at = int(wrong[0])
            reason = Phrase("'{text}' cannot be used as {column}", text=str(text[name][at])[:40], column=name)
            raise Unreadable(file=file, row=at + 2, reason=reason)
