"""Market access 市场准入: what a market asks for goods of a category on a day. `standard/law/needs` decides it.

Here goods become traits: what their category settles, and what the seller says of the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.methods.goods.categories import Category, categories, facts
from shibosi.standard.law import needs as law
from shibosi.standard.law.conditions import Known
from shibosi.standard.law.needs import Need

AGE = "age_max"
"""The oldest age goods are made for, as the tables of law call it."""


class UnknownCategory(ShibosiError):
    """A word that is no category of goods."""

    code = "unknown-category-of-goods"
    message = "There is no category of goods '{category}'."


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods as asked about: category, what the seller said of facts, the oldest age they are for, what was measured."""

    category: str
    said: Mapping[str, bool] = field(default_factory=dict)
    age: int | None = None
    measures: Mapping[str, Decimal] = field(default_factory=dict)


def needs(goods: Goods, market: str, day: date) -> list[Need]:
    """The rows in force in a market on a day that apply to goods, or of which that cannot be told.

    Raises UnknownCategory, UnknownMarket.
    """
    return law.needs(market, day, known(goods))


def known(goods: Goods) -> Known:
    """Everything known of goods, by the words of the tables of law; None: not said. Raises UnknownCategory."""
    return {**answered(goods), AGE: goods.age, **goods.measures}


def answered(goods: Goods) -> Mapping[str, bool | None]:
    """Every fact as category and seller settle it. Raises UnknownCategory."""
    if goods.category not in categories():
        raise UnknownCategory(category=goods.category, hint=nearest(goods.category, list(categories())))
    category = categories()[goods.category]
    return {name: _settled(category, goods, name) for name in facts()}


def asked(category: Category, market: str, day: date) -> tuple[str, ...]:
    """The facts that the seller has to state so that every row of a market can be decided, the most telling first."""
    open_facts = [name for need in needs(Goods(category.category), market, day) for name in need.open]
    return tuple(sorted(dict.fromkeys(open_facts), key=lambda name: (-open_facts.count(name), name)))


def _settled(category: Category, goods: Goods, name: str) -> bool | None:
    found = category.settles(name)
    return goods.said.get(name) if found is None else found
