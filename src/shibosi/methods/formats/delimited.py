"""CSV and its kin: cells between separators, with everything people and programs do wrong in such files.

Rows are counted as a spreadsheet shows them: an empty line is a row (and skipped), a cell with line ends is one row.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from shibosi.methods.formats.bytesource import GB18030_MARK, MARK, MARKED, UTF8_MARK, TextSource, cut_lines
from shibosi.methods.formats.raw import RawTable, Rows, unique_headings
from shibosi.methods.formats.splitting import Splitter, separator_of, stated_separator
from shibosi.methods.formats.unreadable import Place, Problems, UnreadableError

NEVER = "\x01"
"""A separator that stands in no text: reads whole lines."""
TOP_LINES = 64
"""Lines read one by one in search of the headings before whole blocks are taken again."""
DOS_END = " \t\r\x1a"
"""White space, and the end mark that DOS programs put on a last line of its own."""


def read_delimited(source: TextSource, problems: Problems, *, quick: bool = True) -> Iterator[RawTable]:
    """The rows of a file in chunks of about `limits.chunk_rows`; one table without rows where there is only a heading.

    `quick` allows whole blocks of simple lines to be read at once; the result is the same.
    """
    reader = _Reader(source, problems, quick)
    torn: UnreadableError | None = None
    with source.open() as opened:
        blocks = cut_lines(opened, source.limits.row_bytes)
        while True:
            try:
                offset, raw = next(blocks)
            except StopIteration:
                break
            except UnreadableError as error:
                torn = error
                break
            yield from reader.block(offset, raw)
            if reader.given_up:
                break
    reader.finish()
    if torn is not None:
        problems.stop(torn, Place(row=reader.row + 1))
    if reader.rows is None:
        if torn is None and not reader.given_up:
            problems.add("empty-file")
    elif reader.rows.waiting or not reader.rows.total:
        yield reader.table()


class _Reader:
    """Takes blocks of lines in, puts rows and problems out."""

    def __init__(self, source: TextSource, problems: Problems, quick: bool) -> None:
        self.limits = source.limits
        self.codec = source.codec
        self.encoding = source.encoding
        self.problems = problems
        self.quick = quick
        self.rows: Rows | None = None
        self.given_up = False
        self.row = 0
        """Spreadsheet rows seen so far, the heading row among them."""
        self._source_name = source.path.name
        self._line = 0
        self._splitter: Splitter | None = None
        self._stated: str | None = None
        self._held: list[tuple[int, str]] = []
        self._held_size = 0
        self._open_quotes = 0
        self._damage: dict[int, tuple[int, bytes]] = {}
        self._size = 0

    def chunk_full(self) -> bool:
        """True when the rows read so far should be handed out."""
        rows = self.rows
        return rows is not None and self.limits.chunk_full(rows.waiting, len(rows.headings), self._size)

    def table(self) -> RawTable:
        """The rows read since the last chunk."""
        assert self.rows is not None
        self._size = 0
        return self.rows.table()

    def block(self, offset: int, raw: bytes | None) -> Iterator[RawTable]:
        """Take the next lines, or None for one line that is too long; gives the chunks that are full."""
        if raw is None:
            self._close_open_quote()
            self._line += 1
            self._lost("row-too-long", limit=self.limits.row_bytes)
            return
        self._size += len(raw)
        for _ in range(TOP_LINES):
            if self.rows is not None or self.given_up or not raw:
                break
            cut = raw.find(b"\n") + 1
            yield from self._slowly(offset, raw[:cut])
            offset, raw = offset + cut, raw[cut:]
        if self.given_up or not raw:
            return
        frame = self._whole_block(raw) if self.quick and self.rows is not None and not self._held else None
        if frame is None or self.rows is None:
            yield from self._slowly(offset, raw)
            return
        self.rows.add_frame(frame, self.row + 1)
        self.row += frame.height
        self._line += frame.height
        if self.chunk_full():
            yield self.table()

    def _slowly(self, offset: int, raw: bytes) -> Iterator[RawTable]:
        for text in self._lines(offset, raw):
            self._feed(self._line, text)
            if self.given_up:
                return
            if self.chunk_full():
                yield self.table()

    def finish(self) -> None:
        """The end of the file."""
        self._close_open_quote()

    def _lines(self, offset: int, raw: bytes) -> Iterator[str]:
        """Decoded lines, `_line` set to the number of each; where bytes are bad, which and where is kept."""
        try:
            lines = raw.decode(self.codec).split("\n")
        except UnicodeDecodeError:
            for piece in raw[:-1].split(b"\n"):
                self._line += 1
                yield self._damaged(offset, piece)
                offset += len(piece) + 1
            return
        for text in lines[:-1]:
            self._line += 1
            yield text.removeprefix("\ufeff") if self._line == 1 else text

    def _damaged(self, offset: int, piece: bytes) -> str:
        text = piece.decode(self.codec, MARK)
        found = MARKED.search(text)
        if found:
            before = len(text[: found.start()].encode(self.codec))
            self._damage[self._line] = (offset + before, bytes(ord(char) - 0xDC00 for char in found.group()[:16]))
        return text.removeprefix("\ufeff") if self._line == 1 else text

    def _feed(self, line: int, text: str) -> None:
        if self._splitter is None:
            self._stated = stated_separator(text) if self._line == 1 else self._stated
            if not text.strip() or (self._line == 1 and self._stated):
                self.row += 1
                return
            self._splitter = Splitter(self._stated or separator_of(text))
        cells = self._splitter.feed(text)
        if cells is None:
            self._held.append((line, text))
            self._held_size += len(text) + 1
            if self._held_size > self.limits.row_bytes or len(self._held) > self.limits.row_lines:
                self._close_open_quote()
            return
        first = self._held[0][0] if self._held else line
        size = self._held_size + len(text)
        self._held, self._held_size = [], 0
        self._record(cells, first, line, size)
        self._damage.clear()

    def _close_open_quote(self) -> None:
        """Give up the row whose quotation mark never closes and read the lines after it anew."""
        while self._held and self._splitter is not None and not self.given_up:
            held, self._held, self._held_size = self._held, [], 0
            self._splitter.reset()
            self._open_quotes += 1
            self._lost("open-quote")
            if self._open_quotes >= self.limits.open_quotes:
                self.problems.add(
                    "too-many-open-quotes", Place(row=self.row), key_lost=True, limit=self.limits.open_quotes
                )
                self.given_up = True
                return
            for line, text in held[1:]:
                if not self.given_up:
                    self._feed(line, text)

    def _lost(self, code: str, **facts: Any) -> None:
        """A row that cannot be read: it stays as a row without cells. Without its heading row a file says nothing."""
        self.row += 1
        if self.rows is None:
            self.problems.add(code, Place(row=self.row), key_lost=True, **facts)
            self.given_up = True
            return
        index = self.rows.lose(self.row)
        self.problems.add(code, Place(row=self.row), row=index, key_lost=True, **facts)

    def _record(self, cells: list[str], first: int, last: int, size: int) -> None:
        if not any(cells) or (len(cells) == 1 and not cells[0].strip(DOS_END)):
            self.row += 1
            return
        if self.rows is None:
            self._heading(cells, first, last)
            return
        width = len(self.rows.headings)
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) > width:
            self._lost("too-many-cells", found=len(cells), expected=width)
            return
        self.row += 1
        index = self.rows.total
        short = width - len(cells)
        if short:
            self.problems.add("too-few-cells", Place(row=self.row), row=index, found=len(cells), expected=width)
        checked: list[str | None] = [*cells, *[None] * short]
        if size > self.limits.cell_bytes // 4 or self._damage or any("\0" in cell for cell in cells):
            for position, cell in enumerate(cells):
                place = Place(row=self.row, column=self.rows.headings[position])
                checked[position] = self._cell(cell, place, index, first, last)
        self.rows.add(checked, self.row)

    def _cell(self, cell: str, place: Place, index: int | None, first: int, last: int) -> str | None:
        """The cell, or None and a problem."""
        if MARKED.search(cell):
            damage = next((self._damage[line] for line in range(first, last + 1) if line in self._damage), (0, b""))
            self.problems.add(
                "undecodable-bytes", place, row=index, offset=damage[0], line=first, encoding=self.encoding,
                bytes=" ".join(f"{byte:02X}" for byte in damage[1]),
            )  # fmt: skip
            return None
        if "\0" in cell:
            self.problems.add("nul-byte", place, row=index)
            return None
        if len(cell.encode()) > self.limits.cell_bytes:
            self.problems.add("cell-too-long", place, row=index, limit=self.limits.cell_bytes)
            return None
        return cell

    def _heading(self, cells: list[str], first: int, last: int) -> None:
        self.row += 1
        if len(cells) > self.limits.columns:
            raise UnreadableError("too-many-columns", limit=self.limits.columns)
        place = Place(row=self.row)
        names, repeated = unique_headings([self._cell(cell, place, None, first, last) or "" for cell in cells])
        for heading in repeated:
            self.problems.add("duplicate-heading", place, heading=heading)
        self.rows = Rows(names, self._source_name)

    def _whole_block(self, raw: bytes) -> pl.DataFrame | None:
        """The block as a frame, if every line is plain and has as many cells as there are headings; else None."""
        if self._splitter is None or self.rows is None or re.search(rb'["\x00\x01]', raw):
            return None
        width = len(self.rows.headings)
        if width < 2 or raw.startswith((UTF8_MARK, GB18030_MARK)):
            return None
        try:
            text = raw.decode(self.codec)
        except UnicodeDecodeError:
            return None
        plain = (raw if self.codec == "utf-8" else text.encode()).replace(b"\r\n", b"\n")
        if b"\r" in plain:
            return None
        separator = self._splitter.separator
        lines = _plain_csv(plain, NEVER).to_series()
        if lines.len() != plain.count(b"\n") or lines.null_count():
            return None
        if not (lines.str.count_matches(separator, literal=True) == width - 1).all():
            return None
        longest = lines.str.len_bytes().max()
        if not isinstance(longest, int) or longest > self.limits.cell_bytes:
            return None
        frame = _plain_csv(plain, separator)
        if frame.shape != (lines.len(), width) or frame.select(pl.all_horizontal(pl.all().is_null()).any()).item():
            return None
        return frame


def _plain_csv(raw: bytes, separator: str) -> pl.DataFrame:
    """Lines without quotation marks as text columns; empty cells are null."""
    return pl.read_csv(io.BytesIO(raw), separator=separator, quote_char=None, has_header=False, infer_schema=False)
