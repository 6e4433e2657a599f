"""Messages of the protocol, right and wrong, without a wire."""

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.words import language, speak
from shibosi.mcp.protocol import METHOD, PARAMS, PARSE, REQUEST, VERSIONS, Server, answered
from shibosi.mcp.reading import READING
from shibosi.mcp.stdio import serve
from shibosi.mcp.tool import Caller

DAY = date(2026, 6, 30)


@pytest.fixture
def server(tmp_path):
    yield Server(READING, Caller(DAY, runs=tmp_path))
    speak("en")


def call(server, tool, **arguments):
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    return server.answer(asked)["result"]


def test_the_newest_revision_is_offered_to_whoever_asks_for_one_that_is_not_spoken(server):
    for wanted, spoken in ((VERSIONS[-1], VERSIONS[-1]), ("1999-01-01", VERSIONS[0]), (None, VERSIONS[0])):
        asked = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": wanted}}
        assert server.answer(asked)["result"]["protocolVersion"] == spoken


@pytest.mark.parametrize(
    ("story", "sent", "code"),
    [
        ("no JSON", b"{", PARSE),
        ("a number there is not", b'{"jsonrpc": "2.0", "id": NaN}', PARSE),
        ("nested without end", b"[" * 100_000, PARSE),
        ("several at once", b"[]", REQUEST),
        ("another protocol", b'{"jsonrpc": "1.0", "id": 1, "method": "ping"}', REQUEST),
        ("no method", b'{"jsonrpc": "2.0", "id": 1}', REQUEST),
        ("an id that is none", b'{"jsonrpc": "2.0", "id": [], "method": "ping"}', REQUEST),
        ("a method there is not", b'{"jsonrpc": "2.0", "id": 1, "method": "resources/list"}', METHOD),
        ("a tool there is not", b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {}}', PARAMS),
        ("parameters in a list", b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}', PARAMS),
    ],
)
def test_a_wrong_message_is_answered_with_an_error(server, story, sent, code):
    assert answered(sent, server)["error"]["code"] == code


@pytest.mark.parametrize("sent", [b'{"jsonrpc": "2.0", "method": "x"}', b'{"jsonrpc": "2.0", "id": 1, "result": {}}'])
def test_what_wants_no_answer_gets_none(server, sent):
    assert answered(sent, server) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    )
)
def test_no_argument_brings_the_server_down(arguments):
    server = Server(READING, Caller(DAY))
    for tool in server.tools:
        asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
        found = server.answer(asked)
        assert found["id"] == 1 and ("error" in found or "content" in found["result"])


def test_lines_are_answered_in_order_and_too_long_ones_refused(tmp_path):
    ping = b'{"jsonrpc": "2.0", "id": 7, "method": "ping"}'
    sink = io.BytesIO()
    serve(io.BytesIO(b"\n" + b"x" * (2 << 20) + b"\n" + ping + b"\n" + ping), sink, lambda: DAY, tmp_path)
    first, *rest = map(json.loads, sink.getvalue().splitlines())
    assert first["error"]["code"] == PARSE
    assert [one["result"] for one in rest] == [{}, {}]


def test_descriptions_are_in_the_language_in_use(server):
    speak("zh")
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    text = json.dumps(server.answer(asked)["result"], ensure_ascii=False)
    assert "核查订单" in text and "The day it is decided for" not in text


def test_a_tool_answers_in_the_language_it_is_told_and_leaves_the_other_as_it_was(server):
    found = call(server, "search_rules", query="退货", language="zh", most=1)
    assert "退货" in found["content"][0]["text"]
    assert language() == "en"


@pytest.mark.parametrize(
    ("story", "tool", "arguments", "code", "hint"),
    [
        ("a misspelt control", "explain", {"kind": "control", "name": "amount_paid_add_up"}, "unknown-control",
         "amount_paid_adds_up"),
        ("no such clause", "explain", {"kind": "clause", "name": "99.9"}, "unknown-clause", None),
        ("no such record", "check_order", {"documents": [{"kind": "ordr", "values": {}}]}, "unknown-record", None),
        ("lines of another document", "check_order",
         {"documents": [{"kind": "order", "values": {"number": "1"}, "lines": {"list_line": []}}]}, "no-such-lines",
         None),
        ("a misspelt argument", "search_rules", {"query": "x", "kindss": []}, "unusable-arguments", "kinds"),
        ("too many documents", "check_order", {"documents": [{"kind": "order", "values": {}}] * 51},
         "unusable-arguments", None),
        ("no such mode", "what_is_needed", {"order_type": "I", "customs_mode": "9"}, "no-such-order-type", None),
        ("a run outside the folder", "explain", {"kind": "finding", "name": "1", "run": "../run"}, "no-such-run", None),
        ("no run at all", "explain", {"kind": "finding", "name": "#1"}, "no-runs", None),
        ("no number", "explain", {"kind": "finding", "name": "one"}, "not-a-number", None),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_an_error_of_the_tool(server, story, tool, arguments, code, hint):
    found = call(server, tool, **arguments)
    assert found["isError"] and found["structuredContent"]["error"]["code"] == code
    if hint:
        assert found["structuredContent"]["error"]["hint"] == hint
