"""The guarded parser: expat fed in pieces, without entities, without DTD, without network, within limits."""

import re
import xml.parsers.expat as expat
from typing import Any

from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.wording import Wording

# Everything that may stand before a DOCTYPE. Possessive, so that hostile input cannot make it slow.
BEFORE_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s++|<\?(?>.*?\?>)|<!--(?>.*?-->))*+(?=<!DOCTYPE)", re.DOTALL)
START_TAG = re.compile(rb"""<(?>[^>"']++|"[^"]*+"|'[^']*+')*+>""")
CUT_SHORT = {3, 5, 6, 20}
PIECE = 1 << 20


class Stop(Exception):
    """Reading ends here. `wording` and `facts` say why, `line` where."""

    def __init__(self, wording: Wording, line: int, **facts: Any) -> None:
        super().__init__(wording.code)
        self.wording = wording
        self.line = line
        self.facts = facts


class GuardedParser:
    """Expat for UTF-8, naming elements "namespace name" and handing out attributes as a flat list.

    `parser` takes the handlers, `scopes` are the namespace declarations in force, innermost last.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.scopes: list[tuple[str | None, str | None]] = []
        self.prefixes: set[str | None] = set()
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.ordered_attributes = True
        self.parser.StartNamespaceDeclHandler = self._declare
        self.parser.EndNamespaceDeclHandler = self._forget
        self.parser.StartDoctypeDeclHandler = self._refuse

    @property
    def line(self) -> int:
        """The line being read."""
        return self.parser.CurrentLineNumber

    def check(self, attributes: list[str]) -> None:
        """Refuse an element with too many attributes (given as a flat list of names and values)."""
        if len(attributes) > 2 * self.limits.attributes:
            raise Stop(wording.TOO_MANY_ATTRIBUTES, self.line, limit=self.limits.attributes)

    def feed(self, text: bytes) -> None:
        """Parse the whole text. Raises Stop where that cannot go on."""
        feed(self.parser, text, self.limits)

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self.scopes.append((prefix, uri))
        self.prefixes.add(prefix)
        if len(self.prefixes) > self.limits.names or len(self.scopes) > self.limits.names:
            raise Stop(wording.TOO_MANY_NAMES, self.line, limit=self.limits.names)

    def _forget(self, prefix: str | None) -> None:
        self.scopes.pop()

    def _refuse(self, *_: object) -> None:
        raise Stop(wording.DOCTYPE, self.line)


def feed(parser: expat.XMLParserType, text: bytes, limits: Limits) -> None:
    """Parse the whole text in pieces. Raises Stop where that cannot go on."""
    doctype = BEFORE_DOCTYPE.match(text)
    if doctype:
        raise Stop(wording.DOCTYPE, 1 + text.count(b"\n", 0, doctype.end()))
    if not text.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Stop(wording.EMPTY, 1)
    view = memoryview(text)
    try:
        for start in range(0, len(text), PIECE):
            piece = view[start : start + PIECE]
            parser.Parse(piece, False)
            if start + len(piece) - max(parser.CurrentByteIndex, 0) > limits.token:
                raise Stop(wording.TOKEN_TOO_LONG, parser.CurrentLineNumber, limit=limits.token)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        number = error.code
        sentence = wording.CUT if number in CUT_SHORT else wording.MALFORMED.get(number, wording.NOT_WELL_FORMED)
        raise Stop(sentence, error.lineno, number=number) from error


def end_of(text: bytes, start: int, at: int) -> int:
    """Where an element ends that starts at `start` and whose end event came at `at`: there for <a/>, else behind </a>.

    For <a/> expat reports the place behind it, where the end tag of another element may follow.
    """
    if not text.startswith(b"</", at):
        return at
    if text[at - 2 : at] == b"/>":
        tag = START_TAG.match(text, start)
        if tag and tag.end() == at:
            return at
    return text.index(b">", at) + 1
