"""Stories of what a product needs in a market."""

from datetime import date

import pytest

from shibosi.standard.law.errors import UnknownMarket, UnknownTraitAsked
from shibosi.standard.law.needs import needs

DAY = date(2026, 6, 30)


def applying(market, day=DAY, **known):
    """The requirements that surely apply."""
    return {one.id for one in needs(market, day, known) if one.applies}


def test_a_radio_needs_in_germany_what_the_bloc_asks_and_what_germany_asks():
    found = applying("DE", radio=True, electronic=True, ships_with_packaging=True)
    assert {"REQ-018", "REQ-009", "REQ-010", "REQ-024"} <= found


def test_what_was_not_said_is_left_open_and_named():
    (one,) = [one for one in needs("EU", DAY, {"radio": True}) if one.id == "REQ-019"]
    assert one.applies is None and one.open == ("connected",)


def test_what_a_product_is_not_asks_for_nothing():
    assert "REQ-018" not in {one.id for one in needs("EU", DAY, {"radio": False})}


@pytest.mark.parametrize(("day", "there"), [(date(2027, 1, 19), True), (date(2027, 1, 20), False)])
def test_a_requirement_is_asked_for_until_its_last_day(day, there):
    assert ("REQ-036" in applying("EU", day, machinery=True)) is there


def test_what_surely_applies_stands_first():
    found = [one.applies for one in needs("US", DAY, {"toy": True, "age_max": 8})]
    assert found == sorted(found, key=lambda applies: applies is None)


@pytest.mark.parametrize(
    ("market", "trait", "error"), [("XX", "toy", UnknownMarket), ("DE", "toys", UnknownTraitAsked)]
)
def test_unknown_names_are_refused(market, trait, error):
    with pytest.raises(error):
        needs(market, DAY, {trait: True})
