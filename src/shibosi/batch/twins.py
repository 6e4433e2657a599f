"""Files handed in again: those that are the same, and Parquet files in which few cells changed.

Where a group of rows has the same bytes in a column, it has the same values there. So only columns that differ are
read, of both files, and what a changed row holds in all others is known from the row that lay in its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from shibosi.batch.kept import as_it_was
from shibosi.batch.state import Digests, Frame, Numbers
from shibosi.kernel.records import record
from shibosi.kernel.versions import GUID, HOW, WHEN
from shibosi.methods.formats.chunks import Beside, beside

Framed = tuple[Frame, str]
"""A frame, and the path of the Parquet file of our own that it reads; "" where it reads none."""


@dataclass(frozen=True)
class Pair:
    """A frame of before and one of now, by their numbers, and the groups of rows that lie beside each other."""

    before: int
    now: int
    groups: list[Beside]

    @property
    def rows(self) -> int:
        """How many rows at the beginning of both lie beside each other."""
        return sum(group.rows for group in self.groups)


@dataclass(frozen=True)
class Twin:
    """Of rows that lie beside each other those that differ, in no other column than `columns`.

    `at` are their places in the file, `cells` what they hold now in these columns and in those that were asked for.
    """

    at: Numbers
    columns: list[str]
    cells: pl.DataFrame


@dataclass(frozen=True)
class Changed:
    """Rows in force that changed in some columns only: where they lay and lie, and what these columns hold now."""

    before: Numbers
    now: Numbers
    columns: list[str]
    cells: pl.DataFrame


def pairs(kind: str, before: Sequence[Framed], now: Sequence[Framed]) -> list[Pair]:
    """Which frame of before each frame of now is or may be: the same file, one of its name, else the next one left."""
    left, rest = dict(enumerate(before)), dict(enumerate(now))
    found: list[Pair] = []
    for number, (frame, _) in enumerate(now):
        other = next((at for at, (lay, _) in left.items() if frame.sha256 is not None and lay == frame), None)
        if other is not None:
            found.append(Pair(other, number, [Beside(0, frame.rows, frozenset())]))
            del left[other], rest[number]
    old = {at: Path(path) for at, (_, path) in left.items() if path}
    new = {at: Path(path) for at, (_, path) in rest.items() if path}
    named = {path.name: at for at, path in old.items()}
    again = {number: named.pop(path.name) for number, path in new.items() if path.name in named}
    again |= dict(zip([number for number in new if number not in again], named.values(), strict=False))
    known = frozenset(record(kind).columns)
    for number, other in again.items():
        groups = beside(old[other], new[number])
        if groups and all(group.columns <= known for group in groups):
            found.append(Pair(other, number, groups))
    return found


def as_marked(kind: str, found: Iterable[Pair], before: Sequence[Framed], now: Sequence[Framed]) -> bool:
    """Whether the same documents of a kind are out of force: nothing that decides it has changed."""
    told = {*record(kind).keys(), WHEN, HOW, GUID}
    every = list(found)
    whole = len(before) == len(every) == len(now) and all(
        before[pair.before][0].rows == pair.rows == now[pair.now][0].rows for pair in every
    )
    return whole and not any(told & group.columns for pair in every for group in pair.groups)


def twin(kind: str, pair: Pair, old: str, new: str, columns: Iterable[str], besides: Iterable[str]) -> Twin:
    """Read in the columns that count what differs between two files, and of rows that differ some columns besides."""
    touching = [_touching(kind, group.columns, columns) for group in pair.groups]
    wanted = list(dict.fromkeys(name for names in touching for name in names))
    schema, names = record(kind).schema(), list(dict.fromkeys([*wanted, *besides]))
    numbers, cells = [np.zeros(0, dtype=np.int64)], [pl.DataFrame(schema={name: schema[name] for name in names})]
    if wanted:
        was, is_ = (as_it_was(kind, Path(path)) for path in (old, new))
        for group, differ in zip(pair.groups, touching, strict=True):
            if differ:
                sides = [was.select(differ), is_.select(names)]
                lay, lies = pl.collect_all([side.slice(group.first, group.rows) for side in sides], engine="streaming")
                changed = pl.select(pl.any_horizontal([lay[name].ne_missing(lies[name]) for name in differ]))
                at = changed.to_series().arg_true()
                numbers.append(at.to_numpy().astype(np.int64) + group.first)
                cells.append(lies[at])
    return Twin(np.concatenate(numbers), wanted, pl.concat(cells))


def placed(found: Twin, digests: Digests, before: int, now: int) -> Changed:
    """Those of the rows that are in force; `digests` are those of before, the numbers where the files begin."""
    counts = digests[found.at] != 0
    at = found.at[counts]
    return Changed(before + at, now + at, found.columns, found.cells.filter(pl.Series(counts)))


def _touching(kind: str, differ: frozenset[str], names: Iterable[str]) -> list[str]:
    """Of some columns those that differ where others do: themselves, or because they serve otherwise."""
    made = record(kind).columns
    return [name for name in names if name in differ or made[name].otherwise in differ]
