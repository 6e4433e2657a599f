"""Live listings found by what is said of them: one index over all that are live, made anew when one of them changed."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Max

from shibosi.domains.catalogue.records.listings import LIVE, Listing
from shibosi.methods.search.ranking import Index
from shibosi.store.goods.lists import rows_of
from shibosi.store.models import stored

MOST = 50
"""Listings that are answered at most."""
WIDER = 4
"""How many more are looked at where only those of one market are wanted."""


class Found(NamedTuple):
    """A live listing with the score of its text."""

    seller: str
    number: str
    market: str
    title: str
    score: float


def find(query: str, market: str = "", most: int = 20) -> list[Found]:
    """The live listings that fit a query best, the best first; of one market where it is named."""
    listings, index = _index(*_state())
    wanted = min(most, MOST)
    ranked = index.best(query, wanted * WIDER if market else wanted) if query.strip() else []
    every = (Found(*listings[place], round(score, 3)) for place, score in ranked)
    return [one for one in every if market in ("", one.market)][:wanted]


def _state() -> tuple[int, int]:
    """What changes when a listing goes live, changes or goes."""
    live: Any = stored(Listing.kind())._default_manager.filter(standing=True, state=LIVE)
    told = live.aggregate(last=Max("filed_id"), many=Count("pk"))
    return told["last"] or 0, told["many"]


@lru_cache(maxsize=1)
def _index(last: int, many: int) -> tuple[list[tuple[str, str, str, str]], Index]:
    rows = list(_live())
    return [one[:4] for one in rows], Index(" ".join(one[3:]) for one in rows)


def _live() -> Iterator[tuple[str, str, str, str, str]]:
    """Every live listing: what names it, its title, what else is said of it."""
    for _, row in rows_of(Listing, state=LIVE):
        rest = " ".join(str(row[name]) for name in ("brand", "model", "colour", "description") if row.get(name))
        yield row["seller_code"], row["number"], row["market"], row.get("title", ""), rest
