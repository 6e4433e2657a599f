"""The smallest repair 最小修改: which changes let goods be offered in a market, and what is still to be said first.

A change is a paper for a row of law, an operator in the market, a term taken out of a text, or goods made without
something (without a battery). The repair found is one of least weight: whatever else passes weighs as much or more.
Facts nobody stated are questions, not changes: they are answered, not chosen.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from shibosi.methods.goods.access import Goods, answered, needs
from shibosi.methods.goods.categories import categories
from shibosi.methods.words.screening import Hit, shipped
from shibosi.standard.law.needs import OPERATOR, Need

PAPER, NAME, TERM, GOODS = "paper", "operator", "term", "goods"
WEIGHTS: Mapping[str, int] = {TERM: 1, NAME: 2, PAPER: 3, GOODS: 8}
"""How heavy a change is, our choice: a word is taken out in a minute, goods are made anew in months."""
MOST = 20_000
"""Repairs that are looked at before the search gives up."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A listing that is to be offered: the goods, rows of law for which papers are at hand, the operator's country."""

    goods: Goods
    papers: frozenset[str] = frozenset()
    operator: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change: its kind, and what it is about: the id of a row, a market, a term, a fact that is no longer so."""

    kind: str
    about: str

    @property
    def weight(self) -> int:
        """How heavy it is."""
        return WEIGHTS[self.kind]


@dataclass(frozen=True, slots=True)
class Fix:
    """`changes` of least weight after which nothing stops the draft; None where no changes do.

    `questions` are facts that leave a row open as things stand; while there are some, nothing is certain.
    """

    changes: tuple[Change, ...] | None
    questions: tuple[str, ...]
    faults: tuple[str, ...] = field(default=())

    @property
    def passes(self) -> bool | None:
        """Whether the draft passes as it is; None where questions leave that open."""
        if self.changes:
            return False
        return None if self.changes is None or self.questions else True


def smallest(draft: Draft, market: str, day: date) -> Fix:
    """The smallest repair of a draft. Raises UnknownCategory, UnknownMarket."""
    hits = tuple(hit for text in draft.texts for hit in shipped().hits(text, market) if hit.stops)
    asked = _asked(draft, market, day)
    questions = tuple(sorted({name for need in asked for name in need.open}))
    faults = tuple(sorted({fault for fault, _ in _faults(draft, market, day, hits, frozenset())}))
    return Fix(_lightest(draft, market, day, hits), questions, faults)


def passes(draft: Draft, market: str, day: date, hits: tuple[Hit, ...], changes: frozenset[Change]) -> bool:
    """Whether nothing stops a draft once some changes are made."""
    return next(_faults(draft, market, day, hits, changes), None) is None


def cures(draft: Draft, market: str, day: date, hits: tuple[Hit, ...]) -> frozenset[Change]:
    """Every change there is for a draft: those of its faults, and those of faults that other changes bring about."""
    found: frozenset[Change] = frozenset()
    while True:
        changes = {
            change
            for made in (frozenset(), *(frozenset([one]) for one in found if one.kind == GOODS))
            for _, some in _faults(draft, market, day, hits, made)
            for change in some
        }
        if changes <= found:
            return found
        found |= changes


def _lightest(draft: Draft, market: str, day: date, hits: tuple[Hit, ...]) -> tuple[Change, ...] | None:
    """The lightest changes first: what stops the draft then is cured in every way there is."""
    order = count()
    queue: list[tuple[int, int, frozenset[Change]]] = [(0, next(order), frozenset())]
    seen = {frozenset[Change]()}
    for _ in range(MOST):
        if not queue:
            return None
        weight, _, changes = heapq.heappop(queue)
        fault = next(_faults(draft, market, day, hits, changes), None)
        if fault is None:
            return tuple(sorted(changes))
        for change in fault[1]:
            more = changes | {change}
            if more not in seen:
                seen.add(more)
                heapq.heappush(queue, (weight + change.weight, next(order), more))
    return None


def _faults(
    draft: Draft, market: str, day: date, hits: tuple[Hit, ...], changes: frozenset[Change]
) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """What stops a draft after some changes, each with the changes of which one has to be made."""
    for hit in hits:
        change = Change(TERM, hit.found)
        if change not in changes:
            yield hit.found, (change,)
    made = replace(draft, goods=_without(draft.goods, {one.about for one in changes if one.kind == GOODS}))
    for need in _asked(made, market, day):
        if need.applies and not _met(need, draft, market, changes):
            own = Change(NAME, market) if need.rule.kind == OPERATOR else Change(PAPER, need.rule.id)
            yield need.rule.id, (own, *_otherwise(need, made.goods))


def _asked(draft: Draft, market: str, day: date) -> list[Need]:
    """The rows that may stop a listing."""
    return [need for need in needs(draft.goods, market, day) if need.rule.firm and need.rule.mandatory]


def _met(need: Need, draft: Draft, market: str, changes: frozenset[Change]) -> bool:
    if need.rule.kind == OPERATOR:
        return draft.operator in need.rule.markets or Change(NAME, market) in changes
    return need.rule.id in draft.papers or Change(PAPER, need.rule.id) in changes


def _otherwise(need: Need, goods: Goods) -> Iterator[Change]:
    """Goods without something the seller said they have, on which the row hangs."""
    asks = categories()[goods.category].asks
    known = answered(goods)
    yield from (Change(GOODS, name) for name in sorted(need.rule.condition.traits()) if name in asks and known[name])


def _without(goods: Goods, names: set[str]) -> Goods:
    return replace(goods, said={**goods.said, **dict.fromkeys(names, False)}) if names else goods
