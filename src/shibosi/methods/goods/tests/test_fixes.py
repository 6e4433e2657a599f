"""The smallest repair of a listing: what it is, that it passes, and that nothing lighter does."""

import random
from datetime import date
from itertools import combinations

import pytest

from shibosi.methods.goods.access import Goods, needs
from shibosi.methods.goods.categories import categories
from shibosi.methods.goods.fixes import Change, Draft, cures, passes, smallest
from shibosi.methods.words.screening import shipped

DAY = date(2026, 6, 30)
ANSWERED = {"radio": False, "bluetooth": False, "has_battery": False}
FACTORY = ("DE", "US", "KR", "JP", "FR", "SA")
TEXTS = ("plain", "炸药", "a@example.com", "heroin 雷管", "国家级")


def headphones(papers=(), operator="DE", texts=(), **said):
    return Draft(Goods("audio", {**ANSWERED, **said}, 99), frozenset(papers), operator, texts)


def changed(draft, market="DE"):
    return {(one.kind, one.about) for one in smallest(draft, market, DAY).changes}


BASE = ("REQ-005", "REQ-009", "REQ-010")


@pytest.mark.parametrize(
    ("story", "draft", "changes"),
    [
        ("nothing is missing", headphones(BASE), set()),
        ("one paper", headphones(BASE[1:]), {("paper", "REQ-005")}),
        ("the operator is elsewhere", headphones(BASE, operator="GB"), {("operator", "DE")}),
        ("a term stands in the text", headphones(BASE, texts=("nice", "自制炸药")), {("term", "炸药")}),
        ("one paper is lighter than goods without a battery",
         headphones((*BASE, "REQ-027", "REQ-028"), has_battery=True), {("paper", "REQ-011")}),
        ("goods without a battery are lighter than three papers", headphones(BASE, has_battery=True),
         {("goods", "has_battery")}),
    ],
)  # fmt: skip
def test_the_lightest_changes_are_told(story, draft, changes):
    assert changed(draft) == changes


def test_an_open_fact_is_a_question_and_leaves_the_answer_open():
    fix = smallest(Draft(Goods("audio", {}, 99), frozenset(BASE), "DE"), "DE", DAY)
    assert (fix.changes, fix.questions, fix.passes) == ((), ("has_battery",), None)


def test_a_draft_that_passes_says_so():
    assert smallest(headphones(BASE), "DE", DAY).passes is True
    assert smallest(headphones(), "DE", DAY).passes is False


def drafts(dice):
    """Random drafts that something stops, few enough of changes for all subsets to be tried."""
    while True:
        category = dice.choice(["audio", "toy", "lighting", "phone", "watch", "apparel"])
        market = dice.choice(FACTORY)
        said = {name: dice.random() < 0.5 for name in sorted(categories()[category].asks)}
        goods = Goods(category, said, dice.choice([6, 99]))
        rows = [need.rule.id for need in needs(goods, market, DAY)]
        papers = frozenset(row for row in rows if dice.random() < 0.5)
        texts = tuple(dice.sample(TEXTS, dice.randint(0, 2)))
        yield Draft(goods, papers, dice.choice([market, "GB"]), texts), market


def lightest_by_force(draft, market, hits, every):
    """The least weight of any subset of changes that passes; the lightest first."""
    subsets = [some for size in range(len(every) + 1) for some in combinations(sorted(every), size)]
    for some in sorted(subsets, key=lambda one: sum(change.weight for change in one)):
        if passes(draft, market, DAY, hits, frozenset(some)):
            return sum(change.weight for change in some)
    return None


def test_no_lighter_repair_exists_on_two_hundred_blocked_listings():
    dice, tried = random.Random(20), 0
    for draft, market in drafts(dice):
        hits = tuple(hit for text in draft.texts for hit in shipped().hits(text, market) if hit.stops)
        every = cures(draft, market, DAY, hits)
        if not 1 <= len(every) <= 8:
            continue
        found = smallest(draft, market, DAY).changes
        assert found is not None and passes(draft, market, DAY, hits, frozenset(found))
        assert sum(change.weight for change in found) == lightest_by_force(draft, market, hits, every)
        tried += 1
        if tried == 200:
            break


def test_a_change_weighs_what_its_kind_does():
    assert Change("term", "x").weight < Change("paper", "x").weight < Change("goods", "x").weight
