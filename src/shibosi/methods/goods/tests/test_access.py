"""What a market asks for goods."""

from datetime import date

import pytest

from shibosi.methods.goods.access import Goods, UnknownCategory, asked, known, needs
from shibosi.methods.goods.categories import categories
from shibosi.methods.goods.solemn import solemn
from shibosi.standard.law import needs as law
from shibosi.standard.law.errors import UnknownMarket

DAY = date(2026, 6, 30)


def found(goods, market, day=DAY, applies=True):
    return {need.rule.id for need in needs(goods, market, day) if need.applies is applies}


def test_rows_of_the_union_hold_in_its_members():
    headphones = Goods("audio", {"radio": True, "has_battery": False})
    assert {"REQ-005", "REQ-014", "REQ-009", "REQ-018"} <= found(headphones, "DE")
    assert "REQ-009" not in found(headphones, "FR")
    assert "REQ-014" not in found(headphones, "US")


def test_a_fact_nobody_stated_leaves_a_row_open_and_is_named():
    need = next(one for one in needs(Goods("audio"), "DE", DAY) if one.rule.id == "REQ-011")
    assert (need.applies, need.open) == (None, ("has_battery",))


def test_a_row_holds_from_its_first_to_its_last_day():
    toy = Goods("toy", {}, 6)
    assert "REQ-016" in found(toy, "DE", date(2030, 7, 31))
    assert "REQ-016" not in found(toy, "DE", date(2030, 8, 1))
    assert "REQ-017" in found(toy, "DE", date(2030, 8, 1))


def test_what_is_taken_out_of_a_rule_is_not_asked():
    assert "REQ-014" not in found(Goods("medical-device"), "DE")


def test_children_of_twelve_are_children():
    assert "REQ-008" in found(Goods("toy", {}, 12), "US")
    assert "REQ-008" not in found(Goods("toy", {}, 13), "US")
    assert "REQ-008" in found(Goods("toy"), "US", applies=None)


def test_digital_goods_need_neither_mark_nor_registration():
    assert {need.rule.kind for need in needs(Goods("software"), "DE", DAY)} <= {
        "representative",
        "chemical-restriction",
    }


def test_the_most_telling_question_comes_first():
    assert asked(categories()["audio"], "DE", DAY)[0] == "has_battery"


@pytest.mark.parametrize("market", ["DE", "US", "JP"])
@pytest.mark.parametrize("category", sorted(categories()))
def test_by_category_and_by_traits_the_same_rows_are_told(category, market):
    goods = Goods(category, {"has_battery": True}, 6)
    by_traits = law.needs(market, DAY, known(goods))
    assert [(one.id, one.applies, one.open) for one in needs(goods, market, DAY)] == [
        (one.id, one.applies, one.open) for one in by_traits
    ]


def test_an_unknown_category_or_market_is_answered_with_the_nearest():
    with pytest.raises(UnknownCategory) as refused:
        needs(Goods("audoi"), "DE", DAY)
    assert "audio" in str(refused.value.hint)
    with pytest.raises(UnknownMarket):
        needs(Goods("audio"), "XX", DAY)


def test_ramadan_is_solemn_where_the_table_says_so():
    here = [one for one in solemn() if one.first <= date(2026, 2, 18) <= one.last]
    assert {"SA", "AE"} <= here[0].markets and "DE" not in here[0].markets
