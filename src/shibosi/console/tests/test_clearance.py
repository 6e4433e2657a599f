"""What stands where with customs, of stored documents: joined with their answers, to each firm its own, taken away."""

import pytest

from shibosi.console.tests.reported import hand_in
from shibosi.methods.messages import overview
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import Level, Role
from shibosi.store.tests.firms import a_member, a_party, staff

pytestmark = pytest.mark.django_db
ALL = "/clearance/?days=all"


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
    assert "Nothing was reported to customs in these days." in text(officer.get("/clearance/"))


def test_lists_are_joined_with_their_answers(officer):
    hand_in(listed("Q-1"), listed("Q-2"), listed("Q-3"), answered("Q-1", "800"), answered("Q-2", "500"))
    hand_in(answered("Q-3", "100"))
    seen = officer.get(ALL).context["seen"]
    assert seen.counts == {("621", "released"): 1, ("621", "held"): 1, ("621", "rejected"): 1}
    assert seen.minutes == (20,) and [one.number for one in seen.wrong] == ["Q-3"]


@pytest.mark.parametrize(("language", "says"), [("en", "1 to 4 h"), ("zh", "1至4小时")])
def test_how_long_documents_wait_is_told_in_hours(monkeypatch, language, says):
    hand_in(listed("Q-1"))
    assert says in text(signed_in(staff(Role.OFFICER), monkeypatch, language).get(ALL))


def test_the_lists_are_taken_away(officer):
    hand_in(listed("Q-1"))
    file = officer.get(ALL + "&file=csv")
    assert file.status_code == 200 and b"Q-1" in b"".join(file.streaming_content if file.streaming else [file.content])


def test_a_firm_sees_its_own(officer, monkeypatch):
    hand_in(listed("Q-1"))
    hand_in(listed("Q-2", firm="BBB"), party="bbb")
    own = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)
    assert own.get(ALL).context["total"] == 1
    assert officer.get(ALL).context["total"] == 2


def test_days_message_and_list_are_chosen(officer):
    hand_in(listed("Q-1"), listed("Q-2"), answered("Q-1", "800"), answered("Q-2", "100"))
    assert "Nothing was reported" in text(officer.get("/clearance/?days=7")), "they are of another year"
    assert officer.get(ALL + "&message=311").context["total"] == 0
    assert officer.get(ALL + "&stands=wrong").context["total"] == 1
    file = officer.get(ALL + "&message=621&stands=wrong&file=csv")
    data = b"".join(file.streaming_content if file.streaming else [file.content])
    assert b"Q-2" in data and b"Q-1" not in data


def test_every_document_counts_and_the_longest_are_shown(officer, monkeypatch):
    monkeypatch.setattr(overview, "SHOWN", 2)
    hand_in(*(listed(f"Q-{at}") for at in range(5)), answered("Q-0", "800"), answered("Q-9", "500"))
    context = officer.get(ALL).context
    assert context["total"] == 6 and context["held"] == 1
    assert len(context["seen"].waiting) == 2 and sum(context["seen"].lasting) == 5
    data = officer.get(ALL + "&file=csv")
    assert b"".join(data.streaming_content if data.streaming else [data.content]).count(b"Q-") == 6


def test_numbers_are_met_whatever_letters_they_have(officer):
    numbers = ["Q-2", "q-10", "Q 1", "订单-1", "a_b", "A-b"]
    hand_in(*map(listed, numbers), *(answered(number, "800") for number in numbers))
    assert officer.get(ALL).context["seen"].counts == {("621", "released"): len(numbers)}
