"""Coverage: who answers what, and where register and code contradict each other."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from shibosi.standard.coverage import COVERED, OPEN, PARTLY, STORIES, Cited, Coverage, coverage
from shibosi.standard.register import Item, items


def a_register(**by: str) -> Mapping[str, Item]:
    """The shipped items with nothing answered, but for those named: `a_register(**{"4.1.3": "control"})`."""
    return {id: replace(one, by=by.get(id, "")) for id, one in items().items()}


def codes(found: Coverage) -> list[str]:
    return [gap.code for gap in found.gaps]


def proven(name: str, clauses: list[str], kind: str) -> Cited:
    """An answer that is shown and has stories of every outcome."""
    return Cited(name, clauses, kind, shown=True, stories=STORIES)


def test_nothing_is_covered_when_nothing_cites() -> None:
    found = coverage(register=a_register())
    assert found.total() == (0, 0, 475, 475)
    assert found.total(companions=True) == (0, 0, 172, 172)
    assert found.gaps == ()


def test_a_cited_item_is_told_with_what_cites_it() -> None:
    limit = proven("limit_is_kept", ["4.7.2-c"], "control")
    notice = Cited("tax-record", ["4.7.2-c"], "paper")
    found = coverage([limit], [notice], register=a_register(**{"4.7.2-c": "control"}))
    assert found.items["4.7.2-c"].answers == (("control", "limit_is_kept"), ("paper", "tax-record"))
    assert found.total() == (1, 0, 474, 475)
    assert found.gaps == ()


SHOWN, UNSEEN = {"shown": True, "stories": STORIES}, {"shown": False, "stories": STORIES}


@pytest.mark.parametrize(
    ("story", "item", "by", "answers", "state"),
    [
        ("nothing cites it", "4.1.3", "control", [], OPEN),
        ("a control, shown, with all stories", "4.1.3", "control", [("control", SHOWN)], COVERED),
        ("the register does not say so", "4.1.3", "", [("control", SHOWN)], PARTLY),
        ("the register says that a flow does", "4.1.3", "flow", [("control", SHOWN)], PARTLY),
        ("no door tells of it", "4.1.3", "control", [("control", UNSEEN)], PARTLY),
        ("no story at all", "4.1.3", "control", [("control", {"shown": True})], PARTLY),
        ("no story that cannot be decided", "4.1.3", "control",
         [("control", {"shown": True, "stories": ["held", "broken"]})], PARTLY),
        ("no story that holds", "4.1.3", "control",
         [("control", {"shown": True, "stories": ["broken", "undetermined", "out-of-scope"]})], PARTLY),
        ("two controls tell together what is needed", "4.1.3", "control",
         [("control", {"shown": True, "stories": ["held", "broken"]}),
          ("control", {"shown": True, "stories": ["undetermined"]})], COVERED),
        ("what a hidden control tells does not help", "4.1.3", "control",
         [("control", {"shown": True, "stories": ["held", "broken"]}), ("control", UNSEEN)], PARTLY),
        ("what a flow tells does not help a control", "4.1.3", "control",
         [("control", {"shown": True, "stories": ["held", "broken"]}), ("flow", SHOWN)], PARTLY),
        ("a kind of paper", "4.1.3", "paper", [("paper", SHOWN)], COVERED),
        ("for information, its page is shown", "informative", "page", [("page", {"shown": True})], COVERED),
        ("for information, its page is not shown", "informative", "page", [("page", {})], PARTLY),
        ("for information, a control cites it", "informative", "control", [("control", SHOWN)], PARTLY),
        ("a page alone covers nothing else", "4.1.3", "page", [("page", {"shown": True})], PARTLY),
    ],
)  # fmt: skip
def test_what_it_takes_to_be_covered(
    story: str, item: str, by: str, answers: list[tuple[str, dict[str, Any]]], state: str
) -> None:
    if item == "informative":
        item = next(id for id, one in items().items() if one.mode == "informative")
    cited = [Cited(f"answer-{at}", [item], kind, **more) for at, (kind, more) in enumerate(answers)]
    assert coverage(cited, register=a_register(**{item: by})).items[item].state == state


def test_a_citation_of_a_heading_covers_all_items_under_it() -> None:
    marked = a_register(**dict.fromkeys(["4.5.1.1", "4.5.1.2", "4.5.1.3"], "control"))
    found = coverage([proven("messages_arrive", ["4.5.1"], "control")], register=marked)
    assert [id for id, one in found.items.items() if one.state == COVERED] == ["4.5.1.1", "4.5.1.2", "4.5.1.3"]
    assert found.gaps == ()


def test_the_order_of_registries_changes_nothing() -> None:
    one, two = Cited("a", ["4.1.3", "4.5.1"], "control"), Cited("b", ["4.1.3"], "flow")
    marked = a_register(**dict.fromkeys(["4.1.3", "4.5.1.1", "4.5.1.2", "4.5.1.3"], "control"))
    assert coverage([one], [two], register=marked) == coverage([two, one], register=marked)


@pytest.mark.parametrize(
    ("story", "by", "cited", "expected", "facts"),
    [
        (
            "the register says control, nothing cites it",
            {"4.1.3": "control"},
            [],
            "marked-but-not-cited",
            {"item": "4.1.3", "by": "control"},
        ),
        (
            "the register says control, only a flow cites it",
            {"4.1.3": "control"},
            [Cited("f", ["4.1.3"], "flow")],
            "marked-but-not-cited",
            {"item": "4.1.3", "by": "control"},
        ),
        (
            "a clause that does not exist",
            {},
            [Cited("c", ["4.1.9"], "control")],
            "cites-unknown-item",
            {"kind": "control", "name": "c", "clause": "4.1.9"},
        ),
        (
            "a clause the register does not mark",
            {},
            [Cited("c", ["4.1.3", "4.1.3"], "control")],
            "cites-unmarked-item",
            {"kind": "control", "name": "c", "item": "4.1.3"},
        ),
    ],
)
def test_contradictions_are_found_both_ways(
    story: str, by: dict[str, str], cited: list[Cited], expected: str, facts: dict[str, str]
) -> None:
    found = coverage(cited, register=a_register(**by))
    assert codes(found) == [expected]
    assert found.gaps[0].facts == facts


def test_a_contradiction_is_said_in_both_languages() -> None:
    (gap,) = coverage([Cited("c", ["4.1.9"], "control")], register=a_register()).gaps
    assert gap.sentence("en") == "Control 'c' cites 4.1.9, which the register does not have."
    assert gap.sentence("zh") == "核查“c”引用了4.1.9，登记簿中没有这一条。"


@pytest.mark.parametrize("column", ["mode", "system", "party"])
def test_totals_of_a_column_add_up(column: str) -> None:
    found = coverage([Cited("c", ["4", "7.2.3.1"], "control")], register=a_register())
    totals = found.totals(column).values()
    assert [sum(parts) for parts in zip(*totals, strict=True)] == list(found.total())
    assert found.total().partly > 100


def test_totals_of_the_companions_by_text() -> None:
    found = coverage([Cited("c", ["004"], "flow")], register=a_register())
    assert found.totals("text", companions=True)["004"] == (0, 20, 0, 20)
    assert found.totals("text", companions=True)["002"] == (0, 0, 38, 38)
    assert found.total().partly == 0
