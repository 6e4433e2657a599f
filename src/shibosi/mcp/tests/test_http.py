"""The tools over HTTP: the official client with a token; who may do what; what is turned away."""

import asyncio
import json

import httpx
import pytest
from django.test import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from shibosi.api.tests.world import a_firm, an_order
from shibosi.mcp.tests.asked import AN_ORDER
from shibosi.store.models import Document, Finding

PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


def post(token="", body=PING, **headers):
    """A message to the door."""
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = body if isinstance(body, bytes) else json.dumps(body)
    return Client().post("/mcp", data, content_type="application/json", headers={"Host": "localhost", **headers})


def asked(address, token, *calls):
    """What the server answers to some calls, and which tools it offers."""

    async def talk():
        opened = streamable_http_client(
            f"{address}/mcp", http_client=httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"})
        )
        async with opened as (source, sink, _), ClientSession(source, sink) as session:
            await session.initialize()
            tools = [tool.name for tool in (await session.list_tools()).tools]
            return tools, [await session.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(talk())


def called(caller, tool, **arguments):
    """A call without a client: the result of the tool."""
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    return post(caller.token, body).json()


@pytest.mark.django_db(transaction=True)
def test_a_token_that_may_report_hands_in_and_reads_what_was_found(live_server):
    firm = a_firm("FIRMALPHA")
    document = json.loads(json.dumps(an_order("FIRMALPHA")))
    reported = ("report_documents", {"documents": [document], "repeat_key": "k"})
    tools, (first, again) = asked(live_server.url, firm.token, reported, reported)
    assert tools[-1] == "report_documents"
    assert (first.structuredContent["answer"]["stored"], again.structuredContent["answer"]["repeated"]) == (1, True)
    number = Finding.objects.first().pk
    _, (why,) = asked(live_server.url, firm.token, ("explain", {"kind": "finding", "name": str(number)}))
    assert why.structuredContent["about"]["why"]["reasons"]


@pytest.mark.django_db
def test_a_reading_token_is_not_offered_to_report_and_cannot():
    reader = a_firm("FIRMALPHA", ["findings:read"])
    listed = post(reader.token, {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).json()["result"]["tools"]
    assert "report_documents" not in {tool["name"] for tool in listed}
    assert all(tool["annotations"]["readOnlyHint"] for tool in listed)
    assert "error" in called(reader, "report_documents", documents=[AN_ORDER])
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_checking_keeps_nothing():
    firm = a_firm("FIRMALPHA")
    found = called(firm, "check_order", documents=[AN_ORDER])["result"]["structuredContent"]
    assert found["decision"] == "hold" and not Document.objects.exists() and not Finding.objects.exists()


@pytest.mark.django_db
def test_a_finding_of_another_is_not_there():
    a, b = a_firm("FIRMALPHA"), a_firm("FIRMBETA")
    a.hand_in(an_order("FIRMALPHA"))
    number = str(Finding.objects.first().pk)
    for name in (number, "999999"):
        error = called(b, "explain", kind="finding", name=name)["result"]["structuredContent"]["error"]
        assert error["code"] == "not-there"


@pytest.mark.django_db
def test_reporting_for_others_is_refused():
    firm = a_firm("FIRMALPHA")
    error = called(firm, "report_documents", documents=[json.loads(json.dumps(an_order("FIRMBETA")))])
    assert error["result"]["structuredContent"]["error"]["code"] == "reports-for-others"
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_who_has_no_token_or_comes_from_elsewhere_is_turned_away():
    firm = a_firm("FIRMALPHA")
    assert post().status_code == 401
    assert post("sbs_wrong").status_code == 401
    assert post(firm.token, Origin="https://evil.example").status_code == 403
    assert post(firm.token, Origin="http://localhost").status_code == 200
    assert post(firm.token, **{"Mcp-Protocol-Version": "1999-01-01"}).status_code == 422
    assert post(firm.token, b" " * ((1 << 20) + 1)).status_code == 413
    assert Client().get("/mcp", headers={"Host": "localhost"}).status_code == 405
    assert post(firm.token, {"jsonrpc": "2.0", "method": "notifications/initialized"}).status_code == 202
