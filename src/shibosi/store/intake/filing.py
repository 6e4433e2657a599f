"""Filing: documents and their rows into the tables, each document once, and which of them are in force."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from shibosi.store import models, rows
from shibosi.store.intake.handed import Document


def file(documents: Iterable[Document], receipt: models.Receipt, reporter: str) -> list[Document]:
    """Store those that are not there yet, and say which these are."""
    fresh = _unknown(list(documents))
    made = models.Document.objects.bulk_create([
        models.Document(
            kind=one.kind, number=one.number, guid=one.guid, digest=one.digest, receipt=receipt, reporter=reporter
        )
        for one in fresh
    ])  # fmt: skip
    reported: dict[str, list[tuple[tuple[Any, ...], list[Any]]]] = defaultdict(list)
    for one, filed in zip(fresh, made, strict=True):
        for kind, values in one.rows.items():
            reported[kind] += [((filed.pk, True), row) for row in values]
    for kind, found in reported.items():
        rows.insert(kind, found)
    return fresh


def _unknown(documents: list[Document]) -> list[Document]:
    """Each document once, without those that are stored already."""
    wanted = {(one.kind, one.number, one.digest): one for one in documents}
    known = models.Document.objects.filter(digest__in={one.digest for one in documents})
    for key in known.values_list("kind", "number", "digest"):
        wanted.pop(key, None)
    return list(wanted.values())
