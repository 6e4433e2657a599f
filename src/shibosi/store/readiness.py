"""Is the server fit to work: the database, its tables, the clock, the disk. Each with a name, for whoever watches."""

import shutil
from datetime import datetime, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from shibosi import settings
from shibosi.store.models import LogEntry

AHEAD = timedelta(minutes=5)
"""How far the newest entry of the log may lie in the future: more, and the clock was set back."""
ROOM = 200 << 20
"""Bytes that must be free where the server keeps its files; our choice: some hours of work on SQLite."""


def checks(now: datetime) -> dict[str, bool]:
    """What is as it should be: "database", "tables", "clock", "disk"."""
    found = {"database": False, "tables": False, "clock": False, "disk": _disk()}
    try:
        executor = MigrationExecutor(connection)
        found["database"] = True
        found["tables"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        found["clock"] = found["tables"] and _clock(now)
    except (DatabaseError, ImproperlyConfigured):
        connection.close()
    return found


def _clock(now: datetime) -> bool:
    newest = LogEntry.objects.order_by("-position").values_list("at", flat=True).first()
    return newest is None or newest <= now + AHEAD


def _disk() -> bool:
    try:
        return shutil.disk_usage(settings.home()).free >= ROOM
    except OSError:
        return False
