"""The page of filings with customs: what wants work first, looked up, as a file."""

import pytest

from shibosi.api.tests.test_filings import CODE, LINE, declared, filed
from shibosi.api.tests.world import a_firm
from shibosi.pages.tests.looking import signed_in, taken, text
from shibosi.store.models import Level, Party
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(monkeypatch):
    firm = a_firm(CODE)
    filed(firm, status="rejected")
    declared(firm, LINE)
    return signed_in(a_member(Party.objects.get(public=CODE.lower()), Level.WORKER), monkeypatch)


def test_filings_are_listed_and_filtered(member):
    seen = text(member.get("/filings/"))
    assert "SKU-1" in seen and "Rejected by customs" in seen and "F-1" in seen
    assert "SKU-1" not in text(member.get("/filings/?what=firm"))
    assert "海关退回" in text(member.get("/filings/", headers={"accept-language": "zh"}))
    assert "SKU-1" in taken(member.get("/filings/?file=csv")).decode()


def test_declared_lines_are_looked_up_at_the_page(member):
    member.post("/filings/look-up/", {"orders": "O-1, O-2"})
    assert "Lines held against filings: 1." in text(member.get("/filings/"))
    assert "A line is declared while its merchant and its goods are filed" in text(member.get("/findings/"))


def test_the_desk_says_who_lacks_which_filing(member):
    member.post("/filings/look-up/", {"orders": "O-1"})
    assert f"{CODE} / SKU-1 Goods" in text(member.get("/cases/"))
    assert f"{CODE} / SKU-1 货物" in text(member.get("/cases/", headers={"accept-language": "zh"}))


def test_others_see_nothing_of_it(member, monkeypatch):
    other = signed_in(a_member(a_party("OTHER"), Level.WORKER), monkeypatch)
    assert "SKU-1" not in text(other.get("/filings/"))
