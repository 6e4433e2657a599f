"""What a measure does while it holds: which doings of a party it stops, and how firmly.

A measure about a thing (a listing) stops that thing only; any other stops the whole party.
"""

from enum import StrEnum

ORDERS, OFFERS, LISTING, ADVERTISING, PAYOUTS, REPORTING, RANKING = (
    "orders", "offers", "listing", "advertising", "payouts", "reporting", "ranking",
)  # fmt: skip
DOINGS = {
    ORDERS: "New orders",
    OFFERS: "Offers on sale",
    LISTING: "Listing goods",
    ADVERTISING: "Advertising",
    PAYOUTS: "Payouts",
    REPORTING: "Reporting documents",
    RANKING: "Place in search",
}
"""What a party does, with its label."""


class Effect(StrEnum):
    """How firmly: lowered, held until the measure ends, refused for good."""

    LOWERED = "lowered"
    HELD = "held"
    REFUSED = "refused"


LABELS = {Effect.LOWERED: "Lowered", Effect.HELD: "On hold", Effect.REFUSED: "Barred"}
_PAUSED = {ORDERS: Effect.HELD, OFFERS: Effect.HELD, LISTING: Effect.REFUSED, ADVERTISING: Effect.REFUSED}
_ENDED = {ORDERS: Effect.REFUSED, OFFERS: Effect.REFUSED, LISTING: Effect.REFUSED, ADVERTISING: Effect.REFUSED}
EFFECTS: dict[str, dict[str, Effect]] = {
    "warn": {},
    "takedown": {OFFERS: Effect.REFUSED},
    "limit-listing": {LISTING: Effect.REFUSED},
    "demote": {RANKING: Effect.LOWERED},
    "ban-ads": {ADVERTISING: Effect.REFUSED},
    "freeze-funds": {PAYOUTS: Effect.HELD},
    "hold-orders": {ORDERS: Effect.HELD},
    "downgrade-shop": {RANKING: Effect.LOWERED, ADVERTISING: Effect.REFUSED},
    "suspend-shop": _PAUSED,
    "close-shop": _ENDED,
    "suspend-account": {**_PAUSED, REPORTING: Effect.REFUSED},
    "close-account": {**_ENDED, REPORTING: Effect.REFUSED},
    "end-contract": {**_ENDED, REPORTING: Effect.REFUSED},
}
"""What each kind of measure does. Our reading of the words; who closed an account may still sign in, see and appeal."""


def effect(kind: str, doing: str) -> Effect | None:
    """What a kind of measure does to a doing; None: nothing."""
    return EFFECTS[kind].get(doing)


def stopping(doing: str) -> frozenset[str]:
    """The kinds of measures that do something to a doing."""
    return frozenset(kind for kind, found in EFFECTS.items() if doing in found)
