"""Webhooks: told of one's own, signed, again until it is taken, never to an address inside."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.utils import timezone

from shibosi.api.tests.world import a_firm, an_agent, an_order, the_platform
from shibosi.store import sending
from shibosi.store.jobs import work_once
from shibosi.store.models import Delivery, Job, LogEntry, Subscription
from shibosi.store.tests.trade import documents, frames, hand_in

pytestmark = pytest.mark.django_db
EVENTS = ["finding.opened", "finding.resolved", "dossier.decided"]


class Listener:
    """An address that keeps what it is told."""

    def __init__(self):
        self.status, self.told = 200, []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                listener.told.append((dict(self.headers), self.rfile.read(int(self.headers["content-length"]))))
                self.send_response(listener.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *words):
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?a=1"


@pytest.fixture
def listener(monkeypatch):
    monkeypatch.setenv("SHIBOSI_WEBHOOKS_PRIVATE", "1")
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


def subscribed(firm, url, events=EVENTS):
    answer = firm.post("/webhooks", {"url": url, "events": events})
    assert answer.status_code == 201, answer.content
    return answer.json()


def work(later=timedelta(0)):
    """Do every job that is due."""
    done = []
    while (job := work_once(lambda: timezone.now() + later)) is not None:
        done.append(job)
    return done


def signed(secret, headers, body):
    """Whether one of the signatures is right."""
    stamp, *found = headers["X-Shibosi-Signature"].split(",")
    right = hmac.new(secret.encode(), stamp.removeprefix("t=").encode() + b"." + body, sha256).hexdigest()
    return f"v1={right}" in found


def test_a_firm_is_told_of_its_own_dossiers_and_of_no_other(listener):
    a, b = a_firm("FIRMALPHA"), a_firm("FIRMBETA")
    hook = subscribed(a, listener.url)
    a.hand_in(an_order("FIRMALPHA", "O-A"))
    b.hand_in(an_order("FIRMBETA", "O-B"))
    assert [job.state for job in work()] == ["done"]
    ((headers, body),) = listener.told
    assert signed(hook["secret"], headers, body) and b"O-B" not in body and "李华".encode() not in body
    told = json.loads(body)["events"]
    assert {one["event"] for one in told} == {"finding.opened", "dossier.decided"}
    assert {one["dossier"]["id"] for one in told} <= {one["id"] for one in a.get("/dossiers").json()["items"]}
    (sent,) = a.get(f"/webhooks/{hook['id']}/deliveries").json()["items"]
    assert (sent["status"], sent["attempts"], sent["events"]) == (200, 1, len(told))


def test_what_is_resolved_is_told_too(listener):
    every = documents(frames(10, faults=0))
    hand_in([one for one in every if one.kind != "waybill"])
    staff = the_platform()
    subscribed(staff, listener.url, ["finding.resolved"])
    hand_in([one for one in every if one.kind == "waybill"])
    gone = staff.get("/findings", state="resolved", limit=200).json()["items"]
    work()
    told = [one["finding"]["id"] for _, body in listener.told for one in json.loads(body)["events"]]
    assert gone and sorted(told) == sorted(one["id"] for one in gone)


def test_what_is_not_taken_is_sent_again_and_nothing_twice(listener):
    firm = a_firm("AAA")
    hook = subscribed(firm, listener.url)
    firm.hand_in(an_order())
    listener.status = 302
    (job,) = work()
    assert (job.state, job.attempts) == ("waiting", 1)
    listener.status = 204
    assert [one.state for one in work(timedelta(hours=1))] == ["done"]
    assert len(listener.told) == 2 and listener.told[0][1] == listener.told[1][1]
    sent = Delivery.objects.get()
    assert (sent.attempts, sent.status, sent.error) == (2, 204, "")
    again = firm.post(f"/webhooks/{hook['id']}/deliveries/{sent.public}", b"")
    assert again.status_code == 202
    work()
    assert len(listener.told) == 3


def test_a_new_secret_signs_beside_the_old_one_for_a_day(listener):
    firm = a_firm("AAA")
    old = subscribed(firm, listener.url)
    new = firm.post(f"/webhooks/{old['id']}/secret", b"").json()
    assert new["secret"] != old["secret"] and "secret" not in firm.get("/webhooks").json()["items"][0]
    firm.hand_in(an_order(number="O-1"))
    work()
    firm.hand_in(an_order(number="O-2"))
    work(timedelta(days=1, minutes=1))
    (first, second) = listener.told
    assert signed(old["secret"], *first) and signed(new["secret"], *first)
    assert not signed(old["secret"], *second) and signed(new["secret"], *second)


def test_an_address_that_was_ended_is_told_nothing_more(listener):
    firm = a_firm("AAA")
    hook = subscribed(firm, listener.url)
    firm.hand_in(an_order())
    assert firm_delete(firm, hook["id"]).status_code == 204
    firm.hand_in(an_order(number="O-2"))
    work()
    assert listener.told == [] and firm_delete(firm, hook["id"]).status_code == 404
    assert LogEntry.objects.filter(what="webhook ended").count() == 1


def firm_delete(firm, hook):
    from django.test import Client

    return Client().delete(f"/api/v1/webhooks/{hook}", headers=firm.headers())


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "https://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/", "https://169.254.169.254/",
        "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://user:pw@example.com/", "ftp://example.com",
        "https://", "https://example.com:0/", "https://example.com:99999/", "https://a b/", "https://exämple.com/",
        "https://[2002:7f00:1::]/", "javascript:alert(1)", "https://0.0.0.0/", "https://[fd00::1]/", "https://[", "x",
    ],
)  # fmt: skip
def test_nothing_is_sent_to_an_address_inside(url):
    answer = a_firm("AAA").post("/webhooks", {"url": url, "events": EVENTS})
    assert (answer.status_code, answer.json()["code"]) == (422, "unusable-address")
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("found", ["127.0.0.1", "192.168.1.1", "::1", "fe80::1%eth0", "::ffff:10.0.0.1"])
def test_a_name_that_leads_inside_is_told_nothing(monkeypatch, found):
    connected = []
    monkeypatch.setattr(sending.socket, "getaddrinfo", lambda *_, **__: [
        (0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (found, 443))])  # fmt: skip
    monkeypatch.setattr(sending.socket, "create_connection", lambda *where: connected.append(where))
    firm = a_firm("AAA")
    subscribed(firm, "https://inside.example.com/")
    firm.hand_in(an_order())
    (job,) = work()
    assert job.state == "waiting" and not connected
    assert "https://…" in Delivery.objects.get().error


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    connected = []

    def refuse(where, seconds):
        connected.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(sending.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("93.184.216.34", 443))])
    monkeypatch.setattr(sending.socket, "create_connection", refuse)
    with pytest.raises(sending.NotDelivered):
        sending.post("https://outside.example.com/", b"{}", {})
    assert connected == [("93.184.216.34", 443)]


def test_the_platform_is_told_of_all_and_a_firm_sets_up_so_many(listener):
    staff, firm = the_platform(), a_firm("AAA")
    subscribed(staff, listener.url)
    firm.hand_in(an_order())
    work()
    assert len(listener.told) == 1
    for _ in range(20):
        subscribed(firm, listener.url)
    assert firm.post("/webhooks", {"url": listener.url, "events": EVENTS}).json()["code"] == "too-many-addresses"


def test_webhooks_need_their_scope_and_no_mandate_gives_it():
    firm = a_firm("AAA", ["documents:read", "findings:read"])
    assert firm.get("/webhooks").json()["code"] == "scope-lacking"
    agent = an_agent("aaa")
    agent.party = "aaa"
    assert agent.get("/webhooks").json()["code"] == "scope-lacking"


def test_where_nobody_listens_nothing_is_put_down():
    a_firm("AAA").hand_in(an_order())
    assert not Job.objects.exists() and not Delivery.objects.exists()
