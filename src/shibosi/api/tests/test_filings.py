"""Filings with customs by API: how they stand, declared lines held against them, cases that want them whole."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from shibosi.api.tests.world import a_firm, the_platform
from shibosi.store.filings.watching import watch
from shibosi.store.models import Case, Role

pytestmark = pytest.mark.django_db
CODE = "3301960ABC"
SAID = {"receipt": "EP-1", "status": "filed", "handed_in_on": "2026-01-05", "report_type": "1",
        "reported_at": "2026-01-05T10:00:00+08:00"}  # fmt: skip
MERCHANT = {
    **SAID, "party_code": CODE, "number": "F-1", "role": "merchant", "filed_code": CODE, "name": "Jia", "guid": "M-1",
    "credit_code": "91330100MA2ABCDE1R", "address": "Hangzhou", "representative_name": "Li", "customs_office": "2900",
    "open_ended": True,
}  # fmt: skip
GOODS = {
    **SAID, "party_code": CODE, "merchant_code": CODE, "item_number": "SKU-1", "record_number": "R-1", "guid": "W-1",
    "commodity_code": "9603290010", "name": "Hair brush", "model": "plastic", "unit": "011", "first_unit": "011",
    "origin": "142", "currency": "142", "lowest": "80", "highest": "120", "open_ended": True,
}  # fmt: skip
LINE = {"line_number": 1, "item_number": "SKU-1", "commodity_code": "9603290010", "unit": "011", "price": "100",
        "currency": "142", "quantity": "1"}  # fmt: skip


@pytest.fixture
def firm():
    return a_firm(CODE)


def filed(firm, **goods):
    """The merchant and its goods are filed."""
    firm.hand_in({"kind": "merchant_filing", "values": MERCHANT}, {"kind": "goods_filing", "values": GOODS | goods})


def declared(firm, *lines):
    """A list of order O-1 with these lines."""
    head = {"order_number": "O-1", "company_number": "L-1", "guid": "G-1", "merchant_code": CODE, "direction": "I",
            "declared_on": "2026-03-03"}  # fmt: skip
    firm.hand_in({"kind": "customs_list", "values": head, "lines": {"list_line": list(lines)}})


def broken(firm):
    """What is found of lines held against filings."""
    some = firm.get("/findings", outcome="broken", limit=100).json()["items"]
    return sorted(one["control"] for one in some if one["control"] in (
        "nothing_is_declared_unfiled", "goods_are_declared_as_filed", "price_is_within_the_filed_band"))  # fmt: skip


def test_a_line_declared_as_filed_is_in_order(firm):
    filed(firm)
    declared(firm, LINE)
    (told,) = firm.post("/filings/lookups", {"orders": ["O-1"]}).json()
    assert (told["merchant_found"], told["item_found"], told["record_number"]) == (True, True, "R-1")
    assert broken(firm) == []


def test_a_line_that_is_not_as_filed_is_found_and_one_that_is_put_right_no_longer(firm):
    filed(firm)
    declared(
        firm, LINE | {"price": "79", "commodity_code": "9603290090"}, LINE | {"line_number": 2, "item_number": "SKU-9"}
    )
    firm.post("/filings/lookups", {"orders": ["O-1"]})
    assert broken(firm) == [
        "goods_are_declared_as_filed", "nothing_is_declared_unfiled", "price_is_within_the_filed_band"
    ]  # fmt: skip
    more = {"report_type": "2", "reported_at": "2026-03-05T10:00:00+08:00"}
    changed = GOODS | more | {"lowest": "70", "commodity_code": "9603290090", "guid": "W-2"}
    other = GOODS | {"item_number": "SKU-9", "record_number": "R-9", "guid": "W-9", "commodity_code": "9603290010"}
    firm.hand_in({"kind": "goods_filing", "values": changed}, {"kind": "goods_filing", "values": other})
    firm.post("/filings/lookups", {"orders": ["O-1"]})
    assert broken(firm) == []


def test_filings_of_others_are_not_seen(firm):
    filed(firm)
    declared(firm, LINE)
    other = a_firm("3301960XYZ")
    assert other.get("/filings").json() == []
    assert other.post("/filings/lookups", {"orders": ["O-1"]}).json() == []
    assert {one["what"] for one in firm.get("/filings").json()} == {"firm", "goods"}


@pytest.mark.parametrize("orders", [[], [""], ["O"] * 201, "O-1"])
def test_orders_that_are_none_are_refused(firm, orders):
    assert firm.post("/filings/lookups", {"orders": orders}).status_code == 422


def test_a_filing_is_handed_in_only_when_it_is_whole(firm):
    facts = {"firm": CODE, "what": "goods", "number": "SKU-1"}
    case = firm.post("/cases", {"flow": "customs_filing", "facts": facts}).json()["number"]
    move = {"move": "hand_in", "given": {"receipt": "EP-1"}}
    assert "Filing of goods" in firm.post(f"/cases/{case}/moves", move).json()["detail"]
    firm.hand_in({"kind": "goods_filing", "values": {**GOODS, "model": "", "status": "handed-in"}})
    assert "Specification" in firm.post(f"/cases/{case}/moves", move).json()["detail"]
    more = {"report_type": "2", "reported_at": "2026-03-05T10:00:00+08:00", "guid": "W-2"}
    firm.hand_in({"kind": "goods_filing", "values": GOODS | more})
    assert firm.post(f"/cases/{case}/moves", move).json()["state"] == "handed_in"


def cases(**which):
    return Case.objects.filter(flow="customs_filing", **which)


def test_a_merchant_that_is_filed_nowhere_is_one_case_however_many_lines_it_declares(firm):
    declared(firm, *[LINE | {"line_number": number, "item_number": f"SKU-{number}"} for number in range(1, 4)])
    firm.post("/filings/lookups", {"orders": ["O-1"]})
    assert broken(firm) == ["nothing_is_declared_unfiled"] * 3
    (case,) = firm.get("/cases", flow="customs_filing").json()["items"]
    assert (case["dossier"], case["control"]) == (None, "nothing_is_declared_unfiled")
    assert not Case.objects.filter(flow="held_order", dossier__kind="filed-line").exists()
    facts = {"firm": CODE, "what": "firm", "number": CODE}
    assert firm.post("/cases", {"flow": "customs_filing", "facts": facts}).json()["code"] == "already-open"
    move = {"move": "hand_in", "given": {"receipt": "EP-1"}}
    assert "Filing of a firm" in firm.post(f"/cases/{case['number']}/moves", move).json()["detail"]
    firm.hand_in({"kind": "merchant_filing", "values": MERCHANT})
    assert firm.post(f"/cases/{case['number']}/moves", move).json()["state"] == "handed_in"


def test_goods_that_are_not_filed_are_a_case_each_once_their_merchant_is(firm):
    filed(firm)
    declared(firm, *[LINE | {"line_number": number, "item_number": item} for number, item in (
        (1, "SKU-1"), (2, "SKU-8"), (3, "SKU-8"), (4, "SKU-9"))])  # fmt: skip
    for _ in range(2):
        firm.post("/filings/lookups", {"orders": ["O-1"]})
    assert sorted(one.facts.count("SKU-8") for one in cases()) == [0, 1] and '"goods"' in cases().first().facts


def test_a_line_that_is_held_for_more_than_the_filing_is_a_case_of_its_own(firm):
    filed(firm)
    declared(firm, LINE | {"commodity_code": "9603290090"})
    firm.post("/filings/lookups", {"orders": ["O-1"]})
    assert Case.objects.filter(flow="held_order", dossier__kind="filed-line").count() == 1
    assert not cases().exists()


class Running:
    """A job at a moment."""

    def __init__(self, now):
        self.now = now

    def clock(self):
        return self.now

    def progress(self, done, of):
        """Nobody looks."""


def test_the_daily_job_looks_declared_lines_up_and_opens_what_ends_once(firm):
    filed(firm)
    declared(firm, LINE | {"price": "79"})
    now = timezone.now()
    soon = (now + timedelta(days=30)).date().isoformat()
    standing = {"party_code": CODE, "number": "AEOCN1", "grade": "advanced", "status": "valid", "assess_by": soon}
    firm.hand_in({"kind": "aeo_status", "values": standing})
    assert watch(Running(now)) == {"looked_up": 1, "opened": 1}
    assert broken(firm) == ["price_is_within_the_filed_band"]
    assert watch(Running(now))["opened"] == 0
    case = Case.objects.get(flow="customs_standing")
    assert the_platform(Role.OFFICER).get(f"/cases/{case.public}").json()["state"] == "due"
    assert watch(Running(datetime(2020, 1, 1, tzinfo=UTC)))["opened"] == 0
