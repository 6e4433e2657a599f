"""Standing: which documents of one number are in force; the twin of `versions` for a few rows in memory.

Rows are stored values in column order. An exact copy of a document is one document, a change replaces what came before,
a deletion removes it; a second document under the same number that is neither stays.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shibosi.kernel.dossiers import Dossier, Member, Rows
from shibosi.kernel.records import Record
from shibosi.kernel.versions import CHANGE, DELETE, DOCUMENT, GUID, HOW, WHEN

Row = list[Any]


@dataclass(frozen=True)
class Standing:
    """`rows` in force, in the order given; `gone` are the unique ids of documents whose lines go with them."""

    rows: list[Row]
    gone: frozenset[str]


def number(record: type[Record], row: Sequence[Any]) -> tuple[Any, ...]:
    """What numbers a record; rows with the same are versions of one."""
    return tuple(row[column.position] for column in record.columns.values() if column.key)


def in_force(record: type[Record], rows: Sequence[Row]) -> Standing:
    """Of all documents of one kind that share a number those in force, copies included.

    Documents of which one has no time cannot be put in order and all stay. An id that a document in force has as well
    is not gone.
    """
    if HOW not in record.columns:
        return Standing(list(rows), frozenset())
    when, how, guid = (record.columns[name].position for name in (WHEN, HOW, GUID))
    replacing = [row for row in rows if row[how] in (CHANGE, DELETE)]
    if not replacing or any(row[when] is None for row in rows):
        return Standing(list(rows), frozenset())
    last = max((row[when], row[how]) for row in replacing)
    stays = [row for row in rows if row[how] != DELETE and (row[when], row[how] or "") >= last]
    kept = {row[guid] for row in stays}
    gone = {row[guid] for row in rows if row[guid] not in kept} - {None}
    return Standing(stays, frozenset(gone))


def lines_in_force(record: type[Record], rows: Iterable[Row], gone: Collection[str]) -> list[Row]:
    """Lines without those that stand in a document that is gone, as far as they say in which document they stand."""
    if not gone or DOCUMENT not in record.columns:
        return list(rows)
    position = record.columns[DOCUMENT].position
    return [row for row in rows if row[position] not in gone]


class Copies:
    """Leaves out what was handed in twice. `compared` has by kind the columns that any control reads.

    A batch compares the same columns (`engines.plan.columns_read`); the rest may differ.
    """

    def __init__(self, dossier: Dossier, compared: dict[str, list[str]]) -> None:
        self.members = [
            (member.record.kind(), _positions(member.record, compared[member.record.kind()]), _own(member))
            for member in dossier.members
        ]

    def without(self, rows: Rows) -> Rows:
        """The rows of one dossier without copies.

        Rows that have no number of their own beside the dossier's key are never taken for copies.
        """
        return {
            kind: rows[kind] if len(rows[kind]) < 2 else one_of_each(rows[kind], compared, own)
            for kind, compared, own in self.members
        }


def one_of_each(rows: Iterable[Row], compared: Sequence[int], own: Sequence[int] = ()) -> list[Row]:
    """Of rows that are equal in the columns compared the first one, and every row that lacks all of its own numbers."""
    seen: set[tuple[Any, ...]] = set()
    kept: list[Row] = []
    for row in rows:
        said = tuple([row[position] for position in compared])
        nameless = bool(own) and all(row[position] is None for position in own)
        if nameless or said not in seen:
            kept.append(row)
        seen.add(said)
    return kept


def _positions(record: type[Record], names: Iterable[str]) -> list[int]:
    return [record.columns[name].position for name in names]


def _own(member: Member) -> list[int]:
    return _positions(member.record, (name for name in member.numbers if name not in member.by))
