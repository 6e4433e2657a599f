"""Envelopes around messages: DxpMsg and DxpMsgSv of the exchange platform, and the JSON wrapper of local windows."""

import base64
import binascii
import json
import re
from typing import Any

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.encoding import Source
from shibosi.methods.formats.ceb.guard import START_TAG, GuardedParser, Stop, end_of
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.model import DSIG, DXP, Envelope, Row, Span
from shibosi.methods.formats.ceb.values import SPACE

DATA = f"{DXP} Data"
SIGNATURE = f"{DSIG} Signature"
RECEIVER = f"{DXP} ReceiverId"
BLANK = bytes.maketrans(b"", b""), SPACE.encode()
JSON_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"')
JSON_PAYLOAD = "message.messageBody.data"


class _Number(str):
    """A number of the JSON text, kept as it is written there."""


Opened = tuple[Envelope, bytes] | Problem


def looks_like_json(data: bytes) -> bool:
    """Whether the file starts like a JSON object."""
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def open_xml(source: Source, file: str, limits: Limits) -> Opened:
    """A DxpMsg or DxpMsgSv and its payload, or the problem."""
    reader = _XmlEnvelope(source, limits)
    try:
        reader.guarded.feed(source.text)
    except Stop as stop:
        return stop.wording.at(file, f"line {stop.line}", key_lost=True, read=0, **stop.facts)
    path = "DxpMsg/Data"
    if len(reader.payloads) != 1 or not reader.payload.strip():
        why = wording.TWO_PAYLOADS if len(reader.payloads) > 1 else wording.NO_PAYLOAD
        return why.at(file, "line 1", key_lost=True, envelope=reader.kind, path=path)
    inner = _decoded(reader.payload)
    if inner is None:
        line = source.line(reader.payloads[0][0])
        return wording.BAD_BASE64.at(file, f"line {line}", key_lost=True, envelope=reader.kind)
    order = sorted({place for span in (*reader.payloads, *reader.signatures) for place in span})
    place = dict(zip(order, source.to_original(order), strict=True))
    (start, end), *_ = reader.payloads
    envelope = Envelope(
        kind=reader.kind,
        head=reader.head,
        receivers=tuple(reader.receivers),
        original=source.original,
        payload=(place[start], place[end]),
        signatures=tuple((place[first], place[last]) for first, last in reader.signatures),
        codec=source.codec,
    )
    return envelope, inner


def open_json(data: bytes, file: str) -> Opened:
    """The JSON wrapper and its payload, or the problem."""
    repeated: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        repeated.extend(name for name in set(names) if names.count(name) > 1)
        return dict(pairs)

    try:
        text = data.decode("utf-8")
        whole = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=once, parse_int=_Number, parse_float=_Number)
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        return wording.BAD_BYTES.at(file, f"line {line}", key_lost=True, offset=error.start, encoding="UTF-8")
    except json.JSONDecodeError as error:
        return wording.BAD_JSON.at(file, f"line {error.lineno}", key_lost=True, column=error.colno)
    except RecursionError:
        return wording.DEEP_JSON.at(file, "line 1", key_lost=True)
    if repeated:
        return wording.REPEATED_JSON.at(file, "line 1", key_lost=True, name=repeated[0])
    message = whole.get("message")
    body = message.get("messageBody") if isinstance(message, dict) else None
    head = message.get("messageHead") if isinstance(message, dict) else None
    head = head if isinstance(head, dict) else None
    payload = body.get("data") if isinstance(body, dict) else None
    if not isinstance(payload, str) or isinstance(payload, _Number) or not payload.strip():
        return wording.NO_PAYLOAD.at(file, "line 1", key_lost=True, envelope="JSON", path=JSON_PAYLOAD)
    inner = _decoded(payload)
    if inner is None:
        return wording.BAD_BASE64.at(file, "line 1", key_lost=True, envelope="JSON")
    spans = _json_spans(text, payload)
    if len(spans) != 1:
        return wording.TWO_PAYLOADS.at(file, "line 1", key_lost=True, envelope="JSON", path=JSON_PAYLOAD)
    values = {name: str(value) or None for name, value in (head or {}).items() if isinstance(value, str)}
    receiver = values.get("receiverID")
    return Envelope("JSON", values, (receiver,) if receiver else (), data, spans[0]), inner


def wrapped(envelope: Envelope, inner: bytes) -> bytes:
    """The envelope around another payload. Its own signatures, void now, are left out; all else keeps its bytes."""
    text = base64.b64encode(inner).decode("ascii").encode(envelope.codec)
    start, end = envelope.payload
    edits = sorted([(start, end, text), *((first, last, b"") for first, last in envelope.signatures)])
    pieces, at = [], 0
    for first, last, instead in edits:
        pieces += [envelope.original[at:first], instead]
        at = last
    return b"".join([*pieces, envelope.original[at:]])


def _decoded(payload: str) -> bytes | None:
    try:
        return base64.b64decode(payload.encode("ascii").translate(*BLANK), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None


def _json_spans(text: str, payload: str) -> list[Span]:
    """Where strings equal to the payload stand in the JSON text, in bytes, without their quotation marks."""
    spans = []
    for match in JSON_STRING.finditer(text):
        if len(match[1]) >= len(payload) and json.loads(match[0]) == payload:
            start = len(text[: match.start(1)].encode("utf-8"))
            spans.append((start, start + len(match[1].encode("utf-8"))))
    return spans


class _XmlEnvelope:
    """The handlers for DxpMsg and DxpMsgSv: routing values, the payload, the places of both."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.text = source.text
        self.limits = limits
        self.kind = ""
        self.head: Row = {}
        self.receivers: list[str] = []
        self.payload = ""
        self.payloads: list[Span] = []
        self.signatures: list[Span] = []
        self.open: list[tuple[str, int]] = []
        self.signed = self.elements = 0
        self.value: list[str] = []
        self.guarded = GuardedParser(limits)
        self.parser = self.guarded.parser
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.value.append

    def _start(self, name: str, attributes: list[str]) -> None:
        line = self.guarded.line
        self.guarded.check(attributes)
        self.elements += 1
        if self.elements > self.limits.names:
            raise Stop(wording.TOO_MANY_ELEMENTS, line, limit=self.limits.names)
        self.kind = self.kind or name.rpartition(" ")[2]
        if self.open and self.open[-1][0] == DATA:
            raise Stop(wording.BAD_BASE64, line, envelope=self.kind)
        self.open.append((name, self.parser.CurrentByteIndex))
        if len(self.open) > self.limits.depth:
            raise Stop(wording.TOO_DEEP, line, limit=self.limits.depth)
        self.signed += name == SIGNATURE
        self.value.clear()

    def _end(self, name: str) -> None:
        _, start = self.open.pop()
        at = self.parser.CurrentByteIndex
        text = "".join(self.value).strip(SPACE)
        self.value.clear()
        if name == SIGNATURE:
            self.signed -= 1
            if not self.signed:
                self.signatures.append((start, end_of(self.text, start, at)))
        elif self.signed:
            return
        elif name == DATA:
            self.payload = text
            tag = START_TAG.match(self.text, start)
            self.payloads.append((tag.end() if tag else at, at))
        elif name == RECEIVER:
            self.receivers.append(text)
        elif text:
            local = name.rpartition(" ")[2]
            self.head.setdefault(local, text)
