"""Faults of listings: laid on a page, with what they cost; the seller and the officer see points of their own."""

from datetime import UTC, datetime

import pytest

from shibosi.pages.tests.looking import heard, signed_in, text
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import Case, Level, Role
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db
PAGE = "/listings/AAA/L-1/DE/fault/"
SAID = {"fault": "stolen-watermark", "because": "our mark", "original": "https://shop.example/1.png"}


@pytest.fixture
def seller():
    row = {"seller_code": "AAA", "number": "L-1", "market": "DE", "state": "live", "title": "Bag", "category": "bag"}
    hand_in([("listing", row)], HandedIn("t", ""), datetime(2026, 9, 1, tzinfo=UTC))
    return a_party("AAA")


def test_an_owner_of_a_picture_lays_a_fault_and_the_seller_is_asked(seller, monkeypatch):
    owner = signed_in(a_member(a_party("BBB"), Level.WORKER), monkeypatch)
    assert "Stolen picture with a watermark 6" in text(owner.get(PAGE))
    assert "laid to the seller" in text(owner.post(f"{PAGE}lay/", SAID, follow=True))
    case = Case.objects.get(flow="listing_fault")
    own = signed_in(a_member(seller, Level.WORKER), monkeypatch)
    assert "Answer the fault" in text(own.get(f"/cases/{case.public}/"))
    assert "There is an open case" in text(owner.post(f"{PAGE}lay/", SAID, follow=True))


@pytest.mark.parametrize("said", [{"fault": "ugly"}, {"because": ""}, {"because": "x" * 1001}])
def test_what_is_no_fault_is_told_by_field(seller, monkeypatch, said):
    assert signed_in(staff(Role.OFFICER), monkeypatch).post(f"{PAGE}lay/", SAID | said).status_code == 422
    assert not Case.objects.filter(flow="listing_fault").exists()


def test_seller_and_officer_see_points_of_listings_by_themselves_and_what_faults_cost(seller, monkeypatch):
    for account in (staff(Role.OFFICER), a_member(seller, Level.READER)):
        page = text(signed_in(account, monkeypatch).get(f"/points/{seller.public}/"))
        assert "Points for the quality of listings" in page and "Search cheating: 6" in page


def test_the_pages_speak_chinese(seller, monkeypatch):
    lacking = heard(monkeypatch)
    officer = signed_in(staff(Role.OFFICER), monkeypatch, "zh")
    assert "盗用水印图" in text(officer.get(PAGE))
    assert "商品信息质量积分" in text(officer.get(f"/points/{seller.public}/"))
    assert "提出违规" in text(officer.get("/listings/AAA/L-1/DE/"))
    assert not lacking
