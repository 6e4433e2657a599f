"""Filing: documents and their rows into the tables, each document once, and which of them are in force."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from shibosi.kernel.records import Record, record
from shibosi.store import models
from shibosi.store.fields import TOKEN, finding_value
from shibosi.store.intake.handed import Document
from shibosi.store.models.records import stored


def file(documents: Iterable[Document], receipt: models.Receipt, reporter: str) -> list[Document]:
    """Store those that are not there yet, and say which these are."""
    fresh = _unknown(list(documents))
    made = models.Document.objects.bulk_create([
        models.Document(
            kind=one.kind, number=one.number, guid=one.guid, digest=one.digest, receipt=receipt, reporter=reporter
        )
        for one in fresh
    ])  # fmt: skip
    rows: dict[str, list[Any]] = defaultdict(list)
    for one, filed in zip(fresh, made, strict=True):
        for kind, values in one.rows.items():
            rows[kind] += [row_of(record(kind), row, filed=filed) for row in values]
    for kind, found in rows.items():
        stored(kind)._default_manager.bulk_create(found)
    return fresh


def row_of(made: type[Record], values: list[Any], **base: Any) -> Any:
    """A row of a table from kept values."""
    table = stored(made.kind())
    fields = dict(zip(made.columns, values, strict=True))
    for name, column in made.columns.items():
        if column.sensitive and any(field.name == name + TOKEN for field in table._meta.fields):
            fields[name + TOKEN] = finding_value(column, fields[name])
    return table(**base, **fields)


def _unknown(documents: list[Document]) -> list[Document]:
    """Each document once, without those that are stored already."""
    wanted = {(one.kind, one.number, one.digest): one for one in documents}
    known = models.Document.objects.filter(digest__in={one.digest for one in documents})
    for key in known.values_list("kind", "number", "digest"):
        wanted.pop(key, None)
    return list(wanted.values())
