"""Working days: what is announced, what is computed, what is not known; and counting them."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.flows.clock import UnknownDay
from shibosi.methods.calendar.working import (
    MOST,
    BadCount,
    NoZone,
    add_working_days,
    ground,
    working_days_between,
    works,
)  # fmt: skip
from shibosi.standard import tables

ONE_DAY = timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "UTC")


@pytest.mark.parametrize(
    ("story", "day", "place", "worked"),
    [
        ("a Monday", date(2026, 3, 2), "CN", True),
        ("a Sunday", date(2026, 3, 1), "CN", False),
        ("Spring Festival on a weekday", date(2026, 2, 17), "CN", False),
        ("a Saturday worked for it", date(2026, 2, 14), "CN", True),
        ("a Sunday worked for National Day", date(2026, 9, 20), "CN", True),
        ("the last day announced", date(2026, 12, 31), "CN", True),
        ("the first that is not", date(2027, 1, 4), "CN", None),
        ("before the notices collected", date(2013, 12, 31), "CN", None),
        ("a Saturday elsewhere", date(2026, 2, 14), "DE", False),
        ("a holiday of one part of a country", date(2026, 1, 6), "DE-BY", False),
        ("the same day in the whole", date(2026, 1, 6), "DE", True),
        ("a part of China has China's days", date(2026, 2, 14), "CN-GD", True),
        ("Friday where Friday is the weekend", date(2026, 3, 6), "SA", False),
        ("Sunday there", date(2026, 3, 8), "SA", True),
        ("a holiday that follows the moon, not yet seen", date(2027, 3, 9), "AE", None),
        ("the day before it", date(2027, 3, 8), "AE", None),
        ("a common day of that year", date(2027, 4, 7), "AE", True),
        ("a place nobody knows", date(2026, 3, 2), "XX", None),
        ("a part nobody knows", date(2026, 3, 2), "DE-XX", None),
        ("a year too far ahead", date(2040, 3, 2), "DE", None),
    ],
)
def test_a_day_is_worked_or_not_or_it_is_not_known(story, day, place, worked):
    assert works(day, place) is worked


def test_the_ground_is_said_with_its_source():
    announced = ground(date(2026, 3, 2), "CN")
    computed = ground(date(2026, 3, 2), "DE-BY")
    assert announced is not None and announced.basis == "announced" and "国务院办公厅" in announced.source
    assert computed is not None and computed.basis == "computed" and computed.confidence == "high"
    assert ground(date(2027, 3, 2), "CN") is None


def test_the_announced_days_of_china_are_those_of_the_library_on_every_day():
    china = holidays.country_holidays("CN", years=range(2013, 2028))
    day, differing = date(2014, 1, 1), []
    while day <= date(2026, 12, 31):
        differing += [day] if works(day, "CN") is not china.is_working_day(day) else []
        day += ONE_DAY
    assert differing == []


def test_a_day_announced_as_worked_is_a_weekend_day_and_every_row_has_its_notice():
    for row in tables.table("public_days").rows:
        assert row.start is not None and row.end is not None and "国务院办公厅" in row.source
        assert row.value("kind") in ("off", "work")
        if row.value("kind") == "work" and row.start != date(2020, 2, 3):
            assert row.start.weekday() >= 5 and row.end.weekday() >= 5


@pytest.mark.parametrize(
    ("story", "start", "days", "place", "zone", "end"),
    [
        ("next day", (2026, 3, 2, 9), 1, "CN", "Asia/Shanghai", (2026, 3, 3, 16)),
        ("late at night it is the next day there", (2026, 3, 2, 17), 1, "CN", "Asia/Shanghai", (2026, 3, 4, 16)),
        ("over a weekend", (2026, 3, 6, 1), 1, "CN", "Asia/Shanghai", (2026, 3, 9, 16)),
        ("a Saturday that is worked", (2026, 2, 13, 1), 1, "CN", "Asia/Shanghai", (2026, 2, 14, 16)),
        ("over Spring Festival", (2026, 2, 14, 1), 1, "CN", "Asia/Shanghai", (2026, 2, 24, 16)),
        ("the same day", (2026, 3, 2, 9), 0, "CN", "Asia/Shanghai", (2026, 3, 2, 16)),
        ("not on a day off", (2026, 3, 1, 9), 0, "CN", "Asia/Shanghai", (2026, 3, 2, 16)),
        ("over a change to summer time", (2026, 3, 27, 9), 1, "DE", "Europe/Berlin", (2026, 3, 30, 22)),
        ("over a change from it", (2026, 10, 23, 9), 1, "DE", "Europe/Berlin", (2026, 10, 26, 23)),
        ("midnight that does not exist", (2026, 4, 22, 9), 1, "EG", "Africa/Cairo", (2026, 4, 23, 22)),
    ],
)
def test_working_days_are_added_to_an_instant(story, start, days, place, zone, end):
    assert add_working_days(datetime(*start, tzinfo=UTC), days, place, zone) == datetime(*end, tzinfo=UTC)


def test_it_does_not_matter_in_which_zone_the_instant_is_written():
    here = datetime(2026, 3, 2, 20, tzinfo=timezone(timedelta(hours=-5)))
    assert add_working_days(here, 3, "CN", "Asia/Shanghai") == add_working_days(
        here.astimezone(SHANGHAI), 3, "CN", "Asia/Shanghai"
    )


def test_what_is_not_known_is_named_and_not_guessed():
    start = datetime(2026, 12, 30, 9, tzinfo=UTC)
    assert add_working_days(start, 1, "CN", "Asia/Shanghai") == datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert add_working_days(start, 2, "CN", "Asia/Shanghai") == UnknownDay("CN", date(2027, 1, 1))
    assert working_days_between(date(2026, 12, 30), date(2027, 1, 2), "CN") == UnknownDay("CN", date(2027, 1, 1))


@pytest.mark.parametrize(
    ("start", "days", "zone", "refusal"),
    [
        (datetime(2026, 3, 2, tzinfo=UTC), -1, "UTC", BadCount),
        (datetime(2026, 3, 2, tzinfo=UTC), MOST + 1, "UTC", BadCount),
        (datetime(2026, 3, 2), 1, "UTC", NoZone),
        (datetime(2026, 3, 2, tzinfo=UTC), 1, "Moon/Sea", NoZone),
        (datetime(2026, 3, 2, tzinfo=UTC), 1, "../etc", NoZone),
    ],
)
def test_what_cannot_be_counted_is_refused(start, days, zone, refusal):
    with pytest.raises(refusal):
        add_working_days(start, days, "CN", zone)


PLACES = st.sampled_from(("CN", "DE", "US", "SA", "DE-BY"))
STARTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC))


@given(STARTS, st.integers(0, 60), PLACES, st.sampled_from(ZONES))
def test_the_end_is_a_midnight_after_so_many_working_days(start, days, place, zone):
    end = add_working_days(start, days, place, zone)
    assert isinstance(end, datetime) and end > start
    first, after = (one.astimezone(ZoneInfo(zone)).date() for one in (start, end))
    last = after - ONE_DAY
    assert works(last, place) is True
    assert (end - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date() == last
    if days:
        assert working_days_between(first + ONE_DAY, after, place) == days


@given(STARTS, st.integers(0, 40), st.integers(0, 40), PLACES, st.sampled_from(ZONES))
def test_more_days_end_later_and_so_does_a_later_start(start, some, more, place, zone):
    first, second = (add_working_days(start, days, place, zone) for days in (some, some + more))
    later = add_working_days(start + timedelta(hours=more), some, place, zone)
    assert isinstance(first, datetime) and isinstance(second, datetime) and isinstance(later, datetime)
    assert first <= second and first <= later


@given(STARTS, st.integers(1, 20), st.integers(1, 20), PLACES)
def test_days_can_be_added_in_two_steps(start, some, more, place):
    halfway = add_working_days(start, some, place, "UTC")
    assert isinstance(halfway, datetime)
    both = add_working_days(halfway - timedelta(microseconds=1), more, place, "UTC")
    assert both == add_working_days(start, some + more, place, "UTC")
