"""Versions of the tables: which migrations a database or a backup has, held against those of the code."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from shibosi.kernel.errors import ShibosiError

Migration = tuple[str, str]


class Newer(ShibosiError):
    """A database or a backup of a later version."""

    code = "newer-version"
    message = (
        "{what} was written by a later version ({migrations} are unknown here): install that version or a later one."
    )


class Versions:
    """The migrations of the code, and which of them the database has."""

    def __init__(self) -> None:
        self.executor = MigrationExecutor(connection)
        self.loader = self.executor.loader
        self.known: set[Migration] = set(self.loader.graph.nodes)
        self.heads: list[Migration] = self.loader.graph.leaf_nodes()
        self.applied: set[Migration] = set(self.loader.applied_migrations)

    def missing(self) -> list[str]:
        """The migrations the database lacks, in their order."""
        return [f"{one.app_label}.{one.name}" for one, _ in self.executor.migration_plan(self.heads)]

    def check(self, there: Iterable[Migration], what: str) -> None:
        """Whether all of these are known to the code. Raises Newer."""
        applications = {label for label, _ in self.known}
        later = sorted(f"{label}.{name}" for label, name in set(there) - self.known if label in applications)
        if later:
            raise Newer(what=what, migrations=", ".join(later))

    def apps_of(self, there: Iterable[Migration]) -> Any:
        """The registry of models as some migrations left them."""
        return self.loader.project_state(self.heads_of(there)).apps

    def heads_of(self, there: Iterable[Migration]) -> list[Migration]:
        """Of some migrations those no other of them follows in its application."""
        every = set(there) & self.known
        followed = {parent.key for one in every for parent in self.loader.graph.node_map[one].parents
                    if parent.key[0] == one[0]}  # fmt: skip
        return sorted(every - followed)
