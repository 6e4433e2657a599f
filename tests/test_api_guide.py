"""What the guide to the API shows runs: its request, its addresses, its Python; its list of events is whole."""

import json
import re

import pytest

from shibosi.api.tests.world import BASE, an_order, the_platform
from shibosi.store import webhooks
from shibosi.store.models import Case, Finding
from tests.house import files
from tests.test_guides import python_of

GUIDES = ["docs/guide/the-api.md", "docs/guide/the-api.zh.md"]
LACKS = ("unusable-values", "unknown-law-value")
"""What an address answers that asks for more than the guide shows."""
pytestmark = pytest.mark.parametrize("guide", GUIDES)


def said(guide):
    return (files.ROOT / guide).read_text(encoding="utf-8")


def section(guide, heading):
    """What stands between the so-many-eth heading and the next."""
    return said(guide).split("\n## ")[heading]


@pytest.mark.django_db
def test_the_request_hands_a_document_in_and_again_with_the_same_answer(guide):
    (command,) = re.findall(r"```console\n(curl .*?)```", said(guide), re.DOTALL)
    path = re.search(r"(/api/v1\S*)", command)[1].removeprefix(BASE)
    key = re.search(r"Idempotency-Key: ([^\"]+)", command)[1]
    body = json.loads(re.search(r"-d '(.*)'", command, re.DOTALL)[1])
    caller = the_platform()
    first, again = (caller.post(path, body, **{"Idempotency-Key": key}) for _ in range(2))
    assert first.status_code in (200, 201) and first.json()["stored"] == 1
    assert {"decision", "dossiers", "findings"} <= first.json().keys()
    assert again.json()["receipt"] == first.json()["receipt"]
    body["documents"][0]["values"]["number"] = "O-2"
    assert caller.post(path, body, **{"Idempotency-Key": key}).status_code == 409


@pytest.mark.django_db
def test_every_address_to_read_answers(guide):
    caller = the_platform()
    caller.hand_in(an_order(order_type="M", ordered_at="2026-01-02T10:00:00+08:00"))
    case = Case.objects.get()
    finding = Finding.objects.filter(dossier=case.dossier, resolved_at__isnull=True)[0]
    known = {"/findings/{id}": f"/findings/{finding.pk}", "{id}": str(case.dossier_id), "{kind}": "order",
             "{city}": "Shanghai", "{number}": case.public}  # fmt: skip
    told = [address for address in re.findall(r"`(/[a-z][^`]*)`", section(guide, 3)) if address != "/law/citations"]
    assert len(told) > 15
    for address in told:
        filled = address
        for name, value in known.items():
            filled = filled.replace(name, value)
        answer = caller.get(filled)
        lacking = answer.status_code != 200 and "?" not in address and answer.json()["code"] in LACKS
        assert answer.status_code == 200 or lacking, (address, answer.content[:300])


@pytest.mark.django_db(transaction=True)
def test_the_python_reads_findings_from_a_server(guide, live_server, monkeypatch, capsys):
    caller = the_platform()
    caller.hand_in(an_order(order_type="M"))
    Finding.objects.update(severity=2)
    (code,) = python_of(guide)
    assert "http://127.0.0.1:8000" in code and "sbs_…" in code
    exec(code.replace("http://127.0.0.1:8000", live_server.url).replace("sbs_…", caller.token), {})
    told = capsys.readouterr().out
    assert len(told.splitlines()) == Finding.objects.filter(resolved_at__isnull=True).count() > 0 and "O-1" in told


def test_every_event_is_listed_and_no_other(guide):
    told = set(re.findall(r"`([a-z]+\.[a-z]+)`", section(guide, 5)))
    assert told == set(webhooks.EVENTS)
