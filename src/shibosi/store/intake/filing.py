"""Filing: documents and their rows into the tables, each document once, and which of them are in force."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from shibosi.kernel.dossiers import Rows
from shibosi.store import models, rows
from shibosi.store.firms import note_documents
from shibosi.store.intake.handed import Document
from shibosi.store.statements import create, find


def file(handed_in: Sequence[tuple[Document, models.Receipt]], reporter: str) -> list[tuple[Document, models.Receipt]]:
    """Store those that are not there yet, each with the receipt of who handed it in first, and say which these are."""
    documents = [one for one, _ in handed_in]
    receipts = {_name(one): receipt for one, receipt in reversed(handed_in)}
    fresh = _unknown(documents)
    made = create([
        models.Document(
            kind=one.kind, number=one.number, guid=one.guid, digest=one.digest, receipt=receipts[_name(one)],
            reporter=reporter,
        )
        for one in fresh
    ])  # fmt: skip
    reported: dict[str, list[tuple[tuple[Any, ...], list[Any]]]] = defaultdict(list)
    for one, filed in zip(fresh, made, strict=True):
        for kind, values in one.rows.items():
            reported[kind] += [((filed.pk, True), row) for row in values]
    for kind, found in reported.items():
        rows.insert(kind, found)
    note_documents([(filed, one.rows) for one, filed in zip(fresh, made, strict=True)], reporter)
    note_documents(_again(documents, fresh), reporter)
    return [(one, receipts[_name(one)]) for one in fresh]


def _name(one: Document | models.Document) -> tuple[str, str, str | None]:
    """What no two stored documents share."""
    return one.kind, one.number, one.digest


def _again(documents: list[Document], fresh: list[Document]) -> list[tuple[models.Document, Rows]]:
    """Those handed in that were stored before."""
    old = {_name(one): one.rows for one in documents}
    for one in fresh:
        old.pop(_name(one))
    if not old:
        return []
    known = models.Document.objects.filter(digest__in={digest for _, _, digest in old})
    return [(one, old[key]) for one in known if (key := _name(one)) in old]


def _unknown(documents: list[Document]) -> list[Document]:
    """Each document once, without those that are stored already."""
    wanted = {_name(one): one for one in documents}
    digests = sorted({one.digest for one in documents})
    for key in find(models.Document, ("kind", "number", "digest"), {"digest": digests}):
        wanted.pop(key, None)
    return list(wanted.values())
