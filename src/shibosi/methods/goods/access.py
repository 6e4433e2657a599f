"""Market access 市场准入: which rows of law ask something of goods in a market on a day, and what is at hand for each.

A row applies, does not, or it cannot be told (a fact that the category leaves to the seller was not stated).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.methods.goods.categories import Category, categories, facts
from shibosi.standard.law.book import book
from shibosi.standard.law.conditions import Condition, condition
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.places import chain, places

LABEL, OPERATOR = "label", "representative"
"""Kinds of requirement that no certificate meets: a label on the goods, an operator in the market."""
FIRM = ("verified", "repeated", "seed")
"""Confidences by which a row may block; any other asks for review."""
AGE = "age_max"
"""The one fact that is a number: the oldest age goods are made for."""


class UnknownCategory(ShibosiError):
    """A word that is no category of goods."""

    code = "unknown-category-of-goods"
    message = "There is no category of goods '{category}'."


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
class Goods:
    """Goods as asked about: category, what the seller said of facts, the oldest age they are for."""

    category: str
    said: Mapping[str, bool] = field(default_factory=dict)
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One row for some goods: whether it applies (None: cannot be told), and which facts leave that open."""

    rule: Rule
    applies: bool | None
    open: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """Every row of the table of requirements, of all days."""
    return tuple(_rule(one) for one in book().current if one.table == "requirements" and not one.repealed)


def needs(goods: Goods, market: str, day: date) -> list[Need]:
    """The rows in force in a market on a day that apply to goods, or of which that cannot be told.

    Raises UnknownCategory, UnknownMarket.
    """
    if goods.category not in categories():
        raise UnknownCategory(category=goods.category, hint=nearest(goods.category, list(categories())))
    chain(market)
    found = [_need(rule, goods) for rule in rules() if market in rule.markets and rule.fact.covers(day)]
    return [need for need in found if need.applies is not False]


def asked(category: Category, market: str, day: date) -> tuple[str, ...]:
    """The facts that the seller has to state so that every row of a market can be decided, the most telling first."""
    open_facts = [name for need in needs(Goods(category.category), market, day) for name in need.open]
    return tuple(sorted(dict.fromkeys(open_facts), key=lambda name: (-open_facts.count(name), name)))


def answered(goods: Goods) -> "Mapping[str, bool | None]":
    """Every fact as category and seller settle it."""
    category = categories()[goods.category]
    return {name: _settled(category, goods, name) for name in facts()}


def members(listed: Collection[str]) -> frozenset[str]:
    """The markets in which rows of some places serve: all of a bloc, everywhere for `all`."""
    return frozenset(code for code in places() if set(chain(code)) & set(listed))


def _rule(one: Fact) -> Rule:
    return Rule(
        id=one.id, kind=str(one["kind"]), markets=members(one.places), first=one.start, last=one.end,
        condition=condition(str(one["when"])), mandatory=one["mandatory"] != "no",
        firm=one.confidence in FIRM, fact=one,
    )  # fmt: skip


def _need(rule: Rule, goods: Goods) -> Need:
    category = categories()[goods.category]
    asked = sorted(rule.condition.traits())
    known = {name: goods.age if name == AGE else _settled(category, goods, name) for name in asked}
    applies = rule.condition.holds(known)
    return Need(rule, applies, tuple(name for name in asked if known[name] is None) if applies is None else ())


def _settled(category: Category, goods: Goods, name: str) -> bool | None:
    found = category.settles(name)
    return goods.said.get(name) if found is None else found
