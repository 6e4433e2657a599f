"""Landed cost of many orders at once: the single form chooses the band, once for each market, day and range of values.

Lines: `order`, `market`, `day`, `currency`, `origin` (ISO country, "" not known), `price` (whole numbers of 0.00001),
`code`, `duty` (millionths of the value; null: not known). Freight is not modelled. An order that needs what columns do
not hold (groups of goods, several origins, weights, a bound) is told one by one by the single form.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

import polars as pl

from shibosi.methods.derivation.number import none
from shibosi.methods.taxes.batch.exact import LARGEST, MILLION, SCALE, WIDE, cents, millionths, units
from shibosi.methods.taxes.errors import NotAPrice
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket, Line, standard_tax
from shibosi.methods.taxes.landed.choosing import Band, options, rows_of
from shibosi.methods.taxes.landed.cost import landed_cost
from shibosi.methods.taxes.landed.fees import fee_rows, fees_of
from shibosi.methods.taxes.landed.goods import goods_of
from shibosi.methods.taxes.law import Law
from shibosi.standard import tables

WHERE = ["market", "day", "currency", "origin"]
PREFERRED = ("inside", "sale", "border", "retail-import")
"""Which way of selling is told where several are open."""
BASES = ("goods", "charged", "landed", "goods+duty")
LINES = {
    "order": pl.String, "market": pl.String, "day": pl.Date, "currency": pl.String, "origin": pl.String,
    "price": pl.Int64, "code": pl.String, "duty": pl.Int64,
}  # fmt: skip
"""The columns of lines."""
SCHEMA = {
    "market": pl.String, "day": pl.Date, "currency": pl.String, "origin": pl.String, "least": pl.Int64,
    "option": pl.String, "band": pl.String, "kind": pl.String, "rate": pl.Int64, "flat": pl.Int64, "each": pl.Int64,
    "on_duty": pl.Boolean, "on_fees": pl.Boolean, "line_fee": pl.Int64, "parcel_fee": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Range:
    """How orders of a market on a day in a currency are taxed from a value up; `kind` "" where one by one."""

    least: int
    option: str
    band: str
    kind: str = ""
    rate: int = 0
    flat: int = 0
    each: int = 0
    on_duty: bool = False
    on_fees: bool = False
    line_fee: int = 0
    parcel_fee: int = 0


def landed(lines: pl.DataFrame, law: Law, rates: Rates, fixed_duty_in_price: bool = True) -> pl.DataFrame:
    """The lines with `option`, `band`, `duty_due`, `tax_due`, `fees` of the whole order (whole numbers of 0.00001), and
    `bound`: only a least amount is known.

    Raises NotAPrice for a price of 0 or less, NoScheme and what else the single form refuses.
    """
    if lines.height and not 0 < lines["price"].min() <= lines["price"].max() < LARGEST:  # type: ignore[operator]
        raise NotAPrice(what="price", found=lines["price"].min(), expected="wanted is an amount above 0")
    numbered = lines.with_row_index("at")
    ranges = [
        (market, day, currency, origin, *_cells(one))
        for market, day, currency, origin in lines.select(WHERE).unique().iter_rows()
        for one in _ranges(market, day, currency, origin, law, rates)
    ]
    plans = pl.DataFrame(ranges, schema=SCHEMA, orient="row")
    six = pl.col("code").str.replace_all(r"[. ]", "").str.slice(0, 6)
    orders = numbered.group_by("order", *WHERE).agg(
        pl.col("price").sum().alias("goods"), six.n_unique().alias("subheadings"),
        (six.fill_null("").str.len_chars() < 6).any().alias("short"), pl.col("duty").is_null().any().alias("no_duty"),
        pl.len().alias("count"),
    )  # fmt: skip
    chosen = orders.sort("goods").join_asof(
        plans.sort("least"), left_on="goods", right_on="least", by=WHERE, strategy="backward", check_sortedness=False
    )
    alone = pl.col("kind").is_null() | (pl.col("kind") == "") | ((pl.col("kind") == "subheading") & pl.col("short"))
    alone = alone | ((pl.col("kind") == "tariff") & pl.col("no_duty"))
    mixed = pl.len().over("order") > 1
    chosen = chosen.with_columns((alone | mixed).alias("alone"))
    joined = numbered.join(chosen, on=["order", *WHERE], how="left", nulls_equal=True)
    quick = _quick(joined.filter(~pl.col("alone")), fixed_duty_in_price)
    slow = _slow(joined.filter(pl.col("alone")), law, rates, fixed_duty_in_price)
    kept = [*lines.columns, "option", "band", "duty_due", "tax_due", "fees", "bound"]
    return pl.concat([quick.select("at", *kept), slow.select("at", *kept)]).sort("at").drop("at")


def _quick(lines: pl.DataFrame, fixed_duty_in_price: bool) -> pl.DataFrame:
    """Duty and tax in columns: a duty of each line, or one of the whole order shared out by price."""
    price, goods, rate = (pl.col(name).cast(WIDE) for name in ("price", "goods", "rate"))
    together = pl.col("kind").is_in(["subheading", "all-in"])
    own = pl.when(pl.col("kind") == "tariff").then(pl.col("duty")).otherwise(pl.col("flat")).cast(WIDE)
    each = pl.when(together).then(pl.lit(0, WIDE)).otherwise(cents(price * own, MILLION))
    fixed = pl.col("each").cast(WIDE) * pl.col("subheadings").cast(WIDE)
    whole = (
        pl.when(pl.col("kind") == "subheading").then(fixed).otherwise(cents(goods * pl.col("flat").cast(WIDE), MILLION))
    )
    whole = pl.when(together).then(whole).otherwise(pl.lit(0, WIDE))
    fees = pl.col("line_fee") * pl.col("count").cast(pl.Int64) + pl.col("parcel_fee")
    taxed = pl.col("on_duty") if fixed_duty_in_price else pl.col("on_duty") & (~together | pl.col("on_fees"))
    counted = taxed.cast(pl.Int8).cast(WIDE)
    shared = pl.col("whole_duty") * counted + pl.col("fees").cast(WIDE) * pl.col("on_fees").cast(pl.Int8).cast(WIDE)
    base = (price + pl.col("each_duty") * counted) * goods + shared * price
    duty = pl.col("each_duty") + pl.col("whole_duty") * price // goods
    return lines.with_columns(each.alias("each_duty"), whole.alias("whole_duty"), fees.alias("fees")).with_columns(
        duty.cast(pl.Int64).alias("duty_due"), cents(base * rate, goods * MILLION).cast(pl.Int64).alias("tax_due"),
        pl.lit(False).alias("bound"),
    )  # fmt: skip


def _slow(lines: pl.DataFrame, law: Law, rates: Rates, fixed_duty_in_price: bool) -> pl.DataFrame:
    found: list[tuple[int, str, str, int, int, int, bool]] = []
    for _, some in lines.sort("at").group_by("order", "market", "day", "currency", maintain_order=True):
        rows = list(some.iter_rows(named=True))
        goods = tuple(_line(row) for row in rows)
        where = rows[0]
        basket = Basket(
            where["market"], where["day"], where["currency"], goods, fixed_duty_in_price=fixed_duty_in_price
        )
        ways = {one.name: one for one in landed_cost(basket, law, rates).options}
        way = next(ways[name] for name in (*PREFERRED, *ways) if name in ways)
        for row, line in zip(rows, way.lines, strict=True):
            told_of = (line.duty, line.tax, way.fees)
            duty, tax, fees = (int(one.low.scaleb(SCALE).to_integral_value(ROUND_FLOOR)) for one in told_of)
            bound = not all(one.exact for one in told_of)
            found.append((row["at"], way.name, "|".join(way.bands), duty, tax, fees, bound))
    schema = {"at": pl.UInt32, "option": pl.String, "band": pl.String, "duty_due": pl.Int64, "tax_due": pl.Int64,
              "fees": pl.Int64, "bound": pl.Boolean}  # fmt: skip
    told = pl.DataFrame(found, schema=schema, orient="row")
    return lines.drop("option", "band").join(told, on="at")


def _ranges(market: str, day: date, currency: str, origin: str, law: Law, rates: Rates) -> Iterator[Range]:
    """The bands of a market on a day by the value of the goods, each asked of the single form at one value in it."""
    edges = {0}
    for row in rows_of(market, day):
        limit = law.limit(row.value("limit"), day) if row.value("limit") != "-" else None
        rate = None if limit is None else rates.rate(currency, limit.amount.unit, day)
        if limit is not None and rate is not None:
            edge = int((limit.amount.low / rate.low).scaleb(SCALE).to_integral_value(ROUND_FLOOR))
            edges |= {max(edge - 1, 0), edge}
    for least in sorted(edges):
        yield _range(Basket(market, day, currency, (Line(_amount(least + 1), origin=origin),)), law, rates)


def _range(basket: Basket, law: Law, rates: Rates) -> Range:
    """The band that serves a basket, and the numbers of it as far as columns hold them."""
    least = units(basket.lines[0].price)
    if basket.market == "CN":
        return Range(least, "retail-import", "")
    goods = goods_of(basket, rates)
    ways = options(basket, goods, law, rates)
    name = next((name for name in PREFERRED if name in ways), "")
    bands = ways.get(name, [])
    if len(bands) != 1 or bands[0].says("worth") not in ("goods", "goods+freight"):
        return Range(least, name, "")
    fees, _ = fees_of(basket, goods, law, rates)
    if name == "inside":
        fees = none("Fees", basket.currency)
    found = _plan(bands[0], name, least, basket, law, rates) if fees.exact else None
    if found is None:
        return Range(least, name, "")
    by_line = any(row.value("each") == "line" for row in fee_rows(basket))
    amount = units(fees.low)
    return replace(found, line_fee=amount if by_line else 0, parcel_fee=0 if by_line else amount)


def _plan(band: Band, name: str, least: int, basket: Basket, law: Law, rates: Rates) -> Range | None:
    """The numbers of a band, or None where it needs what columns do not hold."""
    market, day = basket.market, basket.day
    kind, base = band.says("duty"), band.says("base")
    tax = band.says("tax")
    tax = standard_tax(market, day, law) if tax == "*" else tax
    if kind not in ("none", "tariff", "flat", "subheading", "all-in") or band.says("sure") == "duty":
        return None
    regional = (market, tax) in (("US", "sales-tax"), ("CA", "GST"))
    if tax and (base not in BASES or band.says("share") != "1" or regional):
        return None
    rate = law.classes(market, tax, day).get("standard") if tax else None
    grouped = kind == "flat" and any(row.place == market for row in tables.table("import_groups").rows)
    if (tax and rate is None) or grouped:
        return None
    flat, each = 0, 0
    if kind in ("flat", "all-in"):
        flat = millionths(law.number(band.row, "figure", "", "%", day).low)
    if kind == "subheading":
        fixed = law.number(band.row, "figure", "", band.says("currency"), day)
        exchange = rates.rate(fixed.unit, basket.currency, day)
        if exchange is None or exchange.low != 1:
            return None
        each = units(fixed.low)
    return Range(
        least, name, band.row.keys["band"], kind, millionths(rate.low) if rate else 0, flat, each,
        base in ("charged", "landed", "goods+duty"), base == "landed",
    )  # fmt: skip


def _cells(one: Range) -> tuple[object, ...]:
    return astuple(one)


def _amount(number: int) -> Decimal:
    return Decimal(number).scaleb(-SCALE)


def _line(row: dict[str, Any]) -> Line:
    return Line(_amount(row["price"]), row["code"] or "", origin=row["origin"], duty=_percent(row["duty"]))


def _percent(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number).scaleb(-4)
