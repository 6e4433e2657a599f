"""A watch-list file of any known format, read whole or refused.

The format is told by the content: XML by its first sign, JSON lines by theirs, everything else is a table. Packed
files (gzip) are unpacked on the way, within a bound. Text has to be UTF-8; one that is not is refused with its
place, never guessed at.
"""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

from shibosi.methods.watchlists import documents, tabular
from shibosi.methods.watchlists.entries import Entry, UnreadableList

MOST_ENTRIES = 5_000_000
MOST_BYTES = 8 << 30
PIECE = 1 << 20
LONGEST_LINE = 1 << 22
OFAC_ALIASES = {"sdn": "alt", "cons_prim": "cons_alt"}


@dataclass(frozen=True, slots=True)
class Read:
    """A list as read."""

    entries: tuple[Entry, ...]
    nameless: int
    """Entries without any name: kept, but only their numbers can be matched."""
    repeated: int
    """Entries whose id stood in the file before: their names are added to the first."""


@dataclass(frozen=True, slots=True)
class Update:
    """A stream of changes as read: entries added or changed, and ids removed, in order."""

    changes: tuple[tuple[str, Entry | str], ...]


def read_list(path: Path) -> Read:
    """The whole list of a file. Raises UnreadableList, OSError."""
    entries: dict[str, Entry] = {}
    repeated = 0
    for number, entry in enumerate(_entries(path), start=1):
        if number > MOST_ENTRIES:
            raise UnreadableList(file=path.name, reason="it has more than 5,000,000 entries", place=number)
        if (known := entries.get(entry.id)) is not None:
            repeated += 1
            names = tuple(dict.fromkeys(known.names + entry.names))
            entry = Entry(**{**{slot: getattr(known, slot) for slot in Entry.__slots__}, "names": names})
        entries[entry.id] = entry
    if not entries:
        raise UnreadableList(file=path.name, reason="it has no entry", place=1)
    every = tuple(entries.values())
    return Read(every, sum(not entry.names for entry in every), repeated)


def read_update(path: Path) -> Update:
    """The changes of a FollowTheMoney update stream. Raises UnreadableList, OSError."""
    with _opened(path) as file:
        return Update(tuple(documents.read_lines(_lines(file, path.name), path.name)))


def _entries(path: Path) -> Iterator[Entry]:
    with _opened(path) as file:
        first = _first_sign(file, path.name)
        if first == b"<":
            yield from documents.read_xml(_Bounded(file, path.name), path.name)  # type: ignore[arg-type]
        elif first == b"{":
            for word, entry in documents.read_lines(_lines(file, path.name), path.name):
                if word != "ADD" or isinstance(entry, str):
                    raise UnreadableList(file=path.name, reason="it is an update, not a whole list", place=1)
                yield entry
        else:
            yield from _table(file, path)


def _table(file: IO[bytes], path: Path) -> Iterator[Entry]:
    """A table: without a heading it is OFAC's, whose aliases stand in a file beside it."""
    lines = (line.decode() for line in _lines(file, path.name))
    first = next(lines, "")
    if first.partition(",")[0].strip('" ').isdigit():
        stem, dot, ending = path.name.partition(".")
        aliases: dict[str, list[str]] = {}
        beside = path.with_name(f"{OFAC_ALIASES[stem]}{dot}{ending}") if stem in OFAC_ALIASES else path
        if beside != path and beside.exists():
            with _opened(beside) as other:
                aliases = tabular.ofac_aliases((line.decode() for line in _lines(other, beside.name)), beside.name)
        yield from tabular.ofac(chain([first], lines), path.name, aliases)
    else:
        yield from tabular.headed(chain([first], lines), path.name)


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


def _first_sign(file: IO[bytes], name: str) -> bytes:
    """The first byte that is no space or mark of order; the file stands at its beginning again."""
    try:
        start = file.read(4096)
        file.seek(0)
    except (EOFError, OSError, zlib.error) as mistake:
        raise UnreadableList(file=name, reason="it is packed and cut off", place=1) from mistake
    return start.removeprefix(codecs.BOM_UTF8).lstrip()[:1]


class _Bounded:
    """Reading in pieces, within the bound, saying where a packed file is cut off."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.file, self.name, self.total = file, name, 0

    def read(self, size: int) -> bytes:
        """The next piece."""
        try:
            piece = self.file.read(size)
        except (EOFError, OSError, zlib.error) as mistake:
            raise UnreadableList(file=self.name, reason="it is packed and cut off", place=self.total) from mistake
        self.total += len(piece)
        if self.total > MOST_BYTES:
            raise UnreadableList(file=self.name, reason="it is larger than 8 GiB unpacked", place=self.total)
        return piece


def _lines(file: IO[bytes], name: str) -> Iterator[bytes]:
    """Lines of UTF-8, each of bearable length."""
    source = _Bounded(file, name)
    rest, number = b"", 0
    while piece := source.read(PIECE):
        parts = (rest + piece).split(b"\n")
        rest = parts.pop()
        for line in parts:
            number += 1
            yield _checked(line + b"\n", name, number)
        if len(rest) > LONGEST_LINE:
            raise UnreadableList(file=name, reason="a line has no end", place=number + 1)
    if rest:
        yield _checked(rest, name, number + 1)


def _checked(line: bytes, name: str, number: int) -> bytes:
    line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
    try:
        line.decode()
    except UnicodeDecodeError as mistake:
        raise UnreadableList(file=name, reason="its text is not UTF-8", place=number) from mistake
    if b"\x00" in line:
        raise UnreadableList(file=name, reason="it is no text", place=number)
    return line
