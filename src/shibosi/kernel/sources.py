"""Sources: the records handed in, by kind, wherever they lie; loaded a part at a time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record, record
from shibosi.kernel.versions import in_force, lines_in_force, superseded

ROW = "#row"
"""The column that numbers rows."""
Marks = Mapping[str, pl.DataFrame]
"""Record kind to the documents of it that are out of force; a kind of which all are in force is not there."""


@dataclass(frozen=True)
class Handed:
    """A file as it was handed in: where it lay, its digest, and how many rows of which kinds it gave."""

    path: str
    sha256: str
    size: int
    rows: Mapping[str, int]


@dataclass
class Sources:
    """Frames by record kind, each in the record's schema, and what could not be read.

    `apart` names the frames, by kind and number, that read one file row by row, and the file: a slice of such a frame
    can be read by itself, on another machine too, and always holds the same rows.
    `empty` has by kind the columns in which no row says anything.
    """

    frames: dict[str, list[pl.LazyFrame]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    files: list[Handed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    work: Path | None = None
    apart: dict[tuple[str, int], str] = field(default_factory=dict)
    empty: dict[str, frozenset[str]] = field(default_factory=dict)
    _out: dict[str, pl.DataFrame | None] = field(default_factory=dict)

    def add(self, kind: str, frame: pl.LazyFrame, rows: int, apart: str = "") -> None:
        """Hand in rows of a kind; one with no rows counts as handed in. `apart`: the file it reads row by row."""
        if apart:
            self.apart[kind, len(self.frames.get(kind, []))] = apart
        self.frames.setdefault(kind, []).append(frame)
        self.rows[kind] = self.rows.get(kind, 0) + rows

    def nothing_in(self, kind: str, columns: Iterable[str]) -> None:
        """Note that some rows of a kind say nothing in some columns."""
        found = frozenset(columns)
        self.empty[kind] = self.empty.get(kind, found) & found

    def kinds(self) -> set[str]:
        """The kinds that were handed in."""
        return set(self.frames)

    def scan(self, kind: str, columns: list[str], numbered: bool = False) -> pl.LazyFrame:
        """The rows in force of a kind, some columns of them; `numbered`: beside them "#row", counted as handed in."""
        whole = self._whole(record(kind))
        if numbered:
            whole, columns = whole.with_row_index(ROW), [*columns, ROW]
        return standing(kind, whole, self.marks(kind)).select(columns)

    def slices(self, kind: str, columns: list[str], most: int) -> Iterator[pl.LazyFrame]:
        """What `scan` gives, in slices of at most so many rows handed in; small frames share a slice."""
        some: list[pl.LazyFrame] = []
        free = most
        for frame in self.frames[kind]:
            height = int(frame.select(pl.len()).collect().item())
            first = 0
            while first < height:
                taken = min(free, height - first)
                some.append(frame.slice(first, taken))
                first, free = first + taken, free - taken
                if not free:
                    yield standing(kind, pl.concat(some), self.marks(kind)).select(columns)
                    some, free = [], most
        if some:
            yield standing(kind, pl.concat(some), self.marks(kind)).select(columns)

    def marks(self, kind: str) -> Marks:
        """What is out of force of a kind, and of the documents its rows are lines of."""
        told = [name for name in (kind, record(kind).part_of) if name in self.frames]
        return {name: marks for name in told if (marks := self._superseded(name)) is not None}

    def _whole(self, made: type[Record]) -> pl.LazyFrame:
        return pl.concat(self.frames[made.kind()]) if len(self.frames[made.kind()]) > 1 else self.frames[made.kind()][0]

    def _superseded(self, kind: str) -> pl.DataFrame | None:
        if kind not in self._out:
            self._out[kind] = superseded(record(kind), self._whole(record(kind)))
        return self._out[kind]


def standing(kind: str, rows: pl.LazyFrame, marks: Marks) -> pl.LazyFrame:
    """Some rows of a kind without those that are out of force."""
    made = record(kind)
    if kind in marks:
        return in_force(made, rows, marks[kind])
    return lines_in_force(rows, marks.get(made.part_of))
