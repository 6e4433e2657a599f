"""Rows of law as parameters point to them."""

from datetime import date

import pytest

from shibosi.standard.errors import UnknownColumn, UnknownTable
from shibosi.standard.law.rows import rows


def germany():
    """The standard rates of VAT of Germany."""
    wanted = {"tax": "VAT", "class": "standard", "series": "rates/DE/VAT/standard"}
    return [row for row in rows("law/rates") if row.place == "DE" and row.keys == wanted]


def test_a_rate_has_its_days_source_and_confidence():
    (found,) = [row for row in germany() if row.start == date(2020, 7, 1)]
    assert (found.value("rate"), found.end, found.confidence) == ("16", date(2020, 12, 31), "repeated")
    assert found.source and not found.repealed


def test_a_row_of_several_places_serves_each():
    assert all("|" not in row.place for row in rows("law/thresholds"))


def test_a_zone_is_called_by_each_of_its_names_and_keeps_them_when_it_is_merged():
    haikou = [row for row in rows("law/zone-names") if row.value("name") in ("Haikou", "海口")]
    assert [(row.start, row.end, row.place) for row in haikou] == [(date(2018, 7, 24), None, "CN")] * 2


def test_a_table_or_column_that_is_none_is_refused():
    with pytest.raises(UnknownTable):
        rows("law/rate")
    with pytest.raises(UnknownColumn):
        germany()[0].value("rates")
