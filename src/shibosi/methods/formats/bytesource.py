"""Bytes of a text file: unpacked within bounds, recoded to something whose lines can be cut, its encoding found."""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from shibosi.methods.formats.limits import Limits
from shibosi.methods.formats.unreadable import UnreadableError

BLOCK = 2 * 1024 * 1024
HEAD = 64 * 1024
UTF8_MARK = b"\xef\xbb\xbf"
GB18030_MARK = b"\x84\x31\x95\x33"
UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
MARKED = re.compile("[\udc00-\udcff]+")
"""Finds bytes that could not be decoded in text decoded with the error handler MARK."""
MARK = "shibosi-mark"


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Undecodable bytes as U+DC00 plus the byte: no valid text decodes to these, so they can be found again."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(MARK, _mark)


class Readable(Protocol):
    """Anything that gives the next bytes, none at the end."""

    def read(self, size: int, /) -> bytes: ...


def is_gzip(head: bytes) -> bool:
    """True for the first bytes of a gzip file."""
    return head.startswith(b"\x1f\x8b")


class _Bounded:
    """Reads a file, unpacking gzip, and refuses what grows too large or too far.

    What came before damage is given first; the next read raises UnreadableError.
    """

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        packed = is_gzip(file.read(2))
        file.seek(0)
        self._file = file
        self._source = gzip.GzipFile(fileobj=file) if packed else None
        self._limits = limits
        self._given = 0
        self._error: UnreadableError | None = None

    def read(self, size: int) -> bytes:
        pieces: list[bytes] = []
        wanted = size
        while wanted > 0 and self._error is None:
            piece = self._next(wanted)
            if not piece:
                break
            pieces.append(piece)
            wanted -= len(piece)
        if not pieces and self._error is not None:
            raise self._error
        return b"".join(pieces)

    def _next(self, size: int) -> bytes:
        limits = self._limits
        if self._source is None:
            piece = self._file.read(size)
            self._given += len(piece)
            if self._given > limits.file_bytes:
                self._error = UnreadableError("too-large", limit=limits.file_bytes)
            return piece
        try:
            piece = self._source.read1(size)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self._error = UnreadableError("torn-archive")
            return b""
        self._given += len(piece)
        if self._given > limits.file_bytes:
            self._error = UnreadableError("unpacks-too-large", limit=limits.file_bytes)
        elif self._given > limits.ratio_floor and self._given > limits.ratio * max(self._file.tell(), 1):
            self._error = UnreadableError("unpacks-too-far", ratio=limits.ratio)
        return piece


class _FromUtf16:
    """UTF-16 as UTF-8; what is no UTF-16 becomes bytes that are no UTF-8 either."""

    def __init__(self, source: Readable, codec: str) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(codec)("surrogatepass")

    def read(self, size: int) -> bytes:
        piece = self._source.read(size)
        try:
            text = self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            self._decoder.reset()
            return b"\xff"
        return text.encode("utf-8", "surrogatepass") or (self.read(size) if piece else b"")


class _FromCarriageReturns:
    """Lines that end in CR alone (old Macintosh), as lines that end in LF."""

    def __init__(self, source: Readable) -> None:
        self._source = source

    def read(self, size: int) -> bytes:
        return self._source.read(size).replace(b"\r", b"\n")


class TextSource:
    """A text file that can be read from its start again and again.

    `codec` is what its bytes decode with and `encoding` its name for people; both are found from the whole file:
    a mark (BOM); valid UTF-8; else, by the lines with more than ASCII in them, the encoding in which fewer are
    invalid. Lines that are mostly valid UTF-8 are UTF-8 with damage: valid UTF-8 does not come about by chance.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self._utf16: str | None = None
        self._carriage_returns = False
        with self.open() as source:
            head = source.read(HEAD)
        self._utf16 = UTF16_MARKS.get(head[:2])
        if self._utf16 is None and _looks_like_utf16(head):
            raise UnreadableError("utf-16-without-mark")
        with self.open() as source:
            head = source.read(HEAD)
        self._carriage_returns = b"\n" not in head and b"\r" in head[:-1]
        self.codec = "utf-8" if self._utf16 or head.startswith(UTF8_MARK) else self._detect(head)
        self.encoding = {"utf-8": "UTF-8", "gb18030": "GB18030"}[self.codec]
        if self._utf16:
            self.encoding = "UTF-16 (bytes counted after conversion to UTF-8)"

    @contextmanager
    def open(self) -> Iterator[Readable]:
        """The bytes from the start, as `codec` wants them."""
        with self.path.open("rb") as file:
            source: Readable = _Bounded(file, self.limits)
            if self._utf16:
                source = _FromUtf16(source, self._utf16)
            if self._carriage_returns:
                source = _FromCarriageReturns(source)
            yield source

    def _detect(self, head: bytes) -> str:
        if head.startswith(GB18030_MARK):
            return "gb18030"
        beyond_ascii, bad = self._bad_lines("utf-8")
        if bad * 2 <= beyond_ascii:
            return "utf-8"
        return "gb18030" if self._bad_lines("gb18030")[1] < bad else "utf-8"

    def _bad_lines(self, codec: str) -> tuple[int, int]:
        """Lines with more than ASCII in them, and those of them that are invalid in a codec."""
        beyond_ascii = bad = 0
        with self.open() as source:
            try:
                for _, raw in cut_lines(source, self.limits.row_bytes):
                    if raw is None or raw.isascii():
                        continue
                    lines = [line for line in raw.split(b"\n") if not line.isascii()]
                    beyond_ascii += len(lines)
                    if not _decodes(raw, codec):
                        bad += sum(not _decodes(line, codec) for line in lines)
            except UnreadableError as error:
                if error.problem not in ("torn-archive", "too-large"):
                    raise
        return beyond_ascii, bad


def _looks_like_utf16(head: bytes) -> bool:
    """More than a third NUL: Western text in UTF-16 is every second byte NUL, text proper has none."""
    return head.count(0) * 3 > len(head)


def _decodes(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def cut_lines(source: Readable, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Blocks of whole lines, each line ended by LF, with the byte at which the block starts.

    A line longer than `longest` is skipped and stands as None; never more than that and one block is held.
    """
    offset = 0
    held = b""
    while piece := source.read(BLOCK):
        held += piece
        cut = held.rfind(b"\n") + 1
        if cut:
            yield offset, held[:cut]
            offset += cut
            held = held[cut:]
        if len(held) > longest:
            yield offset, None
            skipped, held = _skip_line(source, len(held))
            offset += skipped
    if held:
        yield offset, held + b"\n"


def _skip_line(source: Readable, skipped: int) -> tuple[int, bytes]:
    """Read on to the next line end: bytes skipped, and what was read beyond."""
    while piece := source.read(BLOCK):
        end = piece.find(b"\n") + 1
        if end:
            return skipped + end, piece[end:]
        skipped += len(piece)
    return skipped, b""
