"""Cases over the API: read, opened, moved one by one and many at once, told to webhooks; two firms apart."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.api.client import Client, Refused
from shibosi.api.tests.world import a_firm, an_order, the_platform
from shibosi.store import jobs
from shibosi.store.models import Account, Case, Delivery, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(db):
    return a_firm("FIRMALPHA")


@pytest.fixture
def other(db):
    return a_firm("FIRMBETA")


@pytest.fixture
def officer(db):
    return the_platform(Role.OFFICER)


@pytest.fixture
def case(firm, other, officer):
    """A held order of the first firm, its number."""
    firm.hand_in(an_order("FIRMALPHA", "O-A"))
    return Case.objects.get(flow="held_order").public


def move(caller, number, name, **more):
    return caller.post(f"/cases/{number}/moves", {"move": name, **more})


def test_a_firm_reads_its_case_and_the_other_does_not(case, firm, other, officer):
    for caller, status in ((firm, 200), (officer, 200), (other, 404)):
        assert caller.get(f"/cases/{case}").status_code == status
    assert [one["number"] for one in firm.get("/cases").json()["items"]] == [case]
    assert other.get("/cases").json()["items"] == []
    assert firm.get("/cases/counts").json() == [{"flow": "held_order", "state": "held", "count": 1, "late": 0}]
    assert firm.get("/cases/workload").json() == []
    assert officer.get("/cases/workload").json()[0]["count"] == 1


def test_what_may_be_done_is_said_with_what_stands_against_it(case, firm, officer):
    moves = {one["name"]: one for one in officer.get(f"/cases/{case}").json()["moves"]}
    assert moves["release"]["allowed"] and moves["release"]["reason"]
    assert moves["ask"]["asks"][0]["name"] == "question"
    assert not any(one["allowed"] for one in firm.get(f"/cases/{case}").json()["moves"])


def test_a_case_goes_to_the_firm_and_back(case, firm, other, officer):
    asked = move(officer, case, "ask", given={"question": "Where is it?"})
    assert (asked.status_code, asked.json()["state"]) == (200, "asked")
    assert move(other, case, "answer", given={"reply": "Here"}).status_code == 404
    assert move(firm, case, "answer", given={"reply": "Here"}).json()["happened"][-1]["given"][0]["value"] == "Here"
    told = firm.get("/notices", unread="true").json()["items"]
    assert [one["case"] for one in told] == [case]
    assert firm.post("/notices/read", {}).json() == {"read": 1}
    assert firm.get("/notices", unread="true").json()["items"] == []
    assert other.get("/notices").json()["items"] == []


@pytest.mark.parametrize(
    ("story", "who", "body", "status", "code"),
    [
        ("no such move", "officer", {"move": "eat"}, 422, "unknown-move"),
        ("not from here", "officer", {"move": "refuse"}, 409, "not-from-here"),
        ("no reason", "officer", {"move": "release"}, 422, "reason-missing"),
        ("not what was asked for", "officer", {"move": "ask", "given": {"x": "y"}}, 422, "field-not-asked"),
        ("not a firm's", "firm", {"move": "release", "reason": "r"}, 403, "not-your-role"),
        ("the machine's", "officer", {"move": "clear"}, 403, "not-your-role"),
        ("too long", "officer", {"move": "release", "reason": "r" * 4001}, 422, "unusable-values"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_problem(request, case, story, who, body, status, code):
    answer = request.getfixturevalue(who).post(f"/cases/{case}/moves", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Case.objects.get(public=case).state == "held"


def test_a_repetition_with_the_same_key_changes_nothing(case, officer):
    body = {"move": "propose", "reason": "checked"}
    for _ in range(2):
        answer = officer.post(f"/cases/{case}/moves", body, **{"Idempotency-Key": "k"})
        assert answer.status_code == 200
    other = officer.post(f"/cases/{case}/moves", {**body, "reason": "x"}, **{"Idempotency-Key": "k"})
    assert (other.status_code, other.json()["code"]) == (409, "repeated-differently")


def test_a_waiver_is_asked_for_granted_by_another_and_listed(case, firm, other, officer):
    finding = firm.get("/findings").json()["items"][0]["id"]
    facts = {"because": "known", "until": "2099-01-01"}
    wanted = {"flow": "waiver", "finding": finding, "facts": facts}
    assert firm.post("/cases", wanted).json()["code"] == "field-wrong"
    wanted["facts"]["until"] = str((timezone.now() + timedelta(days=9)).date())
    assert other.post("/cases", wanted).status_code == 404
    made = firm.post("/cases", wanted)
    assert made.status_code == 201
    assert firm.post("/cases", wanted).json()["code"] == "already-open"
    assert move(officer, made.json()["number"], "grant", reason="fine").status_code == 200
    assert [one["number"] for one in firm.get("/waivers").json()["items"]] == [made.json()["number"]]
    assert other.get("/waivers").json()["items"] == []


@pytest.mark.parametrize("flow", ["held_order", "nothing"])
def test_what_people_do_not_open_is_not_opened(officer, flow):
    answer = officer.post("/cases", {"flow": flow})
    assert (answer.status_code, answer.json()["code"]) == (422, "not-opened-by-people")


def test_many_are_moved_each_by_itself(case, firm, officer):
    answer = officer.post("/cases/moves", {"cases": [case, "XXXXX-XXXXX"], "move": "release", "reason": "seen"})
    assert answer.json()["done"] == 1
    assert [one["status"] for one in answer.json()["items"]] == [200, 404]
    assert officer.post("/cases/moves", {"cases": ["A"] * 501, "move": "release"}).status_code == 422


def test_all_that_answer_are_moved_by_a_job_that_tells_what_was_not(case, firm, other, officer):
    other.hand_in(an_order("FIRMBETA", "O-B"))
    last = Case.objects.exclude(public=case).get(flow="held_order").public
    wanted = {"move": "release", "reason": "seen"}
    assert firm.post("/cases/moves/all", wanted).status_code == 403
    asked = officer.post("/cases/moves/all?flow=held_order&state=held", wanted)
    assert asked.status_code == 202 and asked.json()["state"] == "waiting"
    move(officer, last, "release", reason="in between")
    assert jobs.work_once(timezone.now).pk == asked.json()["id"]
    result = officer.get(f"/jobs/{asked.json()['id']}").json()["result"]
    assert result["done"] == 1 and [one["case"] for one in result["refused"]] == [last]
    assert set(Case.objects.values_list("state", flat=True)) == {"released"}
    again = officer.post("/cases/moves/all?flow=held_order", wanted)
    assert (again.status_code, again.json()["code"]) == (422, "no-cases")


def test_cases_are_handed_to_officers(case, firm, officer):
    me = Account.objects.get(role="officer").pk
    assert officer.post("/cases/assignments", {"cases": [case], "assignee": me}).json()["done"] == 1
    assert officer.get("/cases", assignee="me").json()["items"][0]["assignee"] == me
    assert firm.get(f"/cases/{case}").json()["assignee"] is None
    assert firm.post("/cases/assignments", {"cases": [case], "assignee": None}).status_code == 403
    assert officer.post("/cases/assignments", {"cases": [case], "assignee": 10**9}).json()["code"] == "no-officer"


def test_all_that_answer_are_handed_over_by_a_job(case, firm, officer):
    me = Account.objects.get(role="officer").pk
    assert firm.post("/cases/assignments/all", {"assignee": me}).status_code == 403
    assert officer.post("/cases/assignments/all", {"assignee": 10**9}).json()["code"] == "no-officer"
    asked = officer.post("/cases/assignments/all?assignee=nobody", {"assignee": me})
    assert asked.status_code == 202
    jobs.work_once(timezone.now)
    assert officer.get(f"/jobs/{asked.json()['id']}").json()["result"]["done"] == 1
    assert officer.get(f"/cases/{case}").json()["assignee"] == me
    assert officer.post("/cases/assignments/all?assignee=nobody", {"assignee": me}).json()["code"] == "no-cases"


def test_webhooks_are_told_of_own_cases_without_what_people_wrote(firm, other, officer):
    for caller in (firm, other):
        wanted = {"url": "https://hooks.example/x", "events": ["case.opened", "case.moved"]}
        assert caller.post("/webhooks", wanted).status_code == 201
    firm.hand_in(an_order("FIRMALPHA", "O-A"))
    number = Case.objects.get().public
    move(officer, number, "release", reason="a secret")
    told = [event for one in Delivery.objects.filter(subscription__party__public="firmalpha") for event in one.events]
    assert [(one["event"], one["case"]["number"]) for one in told] == [("case.opened", number), ("case.moved", number)]
    assert "secret" not in str(told)
    assert not Delivery.objects.filter(subscription__party__public="firmbeta").exists()


def test_the_client_works_a_case_through(case, firm, officer, monkeypatch):
    def through(caller):
        """A client whose requests go to the application itself."""
        client = Client("http://localhost", caller.token)

        def sent(method, path, query=None, body=None, kind="", key=""):
            headers = {"Idempotency-Key": key} if key else {}
            answer = caller.get(path, **(query or {})) if method == "GET" else caller.post(path, body, kind, **headers)
            if answer.status_code >= 400:
                raise Refused(answer.json())
            return answer.json()

        monkeypatch.setattr(client, "_json", sent)
        return client

    theirs, ours = through(firm), through(officer)
    assert [one["number"] for one in ours.cases(flow="held_order")] == [case]
    ours.move(case, "ask", given={"question": "?"}, key="k")
    theirs.move(case, "answer", given={"reply": "!"})
    assert [one["case"] for one in theirs.notices(unread=True)] == [case]
    assert theirs.read_notices() == 1
    assert [one["status"] for one in ours.assign([case], None)] == [200]
    assert ours.assign_all(None, flow="held_order")["state"] == "waiting"
    assert [one["status"] for one in ours.move_many([case], "release", "seen")] == [200]
    assert theirs.case(case)["state"] == "released"
    assert list(ours.waivers()) == []
    with pytest.raises(Refused) as refused:
        theirs.open_case("waiver", {"because": "x"})
    assert (refused.value.status, refused.value.code) == (422, "finding-missing")


def test_refused_documents_that_a_case_waits_for_are_told_to_whose_they_are():
    firm, other = a_firm("AAA"), a_firm("BBB")
    firm.hand_in(an_order(goods_value="much"))
    (case,) = firm.get("/cases?flow=correction").json()["items"]
    (one,) = firm.get(f"/cases/{case['number']}/awaited").json()["items"]
    assert (one["kind"], one["number"], one["arrived_at"]) == ("order", ["O-1"], None)
    assert "expected a number" in one["why"][0]
    assert other.get(f"/cases/{case['number']}/awaited").status_code == 404
    firm.hand_in(an_order())
    assert firm.get(f"/cases/{case['number']}").json()["state"] == "corrected"
