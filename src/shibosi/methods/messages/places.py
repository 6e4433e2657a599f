"""The lines of the file in which mistakes stand, looked up only where there is one."""

import re
from functools import lru_cache

from shibosi.methods.formats.ceb.model import Document, Message

KEPT = 8
"""Documents whose sections are remembered; mistakes come document by document."""


class Lines:
    """Lines of elements in the source of a message. Comments that hold tags can lead a line astray, nothing more."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.starts = lru_cache(KEPT)(self._starts)

    def of(self, number: int, section: str, row: int, element: str) -> int:
        """The line of an element, or of the nearest thing around it; documents count from 1, 0 is none of them."""
        if not number or number > len(self.message.documents):
            return 1 if not number else 0
        document = self.message.documents[number - 1]
        at, end = self._span(document, number, section, row)
        source = document.original
        found = _tag(element).search(source, at, end) if element else None
        return document.line + source.count(b"\n", 0, found.start() if found else at)

    def _span(self, document: Document, number: int, section: str, row: int) -> tuple[int, int]:
        """Where a section stands in the source of its document."""
        starts = self.starts(number, section) if section and section != document.part else ()
        at = max(row, 1) - 1
        if at >= len(starts):
            return (starts[-1] if starts else 0), len(document.original)
        return starts[at], starts[at + 1] if at + 1 < len(starts) else len(document.original)

    def _starts(self, number: int, section: str) -> tuple[int, ...]:
        source = self.message.documents[number - 1].original
        return tuple(match.start() for match in _tag(section).finditer(source))


@lru_cache(1_000)
def _tag(name: str) -> re.Pattern[bytes]:
    """The start tag of an element, whatever its prefix."""
    return re.compile(rb"<(?:[^\s<>/:]+:)?" + re.escape(name.encode("utf-8")) + rb"[\s/>]")
