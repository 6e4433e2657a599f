"""Traits of shops as the graph of parties wants them, and how much each of them binds."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from shibosi.domains.parties.controls.shops import ShopLinks
from shibosi.methods.graph.linking import Weights
from shibosi.store.reading.figures import figure

COLUMNS = ("party_code", "shop_number", "trait", "value", "platform_code", "market")
APART = "\t"
"""Between the parts of what tells a shop from others."""


def weights(day: date) -> Weights:
    """How much each trait binds, on a day."""
    points: dict[str, int] = {}
    for kinds, count in ((ShopLinks.strong, ShopLinks.heavy), (ShopLinks.middle, ShopLinks.medium),
                         (ShopLinks.light, ShopLinks.small)):  # fmt: skip
        points |= dict.fromkeys(sorted(figure(kinds, day)), int(figure(count, day)))
    return Weights(points, int(figure(ShopLinks.bar, day)), int(figure(ShopLinks.most, day)))


def frame(traits: Iterable[tuple[str | None, ...]]) -> pl.DataFrame:
    """Traits of shops (`COLUMNS`) as `methods.graph` wants them."""
    told = [
        (f"{firm}{APART}{shop}", f"{platform or ''}{APART}{market or ''}", kind, value)
        for firm, shop, kind, value, platform, market in traits
        if shop
    ]
    text = pl.String()
    return pl.DataFrame(told, schema={"thing": text, "part": text, "kind": text, "value": text}, orient="row")
