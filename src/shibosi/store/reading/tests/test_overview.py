"""What the first pages count: by day in the server's zone, alike for the platform and for a firm that sees all."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from shibosi.store.cases.tests.builders import a_payment, an_order, hand_in
from shibosi.store.models import DossierState, Finding, Role
from shibosi.store.reading import overview
from shibosi.store.reading.findings import Wanted, causes, found
from shibosi.store.tests.firms import NOON, a_member, a_party, as_member, report, staff
from shibosi.store.viewers import of_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A firm with an order, and another's; each order's dossiers have a finding."""
    firm, other = a_party("AAA"), a_party("BBB")
    report(firm, "order", number="O-1", guid="G-1", merchant_code="AAA", paid=Decimal(5), currency="142")
    report(other, "order", number="O-2", guid="G-2", merchant_code="BBB", paid=Decimal(7), currency="142")
    return firm, other


def platform():
    return of_account(staff(Role.OFFICER), NOON)


@pytest.mark.parametrize(("hours", "day"), [(0, 0), (-12, 0), (-21, -1), (-24 * 29, -29), (-24 * 31, None)])
def test_days_begin_at_midnight_in_the_zone_of_the_server(world, hours, day):
    Finding.objects.update(first_seen=NOON + timedelta(hours=hours), severity=2)
    for viewer, count in ((platform(), Finding.objects.count()), (as_member(world[0]), 0)):
        seen = count or found(viewer, Wanted()).count()
        days = overview.days(viewer)
        told = {(one.day - NOON.date()).days: one.found for one in days if one.found}
        assert told == ({} if day is None else {day: {2: seen}}) and len(days) == 30


def test_the_days_of_the_platform_are_asked_for_in_two_statements_however_many(world, django_assert_num_queries):
    viewer = platform()
    for count in (1, 30, 60):
        with django_assert_num_queries(2):
            assert len(overview.days(viewer, count)) == count


def test_who_may_not_see_findings_is_told_of_none_by_day(world):
    Finding.objects.update(first_seen=NOON, resolved_at=NOON)
    nothing = overview.days(replace(platform(), scopes=frozenset({"documents:read"})))
    assert not any(one.found or one.resolved for one in nothing)


def test_what_was_resolved_is_counted_on_its_day(world):
    Finding.objects.update(first_seen=NOON - timedelta(days=40), resolved_at=NOON - timedelta(days=1))
    for viewer in (platform(), as_member(world[0])):
        resolved = [one.resolved for one in overview.days(viewer)]
        assert resolved[-2] == found(viewer, Wanted(state="resolved")).count() > 0 == sum(resolved) - resolved[-2]


def test_causes_are_counted_in_the_own_scope_only(world):
    assert sum(one.count for one in causes(platform(), Wanted())) == Finding.objects.count()
    own = causes(as_member(world[0]), Wanted())
    assert 0 < sum(one.count for one in own) < Finding.objects.count()


def the_stakes(viewer):
    return [(one.currency, one.orders, one.amount) for one in overview.stakes(viewer)]


def test_money_at_stake_is_that_of_held_orders_until_they_are_let_through():
    firm, other = a_party("AAA"), a_party("BBB")
    hand_in(an_order("O-1"), an_order("O-2", currency="502"))
    hand_in(an_order("O-3", "BBB", paid="7"), party="bbb")
    own = as_member(firm)
    assert the_stakes(platform()) == [("CNY", 2, Decimal("26.90")), ("USD", 1, Decimal("19.90"))]
    assert the_stakes(own) == [("CNY", 1, Decimal("19.90")), ("USD", 1, Decimal("19.90"))]
    assert the_stakes(as_member(other)) == [("CNY", 1, Decimal(7))]
    hand_in(a_payment("O-1"))
    assert the_stakes(own) == [("USD", 1, Decimal("19.90"))]
    hand_in(a_payment("O-1", "1", number="P-2", guid="G-2"))
    assert the_stakes(own)[0] == ("CNY", 1, Decimal("19.90"))


def test_who_is_named_in_another_document_of_the_dossier_is_not_told_what_the_order_is_worth():
    carrier = a_party("CAR")
    hand_in(an_order("O-1"), {"kind": "waybill", "values": {
        "number": "W-1", "guid": "GW-1", "order_number": "O-1", "carrier_code": "CAR"
    }})  # fmt: skip
    viewer = platform()
    assert the_stakes(viewer) and not the_stakes(as_member(carrier))
    assert not the_stakes(replace(viewer, scopes=frozenset({"findings:read"})))


def test_a_party_is_looked_for_by_those_who_see_it_only(world):
    firm, _ = world
    assert found(platform(), Wanted(party="aaa")).count() > 0
    assert not found(of_account(a_member(firm), NOON), Wanted(party="bbb")).exists()


def test_what_time_alone_will_change_is_told_by_day(world):
    DossierState.objects.filter(key="O-1").update(wakes_on=NOON.date() + timedelta(days=2))
    assert overview.waking(platform()) == [
        (NOON.date() + timedelta(days=2), DossierState.objects.filter(key="O-1").count())
    ]
    assert overview.waking(as_member(world[1])) == []
