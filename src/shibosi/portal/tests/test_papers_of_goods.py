"""Buyers verify papers of goods without an account, in both languages."""

from datetime import UTC, datetime

import pytest

from shibosi.pages.tests.looking import heard, nobody, text
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn

pytestmark = pytest.mark.django_db
OF = {"seller_code": "AAA", "listing_number": "L-1", "market": "DE", "requirement": "REQ-009", "model": "B-1"}


@pytest.fixture(autouse=True)
def shown():
    good = {**OF, "number": "P-1", "status": "valid", "open_ended": True, "shown": True}
    ended = {**OF, "number": "P-2", "status": "valid", "valid_until": "2026-01-31", "shown": True}
    rows = [
        ("listing_paper", good),
        ("listing_paper", ended),
        ("listing_paper", {**good, "number": "P-3", "shown": False}),
    ]
    hand_in(rows, HandedIn("t", ""), datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("number", "said"), [("P-1", "good today"), ("P-2", "not good today"), ("P-3", "No paper"), ("<b>", "No paper")]
)
def test_a_paper_is_good_ended_or_not_shown(number, said):
    words = text(nobody().get("/papers-of-goods/", {"number": number}))
    assert said in words and ("P-3 " not in words)


def test_the_page_speaks_chinese(monkeypatch):
    lacking = heard(monkeypatch)
    assert "今日无效" in text(nobody("zh").get("/papers-of-goods/", {"number": "P-2"}))
    assert not lacking
