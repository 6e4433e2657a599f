"""The short form of the benchmarks, for every change: under 90 seconds on two cores.

python -m benchmarks.short

The hand-written SQL must find what we find; one dossier, the flat rules and the log are measured and set beside their
budgets. It fails where findings differ, or where a budget is missed by more than twice: a busy machine is no fault.
Processor time counts for single dossiers, for the same reason.
"""

import secrets
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

import polars as pl

from benchmarks import dossier, orders, rules
from benchmarks.example import example
from benchmarks.log_speed import commitments, seconds
from benchmarks.measuring import alternating, table
from shibosi.kernel.log.journal import Journal

ORDERS = 20_000
RECORDS = 2_000
ENTRIES = 1_000_000
PROOFS = 1_000
FORMS = ("check", "sql")
MARGIN = 2
ENTRIES_A_SECOND, PROOF = 50_000, 5_000
"""At least, and at most (microseconds)."""


def budget(name: str, value: float, limit: float, least: bool = False) -> bool:
    """Print a value beside its budget; false where it is missed by more than the margin."""
    share = limit / value if least else value / limit
    verdict = "held" if share <= 1 else "missed" if share <= MARGIN else "MISSED BY FAR"
    print(f"  {name:<44}{value:>12,.1f}, at {'least' if least else 'most'} {limit:,}: {verdict}")
    return share <= MARGIN


def same_findings(place: Path, work: Path) -> bool:
    """The main job, ours and as SQL; the number of broken controls is kept in `work` for what follows."""
    known = orders.contenders(place, "2GB")
    outs = {name: work / name for name in FORMS}
    measured = alternating([known[name] for name in FORMS], 1, lambda name, number: outs[name])
    print(f"{ORDERS:,} orders, all controls, Parquet to findings (most of it is starting; see benchmarks/README.md)")
    table(measured, orders.fastest(measured))
    return all(one.runs for one in measured) and orders.compared(outs, measured)


def one_dossier(place: Path, work: Path) -> bool:
    """Single dossiers: as fast as promised, and broken as often as the run says."""
    told = dossier.measured(place, 1)
    print(f"{told.dossiers:,} order dossiers by {told.controls} controls, one at a time, processor time")
    held = [
        budget("median, us", told.busy_median, dossier.MEDIAN),
        budget("99th percentile, us", told.busy_late, dossier.LATE),
    ]
    counted = pl.read_csv(work / "check" / "counts.csv").filter(dossier="order")["broken"].sum()
    print(f"  broken: {told.broken:,} one by one, {counted:,} in the run")
    return all(held) and told.broken == counted


def flat_rules() -> bool:
    """Fifty rules against zen-engine."""
    told = rules.measured(RECORDS)
    rules.say(told)
    return budget("times as fast as zen-engine", told.times, rules.TIMES, least=True) and told.equal


def log(work: Path) -> bool:
    """Entries into the log and proofs out of it."""
    folder = work / "log"
    start = time.perf_counter()
    inputs = list(commitments(secrets.token_bytes(32), ENTRIES, []))
    Journal.create(folder, inputs).close()
    rate = ENTRIES / (time.perf_counter() - start)
    print(f"log of {ENTRIES:,} entries")
    with Journal.open(folder) as journal:
        at = [1 + secrets.randbelow(ENTRIES - 1) for _ in range(PROOFS)]
        proof = median(seconds(partial(journal.inclusion, place)) for place in at) * 1e6
    fast = budget("entries a second", rate, ENTRIES_A_SECOND, least=True)
    return budget("a proof, us", proof, PROOF) and fast


def main() -> None:
    """Everything in turn."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="shibosi-bench-") as folder:
        work = Path(folder)
        place = example(work, ORDERS, 1)
        good = [same_findings(place, work), one_dossier(place, work), flat_rules(), log(work)]
    print(f"{time.perf_counter() - start:.0f} s")
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
