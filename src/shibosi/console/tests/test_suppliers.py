"""Suppliers: how they stand, by page, API and command; a weak one opens a case; to each firm its own."""

import pytest

from shibosi.api.tests.world import a_firm
from shibosi.cli.main import main
from shibosi.console.tests.reported import day, hand_in
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import Case, Level
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db


def of(kind, code="S-1", firm="AAA", **values):
    column = "counterparty_code" if kind == "contract" else "supplier_code"
    return {"kind": kind, "values": {"party_code": firm, column: code, **values}}


def supplier(code="S-1", firm="AAA", **more):
    known = {"name": "Quay Works", "supplier_kind": "goods", "grade": "core", "graded_on": day(-90),
             "first_order_on": day(-90), "critical": False, "data": "none"}  # fmt: skip
    return of("supplier", code, firm, **(known | more))


def contract(until, code="S-1"):
    return of("contract", code, number="C-1", contract_kind="supply", valid_from=day(-300), valid_until=day(until))


def bought(volume, code="S-1", need="cartons"):
    return of("supply", code, need=need, period="2026-Q3", volume=volume, starts_on=day(-100), ends_on=day(-10))


def test_nothing_is_said_where_no_supplier_is_kept(officer):
    assert "No supplier is kept that fits." in text(officer.get("/suppliers/"))


def test_suppliers_stand_with_contract_share_and_what_is_found(officer):
    hand_in(supplier(), supplier("S-2", name="Pier Ltd"), contract(30), bought("90"), bought("10", "S-2"))
    first, second = officer.get("/suppliers/").context["list"].items
    assert (first.code, first.percent, first.need, str(first.until)) == ("S-1", "90%", "cartons", day(30))
    assert first.broken and second.percent == "10%"
    seen = text(officer.get("/suppliers/AAA/S-1/", headers={"accept-language": "zh"}))
    assert "合同到期前一段时间内已确定后续安排" in seen
    assert "任一需求的采购，单一供应商占比不超过上限" in seen
    assert officer.get("/suppliers/AAA/NONE/").status_code == 404
    assert officer.get("/suppliers/?grade=weak").context["list"].items == []
    assert officer.get("/suppliers/?file=csv").status_code == 200


def test_who_is_no_longer_worked_with_is_left_out(officer):
    hand_in(supplier(ended_on=day(-1)))
    assert officer.get("/suppliers/").context["count"] == 0
    assert "No longer worked with" in text(officer.get("/suppliers/AAA/S-1/"))


def test_a_weak_supplier_without_a_plan_opens_one_case():
    hand_in(supplier(grade="weak"))
    hand_in(supplier("S-2", grade="weak", improve_by=day(9)))
    assert [case.flow for case in Case.objects.all()] == ["supplier_improvement"]


def test_a_firm_sees_its_own_suppliers(monkeypatch):
    hand_in(supplier())
    hand_in(supplier("S-9", "BBB"), party="bbb")
    client = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)
    assert [one.code for one in client.get("/suppliers/").context["list"].items] == ["S-1"]
    assert client.get("/suppliers/BBB/S-9/").status_code == 404


def test_the_api_tells_suppliers_of_the_firm_that_asks():
    hand_in(supplier(), bought("60"), bought("40", "S-2"))
    hand_in(supplier("S-9", "BBB"), party="bbb")
    found = a_firm("AAA").get("/suppliers").json()
    assert [(one["code"], one["share"], one["need"]) for one in found] == [("S-1", "0.6", "cartons")]
    assert a_firm("CCC").get("/suppliers", text="quay").json() == []


def test_the_command_says_the_same(capsys):
    hand_in(supplier(), contract(10))
    with pytest.raises(SystemExit) as found:
        main(["parties", "suppliers"])
    told = capsys.readouterr().out
    assert found.value.code == 1 and "Quay Works" in told and day(10) in told
    with pytest.raises(SystemExit) as none:
        main(["parties", "suppliers", "nobody"])
    assert none.value.code == 0
