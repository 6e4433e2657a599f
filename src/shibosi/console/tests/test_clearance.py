"""What stands where with customs, of stored documents: joined with their answers, to each firm its own, taken away."""

import pytest

from shibosi.console.tests.reported import hand_in
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import Level
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db


def listed(number, firm="AAA"):
    return {"kind": "customs_list", "values": {
        "order_number": f"O-{number}", "company_number": number, "direction": "I", "mode": "9610",
        "guid": f"G-{number}", "reported_at": "2026-03-03T10:00:00+08:00", "declarant_code": firm,
    }}  # fmt: skip


def answered(number, status, firm="AAA"):
    return {"kind": "answer", "values": {
        "about": "621", "order_number": f"O-{number}", "document_number": number, "firm_code": firm, "status": status,
        "answered_at": "2026-03-03T10:20:00+08:00", "information": "[Code:1332;Desc:x]", "guid": f"A-{number}-{status}",
    }}  # fmt: skip


def test_nothing_is_said_where_nothing_was_reported(officer):
    assert "Nothing was reported to customs yet." in text(officer.get("/clearance/"))


def test_lists_are_joined_with_their_answers(officer):
    hand_in(listed("Q-1"), listed("Q-2"), listed("Q-3"), answered("Q-1", "800"), answered("Q-2", "500"))
    hand_in(answered("Q-3", "100"))
    seen = officer.get("/clearance/").context["seen"]
    assert seen.counts == {("621", "released"): 1, ("621", "held"): 1, ("621", "rejected"): 1}
    assert seen.minutes == (20,) and [one.number for one in seen.wrong] == ["Q-3"]


def test_the_lists_are_taken_away(officer):
    hand_in(listed("Q-1"))
    file = officer.get("/clearance/?file=csv")
    assert file.status_code == 200 and b"Q-1" in b"".join(file.streaming_content if file.streaming else [file.content])


def test_a_firm_sees_its_own(officer, monkeypatch):
    hand_in(listed("Q-1"))
    hand_in(listed("Q-2", firm="BBB"), party="bbb")
    own = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)
    assert own.get("/clearance/").context["total"] == 1
    assert officer.get("/clearance/").context["total"] == 2
