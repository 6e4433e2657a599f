"""Honest sellers, and fakes seeded among them: who belongs together is known, so that a finding is right or wrong."""

from dataclasses import dataclass
from random import Random

import polars as pl

COUNTER = 40
"""Sellers that share the address of one service firm."""


@dataclass(frozen=True)
class Seeded:
    """Traits of shops, and the groups that really belong together."""

    traits: pl.DataFrame
    groups: set[frozenset[str]]


def seeded(sellers: int, fakes: int, seed: int) -> Seeded:
    """Sellers of one shop each with traits of their own; every fake has two to four shops.

    Honest coincidences: a service firm's address, a device of a shared office, a telephone that was given anew.
    """
    random = Random(seed)
    rows: list[tuple[str, str, str, str]] = []
    for number in range(sellers):
        rows += _own(f"H{number:07}", f"h{number}")
    for number in range(0, sellers - 1, 97):
        rows.append((f"H{number:07}", "DE", "device", f"office-{number}"))
        rows.append((f"H{number + 1:07}", "DE", "device", f"office-{number}"))
    rows += [(f"H{number:07}", "DE", "address", "service firm") for number in range(min(COUNTER, sellers))]
    rows += [(f"H{number:07}", "DE", "owner", "service firm") for number in range(min(COUNTER, sellers))]
    groups = set()
    for number in range(fakes):
        shops = [f"F{number:06}-{at}" for at in range(random.randint(2, 4))]
        kinds = _hidden(random)
        for shop in shops:
            rows += _own(shop, shop)
        rows += [(shop, "DE", kind, f"{kind} of {number}") for shop in shops for kind in kinds]
        groups.add(frozenset(shops))
    random.shuffle(rows)
    return Seeded(pl.DataFrame(rows, schema=["thing", "part", "kind", "value"], orient="row"), groups)


def _own(shop: str, name: str) -> list[tuple[str, str, str, str]]:
    return [(shop, "DE", kind, f"{kind} {name}") for kind in ("owner", "account", "device", "address", "phone")]


def _hidden(random: Random) -> tuple[str, ...]:
    """What one who hides behind several shops could not help sharing."""
    return random.choice([("account",), ("owner",), ("device", "phone"), ("document", "address")])
