"""Intake: a raw table becomes a frame of a record, and a list of what could not be read.

Headings may be the column's own name, the official element name, or its label in either language.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

import polars as pl

from shibosi.kernel.dossiers import KNOWN as DOSSIERS
from shibosi.kernel.errors import nearest
from shibosi.kernel.problems import Problem
from shibosi.kernel.reading import EXPECTED, read_column
from shibosi.kernel.records import Record
from shibosi.kernel.records import record as record_named
from shibosi.kernel.words import Phrase, translate

SHOWN = 20
"""Problems told one by one for a column; the rest are counted."""
IGNORED = "#"
"""Headings beginning so are positions of a reader, not columns."""


@dataclass(frozen=True)
class Intake:
    """A frame of the record's schema, and what could not be read."""

    frame: pl.DataFrame
    problems: list[Problem]


FORMS: dict[str, tuple[str, ...]] = {}
"""What forms call the elements of official messages, by element; filled by `domains.registry`."""


def headings(record: type[Record]) -> dict[str, str]:
    """Every heading understood, folded, with the column it means."""
    return _headings(record.kind())


@cache
def _headings(kind: str) -> dict[str, str]:
    """Names of the columns themselves go before what forms call their elements."""
    own: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, column in record_named(kind).columns.items():
        elements = [element for element in (column.element or "").split("|") if element]
        for word in (name, column.label, translate(column.label, "zh"), *elements):
            own.setdefault(folded(word), name)
        for word in (word for element in elements for word in FORMS.get(element, ())):
            others.setdefault(folded(word), name)
    return others | own


def folded(heading: str) -> str:
    """A heading without what people vary: case, width, blanks, underscores."""
    return "".join(normalize("NFKC", heading).lower().replace("_", " ").replace("-", " ").split())


def joining(record: type[Record]) -> frozenset[str]:
    """The columns by which rows find their dossiers: a row in which one of them cannot be read may belong anywhere."""
    members = [member for dossier in DOSSIERS.values() for member in dossier.members if member.record is record]
    return frozenset({record.needs, *(name for member in members for name in member.by)})


def take_in(
    record: type[Record], raw: pl.DataFrame, file: str, row_number: Callable[[int], int] = lambda row: row + 2,
    zone: str | None = None, strict: bool = True, unread: Collection[int] = (), shown: int = SHOWN,
) -> Intake:  # fmt: skip
    """Convert a raw table. `row_number` says how a person counts a row of it in the file.

    Of a column `shown` problems are told one by one, the rest are counted. `unread` are rows that the reader of the
    file could not read and has told: they are no rows of the frame. With `strict` a heading that means
    nothing is a problem; a mapping chooses columns itself and is not strict.
    """
    problems: list[Problem] = []
    meaning = headings(record)
    sources: dict[str, str] = {}
    for heading in raw.columns:
        if heading.startswith(IGNORED):
            continue
        name = meaning.get(folded(heading))
        if name is None and strict:
            problems.append(unknown_column(record, file, heading))
        elif name is not None and name in sources:
            problems.append(column_twice(record, file, heading, name))
        elif name is not None:
            sources[name] = heading
    columns: list[pl.Series] = []
    for name, column in record.columns.items():
        if name not in sources:
            columns.append(pl.Series(name, [None] * raw.height, dtype=column.dtype))
            continue
        read = read_column(column, raw[sources[name]], zone)
        columns.append(read.values)
        if bool(read.unreadable.any()):
            problems += _unreadable(record, raw, sources[name], name, read.unreadable, file, row_number, shown)
    frame = completed(record, pl.DataFrame(columns).lazy()).collect()
    problems += _keyless(record, frame, sources, file, row_number, unread, shown)
    return Intake(frame.filter(~_are(frame, unread)) if unread else frame, problems)


def _are(frame: pl.DataFrame, rows: Collection[int]) -> pl.Series:
    """Of each row of a frame whether it is one of some."""
    return pl.int_range(frame.height, eager=True).is_in(sorted(rows))


def completed(record: type[Record], frame: pl.LazyFrame) -> pl.LazyFrame:
    """Columns that were not reported, taken from those that serve otherwise."""
    filled = [
        pl.col(name).fill_null(pl.col(column.otherwise)) for name, column in record.columns.items() if column.otherwise
    ]
    return frame.with_columns(filled) if filled else frame


def unknown_column(record: type[Record], file: str, heading: str) -> Problem:
    """A heading that means nothing."""
    near = nearest(folded(heading), list(headings(record)))
    facts = {"heading": heading, "record": record.spoken()}
    if near is None:
        words = "'{heading}' is no column of {record}; say by a mapping which column it is, or leave it out."
        return Problem(file, f"column {heading}", "unknown-column", words, facts, record.kind())
    facts["near"] = headings(record)[near]
    facts["label"] = Phrase(record.columns[facts["near"]].label)
    words = "'{heading}' is no column of {record}. Did you mean '{near}' ({label})?"
    return Problem(file, f"column {heading}", "unknown-column", words, facts, record.kind())


def column_twice(record: type[Record], file: str, heading: str, name: str) -> Problem:
    """A heading that means a column which an earlier one means already."""
    return Problem(file, f"column {heading}", "column-twice", "Two headings mean '{column}'; the first is used.",
                   {"column": name}, record.kind())  # fmt: skip


def unreadable_cell(
    record: type[Record], name: str, heading: str, cell: object, file: str, row: int, number: int, key_lost: bool
) -> Problem:  # fmt: skip
    """A cell that is not what its column holds. `row` counts from 0, `number` as a person does."""
    column = record.columns[name]
    return Problem(file, f"row {number}, column {heading}", f"not-{column.kind}",
                   "found '{found}', expected {expected}.",
                   {"found": _short(cell, column.sensitive), "expected": EXPECTED[column.kind]},
                   record.kind(), row, key_lost)  # fmt: skip


def no_key_column(record: type[Record], file: str) -> Problem:
    """The column without which rows belong nowhere is not there."""
    needed = record.columns[record.needs]
    return Problem(file, f"column {record.needs}", "missing-column", "{record} needs a column '{column}' ({label}).",
                   {"record": record.spoken(), "column": record.needs, "label": Phrase(needed.label)},
                   record.kind(), None, True)  # fmt: skip


def no_key(record: type[Record], heading: str, file: str, row: int, number: int) -> Problem:
    """A row that belongs nowhere."""
    return Problem(file, f"row {number}, column {heading}", "no-key",
                   "the row does not say which {what} it belongs to.",
                   {"what": record_named(record.columns[record.needs].points_to or record.kind()).spoken()},
                   record.kind(), row, True)  # fmt: skip


def _unreadable(
    record: type[Record], raw: pl.DataFrame, heading: str, name: str, bad: pl.Series, file: str,
    row_number: Callable[[int], int], most: int,
) -> list[Problem]:  # fmt: skip
    rows = bad.arg_true()
    key_lost = name in joining(record)
    shown = rows.head(most)
    found = [
        unreadable_cell(record, name, heading, cell, file, row, row_number(row), key_lost)
        for row, cell in zip(shown.to_list(), raw[heading].gather(shown).to_list(), strict=True)
    ]
    if len(rows) > most:
        column = record.columns[name]
        found.append(Problem(file, f"column {heading}", f"not-{column.kind}", "{count} more cells cannot be read.",
                             {"count": len(rows) - most}, record.kind(), None, key_lost))  # fmt: skip
    return found


def _short(value: object, sensitive: bool) -> str:
    text = str(value)
    if sensitive:
        return text[:2] + "…"
    return text if len(text) <= 40 else text[:40] + "…"


def _keyless(
    record: type[Record], frame: pl.DataFrame, sources: dict[str, str], file: str, row_number: Callable[[int], int],
    unread: Collection[int], most: int,
) -> list[Problem]:  # fmt: skip
    name = record.needs
    if name not in sources:
        return [no_key_column(record, file)]
    rows = (frame[name].is_null() & ~_are(frame, unread)).arg_true()
    found = [no_key(record, sources[name], file, row, row_number(row)) for row in rows.head(most).to_list()]
    if len(rows) > most:
        found.append(Problem(file, f"column {sources[name]}", "no-key", "{count} more rows have no key.",
                             {"count": len(rows) - most}, record.kind(), None, True))  # fmt: skip
    return found


def uncertain_kinds(problems: list[Problem]) -> frozenset[str]:
    """Record kinds of which a row may be missing because it could not be read.

    A problem names a kind of record, or an official message and so all kinds that it holds; "" means all kinds.
    """
    known = {kind: record for kind, record in Record.known.items() if not record.internal}
    found: set[str] = set()
    for name in {problem.kind for problem in problems if problem.key_lost}:
        held = {kind for kind, record in known.items() if any(part.startswith(f"{name}/") for part in record.messages)}
        found |= {name} if name in known else held if name else set(known)
    return frozenset(found)
