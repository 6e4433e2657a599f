"""Which dossiers rows belong to, and the rows of a dossier."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q

from shibosi.kernel.dossiers import KNOWN, Dossier, Member, Rows
from shibosi.store.fields import finding_value, found_by
from shibosi.store.models.records import Row, stored

Key = tuple[Any, ...]
MOST = 500
"""Keys asked for in one query."""


def touched(rows: dict[str, list[list[Any]]]) -> dict[str, set[Key]]:
    """The keys of the dossiers that some rows belong to, by kind of dossier."""
    found: dict[str, set[Key]] = defaultdict(set)
    for dossier in KNOWN.values():
        for member in dossier.members:
            places = [member.record.columns[name].position for name in member.by]
            for row in rows.get(member.record.kind(), ()):
                key = tuple(row[place] for place in places)
                if None not in key:
                    found[dossier.name].add(key)
    return found


def rows_of(dossier: Dossier, keys: Iterable[Key]) -> dict[Key, Rows]:
    """The rows in force of some dossiers. A dossier without rows is there, empty."""
    wanted = sorted(keys, key=repr)
    kinds = [member.record.kind() for member in dossier.members]
    found: dict[Key, Rows] = {key: {kind: [] for kind in kinds} for key in wanted}
    for member in dossier.members:
        for first in range(0, len(wanted), MOST):
            _gather(member, wanted[first : first + MOST], found)
    return found


def _gather(member: Member, keys: list[Key], found: dict[Key, Rows]) -> None:
    record, kind = member.record, member.record.kind()
    places = [record.columns[name].position for name in member.by]
    table: type[Model] = stored(kind)
    query = table._default_manager.filter(_any_of(member, keys)).order_by("pk")
    if issubclass(table, Row):
        query = query.filter(standing=True)
    for values in query.values_list(*record.columns):
        row = list(values)
        own = found.get(tuple(row[place] for place in places))
        if own is not None:
            own[kind].append(row)


def _any_of(member: Member, keys: list[Key]) -> Q:
    """Rows of any of the keys, and perhaps of others that share a part with them."""
    columns = [member.record.columns[name] for name in member.by]
    found = Q()
    for place, column in enumerate(columns):
        values = {finding_value(column, key[place]) for key in keys}
        found &= Q(**{f"{found_by(column)}__in": values})
    return found
