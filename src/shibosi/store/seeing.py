"""Field visibility: how much of a row a viewer sees, and the note that is left when personal data are shown.

A document is seen whole by the platform and by the party that reported it. A party it names sees it with personal data
masked. A party it does not name, but that has a document of its own in the same dossier, sees that there is one: the
columns that join it, nothing else. So nobody learns another's trade by guessing an order number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db.models import QuerySet

from shibosi.kernel.columns import Column
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import KNOWN, leaves
from shibosi.kernel.findings import fact_name, fact_nodes
from shibosi.kernel.records import Record, record
from shibosi.methods.masking import masked
from shibosi.store.firms import reporter_mark
from shibosi.store.models import AccessEntry, DocumentParty, DossierState, Row, stored
from shibosi.store.viewers import Viewer

HIDDEN = "***"


class Sight(IntEnum):
    """How much is seen of a document."""

    BESIDE = 1
    NAMED = 2
    WHOLE = 3


@dataclass(frozen=True)
class Seen:
    """A row as a viewer sees it: kept values in column order, and the columns that are not shown as they are."""

    values: list[Any]
    hidden: tuple[str, ...]
    sight: Sight
    document: int | None = None


def sight(viewer: Viewer, concerns: Iterable[str]) -> Sight:
    """How much a viewer sees of a document. `concerns`: the marks of those it concerns, as in DocumentParty."""
    marks = set(concerns)
    if viewer.platform or (viewer.reporter and reporter_mark(viewer.reporter) in marks):
        return Sight.WHOLE
    return Sight.BESIDE if marks.isdisjoint(viewer.names) else Sight.NAMED


def seen(much: Sight, made: type[Record], row: Sequence[Any], joins: Iterable[str] = ()) -> Seen:
    """A row of kept values as it is seen. `joins`: the columns by which it belongs to the dossier looked at."""
    if much is Sight.WHOLE:
        return Seen(list(row), (), much)
    kept = frozenset(joins) if much is Sight.BESIDE else frozenset(made.columns)
    values: list[Any] = []
    hidden: list[str] = []
    for (name, column), value in zip(made.columns.items(), row, strict=True):
        shown = _shown(column, value) if name in kept else None
        values.append(shown)
        if name not in kept or shown != value:
            hidden.append(name)
    return Seen(values, tuple(hidden), much)


def rows_seen(viewer: Viewer, kind: str, query: QuerySet[Any], dossier: str = "") -> list[Seen]:
    """Rows of a kind as a viewer sees them, in the order of the query. Two queries.

    `query` is one of `scope.rows`, or, in a dossier the viewer sees, rows of that kind by the key of the dossier; then
    `dossier` is its kind. Derived rows are seen by the platform only.
    """
    made = record(kind)
    if not issubclass(stored(kind), Row):
        found = query.values_list(*made.columns) if viewer.platform else ()
        return [Seen(list(values), (), Sight.WHOLE) for values in found]
    member = KNOWN[dossier].member(kind) if dossier else None
    joins = member.by if member is not None else ()
    found = list(query.values_list("filed_id", *made.columns))
    marks: dict[int, set[str]] = {document: set() for document, *_ in found}
    if not viewer.platform:
        concerned = DocumentParty.objects.filter(document__in=marks, who__in=viewer.names)
        for document, who in concerned.values_list("document_id", "who"):
            marks[document].add(who)
    return [
        Seen(one.values, one.hidden, one.sight, document)
        for document, *values in found
        for one in [seen(sight(viewer, marks[document]), made, values, joins)]
    ]


def facts_seen(
    control: Control, facts: Mapping[str, str | None], sights: Mapping[str, Sight]
) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """The facts of a finding as a viewer sees them, and the names of those not shown as they are.

    `sights`: for each kind of record in the dossier the least that is seen of one of its documents. Counts are shown:
    that a document is there or missing is what the dossier is about. A kind without a sight has no document.
    """
    shown, hidden = dict(facts), []
    for node in fact_nodes(control):
        name = fact_name(node)
        columns = [(kind, column) for kind, column in leaves(node) if column != "#"]
        if shown.get(name) is None or not columns:
            continue
        least = min(sights.get(kind, Sight.WHOLE) for kind, _ in columns)
        marked = [column for kind, name_ in columns if _marked(column := record(kind).columns[name_])]
        if least is Sight.BESIDE or (least is Sight.NAMED and marked and len(columns) > 1):
            shown[name] = HIDDEN
        elif least is Sight.NAMED and marked:
            shown[name] = _shown(marked[0], facts[name])
        if shown[name] != facts[name]:
            hidden.append(name)
    return shown, tuple(sorted(hidden))


def least(found: Mapping[str, Sequence[Seen]]) -> dict[str, Sight]:
    """The least that is seen of a document of each kind."""
    return {kind: min(one.sight for one in some) for kind, some in found.items() if some}


def note_shown(
    viewer: Viewer, state: DossierState | None, found: Mapping[str, Sequence[Seen]], door: str, why: str = "",
    act: str = "seen",
) -> None:  # fmt: skip
    """Leave a note of personal data that was shown whole, one for each document. One query."""
    columns: dict[tuple[str, int | None], set[str]] = {}
    for kind, some in found.items():
        marked = [(place, name) for place, (name, one) in enumerate(record(kind).columns.items()) if _marked(one)]
        for one in some:
            names = {name for place, name in marked if one.values[place] is not None and name not in one.hidden}
            if names:
                columns.setdefault((kind, one.document), set()).update(names)
    AccessEntry.objects.bulk_create([
        AccessEntry(
            at=viewer.now, by=viewer.by, party_id=viewer.party, act=act, subject=f"{kind}:{document or ''}",
            dossier=state, document_id=document, columns=sorted(names), door=door, why=why,
        )
        for (kind, document), names in columns.items()
    ])  # fmt: skip


def note(viewer: Viewer, act: str, subject: str, door: str, why: str = "", columns: Iterable[str] = ()) -> None:
    """Leave a note of anything else: an export, a change, facts of a finding."""
    AccessEntry.objects.create(
        at=viewer.now, by=viewer.by, party_id=viewer.party, act=act, subject=subject, columns=sorted(columns),
        door=door, why=why,
    )  # fmt: skip


def _marked(column: Column[Any, Any]) -> bool:
    return column.personal or column.sensitive


def _shown(column: Column[Any, Any], value: Any) -> Any:
    """A kept value to others than who reported it: sensitive hidden, personal text masked, else nothing."""
    if value is None or not _marked(column):
        return value
    if column.kind not in ("text", "code"):
        return None
    return HIDDEN if column.sensitive else masked(column, value)
