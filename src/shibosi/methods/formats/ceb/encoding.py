"""From the bytes of a file to UTF-8 for the parser, and from places in that text back to the bytes."""

import codecs
import re
from dataclasses import dataclass, field

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.wording import Wording

# Names an XML declaration may use, and how to read them. GB2312 and GBK are read as their superset GB18030.
READ = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "euc-cn": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "us-ascii": "ascii",
    "iso-8859-1": "latin-1",
}
# A changed document is written so that a reader who knows only the declared set can read it.
WRITE = {"gb2312": "gbk", "gb_2312-80": "gbk", "euc-cn": "gbk", "gbk": "gbk", "x-gbk": "gbk", "cp936": "gbk"}

DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")
FORBIDDEN = bytes([*range(9), 11, 12, *range(14, 32)])
FORBIDDEN_ONE = re.compile(b"[" + re.escape(FORBIDDEN) + b"]")
BAD_PLACES = 1_000
# From so many unreadable places on, a text is asked whether it was written in another encoding altogether; a single
# one is rather half a character, cut by a sender that counts bytes.
ALIEN_PLACES = 3
FEW = 2
"""Line ends from which on lines say where something stands."""


@dataclass(slots=True)
class BadPlace:
    """A byte that cannot be read: where in the text, where in the file; the character when it is one XML forbids."""

    text_at: int
    at: int
    character: int | None = None


@dataclass(slots=True)
class Source:
    """A file and the UTF-8 text the parser sees; unreadable bytes appear there as blanks.

    `encoding` is the name for people, `codec` reads, `writer` writes changed parts, `start` is where the text begins
    in the file (behind a UTF-16 byte order mark), `doubt` what is odd about the encoding though it could be read.
    """

    original: bytes
    text: bytes
    encoding: str
    codec: str
    writer: str
    start: int = 0
    bad: list[BadPlace] = field(default_factory=list)
    doubt: Wording | None = None

    def to_original(self, offsets: list[int]) -> list[int]:
        """Offsets in the text as offsets in the file. They ascend and stand at characters, not inside them."""
        if self.codec == "utf-8":
            return offsets
        places, at, before = [], self.start, 0
        for offset in offsets:
            at += len(self.text[before:offset].decode("utf-8").encode(self.codec))
            before = offset
            places.append(at)
        return places

    @property
    def flat(self) -> bool:
        """Whether all of it stands on one line, a declaration above aside, so that lines say nothing."""
        return self.text.strip().count(b"\n") < FEW

    def line(self, offset: int, start: int = 0, line: int = 1) -> int:
        """The line, counted from 1, of an offset in the text; `line` is that of an offset `start` before it."""
        lone_returns = self.text.count(b"\r", start, offset) - self.text.count(b"\r\n", start, offset)
        return line + self.text.count(b"\n", start, offset) + lone_returns


def open_bytes(data: bytes, file: str) -> Source | Problem:
    """The file as a source, or the problem why none of it can be read.

    A byte order mark comes first, then the XML declaration, then UTF-8. A declaration of UTF-16 that is itself written
    in single bytes is a known slip of senders: such a file is UTF-8.
    """
    start, codec = _by_mark(data)
    declared = DECLARED.match(data)
    encoding, doubt = codec, None
    if not codec:
        encoding = declared[1].decode("ascii") if declared else "UTF-8"
        codec = READ.get(encoding.lower(), "")
        if codec.startswith("utf-16"):
            encoding, codec, doubt = "UTF-8", "utf-8", wording.FALSE_UTF16
        elif codec == "gb18030" and not data.isascii() and _reads(data, "utf-8"):
            doubt = wording.PERHAPS_UTF8
    if not codec or codec == "utf-32":
        return wording.UNKNOWN_ENCODING.at(
            file, "line 1", encoding=encoding, known=", ".join(sorted(set(READ) - {"utf8"})), key_lost=True
        )
    text, bad = _decode(data, start, codec)
    writer = WRITE.get(encoding.lower(), codec)
    source = Source(data, text, encoding.upper(), codec, writer, start, bad, doubt)
    if bad:
        refused = _refused(source, file)
        if refused:
            return refused
    return _without_control_characters(source, file)


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _by_mark(data: bytes) -> tuple[int, str]:
    """Where the text starts and its codec, as the first bytes say; an empty codec when they say nothing."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return 4, "utf-32"
    if data.startswith(codecs.BOM_UTF8):
        return 0, "utf-8"
    for mark, codec, plain in ((codecs.BOM_UTF16_LE, "utf-16-le", b"<\0"), (codecs.BOM_UTF16_BE, "utf-16-be", b"\0<")):
        if data.startswith(mark):
            return 2, codec
        if data.startswith(plain):
            return 0, codec
    return 0, ""


def _decode(data: bytes, start: int, codec: str) -> tuple[bytes, list[BadPlace]]:
    """The text in UTF-8, every unreadable byte replaced by a blank, and the places of those bytes."""
    view = memoryview(data)
    unit = 2 if codec.startswith("utf-16") else 1
    pieces: list[bytes] = []
    bad: list[BadPlace] = []
    at, written = start, 0
    while True:
        try:
            rest = str(view[at:], codec)
        except UnicodeDecodeError as error:
            pieces.append(str(view[at : at + error.start], codec).encode("utf-8"))
            written += len(pieces[-1])
            bad.append(BadPlace(written, at + error.start))
            pieces.append(b" " * max(1, (error.end - error.start) // unit))
            written += len(pieces[-1])
            at += error.end
            if len(bad) > BAD_PLACES:
                return b"".join(pieces), bad
            continue
        if not pieces and codec == "utf-8":
            return data, bad
        pieces.append(rest.encode("utf-8"))
        return b"".join(pieces), bad


def _refused(source: Source, file: str) -> Problem | None:
    """The problem when so many bytes are unreadable that the file as a whole is."""
    first = source.bad[0]
    place = f"line {source.line(first.text_at)}"
    other = "gb18030" if source.codec == "utf-8" else "utf-8"
    beyond_ascii = len(source.original) - len(source.original.translate(None, bytes(range(128, 256))))
    if len(source.bad) >= ALIEN_PLACES and len(source.bad) * 4 > beyond_ascii and _reads(source.original, other):
        return wording.WRONG_ENCODING.at(
            file, place, offset=first.at, encoding=source.encoding, other=other.upper(), key_lost=True
        )
    if len(source.bad) > BAD_PLACES:
        return wording.BAD_BYTES_EVERYWHERE.at(
            file, place, offset=first.at, count=BAD_PLACES, encoding=source.encoding, key_lost=True
        )
    return None


def _without_control_characters(source: Source, file: str) -> Source | Problem:
    """The source with forbidden control characters marked as bad places too."""
    if len(source.text.translate(None, FORBIDDEN)) == len(source.text):
        return source
    found: list[int] = []
    for match in FORBIDDEN_ONE.finditer(source.text):
        found.append(match.start())
        if len(found) > BAD_PLACES:
            break
    places = source.to_original(found)
    if len(found) > BAD_PLACES:
        return wording.BAD_CHARACTER_EVERYWHERE.at(
            file, f"line {source.line(found[0])}", offset=places[0], count=BAD_PLACES, key_lost=True
        )
    source.bad += [BadPlace(text_at, at, source.text[text_at]) for text_at, at in zip(found, places, strict=True)]
    source.bad.sort(key=lambda bad: bad.text_at)
    source.text = FORBIDDEN_ONE.sub(b" ", source.text)
    return source
