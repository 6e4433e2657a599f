"""Upgrade: the tables of an earlier version become those of this one, after a backup, and what changed is said."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from shibosi import __version__, settings
from shibosi.store import logbook
from shibosi.store.keeping.backup import backup
from shibosi.store.keeping.versions import Versions
from shibosi.store.keeping.whole import Progress, check_log, check_tables
from shibosi.store.models import DossierState, LogEntry

ENTRY = "server upgraded"


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade changed: the version before ("" where none was told), migrations that ran, where the backup is.

    `dossiers` were judged by the earlier version: the job "rejudge" judges them by this one.
    """

    before: str
    after: str
    migrations: list[str]
    saved: Path | None
    log_size: int
    log_root: str
    dossiers: int

    @property
    def changed(self) -> bool:
        """Whether the tables or the version changed."""
        return bool(self.migrations) or self.before != self.after


def upgrade(now: datetime, save: bool = True, progress: Progress | None = None) -> Upgraded:
    """Bring the tables up to this version, and check them. Raises Newer, OtherTables, LogBroken, BackupNotWritten.

    Run twice, it changes nothing the second time.
    """
    versions = Versions()
    versions.check(versions.applied, connection.settings_dict["NAME"])
    missing, there = versions.missing(), bool(versions.applied)
    saved = None
    if missing and there and save:
        saved = settings.home() / "backups" / f"before-{__version__}-{now:%Y%m%dT%H%M%S}.zip"
        backup(saved, now, progress=progress)
    versions.executor.migrate(versions.heads)
    now_there = Versions()
    check_tables(now_there.apps_of(now_there.applied))
    before = version_before()
    size, root = check_log(progress)
    found = Upgraded(before, __version__, missing, saved, size, root.hex(), DossierState.objects.count())
    if found.changed:
        told = logbook.Entry(ENTRY, "server", {"from": before, "to": __version__, "migrations": missing})
        with transaction.atomic():
            logbook.append([told], now)
    return found


def version_before() -> str:
    """The version that upgraded or made the tables last, as the log tells; "" where it does not."""
    newest = LogEntry.objects.filter(what=ENTRY, content__isnull=False).order_by("-position").first()
    return "" if newest is None else str((logbook.facts(newest) or {}).get("to", ""))
