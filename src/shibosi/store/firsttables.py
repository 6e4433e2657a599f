"""The first tables, made in one step.

Django makes a table for each operation of a migration, and draws all models anew that hang together with it. Nearly all
of ours do, by the document they come from: 150 tables and 200 indexes took 25 seconds of processor on a first start.
"""

from collections.abc import Sequence
from typing import ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """What the operations of a first migration lead to: their models are drawn once, and their tables made."""

    serialization_expand_args: ClassVar[list[str]] = ["operations"]
    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    @property
    def names(self) -> list[str]:
        """The models, in the order of their operations."""
        return [one.name for one in self.operations if isinstance(one, CreateModel)]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The state after all of them; models drawn before are forgotten, so that none is drawn for each operation."""
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:  # fmt: skip
        """Make the tables."""
        for name in self.names:
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:  # fmt: skip
        """Take the tables away."""
        for name in reversed(self.names):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        """What it does."""
        return f"Create {len(self.names)} tables"
