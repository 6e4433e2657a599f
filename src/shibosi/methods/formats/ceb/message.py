"""Reading and writing CEB messages: what was not changed keeps its very bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NotRequired, TypedDict

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.encoding import open_bytes
from shibosi.methods.formats.ceb.envelope import looks_like_json, open_json, open_xml, wrapped
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.model import Document, Envelope, Message, Values
from shibosi.methods.formats.ceb.reader import EnvelopeFound, read_source
from shibosi.methods.formats.ceb.report import bad_place
from shibosi.methods.formats.ceb.writing import body_of, new_text

__all__ = ["Document", "Envelope", "Message", "NewDocument", "build_message", "read_message", "write_message"]


class NewDocument(TypedDict):
    """The values of a document to build: `head` by element name, `lists` of lines by element name."""

    head: Values
    lists: NotRequired[Mapping[str, Sequence[Values]]]


def read_message(data: bytes, name: str, limits: Limits | None = None) -> tuple[Message | None, list[Problem]]:
    """The message in the bytes of a file called `name`, and everything that could not be read.

    The message is None when nothing of it could be read. Envelopes are opened. What was read before a cut or a fault
    is there; `Message.complete` says whether it is all. Elements the specification does not know are kept, and named
    in `Message.notes`. Nothing is fetched, no entity is expanded.
    """
    return _read(data, name, limits or Limits(), 1)


def _read(data: bytes, name: str, limits: Limits, depth: int) -> tuple[Message | None, list[Problem]]:
    if len(data) > limits.size:
        place = "line 1"
        return None, [wording.TOO_LARGE.at(name, place, key_lost=True, size=len(data), limit=limits.size)]
    found: list[Problem] = []
    if looks_like_json(data):
        opened = open_json(data, name)
    else:
        source = open_bytes(data, name)
        if isinstance(source, Problem):
            return None, [source]
        try:
            return read_source(source, name, limits)
        except EnvelopeFound:
            opened = open_xml(source, name, limits)
            found = [bad_place(source, bad, name, source.line(bad.text_at)) for bad in source.bad[:1]]
    if isinstance(opened, Problem):
        return None, [*found, opened]
    if depth > limits.envelopes:
        return None, [wording.TOO_MANY_ENVELOPES.at(name, "line 1", key_lost=True, limit=limits.envelopes)]
    envelope, payload = opened
    message, problems = _read(payload, name, limits, depth + 1)
    problems = [*found, *(_inside(problem) for problem in problems)]
    if message:
        message.notes = [_inside(note) for note in message.notes]
        inner = message.envelope
        if inner is None:
            message.envelope = envelope
        else:
            while inner.outer:
                inner = inner.outer
            inner.outer = envelope
    return message, problems


def _inside(problem: Problem) -> Problem:
    return replace(problem, place=f"payload, {problem.place}")


def write_message(message: Message) -> bytes:
    """The file of a message: unchanged, the bytes that were read; else with only the changed documents written anew.

    A signature no longer fits changed documents and is left out, as `Message.signature_dropped` says beforehand; so is
    the signature of an envelope, which then holds the new message. Raises CannotRewrite, NoPlaceForDocuments.
    """
    envelope = message.envelope
    if not message.changed:
        data = message.original
        while envelope:
            data, envelope = envelope.original, envelope.outer
        return data
    data = body_of(message)
    while envelope:
        data, envelope = wrapped(envelope, data), envelope.outer
    return data


def build_message(
    name: str, documents: Sequence[NewDocument], transfer: Values | None = None, guid: str = "", version: str = "1.0"
) -> Message:
    """A new message such as CEB311Message: elements in the order of the schema, None left out, decimals as given.

    `transfer` holds the values of BaseTransfer; answers of customs have none. The message comes without a signature.
    Raises UnknownMessage, UnknownElement, UnwritableText, and TypeError for an inexact number.
    """
    text = new_text(name, documents, transfer, guid, version)
    message, problems = read_message(text.encode("utf-8"), name)
    assert message is not None and not problems, problems
    return message
