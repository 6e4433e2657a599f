"""Reading: each sees its own, in pages, in its language, with reasons; rules are open to all."""

import pytest
from django.test import Client

from shibosi.api.tests.world import BASE, a_clerk, a_firm, an_order, the_platform
from shibosi.kernel.log.tree import verify_consistency, verify_inclusion
from shibosi.settings.limits import LIMITS
from shibosi.store.models import AccessEntry, Finding, Role
from shibosi.store.tests.trade import documents, frames, hand_in

pytestmark = pytest.mark.django_db


def a_payment(firm, order, **values):
    return {"kind": "payment", "values": {"number": f"P-{order}", "firm_code": firm, "order_number": order, **values}}


@pytest.mark.parametrize("path", ["/documents", "/dossiers", "/findings"])
def test_pages_bring_everything_once(path):
    firm = a_firm("AAA")
    firm.hand_in(*(an_order(number=f"O-{number}") for number in range(7)))
    whole = [one["id"] for one in firm.get(path, limit=200).json()["items"]]
    found, cursor = [], ""
    while cursor is not None:
        page = firm.get(path, limit=3, cursor=cursor).json()
        found += [one["id"] for one in page["items"]]
        cursor = page["next"]
    assert found == whole and len(set(whole)) == len(whole) >= 7


@pytest.mark.parametrize("sort", ["newest", "oldest", "severity", "last_seen"])
def test_findings_come_in_every_order_and_a_cursor_fits_one_order_only(sort):
    firm = a_firm("AAA")
    firm.hand_in(an_order(number="O-1"))
    firm.hand_in(an_order(number="O-2"))
    first = firm.get("/findings", sort=sort, limit=1).json()
    rest = firm.get("/findings", sort=sort, limit=200, cursor=first["next"]).json()
    assert len({one["id"] for one in first["items"] + rest["items"]}) == Finding.objects.count()
    other = "newest" if sort != "newest" else "severity"
    assert firm.get("/findings", sort=other, cursor=first["next"]).json()["code"] == "bad-cursor"


def test_findings_are_found_by_what_they_are():
    firm = a_firm("AAA")
    firm.hand_in(an_order())
    one = firm.get("/findings").json()["items"][0]
    for name in ("control", "outcome", "severity", "dossier"):
        found = firm.get("/findings", **{name: one[name]}).json()["items"]
        assert found and all(each[name] == one[name] for each in found)
    assert firm.get("/findings", seen_before=one["first_seen"]).json()["items"] == []
    assert firm.get("/findings", seen_from=one["first_seen"]).json()["items"]
    Finding.objects.filter(pk=one["id"]).update(resolved_at=Finding.objects.get(pk=one["id"]).first_seen)
    assert one["id"] not in [each["id"] for each in firm.get("/findings").json()["items"]]
    assert [each["id"] for each in firm.get("/findings", state="resolved").json()["items"]] == [one["id"]]


def test_a_finding_says_in_each_language_what_is_wrong_and_why():
    firm = a_firm("AAA")
    firm.hand_in(an_order())
    number = firm.get("/findings").json()["items"][0]["id"]
    for language in ("en", "zh"):
        firm.language = language
        found, why = firm.get(f"/findings/{number}").json(), firm.get(f"/findings/{number}/explanation").json()
        assert found["sentence"] == why["sentence"] and found["remedy"]
        assert any("一" <= letter <= "鿿" for letter in found["sentence"]) is (language == "zh")
        assert why["outcome"] == found["outcome"] and why["reasons"]


def test_every_finding_of_a_trade_full_of_faults_can_be_explained():
    hand_in(documents(frames(40, faults=1.0)))
    staff = the_platform()
    found = staff.get("/findings", limit=200).json()["items"]
    assert len({one["control"] for one in found}) > 15
    for one in found:
        assert staff.get(f"/findings/{one['id']}").status_code == 200
        why = staff.get(f"/findings/{one['id']}/explanation").json()
        assert (why["outcome"], bool(why["reasons"])) == (one["outcome"], True)


def test_in_a_dossier_each_sees_its_own_whole_and_of_others_what_it_may():
    shop, bank, thief = a_firm("AAA"), a_firm("BBB"), a_firm("TTT")
    shop.hand_in(an_order(payment_firm_code="BBB", buyer_id="110101199003070038"))
    bank.hand_in(a_payment("BBB", "O-1"))
    thief.hand_in(a_payment("TTT", "O-1", number="P-2"))
    told = {}
    for name, firm in (("shop", shop), ("bank", bank), ("thief", thief)):
        (state,) = firm.get("/dossiers", kind="order", key="O-1").json()["items"]
        (told[name],) = firm.get(f"/dossiers/{state['id']}").json()["rows"]["order"]
    assert [told[name]["sight"] for name in told] == ["whole", "named", "beside"]
    assert [told[name]["values"].get("buyer_name") for name in told] == ["李华", "李*", None]
    assert [told[name]["values"].get("buyer_id") for name in told] == ["110101199003070038", "***", None]
    assert told["thief"]["values"] == {"number": "O-1"}
    assert {entry.by.split("/")[1] for entry in AccessEntry.objects.all()} == {"aaa"}


def test_two_firms_probe_every_address_and_find_nothing_of_each_other():
    a, b = a_firm("FIRMALPHA"), a_firm("FIRMBETA")
    handed = {}
    for firm, code in ((a, "FIRMALPHA"), (b, "FIRMBETA")):
        handed[code] = firm.hand_in(an_order(code, f"O-{code}", note=f"secret of {code}")).json()
        made = firm.post("/webhooks", {"url": f"https://{code.lower()}.example/x", "events": ["finding.opened"]})
        assert made.status_code == 201, made.content
        handed[code]["webhook"] = made.json()["id"]
        firm.hand_in(an_order(code, f"O2-{code}"))
    paths = {path: item for path, item in Client().get(f"{BASE}/openapi.json", headers={"Host": "localhost"})
             .json()["paths"].items() if "get" in item}  # fmt: skip
    assert len(paths) > 20
    for firm, mine, other in ((a, "FIRMALPHA", "FIRMBETA"), (b, "FIRMBETA", "FIRMALPHA")):
        own, foreign = set(), 0
        for whose in (mine, other):
            owner = a if whose == "FIRMALPHA" else b
            ids = {
                "receipt": [handed[whose]["receipt"]], "webhook": [handed[whose]["webhook"]],
                "document": [one["id"] for one in owner.get("/documents").json()["items"]],
                "dossier": [one["id"] for one in owner.get("/dossiers").json()["items"]],
                "finding": [one["id"] for one in owner.get("/findings").json()["items"]],
                "job": [1], "position": [0, 1], "control": ["x"], "clause": ["4.5.1"], "parameter": ["x"],
                "kind": ["order"], "number": [one["number"] for one in owner.get("/cases").json()["items"]],
            }  # fmt: skip
            for path in paths:
                name = path.partition("{")[2].partition("}")[0]
                for value in ids.get(name, ["1"]) if name else [""]:
                    answer = firm.get(path.removeprefix(BASE).replace(f"{{{name}}}", str(value)))
                    assert answer.status_code < 500
                    assert other.encode() not in answer.content and other.lower().encode() not in answer.content, path
                    if answer.status_code == 200 and whose == mine:
                        own.add(path)
                    if name in ("receipt", "webhook", "document", "dossier", "finding", "job") and whose == other:
                        assert answer.status_code == 404, path
                        foreign += 1
        assert foreign > 5 and {f"{BASE}/documents/{{document}}", f"{BASE}/findings/{{finding}}"} <= own


def test_the_log_proves_its_entries_to_the_platform_and_is_shut_to_firms():
    staff, firm = the_platform(Role.AUDITOR), a_firm("AAA")
    firm.hand_in(an_order(number="O-1"))
    before = staff.get("/log/head").json()
    firm.hand_in(an_order(number="O-2"))
    now = staff.get("/log/head").json()
    entry, proof = staff.get("/log/entries/1").json(), staff.get("/log/proofs/inclusion", position=1).json()
    path = [bytes.fromhex(part) for part in proof["path"]]
    root, leaf = bytes.fromhex(now["root"]), bytes.fromhex(entry["leaf"])
    assert verify_inclusion(1, now["size"], leaf, path, root) and proof["root"] == now["root"]
    grown = staff.get("/log/proofs/consistency", first=before["size"]).json()
    assert verify_consistency(before["size"], now["size"], [bytes.fromhex(part) for part in grown["path"]],
                              bytes.fromhex(before["root"]), root)  # fmt: skip
    for address in ("/log/head", "/log/entries/1", "/log/proofs/inclusion?position=1"):
        assert firm.get(address).status_code == 403
    assert staff.get("/log/proofs/inclusion", position=1, size=10**6).status_code == 422


@pytest.mark.parametrize(
    "path",
    ["/controls", "/controls?clause=4.5.1", "/clauses?under=4.5", "/clauses/4.5.1", "/parameters?day=2026-01-01",
     "/records", "/records/order"],
)  # fmt: skip
def test_rules_are_open_to_all(path):
    answer = Client().get(BASE + path, headers={"Host": "localhost", "Accept-Language": "zh"})
    assert answer.status_code == 200 and len(answer.json()) > 0
    assert "一" <= max(answer.content.decode())


def test_each_control_and_parameter_and_kind_of_record_has_a_page():
    firm = a_firm("AAA")
    for control in firm.get("/controls").json():
        assert firm.get(f"/controls/{control['control']}").json()["sentence"] == control["sentence"]
    for parameter in firm.get("/parameters", day="2026-01-01").json():
        assert firm.get(f"/parameters/{parameter['parameter']}").json()["versions"] is not None
    for kind in firm.get("/records").json():
        assert firm.get(f"/records/{kind['kind']}").json()["title"] == kind["kind"]


def test_who_asks_is_told_what_it_may():
    firm = a_firm("AAA", ["documents:read"])
    found = firm.get("/me").json()
    assert (found["party"], found["scopes"], found["may"]) == (
        {"party": "aaa", "name": "AAA"}, ["documents:read"], ["documents.read", "documents.export"],
    )  # fmt: skip


@pytest.mark.parametrize("token", ["", "sbs_000000000000_" + "x" * 43, "Basic"])
def test_nobody_gets_in_without_a_token(token):
    answer = Client().get(f"{BASE}/findings", headers={"Host": "localhost", "Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer["www-authenticate"]) == (401, "Bearer")


def test_the_session_of_a_browser_reads_and_does_not_write():
    a_firm("AAA")
    client = Client()
    client.force_login(a_clerk("aaa"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"{BASE}/me", headers={"Host": "localhost"}).json()["party"]["party"] == "aaa"
    answer = client.post(f"{BASE}/documents", {"documents": []}, "application/json", headers={"Host": "localhost"})
    assert answer.status_code == 401


def test_who_asks_too_often_is_told_when_to_come_again(settings):
    client, limit = Client(REMOTE_ADDR="10.9.8.7"), LIMITS["requests without a token"]
    answers = [client.get(f"{BASE}/records", headers={"Host": "localhost"}) for _ in range(2 * limit.amount + 1)]
    assert answers[-1].status_code == 429 and 0 < int(answers[-1]["retry-after"]) <= limit.seconds


def test_the_server_says_how_it_is():
    client, host = Client(), {"Host": "localhost"}
    assert client.get("/health/live", headers=host).json() == {"live": True}
    ready = client.get("/health/ready", headers=host).json()
    assert ready["ready"] and all(ready["checks"].values())
    a_firm("AAA").hand_in(an_order())
    text = client.get("/metrics", headers=host).content.decode()
    assert 'shibosi_handed_in_total{decision="' in text and "shibosi_log_entries" in text
    assert 'route="api/v1/documents"' in text
    assert Client(REMOTE_ADDR="8.8.8.8").get("/metrics", headers=host).status_code == 401


def test_the_docs_ask_nobody_else():
    client, host = Client(), {"Host": "localhost"}
    page = client.get(f"{BASE}/docs", headers=host)
    assert "default-src 'self'" in page["content-security-policy"]
    assert b"//" not in page.content.replace(b"http://www.w3.org", b"")
    for address in (b"swagger-ui.css", b"swagger-ui-bundle.js", b"swagger-ui-init.js"):
        assert address in page.content
        assert client.get(f"/static/ninja/{address.decode()}", headers=host).status_code == 200


@pytest.mark.parametrize(
    ("path", "asked", "place"),
    [
        ("/findings", {"party": "somebody"}, "query.party"),
        ("/findings", {"limit": 5, "severty": "minor"}, "query.severty"),
        ("/me", {"kind": "order"}, "query.kind"),
    ],
)
def test_a_parameter_that_is_not_described_is_refused_and_not_taken_for_an_answer(path, asked, place):
    answer = a_firm("AAA").get(path, **asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "unusable-values")
    assert place in answer.json()["detail"]
