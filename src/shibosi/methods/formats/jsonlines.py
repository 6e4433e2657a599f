"""JSON lines, and JSON files that hold one list or one object: rows as text, nested lists as tables of their own."""

import codecs
import json
import re
from collections.abc import Iterator

from shibosi.methods.formats.bytesource import BLOCK, MARK, Readable, TextSource, cut_lines
from shibosi.methods.formats.flattening import Flattener, Number, pairs
from shibosi.methods.formats.raw import RawTable
from shibosi.methods.formats.unreadable import Place, Problems, UnreadableError

SPACE = re.compile(r"[\s\ufeff]*")


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


DECODER = json.JSONDecoder(
    parse_float=Number, parse_int=Number, parse_constant=_no_number, object_pairs_hook=pairs, strict=True
)


def read_json(source: TextSource, problems: Problems) -> Iterator[list[RawTable]]:
    """Chunks of rows: the table of the file first, then the tables nested in it.

    Rows are numbered by line, or by element (from 1) where the file is one list.
    """
    flattener = Flattener(source, problems)
    with source.open() as opened:
        head = opened.read(4096).decode(source.codec, MARK).lstrip("\ufeff \t\r\n")
    first = head.split("\n", 1)[0].rstrip()
    in_list = head.startswith("[")
    spread = in_list or first.endswith(("{", "[", ","))
    with source.open() as opened:
        steps = _elements(opened, source, flattener, in_list) if spread else _lines(opened, source, flattener)
        try:
            for size in steps:
                if flattener.chunk_full(size):
                    yield flattener.tables()
        except UnreadableError as error:
            place = Place(line=None if spread else flattener.number + 1, row=flattener.number + 1 if spread else None)
            problems.stop(error, place)
    if flattener.waiting:
        yield flattener.tables()
    elif not flattener.number:
        problems.add("empty-file")


def _lines(opened: Readable, source: TextSource, flattener: Flattener) -> Iterator[int]:
    """One value a line; yields their size."""
    number = 0
    for _, raw in cut_lines(opened, source.limits.row_bytes):
        if raw is None:
            number += 1
            flattener.lost("row-too-long", Place(line=number), number, limit=source.limits.row_bytes)
            continue
        for piece in raw[:-1].split(b"\n"):
            number += 1
            text = piece.decode(source.codec, MARK).strip("\ufeff \t\r")
            if text:
                _line(text, number, flattener)
                yield len(piece)


def _line(text: str, number: int, flattener: Flattener) -> None:
    place = Place(line=number)
    try:
        value = DECODER.decode(text)
    except RecursionError:
        flattener.lost("bad-json", place, number, reason="nested too deep")
    except ValueError as error:
        flattener.lost("bad-json", place, number, reason=_reason(error))
    else:
        flattener.row(value, place, number)


def _elements(opened: Readable, source: TextSource, flattener: Flattener, in_list: bool) -> Iterator[int]:
    """The elements of a list, or values one after the other, however they are spread over lines; yields their size."""
    text = _Text(opened, source)
    number = 0
    closed = not in_list
    if in_list:
        text.skip_space()
        text.position += 1
    while True:
        text.skip_space()
        char = text.peek()
        if not char:
            break
        if in_list and closed:
            flattener.problems.add("bad-json-stop", Place(row=number + 1), reason="text after the end of the list")
            return
        if in_list and char == "]" and (not number or not text.comma):
            closed = True
            text.position += 1
            continue
        number += 1
        if in_list and number > 1 and not text.comma:
            _stop(flattener, number, "a comma is missing")
            return
        try:
            value = text.value()
        except RecursionError:
            _stop(flattener, number, "nested too deep")
            return
        except ValueError as error:
            _stop(flattener, number, _reason(error))
            return
        flattener.row(value, Place(row=number), number)
        text.skip_comma()
        yield text.size
    if not closed:
        _stop(flattener, number + 1, "the list is not closed")


def _stop(flattener: Flattener, number: int, reason: str) -> None:
    flattener.problems.add("bad-json-stop", Place(row=number), key_lost=True, reason=reason)
    flattener.number = max(flattener.number, number)


def _reason(error: ValueError) -> str:
    return f"{error.msg}, character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else str(error)


class _Text:
    """Decoded text read as far as it is needed; holds one value and one block at most."""

    def __init__(self, opened: Readable, source: TextSource) -> None:
        self._opened = opened
        self._decoder = codecs.getincrementaldecoder(source.codec)(MARK)
        self._longest = source.limits.row_bytes
        self._text = ""
        self._ended = False
        self.position = 0
        self.comma = False
        self.size = 0
        """Characters of the last value."""

    def peek(self) -> str:
        """The next character, empty at the end."""
        return self._text[self.position : self.position + 1]

    def skip_space(self) -> None:
        """Go to the next character that is no white space."""
        while True:
            found = SPACE.match(self._text, self.position)
            self.position = found.end() if found else self.position
            if self.position < len(self._text) or not self._more():
                return

    def skip_comma(self) -> None:
        """Go beyond a comma, if one follows; `comma` says whether."""
        self.skip_space()
        self.comma = self.peek() == ","
        self.position += self.comma

    def value(self) -> object:
        """The next JSON value. Raises ValueError, RecursionError, UnreadableError (too long)."""
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self.position)
            except ValueError:
                if self._ended:
                    raise
                if len(self._text) - self.position > self._longest:
                    raise UnreadableError("row-too-long", limit=self._longest) from None
                self._more()
                continue
            if end - self.position > self._longest:
                raise UnreadableError("row-too-long", limit=self._longest)
            if end == len(self._text) and self._more():
                continue
            self.size = end - self.position
            self.position = end
            return value

    def _more(self) -> bool:
        """Read on, as much again as is waiting; false at the end of the file."""
        if self._ended:
            return False
        waiting = self._text[self.position :]
        piece = self._opened.read(max(BLOCK, len(waiting)))
        self._ended = not piece
        self._text = waiting + self._decoder.decode(piece, final=not piece)
        self.position = 0
        return not self._ended
