"""A small trade that changes from day to day, and what a run must say of it."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from shibosi.batch.check import Asked, check
from shibosi.batch.layers import identity
from shibosi.domains import registry
from shibosi.example import write_example
from shibosi.kernel.records import record
from shibosi.kernel.runs import Run

AS_OF = date(2026, 10, 1)
Trade = dict[str, pl.DataFrame]
"""Kind of record to its documents, as files hold them."""
Edit = Callable[[Trade, random.Random], Trade]
LINES = {"order": "order_line", "customs_list": "list_line", "customs_return": "return_line"}
VERSIONED = ("order", "payment", "waybill", "customs_list", "collection", "customs_return")
SAME = ("findings", "outcomes", "dossiers", "exit", "not_handed_in", "problems", "values", "controls")


@cache
def _example(orders: int, seed: int) -> Trade:
    registry.load()
    with TemporaryDirectory() as folder:
        write_example(Path(folder) / "example", orders, seed, fault_share=0.3)
        found: dict[str, list[pl.DataFrame]] = {}
        for path in sorted((Path(folder) / "example" / "documents").iterdir()):
            found.setdefault(path.name.rsplit("-", 1)[0], []).append(pl.read_parquet(path))
    made = {kind: pl.concat(frames) for kind, frames in found.items()}
    for head, line in LINES.items():
        # Lines of every second document say in which one they stand.
        number = key_of(line)
        said = made[head].select(*theirs(head, number), pl.col("guid").alias("document")).unique(number)
        made[line] = made[line].drop("document", strict=False).join(
            said.gather_every(2), on=number, how="left", maintain_order="left"
        )  # fmt: skip
    return {kind: completed(kind, frame) for kind, frame in made.items()}


def trade(orders: int = 120, seed: int = 5) -> Trade:
    """A trade with many faults."""
    return dict(_example(orders, seed))


def completed(kind: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with every column of their kind."""
    columns = record(kind).columns
    kept = {name: pl.Decimal(18, 5) if column.kind in ("money", "decimal") else column.dtype
            for name, column in columns.items()}  # fmt: skip
    absent = [pl.lit(None, dtype=kept[name]).alias(name) for name in columns if name not in rows.columns]
    return rows.with_columns(absent).select(list(columns))


def key_of(line: str) -> list[str]:
    """The columns by which lines find their document."""
    return identity(record(line))


def theirs(head: str, number: list[str]) -> list[pl.Expr]:
    """The same columns of the document."""
    return [pl.col("number" if head == "order" else name).alias(name) for name in number]


def written(made: Trade, folder: Path, files: int = 2, format: str = "parquet", group: int | None = None) -> Path:
    """The documents as files of a folder; `group`: so many rows are packed together."""
    folder.mkdir(parents=True)
    for kind, rows in made.items():
        size = max(1, -(-rows.height // files))
        for number in range(max(1, -(-rows.height // size))):
            part, path = rows.slice(number * size, size), folder / f"{kind}-{number:05}.{format}"
            if format == "parquet":
                part.write_parquet(path, metadata={"shibosi.record": kind}, row_group_size=group)
            else:
                part.write_csv(path)
    return folder


def run(paths: Path, out: Path, since: Path | None = None, as_of: date = AS_OF, **asked: Any) -> Run:
    """One run, without a report."""
    return check(Asked((paths,), out, as_of, since=since, report=False, **asked))


def differing(one: Run, other: Run) -> list[str]:
    """In what two runs differ that should have found the same."""
    parts = [name for name in SAME if one.about[name] != other.about[name]]
    frames = [("findings", one.findings(), other.findings()), ("counts", one.counts(), other.counts())]
    return [*parts, *(name for name, mine, theirs in frames if not mine.equals(theirs))]


# -- what may happen to documents


def some(rows: pl.DataFrame, chance: random.Random, most: int = 4) -> list[int]:
    """The numbers of a few rows."""
    return sorted(chance.sample(range(rows.height), min(rows.height, chance.randint(1, most))))


def value_changed(made: Trade, chance: random.Random) -> Trade:
    """Cells of one column hold what other rows have there, or nothing: amounts, days, numbers, keys."""
    kind = chance.choice([kind for kind in made if made[kind].height])
    rows = made[kind]
    name = chance.choice([name for name in rows.columns if rows[name].null_count() < rows.height])
    at = some(rows, chance)
    values = [None if chance.random() < 0.2 else rows[name][chance.randrange(rows.height)] for _ in at]
    return {**made, kind: rows.with_columns(rows[name].scatter(at, pl.Series(values, dtype=rows.schema[name])))}


def rows_removed(made: Trade, chance: random.Random) -> Trade:
    """Documents, or lines of them, are there no more."""
    kind = chance.choice([kind for kind in made if made[kind].height > 1])
    gone = some(made[kind], chance)
    return {**made, kind: made[kind].with_row_index("#").filter(~pl.col("#").is_in(gone)).drop("#")}


def copied(made: Trade, chance: random.Random) -> Trade:
    """Documents are handed in twice."""
    kind = chance.choice([kind for kind in made if made[kind].height])
    return {**made, kind: pl.concat([made[kind], made[kind][some(made[kind], chance)]])}


def shuffled(made: Trade, chance: random.Random) -> Trade:
    """Rows lie in another order."""
    return {kind: rows.sample(fraction=1, shuffle=True, seed=chance.randrange(99)) for kind, rows in made.items()}


def new_orders(made: Trade, chance: random.Random) -> Trade:
    """Other orders come, some of them under numbers that are taken."""
    more = documents_of(trade(40, 6), chance, 5)
    return {kind: pl.concat([rows, more[kind]]) if kind in more else rows for kind, rows in made.items()}


def reported_again(made: Trade, chance: random.Random) -> Trade:
    """A document is corrected, deleted, or another one comes under its number, with or without lines."""
    more = reports(made, chance)
    return {kind: pl.concat([rows, more[kind]]) if kind in more else rows for kind, rows in made.items()}


EDITS: Sequence[Edit] = (value_changed, value_changed, value_changed, rows_removed, copied, new_orders, reported_again)


def edited(made: Trade, chance: random.Random, most: int = 6) -> Trade:
    """Several things happen."""
    for edit in chance.choices(EDITS, k=chance.randint(1, most)):
        made = edit(made, chance)
    return shuffled(made, chance) if chance.random() < 0.2 else made


def reports(made: Trade, chance: random.Random) -> Trade:
    """A later report about a document that is there: new (1), change (2) or deletion (3)."""
    kind = chance.choice([kind for kind in VERSIONED if made[kind].height])
    head = made[kind][chance.randrange(made[kind].height)]
    how, guid = chance.choice("1223"), f"guid-{chance.randrange(10**9)}"
    amount = next(name for name in ("paid", "amount", "freight", "reason") if name in head.columns)
    found = {kind: head.with_columns(
        pl.lit(how).alias("report_type"), pl.lit(chance.choice([guid, head["guid"][0]])).alias("guid"),
        pl.col("reported_at") + timedelta(hours=chance.choice([0, 1, 24])),
        made[kind][amount].gather([chance.randrange(made[kind].height)]).alias(amount),
    )}  # fmt: skip
    line = LINES.get(kind)
    if line is not None and how != "3" and chance.random() < 0.7:
        number = head.select(theirs(kind, key_of(line)))
        lines = made[line].join(number, on=number.columns, how="semi", nulls_equal=True)
        document = chance.choice([guid, found[kind]["guid"][0], None])
        found[line] = lines.with_columns(pl.lit(document, dtype=pl.String).alias("document"))
    return found


def documents_of(made: Trade, chance: random.Random, most: int) -> Trade:
    """All documents of a few orders."""
    numbers = made["order"]["number"].drop_nulls().unique().sort().to_list()
    chosen = chance.sample(numbers, min(len(numbers), most))
    named = {kind: "number" if kind == "order" else "order_number" for kind in made}
    return {kind: rows.filter(pl.col(named[kind]).is_in(chosen)) for kind, rows in made.items()}
