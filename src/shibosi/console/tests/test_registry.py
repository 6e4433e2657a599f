"""The register of parties: firms with licence and findings, to each firm its own; by page and API."""

import pytest

from shibosi.api.tests.world import a_firm
from shibosi.console.tests.reported import day, hand_in
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import Level
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db


def firm(code="AAA", **more):
    return {"kind": "firm", "values": {
        "party_code": code, "name": "杭州海港贸易有限公司", "latin_name": "Hangzhou Harbour Trading", "home": "CN",
        "licence_number": "91110000600037341L", "licence_status": "active", "licence_from": day(-900),
        "open_ended": True, "representative_name": "李娜",
    } | more}  # fmt: skip


def number(value, register="eu-vat", code="AAA"):
    return {"kind": "firm_number", "values": {
        "party_code": code, "register": register, "number": value, "status": "active", "open_ended": True,
    }}  # fmt: skip


def test_nothing_is_said_where_nobody_is_registered(officer):
    assert "No firm is registered that fits." in text(officer.get("/registry/"))


def test_a_firm_with_a_wrong_number_comes_first(officer):
    hand_in(firm("BBB"), number("DE136695976", code="BBB"), party="bbb")
    hand_in(firm(), number("DE136695978"))
    items = officer.get("/registry/").context["list"].items
    assert [one.code for one in items] == ["AAA", "BBB"] and items[0].broken > items[1].broken


def test_firms_are_found_filtered_and_taken_away(officer):
    hand_in(firm(), firm("AAC", name="Quay Holding", licence_status="suspended"))
    found = officer.get("/registry/?text=quay&licence=over").context["list"].items
    assert [one.code for one in found] == ["AAC"]
    assert officer.get("/registry/?file=csv").status_code == 200


def test_a_firm_shows_what_is_registered_and_found(officer):
    hand_in(firm(), number("DE136695978"))
    seen = text(officer.get("/registry/AAA/", headers={"accept-language": "zh"}))
    assert "DE136695978" in seen and "欧盟增值税号" not in seen
    assert "均符合该登记机构的号码格式和校验位" in seen
    assert officer.get("/registry/NONE/").status_code == 404


def test_a_firm_sees_its_own(monkeypatch):
    hand_in(firm())
    hand_in(firm("BBB"), party="bbb")
    client = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)
    assert {one.code for one in client.get("/registry/").context["list"].items} == {"AAA"}
    assert client.get("/registry/BBB/").status_code == 404


def test_the_api_says_who_is_registered_and_whether_numbers_fit():
    caller = a_firm("AAA")
    caller.hand_in(firm())
    assert [one["licence"] for one in caller.get("/registry/firms").json()] == ["active"]
    told = caller.get("/registry/number", of="eu-vat", number="DE 136 695 978").json()
    assert (told["fits"], told["number"]) == (False, "DE136695978")
    assert caller.get("/registry/name", name="H\u0430rbour").json()["oddity"] == "mixed"
    assert caller.get("/registry/number", of="eu-vta", number="1").status_code == 422
    assert "cn-uscc" in [one["code"] for one in caller.get("/registry/registers").json()]


@pytest.mark.parametrize(
    ("story", "name", "oddity"),
    [
        ("empty", "", "short"),
        ("one letter", "A", "short"),
        ("a Cyrillic letter in a Latin word", "H\u0430rbour Ltd", "mixed"),
        ("a mark that turns the direction", "Har\u202ebour Ltd", "hidden"),
        ("a sign nobody sees", "Har\u200bbour Ltd", "hidden"),
        ("Chinese and Latin words", "杭州 Harbour Ltd", ""),
    ],
)
def test_the_api_says_what_is_odd_about_a_name(story, name, oddity):
    assert a_firm("AAA").get("/registry/name", name=name).json()["oddity"] == oddity


def test_full_width_digits_are_no_number_of_a_register():
    told = a_firm("AAA").get("/registry/number", of="cn-uscc", number="９１１１００００６０００３７３４１Ｌ").json()
    assert told["fits"] is False


def test_shares_above_the_whole_are_found_when_they_are_handed_in():
    firm = a_firm("AAA")
    owner = {"party_code": "AAA", "owner_kind": "person"}
    told = firm.hand_in(
        {"kind": "firm", "values": {"party_code": "AAA", "name": "A"}},
        *({"kind": "owner", "values": {**owner, "owner_code": f"P-{at}", "share": "0.6"}} for at in range(2)),
    ).json()
    assert "shares_stay_within_the_whole" in {one["control"] for one in told["findings"] if one["outcome"] == "broken"}
