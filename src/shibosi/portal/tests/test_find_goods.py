"""Anybody finds live listings on a page, in both languages."""

from datetime import UTC, datetime

import pytest

from shibosi.pages.tests.looking import heard, nobody, text
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn

pytestmark = pytest.mark.django_db
BAG = {"seller_code": "AAA", "number": "L-1", "market": "DE", "state": "live", "title": "Leather bag"}


@pytest.fixture(autouse=True)
def goods():
    rows = [BAG, BAG | {"number": "L-4", "title": "蓝牙耳机 降噪"}]
    hand_in((("listing", row) for row in rows), HandedIn("t", ""), datetime(2026, 11, 2, 4, tzinfo=UTC))


def test_anybody_asks_on_the_page_in_both_languages(monkeypatch):
    lacking = heard(monkeypatch)
    assert "Leather bag" in text(nobody().get("/find-goods/", {"q": "bag"}))
    assert "No live listing" in text(nobody().get("/find-goods/", {"q": "<script>zzz</script>"}))
    assert "蓝牙耳机" in text(nobody("zh").get("/find-goods/", {"q": "耳机"}))
    assert not lacking
