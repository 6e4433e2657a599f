"""A message, its documents and its envelope, as read from a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.fields import shape
from shibosi.methods.formats.ceb.values import RawValue, checked, known_only

CEB = "http://www.chinaport.gov.cn/ceb"
DXP = "http://www.chinaport.gov.cn/dxp"
DSIG = "http://www.w3.org/2000/09/xmldsig#"

Row = dict[str, str | None]
Values = Mapping[str, str | int | Decimal | None]
Span = tuple[int, int]


@dataclass(slots=True)
class Document:
    """One document of a message, such as an order.

    `part` is its element ("Order"), `head` its values by element name in the order of the file, `lists` its goods
    lines by element name ("OrderList"). Values are text without white space at either end; an empty element is None,
    a missing one is not there. An element of another namespace has the name "{namespace}name".
    `span` is where its bytes stand in the message (start, end), `line` the source line of its start tag, `number` its
    number in the message where lines do not tell documents apart, else 0; `extra` is what stands beside head and lists
    and is unknown.
    """

    message: str
    part: str
    head: Row
    lists: dict[str, list[Row]]
    span: Span
    line: int
    changed: bool = False
    extra: tuple[RawValue, ...] = ()
    source: bytes = field(default=b"", repr=False, compare=False)
    number: int = 0

    @property
    def key(self) -> Row:
        """The values that name this document, also in the answer to it; None where one is missing."""
        return {name: self.head.get(name) for name in shape(self.message).key}

    @property
    def original(self) -> bytes:
        """The document's bytes as they were read."""
        return self.source[slice(*self.span)]

    def replaced(self, head: Values | None = None, lists: Mapping[str, Sequence[Values]] | None = None) -> "Document":
        """A changed copy. `head`, and each list given, stands in place of the old one: an element left out is gone, one
        given as None is written empty.

        Raises UnknownElement for a name that neither the field table nor this document has, UnwritableText for a
        character XML cannot carry, TypeError for a value that is not text, an integer or an exact decimal.
        """
        form = shape(self.message)
        inside = "" if form.flat else f"{form.part}/"
        known = {section.name: set(section.names) for section in (form.head, *form.lists)}
        known[form.head.name] |= set(self.head)
        new_lists = dict(self.lists)
        if lists:
            known_only(lists, self.lists, form.part)
            for name, given in lists.items():
                known[name].update(*self.lists[name])
                new_lists[name] = [checked(row, known[name], inside + name) for row in given]
        new_head = self.head if head is None else checked(head, known[form.head.name], inside + form.head.name)
        return replace(self, head=new_head, lists=new_lists, changed=True)


@dataclass(slots=True)
class Envelope:
    """What stood around a message: `kind` is DxpMsg, DxpMsgSv or JSON; `head` its routing values by name;
    `receivers` who is to get it; `outer` the envelope around this one.

    `payload` and `signatures` are the places in `original` of the Base64 text and of the envelope's own signatures.
    """

    kind: str
    head: Row
    receivers: tuple[str, ...]
    original: bytes = field(repr=False)
    payload: Span
    signatures: tuple[Span, ...] = ()
    codec: str = "utf-8"
    outer: "Envelope | None" = None


@dataclass(slots=True)
class Message:
    """One CEB message as read from `file`.

    `documents` may be changed, removed or added to; `slots` are the places where documents stood. `transfer` holds the
    values of BaseTransfer (empty where there is none). `notes` are worth knowing but hide nothing. `complete` is false
    when reading ended before the message did. Offsets count the bytes of `original`, which is the message without its
    envelope.
    """

    name: str
    guid: str | None
    version: str | None
    documents: list[Document]
    transfer: Row
    file: str
    original: bytes = field(repr=False)
    slots: tuple[Span, ...] = field(default=(), repr=False)
    signatures: tuple[Span, ...] = ()
    codec: str = "utf-8"
    writer: str = "utf-8"
    notes: list[Problem] = field(default_factory=list)
    complete: bool = True
    envelope: Envelope | None = None

    @property
    def changed(self) -> bool:
        """Whether the documents are other than those read."""
        return len(self.documents) != len(self.slots) or any(
            document.changed or document.source is not self.original or document.span != slot
            for document, slot in zip(self.documents, self.slots, strict=True)
        )

    @property
    def prolog(self) -> bytes:
        """The bytes before the first document."""
        return self.original[: self.slots[0][0]] if self.slots else self.original

    @property
    def tail(self) -> bytes:
        """The bytes behind the last document."""
        return self.original[self.slots[-1][1] :] if self.slots else b""

    @property
    def signature(self) -> bytes | None:
        """The bytes of ds:Signature; None where there is none or where changed documents have made it void."""
        return self.original[slice(*self.signatures[0])] if self.signatures and not self.changed else None

    @property
    def signature_dropped(self) -> Problem | None:
        """Why the signature will not be written, or None."""
        if not self.signatures or not self.changed:
            return None
        line = 1 + self.original.count(b"\n", 0, self.signatures[0][0])
        return wording.SIGNATURE_DROPPED.at(self.file, f"line {line}", kind=self.name)
