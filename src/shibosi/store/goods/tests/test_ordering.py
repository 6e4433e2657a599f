"""Orders held against the rules of their destination by what their listings say."""

from datetime import UTC, date, datetime

import pytest

from shibosi.domains.catalogue.records import Listing, ListingAttribute, ListingPaper, OrderedGoods, OrderedTax
from shibosi.methods.goods.access import Goods, needs
from shibosi.store.goods import ordering
from shibosi.store.goods.keys import Key, named
from shibosi.store.goods.lists import rows_of
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import Case, Finding

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
FACTS = {"textile": False, "contains_animal_parts": False, "contains_protected_species": False}
BROKEN = {"outcome": "broken", "dossier__kind": "ordered", "resolved_at": None}
HOW = HandedIn("t", "")


def listed(market="DE", number="L-1", category="bag", papers=()):
    key = Key("AAA", number, market)
    row = {**named(key, "number"), "state": "live", "category": category, "age_to": 99}
    facts = [(ListingAttribute.kind(), {**named(key), "attribute": name, "holds": so}) for name, so in FACTS.items()]
    paper = {**named(key), "number": "P-1", "status": "valid", "valid_until": date(2027, 1, 1)}
    own = [(ListingPaper.kind(), {**paper, "requirement": one}) for one in papers]
    hand_in([(Listing.kind(), row), *facts, *own], HOW, NOON)


def ordered(number, *items):
    lines = [{"line_number": at, "item_number": item} for at, item in enumerate(items, 1)]
    values = {"number": number, "order_type": "M", "merchant_code": "AAA"}
    receive([{"kind": "order", "values": values, "lines": {"order_line": lines}}], HOW, NOON)


def asked():
    found = needs(Goods("bag", FACTS, 99), "DE", NOON.date())
    return [one.rule.id for one in found if one.rule.firm and one.rule.mandatory]


def broken():
    return set(Finding.objects.filter(**BROKEN).values_list("control", flat=True))


def test_a_line_without_a_paper_of_its_market_holds_the_order_with_the_reason():
    listed()
    ordered("O-1", "L-1")
    assert ordering.look(NOON)["looked"] == 1
    [(_, row)] = rows_of(OrderedGoods)
    assert (row["market"], row["needed"], row["proven"]) == ("DE", len(asked()), 0)
    assert broken() == {"ordered_goods_have_the_papers_of_the_market"}
    assert Case.objects.filter(flow="held_order", dossier__kind="ordered").count() == 1


def test_with_every_paper_nothing_stands_against_it_and_nothing_is_looked_at_twice():
    listed(papers=asked())
    ordered("O-1", "L-1")
    reached = ordering.look(NOON)
    assert broken() == set() and ordering.look(NOON, reached["order"]) == {"order": reached["order"], "looked": 0}


def test_where_the_goods_go_decides_which_listing_counts():
    listed(papers=asked())
    listed(market="SG", category="e-cigarette")
    hand_in([(OrderedTax.kind(), {"seller_code": "AAA", "order_number": "O-1", "market": "SG"})], HOW, NOON)
    ordered("O-1", "L-1")
    ordering.look(NOON)
    assert "ordered_goods_are_not_banned_at_the_destination" in broken()


@pytest.mark.parametrize("items", [("L-9",), ("L-1", "L-9")])
def test_a_line_whose_listing_is_not_found_cannot_be_decided(items):
    listed(papers=asked())
    ordered("O-1", *items)
    ordering.look(NOON)
    found = Finding.objects.filter(dossier__kind="ordered", control="ordered_goods_have_the_papers_of_the_market")
    assert [one.outcome for one in found] == ["undetermined"]


def test_sellers_without_listings_are_not_looked_at():
    ordered("O-1", "L-1")
    assert ordering.look(NOON)["looked"] == 0
