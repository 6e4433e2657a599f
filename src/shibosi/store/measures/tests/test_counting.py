"""Orders without complaint win points back where the pack has a score."""

import pytest

from shibosi.domains import registry
from shibosi.domains.enforcement.measures.health_score import HealthScore
from shibosi.domains.enforcement.measures.scheme import Scheme
from shibosi.kernel.parameters import EVERYWHERE, Values, Version
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.measures import clock
from shibosi.store.measures.standing import stand
from shibosi.store.measures.tests.world import DAY, NOON, TODAY, breaks, comes_in, seller
from shibosi.store.models import EventKind, MeasureEvent

pytestmark = pytest.mark.django_db
LATER = NOON + 31 * DAY


@pytest.fixture
def score(monkeypatch):
    """The health score counts, and two orders win points back."""
    kept = dict(registry.values().items())
    kept[Scheme.pack.id] = [Version("health_score", None, None, EVERYWHERE, "test", "local")]
    kept[HealthScore.per.id] = [Version(2, None, None, EVERYWHERE, "test", "local")]
    made = Values(kept)
    monkeypatch.setattr(registry, "values", lambda: made)


def counted():
    return list(MeasureEvent.objects.filter(kind=EventKind.ORDERS).order_by("day").values_list("day", "count"))


def test_orders_that_settled_are_counted_once_and_win_points_back(score):
    party = seller()
    breaks(party)
    for number in range(4):
        comes_in(party, f"O-{number}")
    comes_in(seller("BBB"), "O-9")
    assert stand(party, TODAY).standing.points == 192
    clock.turn(LATER)
    assert counted() == [(TODAY, 4)] and stand(party, TODAY + 31 * DAY).standing.points == 200
    clock.turn(LATER + DAY)
    assert counted() == [(TODAY, 4)]


def test_orders_that_are_held_or_have_not_settled_win_nothing(score):
    party = seller()
    breaks(party)
    receive([{"kind": "order", "values": {"number": "O-1", "order_type": "M", "merchant_code": "AAA"}}],
            HandedIn("test", ""), NOON)  # fmt: skip
    comes_in(party, "O-2", NOON + 2 * DAY)
    clock.turn(LATER)
    assert counted() == []


def test_a_pack_of_points_counts_no_orders():
    party = seller()
    breaks(party)
    comes_in(party, "O-1")
    clock.turn(LATER)
    assert counted() == []
