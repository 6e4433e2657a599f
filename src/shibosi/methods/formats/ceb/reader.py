"""Reading one message, level by level: the root, what stands below it, documents, their sections, their values."""

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.encoding import Source
from shibosi.methods.formats.ceb.fields import TRANSFER, Shape, name_sets, shapes
from shibosi.methods.formats.ceb.guard import GuardedParser, Stop, end_of
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.model import CEB, DSIG, DXP, Document, Message, Row, Span
from shibosi.methods.formats.ceb.report import Report, split
from shibosi.methods.formats.ceb.value_reader import ValueReader
from shibosi.methods.formats.ceb.values import RawValue

ENVELOPES = ("DxpMsg", "DxpMsgSv")
TRANSFER_NAMES = frozenset(TRANSFER)
KNOWN_TAIL = {f"{CEB} BaseSubscribe", f"{CEB} ExtendMessage"}
SIGNATURE = f"{DSIG} Signature"


class EnvelopeFound(Exception):
    """The root is an envelope, not a message."""


def read_source(source: Source, file: str, limits: Limits) -> tuple[Message | None, list[Problem]]:
    """The message in a source, as far as it can be read, and its problems. Raises EnvelopeFound."""
    report = Report(source, file, limits)
    reader = _Reader(source, report, limits)
    try:
        reader.guarded.feed(source.text)
    except Stop as stop:
        reader.stopped(stop)
    if reader.document:
        report.left_out(reader.document, last=True)
    notes = report.finish()
    message = reader.message
    if message:
        message.notes = notes
        message.complete = reader.closed
        _place(message, reader.signatures, source)
    return message, report.problems


def _place(message: Message, signatures: list[Span], source: Source) -> None:
    """Turn places in the text into places in the file."""
    spans = [document.span for document in message.documents] + signatures
    order = sorted({place for span in spans for place in span})
    place = dict(zip(order, source.to_original(order), strict=True))
    for document in message.documents:
        document.span = (place[document.span[0]], place[document.span[1]])
    message.slots = tuple(document.span for document in message.documents)
    message.signatures = tuple((place[start], place[end]) for start, end in signatures)


class _Reader:
    """The handlers, one pair for each level."""

    def __init__(self, source: Source, report: Report, limits: Limits) -> None:
        self.source = source
        self.report = report
        self.limits = limits
        self.guarded = GuardedParser(limits)
        self.parser = self.guarded.parser
        self.parser.StartElementHandler = self._root_start
        self.values = ValueReader(self.guarded, source.text, report, limits)
        self.message: Message | None = None
        self.document: Document | None = None
        self.signatures: list[Span] = []
        self.closed = False
        self.shape: Shape
        self.known: dict[str, frozenset[str]] = {}
        self.part = ""
        self.lines = self.documents = 0
        self.extra: list[RawValue] = []
        self.skipped = ""
        self.skipped_at = self.skipped_depth = self.skips = 0

    def stopped(self, stop: Stop) -> None:
        """Report why reading ended."""
        read = len(self.message.documents) if self.message else 0
        line = stop.line or self.guarded.line
        self.report.last(stop.wording, line, key_lost=not self.closed, read=read, **stop.facts)

    # The root and what stands directly below it

    def _root_start(self, name: str, attributes: list[str]) -> None:
        uri, local = split(name)
        line = self.guarded.line
        self.guarded.check(attributes)
        expected = DXP if local in ENVELOPES else CEB
        if local not in shapes() and local not in ENVELOPES:
            raise Stop(wording.UNKNOWN_ROOT, line, root=local, known=", ".join(sorted(shapes())))
        if uri != expected:
            raise Stop(wording.WRONG_NAMESPACE, line, element=local, found=uri, expected=expected)
        if local in ENVELOPES:
            raise EnvelopeFound
        given = dict(zip(attributes[::2], attributes[1::2], strict=True))
        self.shape = shapes()[local]
        self.part = f"{CEB} {self.shape.part}"
        self.known = name_sets(local)
        self.report.kind = local
        self.values.path = local
        self.message = Message(
            name=local,
            guid=given.get("guid"),
            version=given.get("version"),
            documents=[],
            transfer={},
            file=self.report.file,
            original=self.source.original,
            codec=self.source.codec,
            writer=self.source.writer,
        )
        self._to_top()

    def _to_top(self) -> None:
        self.values.path = self.shape.message
        self.parser.StartElementHandler = self._top_start
        self.parser.EndElementHandler = self._root_end

    def _root_end(self, name: str) -> None:
        self.closed = True

    def _top_start(self, name: str, attributes: list[str]) -> None:
        line = self.guarded.line
        self.guarded.check(attributes)
        assert self.message is not None
        if name == self.part:
            self._document_start(self.message, line)
        elif name == f"{CEB} BaseTransfer":
            row: Row = self.message.transfer
            if row:
                self.report.note(wording.REPEATED_TRANSFER, "BaseTransfer", line)
                row = {}
            self.values.read(row, "BaseTransfer", TRANSFER_NAMES, self._to_top)
        else:
            if name not in KNOWN_TAIL and name != SIGNATURE:
                known = frozenset((self.shape.part, "BaseTransfer"))
                self.report.unknown(name, self.shape.message, known, line)
            self._skip(name)

    # A document and its sections

    def _document_start(self, message: Message, line: int) -> None:
        if len(message.documents) >= self.limits.documents:
            raise Stop(wording.TOO_MANY_DOCUMENTS, line, limit=self.limits.documents)
        form, values = self.shape, self.values
        start = self.parser.CurrentByteIndex
        lists: dict[str, list[Row]] = {section.name: [] for section in form.lists}
        self.documents += 1
        self.report.number = self.documents
        self.document = Document(
            form.message, form.part, {}, lists, (start, start), line, source=message.original,
            number=self.documents if self.report.flat else 0,
        )  # fmt: skip
        self.extra = []
        values.spoiled = False
        values.scope_mark = len(self.guarded.scopes)
        if form.flat:
            values.read(self.document.head, form.part, self.known[form.part], self._document_end)
        else:
            self._to_document()

    def _to_document(self) -> None:
        self.values.path = self.shape.part
        self.parser.StartElementHandler = self._section_start
        self.parser.EndElementHandler = self._document_end

    def _section_start(self, name: str, attributes: list[str]) -> None:
        document = self.document
        assert document is not None
        section = self.values.names[name]
        self.guarded.check(attributes)
        if section in document.lists:
            self.lines += 1
            if self.lines > self.limits.lines:
                raise Stop(wording.TOO_MANY_LINES, self.guarded.line, limit=self.limits.lines)
            row: Row = {}
            document.lists[section].append(row)
        elif section == self.shape.head.name:
            row = document.head
            if row:
                row = {}
                self.values.spoiled = True
                path = f"{document.part}/{section}"
                self.report.problem(wording.REPEATED, self.guarded.line, path=path)
        else:
            known = frozenset(self.known)
            line = self.guarded.line
            self.values.spoiled |= self.report.unknown(name, document.part, known, line)
            self._skip(name)
            return
        self.values.read(row, f"{document.part}/{section}", self.known[section], self._to_document)

    def _document_end(self, name: str = "") -> None:
        document, message = self.document, self.message
        assert document is not None and message is not None
        start = document.span[0]
        document.span = (start, end_of(self.source.text, start, self.parser.CurrentByteIndex))
        document.extra = tuple(self.extra)
        self.values.stray()
        self.document = None
        if self.report.bad_inside(document) or self.values.spoiled:
            self.report.left_out(document)
        else:
            message.documents.append(document)
        self.report.number = 0
        self._to_top()

    # Elements that are passed over: signatures, extensions, the unknown

    def _skip(self, name: str) -> None:
        self.values.stray()
        self.values.names.count(name)
        self.skips += 1
        if self.skips > self.limits.documents:
            raise Stop(wording.TOO_MANY_ELEMENTS, self.guarded.line, limit=self.limits.documents)
        self.skipped = name
        self.skipped_at = self.parser.CurrentByteIndex
        self.skipped_depth = 1
        self.parser.CharacterDataHandler = None
        self.parser.StartElementHandler = self._skip_start
        self.parser.EndElementHandler = self._skip_end

    def _skip_start(self, name: str, attributes: list[str]) -> None:
        self.guarded.check(attributes)
        self.values.names.count(name)
        self.skipped_depth += 1
        if self.skipped_depth > self.limits.depth:
            raise Stop(wording.TOO_DEEP, self.guarded.line, limit=self.limits.depth)

    def _skip_end(self, name: str) -> None:
        self.skipped_depth -= 1
        if self.skipped_depth:
            return
        self.parser.CharacterDataHandler = self.values.text.append
        if self.document:
            self.extra.append(self.values.raw_value("", self.skipped_at))
            self._to_document()
            return
        if self.skipped == SIGNATURE:
            end = end_of(self.source.text, self.skipped_at, self.parser.CurrentByteIndex)
            self.signatures.append((self.skipped_at, end))
        self._to_top()
