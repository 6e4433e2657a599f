"""A columnar snapshot: all stored records as Parquet, one moment of all tables, for the engines of the kernel."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from django.db import connection, transaction

from shibosi.kernel.records import Record
from shibosi.kernel.sources import Sources
from shibosi.store.models import SilentFeed, stored

ROWS = 50_000
"""Rows read at a time."""


def snapshot(folder: Path) -> Sources:
    """Write every reported record into `folder`, and say what lies there. Sensitive columns lie open in it."""
    silent = set(SilentFeed.objects.values_list("kind", flat=True))
    found = Sources(work=folder)
    with _one_moment():
        for kind, record in sorted(Record.known.items()):
            if record.internal or kind in silent:
                continue
            frames, rows = [], 0
            for number, frame in enumerate(_frames(record)):
                path = folder / f"{kind}-{number}.parquet"
                frame.write_parquet(path, compression="lz4")
                frames.append(pl.scan_parquet(path))
                rows += frame.height
            whole = pl.concat(frames) if frames else pl.LazyFrame(schema=record.schema())
            found.add(kind, whole, rows)
    return found


def _frames(record: type[Record]) -> Iterator[pl.DataFrame]:
    rows: list[tuple[Any, ...]] = []
    for row in stored(record.kind())._default_manager.order_by("pk").values_list(*record.columns).iterator(ROWS):
        rows.append(row)
        if len(rows) == ROWS:
            yield _frame(record, rows)
            rows = []
    if rows:
        yield _frame(record, rows)


def _frame(record: type[Record], rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    columns = zip(*rows, strict=True)
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
def _one_moment() -> Iterator[None]:
    """A transaction that sees all tables as they were at one moment (one that is open already must see to that)."""
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
