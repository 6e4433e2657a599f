"""Messages as JSON: the same names and values, for programs that make them; and back to XML, the same each time."""

import json
from decimal import Decimal
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase
from shibosi.methods.formats.ceb import Message, build_message
from shibosi.methods.formats.ceb.fields import shape
from shibosi.methods.formats.ceb.message import NewDocument

LARGEST = 64 << 20
TOP = {"message", "guid", "version", "documents", "BaseTransfer"}


class NoMessage(ShibosiError):
    """JSON that describes no message."""

    code = "no-message"
    message = "This JSON describes no message: {reason}."


def as_json(message: Message) -> dict[str, Any]:
    """A message as an object of JSON: documents by section and element, values as the text they are.

    What cannot be said so is named in `left_out`: a signature, subscriptions and extensions, the envelope.
    """
    head = shape(message.name).head.name
    left_out = [
        name
        for name, there in (
            ("Signature", bool(message.signatures)),
            ("Envelope", message.envelope is not None),
            ("BaseSubscribe", b"BaseSubscribe" in message.tail),
            ("ExtendMessage", b"ExtendMessage" in message.tail),
        )
        if there
    ]
    made: dict[str, Any] = {
        "message": message.name, "guid": message.guid or "", "version": message.version or "",
        "documents": [{head: dict(one.head)} | {name: list(rows) for name, rows in one.lists.items()}
                      for one in message.documents],
    }  # fmt: skip
    if message.transfer:
        made["BaseTransfer"] = dict(message.transfer)
    return made | ({"left_out": left_out} if left_out else {})


def from_json(data: bytes) -> Message:
    """The message an object of JSON describes, elements in the order of the schema. Numbers stay exact.

    Raises NoMessage, UnknownMessage, UnknownElement, UnwritableText.
    """
    if len(data) > LARGEST:
        raise NoMessage(reason=Phrase("it has more than {most} bytes", most=LARGEST))
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_never)
    except (ValueError, RecursionError) as mistake:
        raise NoMessage(reason=Phrase("it cannot be read as JSON")) from mistake
    if not isinstance(found, dict) or not isinstance(found.get("message"), str):
        raise NoMessage(reason=Phrase("it is no object with a name in 'message'"))
    other = sorted(set(found) - TOP - {"left_out"})
    if other:
        raise NoMessage(reason=Phrase("'{name}' has no meaning here", name=str(other[0])[:40]))
    form = shape(found["message"])
    documents = found.get("documents", [])
    if not isinstance(documents, list):
        raise NoMessage(reason=Phrase("'documents' is no list"))
    names = {section.name for section in form.lists}
    made = [_document(one, form.head.name, names) for one in documents]
    transfer = found.get("BaseTransfer")
    if transfer is not None:
        _row(transfer, "BaseTransfer")
    guid, version = found.get("guid", ""), found.get("version", "1.0")
    if not isinstance(guid, str) or not isinstance(version, str):
        raise NoMessage(reason=Phrase("'guid' or 'version' is no text"))
    return build_message(form.message, made, transfer, guid, version)


def _document(found: Any, head: str, lists: set[str]) -> NewDocument:
    if not isinstance(found, dict) or head not in found:
        raise NoMessage(reason=Phrase("a document without {name}", name=head))
    other = sorted(set(found) - lists - {head})
    if other:
        raise NoMessage(reason=Phrase("'{name}' has no meaning here", name=str(other[0])[:40]))
    rows: dict[str, list[dict[str, Any]]] = {}
    for name in lists & set(found):
        if not isinstance(found[name], list):
            raise NoMessage(reason=Phrase("'{name}' is no list", name=name))
        rows[name] = [_row(row, name) for row in found[name]]
    return {"head": _row(found[head], head), "lists": rows}


def _row(found: Any, name: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise NoMessage(reason=Phrase("'{name}' holds something that is no object", name=name))
    for element, value in found.items():
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal | None):
            raise NoMessage(reason=Phrase("{name} is neither text nor a number", name=str(element)[:40]))
    return found


def _never(constant: str) -> None:
    raise ValueError(constant)
