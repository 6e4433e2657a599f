"""The API does what its description says: no mistake of the server, no answer that is not described."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shibosi.api.tests.world import an_order, the_platform

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
          response_schema_conformance]  # fmt: skip
described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@schemathesis.serializer("application/x-ndjson")
def as_it_is(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@pytest.fixture
def caller(db, monkeypatch):
    monkeypatch.setattr("shibosi.store.limiting.count", lambda *limit: None)
    found = the_platform()
    found.hand_in(an_order())
    signals = (request_started, request_finished)
    for signal in signals:  # as Django's own client does: the transaction of the test lives on its connection
        signal.disconnect(close_old_connections)
    yield found
    for signal in signals:
        signal.connect(close_old_connections)


@described.parametrize()
@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate],
          suppress_health_check=list(HealthCheck))  # fmt: skip
def test_every_answer_is_described(case, caller):
    case.call_and_validate(headers=caller.headers(), checks=CHECKS)
