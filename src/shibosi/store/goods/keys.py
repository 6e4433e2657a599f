"""What names a listing."""

from typing import NamedTuple


class Key(NamedTuple):
    """The seller by its code, the number of the listing, the market."""

    seller: str
    number: str
    market: str


def named(key: Key, number: str = "listing_number") -> dict[str, str]:
    """The columns that name a listing in a record about it; in the listing itself `number` is "number"."""
    return {"seller_code": key.seller, number: key.number, "market": key.market}
