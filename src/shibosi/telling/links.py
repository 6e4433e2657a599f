"""Groups of things that belong together, as doors show them."""

from typing import Any

from shibosi.methods.graph.linking import Group
from shibosi.store.reading.traits import APART


def as_data(one: Group) -> dict[str, Any]:
    """A group of shops as plain values: each shop as firm and number, and what they share."""
    return {
        "shops": _shops(one), "points": one.points,
        "shares": [{"trait": part.kind, "value": part.value, "points": part.points, "shops": len(part.things)}
                   for part in one.shared],
    }  # fmt: skip


def cells(one: Group) -> list[str]:
    """A group as a row of a table."""
    shares = [f"{part.kind} {part.value} (+{part.points})" for part in one.shared]
    return ["\n".join(_shops(one)), str(one.points), "\n".join(shares)]


def _shops(one: Group) -> list[str]:
    return [thing.replace(APART, " ") for thing in one.things]
