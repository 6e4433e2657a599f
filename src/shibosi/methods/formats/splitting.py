"""Splitting the lines of a CSV into cells, one line after the other, in time linear in their length."""

import csv
import re
from contextlib import suppress

SEPARATORS = ",;\t|"
QUOTED = re.compile(r'"(?:[^"]|"")*"?')
QUICK_LENGTH = 100_000
"""Characters up to which the csv module may look at a line (it refuses cells of 131,072)."""
STATED = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)


def separator_of(heading: str) -> str:
    """The separator that stands most often in a heading line, outside quotation marks; a comma where none does."""
    bare = QUOTED.sub("", heading)
    return max(SEPARATORS, key=lambda separator: (bare.count(separator), -SEPARATORS.index(separator)))


def stated_separator(line: str) -> str | None:
    """The separator of a first line "sep=;", as Excel writes it; None for any other line."""
    found = STATED.fullmatch(line.strip("\r\n "))
    return found.group(1) if found else None


class Splitter:
    """Cuts lines (without their LF) into the cells of rows.

    A quotation mark that opens a cell closes at the next single one, "" inside stands for one, line ends inside belong
    to the cell. A quotation mark inside a cell that did not open with one is an ordinary character, and what follows
    a closing one up to the separator is added to the cell (as Excel does). The csv module takes the lines that are
    whole and regular, with the same result.
    """

    def __init__(self, separator: str) -> None:
        self.separator = separator
        self._cells: list[str] = []
        self._parts: list[str] | None = None

    def reset(self) -> None:
        """Forget the row that is open."""
        self._cells = []
        self._parts = None

    def feed(self, line: str) -> list[str] | None:
        """The cells of the row that ends with this line; None while a quotation mark is open."""
        if self._parts is None:
            if '"' not in line:
                return line.removesuffix("\r").split(self.separator)
            plain = line.removesuffix("\r")
            if len(plain) < QUICK_LENGTH and "\r" not in plain:
                with suppress(csv.Error):
                    return next(csv.reader((plain,), delimiter=self.separator, strict=True))
        position: int | None = 0
        if self._parts is not None:
            self._parts.append("\n")
            position = self._quoted(line, 0)
        while position is not None and position >= 0:
            if line.startswith('"', position):
                self._parts = []
                position = self._quoted(line, position + 1)
            else:
                end = line.find(self.separator, position)
                self._cells.append(line[position:end] if end >= 0 else line[position:].removesuffix("\r"))
                position = end + 1 if end >= 0 else -1
        if position is None:
            return None
        cells, self._cells = self._cells, []
        return cells

    def _quoted(self, line: str, position: int) -> int | None:
        """Read on inside quotation marks: where the next cell starts, -1 at the end of the row, None while open."""
        parts = self._parts
        assert parts is not None
        while True:
            mark = line.find('"', position)
            if mark < 0:
                parts.append(line[position:])
                return None
            parts.append(line[position:mark])
            if not line.startswith('"', mark + 1):
                break
            parts.append('"')
            position = mark + 2
        end = line.find(self.separator, mark + 1)
        parts.append(line[mark + 1 : end] if end >= 0 else line[mark + 1 :].removesuffix("\r"))
        self._cells.append("".join(parts))
        self._parts = None
        return end + 1 if end >= 0 else -1
