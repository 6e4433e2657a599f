"""Opened: a file as the documents in it, each row with its place, so that its sender is answered row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shibosi.kernel.intake import take_in
from shibosi.kernel.problems import PLACE, Problem
from shibosi.kernel.records import record
from shibosi.methods.formats.handing import BESIDE_THE_DATA, NOTICES
from shibosi.methods.formats.handingmessages import is_wrapped, read_messages
from shibosi.methods.formats.kinds import sniff
from shibosi.methods.formats.mapping import Mapping_, missing_headings
from shibosi.methods.formats.owntables import marked
from shibosi.methods.formats.raw import PARENT, RawTable
from shibosi.methods.formats.recognising import recognised, unknown_table
from shibosi.methods.formats.tables import iter_tables
from shibosi.store.intake.handed import JOINT, Document, Read
from shibosi.store.intake.tables import gathered, stored_rows

BESIDE = "Row {row} of the same document cannot be read."
Rows = dict[str, list[list[object]]]


@dataclass
class Placed:
    """A row of a file: its sheet and the number a person sees (None where there is none), and what it is.

    Of a message each document is a row; its number is that of the line on which it begins.

    `document` is the place of its document among those of the file, None for a row that belongs to none.
    """

    sheet: str
    row: int | None
    kind: str = ""
    number: str = ""
    document: int | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Opened:
    """A file: its documents or what stands in their way, its rows in their order, and what is wrong with the whole."""

    documents: list[Read] = field(default_factory=list)
    rows: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def open_file(path: Path, mapping: Mapping_ | None = None) -> Opened:
    """Read a file. A document of which a row cannot be read whole is not to be taken in; whatever else is there is."""
    found = Opened()
    if sniff(path) == "xml" or is_wrapped(path):
        _messages(found, path)
    else:
        _documents(found, *_tables(found, path, mapping))
    return found


def shown_number(one: Document) -> str:
    """The number of a document as people read it."""
    return one.number.replace(JOINT, "/")


def _tables(found: Opened, path: Path, mapping: Mapping_ | None) -> tuple[Rows, dict[int, Placed]]:
    """The rows of tables by kind, and the place of each by its identity."""
    rows: Rows = {}
    places: dict[int, Placed] = {}
    told: list[Problem] = []
    heads: list[RawTable] = []
    own = marked(path) if mapping is None and sniff(path) == "parquet" else None
    for chunk, problems in iter_tables(path):
        told += problems
        heads += [RawTable(table.frame.clear(), table.source, table.sheet) for table in chunk]
        for table, known, strict in recognised(chunk, mapping):
            kind = own or known
            if kind is None:
                found.problems.append(unknown_table(table, mapping is not None))
                continue
            _take(found, table, kind, strict, rows, places)
    if mapping is not None:
        told += [one for one in missing_headings(mapping, heads) if one.code != "map-entry-unused"]
    _of_reading(found, told)
    return rows, places


def _take(
    found: Opened, table: RawTable, kind: str, strict: bool, rows: Rows, places: dict[int, Placed]
) -> None:  # fmt: skip
    made = record(kind)
    taken = take_in(
        made, table.frame, table.label, table.row_number, table.zone, strict, table.unread, table.frame.height
    )
    own: dict[int, list[Problem]] = {}
    whole: list[Problem] = []
    for problem in (*table.problems, *taken.problems):
        if problem.row is not None:
            own.setdefault(problem.row, []).append(problem)
        elif problem.code not in NOTICES:
            whole.append(problem)
    found.problems += whole
    lost = next((one for one in whole if one.key_lost), None)
    needed = made.columns[made.needs].position
    some = stored_rows(made, taken.frame)
    alive = (at for at in range(table.frame.height) if at not in table.unread)
    numbered = PARENT not in table.frame.columns
    for at, values in zip(alive, some, strict=True):
        placed = Placed(table.sheet or "", table.row_number(at) if numbered else None, kind)
        placed.problems = own.get(at, [])
        found.rows.append(placed)
        if values[needed] is None:
            placed.problems = placed.problems or ([lost] if lost is not None else [])
            continue
        places[id(values)] = placed
        rows.setdefault(kind, []).append(values)


def _of_reading(found: Opened, told: list[Problem]) -> None:
    """What the reader of the file met: of a row that is there, of one that could not be read at all, or of the file."""
    there = {(one.sheet, one.row): one for one in found.rows}
    for problem in told:
        place = PLACE.fullmatch(problem.place)
        number = place["number"] if place is not None else None
        if problem.code in BESIDE_THE_DATA or place is None or number is None:
            if problem.code not in NOTICES:
                found.problems.append(problem)
            continue
        name = (place["sheet"] or str(problem.facts.get("sheet") or ""), int(number))
        if name not in there:
            there[name] = Placed(*name)
            found.rows.append(there[name])
        there[name].problems.append(problem)
    sheets = {sheet: at for at, sheet in enumerate(dict.fromkeys(one.sheet for one in found.rows))}
    found.rows.sort(key=lambda one: (sheets[one.sheet], one.row is None, one.row or 0))


def _documents(found: Opened, rows: Rows, places: dict[int, Placed]) -> None:
    """The documents of rows; one with a row that cannot be read is not taken in, and its other rows say so."""
    for at, one in enumerate(gathered(rows)):
        own = [places[id(values)] for some in one.rows.values() for values in some]
        number = shown_number(one)
        for placed in own:
            placed.document, placed.number = at, number
        problems = [problem for placed in own for problem in placed.problems]
        if problems:
            bad = next(placed for placed in own if placed.problems)
            for placed in own:
                if not placed.problems:
                    beside = Problem(
                        problems[0].file, "", "beside-unreadable", BESIDE, {"row": bad.row or "-"}, one.kind
                    )
                    placed.problems = [beside]
        found.documents.append(Read(f"{one.kind} {number}", one, problems))


def _messages(found: Opened, path: Path) -> None:
    """The documents of messages."""
    told = read_messages([path])
    found.problems += [one for one in told.problems if one.code not in NOTICES]
    rows: Rows = {}
    lines: dict[int, int] = {}
    for (kind, frame), numbers in zip(told.frames, told.lines, strict=True):
        needed = record(kind).columns[record(kind).needs].position
        for values, line in zip(stored_rows(record(kind), frame), numbers, strict=True):
            if values[needed] is not None:
                rows.setdefault(kind, []).append(values)
                lines[id(values)] = line
    for at, one in enumerate(gathered(dict(sorted(rows.items())))):
        number = shown_number(one)
        found.rows.append(Placed("", lines[id(one.rows[one.kind][0])], one.kind, number, at))
        found.documents.append(Read(f"{one.kind} {number}", one))


def rows_of_documents(found: Opened) -> Iterator[tuple[int, list[Placed]]]:
    """The rows of each document, in the order of the documents."""
    own: dict[int, list[Placed]] = {}
    for placed in found.rows:
        if placed.document is not None:
            own.setdefault(placed.document, []).append(placed)
    yield from sorted(own.items())
