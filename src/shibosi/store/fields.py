"""Fields: how the columns of a record lie in the database.

Values are kept as the kernel counts them: amounts and quantities as whole numbers of 10^-5, days as days since 1970,
instants as microseconds since 1970 (UTC). What is marked sensitive is sealed.
"""

from typing import Any

from django.db import models

from shibosi.kernel.columns import Column
from shibosi.store.sealing import opened, sealed, token

TOKEN = "_token"
"""Ends the name of the column that stands for a sealed key."""
TOKEN_LENGTH = 64


class SealedField(models.TextField):
    """A text that lies sealed in the database and is open in memory."""

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else sealed(str(value), self._place())

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        return None if value is None else opened(value, self._place())

    def get_lookup(self, lookup_name: str) -> Any:
        """Sealed texts differ each time they are written: nothing can be looked up but that there is none."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


def fields_of(column: Column[Any, Any], key: bool) -> dict[str, models.Field]:
    """The fields of one column; `key`: dossiers are found by it."""
    if column.sensitive:
        found: dict[str, models.Field] = {column.name: SealedField(null=True)}
        if key:
            found[column.name + TOKEN] = models.CharField(max_length=TOKEN_LENGTH, null=True, editable=False)
        return found
    if column.kind in ("text", "code"):
        return {column.name: models.TextField(null=True)}
    if column.kind == "truth":
        return {column.name: models.BooleanField(null=True)}
    return {column.name: models.BigIntegerField(null=True)}


def found_by(column: Column[Any, Any]) -> str:
    """The name of the field by which rows with a value of the column are found."""
    return column.name + TOKEN if column.sensitive else column.name


def finding_value(column: Column[Any, Any], value: Any) -> Any:
    """What that field holds for a value."""
    return token(value) if column.sensitive and value is not None else value
