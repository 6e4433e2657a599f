"""The page of filings with customs: what wants work first, looked up, as a file."""

import pytest

from shibosi.api.tests.test_filings import CODE, LINE, declared, filed
from shibosi.api.tests.world import a_firm
from shibosi.pages.tests.looking import signed_in, taken, text
from shibosi.store.filings.tests.builders import declared as lines
from shibosi.store.filings.tests.builders import goods, the_merchant
from shibosi.store.models import Case, Level, Party, Role
from shibosi.store.tests.firms import a_member, a_party, staff

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


def test_a_case_of_goods_counts_what_is_found_of_these_and_its_end_names_the_document(monkeypatch):
    the_merchant()
    lines("SKU-1", "SKU-2", "SKU-2")
    lines("SKU-2", order="O-2")
    officer = signed_in(staff(Role.OFFICER), monkeypatch)
    one, other = (case.public for case in Case.objects.filter(flow="customs_filing").order_by("about"))
    assert "1 findings are what the case is about" in text(officer.get(f"/cases/{one}/"))
    seen = text(officer.get(f"/cases/{other}/"))
    assert "3 findings are what the case is about" in seen and "O-2/1" in seen and "O-1/1" not in seen
    goods("SKU-2")
    ended = officer.get(f"/cases/{other}/")
    assert "It is found nowhere any more" in text(ended) and "The filing came in → Filed" in text(ended)
    assert f'href="/documents/?number={CODE}%2FSKU-2"' in ended.content.decode()
    assert "Filing of goods" in text(officer.get(f"/documents/?number={CODE}%2FSKU-2"))
    told = text(officer.get(f"/cases/{other}/", headers={"accept-language": "zh"}))
    assert "已无此类发现" in told and "备案单证已收到" in told
    assert "1 findings are what the case is about" in text(officer.get(f"/cases/{one}/"))


@pytest.mark.parametrize("is_filed", [True, False])
def test_a_party_learns_nothing_of_filings_that_it_cannot_see(monkeypatch, is_filed):
    """The broker of a list sees its lines, whether or not their merchant is filed."""
    if is_filed:
        filed(a_firm(CODE))
    broker = a_firm("3301960XYZ")
    head = {"order_number": "O-1", "company_number": "L-1", "guid": "G-1", "merchant_code": CODE, "direction": "I",
            "declared_on": "2026-03-03", "declarant_code": "3301960XYZ"}  # fmt: skip
    other = LINE | {"line_number": 2, "item_number": "SKU-2"}
    broker.hand_in({"kind": "customs_list", "values": head, "lines": {"list_line": [LINE, other]}})
    client = signed_in(a_member(Party.objects.get(public="3301960xyz"), Level.WORKER), monkeypatch)
    told = text(client.post("/filings/look-up/", {"orders": "O-1"}, follow=True))
    assert "Lines of merchants whose filings cannot be seen from here: 2." in told
    assert "Lines held against filings" not in told
    assert "A line is declared while its merchant" not in text(client.get("/findings/"))
    looked = broker.post("/filings/lookups", {"orders": ["O-1"]}).json()
    assert [(one["merchant_found"], one["item_found"], one["status"]) for one in looked] == [(None, None, None)] * 2
