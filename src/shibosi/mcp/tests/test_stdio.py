"""The tools as an agent on this machine has them: the official client over a process of its own."""

import asyncio
import os
import sys

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from shibosi.batch.check import Asked, check
from shibosi.example import write_example
from shibosi.mcp.tests.asked import A_PURCHASE, AN_ORDER


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with a run in it."""
    folder = tmp_path_factory.mktemp("mcp")
    made = write_example(folder / "example", 40, 1, fault_share=0.5)
    check(Asked((folder / "example" / "documents",), folder / "runs" / "first", made.as_of, report=False))
    return folder


def asked(home, *calls):
    """What a fresh server answers to some calls, and which tools it offers."""

    async def talk():
        environment = {**os.environ, "LANG": "C.UTF-8"}
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "shibosi", "mcp"], env=environment, cwd=str(home)
        )
        async with stdio_client(server) as (source, sink), ClientSession(source, sink) as session:
            await session.initialize()
            tools = [tool.name for tool in (await session.list_tools()).tools]
            return tools, [await session.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(talk())


def test_an_agent_checks_explains_and_asks(home):
    tools, (sound, broken, why, needed, missing) = asked(
        home,
        ("check_order", {"documents": A_PURCHASE, "as_of": "2026-06-30"}),
        ("check_order", {"documents": [AN_ORDER]}),
        ("explain", {"kind": "finding", "name": "1", "run": "first"}),
        ("what_is_needed", {"order_type": "I", "language": "zh"}),
        ("explain", {"kind": "parameter", "name": "retail_import_limits.singl"}),
    )
    assert tools == ["check_order", "explain", "what_is_needed", "search_rules", "landed_cost"]
    assert sound.structuredContent["decision"] == "accept" and sound.structuredContent["findings"] == []
    assert broken.structuredContent["decision"] == "hold"
    assert "shop_payment_was_reported" in {one["control"] for one in broken.structuredContent["findings"]}
    assert why.structuredContent["about"]["recorded"]["number"] == 1 and why.structuredContent["about"]["reasons"]
    assert "订单编号" in needed.content[0].text
    assert missing.isError and missing.structuredContent["error"]["hint"] == "retail_import_limits.single"


def test_nothing_is_left_behind(home):
    before = sorted(home.rglob("*"))
    asked(home, ("check_order", {"documents": [AN_ORDER]}), ("search_rules", {"query": "退货"}))
    assert sorted(home.rglob("*")) == before
