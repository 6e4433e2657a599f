"""A listing is drafted, kept back with reasons, repaired, offered, reviewed; its papers are verified by buyers."""

import struct
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from shibosi.kernel.decisions import Verdict
from shibosi.methods.pictures import PNG
from shibosi.store.allowing import Forbidden, NotThere, ReportsForOthers
from shibosi.store.goods import listings, reviewing
from shibosi.store.goods.keys import Key
from shibosi.store.goods.listings import KeptBack
from shibosi.store.goods.reviewing import NotChecking
from shibosi.store.models import Case, DossierState, Notice, Role
from shibosi.store.tests.firms import a_party, as_member, staff
from shibosi.store.viewers import of_account

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
KEY = Key("AAA", "L-1", "DE")
SAID = {"category": "bag", "title": "Leather bag www.my-bags.com", "description": "A bag", "model": "B-1",
        "colour": "red", "size": "M", "official_standard": "GB/T 1", "age_to": 99}  # fmt: skip
PICTURE = PNG + b"\0\0\0\rIHDR" + struct.pack(">II", 1200, 1000)
FACTS = {"textile": False, "contains_animal_parts": False, "contains_protected_species": False}
UNTIL = date(2027, 11, 1)


@pytest.fixture
def seller():
    return replace(as_member(a_party("AAA")), now=NOON)


def after(viewer, hours):
    return replace(viewer, now=NOON + timedelta(hours=hours))


def drafted(seller, **changes):
    listings.save(seller, KEY, SAID | changes, FACTS, PICTURE)
    return listings.look(seller, KEY)


def test_a_seller_drafts_is_kept_back_repairs_and_goes_live(seller):
    found = drafted(seller)
    assert set(found.fix.faults) == {"REQ-009", "www.my-bags.com"} and found.fix.passes is False
    with pytest.raises(KeptBack):
        listings.offer(after(seller, 1), KEY)
    assert listings.look(seller, KEY).listing["state"] == "held"
    listings.repair(after(seller, 2), KEY, [("REQ-009", "LUCID-1", UNTIL)], None)
    mended = listings.look(after(seller, 2), KEY)
    assert (mended.listing["title"], mended.listing["version"], mended.fix.passes) == ("Leather bag", 2, True)
    listings.offer(after(seller, 3), KEY)
    officer = replace(of_account(staff(Role.OFFICER), NOON), now=NOON + timedelta(hours=4))
    assert listings.shown_papers("LUCID-1", UNTIL) == []
    reviewing.review(officer, KEY, True, "fits the market")
    live = listings.look(after(seller, 5), KEY)
    assert (live.listing["state"], live.broken) == ("live", ())
    [paper] = listings.shown_papers("LUCID-1", UNTIL)
    assert paper["good"] and not listings.shown_papers("LUCID-1", UNTIL + timedelta(days=1))[0]["good"]
    assert Notice.objects.filter(to_who="AAA").count() == 1


def test_what_is_not_answered_or_broken_keeps_it_back_too(seller):
    listings.save(seller, KEY, SAID | {"category": "audio", "title": "Bag", "colour": ""}, {}, PICTURE)
    found = listings.look(seller, KEY)
    assert "has_battery" in found.fix.questions
    assert "goods_have_the_four_attributes" in found.broken
    with pytest.raises(KeptBack):
        listings.offer(after(seller, 1), KEY)


def test_what_stops_a_draft_asks_nobody_else(seller):
    listings.save(seller, KEY, SAID | {"category": "audio", "title": "Bag", "colour": ""}, {}, PICTURE)
    assert DossierState.objects.filter(kind="listing", verdict=Verdict.HOLD).exists()
    assert not Case.objects.exists()


def test_what_is_returned_is_held_and_told_with_its_reason(seller):
    drafted(seller, title="Leather bag")
    listings.repair(after(seller, 1), KEY, [("REQ-009", "LUCID-1", UNTIL)], None)
    listings.offer(after(seller, 2), KEY)
    officer = replace(of_account(staff(Role.OFFICER), NOON), now=NOON + timedelta(hours=4))
    reviewing.review(officer, KEY, False, "the colour means mourning")
    assert listings.look(after(seller, 5), KEY).listing["state"] == "held"
    assert "mourning" in Notice.objects.get(to_who="AAA").facts
    with pytest.raises(NotChecking):
        reviewing.review(officer, KEY, True, "")


def test_others_neither_see_nor_change_a_draft(seller):
    drafted(seller)
    other = replace(as_member(a_party("BBB")), now=NOON)
    with pytest.raises(NotThere):
        listings.look(other, KEY)
    with pytest.raises(ReportsForOthers):
        listings.save(other, KEY, SAID, {})
    with pytest.raises(Forbidden):
        reviewing.review(seller, KEY, True, "")
