"""Listings of an export on a page: uploaded, what could not be read told, in both languages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shibosi.pages.tests.looking import heard, signed_in, text
from shibosi.store.models import Level, Role
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db
ROWS = b"""product_id,product_name,description,brand,color,size,model_number,country_code,root_category
1,Red bag,A bag,Alder,red,M,B-1,US,Bags & Luggage
2,Sofa cover,A cover,null,blue,L,S-1,US,Home & Living
"""
MAP = b"files: [{match: '*', record: listing, columns: {number: no, title: name}, constants: {state: draft}}]"


def sent(client, name="export.csv", contents=ROWS, **said):
    files = {"file": SimpleUploadedFile(name, contents)}
    return client.post(
        "/listings/import/take/", {"seller": "AAA", "layout": "shein", **files, **said}, follow=True
    )  # fmt: skip


@pytest.fixture
def seller(monkeypatch):
    return signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)


def test_a_seller_takes_an_export_in_and_chooses_the_category(seller):
    assert "2 listings are new" in text(sent(seller))
    page = seller.get("/listings/AAA/2/US/")
    assert "its category" in text(page) and b'name="category"' in page.content
    page = seller.post("/listings/AAA/2/US/save/", {"title": "Sofa cover", "category": "home-textile"}, follow=True)
    assert "Home textiles" in text(page) and b'name="category"' not in page.content


def test_a_map_of_ones_own_is_taken_and_what_it_lacks_is_told(seller):
    own = {"layout": "own", "map": SimpleUploadedFile("map.yaml", MAP), "market": "DE"}
    assert "1 listings are new" in text(sent(seller, contents=b"no,name\nL-1,Bag\n", **own))
    own["map"] = SimpleUploadedFile("map.yaml", MAP)
    assert "could not be read" in text(sent(seller, contents=b"no,title\nL-2,Bag\n", **own)).lower()


@pytest.mark.parametrize("said", [
    {"layout": "ebay"}, {"layout": "own"}, {"seller": "BBB"}, {"market": "XX"}, {"contents": b"\0"},
])  # fmt: skip
def test_what_does_not_fit_is_refused(seller, said):
    assert sent(seller, **said).status_code in (400, 403, 422)


def test_the_page_speaks_chinese(monkeypatch):
    lacking = heard(monkeypatch)
    assert "导入商品" in text(signed_in(staff(Role.OFFICER), monkeypatch, "zh").get("/listings/import/"))
    assert not lacking
