"""Turning values into XML: whole new messages, and changed documents in the style of the ones around them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from shibosi.methods.formats.ceb.errors import CannotRewrite, MovedMarkup, NoPlaceForDocuments, WrongDocument
from shibosi.methods.formats.ceb.fields import TRANSFER, Section, Shape, shape
from shibosi.methods.formats.ceb.guard import START_TAG
from shibosi.methods.formats.ceb.model import CEB, Document, Message, Row
from shibosi.methods.formats.ceb.values import RawValue, checked, known_only

PREFIX = re.compile(r"<(?:([^\s/>:]+):)?")
INDENT = re.compile(r"\s*")
BEFORE_END = re.compile(r"(\s*)</[^<>]*>\Z")


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is laid out: its start tag, the prefix of names ("ceb:"), and the white space before a section,
    before a value, and before the end tags of section and document."""

    start_tag: str
    prefix: str
    section: str
    value: str
    section_end: str
    end: str


def body_of(message: Message) -> bytes:
    """The bytes of a changed message, without its envelope."""
    if not message.complete:
        raise CannotRewrite(file=message.file)
    if not message.slots:
        raise NoPlaceForDocuments(file=message.file)
    pieces: list[bytes] = []
    at = 0
    model = message.original[slice(*message.slots[0])]
    first_gap = _unsigned(message, 0, message.slots[0][0]).decode(message.codec, "replace")
    indent = first_gap[len(first_gap.rstrip()) :].encode(message.codec)
    for number, slot in enumerate(message.slots):
        gap = _unsigned(message, at, slot[0])
        at = slot[1]
        if number < len(message.documents):
            pieces += [gap, _document(message, message.documents[number], model)]
        elif gap.decode(message.codec, "replace").strip():
            pieces.append(gap)
    for document in message.documents[len(message.slots) :]:
        pieces += [indent, _document(message, document, model)]
    return b"".join([*pieces, _unsigned(message, at, len(message.original))])


def _unsigned(message: Message, start: int, end: int) -> bytes:
    """The original bytes from start to end without signatures."""
    pieces = []
    for first, last in sorted(message.signatures):
        if start <= first and last <= end:
            pieces.append(message.original[start:first])
            start = last
    return b"".join([*pieces, message.original[start:end]])


def _document(message: Message, document: Document, model: bytes) -> bytes:
    own = document.source is message.original
    if own and not document.changed:
        return document.original
    if document.message != message.name:
        raise WrongDocument(name=message.name, other=document.message)
    raw = bool(document.extra) or any(isinstance(value, RawValue) for row in _rows(document) for value in row.values())
    if raw and not own:
        raise MovedMarkup(part=document.part, line=document.line)
    style = _style((document.original if own else model).decode(message.codec), shape(document.message))
    return _written(document, style).encode(message.codec if raw else message.writer, "xmlcharrefreplace")


def _rows(document: Document) -> Iterable[Row]:
    yield document.head
    for rows in document.lists.values():
        yield from rows


def _style(text: str, form: Shape) -> Style:
    """The layout of a document's source."""
    tag = START_TAG.match(text.encode("utf-8"))
    assert tag is not None
    start_tag = tag[0].decode("utf-8")
    found = PREFIX.match(text)
    prefix = f"{found[1]}:" if found and found[1] else ""
    inside = text[len(start_tag) :]
    if start_tag.endswith("/>"):
        start_tag, inside = start_tag[:-2].rstrip() + ">", ""
    first = _indent(inside)
    end = BEFORE_END.search(inside)
    head = re.match(rf"\s*<{re.escape(prefix + form.head.name)}\s*>(\s*)<[^/]", inside)
    value = head[1] if head else first
    return Style(start_tag, prefix, first, value, first, end[1] if end else "")


def _indent(text: str) -> str:
    found = INDENT.match(text)
    return found[0] if found else ""


def _written(document: Document, style: Style) -> str:
    """The document's XML in a layout."""
    form = shape(document.message)
    name = style.prefix + form.part
    pieces = [style.start_tag]
    if form.flat:
        pieces += _values(document.head, form.head, style.section, style.prefix)
    else:
        pieces += _section(document.head, form.head, style)
        lists = {section.name: section for section in form.lists}
        for section, rows in document.lists.items():
            for row in rows:
                pieces += _section(row, lists[section], style)
    pieces += [style.section + raw.xml for raw in document.extra]
    return "".join([*pieces, style.end, f"</{name}>"])


def _section(row: Row, section: Section, style: Style) -> Iterable[str]:
    name = style.prefix + section.name
    values = _values(row, section, style.value, style.prefix)
    return [f"{style.section}<{name}>", *values, style.section_end if values else "", f"</{name}>"]


def _values(row: Row, section: Section, indent: str, prefix: str) -> list[str]:
    """Values in the order of the schema; one the schema does not know stays behind the one it followed."""
    place = {name: number for number, name in enumerate(section.names)}
    ranks: dict[str, tuple[int, int]] = {}
    last = -1
    for name in row:
        if name in place:
            last = place[name]
        ranks[name] = (last, name not in place)
    return [indent + _element(prefix + name, row[name]) for name in sorted(row, key=ranks.__getitem__)]


def _element(name: str, value: str | None) -> str:
    if isinstance(value, RawValue):
        return value.xml
    if value is None:
        return f"<{name}/>"
    return f"<{name}>{escape(value, {chr(13): '&#13;'})}</{name}>"


def new_text(name: str, documents: Sequence[Any], transfer: Mapping[str, Any] | None, guid: str, version: str) -> str:
    """The text of a new message."""
    form = shape(name)
    flat = Style(f"<ceb:{form.part}>", "ceb:", "\n    ", "\n      ", "\n    ", "\n  ")
    attributes = f'xmlns:ceb="{CEB}" guid={quoteattr(guid)} version={quoteattr(version)}'
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n', f"<ceb:{name} {attributes}>"]
    for values in documents:
        pieces += ["\n  ", _written(_new_document(form, values), flat)]
    if transfer is not None:
        row = {key: value for key, value in checked(transfer, TRANSFER, "BaseTransfer").items() if value is not None}
        ordered = [f"\n    {_element('ceb:' + key, row[key])}" for key in TRANSFER if key in row]
        pieces += ["\n  <ceb:BaseTransfer>", *ordered, "\n  </ceb:BaseTransfer>"]
    return "".join([*pieces, f"\n</ceb:{name}>\n"])


def _new_document(form: Shape, values: Mapping[str, Any]) -> Document:
    known_only(values, ("head", "lists"), form.message)
    lists = values.get("lists") or {}
    known_only(lists, [section.name for section in form.lists], form.part)
    rows = {
        section.name: [_new_row(row, section, form) for row in lists.get(section.name, ())] for section in form.lists
    }
    return Document(form.message, form.part, _new_row(values["head"], form.head, form), rows, (0, 0), 0)


def _new_row(values: Mapping[str, Any], section: Section, form: Shape) -> Row:
    path = section.name if form.flat else f"{form.part}/{section.name}"
    return {name: value for name, value in checked(values, section.names, path).items() if value is not None}
