"""Points by the behaviour year of where the party is, packs side by side, and what was known when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shibosi.kernel.controls import Severity
from shibosi.store.measures.asking import StoppedByMeasure, check, in_force
from shibosi.store.measures.lives import life
from shibosi.store.measures.standing import stand
from shibosi.store.measures.tests.world import DAY, NOON, TODAY, breaks, imposed, overturn, said, seller
from shibosi.store.models import EventKind, MeasureEvent
from shibosi.store.zones import day_of

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=1)
NEW_YEAR = datetime(2026, 12, 31, 16, tzinfo=UTC)
"""Midnight in Shanghai, while the old year still has eight hours to go at Greenwich."""


@pytest.mark.parametrize(
    ("story", "zone", "moment", "points"),
    [
        ("the last minute of the year in Shanghai", "", NEW_YEAR - timedelta(minutes=1), 12),
        ("the first of the next", "", NEW_YEAR, 0),
        ("at the same moment it is still the old year in Berlin", "Europe/Berlin", NEW_YEAR, 12),
        ("until it is midnight there", "Europe/Berlin", datetime(2026, 12, 31, 23, tzinfo=UTC), 0),
        ("and in Kiritimati it is the new one long since", "Pacific/Kiritimati", NEW_YEAR - timedelta(hours=5), 0),
        ("in Los Angeles the old one lasts longest", "America/Los_Angeles", datetime(2027, 1, 1, 7, tzinfo=UTC), 12),
        ("and ends at eight by Greenwich", "America/Los_Angeles", datetime(2027, 1, 1, 8, tzinfo=UTC), 0),
    ],
)
def test_a_behaviour_year_ends_at_midnight_where_the_party_is(story, zone, moment, points):
    party = seller(zone=zone)
    breaks(party)
    assert stand(party, day_of(party, moment)).standing.points == points


@pytest.mark.parametrize(
    ("day", "points"),
    [(date(2025, 12, 31), 0), (date(2026, 1, 1), 12), (date(2026, 6, 10), 12), (date(2026, 6, 11), 0)],
)
def test_a_violation_counts_in_the_year_of_its_day(day, points):
    party = seller()
    breaks(party, day=day)
    assert stand(party, TODAY).standing.points == points


def test_what_is_recorded_today_and_belongs_to_last_year_counts_there():
    party = seller()
    breaks(party, day=date(2025, 12, 31))
    assert stand(party, date(2025, 12, 31)).standing.points == 12


def test_a_measure_of_another_pack_holds_while_that_pack_says_so():
    party = seller()
    breaks(party, Severity.CRITICAL)
    quarter = imposed(party, "ban-ads", pack="quarter_points", tier="first")
    assert [one.id for one in stand(party, TODAY).in_force] == [quarter.public]
    assert stand(party, TODAY + 28 * DAY).in_force == ()
    assert stand(party, TODAY + 28 * DAY).standing.points == 12


def test_what_was_believed_then_is_still_told():
    party = seller()
    measure = imposed(party, "close-shop")
    overturn(measure, NOON + DAY)
    assert stand(party, TODAY, then=NOON + timedelta(hours=1)).in_force
    assert not stand(party, TODAY).in_force


def test_in_force_is_asked_for_a_doing_a_moment_and_a_thing():
    party, other = seller("AAA"), seller("BBB")
    down = imposed(party, "takedown", thing="L-1")
    frozen = imposed(party, "freeze-funds", last=TODAY)
    assert in_force(party, "offers", LATER) == []
    assert [one.id for one in in_force(party, "offers", LATER, "L-1")] == [down.public]
    assert [one.id for one in in_force(party, "payouts", LATER)] == [frozen.public]
    assert in_force(party, "payouts", NOON + DAY) == [] == in_force(other, "payouts", LATER)
    assert in_force(party, "payouts", NOON - DAY) == []


def test_what_is_refused_names_the_measure():
    party = seller()
    measure = imposed(party, "suspend-account")
    with pytest.raises(StoppedByMeasure) as refusal:
        check([party.pk], "reporting", NOON)
    assert refusal.value.facts["measure"] == measure.public
    assert "账户暂停使用" in refusal.value.sentence("zh")
    said(measure, EventKind.LIFT, NOON + DAY)
    check([party.pk], "reporting", NOON + DAY)


def test_events_are_added_and_never_changed():
    party = seller()
    row = breaks(party)
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()
    assert MeasureEvent.objects.get() == row


def test_events_of_one_moment_keep_their_order():
    party = seller()
    measure = imposed(party, "warn")
    ruling = overturn(measure)
    again = said(ruling, EventKind.RULING, overturned=True)
    assert measure.recorded_at < ruling.recorded_at < again.recorded_at
    assert [one.id for one in stand(party, TODAY).in_force] == [measure.public]
    assert [one.id for one in life(party)] == [measure.public, ruling.public, again.public]
