"""The Model Context Protocol as far as a server of tools speaks it: JSON-RPC 2.0 messages in, answers out.

Written against the specification of 2025-11-25 (base protocol, lifecycle, tools); no session is kept.
"""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from pydantic import ValidationError

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.validating import why
from shibosi.kernel.words import language, speak, translate
from shibosi.mcp.tool import Answer, Caller, Tool
from shibosi.store.intake.exact import parsed

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26")
"""Revisions of the protocol that are spoken, the newest first."""
PARSE, REQUEST, METHOD, PARAMS = -32700, -32600, -32601, -32602
LONGEST_MESSAGE = 1 << 20
"""Bytes of a message."""
LONGEST = 40_000
"""Letters of an answer in words; the values beside them are whole."""
INSTRUCTIONS = (
    "Checks cross-border e-commerce orders against T/CATIS 030-2025 and the laws it names. Ask what_is_needed before "
    "you make documents, check_order before they are handed in, explain for what a finding or a clause means. An "
    "undetermined outcome is not a pass: a fact is missing."
)


class UnusableArguments(ShibosiError):
    """Arguments that do not fit a tool."""

    code = "unusable-arguments"
    message = "The argument {place} cannot be used: {reason}."


class Mistake(Exception):
    """A message that is not one of the protocol; answered as a JSON-RPC error."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


class Server:
    """Answers the messages of one caller, who is offered these tools."""

    def __init__(self, tools: Iterable[Tool], caller: Caller) -> None:
        self.tools = {tool.name: tool for tool in tools}
        self.caller = caller

    def answer(self, message: Any) -> dict[str, Any] | None:
        """The answer to a message; None to a notification, and to an answer of the other side."""
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            return failed(None, REQUEST, "Invalid request")
        method, number = message.get("method"), message.get("id")
        if not isinstance(method, str):
            answers = "result" in message or "error" in message
            return None if answers else failed(_id(number), REQUEST, "Invalid request")
        if "id" not in message:
            return None
        if isinstance(number, bool) or not isinstance(number, str | int):
            return failed(None, REQUEST, "Invalid request")
        try:
            return {"jsonrpc": "2.0", "id": number, "result": self._result(method, message.get("params") or {})}
        except Mistake as mistake:
            return failed(number, mistake.code, str(mistake))

    def _result(self, method: str, params: Any) -> dict[str, Any]:
        if not isinstance(params, dict):
            raise Mistake(PARAMS, "Invalid params")
        if method == "initialize":
            return _initialized(params)
        if method == "ping":
            return {}
        if method == "tools/list":
            return {"tools": [tool.described() for tool in self.tools.values()]}
        if method == "tools/call":
            return self._called(params)
        raise Mistake(METHOD, "Method not found")

    def _called(self, params: dict[str, Any]) -> dict[str, Any]:
        tool = self.tools.get(str(params.get("name")))
        arguments = params.get("arguments") or {}
        if tool is None or not isinstance(arguments, dict):
            raise Mistake(PARAMS, "Unknown tool" if tool is None else "Invalid params")
        before = language()
        if arguments.get("language") in ("zh", "en"):
            speak(arguments["language"])
        try:
            return _given(tool.run(_asked(tool, arguments), self.caller))
        except ShibosiError as mistake:
            return _refused(mistake)
        finally:
            speak(before)


def answered(data: bytes, server: Server) -> dict[str, Any] | None:
    """The answer to a message as it comes."""
    try:
        message = parsed(data)
    except ShibosiError as mistake:
        return failed(None, PARSE, mistake.sentence())
    return server.answer(message)


def failed(number: str | int | None, code: int, words: str) -> dict[str, Any]:
    """A JSON-RPC error."""
    return {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": words}}


def _id(found: Any) -> str | int | None:
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def _initialized(params: dict[str, Any]) -> dict[str, Any]:
    wanted = params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {"listChanged": False}},
        "serverInfo": {"name": "shibosi", "title": "Shibosi 市舶司", "version": version("shibosi")},
        "instructions": translate(INSTRUCTIONS),
    }


def _asked(tool: Tool, arguments: dict[str, Any]) -> Any:
    """The arguments, read. Raises UnusableArguments with the first that does not fit."""
    try:
        return tool.asks.model_validate(arguments)
    except ValidationError as mistake:
        first = mistake.errors()[0]
        place = ".".join(map(str, first["loc"]))[:100] or tool.name
        hint = None
        if first["type"] == "extra_forbidden" and len(first["loc"]) == 1:
            hint = nearest(place, list(tool.asks.model_fields))
        raise UnusableArguments(place=place, reason=why(first), hint=hint) from mistake


def _given(answer: Answer) -> dict[str, Any]:
    text = "\n".join(answer.lines())
    if len(text) > LONGEST:
        text = text[:LONGEST] + translate("… (cut short; the structured content is whole)")
    return {"content": [{"type": "text", "text": text}], "structuredContent": answer.model_dump(mode="json"),
            "isError": False}  # fmt: skip


def _refused(mistake: ShibosiError) -> dict[str, Any]:
    """An error as a tool answers it: the sentence, and code and facts for programs."""
    facts = {name: str(value) for name, value in mistake.facts.items()}
    error = {"code": mistake.code, "sentence": mistake.sentence(), "facts": facts, "hint": mistake.hint}
    return {"content": [{"type": "text", "text": f"{mistake.code}: {mistake.sentence()}"}],
            "structuredContent": {"error": error}, "isError": True}  # fmt: skip
