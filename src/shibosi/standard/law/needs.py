"""What goods need in a market on a day, by their traits: which rows of the reference of product rules apply.

This alone decides it; who knows goods by category (`methods/goods`) says which traits they have.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from shibosi.kernel.errors import nearest
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.conditions import Condition, Known, condition
from shibosi.standard.law.errors import UnknownTraitAsked
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.places import chain, places
from shibosi.standard.law.traits import COMPARED, TRAITS

TABLE = "requirements"
LABEL, OPERATOR = "label", "representative"
"""Kinds of requirement that no certificate meets: a label on the goods, an operator in the market."""
FIRM = ("verified", "repeated", "seed")
"""Confidences by which a row may block; any other asks for review."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of law that asks for something: where, from when to when, on which condition. `firm`: it may block."""

    id: str
    kind: str
    markets: frozenset[str]
    first: date | None
    last: date | None
    condition: Condition
    mandatory: bool
    firm: bool
    fact: Fact


@dataclass(frozen=True, slots=True)
class Need:
    """A row in force in a market: whether it applies (None: cannot be told), and which traits leave that open."""

    rule: Rule
    applies: bool | None
    open: tuple[str, ...]

    @property
    def id(self) -> str:
        """What the reference calls it."""
        return self.rule.id

    @property
    def fact(self) -> Fact:
        """The row."""
        return self.rule.fact

    def as_data(self) -> dict[str, Any]:
        """The need as plain data: the row, whether it applies, what was not said."""
        return {**self.fact.as_data(), "requirement": self.id, "applies": self.applies, "not_said": list(self.open)}


@cache
def rules() -> tuple[Rule, ...]:
    """Every row of the table of requirements, of all days."""
    return tuple(_rule(one) for one in book().current if one.table == TABLE and not one.repealed)


def needs(market: str, day: date, known: Known, law: Book | None = None) -> list[Need]:
    """What may apply to goods: what surely does first. Raises UnknownMarket, UnknownTraitAsked."""
    chain(market)
    for name in known:
        if name not in TRAITS and name not in COMPARED:
            raise UnknownTraitAsked(trait=name, hint=nearest(name, [*TRAITS, *COMPARED]))
    serving = _serving(market, day) if law is None else tuple(map(_rule, law.serving(TABLE, market, day)))
    found = [need for rule in serving if (need := _need(rule, known)).applies is not False]
    return sorted(found, key=lambda need: (need.applies is None, need.id))


def members(listed: Collection[str]) -> frozenset[str]:
    """The markets in which rows of some places serve: all of a bloc, everywhere for `all`."""
    return frozenset(code for code in places() if set(chain(code)) & set(listed))


@lru_cache(maxsize=1024)
def _serving(market: str, day: date) -> tuple[Rule, ...]:
    return tuple(_rule(fact) for fact in book().serving(TABLE, market, day))


def _need(rule: Rule, known: Known) -> Need:
    applies = rule.condition.holds(known)
    unsaid = sorted(name for name in rule.condition.traits() if known.get(name) is None)
    return Need(rule, applies, tuple(unsaid) if applies is None else ())


def _rule(one: Fact) -> Rule:
    return Rule(
        id=one.series.partition("/")[2], kind=str(one["kind"]), markets=members(one.places), first=one.start,
        last=one.end, condition=condition(str(one["when"])), mandatory=one["mandatory"] != "no",
        firm=one.confidence in FIRM, fact=one,
    )  # fmt: skip
