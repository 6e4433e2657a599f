"""Whether a city lay in a pilot zone on a day."""

from datetime import date

import pytest

from shibosi.kernel.words import speak
from shibosi.standard.law.zones import zone_of


@pytest.mark.parametrize(
    ("story", "city", "day", "inside"),
    [
        ("the day of the reply", "杭州", date(2015, 3, 7), True),
        ("the day before", "杭州", date(2015, 3, 6), False),
        ("with its rank", "杭州市", date(2020, 1, 1), True),
        ("in English, in small letters", "hangzhou", date(2020, 1, 1), True),
        ("last day as a zone of its own", "Sanya", date(2025, 4, 24), True),
        ("merged into a larger one", "Sanya", date(2025, 4, 25), True),
        ("before either", "Sanya", date(2020, 4, 26), False),
        ("a name no zone bears", "Atlantis", date(2026, 1, 1), None),
        ("no name at all", "", date(2026, 1, 1), None),
    ],
)
def test_a_city_lies_in_a_zone_by_day(story, city, day, inside):
    found = zone_of(city, day)
    assert found.inside is inside and (found.zone is not None) is (inside is True)
    assert [one.met for one in found.reasons][-1] is inside


def test_a_merged_city_names_the_zone_it_lies_in_now():
    found = zone_of("海口", date(2026, 1, 1))
    assert found.zone is not None and found.zone.id == "CBEC-ZONE-166" and len(found.reasons) == 2


def test_a_misspelt_city_is_answered_with_the_nearest():
    assert zone_of("Hangzou", date(2026, 1, 1)).hint == "Hangzhou"


def test_the_reason_speaks_chinese():
    speak("zh")
    try:
        assert "杭州综试区" in zone_of("杭州", date(2026, 1, 1)).reasons[0].said
    finally:
        speak("en")
