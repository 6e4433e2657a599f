"""Agents ask what a basket costs: the published example, bounds with reasons, refusals."""

from datetime import date

import pytest

from shibosi.kernel.words import speak
from shibosi.mcp.taxing import BasketAsked, cost
from shibosi.mcp.tool import Caller
from shibosi.methods.taxes.errors import NotAPrice
from shibosi.standard.law.errors import UnknownMarket

CALLER = Caller(date(2026, 11, 20))
BASKET = {"market": "DE", "currency": "EUR", "freight": 5, "goods": [{"price": 60, "code": "610910"}]}


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    """Nothing is imported here."""
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path))
    yield
    speak("en")


def test_the_cheapest_way_comes_first_with_its_derivation_and_reasons():
    found = cost(BasketAsked(**BASKET), CALLER)
    assert [one.total for one in found.options] == ["80.35 to 80.92 EUR", "80.92 EUR"]
    assert "by contract" in found.options[0].because[0]
    assert any("rates/DE/VAT/standard" in line for line in found.options[0].derivation)
    assert "80.35 to 80.92 EUR" in next(found.lines())


def test_it_answers_in_chinese():
    speak("zh")
    assert "销售时收税" in next(cost(BasketAsked(**BASKET), CALLER).lines())


def test_the_day_is_today_unless_it_is_said():
    before = cost(BasketAsked(**BASKET | {"day": date(2026, 6, 30)}), CALLER)
    assert before.options[0].total == "77.35 EUR"


@pytest.mark.parametrize(
    ("story", "changes", "refused"),
    [
        ("a price of nothing", {"goods": [{"price": 0}]}, NotAPrice),
        ("no such market", {"market": "XX"}, UnknownMarket),
    ],
)
def test_what_cannot_be_told_is_refused(story, changes, refused):
    with pytest.raises(refused):
        cost(BasketAsked(**BASKET | changes), CALLER)
