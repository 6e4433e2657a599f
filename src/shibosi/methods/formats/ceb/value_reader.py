"""Reading the values of one section: the part that runs sixty times for every order, so a value costs two short calls.

Plain values take the short way. One that is more than text (attributes, elements inside, another namespace) keeps its
source beside its text.
"""

import re
from collections.abc import Callable

from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.guard import START_TAG, GuardedParser, Stop, end_of
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.model import CEB, Row
from shibosi.methods.formats.ceb.report import Report, split
from shibosi.methods.formats.ceb.values import SPACE, RawValue

OPENING = re.compile(r"<[^\s/>]+")
DECLARES = re.compile(r"""\sxmlns(?::([^\s=]+))?\s*=""")


class Names(dict[str, str]):
    """The names of elements as the parser gives them, with the names used here: the local name, or
    "{namespace}name" outside the CEB namespace. Grows as names are met, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def count(self, name: str) -> None:
        """Let a name count towards the limit."""
        if name not in self:
            self[name] = self.__missing__(name)

    def __missing__(self, name: str) -> str:
        if len(self) >= self.limit:
            raise Stop(wording.TOO_MANY_NAMES, 0, limit=self.limit)
        uri, local = split(name)
        self[name] = local if uri == CEB else f"{{{uri}}}{local}"
        return self[name]


class ValueReader:
    """Reads a run of values into a row. `spoiled` becomes true when one of them cannot be relied on."""

    def __init__(self, guarded: GuardedParser, text: bytes, report: Report, limits: Limits) -> None:
        self.guarded = guarded
        self.parser = guarded.parser
        self.bytes = text
        self.report = report
        self.limits = limits
        self.names = Names(limits.names)
        self.text: list[str] = []
        self.scope_mark = 0
        self.elements = 0
        self.spoiled = False
        self.row: Row = {}
        self.path = ""
        self.known: frozenset[str] = frozenset()
        self.close: Callable[[], None] = self.stray
        self.value_at = -1
        self.nested = 0
        self.raw = False
        self.start, self.end = self._start, self._end
        self.parser.CharacterDataHandler = self.text.append

    def read(self, row: Row, path: str, known: frozenset[str], close: Callable[[], None]) -> None:
        """Take over the parser until the element now open is closed, then call `close`."""
        self.stray()
        self.row, self.path, self.known, self.close = row, path, known, close
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def stray(self) -> None:
        """Note text where only elements belong, and forget it."""
        if self.text and "".join(self.text).strip(SPACE):
            self.report.note(wording.STRAY_TEXT, self.path, self.guarded.line)
        self.text.clear()

    def raw_value(self, text: str, start: int) -> RawValue:
        """The element that started at `start` and ends now, with its source. Namespaces that were declared between the
        document and the element are declared on the element, so that it can be written elsewhere in the document."""
        end = end_of(self.bytes, start, self.parser.CurrentByteIndex)
        xml = self.bytes[start:end].decode("utf-8")
        scopes = dict(self.guarded.scopes[self.scope_mark :])
        if scopes:
            tag = START_TAG.match(self.bytes, start)
            own = {match[1] for match in DECLARES.finditer(tag[0].decode("utf-8"))} if tag else set()
            added = "".join(
                f' xmlns{":" + prefix if prefix else ""}="{_escaped(uri or "")}"'
                for prefix, uri in scopes.items()
                if prefix not in own
            )
            xml = OPENING.sub(lambda match: match[0] + added, xml, count=1)
        return RawValue.of(text, xml)

    def _start(self, name: str, attributes: list[str]) -> None:
        if self.value_at >= 0:
            self._inside_value(name, attributes)
            return
        text = self.text
        if text:
            if len(text) > 1 or not text[0].isspace():
                self.stray()
            text.clear()
        self.value_at = self.parser.CurrentByteIndex
        if attributes:
            self.guarded.check(attributes)
            self.raw = True

    def _end(self, name: str) -> None:
        if self.value_at < 0:
            self._close()
            return
        if self.nested:
            self.nested -= 1
            return
        local = self.names[name]
        row = self.row
        value = "".join(self.text).strip(SPACE) or None
        if self.raw or local in row or local not in self.known:
            value = self._odd(name, local, value)
        row[local] = value
        self.text.clear()
        self.value_at = -1

    def _close(self) -> None:
        self.elements += len(self.row)
        if self.elements > self.limits.elements:
            raise Stop(wording.TOO_MANY_ELEMENTS, self.guarded.line, limit=self.limits.elements)
        self.stray()
        self.close()

    def _inside_value(self, name: str, attributes: list[str]) -> None:
        self.guarded.check(attributes)
        self.nested += 1
        self.raw = True
        if self.nested > self.limits.depth:
            raise Stop(wording.TOO_DEEP, self.guarded.line, limit=self.limits.depth)
        self.report.note(wording.UNKNOWN_ELEMENT, f"{self.path}/…/{self.names[name]}", self.guarded.line)

    def _odd(self, name: str, local: str, text: str | None) -> str | None:
        """A value that is unknown, repeated or more than text."""
        raw, self.raw = self.raw, False
        line = self.guarded.line
        if local in self.row:
            self.spoiled = True
            self.report.problem(wording.REPEATED, line, path=f"{self.path}/{local}")
            return self.row[local]
        if local not in self.known:
            self.spoiled |= self.report.unknown(name, self.path, self.known, line)
        return self.raw_value(text or "", self.value_at) if raw or local[0] == "{" else text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
