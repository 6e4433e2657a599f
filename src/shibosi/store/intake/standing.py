"""Standing: which stored documents are in force once new ones are there. A change replaces, a deletion removes.

The rule is that of `kernel.standing`, over the documents that share a number; lines go with the document they name.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from shibosi.kernel.records import Record, record
from shibosi.kernel.standing import in_force
from shibosi.kernel.versions import CHANGE, DELETE, DOCUMENT, HOW
from shibosi.store import models
from shibosi.store.intake.handed import Document
from shibosi.store.intake.touching import Key, touched
from shibosi.store.models.records import stored
from shibosi.store.rows import select_by
from shibosi.store.statements import find

Changed = dict[str, list[list[Any]]]
"""By kind the rows that came into force or out of it."""


def take_out(document: models.Document) -> None:
    """Take a document out of force, by what people decided; nothing that is handed in later brings it back."""
    others = models.Document.objects.filter(kind=document.kind, guid=document.guid, standing=True)
    document.standing, document.taken_out = False, True
    document.gone = document.guid is not None and not others.exclude(pk=document.pk).exists()
    document.save(update_fields=["standing", "taken_out", "gone"])
    for kind in _kinds(document):
        stored(kind)._default_manager.filter(filed=document).update(standing=False)
    if document.gone:
        _settle_lines(document.kind, {document.guid}, False, defaultdict(list))


def dossiers_of(documents: Iterable[models.Document]) -> dict[str, set[Key]]:
    """The keys of the dossiers that documents and their lines stand in, or would if they were in force."""
    found: Changed = defaultdict(list)
    for document in documents:
        for kind in _kinds(document):
            for some in select_by(kind, "filed_id", [document.pk]).values():
                found[kind] += some
    return touched(found)


def _kinds(document: models.Document) -> list[str]:
    """The kinds of the rows a document can have: its own, and those of its lines."""
    return [document.kind, *(kind for kind, one in Record.known.items() if one.part_of == document.kind)]


def settle(fresh: Iterable[Document]) -> dict[str, set[Key]]:
    """Put documents in and out of force after these were filed. Answers which dossiers that touches.

    Lines are in force while no document of their unique id is gone, so they are looked at where one came or went.
    """
    numbers: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    revised: set[str] = set()
    for one in fresh:
        made = record(one.kind)
        if HOW in made.columns:
            numbers[one.kind].add(one.number)
            if one.rows[one.kind][0][made.columns[HOW].position] in (CHANGE, DELETE):
                revised.add(one.kind)
        for kind, rows in one.rows.items():
            if head := _head_of(record(kind)):
                named[head] |= {row[record(kind).columns[DOCUMENT].position] for row in rows} - {None}
    changed: Changed = defaultdict(list)
    looked_at = {kind: _settle_heads(record(kind), groups, changed)
                 for kind, groups in _groups(numbers, revised).items()}  # fmt: skip
    for kind, guids in looked_at.items():
        named[kind] |= guids
    gone = _gone(named)
    for kind in named:
        _settle_lines(kind, looked_at.get(kind, set()) - gone[kind], True, changed)
        _settle_lines(kind, gone[kind], False, changed)
    return touched(changed)


def _groups(numbers: dict[str, set[str]], revised: set[str]) -> dict[str, list[list[models.Document]]]:
    """The documents that share a number, where there are several, or one that says it changes another; by kind."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    every = {number for some in numbers.values() for number in some}
    if every:
        there = {"kind": list(numbers), "number": sorted(every)}
        filed = find(models.Document, ("kind", "number", "id"), there, "AND NOT taken_out ORDER BY id")
        for kind, number, pk in filed:
            if number in numbers[kind]:
                groups[kind, number].append(pk)
    several = {(kind, number): group for (kind, number), group in groups.items() if len(group) > 1 or kind in revised}
    wanted = models.Document.objects.in_bulk([pk for group in several.values() for pk in group]) if several else {}
    found: dict[str, list[list[models.Document]]] = defaultdict(list)
    for (kind, _), group in several.items():
        found[kind].append([wanted[pk] for pk in group])
    return found


def _gone(named: dict[str, set[str]]) -> dict[str, set[str]]:
    """Of unique ids those whose document is gone, by kind."""
    found: dict[str, set[str]] = defaultdict(set)
    every = {guid for some in named.values() for guid in some}
    if every:
        there = {"kind": list(named), "guid": sorted(every)}
        for kind, guid in find(models.Document, ("kind", "guid"), there, "AND gone"):
            if guid in named[kind]:
                found[kind].add(guid)
    return found


def _head_of(made: type[Record]) -> str:
    """The kind of document the rows are lines of, if they say of which one."""
    return made.part_of if DOCUMENT in made.columns else ""


def _settle_heads(made: type[Record], groups: list[list[models.Document]], changed: Changed) -> set[str]:
    """Documents of some numbers; answers the unique ids whose lines have to be looked at."""
    query = stored(made.kind())._default_manager.filter(filed__in=[one for group in groups for one in group])
    rows = {number: values for number, *values in query.values_list("filed_id", *made.columns)}
    how = made.columns[HOW].position
    looked_at: set[str] = set()
    for group in groups:
        own = [rows[filed.pk] for filed in group]
        if not any(row[how] in (CHANGE, DELETE) for row in own):
            continue
        standing = in_force(made, own)
        kept = {id(row) for row in standing.rows}
        for filed in group:
            stays, gone = id(rows[filed.pk]) in kept, filed.guid in standing.gone
            if (filed.standing, filed.gone) != (stays, gone):
                filed.standing, filed.gone = stays, gone
                filed.save(update_fields=["standing", "gone"])
                stored(made.kind())._default_manager.filter(filed=filed).update(standing=stays)
                changed[made.kind()].append(rows[filed.pk])
        looked_at |= {filed.guid for filed in group if filed.guid is not None}
    return looked_at


def _settle_lines(kind: str, guids: set[str], standing: bool, changed: Changed) -> None:
    """Put lines that name a document in force or out of it."""
    if not guids:
        return
    for lined in Record.known.values():
        if _head_of(lined) == kind:
            table: type[Model] = stored(lined.kind())
            query = table._default_manager.filter(document__in=guids, standing=not standing)
            changed[lined.kind()] += [list(values) for values in query.values_list(*lined.columns)]
            query.update(standing=standing)
