"""What measures do to orders: those that come in meanwhile are held or refused, and freed when nothing stops them."""

from datetime import date

import pytest

from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.measures import clock
from shibosi.store.measures.tests.world import (
    DAY,
    NOON,
    TODAY,
    comes_in,
    imposed,
    order_of,
    overturn,
    payment,
    said,
    seller,
    stopped,
)
from shibosi.store.models import DossierState, EventKind, LogEntry
from shibosi.store.waking import wake

pytestmark = pytest.mark.django_db


def test_without_a_measure_an_order_is_taken():
    assert stopped(comes_in(seller(), "O-1")) == ("accept", [])


@pytest.mark.parametrize(
    ("story", "kind", "verdict"),
    [
        ("orders held", "hold-orders", "hold"),
        ("a suspended shop", "suspend-shop", "hold"),
        ("a suspended account", "suspend-account", "hold"),
        ("a closed shop", "close-shop", "refuse"),
        ("a closed account", "close-account", "refuse"),
        ("a warning", "warn", "accept"),
        ("frozen funds", "freeze-funds", "accept"),
    ],
)
def test_the_decision_changes_and_names_the_measure(story, kind, verdict):
    party = seller()
    measure = imposed(party, kind)
    found = comes_in(party, "O-1")
    assert stopped(found)[0] == verdict
    assert [one["measure"] for one in found.stopped_by] == ([measure.public] if verdict != "accept" else [])


def test_orders_of_others_go_on():
    imposed(seller("AAA"), "close-account")
    assert stopped(comes_in(seller("BBB"), "O-1")) == ("accept", [])


def test_what_came_in_before_stays_as_it_was_decided():
    party = seller()
    comes_in(party, "O-1")
    imposed(party, "close-shop", NOON + DAY)
    comes_in(party, "O-1", NOON + DAY)
    assert stopped(order_of("O-1")) == ("accept", [])


def test_an_order_meets_the_measure_when_its_seller_is_known():
    party = seller()
    imposed(party, "close-shop")
    receive([payment("O-1")], HandedIn("test", ""), NOON)
    assert stopped(order_of("O-1"))[1] == []
    assert stopped(comes_in(party, "O-1")) == ("refuse", ["close-shop"])


@pytest.mark.parametrize(
    ("story", "kind", "after"),
    [("a held order goes on", "hold-orders", "accept"), ("a refused one stays refused", "close-shop", "refuse")],
)
def test_when_a_measure_is_lifted(story, kind, after):
    party = seller()
    measure = imposed(party, kind)
    comes_in(party, "O-1")
    said(measure, EventKind.LIFT, NOON + 3 * DAY)
    assert stopped(order_of("O-1"))[0] == after


@pytest.mark.parametrize("kind", ["hold-orders", "close-shop"])
def test_an_overturned_measure_leaves_the_order_it_would_be_without_it(kind):
    party = seller()
    measure = imposed(party, kind)
    comes_in(party, "O-1")
    overturn(measure, NOON + DAY)
    assert stopped(order_of("O-1")) == ("accept", [])
    assert stopped(comes_in(party, "O-2", NOON + DAY)) == ("accept", [])


@pytest.mark.parametrize("kind", ["hold-orders", "close-shop"])
@pytest.mark.parametrize("stops", [EventKind.CONTEST, EventKind.SUSPENSION])
def test_while_it_is_stopped_it_does_not_count_and_afterwards_it_does(kind, stops):
    party = seller()
    measure = imposed(party, kind)
    before = stopped(comes_in(party, "O-1"))
    said(measure, stops, NOON + DAY)
    assert stopped(order_of("O-1")) == ("accept", [])
    assert stopped(comes_in(party, "O-2", NOON + DAY)) == ("accept", [])
    said(measure, EventKind.RULING, NOON + 2 * DAY, overturned=False)
    assert stopped(order_of("O-1")) == before
    assert stopped(order_of("O-2")) == ("accept", [])


def test_a_hold_ends_by_itself_on_the_day_after_its_last():
    party = seller()
    imposed(party, "hold-orders", last=date(2026, 6, 12))
    comes_in(party, "O-1")
    assert order_of("O-1").wakes_on == date(2026, 6, 13)
    wake(NOON + 2 * DAY)
    assert stopped(order_of("O-1")) == ("hold", ["hold-orders"])
    wake(NOON + 3 * DAY)
    assert stopped(order_of("O-1"))[1] == []


def test_a_measure_of_tomorrow_stops_nothing_today():
    party = seller()
    imposed(party, "hold-orders", day=TODAY + DAY)
    assert stopped(comes_in(party, "O-1")) == ("accept", [])
    clock.turn(NOON + DAY)
    assert stopped(comes_in(party, "O-2", NOON + DAY)) == ("hold", ["hold-orders"])


def test_a_change_of_decision_is_told_to_the_log_with_the_measure():
    party = seller()
    measure = imposed(party, "close-shop")
    comes_in(party, "O-1")
    overturn(measure, NOON + DAY)
    told = LogEntry.objects.filter(subject=f"measure:{measure.public}").values_list("what", flat=True)
    assert list(told) == ["measure imposed", "measure ruled on"]


def test_many_orders_of_a_seller_are_judged_again(monkeypatch):
    monkeypatch.setattr("shibosi.store.measures.rejudging.AT_ONCE", 2)
    party = seller()
    measure = imposed(party, "hold-orders")
    for number in range(5):
        comes_in(party, f"O-{number}")
    overturn(measure, NOON + DAY)
    assert not DossierState.objects.exclude(stopped_by=[]).exists()
