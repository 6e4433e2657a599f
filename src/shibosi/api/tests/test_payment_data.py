"""Payment data on demand over HTTP: customs asks the server, the worker uploads, the simulated customs takes it."""

import json
import urllib.request
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from shibosi.api.tests.world import BASE
from shibosi.cli.customs.payments import listening
from shibosi.methods.customsoffice.sampling import Sampler
from shibosi.methods.messages.signing.keys import SM2, new_key, private_key, public_key
from shibosi.store import jobs
from shibosi.store.declaring import payments
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.models import Finding, Job, stored

PLATFORM = "4403966ABC"
KEPT = {
    "firm_code": "3120980105", "number": "T-1", "order_number": "O-1", "platform_code": PLATFORM, "request": "a=1",
    "response": "ok", "amount": "5.00", "currency": "142", "verified_by": "3", "method": "1",
    "traded_at": "2026-03-02T10:00:00+08:00", "goods": "面膜", "links": "https://shop.example/1",
    "payee_account": "A-1", "payee_name": "甲",
}  # fmt: skip


@pytest.fixture
def key(tmp_path, monkeypatch):
    """A key that is set up, and its public half."""
    private, public = new_key(SM2)
    path = tmp_path / "key.pem"
    path.write_bytes(private)
    monkeypatch.setenv("SHIBOSI_MESSAGE_KEY", str(path))
    monkeypatch.setenv("SHIBOSI_MESSAGE_NUMBER", "01AB")
    monkeypatch.setenv("SHIBOSI_WEBHOOKS_PRIVATE", "1")
    assert private_key(private).kind == SM2
    return public_key(public)


def keep(*documents):
    given = [{"kind": "original_payment", "values": KEPT | one} for one in documents or [{}]]
    receive(given, HandedIn("test", PLATFORM), timezone.now())


def asked(url, text):
    """A question over real HTTP."""
    body = urlencode({"openReq": text}).encode()
    with urllib.request.urlopen(f"{url}{BASE}/customs/payment-data/{PLATFORM}", body, timeout=10) as answered:
        return json.loads(answered.read())


@pytest.mark.django_db(transaction=True)
def test_customs_asks_and_has_the_data_of_every_order_of_the_payment(live_server, key, monkeypatch):
    keep({}, {"order_number": "O-2"}, {"order_number": "O-9", "number": "T-9", "goods": None})
    sampler = Sampler(key.verifies)
    with listening(sampler, 0) as port:
        monkeypatch.setenv("SHIBOSI_PAYMENT_UPLOAD", f"http://127.0.0.1:{port}/grab")
        question = sampler.question("O-1", 1)
        assert asked(live_server.url, question)["code"] == asked(live_server.url, question)["code"] == "10000"
        assert asked(live_server.url, sampler.question("O-7", 1)) | {"serviceTime": 0} == {
            "code": "20000", "message": "no such order", "serviceTime": 0,
        }  # fmt: skip
        assert Job.objects.filter(name=payments.JOB).count() == 1
        done = jobs.work_once(timezone.now)
        assert done.result["result"] == "10000", (done.error, sampler.faults)
        payments.work(jobs.Running(done, timezone.now), **done.arguments)
    (found,) = sampler.taken.values()
    assert not sampler.faults and found["certNo"] == "01ab"
    assert [one["orderNo"] for one in found["payExchangeInfoLists"]] == ["O-1", "O-2"]
    row = stored("payment_query").objects.get()
    assert (row.order_number, row.result, row.certificate_number) == ("O-1", "10000", "01ab")
    assert not Finding.objects.filter(control__startswith="payment_asked_for").exclude(outcome="undetermined")


@pytest.mark.django_db
def test_without_key_or_address_every_question_is_refused():
    keep()
    said = Client().post(f"{BASE}/customs/payment-data/{PLATFORM}", {"openReq": Sampler().question("O-1", 1)}).json()
    assert (said["code"], said["message"]) == ("20000", "uploads are not set up") and not Job.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["{", '{"orderNo": "O-1"}', "[]"])
def test_what_is_no_question_is_answered_with_the_code_of_customs(text):
    said = Client().post(f"{BASE}/customs/payment-data/{PLATFORM}", {"openReq": text}).json()
    assert said["code"] == "20000" and "payment data" in said["message"]


@pytest.mark.django_db
def test_another_platform_learns_nothing(key, monkeypatch):
    keep()
    monkeypatch.setenv("SHIBOSI_PAYMENT_UPLOAD", "http://127.0.0.1:9/grab")
    said = Client().post(f"{BASE}/customs/payment-data/OTHER", {"openReq": Sampler().question("O-1", 1)}).json()
    assert said["message"] == "no such order" and not Job.objects.exists()
    assert Client().post(f"{BASE}/customs/payment-data/a.b", {"openReq": "x"}).status_code == 422
