"""Which periods a registration has, and when each is due."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.filing.periods import NO_FREQUENCY, NO_ROW, Registered, calendar, undetermined

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def registered(market="DE", scheme="VAT", frequency="month", **changes):
    return Registered("F-1", market, scheme, **{"since": date(2025, 1, 1), "frequency": frequency} | changes)


@pytest.mark.parametrize(
    ("story", "market", "scheme", "frequency", "period", "due"),
    [
        ("Germany, the 10th", "DE", "VAT", "month", "2026-02", date(2026, 3, 10)),
        ("Germany, over the end of the year", "DE", "VAT", "month", "2026-12", date(2027, 1, 10)),
        ("Britain, a month and a week", "GB", "VAT", "quarter", "2026-Q1", date(2026, 5, 7)),
        ("IOSS, the end of a longer month", "EU", "IOSS", "month", "2026-02", date(2026, 3, 31)),
        ("IOSS of a member", "DE", "IOSS", "month", "2026-01", date(2026, 2, 28)),
        ("OSS, a quarter", "EU", "OSS", "quarter", "2026-Q4", date(2027, 1, 31)),
        ("Singapore", "SG", "GST", "quarter", "2026-Q2", date(2026, 7, 31)),
        ("China, 15 days", "CN", "VAT", "month", "2026-03", date(2026, 4, 15)),
    ],
)
def test_when_a_period_is_due(story, market, scheme, frequency, period, due):
    (found,) = [one for one in calendar(registered(market, scheme, frequency), *YEAR) if one.period == period]
    assert (found.due, found.because) == (due, "")
    assert found.source and found.confidence


def test_what_the_law_gives_once_need_not_be_said():
    assert calendar(registered("EU", "IOSS", ""), *YEAR)[0].frequency == "month"


@pytest.mark.parametrize(
    ("story", "market", "scheme", "frequency", "because"),
    [
        ("a market without a row", "FR", "VAT", "", NO_ROW),
        ("an open frequency", "DE", "VAT", "", NO_FREQUENCY),
        ("a known one", "DE", "VAT", "month", ""),
    ],
)
def test_what_cannot_be_said_has_its_reason(story, market, scheme, frequency, because):
    one = registered(market, scheme, frequency)
    assert undetermined(one, YEAR[1]) == because
    assert bool(calendar(one, *YEAR)) is (because == "")


def test_periods_of_a_market_without_a_row_have_no_last_day():
    found = calendar(registered("FR"), *YEAR)
    assert [(one.due, one.because) for one in found] == [(None, NO_ROW)] * 12


def test_before_a_scheme_began_there_is_no_last_day():
    one = registered("EU", "IOSS", since=date(2021, 5, 1))
    found = calendar(one, date(2021, 6, 1), date(2021, 7, 31))
    assert [(due.period, due.due) for due in found] == [("2021-06", None), ("2021-07", date(2021, 8, 31))]


def test_a_registration_that_ended_has_its_last_period():
    one = registered(until=date(2026, 3, 15))
    assert [due.period for due in calendar(one, *YEAR)] == ["2026-01", "2026-02", "2026-03"]


@given(st.sampled_from(["month", "quarter", "year"]), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_periods_follow_one_another_without_a_gap(frequency, first, days):
    last = date.fromordinal(first.toordinal() + days)
    found = calendar(registered("FR", frequency=frequency, since=date(2019, 2, 3)), first, last)
    assert all(first <= one.ends <= last and one.starts < one.ends for one in found)
    assert all((later.starts - one.ends).days == 1 for one, later in pairwise(found))
