"""Tiers propose and people decide; only a pack that says so imposes, and never on a value without source."""

import pytest

from shibosi.domains import registry
from shibosi.domains.enforcement.measures.year_points import YearPoints
from shibosi.kernel.controls import Severity
from shibosi.kernel.parameters import EVERYWHERE, Values, Version
from shibosi.store.measures import clock
from shibosi.store.measures.changing import follow
from shibosi.store.measures.foreseeing import of_measure, of_violation
from shibosi.store.measures.tests.world import DAY, NOON, TODAY, breaks, imposed, overturn, seller
from shibosi.store.models import EventKind, MeasureEvent, PartyStanding, Proposal

pytestmark = pytest.mark.django_db


def proposed(state="open"):
    return sorted(Proposal.objects.filter(state=state).values_list("what", flat=True))


@pytest.fixture
def automatic(monkeypatch):
    """A pack whose tiers impose, with figures of a source."""
    sourced = {
        name: [Version(one.value, one.first, one.last, one.place, one.source, "local") for one in versions]
        for name, versions in registry.values().items()
    }
    sourced[YearPoints.on_reached.id] = [Version("imposes", None, None, EVERYWHERE, "test", "local")]
    made = Values(sourced)
    monkeypatch.setattr(registry, "values", lambda: made)
    return made


def test_reaching_a_tier_proposes_once_what_it_brings_and_imposes_nothing():
    party = seller()
    breaks(party)
    assert proposed() == ["demote", "warn"]
    follow(party, NOON)
    assert proposed() == ["demote", "warn"]
    one = Proposal.objects.first()
    assert (one.asked_by, one.tier, one.pack, one.review) == ("system", "first", "year_points", True)
    assert not MeasureEvent.objects.filter(kind=EventKind.MEASURE).exists()


def test_just_under_a_tier_nothing_is_proposed():
    party = seller()
    breaks(party, Severity.MAJOR)
    assert proposed() == []


def test_a_proposal_lapses_with_the_violation_and_comes_back_with_the_next():
    party = seller()
    first = breaks(party)
    overturn(first)
    assert proposed() == [] and proposed("lapsed") == ["demote", "warn"]
    breaks(party)
    assert proposed() == ["demote", "warn"]


def test_what_was_declined_is_not_asked_for_again_before_the_next_tier():
    party = seller()
    breaks(party)
    Proposal.objects.update(state="declined")
    breaks(party, Severity.MINOR)
    assert proposed() == []
    breaks(party)
    assert proposed() == ["demote", "limit-listing"]


def test_the_clock_lets_proposals_lapse_when_the_year_is_over():
    party = seller()
    breaks(party)
    assert clock.turn(NOON) == 0
    assert clock.turn(NOON + 250 * DAY) == 1 and clock.turn(NOON + 250 * DAY) == 0
    assert proposed() == [] and PartyStanding.objects.get().points == 0


def test_a_pack_that_imposes_does_so_at_once_but_not_what_takes_two_people(automatic):
    party = seller()
    for _ in range(4):
        breaks(party)
    held = MeasureEvent.objects.filter(kind=EventKind.MEASURE)
    assert set(held.values_list("what", "automatic", "recorded_by")) == {
        (kind, True, "system") for kind in ("warn", "demote", "limit-listing")
    }
    assert proposed() == ["close-shop", "freeze-funds"]


def test_even_then_a_value_without_source_only_proposes(monkeypatch):
    kept = dict(registry.values().items())
    kept[YearPoints.on_reached.id] = [Version("imposes", None, None, EVERYWHERE, "test", "local")]
    made = Values(kept)
    monkeypatch.setattr(registry, "values", lambda: made)
    breaks(seller())
    assert proposed() == ["demote", "warn"]


def test_what_would_follow_is_foreseen_and_then_happens():
    party = seller()
    seen = of_violation(party, Severity.CRITICAL, TODAY, NOON)
    assert (seen.before.standing.points, seen.after.standing.points, seen.asks) == (0, 12, ("demote", "warn"))
    breaks(party)
    assert PartyStanding.objects.get().points == 12
    closing = of_measure(party, "close-shop", TODAY, NOON)
    assert closing.four_eyes and closing.stops["orders"] == "refused"
    imposed(party, "close-shop")
    assert of_measure(party, "suspend-shop", TODAY, NOON).stops == {}
