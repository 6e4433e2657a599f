"""Which dossiers rows belong to, and the rows of a dossier."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from shibosi.kernel.dossiers import KNOWN, Dossier, Member, Rows
from shibosi.store import rows
from shibosi.store.intake.deciders import in_order

Key = tuple[Any, ...]


def touched(reported: dict[str, list[list[Any]]]) -> dict[str, set[Key]]:
    """The keys of the dossiers that some rows belong to, by kind of dossier."""
    found: dict[str, set[Key]] = defaultdict(set)
    for kind, some in reported.items():
        for dossier, places in _keyed(kind):
            for row in some:
                key = tuple([row[place] for place in places])
                if None not in key:
                    found[dossier].add(key)
    return found


@cache
def _keyed(kind: str) -> list[tuple[str, list[int]]]:
    """The dossiers that rows of a record belong to, each with the places of its key in such a row."""
    return [
        (dossier.name, [member.record.columns[name].position for name in member.by])
        for dossier in in_order()
        for member in dossier.members
        if member.record.kind() == kind
    ]


def rows_of(dossier: Dossier, keys: Iterable[Key]) -> dict[Key, Rows]:
    """The rows in force of some dossiers. A dossier without rows is there, empty."""
    return rows_of_all({dossier.name: keys})[dossier.name]


def rows_of_all(wanted: Mapping[str, Iterable[Key]]) -> dict[str, dict[Key, Rows]]:
    """The rows in force of dossiers of several kinds, by their names: each kind of record is read once for all."""
    found: dict[str, dict[Key, Rows]] = {}
    members: dict[str, list[tuple[Member, dict[Key, Rows]]]] = defaultdict(list)
    for name, keys in wanted.items():
        kinds = [member.record.kind() for member in KNOWN[name].members]
        found[name] = {key: {kind: [] for kind in kinds} for key in sorted(keys, key=repr)}
        for member in KNOWN[name].members:
            members[member.record.kind()].append((member, found[name]))
    for kind in rows.filled(members):
        _gather(kind, members[kind])
    return found


def _gather(kind: str, members: list[tuple[Member, dict[Key, Rows]]]) -> None:
    read = rows.select_any(kind, [(member.by, own) for member, own in members])
    for member, own in members:
        places = [member.record.columns[name].position for name in member.by]
        for row in read:
            of = own.get(tuple([row[place] for place in places]))
            if of is not None:
                of[kind].append(row)
