"""Rows of law as parameters point to them."""

from datetime import date

import pytest

from shibosi.standard.errors import UnknownColumn, UnknownTable
from shibosi.standard.law.rows import rows


def germany():
    """The standard rates of VAT of Germany."""
    wanted = {"tax": "VAT", "class": "standard"}
    return [row for row in rows("law/rates") if row.place == "DE" and row.keys == wanted]


def test_a_rate_has_its_days_source_and_confidence():
    (found,) = [row for row in germany() if row.start == date(2020, 7, 1)]
    assert (found.value("rate"), found.end, found.confidence) == ("16", date(2020, 12, 31), "verified")
    assert found.source and not found.repealed


def test_a_row_of_several_places_serves_each():
    assert all("|" not in row.place for row in rows("law/thresholds"))


def test_a_table_or_column_that_is_none_is_refused():
    with pytest.raises(UnknownTable):
        rows("law/rate")
    with pytest.raises(UnknownColumn):
        germany()[0].value("rates")
