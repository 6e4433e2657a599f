"""Watching a server: ids of requests, lines of the log, readiness, numbers, traces."""

import logging
import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from shibosi.api import health
from shibosi.api.tests.world import a_firm, an_order
from shibosi.store import logbook, readiness, tracing
from shibosi.store.tracing import NoTracing

pytestmark = pytest.mark.django_db
HOST = {"Host": "localhost"}


@pytest.fixture
def lines(caplog):
    """The lines of the log, each with what it says."""
    caplog.set_level(logging.INFO, "shibosi")
    return lambda: [record.facts for record in caplog.records if record.name == "shibosi.requests"]


def test_a_request_is_one_line_without_anything_personal(lines):
    firm = a_firm("AAA")
    firm.hand_in(an_order(buyer_name="李华"))
    firm.get("/dossiers", key="李华")
    first, second = lines()
    assert re.fullmatch(r"token:\w+/aaa", first["viewer"])
    assert (first["method"], first["route"], first["status"]) == ("POST", "api/v1/documents", 200)
    assert second["route"] == "api/v1/dossiers" and first["ms"] > 0
    assert "李华" not in str(lines()) and firm.token not in str(lines())


def test_who_watches_does_not_fill_the_log(lines):
    Client().get("/health/live", headers=HOST)
    Client().get("/metrics", headers=HOST)
    assert lines() == []


def test_a_request_has_an_id_and_only_our_own_proxy_may_give_it(monkeypatch):
    given = {**HOST, "X-Request-Id": "proxy-0123456789"}
    assert Client().get("/health/live", headers=given)["X-Request-Id"] != given["X-Request-Id"]
    monkeypatch.setenv("SHIBOSI_PROXIES", "1")
    assert Client().get("/health/live", headers=given)["X-Request-Id"] == given["X-Request-Id"]
    for odd in ("short", "a" * 65, "a b c d e f g", "x\r\nSet-Cookie: a=b"):
        answered = Client().get("/health/live", headers={**HOST, "X-Request-Id": odd})
        assert re.fullmatch("[0-9a-f]{16}", answered["X-Request-Id"])


def failed():
    answer = Client().get("/health/ready", headers=HOST)
    found = answer.json()
    assert (answer.status_code == 200) == found.get("ready", False)
    return {name for name, state in found.get("facts", {}).items() if state == "failed"}


def test_a_server_is_ready_until_something_fails(monkeypatch):
    assert failed() == set()
    monkeypatch.setattr(readiness, "ROOM", 1 << 60)
    assert failed() == {"disk"}
    monkeypatch.undo()
    logbook.append([logbook.Entry("x", "y", {})], timezone.now() + timedelta(minutes=10))
    assert failed() == {"clock"}
    monkeypatch.setattr(readiness.MigrationExecutor, "migration_plan", lambda *given: [1])
    assert failed() == {"tables", "clock"}

    def gone(*given):
        raise DatabaseError

    monkeypatch.setattr(readiness, "MigrationExecutor", gone)
    monkeypatch.setattr(connection, "close", lambda: None)
    assert failed() == {"database", "tables", "clock"}


def test_numbers_are_in_the_form_of_prometheus():
    a_firm("AAA").hand_in(an_order())
    text = Client().get("/metrics", headers=HOST).content.decode()
    line = re.compile(r'(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="(\\.|[^"\\])*",?)+\})? [-+\d.e]+(inf)?)')
    assert all(line.fullmatch(one) for one in text.splitlines())
    for name in ("requests_total", "handed_in_total", "open_findings", "disk_free_bytes", "dossiers_to_judge_again"):
        assert f"shibosi_{name}" in text
    assert health.PROMETHEUS


class Spans:
    """A collector of our own."""

    def __init__(self):
        self.seen = []

    def start_as_current_span(self, name, attributes, **rest):
        made = Span(name, dict(attributes))
        self.seen.append(made)
        return made


class Span:
    def __init__(self, name, attributes):
        self.name, self.attributes, self.ended = name, attributes, False

    def set_attribute(self, name, value):
        self.attributes[name] = value

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.ended = True


def test_requests_and_intake_have_spans_that_say_nothing_of_documents(monkeypatch):
    spans = Spans()
    monkeypatch.setattr(tracing, "_tracer", lambda: spans)
    a_firm("AAA").hand_in(an_order(buyer_name="李华"))
    assert [one.name for one in spans.seen] == ["request", "intake"] and all(one.ended for one in spans.seen)
    assert "李华" not in str([vars(one) for one in spans.seen])
    with pytest.raises(ValueError, match="李华"), tracing.span("job"):
        raise ValueError("李华")
    assert spans.seen[-1].attributes == {"error.type": "ValueError"}


def test_traces_are_off_unless_a_collector_is_named(monkeypatch):
    tracing._tracer.cache_clear()
    assert tracing._tracer() is None
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
    tracing._tracer.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(NoTracing, match="SHIBOSI_EXTRAS=tracing"):
        tracing._tracer()
    monkeypatch.undo()
    tracing._tracer.cache_clear()
