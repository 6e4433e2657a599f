"""Backup: one moment of the server in one file, from either database, to be restored into either.

On SQLite the moment is a copy by its backup interface, on PostgreSQL a transaction that sees one snapshot; nobody waits
for it. Sealed columns stay sealed: the key is not in the file unless it is asked for.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from shibosi import __version__, settings
from shibosi.kernel.log.tree import fold, grow
from shibosi.store.keeping import archive
from shibosi.store.keeping.portable import Table, columns, rows, tables
from shibosi.store.keeping.versions import Versions
from shibosi.store.keeping.whole import Progress, check_tables
from shibosi.store.models import LogEntry
from shibosi.store.snapshot import one_moment

FOLDERS = ("runs", "impacts", "watch-lists", "paper-files")
"""Folders of the server's home that are kept with its tables."""
TOLD = 10_000
"""Rows between two words of progress."""


@dataclass(frozen=True)
class Kept:
    """A backup that was written: where, how many tables, rows and files, the head of the log."""

    path: Path
    tables: int
    rows: int
    files: int
    log_size: int
    log_root: str


class _Head:
    """The head of the log that passes, leaf by leaf."""

    def __init__(self) -> None:
        self.edge: list[bytes] = []
        self.size = 0

    def take(self, leaf: bytes) -> None:
        grow(self.edge, self.size, [leaf])
        self.size += 1

    def told(self) -> dict[str, Any]:
        return {"size": self.size, "root": fold(self.edge).hex()}


def backup(target: Path, now: datetime, secrets: bool = False, progress: Progress | None = None) -> Kept:
    """Write a backup. Raises BackupThere, BackupNotWritten, Newer, OtherTables."""
    versions = Versions()
    versions.check(versions.applied, connection.settings_dict["NAME"])
    apps = versions.apps_of(versions.applied)
    check_tables(apps)
    with archive.writing(target) as out:
        files = {}
        for name, path in _files():
            files[name] = out.file(f"files/{name}", path)
        head = _Head()
        with _moment(target.parent) as database:
            told = {table._meta.db_table: _table(out, table, database, head, progress) for table in tables(apps)}
        manifest: dict[str, Any] = {
            "made_at": now.isoformat(), "version": __version__, "database": connection.vendor,
            "migrations": sorted(map(list, versions.applied)), "tables": told, "files": files, "log": head.told(),
        }  # fmt: skip
        if secrets:
            manifest["secrets"] = {"seal": settings.seal().hex(), "secret": settings.secret()}
        out.finish(manifest, settings.seal())
    every = sum(one["rows"] for one in told.values())
    return Kept(target, len(told), every, len(files), head.size, head.told()["root"])


def _table(
    out: archive.Writer, table: Table, database: BaseDatabaseWrapper, head: _Head, progress: Progress | None
) -> dict[str, Any]:
    """Write the rows of a table; what the manifest says of it."""
    name, count = table._meta.db_table, 0
    is_log = name == LogEntry._meta.db_table
    leaf = columns(table).index("leaf") if is_log else 0
    with out.part(f"tables/{name}.jsonl") as part:
        for row in rows(table, database):
            part.write(json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n")
            if is_log:
                head.take(archive.bytes_of(row[leaf]))
            count += 1
            if progress is not None and count % TOLD == 0:
                progress(name, count, 0)
    if progress is not None:
        progress(name, count, count)
    return {"rows": count, "columns": columns(table), **part.told()}


def _files() -> Iterator[tuple[str, Path]]:
    """The files kept with the tables, by their name below the home; what is not finished begins with a dot."""
    home = settings.home()
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            name = path.relative_to(home)
            if path.is_file() and not any(part.startswith(".") for part in name.parts):
                yield name.as_posix(), path


@contextmanager
def _moment(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """The database as it is at one moment."""
    if connection.vendor == "postgresql":
        with one_moment():
            yield connection
        return
    import sqlite3

    connection.ensure_connection()
    with tempfile.TemporaryDirectory(dir=folder, prefix=".shibosi-backup-") as work:
        path = Path(work) / "copy.sqlite3"
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        copy.close()
        database = connection.copy("copy")
        database.settings_dict["NAME"] = str(path)
        try:
            yield database
        finally:
            database.close()
