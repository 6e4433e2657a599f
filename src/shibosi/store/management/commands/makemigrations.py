"""`makemigrations`, with the first tables in one step."""

from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations.migration import Migration

from shibosi.store.firsttables import CreateTables


class Command(makemigrations.Command):
    """Writes the operations of a first migration as one."""

    def write_migration_files(self, changes: dict[str, list[Migration]], *args: Any, **options: Any) -> None:
        """Write them."""
        for made in changes.values():
            for one in made:
                if one.initial and not self.dry_run:
                    one.operations = [CreateTables(one.operations)]
        super().write_migration_files(changes, *args, **options)
