"""Where the columns of a Parquet file lie, by its footer, and which of them are the same bytes in two files.

The footer is a struct of the compact protocol of Thrift (parquet.thrift of Apache Parquet, 2.11). Of it only the groups
of rows are looked at, their columns, and what says how these are packed.
"""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shibosi.methods.formats.parquet import MAGIC, check_footer
from shibosi.methods.formats.unreadable import UnreadableError

TAIL = 8
"""Bytes at the end: the length of the footer, and the magic."""
SCHEMA, GROUPS = 2, 4
"""Fields of the footer."""
COLUMNS, ROWS = 1, 3
"""Fields of a group of rows."""
ELSEWHERE, ABOUT, LOCKED = 1, 3, (8, 9)
"""Fields of a column: another file it lies in, what is told of it, how it is encrypted."""
PATH, CODEC, SIZE, PAGES, DICTIONARY = 3, 4, 7, 9, 11
"""Fields of what is told of a column."""
DEEP = 16
"""Structs and lists inside one another at most; a footer has a dozen."""
LONGEST = 70
"""Bits that a number is written with at most."""


class _Unknown(Exception):
    """A footer that is not read here."""


@dataclass(frozen=True)
class Group:
    """A group of rows: how many, and by column where its bytes lie and how they are packed."""

    rows: int
    columns: dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Beside:
    """Rows that lie in the same places of two files, and the columns in which they may differ."""

    first: int
    rows: int
    columns: frozenset[str]


def beside(old: Path, new: Path) -> list[Beside]:
    """The groups of rows with which both files begin, as far as they are cut alike; none where that is not known."""
    try:
        for path in (old, new):
            check_footer(path)
        with old.open("rb") as first, new.open("rb") as second:
            return list(_beside(_mapped(first.fileno()), _mapped(second.fileno())))
    except (_Unknown, UnreadableError, OSError, ValueError, IndexError, KeyError, TypeError):
        return []


def _mapped(file: int) -> mmap.mmap:
    return mmap.mmap(file, 0, access=mmap.ACCESS_READ)


def _beside(old: mmap.mmap, new: mmap.mmap) -> Iterator[Beside]:
    with old, new:
        footers = [_footer(data) for data in (old, new)]
        if footers[0][SCHEMA] != footers[1][SCHEMA]:
            return
        first = 0
        for was, is_ in zip(*(map(_group, footer[GROUPS]) for footer in footers), strict=False):
            if was.rows != is_.rows or was.columns.keys() != is_.columns.keys():
                return
            differ = {name for name in was.columns if not _alike(old, was.columns[name], new, is_.columns[name])}
            yield Beside(first, was.rows, frozenset(differ))
            first += was.rows


def _alike(old: mmap.mmap, was: tuple[int, int, int], new: mmap.mmap, is_: tuple[int, int, int]) -> bool:
    (start, size, codec), (place, length, packed) = was, is_
    if (size, codec) != (length, packed):
        return False
    if min(start, place) < len(MAGIC) or start + size > len(old) or place + size > len(new):
        raise _Unknown
    return old[start : start + size] == new[place : place + size]


def _group(found: dict[int, Any]) -> Group:
    columns: dict[str, tuple[int, int, int]] = {}
    for column in found[COLUMNS]:
        about = column[ABOUT]
        if ELSEWHERE in column or any(name in column for name in LOCKED) or len(about[PATH]) != 1:
            raise _Unknown
        name = about[PATH][0].decode()
        columns[name] = (about.get(DICTIONARY) or about[PAGES], about[SIZE], about[CODEC])
    return Group(found[ROWS], columns)


def _footer(data: mmap.mmap) -> dict[int, Any]:
    length = int.from_bytes(data[-TAIL : -len(MAGIC)], "little")
    return _Thrift(data[len(data) - TAIL - length : -TAIL]).struct(DEEP)


class _Thrift:
    """Reads the compact protocol: structs as dicts by field number, texts as bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def struct(self, deep: int) -> dict[int, Any]:
        """A struct, from where it begins."""
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._whole()
            found[number] = head & 15 == 1 if head & 15 in (1, 2) else self._value(head & 15, deep)
        return found

    def _value(self, kind: int, deep: int) -> Any:
        if not deep:
            raise _Unknown
        if kind in (1, 2, 3):
            return self._byte()
        if kind in (4, 5, 6):
            return self._whole()
        if kind == 7:
            return self._bytes(8)
        if kind == 8:
            return self._bytes(self._number())
        if kind in (9, 10):
            head = self._byte()
            size = self._number() if head >> 4 == 15 else head >> 4
            return [self._value(head & 15, deep - 1) for _ in range(size)]
        if kind == 12:
            return self.struct(deep - 1)
        raise _Unknown

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _bytes(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise _Unknown
        self.at += size
        return self.data[self.at - size : self.at]

    def _number(self) -> int:
        found = 0
        for shift in range(0, LONGEST, 7):
            byte = self._byte()
            found |= (byte & 127) << shift
            if byte < 128:
                return found
        raise _Unknown

    def _whole(self) -> int:
        found = self._number()
        return found >> 1 ^ -(found & 1)
