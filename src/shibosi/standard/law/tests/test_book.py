"""A value by name, day, place, and by what was known on a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.standard.errors import UnknownColumn, UnknownTable
from shibosi.standard.law.book import book, read_book
from shibosi.standard.law.errors import UnknownFact, UnknownMarket
from shibosi.standard.law.tests.builders import tables, there

GERMANY = "rates/DE/VAT/standard"
DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("story", "series", "day", "field", "value"),
    [
        ("before the cut", GERMANY, date(2020, 6, 30), "rate", Decimal(19)),
        ("first day of the cut", GERMANY, date(2020, 7, 1), "rate", Decimal(16)),
        ("last day of the cut", GERMANY, date(2020, 12, 31), "rate", Decimal(16)),
        ("after it", GERMANY, date(2021, 1, 1), "rate", Decimal(19)),
        ("a half", "rates/FI/VAT/standard", date(2024, 9, 1), "rate", Decimal("25.5")),
        ("last day of duty-free parcels", "thresholds/EU/duty/parcel", date(2026, 6, 30), "currency", "EUR"),
    ],
)
def test_a_value_is_that_of_the_day(story, series, day, field, value):
    assert there(book().as_of(series, day))[field] == value


@pytest.mark.parametrize(
    ("story", "series", "day"),
    [
        ("before its first day", GERMANY, date(2006, 12, 31)),
        ("after its last day, nothing known", "rates/TH/VAT/standard", date(2026, 10, 1)),
        ("ended for goods of China", "thresholds/US-CN-ORIGIN/both/parcel", date(2025, 5, 2)),
    ],
)
def test_where_nothing_is_in_force_there_is_no_value(story, series, day):
    assert book().as_of(series, day) is None


def test_a_value_without_first_day_is_used_and_flagged():
    found = there(book().as_of("rates/AT/VAT/reduced-10", date(1995, 1, 1)))
    assert found["rate"] == 10 and found.undated and found.as_data()["undated"]


@given(st.sampled_from(sorted(book().series())), DAYS)
def test_the_value_in_force_is_the_one_row_that_covers_the_day(series, day):
    covering = [fact for fact in book().history(series) if fact.covers(day) and not fact.repealed]
    assert len(covering) <= 1
    assert book().as_of(series, day) == (covering[0] if covering else None)


def test_a_correction_changes_what_is_known_from_its_day_on(tmp_path):
    rows = [{}, {"id": "R-2", "rate": "20", "recorded": "2026-03-01", "replaces": "R-1"}]
    found = read_book(tables(tmp_path, rates=rows))
    day = date(2025, 6, 1)
    known = [(date(2025, 12, 31), None), (date(2026, 1, 1), 19), (date(2026, 2, 28), 19), (date(2026, 3, 1), 20)]
    for on, rate in known:
        fact = found.as_of(GERMANY, day, known_on=on)
        assert (fact and fact["rate"]) == rate
    assert there(found.as_of(GERMANY, day))["rate"] == 20
    assert [fact["rate"] for fact in found.corrections(GERMANY)] == [19, 20]
    assert [fact["rate"] for fact in found.history(GERMANY)] == [20]


def test_a_place_without_a_value_is_served_by_what_it_lies_within():
    served = {fact.series for fact in book().serving("market_facts", "FR", date(2026, 1, 1))}
    assert {"market_facts/EU/units", "market_facts/FR/label-languages"} <= served
    assert "market_facts/EU/label-languages" not in served


def test_what_ended_in_a_place_is_not_served_by_what_it_lies_within():
    def served(day):
        return {fact.series for fact in book().serving("thresholds", "US-CN-ORIGIN", day)}

    assert "thresholds/US-CN-ORIGIN/both/parcel" in served(date(2025, 5, 1))
    assert not {"thresholds/US-CN-ORIGIN/both/parcel", "thresholds/US/both/parcel"} & served(date(2025, 5, 2))


def test_changes_are_told_with_before_and_after():
    changes = book().changes(date(2026, 7, 1), date(2026, 7, 1))
    found = {change.series: change for change in changes}
    parcel = found["thresholds/EU/duty/parcel"]
    assert (there(parcel.before).end, there(parcel.after).start) == (date(2026, 6, 30), date(2026, 7, 1))
    assert found["norms/EU-2026-382"].before is None


def test_an_end_without_successor_is_a_change_too():
    day = date(2026, 10, 1)
    (found,) = [one for one in book().changes(day, day) if one.series == "rates/TH/VAT/standard"]
    assert there(found.before)["rate"] == 7 and found.after is None


@given(DAYS, st.integers(0, 400))
def test_between_two_changes_nothing_changes(day, days):
    told = {change.series for change in book().changes(day + ONE, day + timedelta(days))}
    for series in ("rates/DE/VAT/standard", "rates/RO/VAT/standard", "thresholds/BR/duty/remessa-conforme"):
        if series not in told:
            assert book().as_of(series, day) == book().as_of(series, day + timedelta(days))


@pytest.mark.parametrize(
    ("asked", "error", "hint"),
    [
        (lambda: book().as_of("rates/DE/VAT/standart", date(2026, 1, 1)), UnknownFact, GERMANY),
        (lambda: book().history("nothing"), UnknownFact, None),
        (lambda: book().series("rate"), UnknownTable, "rates"),
        (lambda: book().serving("rates", "de", date(2026, 1, 1)), UnknownMarket, "DE"),
        (lambda: book().history(GERMANY)[0]["rat"], UnknownColumn, "rate"),
    ],
)
def test_a_misspelt_question_is_refused_with_the_nearest_name(asked, error, hint):
    with pytest.raises(error) as refused:
        asked()
    assert refused.value.hint == hint
