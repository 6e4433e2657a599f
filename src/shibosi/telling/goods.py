"""Goods as doors show them: what a market asks for, which facts are open, which categories there are."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.words import translate
from shibosi.methods.goods.access import AGE, Goods
from shibosi.methods.goods.categories import Category, categories, facts
from shibosi.methods.goods.fixes import GOODS, NAME, PAPER, TERM, Change, Fix
from shibosi.standard.law.labels import shown
from shibosi.standard.law.needs import Need, rules
from shibosi.standard.law.schemas import REQUIREMENTS

ANSWERS = {True: "is asked for", None: "cannot be told"}
KIND = next(field for field in REQUIREMENTS.fields if field.name == "kind")


class UnknownFactOfGoods(ShibosiError):
    """A word that is no fact about goods."""

    code = "unknown-fact-of-goods"
    message = "There is no fact about goods '{fact}'."


def goods(
    category: str, yes: Iterable[str] = (), no: Iterable[str] = (), age: int | None = None,
    measures: Mapping[str, Decimal] | None = None,
) -> Goods:  # fmt: skip
    """Goods by what is said of them. Raises UnknownFactOfGoods with the nearest word."""
    said = dict.fromkeys(yes, True) | dict.fromkeys(no, False)
    for fact in said:
        if fact not in facts():
            raise UnknownFactOfGoods(fact=fact, hint=nearest(fact, list(facts())))
    return Goods(category, said, age, measures or {})


ASIDE = {AGE: "the age it is made for", "category": "its category"}
"""What is asked of goods beside their facts."""


def called(fact: str) -> str:
    """A fact in words, in the language in use."""
    return translate(ASIDE[fact]) if fact in ASIDE else facts()[fact].name


def as_data(need: Need) -> dict[str, Any]:
    """A need as plain values: `applies` is null where it cannot be told, `open` says which facts are missing."""
    fact = need.rule.fact
    return {
        "id": need.rule.id, "requirement": str(fact["requirement"]), "kind": shown(KIND, fact["kind"]),
        "applies": need.applies, "mandatory": need.rule.mandatory, "blocks": need.rule.firm and need.rule.mandatory,
        "open": {name: called(name) for name in need.open}, "summary": str(fact["summary"]),
        "basis": str(fact["basis"]), "authority": str(fact["authority"]),
        "first": fact.start.isoformat() if fact.start else None, "source": fact.source, "confidence": fact.confidence,
    }  # fmt: skip


def category_as_data(one: Category) -> dict[str, Any]:
    """A category as plain values: facts that hold, facts the seller answers, key indicators."""
    return {
        "category": one.category, "name": one.name, "facts": {fact: called(fact) for fact in sorted(one.facts)},
        "asks": {fact: called(fact) for fact in sorted(one.asks)}, "indicators": list(one.indicators),
    }  # fmt: skip


def all_categories() -> list[dict[str, Any]]:
    """Every category."""
    return [category_as_data(one) for one in categories().values()]


def weight(need: Need) -> str:
    """What follows where a need is not met, in words: the listing stops, somebody reviews it, or nothing."""
    if not need.rule.mandatory:
        return translate("advice")
    return translate("stops the listing") if need.rule.firm else translate("to be reviewed")


PASSES = {True: "yes, as it is", False: "not as it is", None: "cannot be told"}
CHANGES = {
    PAPER: "Get a paper for {about}, and link it",
    NAME: "Name an operator in {about} who answers for the goods",
    TERM: "Take '{about}' out of the text",
    GOODS: "Offer goods of which this is not so: {about}",
}
"""What a change is, by its kind; the last only where goods are really made otherwise."""


def fix_as_data(found: Fix) -> dict[str, Any]:
    """A smallest repair as plain values; `passes` is null where questions leave the answer open."""
    return {
        "passes": found.passes, "answer": translate(PASSES[found.passes]), "stopped": ", ".join(found.faults),
        "faults": list(found.faults), "questions": {name: called(name) for name in found.questions},
        "found": found.changes is not None,
        "changes": [
            {"kind": one.kind, "about": one.about, "text": _change(one), "weight": one.weight}
            for one in found.changes or ()
        ],
    }  # fmt: skip


def _change(one: Change) -> str:
    about = one.about
    if one.kind == GOODS:
        about = called(one.about)
    elif one.kind == PAPER:
        about = next(str(rule.fact["requirement"]) for rule in rules() if rule.id == one.about)
    return translate(CHANGES[one.kind]).format(about=about)
