"""One table for every kind of record, made from its declaration; migrations follow from that."""

from typing import Any

from django.db import models

from shibosi.domains import registry
from shibosi.kernel.dossiers import KNOWN as DOSSIERS
from shibosi.kernel.records import Record
from shibosi.store.fields import fields_of, found_by
from shibosi.store.models.documents import Document
from shibosi.store.models.findings import DossierState

PREFIX = "record_"
"""Begins the names of tables of records."""


class Row(models.Model):
    """A row that was reported. `filed` is its document; a row that does not stand was replaced or deleted."""

    filed = models.ForeignKey(Document, models.CASCADE, related_name="+")
    standing = models.BooleanField(default=True)

    class Meta:
        abstract = True


class DerivedRow(models.Model):
    """A row that was made from a dossier."""

    made_from = models.ForeignKey(DossierState, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def stored(kind: str) -> type[models.Model]:
    """The table of a kind of record."""
    return TABLES[kind]


def kind_of(table: type[models.Model]) -> str:
    """The kind of record a table holds."""
    return table._meta.db_table.removeprefix(PREFIX)


def _keys(record: type[Record]) -> list[tuple[str, ...]]:
    """Every group of columns by which rows of the record are looked for: dossiers, versions, documents of lines."""
    found = {
        member.by for dossier in DOSSIERS.values() for member in dossier.members if member.record is record
    }  # fmt: skip
    if record.part_of and "document" in record.columns:
        found.add(("document",))
    return sorted(found)


def _table(record: type[Record]) -> type[models.Model]:
    keys = _keys(record)
    looked_for = {name for group in keys for name in group}
    fields: dict[str, Any] = {}
    for name, column in record.columns.items():
        fields |= fields_of(column, key=name in looked_for)
    indexes = [
        models.Index(
            fields=[found_by(record.columns[name]) for name in group], name=f"{record.kind()}_{number}"[:30]
        )
        for number, group in enumerate(keys)
    ]  # fmt: skip
    meta = type("Meta", (), {
        "app_label": "store", "db_table": PREFIX + record.kind(), "indexes": indexes,
        "verbose_name": record.label, "verbose_name_plural": record.label,
    })  # fmt: skip
    base = DerivedRow if record.internal else Row
    return type(f"Stored{record.__name__}", (base,), {"__module__": __name__, "Meta": meta, **fields})


registry.load()
TABLES: dict[str, type[models.Model]] = {kind: _table(record) for kind, record in sorted(Record.known.items())}
globals().update({table.__name__: table for table in TABLES.values()})
