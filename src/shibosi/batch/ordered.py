"""Orders that were placed, as the lines that taxes are simulated with: from customs lists, of a run or of a server.

The market of an import is China, that of an export the country of arrival. A line that does not say market, day or
price is left out, and how many that were is told.
"""

from dataclasses import dataclass
from functools import cache

import polars as pl

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.sources import Sources
from shibosi.methods.taxes.batch.exact import LARGEST
from shibosi.methods.taxes.batch.landed import LINES
from shibosi.standard.codes import codes
from shibosi.standard.law.places import places

LISTS = ["order_number", "direction", "country", "declared_on", "currency"]
GOODS = ["order_number", "commodity_code", "country", "total", "currency"]
HOME = "CN"


class NoLists(ShibosiError):
    """Documents without customs lists."""

    code = "no-lists"
    message = "There are no customs lists with lines among the documents: nothing can be simulated."


@dataclass(frozen=True)
class Ordered:
    """Lines (`LINES` and `category`, the chapter of the code), and how many were left out."""

    lines: pl.DataFrame
    left_out: int


def ordered(sources: Sources) -> Ordered:
    """The order lines of documents. Raises NoLists."""
    if not {"customs_list", "list_line"} <= sources.kinds():
        raise NoLists()
    return of_frames(sources.scan("customs_list", LISTS), sources.scan("list_line", GOODS))


def of_frames(lists: pl.LazyFrame, goods: pl.LazyFrame) -> Ordered:
    """The same of frames of lists and their lines, in the columns `LISTS` and `GOODS`."""
    heads = lists.unique("order_number", keep="first", maintain_order=True)
    both = goods.join(heads, on="order_number", how="inner", suffix="_list")
    imported = pl.col("direction") == "I"
    own, other = _iso("country", "country"), _iso("country_list", "country")
    market = pl.when(imported).then(pl.lit(HOME)).when(pl.col("direction") == "E").then(other.fill_null(own))
    lines = both.select(
        pl.col("order_number").alias("order"),
        market.alias("market"),
        pl.col("declared_on").cast(pl.Int32).cast(pl.Date).alias("day"),
        _iso("currency", "currency").fill_null(_iso("currency_list", "currency")).alias("currency"),
        pl.when(imported).then(own).otherwise(pl.lit(HOME)).fill_null("").alias("origin"),
        pl.col("total").alias("price"), pl.col("commodity_code").fill_null("").alias("code"),
        pl.lit(None).alias("duty"),
        pl.col("commodity_code").fill_null("-").str.slice(0, 2).alias("category"),
    ).collect()  # fmt: skip
    markets = [code for code, one in places().items() if one.kind == "market"]
    usable = (
        pl.col("market").is_in(markets) & pl.col("day").is_not_null() & pl.col("currency").is_not_null()
        & (pl.col("price") > 0) & (pl.col("price") < LARGEST)
    )  # fmt: skip
    kept = lines.filter(usable.fill_null(False)).sort("order")
    return Ordered(
        kept.select(*(pl.col(name).cast(kind) for name, kind in LINES.items()), "category"), lines.height - kept.height
    )


def _iso(column: str, name: str) -> pl.Expr:
    """The ISO code of a code of customs, of a list by name; null of one that is not known."""
    known = _isos(name)
    return pl.col(column).replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.String)


@cache
def _isos(name: str) -> dict[str, str]:
    """Codes of customs to ISO codes: of countries those of two letters."""
    return {code: one.more.get("short") or one.more["iso"] for code, one in codes(name).items()}
