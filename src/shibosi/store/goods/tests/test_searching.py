"""Live listings found by words, over the API; what is not live is not found."""

from datetime import UTC, datetime, timedelta

import pytest

from shibosi.store.goods.searching import find
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
BAG = {"seller_code": "AAA", "number": "L-1", "market": "DE", "state": "live", "title": "Leather bag"}
HOW = HandedIn("t", "")


@pytest.fixture(autouse=True)
def goods():
    rows = [BAG, BAG | {"number": "L-2", "market": "US"}, BAG | {"number": "L-3", "state": "draft"},
            BAG | {"number": "L-4", "title": "蓝牙耳机 降噪"}]  # fmt: skip
    hand_in((("listing", row) for row in rows), HOW, NOON)


def test_only_live_listings_are_found_and_a_change_counts_at_once():
    assert [one.number for one in find("lether bag")] == ["L-1", "L-2"]
    assert [one.number for one in find("bag", "US")] == ["L-2"] and find(" ") == []
    hand_in([("listing", BAG | {"state": "hidden"})], HOW, NOON + timedelta(hours=1))
    assert [one.number for one in find("bag")] == ["L-2"]


def test_anybody_asks_over_the_api(client):
    [found] = client.get("/api/v1/goods/search", {"q": "蓝牙 耳机"}).json()
    assert (found["number"], found["seller"]) == ("L-4", "AAA")
    assert client.get("/api/v1/goods/search", {"q": "x", "limit": 1000}).status_code == 422
    assert client.get("/api/v1/goods/search", {"q": "x" * 201}).status_code == 422
