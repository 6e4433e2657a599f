"""A dossier as a viewer sees it: its documents with what is hidden in them, and why a control says what it says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from shibosi.domains import registry
from shibosi.kernel import controls
from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.dossiers import KNOWN, Dossier, Member, Rows
from shibosi.kernel.explaining import SEPARATOR
from shibosi.kernel.expressions.reasons import Reading, Reason, decided
from shibosi.kernel.records import Record, record
from shibosi.store.fields import finding_value, found_by
from shibosi.store.intake.judging import circumstances, copies_of
from shibosi.store.intake.touching import Key, rows_of
from shibosi.store.models import Document, DossierState, Finding, Row, stored
from shibosi.store.seeing import Seen, Sight, least, rows_seen
from shibosi.store.viewers import Viewer

MOST = 1000
"""Rows of one kind that are shown of a dossier."""


@dataclass(frozen=True)
class Explained:
    """A control on a dossier read again: its outcome today, what decided it, and how much of each kind is seen."""

    control: Control
    outcome: Outcome
    reasons: list[Reason]
    sights: dict[str, Sight]


def documents_seen(viewer: Viewer, state: DossierState) -> dict[str, list[Seen]]:
    """The rows in force of a dossier the viewer sees, by kind of record; kinds without rows are left out."""
    keys = list(_keys(state))
    found = {}
    for member in KNOWN[state.kind].members:
        kind = member.record.kind()
        wanted = Q(pk__in=[])
        for key in keys:
            wanted |= Q(**_by(member, key))
        query = stored(kind)._default_manager.filter(wanted).order_by("pk")
        if issubclass(stored(kind), Row):
            query = query.filter(standing=True)
        if some := rows_seen(viewer, kind, query[:MOST], state.kind):
            found[kind] = some
    return found


def document_seen(viewer: Viewer, document: Document) -> dict[str, list[Seen]]:
    """The rows of a document the viewer sees, and of its lines, by kind of record."""
    kinds = [document.kind, *(kind for kind, made in Record.known.items() if made.part_of == document.kind)]
    return {
        kind: rows_seen(viewer, kind, stored(kind)._default_manager.filter(filed=document).order_by("pk")[:MOST])
        for kind in kinds
    }


def explained(finding: Finding, seen: Mapping[str, list[Seen]]) -> Explained:
    """Why a control says of a dossier what it says today. Raises UnknownControl where the control is gone."""
    control, state = controls.named(finding.control), finding.dossier
    rows = _rows(KNOWN[state.kind], state)
    reading = Reading(control.dossier, rows, circumstances(state.judged_on), registry.values())
    code, reasons = decided(reading, control.scope, control.condition)
    return Explained(control, Outcome(code), reasons, least(seen))


def _rows(dossier: Dossier, state: DossierState) -> Rows:
    """The rows a dossier was judged by."""
    return copies_of(dossier.name).without(gathered(dossier, [state])[state.pk][1])


def key_of(state: DossierState) -> Key:
    """The key of a dossier: of those it may have, one that rows have. Where it may have one only, nothing is asked."""
    only, *others = _keys(state)
    return only if not others else gathered(KNOWN[state.kind], [state])[state.pk][0]


def gathered(dossier: Dossier, states: Iterable[DossierState]) -> dict[int, tuple[Key, Rows]]:
    """The keys of dossiers of a kind and their rows in force, by the numbers of the dossiers: all in a few queries."""
    keys = {state.pk: list(_keys(state)) for state in states}
    rows = rows_of(dossier, {key for some in keys.values() for key in some})
    own = {pk: next((key for key in some if any(rows[key].values())), some[0]) for pk, some in keys.items()}
    return {pk: (key, rows[key]) for pk, key in own.items()}


def rows_of_states(states: Iterable[DossierState]) -> dict[int, Rows]:
    """Dossiers of any kinds with their rows, each kind read once; by the numbers of the dossiers."""
    kinds: dict[str, list[DossierState]] = defaultdict(list)
    for state in states:
        kinds[state.kind].append(state)
    return {pk: rows for kind, some in kinds.items() for pk, (_, rows) in gathered(KNOWN[kind], some).items()}


def first_value(rows: Rows, kind: str, name: str) -> Any:
    """A value of the first row of a kind that has one, as a person reads it."""
    column = record(kind).columns[name]
    values = (row[column.position] for row in rows.get(kind, ()))
    return next((column.seen(value) for value in values if value is not None), None)


def _keys(state: DossierState) -> Iterator[Key]:
    """The keys a dossier may have: a part may hold the sign that joins the parts in what is kept."""
    dossier = KNOWN[state.kind]
    pieces = (state.shown or state.key).split(SEPARATOR)
    kinds = [dossier.members[0].record.columns[name].kind for name in dossier.members[0].by]
    for parts in _parted(pieces, len(dossier.parts)):
        numbers = [part.removeprefix("-").isdecimal() for part in parts]
        if all(number or kind != "whole" for number, kind in zip(numbers, kinds, strict=True)):
            yield tuple(int(part) if kind == "whole" else part for part, kind in zip(parts, kinds, strict=True))


def _parted(pieces: list[str], count: int) -> Iterator[list[str]]:
    """Every way to put pieces together to so many parts."""
    if count == 1:
        yield [SEPARATOR.join(pieces)]
        return
    for first in range(1, len(pieces) - count + 2):
        for rest in _parted(pieces[first:], count - 1):
            yield [SEPARATOR.join(pieces[:first]), *rest]


def _by(member: Member, key: Key) -> dict[str, Any]:
    columns = [member.record.columns[name] for name in member.by]
    return {found_by(column): finding_value(column, part) for column, part in zip(columns, key, strict=True)}
