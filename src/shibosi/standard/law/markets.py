"""Markets side by side, topic by topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.kernel.errors import nearest
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.errors import UnknownTopic
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.schemas import SCHEMAS

COMPARED: Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "tax": (("rates", "", ()), ("market_facts", "topic", ("marketplace",))),
    "low-value": (("thresholds", "", ()), ("market_facts", "topic", ("low-value-duty", "low-value-vat"))),
    "identification": (("market_facts", "topic", ("seller-ids", "parcel-ids")),),
    "labels": (
        ("market_facts", "topic", ("units", "label-languages")), ("requirements", "kind", ("label",)),
        ("culture", "topic", ("language",)),
    ),
    "privacy": (
        ("market_facts", "topic", ("privacy-law", "privacy-transfer")), ("norms", "topic", ("privacy",)),
    ),
    "products": (("requirements", "", ()), ("norms", "topic", ("product-safety", "environment"))),
    "advertising": (("culture", "topic", ("advertising", "imagery")), ("norms", "topic", ("advertising",))),
    "culture": (("culture", "topic", ("symbol", "colour", "gesture", "number", "calendar", "process", "appearance")),),
}  # fmt: skip
"""Topic to the tables it is told from, with a field and the words it may have."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a topic in two markets: what each says of it, and whether they say the same."""

    topic: str
    name: str
    left: tuple[Fact, ...]
    right: tuple[Fact, ...]

    @property
    def same(self) -> bool:
        """Whether both say the same; what nothing is said of in either is not the same."""
        return bool(self.left) and _said(self.left) == _said(self.right)

    def as_data(self) -> dict[str, Any]:
        """The item as plain data."""
        return {
            "topic": self.topic, "name": self.name, "same": self.same,
            "left": [fact.as_data() for fact in self.left], "right": [fact.as_data() for fact in self.right],
        }  # fmt: skip


def compare(left: str, right: str, day: date, topic: str = "", law: Book | None = None) -> list[Item]:
    """Two markets on a day, by one topic or all. An item without facts on a side: nothing is known there.

    Raises UnknownMarket, UnknownTopic with the nearest name.
    """
    if topic and topic not in COMPARED:
        raise UnknownTopic(topic=topic, hint=nearest(topic, list(COMPARED)))
    law = law or book()
    found: list[Item] = []
    for name in [topic] if topic else COMPARED:
        sides = [_named(law, place, day, name) for place in (left, right)]
        keys = dict.fromkeys([*sides[0], *sides[1]])
        found += [Item(name, key, tuple(sides[0].get(key, ())), tuple(sides[1].get(key, ()))) for key in keys]
    return found


def _named(law: Book, place: str, day: date, topic: str) -> dict[str, list[Fact]]:
    """What is in force of a topic, by the name two markets have in common."""
    found: dict[str, list[Fact]] = {}
    for table, field, words in COMPARED[topic]:
        for fact in law.serving(table, place, day):
            if field and fact[field] not in words:
                continue
            keys = SCHEMAS[table].keys or (("kind",) if table == "requirements" else ("topic",))
            found.setdefault("/".join([table, *(str(fact[key]) for key in keys)]), []).append(fact)
    return found


def _said(facts: tuple[Fact, ...]) -> list[tuple[str, ...]]:
    return sorted(tuple(str(value) for value in fact.values.values()) for fact in facts)
