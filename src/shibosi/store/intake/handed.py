"""What is handed in: documents with their lines, read from what a machine sends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.log.commitments import canonical
from shibosi.kernel.problems import Problem
from shibosi.kernel.reading_one import RowReader
from shibosi.kernel.records import Record, UnknownRecord, record
from shibosi.kernel.versions import DOCUMENT, GUID
from shibosi.store.sealing import token

JOINT = "\x1f"
LONGEST_NUMBER = 400
DRAFTED, DRAFTS = "listing", ("draft", "held")
"""A kind of document that its seller still writes in these states: nobody is asked to correct it."""
LONGEST_KEY = 120
"""Letters of a text by which documents are found. Official numbers have at most 60; indexes have limits."""


class NoLines(ShibosiError):
    """Lines that a document of that kind has not got."""

    code = "no-such-lines"
    message = "'{record}' has no lines of the kind '{lines}'."


@dataclass(frozen=True)
class Document:
    """A document with its lines: values as the kernel keeps them, in the order of the columns."""

    kind: str
    number: str
    guid: str | None
    rows: dict[str, list[list[Any]]]

    @cached_property
    def digest(self) -> str:
        """What tells the document from any other: a token of all it says."""
        return token(canonical(self.rows).decode())


@dataclass
class Read:
    """What could be read of one document, or what stood in the way. `place` says which of those handed in it is.

    `kind` and `number` are told of one that was refused, where they are known and it is no draft.
    """

    place: str
    document: Document | None = None
    problems: list[Problem] = field(default_factory=list)
    kind: str = ""
    number: str = ""


def read(given: Iterable[Mapping[str, Any]]) -> list[Read]:
    """Documents as they come: {"kind": "order", "values": {...}, "lines": {"order_line": [{...}, ...]}}.

    Lines take the number and the unique id of their document where they do not say them; to say others is a problem.
    Raises UnknownRecord.
    """
    return [_read(f"documents[{number}]", one) for number, one in enumerate(given)]


def _read(place: str, given: Mapping[str, Any]) -> Read:
    made = reported(str(given["kind"]))
    first = reader(made.kind()).read(given.get("values") or {}, place)
    head, problems = first.values, list(first.problems)
    rows = {made.kind(): [head]}
    for kind, lines in (given.get("lines") or {}).items():
        lined = reported(kind)
        if lined.part_of != made.kind():
            raise NoLines(lines=kind, record=made.kind())
        where, rows[kind] = f"{place}.lines.{kind}", []
        for number, line in enumerate(lines):
            said = reader(kind).read(_inherited(made, head, lined, line), where, number, number + 1)
            rows[kind].append(said.values)
            problems += [*said.problems, *_of_another(made, head, lined, said.values, where, number + 1)]
    problems += too_long(rows, place)
    if problems:
        return refused(place, document(made, rows), problems)
    return Read(place, document(made, rows))


def refused(place: str, one: Document, problems: list[Problem]) -> Read:
    """A document that is not taken in."""
    made, head = record(one.kind), one.rows[one.kind][0]
    draft = one.kind == DRAFTED and head[made.columns["state"].position] in DRAFTS
    named = head[made.columns[made.needs].position] is not None and len(one.number) <= LONGEST_NUMBER and not draft
    return Read(place, None, problems, one.kind if named else "", one.number if named else "")


def document(made: type[Record], rows: dict[str, list[list[Any]]]) -> Document:
    """A document from its rows."""
    head = rows[made.kind()][0]
    number = JOINT.join("" if value is None else str(value) for value in _values(made, head, made.keys()))
    guid = head[made.columns[GUID].position] if GUID in made.columns else None
    return Document(made.kind(), number, guid, rows)


def reported(kind: str) -> type[Record]:
    """A kind of record that is reported. Raises UnknownRecord."""
    made = record(kind)
    if made.internal:
        names = sorted(name for name, one in Record.known.items() if not one.internal)
        raise UnknownRecord(record=kind, known=", ".join(names))
    return made


@cache
def reader(kind: str) -> RowReader:
    """What reads rows of a record as machines send them."""
    return RowReader(record(kind))


def _inherited(made: type[Record], head: list[Any], lined: type[Record], line: Mapping[str, Any]) -> dict[str, Any]:
    """A line with what its document says for it."""
    return {**_tied(made, head, lined), **line}


def _tied(made: type[Record], head: list[Any], lined: type[Record]) -> dict[str, Any]:
    """What a document says for its lines: columns that point to it, those that number both, and its unique id."""
    own = head[made.columns[made.needs].position]
    said = {name: own for name, column in lined.columns.items() if column.points_to == made.kind()}
    numbers = set(lined.keys()).intersection(made.columns)
    said |= {name: head[made.columns[name].position] for name in numbers}
    if DOCUMENT in lined.columns and GUID in made.columns:
        said[DOCUMENT] = head[made.columns[GUID].position]
    return {name: value for name, value in said.items() if value is not None}


def _of_another(
    made: type[Record], head: list[Any], lined: type[Record], line: list[Any], file: str, number: int
) -> list[Problem]:  # fmt: skip
    """What a line says of another document than the one it comes with."""
    return [
        Problem(file, f"row {number}, column {name}", "line-of-another", "The line belongs to another document.")
        for name, value in _tied(made, head, lined).items()
        if line[lined.columns[name].position] not in (None, value)
    ]


def too_long(rows: Mapping[str, list[list[Any]]], file: str) -> list[Problem]:
    """Texts by which a document is found that are longer than any number is."""
    words = "The text has {size} letters; at most {most} are taken here."
    return [
        Problem(file, f"column {name}", "too-long", words, {"size": len(value), "most": LONGEST_KEY})
        for kind, some in rows.items()
        for name in _looked_for(kind)
        for row in some
        if isinstance(value := row[record(kind).columns[name].position], str) and len(value) > LONGEST_KEY
    ]


@cache
def _looked_for(kind: str) -> tuple[str, ...]:
    """The columns by which documents of a kind, their lines and their dossiers are found."""
    by = {name for one in KNOWN.values() if (member := one.member(kind)) is not None for name in member.by}
    columns = record(kind).columns
    return tuple(name for name, column in columns.items()
                 if column.key or column.points_to or name in by or name in (GUID, DOCUMENT))  # fmt: skip


def _values(made: type[Record], row: list[Any], names: Iterable[str]) -> list[Any]:
    return [row[made.columns[name].position] for name in names]
