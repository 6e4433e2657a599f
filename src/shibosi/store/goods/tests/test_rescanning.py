"""Listings are looked at again: all of them weekly, else what a changed term or row concerns."""

from datetime import UTC, datetime, timedelta

import pytest

from shibosi.store import jobs
from shibosi.store.goods.rescanning import JOB, rescan
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import DossierState

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def offered():
    titles = {"L-1": ("DE", "Oak table"), "L-2": ("US", "The best kettle"), "L-3": ("JP", "茶 最佳 品质")}
    rows = [("listing", {"seller_code": "AAA", "number": number, "market": market, "title": title, "subject": "goods"})
            for number, (market, title) in titles.items()]  # fmt: skip
    hand_in(rows, HandedIn("t", ""), NOON - DAY)


def looked_at(result, now):
    states = DossierState.objects.filter(kind="listing", judged_at=now)
    assert states.count() == result["judged"]
    return {state.key.split("/")[1] for state in states}


def test_everything_once_a_week_and_nothing_where_nothing_changed():
    jobs.ask(JOB, NOON, "test")
    first = jobs.work_once(lambda: NOON).result
    assert first["everything"] and looked_at(first, NOON) == {"L-1", "L-2", "L-3"}
    assert rescan(NOON + DAY, first)["judged"] == 0
    assert rescan(NOON + 7 * DAY, first)["everything"]


def test_a_changed_term_concerns_the_listings_in_which_it_stands():
    first = rescan(NOON, {})
    gone = [line for line in first["terms"] if not line.startswith("最佳\t")]
    again = rescan(NOON + DAY, {**first, "terms": gone})
    assert len(gone) == len(first["terms"]) - 1 and looked_at(again, NOON + DAY) == {"L-3"}
    taken_out = rescan(NOON + 2 * DAY, {**first, "terms": [*first["terms"], "kettle\tabsolute\twarn\tlocal\tall\t"]})
    assert looked_at(taken_out, NOON + 2 * DAY) == {"L-2"}


def test_a_changed_row_of_law_concerns_its_markets():
    first = rescan(NOON, {})
    again = rescan(NOON + DAY, {**first, "rows": {**first["rows"], "REQ-009": "other"}})
    assert looked_at(again, NOON + DAY) == {"L-1"}
    unknown = rescan(NOON + 2 * DAY, {**first, "rows": {**first["rows"], "REQ-gone": "x"}})
    assert looked_at(unknown, NOON + 2 * DAY) == {"L-1", "L-2", "L-3"}
