"""Restore: a backup becomes the server again, whole or not at all.

All rows come in one transaction: whatever stops it in the middle leaves what was there before. At its end the counts
and the log are held against the manifest; only then is it so.
"""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, transaction

from shibosi import __version__, settings
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase
from shibosi.store import logbook
from shibosi.store.keeping import archive
from shibosi.store.keeping.portable import OF_A_DAY, Table, columns, load, tables
from shibosi.store.keeping.versions import Versions
from shibosi.store.keeping.whole import OtherTables, Progress, check_log


class NotEmpty(ShibosiError):
    """A server with something in it."""

    code = "server-not-empty"
    message = (
        "The server already holds something (table {table}); a backup goes into an empty one, or replaces all with "
        "--replace."
    )


class Older(ShibosiError):
    """A backup of an earlier version where later tables are."""

    code = "older-backup"
    message = (
        "{file} is of an earlier version ({version}): restore it where no tables are yet; then it is brought up to "
        "date."
    )


@dataclass(frozen=True)
class Restored:
    """What was restored."""

    version: str
    made_at: str
    tables: int
    rows: int
    files: int
    log_size: int
    log_root: str


def restore(reader: archive.Reader, now: datetime, replace: bool = False, progress: Progress | None = None) -> Restored:
    """Restore a backup that was checked. Raises NotEmpty, Older, Newer, OtherTables, BrokenBackup, LogBroken."""
    manifest = reader.manifest
    there = {(label, name) for label, name in manifest["migrations"]}
    versions = _tables_for(reader, there)
    apps = versions.apps_of(there)
    kept = tables(apps)
    _check_columns(kept, reader)
    if not replace:
        _check_empty(kept)
    with ExitStack() as undone:
        for made in _files(reader):
            undone.callback(_remove, made)
        with transaction.atomic():
            _load(kept, reader, progress)
            size, root = _check_log(reader, progress)
        undone.pop_all()
    versions = Versions()
    versions.executor.migrate(versions.heads)
    told = logbook.Entry("server restored", "server", {"made_at": manifest["made_at"], "to": __version__})
    with transaction.atomic():
        logbook.append([told], now)
    rows = sum(told["rows"] for told in manifest["tables"].values())
    return Restored(
        manifest["version"], manifest["made_at"], len(kept), rows, len(manifest["files"]), size, root.hex()
    )  # fmt: skip


def _tables_for(reader: archive.Reader, there: set[tuple[str, str]]) -> Versions:
    """The tables as the backup had them."""
    versions = Versions()
    versions.check(there, str(reader.path))
    versions.check(versions.applied, connection.settings_dict["NAME"])
    ours = {one for one in versions.known if one[0] in {label for label, _ in there}}
    if versions.applied and ours - there:
        raise Older(file=reader.path, version=reader.manifest["version"])
    versions.executor.migrate(versions.heads_of(there) if ours - there else versions.heads)
    return Versions()


def _check_columns(kept: list[Table], reader: archive.Reader) -> None:
    told = reader.manifest["tables"]
    for table in kept:
        name = table._meta.db_table
        if name not in told or told[name]["columns"] != columns(table):
            odd = set(told[name]["columns"]) ^ set(columns(table)) if name in told else columns(table)
            raise OtherTables(table=name, columns=", ".join(sorted(odd)))


def _check_empty(kept: list[Table]) -> None:
    for table in kept:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table._meta.db_table)} LIMIT 1")
            if cursor.fetchone() is not None:
                raise NotEmpty(table=table._meta.db_table)


def _load(kept: list[Table], reader: archive.Reader, progress: Progress | None) -> None:
    names = [table._meta.db_table for table in kept]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), [*names, *sorted(OF_A_DAY)]):
            cursor.execute(statement)
    for number, table in enumerate(kept, 1):
        name = table._meta.db_table
        count = load(table, reader.lines(f"tables/{name}.jsonl"), connection)
        if count != reader.manifest["tables"][name]["rows"]:
            raise archive.BrokenBackup(file=reader.path, reason=Phrase("{part} has lost rows", part=name))
        if progress is not None:
            progress(name, number, len(kept))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)


def _check_log(reader: archive.Reader, progress: Progress | None) -> tuple[int, bytes]:
    size, root = check_log(progress)
    if {"size": size, "root": root.hex()} != reader.manifest["log"]:
        raise archive.BrokenBackup(file=reader.path, reason=Phrase("its log does not lead to its head"))
    return size, root


def _files(reader: archive.Reader) -> list[Path]:
    """Write what of the backup's files is not there yet: a run, a watch-list, the changes of an impact, each whole.

    Answers the folders and files that were made.
    """
    home = settings.home()
    made: list[Path] = []
    wholes = {"/".join(name.split("/")[:2]) for name in reader.manifest["files"]}
    for whole in sorted(wholes):
        target = home / whole
        if target.exists():
            continue
        work = target.with_name(f".{target.name}.restoring")
        _remove(work)
        for name in reader.manifest["files"]:
            if name == whole or name.startswith(f"{whole}/"):
                reader.extract(name, work)
        (work / whole).rename(target)
        _remove(work)
        made.append(target)
    return made


def _remove(made: Path) -> None:
    if made.is_file():
        made.unlink(missing_ok=True)
    else:
        shutil.rmtree(made, ignore_errors=True)
