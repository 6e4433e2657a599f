"""Coverage: who answers what, and where register and code contradict each other."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from shibosi.standard.coverage import Cited, Coverage, coverage
from shibosi.standard.register import Item, items


def a_register(**by: str) -> Mapping[str, Item]:
    """The shipped items with nothing answered, but for those named: `a_register(**{"4.1.3": "control"})`."""
    return {id: replace(one, by=by.get(id, "")) for id, one in items().items()}


def codes(found: Coverage) -> list[str]:
    return [gap.code for gap in found.gaps]


def test_nothing_is_answered_when_nothing_cites() -> None:
    found = coverage(register=a_register())
    assert found.total() == (0, 475)
    assert found.total(companions=True) == (0, 172)
    assert found.gaps == ()


def test_a_cited_item_is_covered_by_what_cites_it() -> None:
    limit = Cited("limit_is_kept", ["4.7.2-c"], "control")
    notice = Cited("tax-record", ["4.7.2-c"], "paper")
    found = coverage([limit], [notice], register=a_register(**{"4.7.2-c": "control"}))
    assert found.items["4.7.2-c"].answers == (("control", "limit_is_kept"), ("paper", "tax-record"))
    assert found.total() == (1, 475)
    assert found.gaps == ()


def test_a_citation_of_a_heading_covers_all_items_under_it() -> None:
    marked = a_register(**dict.fromkeys(["4.5.1.1", "4.5.1.2", "4.5.1.3"], "control"))
    found = coverage([Cited("messages_arrive", ["4.5.1"], "control")], register=marked)
    assert [id for id, one in found.items.items() if one.answered] == ["4.5.1.1", "4.5.1.2", "4.5.1.3"]
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
    answers = [Cited("c", ["4", "7.2.3.1"], "control")]
    found = coverage(answers, register=a_register())
    assert sum(total.of for total in found.totals(column).values()) == 475
    assert sum(total.answered for total in found.totals(column).values()) == found.total().answered > 100


def test_totals_of_the_companions_by_text() -> None:
    found = coverage([Cited("c", ["004"], "flow")], register=a_register())
    assert found.totals("text", companions=True)["004"] == (20, 20)
    assert found.totals("text", companions=True)["002"] == (0, 38)
    assert found.total().answered == 0


def test_coverage_travels_as_json() -> None:
    found = coverage([Cited("c", ["4.1.3"], "control")], register=a_register(**{"4.1.3": "control"}))
    told = json.loads(json.dumps(found.as_dict()))
    assert told["standard"]["total"] == {"answered": 1, "of": 475}
    assert told["items"]["4.1.3"] == {"by": "control", "answers": [{"kind": "control", "name": "c"}]}
    assert told["gaps"] == []
