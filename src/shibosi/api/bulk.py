"""Bulk: documents line by line, taken in some hundred at a time, answered line by line while they still come."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router

from shibosi.api import bodies, written
from shibosi.api.counting import HANDED_IN, count
from shibosi.api.documents import repeat_key
from shibosi.api.errors import problem_of, readable, status_of
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.words import language, speak
from shibosi.store.allowing import may_hand_in, may_report
from shibosi.store.intake.answers import reason
from shibosi.store.intake.bulk import LineAnswer, receive_lines
from shibosi.store.intake.exact import parsed, shaped
from shibosi.store.intake.handed import Read, read
from shibosi.store.intake.opened import shown_number
from shibosi.store.intake.receiving import HandedIn
from shibosi.store.viewers import Viewer

router = Router(tags=["documents"], auth=Asking())
CHUNK = 300
"""Documents of one transaction: long enough to be quick, short enough for others to get their turn."""


@router.post("/documents/bulk", openapi_extra=written.BULK, summary="Hand many documents in")
def bulk(request: HttpRequest) -> Any:
    """Take documents in line by line (NDJSON), in transactions of 300; each line is answered with a line.

    Cut short, what was answered is stored; sent again with the same Idempotency-Key it is answered as before.
    """
    viewer = viewer_of(request)
    may_hand_in(viewer)
    bodies.type_of(request, bodies.NDJSON)
    answers = _answers(request, viewer, repeat_key(request), language())
    return StreamingHttpResponse(answers, content_type=bodies.NDJSON)


def _answers(request: HttpRequest, viewer: Viewer, key: str | None, spoken: str) -> Iterator[bytes]:
    """The answer, line by line. What stops it is said in a last line."""
    chunk: list[tuple[int, bytes]] = []
    number, together = 0, key or secrets.token_hex(16)
    try:
        for place, line in enumerate(bodies.lines_of(request), 1):
            chunk.append((place, line))
            if len(chunk) == CHUNK:
                yield _taken(chunk, viewer, key, together, number, spoken)
                chunk, number = [], number + 1
        if chunk:
            yield _taken(chunk, viewer, key, together, number, spoken)
    except ShibosiError as mistake:
        speak(spoken)
        yield _line({"stopped": problem_of(mistake, status_of(mistake))})


def _taken(
    chunk: list[tuple[int, bytes]], viewer: Viewer, key: str | None, together: str, number: int, spoken: str
) -> bytes:
    speak(spoken)
    how = HandedIn(viewer.by, viewer.reporter, f"{key}:{number}" if key else None, together)
    every = [_read(viewer, place, line) for place, line in chunk]
    found = receive_lines(every, b"".join(line for _, line in chunk), how, viewer.now)
    for one in found:
        count(HANDED_IN, decision=one.decision)
    return b"".join(_said(place, read, one, spoken)
                    for (place, _), read, one in zip(chunk, every, found, strict=True))  # fmt: skip


def _read(viewer: Viewer, place: int, line: bytes) -> Read:
    """A line as a document, or what stands in its way."""
    name = f"line {place}"
    try:
        (one,) = read([shaped(parsed(line))])
        if one.document is not None:
            may_report(viewer, [one.document.rows])
    except ShibosiError as mistake:
        return Read(name, None, [Problem(name, "", mistake.code, mistake.message, {**mistake.facts, "place": name})])
    return replace(one, place=name)


def _said(place: int, read: Read, one: LineAnswer, spoken: str) -> bytes:
    document = read.document
    kind, number = (document.kind, shown_number(document)) if document is not None else ("", "")
    problems = [
        {"code": found.code, "place": found.place, "sentence": found.words(spoken)} for found in one.problems
    ]  # fmt: skip
    because = [{"control": why.control, "outcome": why.outcome, "waits": why.waits} | reason(why, spoken)
               for why in one.because]  # fmt: skip
    return _line({"line": place, "kind": kind, "number": number, "decision": one.decision, "known": one.known,
                  "receipt": one.receipt, "problems": problems, "because": because})  # fmt: skip


def _line(said: dict[str, Any]) -> bytes:
    return readable(said) + b"\n"
