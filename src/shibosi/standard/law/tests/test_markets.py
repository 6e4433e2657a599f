"""Two markets side by side, and what comes next in one."""

from datetime import date

import pytest

from shibosi.standard.law.errors import UnknownMarket, UnknownTopic
from shibosi.standard.law.markets import COMPARED, compare
from shibosi.standard.law.upcoming import upcoming

DAY = date(2026, 11, 20)


def by_name(left, right, topic, day=DAY):
    return {one.name: one for one in compare(left, right, day, topic)}


def test_what_holds_for_the_bloc_is_the_same_in_its_members():
    found = by_name("DE", "FR", "labels")
    assert found["market_facts/units"].same and not found["market_facts/label-languages"].same


def test_rates_stand_side_by_side_by_day():
    (left,), (right,) = (by_name("DE", "EE", "tax", date(2025, 6, 30))["rates/VAT/standard"].left,
                         by_name("DE", "EE", "tax", date(2025, 6, 30))["rates/VAT/standard"].right)  # fmt: skip
    assert (left["rate"], right["rate"]) == (19, 22)
    assert by_name("DE", "EE", "tax", date(2025, 7, 1))["rates/VAT/standard"].right[0]["rate"] == 24


def test_where_a_side_says_nothing_it_is_not_the_same():
    found = by_name("US", "DE", "tax")["rates/VAT/standard"]
    assert not found.left and found.right and not found.same


@pytest.mark.parametrize("topic", COMPARED)
def test_a_market_is_the_same_as_itself_and_every_topic_has_something(topic):
    found = compare("DE", "DE", DAY, topic)
    assert found and all(one.same for one in found)


def test_comparing_is_the_same_from_either_side():
    there = {(one.name, one.left, one.right) for one in compare("CN", "US", DAY)}
    assert there == {(one.name, one.right, one.left) for one in compare("US", "CN", DAY)}


@pytest.mark.parametrize(
    ("asked", "error", "hint"),
    [
        (lambda: compare("DE", "fr", DAY), UnknownMarket, "FR"),
        (lambda: compare("DE", "FR", DAY, "privcy"), UnknownTopic, "privacy"),
        (lambda: upcoming(DAY, 90, "GBB"), UnknownMarket, "GB"),
    ],
)
def test_a_misspelt_market_or_topic_is_refused(asked, error, hint):
    with pytest.raises(error) as refused:
        asked()
    assert refused.value.hint == hint


def test_what_comes_next_begins_the_day_after_and_ends_with_the_last():
    assert {one.day for one in upcoming(date(2026, 6, 30), 1)} == {date(2026, 7, 1)}
    assert "thresholds/EU/duty/parcel" not in {one.series for one in upcoming(date(2026, 7, 1), 90)}
    assert upcoming(DAY, 0) == []


def test_a_market_hears_of_its_bloc_but_not_of_others():
    found = upcoming(date(2026, 6, 1), 60, "DE")
    assert {"thresholds/EU/duty/parcel"} <= {one.series for one in found}
    assert all(set(fact.places) & {"DE", "EU", "all"} for one in found for fact in (one.after or one.before,) if fact)


def test_a_horizon_beyond_the_calendar_is_the_end_of_it():
    assert upcoming(date(9999, 12, 30), 3650) == []
