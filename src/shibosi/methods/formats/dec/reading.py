"""Reading a general declaration: expat without entities, level by level; what is not known is passed over by name."""

from shibosi.methods.formats.ceb import wording
from shibosi.methods.formats.ceb.guard import GuardedParser, Stop
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.report import split
from shibosi.methods.formats.dec.fields import AROUND, NAMESPACE, REPEATED, ROOT, sections


class Reader:
    """What stands in a declaration: `parts` by section, `unknown` paths, what stands twice, with its line.

    An empty element is None. Of a value or a part that stands twice the first is kept. The root may lack the namespace.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.guarded = GuardedParser(limits)
        self.guarded.parser.StartElementHandler = self._start
        self.guarded.parser.EndElementHandler = self._end
        self.guarded.parser.CharacterDataHandler = self._characters
        self.version = ""
        self.parts: dict[str, list[dict[str, str | None]]] = {}
        self.unknown: list[str] = []
        self.repeated: list[tuple[str, int]] = []
        self.path: list[str] = []
        self.row: dict[str, str | None] | None = None
        self.row_depth = self.skipped = self.count = 0
        self.text: list[str] = []

    def _start(self, name: str, attributes: list[str]) -> None:
        self.guarded.check(attributes)
        uri, local = split(name)
        line = self.guarded.line
        if not self.path:
            self._root(uri, local, attributes)
        self.path.append(local)
        self.count += 1
        if len(self.path) > self.limits.depth:
            raise Stop(wording.TOO_DEEP, line, limit=self.limits.depth)
        if self.count > self.limits.elements:
            raise Stop(wording.TOO_MANY_ELEMENTS, line, limit=self.limits.elements)
        if self.skipped or len(self.path) == 1:
            return
        self.text = []
        if self.row is None:
            self._part(local, line)
        elif len(self.path) > self.row_depth + 1 or local not in sections()[self.path[self.row_depth - 1]]:
            self._skip()

    def _root(self, uri: str | None, local: str, attributes: list[str]) -> None:
        if local != ROOT:
            raise Stop(wording.UNKNOWN_ROOT, self.guarded.line, root=local, known=ROOT)
        if uri and uri != NAMESPACE:
            raise Stop(wording.WRONG_NAMESPACE, self.guarded.line, element=local, found=uri, expected=NAMESPACE)
        given = dict(zip(attributes[::2], attributes[1::2], strict=True))
        self.version = given.get("version") or given.get("Version") or ""

    def _part(self, local: str, line: int) -> None:
        """A part begins, or the element around several."""
        around = self.path[-2] if len(self.path) == 3 else ROOT
        if len(self.path) == 2 and local in AROUND.values():
            return
        if local not in sections() or AROUND.get(local, ROOT) != around:
            self._skip()
        elif local in self.parts and local not in REPEATED:
            self.repeated.append((f"{ROOT}/{local}", line))
            self.skipped = len(self.path)
        else:
            self.row, self.row_depth = {}, len(self.path)
            self.parts.setdefault(local, []).append(self.row)

    def _skip(self) -> None:
        """Pass over an element and everything in it."""
        self.unknown.append("/".join(self.path))
        self.skipped = len(self.path)

    def _end(self, name: str) -> None:
        depth, local = len(self.path), self.path.pop()
        if self.skipped:
            self.skipped = 0 if depth == self.skipped else self.skipped
        elif self.row is not None and depth == self.row_depth:
            self.row = None
        elif self.row is not None:
            if local in self.row:
                self.repeated.append(("/".join([*self.path, local]), self.guarded.line))
            else:
                self.row[local] = "".join(self.text).strip() or None

    def _characters(self, text: str) -> None:
        if not self.skipped:
            self.text.append(text)
