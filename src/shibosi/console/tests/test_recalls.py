"""The desk of recalls, and the page on which anybody asks: in both languages."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shibosi.domains.catalogue.records import RecallMatch
from shibosi.pages.tests.looking import heard, nobody, signed_in, taken, text
from shibosi.store import jobs
from shibosi.store.goods.lists import rows_of
from shibosi.store.handing import hand_in
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.models import Finding, Role
from shibosi.store.tests.firms import staff

pytestmark = pytest.mark.django_db
LIST = b"id,authority,title,description\n1,CPSC,Alder Wooden Toy Sets Recalled,the Alder wooden toy sets\n"


@pytest.fixture
def desk(monkeypatch):
    row = {"seller_code": "AAA", "number": "L-1", "market": "DE", "state": "live", "title": "Alder wooden toy set"}
    order = {"seller_code": "AAA", "authority": "CPSC", "recall_number": "9", "order_number": "O-9"}
    hand_in([("listing", row), ("recalled_order", order)], HandedIn("t", ""), datetime(2026, 9, 1, tzinfo=UTC))
    client = signed_in(staff(Role.OFFICER), monkeypatch)
    client.post("/recalls/take/", {"file": SimpleUploadedFile("list.csv", LIST)})
    jobs.work_once(timezone.now)
    return client


def test_an_officer_takes_a_list_over_decides_and_tells(desk):
    page = desk.get("/recalls/")
    assert "L-1" in text(page) and "likely" in text(page)
    [(number, _)] = rows_of(RecallMatch)
    desk.post(f"/recalls/{number}/decide/", {"decision": "same"})
    assert "off sale since" in text(desk.get("/recalls/", {"state": "meant"}))
    assert b"O-9" in taken(desk.get("/recalls/", {"file": "csv"}))
    assert "Put down for 1 orders." in text(
        desk.post("/recalls/told/", {"authority": "CPSC", "number": "9"}, follow=True)
    )


def test_a_finding_shows_the_document_that_decided_before_the_others(desk):
    [one] = Finding.objects.filter(control="goods_are_not_recalled")
    heads = [head.label for head in desk.get(f"/findings/{one.pk}/").context["sheets"][0].heads]
    assert heads == ["Listing that a recall may mean", "Listing"]
    whole = [head.label for head in desk.get(f"/dossiers/{one.dossier_id}/").context["sheets"][0].heads]
    assert whole[0] == "Listing" and "Listing that a recall may mean" in whole


def test_anybody_asks_whether_goods_are_recalled(desk):
    assert "Alder Wooden Toy Sets Recalled" in text(
        nobody().get("/recalled/", {"title": "wooden toy set", "brand": "Alder"})
    )
    assert "No recall" in text(nobody().get("/recalled/", {"title": "<b>kettle</b>"}))


def test_both_pages_speak_chinese(desk, monkeypatch):
    lacking = heard(monkeypatch)
    assert "是否被召回" in text(nobody("zh").get("/recalled/", {"gtin": "1"}))
    assert "待认定" in text(signed_in(staff(Role.ADMINISTRATOR), monkeypatch, "zh").get("/recalls/"))
    assert not lacking
