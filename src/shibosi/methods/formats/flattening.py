"""JSON objects as rows of text: nested objects become columns "buyer.name", nested lists of objects child tables."""

import json
from collections.abc import Iterable

import polars as pl

from shibosi.methods.formats.bytesource import MARKED, TextSource
from shibosi.methods.formats.raw import PARENT, RawTable, clean_heading
from shibosi.methods.formats.unreadable import Place, Problems


class Number(str):
    """A number, kept as the digits it was written with."""


class Twice:
    """Stands for the value of a name that an object holds more than once."""


TWICE = Twice()


def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
    """An object with cleaned names; a name that is there twice has no value anyone could choose."""
    made: dict[str, object] = {}
    for name, value in found:
        heading = clean_heading(name)
        made[heading] = TWICE if heading in made else value
    return made


class _Table:
    """Rows of one table, waiting to be handed out."""

    def __init__(self, sheet: str | None) -> None:
        self.sheet = sheet
        self.columns: dict[str, None] = {}
        self.rows: list[dict[str, str | None]] = []
        self.numbers: list[int] = []
        self.parents: list[int] = []
        self.unread: set[int] = set()
        self.given = 0

    @property
    def total(self) -> int:
        return self.given + len(self.rows)

    def table(self, source: str) -> RawTable:
        series = [pl.Series(name, [row.get(name) for row in self.rows], dtype=pl.String) for name in self.columns]
        if self.sheet is not None:
            series.insert(0, pl.Series(PARENT, self.parents, dtype=pl.Int64))
        frame = pl.DataFrame(series) if series else pl.DataFrame(height=len(self.rows))
        first = self.numbers[0] if self.numbers else 1
        plain = self.numbers == list(range(first, first + len(self.numbers)))
        numbers = None if plain else pl.Series(self.numbers, dtype=pl.Int64)
        made = RawTable(
            frame, source, self.sheet, first_row=first, offset=self.given, numbers=numbers,
            unread=frozenset(self.unread),
        )  # fmt: skip
        self.given = self.total
        self.rows, self.numbers, self.parents, self.unread = [], [], [], set()
        return made


class Flattener:
    """Takes JSON values, puts rows into the table of the file and the tables nested in it."""

    def __init__(self, source: TextSource, problems: Problems) -> None:
        self.problems = problems
        self.number = 0
        """Number of the last row taken."""
        self._limits = source.limits
        self._encoding = source.encoding
        self._source = source.path.name
        self._main = _Table(None)
        self._children: dict[str, _Table] = {}
        self._columns = 0
        self._told_columns = False
        self._size = 0
        self._nested = 0
        self.waiting = 0
        """Rows not yet handed out, those of nested tables too."""

    def chunk_full(self, size: int) -> bool:
        """Count `size` more characters taken; true when the waiting rows should be handed out."""
        self._size += size
        return self._limits.chunk_full(self.waiting, self._columns, self._size)

    def tables(self) -> list[RawTable]:
        """All waiting rows; a nested table only where it has some."""
        self._size = self.waiting = 0
        return [table.table(self._source) for table in (self._main, *self._children.values()) if table.rows]

    def lost(self, code: str, place: Place, number: int, **facts: object) -> None:
        """A row that cannot be read: it stays as a row without cells."""
        self.problems.add(code, place, row=self._main.total, key_lost=True, **facts)
        self.number = number
        self.waiting += 1
        self._main.unread.add(len(self._main.rows))
        self._main.rows.append({})
        self._main.numbers.append(number)

    def row(self, value: object, place: Place, number: int) -> None:
        """One value of the file."""
        if not isinstance(value, dict):
            self.lost("not-an-object", place, number)
            return
        self.number = number
        self._nested = 0
        self._add(self._main, value, place, number, parent=None, path="", depth=1)

    def _add(
        self, table: _Table, value: dict[str, object], place: Place, number: int, *, parent: int | None, path: str,
        depth: int,
    ) -> None:  # fmt: skip
        self.waiting += 1
        index = table.total
        cells: dict[str, str | None] = {}
        table.rows.append(cells)
        table.numbers.append(number)
        if parent is not None:
            table.parents.append(parent)
        self._cells(table, cells, value, place, index, number, path, "", depth)

    def _cells(
        self, table: _Table, cells: dict[str, str | None], value: dict[str, object], place: Place, index: int,
        number: int, path: str, prefix: str, depth: int,
    ) -> None:  # fmt: skip
        for name, inner in value.items():
            heading = prefix + name
            here = Place(table.sheet, line=place.line, row=place.row, column=heading)
            children = _objects(inner)
            if (isinstance(inner, dict) or children) and depth >= self._limits.depth:
                self.problems.add("too-deep", here, row=index, limit=self._limits.depth)
            elif isinstance(inner, dict):
                self._cells(table, cells, inner, place, index, number, path, heading + ".", depth + 1)
            elif inner == []:
                continue
            elif children:
                self._nest(children, path + heading, place, index, number, depth + 1)
            elif heading in cells or inner is TWICE or (heading == PARENT and table.sheet is not None):
                self.problems.add("duplicate-key", here, row=index, heading=heading)
                if heading in cells:
                    cells[heading] = None
            elif self._known(table, heading, here):
                cells[heading] = self._cell(inner, here, index)

    def _nest(
        self, children: list[dict[str, object]], path: str, place: Place, parent: int, number: int, depth: int
    ) -> None:
        table = self._children.get(path)
        if table is None:
            if self._columns >= self._limits.columns:
                self._too_many()
                return
            self._columns += 1
            table = self._children[path] = _Table(path)
        for child in children:
            self._nested += 1
            if self._nested > self._limits.nested_rows:
                if self._nested == self._limits.nested_rows + 1:
                    self.problems.add("too-many-nested", place, row=parent, limit=self._limits.nested_rows)
                return
            self._add(table, child, place, number, parent=parent, path=path + ".", depth=depth)

    def _known(self, table: _Table, heading: str, place: Place) -> bool:
        if heading in table.columns:
            return True
        if self._columns >= self._limits.columns:
            self._too_many()
            return False
        self._columns += 1
        table.columns[heading] = None
        return True

    def _too_many(self) -> None:
        if not self._told_columns:
            self.problems.add("too-many-columns", limit=self._limits.columns)
            self._told_columns = True

    def _cell(self, value: object, place: Place, index: int) -> str | None:
        text = _as_text(value, self._limits.depth)
        if text is None:
            if value is not None:
                self.problems.add("too-deep", place, row=index, limit=self._limits.depth)
            return None
        if text.isascii() and "\0" not in text and len(text) <= self._limits.cell_bytes:
            return text or None
        if "\0" in text:
            self.problems.add("nul-byte", place, row=index)
            return None
        if not _is_text(text):
            found = MARKED.search(text)
            shown = " ".join(f"{ord(char) - 0xDC00:02X}" for char in found.group()[:16]) if found else "D8 00"
            self.problems.add(
                "undecodable-bytes", place, row=index, bytes=shown, line=place.line or place.row, offset="unknown",
                encoding=self._encoding,
            )  # fmt: skip
            return None
        if len(text.encode()) > self._limits.cell_bytes:
            self.problems.add("cell-too-long", place, row=index, limit=self._limits.cell_bytes)
            return None
        return text


def _objects(value: object) -> list[dict[str, object]]:
    """The members of a list that holds nothing but objects; nothing for any other value."""
    if isinstance(value, list) and all(isinstance(member, dict) for member in value):
        return value
    return []


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_text(value: object, depth: int) -> str | None:
    """A value as the text of a cell: truths as true and false, lists as JSON; None where there is none."""
    if value is None:
        return None
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _as_json(value, depth)


def _as_json(value: object, depth: int) -> str | None:
    if depth < 0 or value is TWICE:
        return None
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, list):
        return _joined((_as_json(member, depth - 1) for member in value), "[]")
    if isinstance(value, dict):
        inside = ((name, _as_json(member, depth - 1)) for name, member in value.items())
        return _joined((text and f"{json.dumps(name, ensure_ascii=False)}: {text}" for name, text in inside), "{}")
    return json.dumps(value, ensure_ascii=False)


def _joined(members: Iterable[str | None], brackets: str) -> str | None:
    texts = list(members)
    if None in texts:
        return None
    return brackets[0] + ", ".join(text for text in texts if text is not None) + brackets[1]
