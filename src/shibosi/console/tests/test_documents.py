"""Documents on pages: versions of one, found exactly by number, nobody else's."""

import pytest

from shibosi.console.tests.reported import ADDRESS, orders
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import Document, Level
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(monkeypatch):
    return signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)


def test_versions_of_a_document_are_shown_and_others_see_none(clerk, monkeypatch):
    clerk.post(ADDRESS, orders("O-1"))
    one = Document.objects.get()
    shown = text(clerk.get(f"/documents/{one.pk}/"))
    assert "O-1" in shown and "李华" in shown and "You reported it." in shown
    stranger = signed_in(a_member(a_party("BBB")), monkeypatch)
    assert stranger.get(f"/documents/{one.pk}/").status_code == 404
    assert "O-1" not in text(stranger.get("/documents/?number=O-1")).replace("O-1 ", "", 1)


def test_a_number_is_found_exactly(clerk):
    clerk.post(ADDRESS, orders("O-1", "O-12"))
    listed = clerk.get("/documents/?number=O-1").context["list"].items
    assert [one.number for one in listed] == ["O-1"]
