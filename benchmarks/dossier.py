"""One order dossier in memory, judged by all controls of its kind with the generated function.

python -m benchmarks.dossier [--orders N] [--folder WHERE] [--rounds R]

Every dossier of a generated example once a round; documents are in memory, as rows of stored values.
"""

import argparse
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.example import as_of, example
from benchmarks.timing import microseconds, percentile
from shibosi.domains import registry
from shibosi.kernel import controls
from shibosi.kernel.dossiers import Dossier, Rows, dossier
from shibosi.kernel.expressions.scalar import Circumstances, compile_controls
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.sources import Sources
from shibosi.methods.formats.handing import hand_in

MEDIAN, LATE = 60, 200
"""Microseconds: the most the median and the 99th percentile may be."""


@dataclass(frozen=True)
class Told:
    """Microseconds of one dossier, how many dossiers and controls there were, and how often a control was broken.

    `busy_median` and `busy_late` count processor time only: what is left of a machine that others use too.
    """

    median: float
    late: float
    busy_median: float
    busy_late: float
    dossiers: int
    controls: int
    broken: int


def dossiers(kind: Dossier, sources: Sources, read: dict[str, list[str]]) -> list[Rows]:
    """All dossiers of a kind: record kind to rows of stored values. Documents equal in all that is `read` are one."""
    found: dict[str, Rows] = defaultdict(lambda: {member.record.kind(): [] for member in kind.members})
    for member in kind.members:
        name, columns = member.record.kind(), list(member.record.columns)
        if name not in sources.kinds():
            continue
        frame = sources.scan(name, columns).unique(read[name], maintain_order=True).collect()
        rows = frame.with_columns(pl.col(pl.Date, pl.Datetime).to_physical()).rows()
        for key, row in zip(frame[member.by[0]], rows, strict=True):
            if key is not None:
                found[key][name].append(list(row))
    return list(found.values())


def measured(place: Path, rounds: int) -> Told:
    """Judge every order of an example one by one."""
    registry.load()
    order = dossier("order")
    known = controls.of(order)
    judge = compile_controls(order, known, registry.values())
    at = Circumstances((as_of(place) - DAY_ZERO).days)
    read = Judge(order, known, registry.values(), at).columns()
    every = dossiers(order, hand_in([place / "documents"]), read)
    broken = sum(judge(rows, at).count(controls.Outcome.BROKEN) for rows in every)
    spent = microseconds(lambda rows: judge(rows, at), every * rounds)
    busy = microseconds(lambda rows: judge(rows, at), every, time.thread_time_ns)
    shares = [percentile(times, share) for times in (spent, busy) for share in (0.5, 0.99)]
    return Told(*shares, len(every), len(known), broken)


def say(told: Told) -> None:
    """Print what was measured and whether the budgets are held."""
    print(f"{told.dossiers:,} order dossiers by {told.controls} controls, one at a time ({told.broken:,} broken)")
    values = (("median", told.median, told.busy_median, MEDIAN), ("99th percentile", told.late, told.busy_late, LATE))
    for name, value, busy, limit in values:
        verdict = "held" if value <= limit else "MISSED"
        print(f"  {name:<16}{value:>8.1f} us ({busy:.1f} of processor time), at most {limit}: {verdict}")


def main() -> None:
    """Read the options, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--orders", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where examples are kept (default: the temporary folder, removed)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        say(measured(example((options.folder or Path(work)).resolve(), options.orders, 1), options.rounds))


if __name__ == "__main__":
    main()
