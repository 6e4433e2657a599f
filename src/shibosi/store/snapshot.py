"""A columnar snapshot: all stored records as Parquet, one moment of all tables, for the engines of the kernel."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from django.db import connection, transaction

from shibosi.kernel.records import Record
from shibosi.kernel.sources import Sources
from shibosi.methods.formats.exact import exact
from shibosi.methods.formats.owntables import MARK, as_stored
from shibosi.store.models import SilentFeed, stored

ROWS = 50_000
"""Rows read at a time."""


def snapshot(folder: Path, kinds: Collection[str] | None = None) -> Sources:
    """Write every reported record into `folder`, and say what lies there. Sensitive columns lie open in it.

    `kinds`: only these kinds of record.

    The files say of which kind they are, so that a check over the folder hands them in as they are.
    """
    silent = set(SilentFeed.objects.values_list("kind", flat=True))
    found = Sources(work=folder)
    with one_moment():
        for kind, record in sorted(Record.known.items()):
            if record.internal or kind in silent or (kinds is not None and kind not in kinds):
                continue
            frames, rows = [], 0
            for number, frame in enumerate(_frames(record)):
                path = folder / f"{kind}-{number}.parquet"
                exact(record, frame).write_parquet(path, compression="lz4", metadata={MARK: kind})
                whole = as_stored(record, pl.scan_parquet(path))
                assert whole is not None, "what was written in our own form is read as such"
                frames.append(whole)
                rows += frame.height
            found.add(kind, pl.concat(frames), rows)
    return found


def _frames(record: type[Record]) -> Iterator[pl.DataFrame]:
    rows: list[tuple[Any, ...]] = []
    first = True
    for row in stored(record.kind())._default_manager.order_by("pk").values_list(*record.columns).iterator(ROWS):
        rows.append(row)
        if len(rows) == ROWS:
            yield frame_of(record, rows)
            rows = []
            first = False
    if rows or first:
        yield frame_of(record, rows)


def frame_of(record: type[Record], rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """A frame of rows of kept values."""
    columns = zip(*rows, strict=True) if rows else [()] * len(record.columns)
    return pl.DataFrame([
        _series(name, list(values), record.columns[name].dtype)
        for name, values in zip(record.columns, columns, strict=True)
    ])  # fmt: skip


def _series(name: str, values: list[Any], dtype: pl.DataType) -> pl.Series:
    if dtype == pl.Date:
        return pl.Series(name, values, dtype=pl.Int32).cast(dtype)
    if isinstance(dtype, pl.Datetime):
        return pl.Series(name, values, dtype=pl.Int64).cast(dtype)
    return pl.Series(name, values, dtype=dtype)


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees all tables as they were at one moment (one that is open already must see to that).

    Nobody who writes waits for it: on SQLite it only reads, where a transaction of Django would take the place of the
    one writer.
    """
    connection.ensure_connection()
    if connection.in_atomic_block or (connection.vendor == "sqlite" and connection.connection.in_transaction):
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
