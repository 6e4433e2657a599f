"""Spark against one machine over the same generated trade: are the findings the same bytes, and how long do both take?

python benchmarks/spark_equal.py [--orders N] [--seed S] [--parts P] [--workers W] [--folder WHERE]

Prints a line for each engine: seconds, number of findings, sha-256 of the findings and of the counts. Exit status 1
when they differ. The start of Spark is timed apart.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from shibosi.domains import registry
from shibosi.example import write_example
from shibosi.kernel.engines import local, spark
from shibosi.kernel.engines.plan import Question, Result
from shibosi.kernel.engines.sparksession import session_on
from shibosi.kernel.runs import finding_lines
from shibosi.methods.formats.handing import hand_in

Made = TypeVar("Made")


def timed(label: str, work: Callable[[], Made]) -> Made:
    """Do it and say how long it took."""
    start = time.perf_counter()
    made = work()
    print(f"{label:<36}{time.perf_counter() - start:>9.1f} s", flush=True)
    return made


def digests(result: Result) -> tuple[str, str]:
    """SHA-256 of the findings and of the counts of a run."""
    return finding_lines(result.findings)[0], hashlib.sha256(result.counts.write_csv().encode()).hexdigest()


def compare(folder: Path, options: argparse.Namespace) -> bool:
    """Run both engines; true where they agree."""
    registry.load()
    summary = timed(
        f"writing {options.orders:,} orders",
        lambda: write_example(folder / "example", options.orders, options.seed),
    )
    print(f"{sum(summary.rows.values()):,} rows of {len(summary.rows)} kinds")
    question = Question(registry.values(), summary.as_of)
    documents = [folder / "example" / "documents"]
    master = f"local[{options.workers}]"
    timed("starting Spark", lambda: session_on(master))
    results = {
        "one machine": timed("one machine", lambda: local.run(hand_in(documents, work=folder), question)),
        "Spark": timed(
            f"Spark, {options.workers} workers",
            lambda: spark.run(
                hand_in(documents, work=folder), question, parts=options.parts, master=master, load=registry.load
            ),
        ),
    }
    for name, result in results.items():
        print(f"{name:<12}{result.findings.height:>10,} findings {' '.join(digests(result))}")
    here, there = results.values()
    return digests(here) == digests(there) and here.dossiers == there.dossiers


def main() -> None:
    """Read the options, run, say whether the engines agree."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", type=int, help="parts of each kind of dossier (default: as many as its rows need)")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the example is written (default: the temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        equal = compare(Path(place), options)
    print("the same" if equal else "DIFFERENT")
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
