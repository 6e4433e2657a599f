"""Sources: the records handed in, by kind, wherever they lie; loaded a part at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from shibosi.kernel.problems import Problem
from shibosi.kernel.records import Record, record
from shibosi.kernel.versions import in_force, lines_in_force, superseded


@dataclass(frozen=True)
class Handed:
    """A file as it was handed in: where it lay, its digest, and how many rows of which kinds it gave."""

    path: str
    sha256: str
    size: int
    rows: Mapping[str, int]


@dataclass
class Sources:
    """Frames by record kind, each in the record's schema, and what could not be read."""

    frames: dict[str, list[pl.LazyFrame]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    files: list[Handed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    work: Path | None = None
    _out: dict[str, pl.DataFrame | None] = field(default_factory=dict)

    def add(self, kind: str, frame: pl.LazyFrame, rows: int) -> None:
        """Hand in rows of a kind. A kind with no rows counts as handed in."""
        self.frames.setdefault(kind, []).append(frame)
        self.rows[kind] = self.rows.get(kind, 0) + rows

    def kinds(self) -> set[str]:
        """The kinds that were handed in."""
        return set(self.frames)

    def scan(self, kind: str, columns: list[str]) -> pl.LazyFrame:
        """The rows in force of a kind, some columns of them."""
        made = record(kind)
        whole = self._whole(made)
        marks = self._superseded(kind)
        if marks is not None:
            return in_force(made, whole, marks).select(columns)
        if (parent := made.part_of) and parent in self.frames:
            whole = lines_in_force(whole, self._superseded(parent))
        return whole.select(columns)

    def _whole(self, made: type[Record]) -> pl.LazyFrame:
        return pl.concat(self.frames[made.kind()]) if len(self.frames[made.kind()]) > 1 else self.frames[made.kind()][0]

    def _superseded(self, kind: str) -> pl.DataFrame | None:
        if kind not in self._out:
            self._out[kind] = superseded(record(kind), self._whole(record(kind)))
        return self._out[kind]
