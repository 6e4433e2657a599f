"""A listing before people of its market: one or two of them, in time, with a reason where it goes back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shibosi.domains.catalogue.records import Listing, Picture
from shibosi.kernel.flows.refusals import Refusal
from shibosi.store.actions import cases as actions
from shibosi.store.cases import clock
from shibosi.store.goods import listings, reviewing
from shibosi.store.goods.keys import Key, named
from shibosi.store.goods.reviewing import NotChecking, OtherTeam, TwoPeople
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.measures.tests import world as play
from shibosi.store.models import Case
from shibosi.store.tests.firms import a_party, as_member

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
KEY = Key("AAA", "L-1", "DE")


def officer(name, hours=1):
    return play.officer(name, NOON + timedelta(hours=hours))


@pytest.fixture
def seller():
    return replace(as_member(a_party("AAA")), now=NOON)


def asked(flagged=False):
    """A version that was offered, with a picture."""
    listing = {**named(KEY, "number"), "version": 2, "state": "checking", "category": "bag", "title": "Bag"}
    picture = {**named(KEY), "position": 1, "digest": "0" * 64, "flagged": flagged}
    hand_in([(Listing.kind(), listing), (Picture.kind(), picture)], HandedIn("test", ""), NOON)
    reviewing.ask(KEY, listing, NOON)
    return reviewing.open_case(KEY)


def state(seller):
    return listings.look(replace(seller, now=NOON + timedelta(hours=9)), KEY).listing["state"]


def test_two_people_look_where_the_model_saw_something(seller):
    case = asked(flagged=True)
    assert "CUL-044" in case.facts
    with pytest.raises(TwoPeople):
        actions.move(officer("ann"), case.public, actions.Decision("pass", "", {"team": "DE"}))
    assert reviewing.review(officer("ann"), KEY, True, "no taboo") is False and state(seller) == "checking"
    with pytest.raises(Refusal):
        reviewing.review(officer("ann", 2), KEY, True, "once more")
    assert reviewing.review(officer("bob", 2), KEY, True, "") is True and state(seller) == "live"


def test_only_people_of_the_market_let_it_go_live(seller):
    asked()
    with pytest.raises(OtherTeam):
        reviewing.review(officer("ann"), KEY, True, "", team="SA")
    assert state(seller) == "checking" and reviewing.review(officer("ann", 2), KEY, True, "") is True


def test_nobody_decides_about_a_version_that_was_changed_meanwhile(seller):
    case = asked()
    listings.save(replace(seller, now=NOON + timedelta(hours=1)), KEY, {"category": "bag", "title": "Red bag"}, {})
    case.refresh_from_db()
    assert case.state == "dropped"
    with pytest.raises(NotChecking):
        reviewing.review(officer("ann", 2), KEY, True, "")


def test_a_look_that_does_not_come_in_time_is_late_and_still_can_come(seller):
    asked()
    clock.run(NOON + timedelta(days=4))
    assert Case.objects.get(flow="market_review").state == "late"
    assert reviewing.review(officer("ann", 24 * 4 + 1), KEY, False, "the colour means mourning") is True
    assert state(seller) == "held"
