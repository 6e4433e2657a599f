"""What is handed in: documents with their lines, read from what a machine sends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from shibosi.kernel.log.commitments import canonical
from shibosi.kernel.problems import Problem
from shibosi.kernel.reading_one import RowReader
from shibosi.kernel.records import Record, record
from shibosi.store.sealing import token

DOCUMENT = "document"
GUID = "guid"
JOINT = "\x1f"


@dataclass(frozen=True)
class Document:
    """A document with its lines: values as the kernel keeps them, in the order of the columns."""

    kind: str
    number: str
    guid: str | None
    rows: dict[str, list[list[Any]]]
    digest: str


@dataclass
class Read:
    """What could be read of one document, or what stood in the way. `place` says which of those handed in it is."""

    place: str
    document: Document | None = None
    problems: list[Problem] = field(default_factory=list)


def read(given: Iterable[Mapping[str, Any]]) -> list[Read]:
    """Documents as they come: {"kind": "order", "values": {...}, "lines": {"order_line": [{...}, ...]}}.

    Lines take the number and the unique id of their document where they do not say them. Raises UnknownRecord.
    """
    return [_read(f"documents[{number}]", one) for number, one in enumerate(given)]


def _read(place: str, given: Mapping[str, Any]) -> Read:
    made = record(str(given["kind"]))
    first = reader(made.kind()).read(given.get("values") or {}, place)
    head, problems = first.values, list(first.problems)
    rows = {made.kind(): [head]}
    for kind, lines in (given.get("lines") or {}).items():
        lined = record(kind)
        rows[kind] = []
        for number, line in enumerate(lines):
            said = reader(kind).read(_inherited(made, head, lined, line), f"{place}.lines.{kind}", number, number + 1)
            rows[kind].append(said.values)
            problems += said.problems
    if problems:
        return Read(place, None, problems)
    return Read(place, document(made, rows))


def document(made: type[Record], rows: dict[str, list[list[Any]]]) -> Document:
    """A document from its rows."""
    head = rows[made.kind()][0]
    number = JOINT.join("" if value is None else str(value) for value in _values(made, head, made.keys()))
    guid = head[made.columns[GUID].position] if GUID in made.columns else None
    return Document(made.kind(), number, guid, rows, token(canonical(rows).decode()))


@cache
def reader(kind: str) -> RowReader:
    """What reads rows of a record as machines send them."""
    return RowReader(record(kind))


def _inherited(made: type[Record], head: list[Any], lined: type[Record], line: Mapping[str, Any]) -> dict[str, Any]:
    """A line with what its document says for it: the columns that point to the document, and its unique id."""
    said = {
        name: head[made.columns[made.needs].position]
        for name, column in lined.columns.items()
        if column.points_to == made.kind() and head[made.columns[made.needs].position] is not None
    }
    if DOCUMENT in lined.columns and GUID in made.columns and head[made.columns[GUID].position] is not None:
        said[DOCUMENT] = head[made.columns[GUID].position]
    return {**said, **line}


def _values(made: type[Record], row: list[Any], names: Iterable[str]) -> list[Any]:
    return [row[made.columns[name].position] for name in names]
