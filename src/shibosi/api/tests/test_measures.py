"""Measures over the API: officers decide, firms see their own, everybody reads the register masked."""

from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from shibosi.api.tests.world import BASE, a_firm, an_agent, an_order, the_platform
from shibosi.methods.formats.dsa import faults
from shibosi.settings.limits import LIMITS, Limit
from shibosi.store.measures import changing
from shibosi.store.measures.tests.world import breaks, imposed, overturn
from shibosi.store.models import Account, Party, Role
from shibosi.store.zones import HOUSE

pytestmark = pytest.mark.django_db


def today():
    return timezone.now().astimezone(HOUSE).date()


def wanted(kind="hold-orders", **changes):
    return {"party": "firmalpha", "kind": kind, "day": today().isoformat(), "text": "Counterfeit goods",
            "clauses": ["4.8.2-a"], "case": "C-1", **changes}  # fmt: skip


@pytest.fixture
def firm():
    return a_firm("FIRMALPHA")


@pytest.fixture
def party(firm):
    return Party.objects.get(public="firmalpha")


@pytest.fixture
def officer():
    return the_platform(Role.OFFICER)


@pytest.fixture
def anybody():
    caches["counts"].clear()

    def get(path, **query):
        return Client().get(BASE + path, query, headers={"Accept-Language": "zh", "Host": "localhost"})

    return get


def test_a_measure_is_imposed_seen_by_the_firm_lifted_and_undone(firm, officer):
    made = officer.post("/measures", wanted())
    assert made.status_code == 201, made.content
    number = made.json()["measure"]["id"]
    (mine,) = firm.get("/measures").json()["items"]
    assert (mine["id"], mine["state"], mine["by"], mine["text"]) == (number, "in_force", "officer", "Counterfeit goods")
    assert mine["appeal_route"] == f"/api/v1/measures/{number}/appeal" and mine["stops"] == {"orders": "held"}
    assert officer.post(f"/measures/{number}/lift", {"text": "Enough"}).json()["state"] == "over"
    assert officer.post(f"/measures/{number}/reverse", {"text": "Wrong"}).json()["state"] == "undone"
    assert officer.post(f"/measures/{number}/reverse", {"text": "Wrong"}).json()["code"] == "over-already"


def test_the_decision_on_an_order_names_the_measure_to_its_seller_and_to_nobody_else(firm, party, officer):
    imposed(party, "suspend-shop", timezone.now())
    other = a_firm("PLATFORMFIRM")
    order = an_order("FIRMALPHA", "O-1")
    order["values"]["platform_code"] = "PLATFORMFIRM"
    (told,) = [one for one in firm.hand_in(order).json()["dossiers"] if one["kind"] == "order"]
    assert told["decision"] == "hold" and told["measures"][0]["kind"] == "suspend-shop"
    (beside,) = [one for one in other.hand_in(order).json()["dossiers"] if one["kind"] == "order"]
    assert (beside["decision"], beside["measures"]) == ("hold", [])
    assert other.get(f"/dossiers/{told['id']}").json()["measures"] == []
    assert officer.get(f"/dossiers/{told['id']}").json()["measures"] == told["measures"]


def test_a_suspended_account_reads_and_does_not_report(firm, party):
    measure = imposed(party, "suspend-account", timezone.now())
    refused = firm.hand_in(an_order("FIRMALPHA", "O-1"))
    assert (refused.status_code, refused.json()["code"]) == (403, "stopped-by-measure")
    assert refused.json()["facts"]["measure"] == measure.public
    assert firm.get("/measures").status_code == 200 == firm.get("/dossiers").status_code
    bulk = firm.post("/documents/bulk", b'{"kind": "order", "values": {"number": "O-2"}}', "application/x-ndjson")
    assert bulk.json()["code"] == "stopped-by-measure"


def test_points_are_those_of_the_violations(firm, officer, party):
    assert firm.get("/parties/firmalpha/standing").json()["points"] == 0
    breaks(party, day=today(), now=timezone.now())
    found = firm.get("/parties/firmalpha/standing").json()
    assert (found["points"], [one["tier"] for one in found["tiers"]], found["review"]) == (12, ["first"], True)
    assert {one["confidence"] for one in found["used"]} >= {"general-knowledge", "local"}
    assert firm.get("/parties/firmalpha/standing", on=date(today().year + 1, 1, 1).isoformat()).json()["points"] == 0
    (one,) = firm.get("/violations").json()["items"]
    undone = officer.post(f"/violations/{one['id']}/reverse", {"text": "Not theirs"}).json()
    assert undone["state"] == "undone" and firm.get("/parties/firmalpha/standing").json()["points"] == 0


def test_a_finding_becomes_a_violation(firm, officer):
    firm.hand_in(an_order("FIRMALPHA", "O-1"))
    broken = officer.get("/findings", outcome="broken").json()["items"]
    undecided = officer.get("/findings", outcome="undetermined").json()["items"]
    body = {"party": "firmalpha", "text": "Seen", "findings": [one["id"] for one in broken[:2]]}
    if broken:
        assert officer.post("/violations", body).status_code == 201
    refused = officer.post("/violations", {**body, "findings": [undecided[0]["id"]]})
    assert (refused.status_code, refused.json()["code"]) == (422, "no-violation")


def test_what_would_follow_is_told_and_nothing_done(officer, firm):
    told = officer.post("/foreseen", {"party": "firmalpha", "severity": "critical"}).json()
    assert (told["points_before"], told["points_after"], told["asks"]) == (0, 12, ["demote", "warn"])
    told = officer.post("/foreseen", {"party": "firmalpha", "kind": "close-shop"}).json()
    assert told["four_eyes"] and told["stops"]["orders"] == "refused"
    assert officer.get("/violations").json()["items"] == [] == officer.get("/measures").json()["items"]


def test_two_people_close_a_shop_and_a_tier_is_declined(officer, party):
    answer = officer.post("/measures", wanted("close-shop")).json()
    assert answer["measure"] is None
    assert officer.post(f"/proposals/{answer['proposal']}/confirm", {}).json()["code"] == "second-person"
    Account.objects.filter(email="officer@platform.example").update(email="first@platform.example")
    second = the_platform(Role.OFFICER)
    assert second.post(f"/proposals/{answer['proposal']}/confirm", {}).json()["state"] == "confirmed"
    breaks(party, day=today(), now=timezone.now())
    one = next(one for one in second.get("/proposals").json()["items"] if one["kind"] == "warn")
    assert (one["asked_by"], one["review"]) == ("system", True)
    assert second.post(f"/proposals/{one['id']}/confirm", {}).json()["code"] == "why-lacking"
    assert second.post(f"/proposals/{one['id']}/decline", {"text": "First time"}).json()["state"] == "declined"


@pytest.mark.parametrize(
    ("story", "changes", "status", "code"),
    [
        ("a kind there is none of", {"kind": "scold"}, 422, "unusable-values"),
        ("yesterday", {"day": "2020-01-01"}, 422, "wrong-day"),
        ("no day", {"day": "2026-02-30"}, 422, "unusable-values"),
        ("no clause", {"clauses": []}, 422, "unreasoned-measure"),
        ("blanks for a reason", {"text": "  "}, 422, "why-lacking"),
        ("letters nothing can keep", {"text": "a\x00b"}, 422, "unreadable-body"),
        ("no such party", {"party": "nobody"}, 404, "not-there"),
        ("a finding that is not there", {"finding": 10**12}, 404, "not-there"),
    ],
)
def test_what_cannot_be_imposed_is_refused(officer, firm, story, changes, status, code):
    answer = officer.post("/measures", wanted(**changes))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_two_firms_probe_each_other_and_find_nothing(party, firm):
    other = a_firm("FIRMBETA")
    measure = imposed(party, "close-shop", timezone.now())
    violation = breaks(party, day=today(), now=timezone.now())
    assert other.get("/measures").json()["items"] == [] == other.get("/violations").json()["items"]
    assert other.get("/standings").json()["items"] == [] == other.get("/proposals").json()["items"]
    for path in (f"/measures/{measure.public}", f"/measures/{measure.public}/statement", "/parties/firmalpha/standing"):
        assert other.get(path).json()["code"] == "not-there", path
    for path in (f"/measures/{measure.public}/lift", f"/measures/{measure.public}/reverse",
                 f"/violations/{violation.public}/reverse"):  # fmt: skip
        assert firm.post(path, {"text": "x"}).status_code == 403, path
    for path, body in (("/measures", wanted()), ("/proposals", wanted()), ("/foreseen", {"party": "firmalpha"}),
                       ("/violations", {"party": "firmalpha", "findings": [1], "text": "x"})):  # fmt: skip
        assert firm.post(path, body).status_code == 403, path


def test_a_firm_appeals_where_the_measure_says(firm, party):
    measure = imposed(party, "close-shop", timezone.now())
    route = firm.get(f"/measures/{measure.public}").json()["appeal_route"].removeprefix(BASE)
    assert a_firm("FIRMBETA").post(route, {"text": "Not ours"}).json()["code"] == "not-there"
    answer = firm.post(route, {"text": "The goods are genuine"})
    assert (answer.status_code, len(answer.json()["case"])) == (201, 11)
    assert firm.get(f"/measures/{measure.public}").json()["state"] == "stopped"
    assert firm.post(route, {"text": "Again"}).json()["code"] == "appealed-before"


def test_an_agent_sees_what_its_principal_sees_one_at_a_time(party):
    imposed(party, "warn", timezone.now())
    agent = an_agent("firmalpha")
    assert agent.get("/measures").json()["items"] == []
    agent.party = "firmalpha"
    assert len(agent.get("/measures").json()["items"]) == 1


def test_everybody_reads_the_register_and_nobody_reads_names(anybody, party):
    Party.objects.filter(pk=party.pk).update(name="深圳市华强贸易有限公司")
    party.refresh_from_db()
    measure = imposed(party, "close-shop", timezone.now(), text="Mr Li said so", thing="LISTING-12345678")
    imposed(party, "warn", timezone.now())
    page = anybody("/register")
    (entry,) = page.json()["items"]
    assert (entry["party"], entry["label"], entry["in_force"]) == ("深*", "关闭店铺", True)
    for secret in ("华强", "FIRMALPHA", "firmalpha", "Li", "LISTING-12345678", "account:1"):
        assert secret not in page.content.decode()
    assert anybody("/register", search="firmalpha").json()["items"] == [entry]
    assert anybody("/register", search="深圳市华强贸易有限公司").json()["items"] == [entry]
    assert anybody("/register", search="华强").json()["items"] == [] == anybody("/register", search="%").json()["items"]
    stated = anybody(f"/register/{measure.public}/statement").json()
    assert list(faults(stated["statement"])) == [] and stated["assumed"] and "Li" not in str(stated["statement"])
    overturn(measure, timezone.now())
    assert anybody("/register").json()["items"] == []
    assert anybody(f"/register/{measure.public}").status_code == 404


def test_the_register_comes_in_pages_and_is_counted(anybody, party, monkeypatch):
    for number in range(5):
        changing.impose(party, "account:1", timezone.now(), "takedown", today(), clauses=["4.8.2-a"], case="C",
                        thing=f"L-{number}")  # fmt: skip
    first = anybody("/register", limit=3).json()
    rest = anybody("/register", limit=3, cursor=first["next"]).json()
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [3, 2, None]
    monkeypatch.setitem(LIMITS, "requests without a token", Limit(3, 10**9, "one address", "a test"))
    assert [anybody("/register").status_code for _ in range(5)] == [200, 200, 200, 429, 429]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"kind": "scold"}, {"cursor": "x"}])
def test_a_question_that_makes_no_sense_is_refused(anybody, query):
    assert anybody("/register", **query).status_code == 422
