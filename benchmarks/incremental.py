"""How long an incremental run takes beside a full one, and that both find the same.

    python -m benchmarks.incremental [--orders 1000000] [--share 0.01] [--folder DIR]

Of a share of the orders all documents change. They are handed in once as files of their own (--only-changes) and once
inside full files, where the run has to find them. Every run is a process of its own; what is printed is the time from
asking to the finished run folder, without the report, on the wall and of all cores, and its share of the full run as
shipped. Exit status 1 where an incremental run finds something else, or judges everything.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from shibosi.batch.check import Asked, check
from shibosi.batch.layers import identity
from shibosi.domains import registry
from shibosi.example import write_example
from shibosi.kernel.records import record

AS_OF = date(2026, 10, 1)
CHANGED = {
    "order": "paid",
    "order_line": "price",
    "payment": "amount",
    "waybill": "weight",
    "customs_list": "freight",
    "list_line": "quantity",
    "return_line": "quantity",
}
"""A column of each kind that changes; documents of other kinds are handed in again as they were."""
SAME = ("findings", "outcomes", "dossiers")
ME = Path(__file__)
BUDGETS = {"own": 0.05, "found": 0.20}
"""Share of the full run that is allowed at a million orders: changes in files of their own, found in full files."""


def main() -> None:
    """Prepare, run, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="Where documents are written; kept and used again.")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(measured(**json.loads(asked.run))))
        return
    with tempfile.TemporaryDirectory() as aside:
        compare(asked.folder or Path(aside), asked.orders, asked.share, asked.seed)


def compare(folder: Path, orders: int, share: float, seed: int) -> None:
    """Run everything and print a line for each run."""
    documents = folder / "example" / "documents"
    if not documents.exists():
        write_example(folder / "example", orders, seed)
    if not (folder / "after").exists():
        changed_documents(documents, folder / "after", folder / "changes", share, seed)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        runs = Path(place)
        before = run("full", documents, runs / "before", None)
        run("full, nothing left for later", documents, runs / "plain", before, state=False)
        after = run("full, of the changed documents", folder / "after", runs / "after", before)
        made = {
            "own": run(
                "changes in files of their own", folder / "changes", runs / "own", before, before, only_changes=True
            ),
            "found": run("changes found in full files", folder / "after", runs / "found", before, before),
        }
    for name, found in made.items():
        if found["full"]:
            raise SystemExit(f"{name}: everything was judged again: {found['because']}")
        if any(found[part] != after[part] for part in SAME):
            raise SystemExit(f"{name}: another answer than that of a full run")
        share = found["wall"] / before["wall"]
        print(f"{name:10} {share:.1%} of the full run; at a million orders {BUDGETS[name]:.0%} is the budget")
    print("every incremental run found what the full run found")


def run(
    title: str, paths: Path, out: Path, full: dict[str, Any] | None, since: dict[str, Any] | None = None, **asked: Any
) -> dict[str, Any]:
    """One run in a process of its own; says how long it took."""
    order = {"paths": str(paths), "out": str(out), "since": since["folder"] if since else None, **asked}
    told = subprocess.run([sys.executable, str(ME), "--run", json.dumps(order)], check=True, capture_output=True)
    made: dict[str, Any] = json.loads(told.stdout)
    shares = "" if full is None else f"{made['wall'] / full['wall']:7.1%} {made['cpu'] / full['cpu']:7.1%}"
    print(f"{title:32} {made['wall']:7.2f} s wall {made['cpu']:7.2f} s of cores {shares}", flush=True)
    return made


def measured(paths: str, out: str, since: str | None, **asked: Any) -> dict[str, Any]:
    """Run here and say how long it took and what was found."""
    wall, cpu = time.perf_counter(), time.process_time()
    before = Path(since) if since else None
    made = check(Asked((Path(paths),), Path(out), AS_OF, since=before, report=False, **asked))
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return {"folder": out, **spent, **{name: made.about[name] for name in ("full", "because", *SAME)}}


def changed_documents(documents: Path, after: Path, changes: Path, share: float, seed: int) -> None:
    """Write the documents with a share of the orders changed, and the documents of these orders by themselves."""
    registry.load()
    after.mkdir()
    changes.mkdir()
    numbers = pl.scan_parquet(documents / "order-*.parquet").select("number").collect()["number"].unique().sort()
    chosen = numbers.sample(fraction=share, seed=seed).implode()
    for kind in sorted({path.name.rsplit("-", 1)[0] for path in documents.iterdir()}):
        parts: list[pl.DataFrame] = []
        for path in sorted(documents.glob(f"{kind}-*.parquet")):
            rows = pl.read_parquet(path)
            touched = pl.col("number" if kind == "order" else "order_number").is_in(chosen)
            if name := CHANGED.get(kind):
                more = (pl.col(name) + pl.lit("1").cast(pl.Decimal(18, 5))).cast(rows.schema[name])
                rows = rows.with_columns(pl.when(touched).then(more).otherwise(pl.col(name)).alias(name))
            write(rows, after / path.name, kind)
            parts.append(rows.with_columns(touched.alias("#touched")))
        every, number = pl.concat(parts), identity(record(kind))
        theirs = every.filter(pl.col("#touched")).select(number)
        # What is handed in takes the place of all that has its number, so all of that number is handed in.
        own = every.drop("#touched").join(theirs, on=number, how="semi", nulls_equal=True, maintain_order="left")
        write(own, changes / f"{kind}.parquet", kind)


def write(rows: pl.DataFrame, path: Path, kind: str) -> None:
    """Write documents as the example does."""
    rows.write_parquet(path, compression="zstd", compression_level=1, metadata={"shibosi.record": kind})


if __name__ == "__main__":
    main()
