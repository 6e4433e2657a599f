"""Maps: a user's own files under the names of our records. `map suggest` stands beside it in suggesting.py."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

import polars as pl

from shibosi.kernel.errors import nearest
from shibosi.kernel.problems import Problem
from shibosi.methods.formats.deriving import derive
from shibosi.methods.formats.limits import DEFAULT_LIMITS
from shibosi.methods.formats.maperrors import MapError
from shibosi.methods.formats.mapfile import Entry, Lookup, read_map
from shibosi.methods.formats.raw import PARENT, RawTable
from shibosi.methods.formats.suggesting import ColumnLike, Suggestion, suggest
from shibosi.methods.formats.unreadable import Place, Problems

__all__ = [
    "ColumnLike", "MapError", "Mapping_", "Suggestion", "apply", "load_map", "missing_headings", "suggest",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping_:  # noqa: N801
    """A map file, checked: its entries in order, and the lookup files read so far."""

    path: Path
    entries: tuple[Entry, ...]
    looked_up: dict[Lookup, pl.DataFrame] = field(default_factory=dict, compare=False, repr=False)

    def for_table(self, table: RawTable) -> list[Entry]:
        """The entries that are for a table, by file and sheet name. Nested JSON rows need a `sheet:`."""
        name = unicodedata.normalize("NFC", table.source)
        nested = PARENT in table.frame.columns
        return [
            entry
            for entry in self.entries
            if fnmatchcase(name, unicodedata.normalize("NFC", entry.match))
            and (not nested if entry.sheet is None else fnmatchcase(table.sheet or "", entry.sheet))
        ]


def load_map(path: Path, *, records: Mapping[str, Collection[str]] | None = None) -> Mapping_:
    """Read a map file.

    With `records` (kind of record to the names of its columns) the names in it are checked too. Raises MapError at
    the first mistake, with line, column and what was probably meant; OSError where the file cannot be opened.
    """
    return Mapping_(path, tuple(read_map(path, records)))


def apply(map: Mapping_, table: RawTable) -> list[tuple[str, RawTable]]:
    """The table as every record it feeds, under our column names; rows stay where they are.

    A heading the table lacks gives an empty column (`missing_headings` tells). First columns and derivations are
    taken, then constants, then codes are translated; a value without a translation stays. `#parent` of nested rows is
    kept. What could not be computed stands in `problems` of the table given back.
    """
    return [(entry.record, _applied(entry, table, map.looked_up)) for entry in map.for_table(table)]


def _applied(entry: Entry, table: RawTable, looked_up: dict[Lookup, pl.DataFrame]) -> RawTable:
    frame = table.frame
    problems = Problems(table.source, DEFAULT_LIMITS.problems)
    made: dict[str, pl.Series] = {PARENT: frame[PARENT]} if PARENT in frame.columns else {}
    for name, heading in entry.columns.items():
        known = heading in frame.columns
        made[name] = frame[heading] if known else pl.repeat(None, frame.height, dtype=pl.String, eager=True)
    for name, derivation in entry.derive.items():
        made[name] = derive(derivation, table, problems, looked_up)
    for name, value in entry.constants.items():
        made[name] = pl.repeat(value, frame.height, dtype=pl.String, eager=True)
    for name, codes in entry.codes.items():
        if name in made:
            made[name] = made[name].cast(pl.String).replace(list(codes), list(codes.values()))
    result = pl.DataFrame([series.alias(name) for name, series in made.items()]) if made else frame.select()
    return replace(table, frame=result, zone=entry.zone or table.zone, problems=tuple(problems.close()))


def missing_headings(map: Mapping_, tables: Iterable[RawTable]) -> list[Problem]:
    """Headings the map asks for that no table of a file has, and entries no table answers to.

    `tables` are all tables (or all chunks) of one file or of one run.
    """
    answered: dict[int, set[str]] = {}
    sources: dict[int, str] = {}
    for table in tables:
        for entry in map.for_table(table):
            answered.setdefault(id(entry), set()).update(table.frame.columns)
            sources[id(entry)] = table.source
    found: list[Problem] = []
    for entry in map.entries:
        problems = Problems(sources.get(id(entry), map.path.name), DEFAULT_LIMITS.problems)
        headings = answered.get(id(entry))
        if headings is None:
            problems.add("map-entry-unused", Place(line=entry.line), match=entry.match, sheet=entry.sheet or "*")
            found.extend(problems.close())
            continue
        for heading in entry.headings():
            if heading not in headings:
                known = nearest(heading, sorted(headings)) or "-"
                problems.add("heading-not-found", Place(entry.sheet), heading=heading, nearest=known)
        found.extend(problems.close())
    return found
