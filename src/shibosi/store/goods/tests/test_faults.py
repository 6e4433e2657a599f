"""Faults laid to sellers: answered, decided by somebody else, counted in points of their own, appealed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shibosi.domains.catalogue import flows
from shibosi.domains.catalogue.records import Listing
from shibosi.domains.enforcement.measures import listing_quality
from shibosi.domains.enforcement.measures.listing_quality import LISTING_QUALITY
from shibosi.kernel.controls import KNOWN, Severity
from shibosi.store.actions import cases as actions
from shibosi.store.actions import measures
from shibosi.store.allowing import NotThere
from shibosi.store.cases.carrying import Asked
from shibosi.store.goods.flows import SellerUnknown
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.measures.foreseeing import of_violation
from shibosi.store.measures.standing import stand
from shibosi.store.measures.tests import world as play
from shibosi.store.models import EventKind, MeasureEvent, Proposal
from shibosi.store.tests.firms import a_party, as_member

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
TODAY = NOON.date()
FACTS = {"firm": "AAA", "number": "L-1", "market": "DE", "fault": "stolen-watermark", "because": "our mark"}


@pytest.fixture
def seller():
    row = {"seller_code": "AAA", "number": "L-1", "market": "DE", "state": "live", "title": "Bag"}
    hand_in([(Listing.kind(), row)], HandedIn("test", ""), NOON)
    return replace(as_member(a_party("AAA")), now=NOON)


def officer(name, hours=2):
    return play.officer(name, NOON + timedelta(hours=hours))


@pytest.fixture
def owner():
    return replace(as_member(a_party("BBB")), now=NOON)


def confirmed(owner, seller, **facts):
    """A fault that another firm lays, the seller answers, and an officer confirms."""
    case = actions.open_case(owner, "listing_fault", Asked(facts={**FACTS, **facts}))
    answer = actions.Decision("answer", "", {"reply": "We bought it"})
    actions.move(replace(seller, now=NOON + timedelta(hours=1)), case.public, answer)
    actions.move(officer("ann"), case.public, actions.Decision("confirm", "the mark is theirs"))
    return MeasureEvent.objects.filter(kind=EventKind.VIOLATION).latest("pk")


def points(row, pack=None):
    return stand(row.party, TODAY, pack=pack).standing.points


def test_every_fault_costs_points_however_it_is_found():
    assert dict(flows.FAULTS) == listing_quality.FAULTS
    assert {name for name, one in KNOWN.items() if "000-46" in one.clauses} == set(listing_quality.FOUND_BY)


def test_a_fault_counts_by_its_points_and_nowhere_else(owner, seller):
    row = confirmed(owner, seller)
    assert (row.control, row.thing, row.clauses) == ("stolen-watermark", "L-1", ["000-46"])
    assert (points(row), points(row, LISTING_QUALITY)) == (0, 6)


def test_a_fault_that_is_undone_takes_its_points_with_it(owner, seller):
    row = confirmed(owner, seller)
    measures.reverse(officer("bob", 3), row.public, "the licence was found")
    assert points(row, LISTING_QUALITY) == 0


def test_faults_lead_to_steps_that_people_decide(owner, seller):
    row = confirmed(owner, seller)
    assert not Proposal.objects.exists()
    seen = of_violation(row.party, Severity.MINOR, TODAY, NOON, "one_picture_has_one_owner")
    assert (seen.before.standing.points, seen.after.standing.points, seen.asks) == (6, 12, ("demote", "warn"))
    confirmed(owner, seller, fault="stolen-picture")
    assert set(Proposal.objects.values_list("what", "pack")) == {("demote", "listing_quality"),
                                                                 ("warn", "listing_quality")}  # fmt: skip


def test_a_fault_of_a_listing_that_is_not_there_or_of_a_seller_nobody_knows(seller):
    for facts in ({"number": "L-9"}, {"firm": "ZZZ"}):
        with pytest.raises(NotThere):
            actions.open_case(officer("ann"), "listing_fault", Asked(facts={**FACTS, **facts}))
    row = {"seller_code": "CCC", "number": "L-1", "market": "DE", "state": "live"}
    hand_in([(Listing.kind(), row)], HandedIn("test", ""), NOON)
    case = actions.open_case(officer("ann"), "listing_fault", Asked(facts={**FACTS, "firm": "CCC"}))
    later = officer("bob", 24 * 7)
    with pytest.raises(SellerUnknown):
        actions.move(later, case.public, actions.Decision("confirm", "the mark is theirs"))
    assert not MeasureEvent.objects.exists()
