"""Which dossiers rows belong to, and the rows of a dossier."""

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import cache
from typing import Any

from shibosi.kernel.dossiers import Dossier, Member, Rows
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


def rows_of(dossier: Dossier, keys: Iterable[Key], filled: Set[str] | None = None) -> dict[Key, Rows]:
    """The rows in force of some dossiers. A dossier without rows is there, empty.

    `filled`: the kinds of record of which there are any, if that was asked already (`rows.filled`).
    """
    wanted = sorted(keys, key=repr)
    kinds = [member.record.kind() for member in dossier.members]
    found: dict[Key, Rows] = {key: {kind: [] for kind in kinds} for key in wanted}
    filled = rows.filled(kinds) if filled is None else filled
    for member in dossier.members:
        if member.record.kind() in filled:
            _gather(member, wanted, found)
    return found


def _gather(member: Member, keys: list[Key], found: dict[Key, Rows]) -> None:
    kind = member.record.kind()
    places = [member.record.columns[name].position for name in member.by]
    for row in rows.select(kind, member.by, keys):
        own = found.get(tuple([row[place] for place in places]))
        if own is not None:
            own[kind].append(row)
