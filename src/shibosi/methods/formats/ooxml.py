"""The parts of an xlsx package: opened within bounds, its XML read as events, without entities and without a tree."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.parsers import expat

from shibosi.kernel.words import Phrase
from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.unreadable import UnreadableError

PIECE = 256 * 1024
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def refuse_old_office(path: Path, head: bytes) -> None:
    """Raise UnreadableError for an OLE file: an old xls, or an xlsx under a password."""
    if head.startswith(OLE_MARK):
        raise UnreadableError("encrypted" if _holds(path, "EncryptedPackage".encode("utf-16-le")) else "old-excel")


def _holds(path: Path, wanted: bytes) -> bool:
    with path.open("rb") as file:
        held = b""
        while piece := file.read(PIECE):
            held = held[-len(wanted) :] + piece
            if wanted in held:
                return True
    return False


class Package:
    """An open xlsx file. Sizes are judged from the directory first and again while reading."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._read = 0
        members = archive.infolist()
        if len(members) > limits.workbook_parts:
            raise UnreadableError("not-a-workbook", reason=Phrase("it has {count} parts", count=len(members)))
        unpacked = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if unpacked > limits.workbook_bytes:
            raise UnreadableError("unpacks-too-large", limit=limits.workbook_bytes)
        if unpacked > limits.ratio_floor and unpacked > limits.ratio * max(packed, 1):
            raise UnreadableError("unpacks-too-far", ratio=limits.ratio)
        if any(member.flag_bits & 1 for member in members):
            raise UnreadableError("encrypted")
        self.parts = {member.filename.lstrip("/"): member for member in members}
        if "xl/workbook.bin" in self.parts:
            raise UnreadableError("binary-excel")

    @property
    def has_macros(self) -> bool:
        """True when the package carries macros."""
        return any(name.lower().endswith("vbaproject.bin") for name in self.parts)

    def pieces(self, part: str, limit: int | None = None) -> Iterator[bytes]:
        """The unpacked bytes of a part. Raises UnreadableError."""
        if part not in self.parts:
            raise UnreadableError("broken-part", part=part, reason="it is missing")
        read = 0
        try:
            with self._archive.open(self.parts[part]) as file:
                while piece := file.read(PIECE):
                    read += len(piece)
                    self._read += len(piece)
                    if self._read > self._limits.workbook_bytes or (limit is not None and read > limit):
                        raise UnreadableError("unpacks-too-large", limit=limit or self._limits.workbook_bytes)
                    yield piece
        except BROKEN_ZIP as error:
            raise UnreadableError("broken-part", part=part, reason=str(error) or type(error).__name__) from error

    def events(
        self, part: str, start: Start, end: End | None = None, text: Text | None = None, limit: int | None = None
    ) -> Iterator[None]:
        """Read the XML of a part through handlers (names without prefix), yielding after every piece."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_doctype

        def root(name: str, marks: dict[str, str]) -> None:
            """The first element: where it has a prefix ("x:sst"), all of its kind have it."""
            cut = name.rfind(":") + 1
            parser.StartElementHandler = (lambda tag, given: start(tag[cut:], given)) if cut else start
            if end is not None:
                parser.EndElementHandler = (lambda tag: end(tag[cut:])) if cut else end
            start(name[cut:], marks)

        parser.StartElementHandler = root
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            for piece in self.pieces(part, limit):
                parser.Parse(piece, False)
                yield
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise UnreadableError("broken-part", part=part, reason=str(error)) from error
        yield

    def read(
        self, part: str, start: Start, end: End | None = None, text: Text | None = None, limit: int | None = None
    ) -> None:
        """Read the XML of a part to its end."""
        for _ in self.events(part, start, end, text, limit):
            continue

    def refuse_doctypes(self) -> None:
        """Look at the beginning of every XML part, for readers that are less careful. Raises UnreadableError."""
        for part in self.parts:
            if part.lower().endswith((".xml", ".rels", ".vml")):
                next(self.events(part, lambda tag, marks: None), None)

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part ("" for the package): id to (kind, part it points to)."""
        folder = dirname(part)
        name = join(folder, "_rels", part.removeprefix(folder).lstrip("/") + ".rels")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, marks: dict[str, str]) -> None:
            if tag == "Relationship" and marks.get("TargetMode") != "External":
                target = marks.get("Target", "")
                place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[marks.get("Id", "")] = (marks.get("Type", "").rsplit("/", 1)[-1], place)

        if name in self.parts:
            self.read(name, start)
        return found


def _no_doctype(*_: object) -> None:
    raise expat.ExpatError("a document type is declared, which no xlsx does")


@contextmanager
def open_package(path: Path, limits: Limits) -> Iterator[Package]:
    """Open an xlsx file. Raises UnreadableError where it is none, or too large, or protected."""
    with path.open("rb") as file:
        refuse_old_office(path, file.read(8))
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise UnreadableError("not-a-workbook", reason=Phrase("it is not packed as one, or is damaged")) from error
    except BROKEN_ZIP as error:
        raise UnreadableError("not-a-workbook", reason=str(error) or type(error).__name__) from error
    with archive:
        yield Package(archive, limits)
