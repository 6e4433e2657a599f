"""Linked shops: groups with a picture, what binds them, and the firm that is asked; by page and command line."""

import json

import pytest

from shibosi.cli.main import main
from shibosi.console.tests.reported import hand_in
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import Case, Level
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db


def shop(number, firm="AAA", **more):
    return {"kind": "shop", "values": {
        "party_code": firm, "number": number, "name": f"Laden {number}", "market": "DE", "stated_country": "DE",
    } | more}  # fmt: skip


def trait(number, kind="owner", value="P-1", firm="AAA"):
    return {"kind": "shop_trait", "values": {
        "party_code": firm, "shop_number": number, "trait": kind, "value": value, "platform_code": "PF-1",
        "market": "DE",
    }}  # fmt: skip


def source(number, kind, country="CN"):
    return {"kind": "shop_source", "values": {
        "party_code": "AAA", "shop_number": number, "source": kind, "country": country, "share": "0.95", "seen": 40,
    }}  # fmt: skip


def two_shops(**more):
    hand_in(shop("S-1", **more), shop("S-2", **more), trait("S-1"), trait("S-2"))


def test_nobody_is_linked_where_nothing_is_known(officer):
    assert "No shops seem to belong together." in text(officer.get("/links/"))


def test_two_shops_of_one_owner_are_drawn_with_what_binds_them(officer):
    two_shops()
    answer = officer.get("/links/", headers={"accept-language": "zh"})
    (group,) = answer.context["groups"]
    assert (len(group.picture.shops), len(group.picture.shared), len(group.picture.paths)) == (2, 1, 2)
    assert "所有人" in text(answer) and answer.context["open"] == 1
    assert officer.get("/links/?file=csv").status_code == 200


def test_shops_with_reasons_are_explained(officer):
    two_shops(reason="Another brand")
    assert officer.get("/links/").context["open"] == 0


def test_a_shop_that_is_worked_from_elsewhere_is_marked(officer):
    two_shops()
    hand_in(source("S-1", "dispatch"), source("S-1", "account"))
    answer = officer.get("/links/")
    assert answer.context["false_local"] == 1 and "worked from elsewhere" in text(answer)


def test_the_firm_is_asked_once_and_answers(officer, monkeypatch):
    two_shops()
    where = officer.post("/links/ask/", {"firm": "AAA", "shop": "S-1"})["location"]
    case = Case.objects.get(flow="shop_link")
    assert where == f"/cases/{case.public}/"
    assert officer.post("/links/ask/", {"firm": "AAA", "shop": "S-1"}).status_code == 409
    assert officer.post("/links/ask/", {"firm": "AAA", "shop": "S-9"}).status_code == 404
    firm = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)
    firm.post(f"/cases/{case.public}/move/", {"move": "answer", "given-explanation": "Two brands"})
    case.refresh_from_db()
    assert case.state == "answered"


def test_a_firm_does_not_see_who_is_linked(monkeypatch):
    two_shops()
    assert signed_in(a_member(a_party("AAA"), Level.MANAGER), monkeypatch).get("/links/").status_code == 403


def test_files_are_looked_through_without_a_server(tmp_path, capsys):
    head = "party_code,shop_number,trait,value,platform_code,market\n"
    (tmp_path / "shop_trait.csv").write_text(head + "A,S-1,account,6222,PF,DE\nB,S-2,account,6222,PF,DE\n")
    with pytest.raises(SystemExit) as left:
        main(["parties", "links", str(tmp_path), "--json"])
    (group,) = json.loads(capsys.readouterr().out)
    assert (left.value.code, group["shops"], group["points"]) == (1, ["A S-1", "B S-2"], 3)
