"""Listings of files held against lists of recalls: what is meant, and the past orders of it, as records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from shibosi.domains.catalogue.records import Listing
from shibosi.kernel.sources import Sources
from shibosi.methods.recalls.matching import Goods, Match, Recalls
from shibosi.methods.recalls.notices import Recall

Row = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """A listing that a recall may mean, and the numbers of the seller's past orders of it."""

    listing: Row
    match: Match
    orders: tuple[str, ...]


def held(recalls: Iterable[Recall], sources: Sources) -> Iterator[Held]:
    """Hold every listing of some files against recalls, in the order of the files."""
    every = Recalls(recalls)
    lines = _lines(sources)
    for listing in _rows(sources, Listing.kind()):
        for match in every.matches(Goods.of(listing)):
            yield Held(listing, match, _orders(lines, listing, match.recall))


def as_records(found: Iterable[Held], now: datetime) -> dict[str, list[Row]]:
    """What was found as rows of records, for a check: recalls, matches, past orders."""
    told: dict[str, dict[tuple[str, ...], Row]] = {"recall": {}, "recall_match": {}, "recalled_order": {}}
    for one in found:
        recall, listing = one.match.recall, one.listing
        named = {"seller_code": listing["seller_code"], "listing_number": listing["number"]}
        of = {"authority": recall.authority, "recall_number": recall.number}
        told["recall"][recall.authority, recall.number] = {
            "authority": recall.authority, "number": recall.number, "market": recall.market,
            "published_on": recall.day, "title": recall.title, "hazard": recall.hazard, "remedy": recall.remedy,
        }  # fmt: skip
        match = {**named, "market": listing["market"], **of, "grade": one.match.grade, "found_at": now,
                 "because": one.match.kept}  # fmt: skip
        told["recall_match"][tuple(str(match[name]) for name in (*named, "market", *of))] = match
        for order in one.orders:
            row = {**named, **of, "order_number": order, "found_at": now}
            told["recalled_order"][(*map(str, of.values()), order)] = row
    return {kind: list(rows.values()) for kind, rows in told.items()}


def _rows(sources: Sources, kind: str) -> Iterator[Row]:
    for frame in sources.frames.get(kind, ()):
        yield from frame.collect().iter_rows(named=True)


def _lines(sources: Sources) -> pl.DataFrame:
    """Order lines with the seller of their order: item_number, barcode, order_number, merchant_code."""
    schema = dict.fromkeys(("order_number", "item_number", "barcode"), pl.String)
    orders = {"number": pl.String, "merchant_code": pl.String}
    parts = [frame.select(list(schema)) for frame in sources.frames.get("order_line", ())]
    heads = [frame.select(list(orders)) for frame in sources.frames.get("order", ())]
    lines = pl.concat(parts).collect() if parts else pl.DataFrame(schema=schema)
    sellers = pl.concat(heads).unique().collect() if heads else pl.DataFrame(schema=orders)
    return lines.join(sellers, left_on="order_number", right_on="number", how="inner")


def _orders(lines: pl.DataFrame, listing: Row, recall: Recall) -> tuple[str, ...]:
    same = (pl.col("item_number") == listing["number"]) | pl.col("barcode").str.zfill(14).is_in(list(recall.gtins))
    found = lines.filter((pl.col("merchant_code") == listing["seller_code"]) & same)
    return tuple(found["order_number"].unique().sort().to_list())
