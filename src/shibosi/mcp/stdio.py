"""MCP on standard input and output: one message a line, for an agent on this machine."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from shibosi.mcp.protocol import LONGEST_MESSAGE, PARSE, Server, answered, failed
from shibosi.mcp.reading import READING
from shibosi.mcp.tool import Caller


def serve(source: BinaryIO, sink: BinaryIO, today: Callable[[], date], runs: Path) -> None:
    """Answer every line of `source` on `sink` until it ends."""
    while line := source.readline(LONGEST_MESSAGE + 1):
        whole = len(line) <= LONGEST_MESSAGE
        while not line.endswith(b"\n") and (rest := source.readline(LONGEST_MESSAGE)):
            line = rest
        if not line.strip() and whole:
            continue
        answer = answered(line, Server(READING, Caller(today(), runs=runs))) if whole else TOO_LONG
        if answer is not None:
            sink.write(json.dumps(answer, ensure_ascii=False, default=_exact).encode() + b"\n")
            sink.flush()


TOO_LONG = failed(None, PARSE, "Message too long")


def _exact(found: object) -> str:
    assert isinstance(found, Decimal), found
    return str(found)
