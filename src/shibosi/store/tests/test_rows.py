"""Rows of records in and out of their tables."""

import pytest

from shibosi.kernel.records import record
from shibosi.store import rows
from shibosi.store.models import DossierState
from shibosi.store.tests.trade import NOON

pytestmark = pytest.mark.django_db
BY = ("buyer_id", "year")
CROSSED = [("A", 2025), ("B", 2026), ("A", 2026), ("B", 2025)]


@pytest.mark.parametrize("most", [1, 2, 3, 500])
def test_a_row_is_found_once_however_many_statements_ask_for_its_key(most, monkeypatch):
    made = record("purchase")
    maker = DossierState.objects.create(kind="order", key="O-1", verdict=0, judged_at=NOON, judged_on=NOON.date())
    rows.insert("purchase", [((maker.pk,), made(buyer_id=buyer, year=year).values) for buyer, year in CROSSED])
    monkeypatch.setattr(rows, "MOST", most)
    places = [made.columns[name].position for name in BY]
    found = [tuple(row[place] for place in places) for row in rows.select("purchase", BY, CROSSED)]
    assert sorted(found) == sorted(CROSSED)
