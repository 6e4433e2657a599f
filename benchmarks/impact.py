"""How long the impact of one value takes beside judging everything, and that both find the same.

    python -m benchmarks.impact [--orders 1000000] [--folder DIR] [--rounds 3]

The purchase limit becomes 3,000 instead of 5,000 CNY. Every run is a process of its own; what is printed is the time of
the whole process, on the wall and of all cores. Exit status 1 where the answers differ.
"""

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path

import polars as pl

from benchmarks.measuring import measure
from shibosi.example import write_example

AS_OF = date(2026, 10, 1)
OVERLAY = """
retail_import_limits:
  single: {values: [{from: unknown, place: CN, value: "3000", source: "a benchmark", confidence: local}]}
"""
QUIET = ["held", "out_of_scope"]
"""Outcomes of which no finding tells."""


def main() -> None:
    """Prepare, run, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="Where documents are written; kept and used again.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        documents = (asked.folder or Path(aside)) / "documents"
        if not documents.exists():
            write_example(documents.parent, asked.orders, 1)
        compare(documents, Path(aside), asked.rounds)


def compare(documents: Path, aside: Path, rounds: int) -> None:
    """Judge with the other value, judge with that in force, weigh; print each round."""
    overlay, changes = aside / "overlay.yaml", aside / "changes.csv"
    overlay.write_text(OVERLAY, encoding="utf-8")
    shibosi = [sys.executable, "-m", "shibosi"]
    day = ["--as-of", AS_OF.isoformat()]
    runs = [aside / name for name in ("before", "after")]
    for number in range(rounds):
        plain = [*shibosi, "check", str(documents), *day, "--no-report", "--quiet"]
        once = measure([*plain, "--out", str(runs[0]) + str(number)], good=(0, 1, 3))
        weighed = measure(
            [
                *shibosi,
                "law",
                "impact",
                str(documents),
                *day,
                "--overlay",
                str(overlay),
                "--out",
                str(changes),
                "--json",
            ]
        )
        print(f"full run {once.seconds:6.2f} s ({once.processor:6.2f} s of cores, {once.memory:,.0f} MB)   "
              f"impact {weighed.seconds:6.2f} s ({weighed.processor:6.2f} s of cores, {weighed.memory:,.0f} MB)   "
              f"{weighed.seconds / once.seconds:.0%} of the wall, {weighed.processor / once.processor:.0%} of cores",
              flush=True)  # fmt: skip
    measure([*plain, "--overlay", str(overlay), "--out", str(runs[1])], good=(0, 1, 3))
    told = pl.read_csv(changes).with_columns(pl.col("before", "after").replace(dict.fromkeys(QUIET, "no finding")))
    same = told.filter(pl.col("before") != pl.col("after")).equals(pl.read_csv(runs[1] / "differences.csv"))
    print(json.dumps({"changes": told.height, "equal to judging everything": same}))
    if not same:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
